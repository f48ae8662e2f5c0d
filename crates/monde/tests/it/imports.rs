//! A file becomes dossiers under one signature, and comes back under another. Whatever is cut, forged or seen by the
//! neighbour, a line makes one dossier at most, and only those that were signed.

use coffre::base::Statement;
use coffre::face::{
    Error, ImportChoix, ImportEtat, ImportGeste, ImportLu, ImportPage, ImportResume, ImportVue, LoginEnded, Refusal,
    Ressemblance, SignedRequest,
};
use coffre::sequenceur::essai::queue;
use contre_cle::protocole::{Answer, No, Question};
use domaine::import::Colonne;
use domaine::saisie::Raison;
use domaine::{Champ, Clair, DossierId, ImportId};
use droits::mandat::{MandatPiece, line_request, mandat_end, sentence};
use droits::signature::sha256;
use journal::act::Purpose;
use journal::entry::{Decision, Entry, Kind};
use journal::log::Record;
use journal::storage::{Failure, Storage};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::essai::{Essai, Personne, champ_of, refusal, wait_hours};
use crate::menteur::Menteur;

const HEADS: [&str; 5] = ["Nom", "Prénom", "Né(e) le", "Portable", "N° Sécu"];

/// A row of a file: nobody, spelt unlike the others.
pub fn row(n: usize) -> Vec<String> {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    let nom = format!("Ess{}{}{}ault", letter(n / 676), letter(n / 26), letter(n));
    let (year, month, day) = (2001 + n % 9, 1 + n % 12, 1 + n % 28);
    // The year, the month and the commune of the number vary; its order is 000, which nobody has.
    let number = format!("{}{:02}{month:02}59{:03}000", 1 + n / 1_980 % 2, year % 100, 1 + n % 989);
    let key = 97 - number.parse::<u64>().expect("digits") % 97;
    vec![
        nom,
        ["Mathilde", "Yacine", "Océane"][n % 3].into(),
        format!("{day:02}/{month:02}/{year}"),
        format!("06 39 98 {:02} {:02}", n / 100 % 100, n % 100),
        format!("{number}{key:02}"),
    ]
}

pub fn file(rows: impl IntoIterator<Item = Vec<String>>) -> ImportLu {
    let cells = |row: Vec<String>| row.into_iter().map(Clair::new).collect();
    ImportLu {
        entetes: HEADS.iter().map(|head| Clair::new(*head)).collect(),
        lignes: (2..).zip(rows.into_iter().map(cells)).collect(),
        format: "csv;windows-1252".into(),
    }
}

pub fn rows(n: usize) -> ImportLu {
    file((0..n).map(row))
}

pub fn deposits(e: &Essai, who: &Personne, lu: ImportLu) -> Result<ImportId, Error> {
    let request = who.request_with("POST", "/imports", b"a file");
    e.run(e.coffre().deposit_import(&request, lu))
}

pub fn page(e: &Essai, who: &Personne, id: ImportId, vue: ImportVue) -> Result<ImportPage, Error> {
    let request = who.request("GET", &format!("/imports/{id}?vue=x&page=1"));
    e.run(e.coffre().import_page(&request, id, vue, 1))
}

fn changes(e: &Essai, who: &Personne, id: ImportId, geste: ImportGeste) -> Result<ImportPage, Error> {
    let request = who.request_with("POST", &format!("/imports/{id}"), b"a gesture");
    e.run(e.coffre().change_import(&request, id, geste))
}

fn corrects(e: &Essai, who: &Personne, id: ImportId, numero: u32, cells: Vec<String>) -> ImportPage {
    let cells = cells.into_iter().map(Clair::new).collect();
    changes(e, who, id, ImportGeste::Corriger(numero, cells)).expect("corrects")
}

/// The signed request that makes an import, with its body.
pub fn signing(who: &Personne, id: ImportId, contenu: [u8; 32], lignes: u32) -> (SignedRequest, Vec<u8>) {
    let body = sentence(&contenu, lignes).into_bytes();
    (who.request_with("POST", &format!("/imports/{id}/execution"), &body), body)
}

pub fn signs(e: &Essai, who: &Personne, id: ImportId) -> Result<ImportResume, Error> {
    let page = page(e, who, id, ImportVue::Toutes)?;
    let (request, body) = signing(who, id, page.contenu, page.prets);
    e.run(e.coffre().run_import(&request, id, page.contenu, page.prets, body))
}

pub fn undoes(e: &Essai, who: &Personne, id: ImportId) -> Result<ImportResume, Error> {
    let page = page(e, who, id, ImportVue::Toutes)?;
    let body = sentence(&page.contenu, page.resume.faits).into_bytes();
    let request = who.request_with("POST", &format!("/imports/{id}/annulation"), &body);
    e.run(e.coffre().undo_import(&request, id, body))
}

pub fn progress(e: &Essai, who: &Personne, id: ImportId) -> Result<ImportResume, Error> {
    let request = who.request("GET", &format!("/imports/{id}/avancement"));
    e.run(e.coffre().import_progress(&request, id)).map(|(_, resume)| resume)
}

/// Waits until no thread makes it any more.
pub fn over(e: &Essai, who: &Personne, id: ImportId) -> ImportResume {
    e.until(|| progress(e, who, id).expect("it is hers").etat != ImportEtat::EnCours, "the import ends");
    progress(e, who, id).expect("it is hers")
}

/// The dossiers that an import made, in the order of its file.
fn made(e: &Essai, who: &Personne, id: ImportId) -> Vec<DossierId> {
    let mut all = Vec::new();
    for n in 1.. {
        let request = who.request("GET", &format!("/imports/{id}?page={n}"));
        let page = e.run(e.coffre().import_page(&request, id, ImportVue::Faites, n)).expect("hers");
        if page.lignes.is_empty() {
            return all;
        }
        all.extend(page.lignes.iter().map(|l| l.dossier.expect("made")));
    }
    all
}

fn sweep_is_clean(e: &Essai) {
    assert_eq!(e.run(e.coffre().sweep()).expect("sweeps").ecarts, []);
}

#[test]
fn a_file_becomes_dossiers() {
    Essai::on_each_engine(1, |e| {
        let lea = e.signs_in("lea");
        let before = e.journal().len();
        let id = deposits(e, &lea, rows(300)).expect("deposits");
        let shown = page(e, &lea, id, ImportVue::Toutes).expect("hers");
        let fed: Vec<_> = shown.colonnes.iter().map(|(_, colonne)| *colonne).collect();
        use Champ::{Naissance, Nir, NomNaissance, Prenom, Telephone};
        assert_eq!(fed, [NomNaissance, Prenom, Naissance, Telephone, Nir].map(Colonne::Champ));
        assert_eq!((shown.lignes.len(), shown.total, shown.prets), (25, 300, 300), "{:?}", shown.comptes);
        assert_eq!(shown.lignes[0].cellules[0].expose(), row(0)[0]);
        assert_eq!(e.number("select count(*) from dossier"), 3, "nothing exists yet");
        assert_eq!(e.entries(Kind::ResultPage).last().map(|e| (e.count, e.purpose)), Some((25, Purpose::Import as u8)));

        let started = signs(e, &lea, id).expect("signs");
        assert_eq!((started.lignes, started.etat), (300, ImportEtat::EnCours));
        let done = over(e, &lea, id);
        assert_eq!((done.etat, done.faits, done.gardes), (ImportEtat::Fait, 300, 0));
        // Its state is in the base a moment before its end is in the journal; a crash between the two is made good at the start.
        e.until(|| e.count(Kind::MandatEnded) == 1, "the end is written");
        let kinds: Vec<Kind> = e.journal()[before..].iter().map(|e| e.kind).collect();
        let count = |kind| kinds.iter().filter(|k| **k == kind).count();
        let (creations, writes) = (count(Kind::Creation), count(Kind::Write));
        assert_eq!(
            (creations, writes, count(Kind::MandatProposed), count(Kind::MandatStarted)),
            (301, 301, 1, 1),
            "one is a decoy"
        );
        let end = &e.entries(Kind::MandatEnded)[0];
        assert_eq!((end.rule, end.count, end.object), (mandat_end::DONE, 300, id.0));
        assert_eq!(e.number("select count(*) from import_ligne where length(contenu) > 0"), 0, "cells are forgotten");

        // Found at once, and after a restart; opened by her who signed, who is their référent.
        let shows = |e: &Essai, n| {
            let request = lea.request("GET", &format!("/imports/{id}?page={n}"));
            e.run(e.coffre().import_page(&request, id, ImportVue::Faites, n))
        };
        let last = shows(e, 12).expect("hers").lignes[24].dossier.expect("made");
        let found = |lea: &Personne| lea.searches(&row(299)[0]).expect("searches").lignes[0].dossier;
        assert_eq!(found(&lea), last);
        assert_eq!(lea.portefeuille(1).expect("lists").total, 301);
        e.reboot();
        assert_eq!(found(&lea), last);
        let opened = lea.opens(last).expect("opens");
        assert_eq!(champ_of(&opened, Champ::NomNaissance), row(299)[0]);
        let numero = champ_of(&opened, Champ::Numero);
        assert!(["302", "303"].contains(&&*numero), "{numero}: after the two of the console, and perhaps a decoy");
        assert_eq!(opened.etat, 1);
        assert_eq!(opened.referent.as_ref().map(Clair::expose), Some("lea"));
        assert_eq!(lea.searches("06 39 98 02 99").expect("searches").lignes[0].dossier, last);
        assert!(e.entries(Kind::Write).iter().rev().take(300).all(|w| w.object == id.0), "each says its origin");
        sweep_is_clean(e);
        assert!(matches!(refusal(signs(e, &lea, id)), Refusal::Conflit), "made, it is not made again");
        // Whom it made are persons in a list, like those of any other.
        let refused = (1..=9).find_map(|n| shows(e, n).err());
        assert!(matches!(refused, Some(Error::Refusal(Refusal::Budget { .. }))), "eight pages are two hundred persons");
    });
}

#[test]
fn nobody_else_sees_or_touches_an_import() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let id = deposits(&e, &lea, rows(3)).expect("deposits");
    let shown = page(&e, &lea, id, ImportVue::Toutes).expect("hers");
    let check = |who: &Personne, expected: Refusal| {
        let oubli = changes(&e, who, id, ImportGeste::Oublier);
        let (request, body) = signing(who, id, shown.contenu, shown.prets);
        let run = e.run(e.coffre().run_import(&request, id, shown.contenu, shown.prets, body));
        let body = sentence(&shown.contenu, 0).into_bytes();
        let request = who.request_with("POST", &format!("/imports/{id}/annulation"), &body);
        let undo = e.run(e.coffre().undo_import(&request, id, body));
        for (what, answer) in [
            ("page", page(&e, who, id, ImportVue::Toutes).map(drop)),
            ("change", oubli.map(drop)),
            ("run", run.map(drop)),
            ("undo", undo.map(drop)),
            ("progress", progress(&e, who, id).map(drop)),
        ] {
            let seen = refusal(answer);
            let is_it = seen == expected || (what == "progress" && seen == Refusal::Introuvable);
            assert!(is_it, "{what} by {}: {seen:?}", who.nom);
        }
        let request = who.request("GET", "/imports");
        let (_, listed) = e.run(e.coffre().imports(&request)).expect("lists her own");
        assert!(listed.is_empty(), "{}", who.nom);
    };
    check(&e.signs_in("karine"), Refusal::Introuvable);
    check(&e.signs_in("marc"), Refusal::Introuvable);
    for nom in ["accueil", "gestionnaire", "dpo", "direction"] {
        let who = e.signs_in(nom);
        assert!(deposits(&e, &who, rows(3)).is_err(), "{nom}");
        assert!(page(&e, &who, id, ImportVue::Toutes).is_err(), "{nom}");
    }
    let unknown = ImportId([9; 16]);
    assert_eq!(refusal(page(&e, &lea, unknown, ImportVue::Toutes)), Refusal::Introuvable, "absent: the same answer");
    assert_eq!(progress(&e, &lea, id).expect("hers").etat, ImportEtat::Essai, "nothing was changed");
    let request = lea.request("GET", "/imports");
    assert_eq!(e.run(e.coffre().imports(&request)).expect("lists").1.len(), 1);
}

#[test]
fn what_stands_in_the_way_is_said_row_by_row() {
    Essai::on_each_engine(2, |e| {
        let lea = e.signs_in("lea");
        let (hers, theirs) = (e.of("lea")[0], e.of("karine")[0]);
        let known = |dossier| {
            let opened = lea.opens(dossier).expect("opens");
            let iso = champ_of(&opened, Champ::Naissance);
            let french = format!("{}/{}/{}", &iso[8..], &iso[5..7], &iso[..4]);
            (champ_of(&opened, Champ::NomNaissance), champ_of(&opened, Champ::Prenom), french)
        };
        let person = |(nom, prenom, naissance): (String, String, String)| {
            vec![nom, prenom, naissance, String::new(), String::new()]
        };
        let mut near = known(theirs);
        near.0.remove(3);
        let with = |n, at: usize, text: &str| {
            let mut row = row(n);
            row[at] = text.into();
            row
        };
        let all =
            [row(0), with(1, 2, "31/02/2005"), with(2, 3, "06 39"), row(0), person(known(hers)), person(near), row(6)];
        let id = deposits(e, &lea, file(all)).expect("deposits");
        let shown = page(e, &lea, id, ImportVue::Toutes).expect("hers");
        let c = shown.comptes;
        assert_eq!((c.pretes, c.refusees, c.doubles_fichier, c.connues), (2, 2, 1, 2), "{c:?}");
        assert_eq!(shown.lignes[3].double_de, Some(2));
        let seen = |at: usize| shown.lignes[at].connue.as_ref().map(|(e, why)| (e.dossier, e.masquee, *why));
        assert_eq!(seen(4), Some((hers, false, Ressemblance::MemesNomEtNaissance)));
        assert_eq!(seen(5), Some((theirs, true, Ressemblance::NomProcheEtNaissance)), "a colleague's stays masked");
        let count = e.entries(Kind::ResultPage).last().map(|e| e.count);
        assert_eq!(count, Some(9), "seven rows, and two people of the base");

        // All or nothing: nothing is made while a row is in doubt.
        assert!(matches!(signs(e, &lea, id), Err(Error::Saisie(wrong)) if wrong[0].raison == "lignes-a-corriger"));
        assert_eq!(e.count(Kind::MandatProposed), 0);
        let corrected = corrects(e, &lea, id, 3, row(1));
        assert_eq!((corrected.lignes.len(), corrected.lignes[0].remarques.len(), corrected.prets), (1, 0, 3));
        changes(e, &lea, id, ImportGeste::Choisir(7, ImportChoix::Confirmee)).expect("another person");
        let rest = changes(e, &lea, id, ImportGeste::EcarterFautives).expect("leaves aside");
        assert_eq!((rest.total, rest.prets, rest.comptes.ecartees), (0, 4, 3), "{:?}", rest.comptes);
        signs(e, &lea, id).expect("signs");
        assert_eq!(over(e, &lea, id).faits, 4);
        assert_eq!(e.number("select count(*) from dossier"), 6 + 4);
        sweep_is_clean(e);
    });
}

#[test]
fn one_nir_is_one_dossier() {
    Essai::on_each_engine(1, |e| {
        let (lea, marc) = (e.signs_in("lea"), e.signs_in("marc"));
        let id = deposits(e, &marc, file([row(1)])).expect("deposits");
        signs(e, &marc, id).expect("signs");
        assert_eq!(over(e, &marc, id).etat, ImportEtat::Fait);
        let id = deposits(e, &lea, file([row(2)])).expect("deposits");
        signs(e, &lea, id).expect("signs");
        over(e, &lea, id);
        let hers = made(e, &lea, id)[0];

        // The same numbers under other names: here, elsewhere, and nowhere.
        let under = |nir: usize, n: usize| {
            let mut other = row(n);
            other[4] = row(nir)[4].clone();
            other
        };
        let before = e.number("select count(*) from dossier");
        let id = deposits(e, &lea, file([row(10), under(1, 11), under(2, 12)])).expect("deposits");
        signs(e, &lea, id).expect("nothing is known before the look");
        assert_eq!(over(e, &lea, id).etat, ImportEtat::Essai, "all or nothing: nothing");
        assert_eq!(e.number("select count(*) from dossier"), before);
        let shown = page(e, &lea, id, ImportVue::Toutes).expect("hers");
        let elsewhere = &shown.lignes[1];
        assert!(elsewhere.remarques.iter().any(|r| r.raison == Raison::ConnuAilleurs), "{:?}", elsewhere.remarques);
        assert!(elsewhere.connue.is_none(), "who it is there, nobody is told");
        let here = shown.lignes[2].connue.as_ref().map(|(e, why)| (e.dossier, *why));
        assert_eq!(here, Some((hers, Ressemblance::MemeNir)));
        changes(e, &lea, id, ImportGeste::Choisir(4, ImportChoix::Confirmee)).expect("chooses");
        let c = page(e, &lea, id, ImportVue::Toutes).expect("hers").comptes;
        assert_eq!((c.pretes, c.refusees, c.connues), (1, 1, 1), "no confirmation makes two people of one NIR");

        // Once the rest is asked for, those that turn out to be known are left aside.
        corrects(e, &lea, id, 3, under(1, 11));
        changes(e, &lea, id, ImportGeste::Choisir(4, ImportChoix::Ecartee)).expect("chooses");
        changes(e, &lea, id, ImportGeste::EcarterFautives).expect("the rest");
        assert_eq!(signs(e, &lea, id).expect("signs").lignes, 3);
        let done = over(e, &lea, id);
        assert_eq!((done.etat, done.faits), (ImportEtat::Fait, 1));
        sweep_is_clean(e);
    });
}

#[test]
fn only_what_was_signed_is_made() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let id = deposits(&e, &lea, rows(3)).expect("deposits");
    let shown = page(&e, &lea, id, ImportVue::Toutes).expect("hers");
    let run = |contenu: [u8; 32], lignes: u32, signed: &str, sent: &str| {
        let request = lea.request_with("POST", &format!("/imports/{id}/execution"), signed.as_bytes());
        e.run(e.coffre().run_import(&request, id, contenu, lignes, sent.as_bytes().to_vec()))
    };
    let right = sentence(&shown.contenu, 3);
    let other = sentence(&[7; 32], 3);
    for (what, answer, expected) in [
        (
            "another number",
            run(shown.contenu, 4, &sentence(&shown.contenu, 4), &sentence(&shown.contenu, 4)),
            Refusal::Conflit,
        ),
        ("other rows", run([7; 32], 3, &other, &other), Refusal::Conflit),
        ("a body that says otherwise", run(shown.contenu, 3, &other, &other), Refusal::Signature),
        ("a body that was not signed", run(shown.contenu, 3, &other, &right), Refusal::Signature),
        ("a longer body", run(shown.contenu, 3, &format!("{right}&x=1"), &format!("{right}&x=1")), Refusal::Signature),
    ] {
        assert_eq!(refusal(answer), expected, "{what}");
    }
    corrects(&e, &lea, id, 2, row(9));
    assert_eq!(refusal(run(shown.contenu, 3, &right, &right)), Refusal::Conflit, "a cell changed since");
    assert_eq!(e.count(Kind::MandatProposed), 0);
    assert_eq!(e.count(Kind::Creation), 3, "those of the console");
}

/// What a coffre that lies writes: a proposal under a request, a piece and a count of its choice.
pub fn proposal(from: &Entry, request: &SignedRequest, body: &[u8], contenu: [u8; 32], count: u32) -> (Entry, Vec<u8>) {
    let piece = MandatPiece { request: request.clone(), body: body.to_vec() }.encode();
    let mut entry = from.clone();
    (entry.time, entry.request, entry.content) = (coffre::sequenceur::now(), request.hash(), contenu);
    (entry.count, entry.piece) = (count, sha256(&piece));
    entry.until = if entry.kind == Kind::MandatProposed { entry.time + 3_600_000 } else { 0 };
    (entry, piece)
}

#[test]
fn a_lying_coffre_makes_no_line_more() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let id = deposits(&e, &lea, rows(2)).expect("deposits");
    signs(&e, &lea, id).expect("signs");
    over(&e, &lea, id);
    let true_one = e.entries(Kind::MandatProposed)[0].clone();
    let contenu = [3; 32];
    let (request, body) = signing(&lea, id, contenu, 10);
    let record = |(entry, piece): (Entry, Vec<u8>)| Record { entry: entry.encode(), piece: Some(piece) };

    let other = sentence(&contenu, 11).into_bytes();
    let elsewhere = ImportId([8; 16]);
    let mut of_another = proposal(&true_one, &request, &body, contenu, 10);
    of_another.0.object = elsewhere.0;
    let mut by_another = proposal(&true_one, &request, &body, contenu, 10);
    by_another.0.actor[0] ^= 1;
    for (what, lie) in [
        ("more lines than signed", proposal(&true_one, &request, &body, contenu, 11)),
        ("another body", proposal(&true_one, &request, &other, contenu, 11)),
        ("other rows", proposal(&true_one, &request, &body, [4; 32], 10)),
        ("another import", of_another),
        ("another agent", by_another),
    ] {
        let mut menteur = Menteur::before(&e.contre);
        assert_eq!(menteur.void_records(vec![record(lie)]), [0], "{what}");
    }

    let mut menteur = Menteur::before(&e.contre);
    let truth = proposal(&true_one, &request, &body, contenu, 10);
    let signed = truth.0.request;
    assert!(menteur.void_records(vec![record(truth)]).is_empty(), "what she signed stands");
    let line = |n: u32| {
        let mut entry = Entry { time: coffre::sequenceur::now(), ..Entry::new(Kind::Creation) };
        entry.decision = Decision::Granted;
        (entry.actor, entry.structure, entry.object) = (true_one.actor, true_one.structure, id.0);
        (entry.subject, entry.request) = ([n as u8 + 1; 16], line_request(&signed, n));
        entry.purpose = Purpose::Import as u8;
        entry
    };
    let first = menteur.len();
    assert_eq!(menteur.void((0..11).map(line).collect()), [10], "ten lines were signed: the eleventh is void");
    let keys = |menteur: &Menteur, index| menteur.contre.ask(&Question::Created { creations: vec![(index, None)] });
    assert!(matches!(keys(&menteur, first + 9), Answer::Halves(halves) if halves.len() == 7));
    assert_eq!(keys(&menteur, first + 9), Answer::No(No::Entry), "once");
    assert_eq!(keys(&menteur, first + 10), Answer::No(No::Entry), "and it has no key");
    let tokens = Question::Tokens { index: first + 10, request: None, inner: vec![(3, [1; 32])] };
    assert_eq!(menteur.contre.ask(&tokens), Answer::No(No::Entry));

    // Taking back is signed too, and only then is what the import made erased.
    let mine = e.entries(Kind::Creation).into_iter().find(|c| c.object == id.0).expect("a line").subject;
    let erases = |subject| {
        let mut erasure = Entry { time: coffre::sequenceur::now(), ..Entry::new(Kind::Erasure) };
        (erasure.actor, erasure.subject, erasure.object) = (true_one.actor, subject, id.0);
        erasure
    };
    let body = sentence(&contenu, 2).into_bytes();
    let asked = lea.request_with("POST", &format!("/imports/{id}/annulation"), &body);
    let from = Entry { kind: Kind::MandatEnded, rule: mandat_end::UNDONE, until: 0, ..true_one.clone() };
    let undoing = |request: &SignedRequest, body: &[u8], count| proposal(&from, request, body, contenu, count);
    let bare = Entry { piece: [0; 32], ..undoing(&asked, &body, 2).0 };
    for (what, lie) in [
        ("nothing signed", Record { entry: bare.encode(), piece: None }),
        ("another number", record(undoing(&asked, sentence(&contenu, 3).as_bytes(), 3))),
        ("a signature for the making", record(undoing(&request, sentence(&contenu, 10).as_bytes(), 10))),
    ] {
        let mut menteur = Menteur::before(&e.contre);
        assert_eq!(menteur.void_records(vec![lie]), [0], "{what}");
        assert_eq!(menteur.void(vec![erases(mine)]), [0], "{what}: nothing is erased");
    }
    let mut other = Menteur::before(&e.contre);
    assert!(other.void_records(vec![record(undoing(&asked, &body, 2))]).is_empty(), "hers");
    let hers = e.entries(Kind::Write)[0].subject;
    assert_eq!(other.void(vec![erases(hers), erases(mine), erases(mine)]), [0, 2], "its own, once, and no other");

    // A dossier of somebody else is not erased in the name of an import, undone or not.
    assert_eq!(menteur.void(vec![erases(hers)]), [0]);
}

#[test]
fn what_was_imported_is_taken_back() {
    Essai::on_each_engine(1, |e| {
        let lea = e.signs_in("lea");
        let id = deposits(e, &lea, rows(20)).expect("deposits");
        signs(e, &lea, id).expect("signs");
        over(e, &lea, id);
        let dossiers = made(e, &lea, id);
        let (kept, drafted, gone) = (dossiers[4], dossiers[5], dossiers[6]);
        lea.records(kept, "un entretien depuis").expect("records");
        lea.drafts(drafted, "un brouillon").expect("keeps");
        let before = e.contre.disk().read("parts").expect("reads").expect("is there");

        let undone = undoes(e, &lea, id).expect("takes back");
        assert_eq!((undone.etat, undone.faits, undone.gardes), (ImportEtat::Annule, 20, 2));
        for at in [0, 6, 19] {
            assert_eq!(refusal(lea.opens(dossiers[at])), Refusal::Introuvable);
        }
        let opened = lea.opens(kept).expect("somebody wrote in it: it is kept");
        assert_eq!(champ_of(&opened, Champ::NomNaissance), row(4)[0]);
        let opened = lea.opens(drafted).expect("she was shown it: it is kept, and what she was typing with it");
        assert!(opened.brouillon.is_some());
        assert!(lea.searches(&row(6)[0]).expect("searches").lignes.iter().all(|l| l.dossier != gone));
        assert_eq!(lea.portefeuille(1).expect("lists").total, 3);

        // Nothing is left of them: rows on this side, shares on the other.
        let rows = |table: &'static str| e.number(table);
        assert_eq!(rows("select count(*) from dossier"), 5);
        assert_eq!(rows("select count(*) from etiquette"), 5);
        assert_eq!(rows("select count(distinct dossier) from ligne"), 5);
        assert_eq!(rows("select count(distinct dossier) from entete"), 5);
        assert_eq!(rows("select count(distinct dossier) from jeton"), 5);
        assert_eq!(rows("select count(*) from brouillon"), 1);
        let erased: Vec<_> = e.entries(Kind::Erasure).into_iter().map(|e| e.subject).collect();
        assert_eq!(erased.len(), 18);
        let parts = e.contre.disk().read("parts").expect("reads").expect("is there");
        assert_eq!(parts.len(), before.len());
        for record in parts.chunks_exact(76) {
            let is_erased = erased.iter().any(|subject| subject[..] == record[..16]);
            assert_eq!(is_erased, record[16..] == [0; 60], "shares of erased dossiers, and no other, are zeroes");
        }
        let statement = "select count(*) from trace where sujet = ?1";
        for subject in erased {
            let query = Statement::new(statement, statement);
            let row = e.base.read_blocking(move |tx| tx.one::<(i64,)>(&query, &[subject.into()]));
            assert_eq!(row.expect("reads"), Some((0,)));
        }
        sweep_is_clean(e);
        e.reboot();
        sweep_is_clean(e);
        assert_eq!(refusal(lea.opens(gone)), Refusal::Introuvable);
        let shown = page(e, &lea, id, ImportVue::Faites).expect("hers");
        assert_eq!(
            shown.lignes.iter().map(|l| l.dossier).collect::<Vec<_>>(),
            [Some(kept), Some(drafted)],
            "the page links them"
        );
        assert_eq!(refusal(undoes(e, &lea, id)), Refusal::Conflit, "twice");
    });
}

#[test]
fn a_making_that_is_cut_goes_on() {
    // The power goes at each step of the second lot; what was acknowledged counts, and no line is made twice.
    let mut interrupted = 0;
    for operation in 0..7 {
        let mut e = Essai::on_sqlite(1);
        let lea = e.signs_in("lea");
        let id = deposits(&e, &lea, rows(600)).expect("deposits");
        let (disk, lots) = (e.disk.clone(), Arc::new(AtomicUsize::new(0)));
        let seen = Arc::clone(&lots);
        e.contre.listen(move |question| {
            if let Question::Append { records, .. } = &question
                && records.iter().any(|r| Entry::decode(&r.entry).is_ok_and(|e| e.kind == Kind::Write))
                && seen.fetch_add(1, Ordering::SeqCst) == 0
            {
                disk.fail(operation, Failure::Power);
            }
            Ok(question)
        });
        signs(&e, &lea, id).expect("signs");
        e.until(|| e.number("select etat from import") != 2, "the thread stops");
        let etat = e.number("select etat from import");
        assert!(matches!(etat, 3 | 4), "operation {operation}: {etat}");
        interrupted += i32::from(etat == 4);
        e.contre.stop_listening();
        e.reboot();
        // A process that dies leaves it as it was: being made, by nobody.
        if etat == 4 && operation % 2 == 0 {
            set_etat(&e, 2);
        }
        let lea = e.signs_in("lea");
        let expected = if etat == 4 { ImportEtat::Interrompu } else { ImportEtat::Fait };
        assert_eq!(progress(&e, &lea, id).expect("hers").etat, expected);
        let shown = page(&e, &lea, id, ImportVue::Toutes).expect("hers");
        let left = 600 - shown.resume.faits;
        assert!(left < 600, "operation {operation}: the first lot counts");
        assert_eq!((shown.prets, shown.comptes.faites), (left, 600 - left), "operation {operation}");
        if left > 0 {
            signs(&e, &lea, id).expect("signs again");
        }
        let done = over(&e, &lea, id);
        assert_eq!((done.etat, done.faits), (ImportEtat::Fait, 600), "operation {operation}");
        let leurres = e.number("select count(*) from import_ligne where num >= 1000000 and etat = 2");
        assert!(leurres <= 2, "operation {operation}: {leurres} decoys");
        assert_eq!(e.number("select count(*) from dossier where etat = 1"), 603 + leurres, "operation {operation}");
        assert_eq!(e.number("select count(*) from dossier"), 603 + leurres, "operation {operation}: nothing half");
        assert_eq!(lea.portefeuille(1).expect("lists").total, 601, "operation {operation}");
        sweep_is_clean(&e);
        assert_eq!(undoes(&e, &lea, id).expect("takes back").gardes, 0, "operation {operation}");
        assert_eq!(e.number("select count(*) from dossier"), 3, "operation {operation}: taken back whole");
        sweep_is_clean(&e);
    }
    assert!(interrupted >= 4, "{interrupted} cuts fell in its course");
}

fn set_etat(e: &Essai, etat: i64) {
    let text = "update import set etat = ?1";
    let set = Statement::new(text, text);
    e.base.write_blocking(move |tx| tx.exec(&set, &[etat.into()])).expect("writes");
}

#[test]
fn an_undoing_that_is_cut_goes_on() {
    for operation in 0..5 {
        let mut e = Essai::on_sqlite(1);
        let lea = e.signs_in("lea");
        let id = deposits(&e, &lea, rows(300)).expect("deposits");
        signs(&e, &lea, id).expect("signs");
        over(&e, &lea, id);
        let (disk, lots) = (e.disk.clone(), AtomicUsize::new(0));
        e.contre.listen(move |question| {
            if let Question::Append { records, .. } = &question
                && records.iter().any(|r| Entry::decode(&r.entry).is_ok_and(|e| e.kind == Kind::Erasure))
                && lots.fetch_add(1, Ordering::SeqCst) == 0
            {
                disk.fail(operation, Failure::Power);
            }
            Ok(question)
        });
        let _ = undoes(&e, &lea, id);
        e.contre.stop_listening();
        e.reboot();
        // Signed, it needs nobody: the minute loop goes on with it.
        e.run(e.coffre().forget_old_imports()).expect("goes on");
        let lea = e.signs_in("lea");
        let undone = progress(&e, &lea, id).expect("hers");
        assert_eq!((undone.etat, undone.gardes), (ImportEtat::Annule, 0), "operation {operation}");
        assert_eq!(e.number("select etat from import"), 5, "operation {operation}");
        assert_eq!(e.number("select count(*) from dossier"), 3, "operation {operation}");
        sweep_is_clean(&e);
    }
}

#[test]
fn a_suspended_agents_import_stops() {
    for kind in [Kind::Creation, Kind::Write] {
        let e = Essai::on_sqlite(1);
        let lea = e.signs_in("lea");
        let id = deposits(&e, &lea, rows(600)).expect("deposits");
        let actor = e.pseudonym(lea.login);
        let (waiting, gate) = std::sync::mpsc::channel::<()>();
        let (reached, at) = std::sync::mpsc::channel::<()>();
        let lots = AtomicUsize::new(0);
        let gate = std::sync::Mutex::new(gate);
        e.contre.listen(move |question| {
            if let Question::Append { records, .. } = &question
                && records.iter().any(|r| Entry::decode(&r.entry).is_ok_and(|e| e.kind == kind))
                && lots.fetch_add(1, Ordering::SeqCst) == 0
            {
                let _ = reached.send(());
                let _ = gate.lock().expect("gate").recv();
            }
            Ok(question)
        });
        signs(&e, &lea, id).expect("signs");
        at.recv().expect("the first lot is on its way");
        let mut suspension = Entry::new(Kind::Suspension);
        suspension.object = actor;
        let suspended = queue(&e.coffre(), suspension);
        waiting.send(()).expect("it goes on");
        assert!(suspended.recv().expect("an answer"), "it is written");
        e.until(|| e.number("select etat from import") != 2, "the thread stops");
        let made = e.number("select count(*) from import_ligne where etat = 2");
        let expected = if kind == Kind::Creation { (1, 0) } else { (4, 256) };
        assert_eq!((e.number("select etat from import"), made), expected, "{kind:?}: the lot on its way, and no more");
        e.until(|| e.count(Kind::MandatEnded) == 1, "the end is written");
        assert_eq!(e.entries(Kind::MandatEnded)[0].rule, mandat_end::STOPPED);
        assert!(matches!(refusal(lea.opens(e.of("lea")[0])), Refusal::Compte | Refusal::Login(LoginEnded::Parti)));
        sweep_is_clean(&e);
    }
}

#[test]
fn files_have_limits_and_are_forgotten() {
    crate::essai::alone("imports::files_have_limits_and_are_forgotten", || {
        let e = Essai::on_sqlite(1);
        let lea = e.signs_in("lea");
        let said = |lu: ImportLu| match deposits(&e, &lea, lu) {
            Err(Error::Saisie(wrong)) => wrong[0].raison,
            other => panic!("{other:?}"),
        };
        let with = |change: fn(&mut ImportLu)| {
            let mut lu = rows(2);
            change(&mut lu);
            lu
        };
        assert_eq!(said(rows(0)), "fichier-vide");
        assert_eq!(said(with(|lu| lu.entetes = vec![Clair::new("x"); 101])), "trop-de-colonnes");
        assert_eq!(said(with(|lu| lu.lignes[1].1.push(Clair::new("")))), "ligne-trop-longue");
        assert_eq!(said(with(|lu| lu.lignes[1].1[0] = Clair::new("é".repeat(2_001)))), "cellule-trop-longue");
        assert_eq!(said(with(|lu| lu.lignes[1].0 = 2)), "numeros-en-double");
        assert_eq!(said(file(vec![vec![]; 10_001])), "trop-de-lignes");

        // The columns of the last file with the same heads are kept.
        let id = deposits(&e, &lea, rows(2)).expect("deposits");
        let mut fed: Vec<_> =
            page(&e, &lea, id, ImportVue::Toutes).expect("hers").colonnes.iter().map(|c| c.1).collect();
        fed[3] = Colonne::Ignoree;
        let double = vec![fed[0]; 5];
        assert!(
            matches!(changes(&e, &lea, id, ImportGeste::Colonnes(double)), Err(Error::Saisie(_))),
            "one field twice"
        );
        changes(&e, &lea, id, ImportGeste::Colonnes(fed.clone())).expect("changes");
        let second = deposits(&e, &lea, rows(3)).expect("deposits");
        let again = page(&e, &lea, second, ImportVue::Toutes).expect("hers");
        assert_eq!(again.colonnes.iter().map(|c| c.1).collect::<Vec<_>>(), fed);

        deposits(&e, &lea, rows(3)).expect("a third one");
        assert_eq!(said(rows(3)), "trop-d-imports");
        changes(&e, &lea, second, ImportGeste::Oublier).expect("forgets");
        assert_eq!(refusal(page(&e, &lea, second, ImportVue::Toutes)), Refusal::Introuvable);
        assert_eq!(e.number("select count(*) from import_ligne"), 5);
        deposits(&e, &lea, rows(3)).expect("room again");
        wait_hours(6 * 24);
        e.run(e.coffre().forget_old_imports()).expect("runs");
        assert_eq!(e.number("select count(*) from import"), 3);
        wait_hours(25);
        e.run(e.coffre().forget_old_imports()).expect("runs");
        assert_eq!(e.number("select count(*) from import") + e.number("select count(*) from import_ligne"), 0);
    });
}
