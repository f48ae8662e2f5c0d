//! Imports turned against those who trust them: by a coffre that lies, by who may write in the base.

use std::sync::mpsc;
use std::time::Duration;

use coffre::base::Statement;
use coffre::face::{ImportEtat, ImportLu, ImportVue};
use coffre::sequenceur::now;
use contre_cle::protocole::{Answer, No, Question};
use domaine::{Clair, ImportId};
use droits::mandat::{line_request, mandat_end, sentence};
use journal::act::Purpose;
use journal::entry::{Decision, Entry, Kind, Pseudonym};
use journal::log::Record;
use journal::storage::Storage;

use crate::essai::{Essai, Personne};
use crate::imports::{deposits, file, over, page, progress, proposal, row, rows, signing, signs};
use crate::menteur::Menteur;

const CONTENU: [u8; 32] = [3; 32];

/// An import of two rows, made; and what its mandat says.
fn imported(e: &Essai) -> (Personne, ImportId, Entry) {
    let lea = e.signs_in("lea");
    let id = deposits(e, &lea, rows(2)).expect("deposits");
    signs(e, &lea, id).expect("signs");
    over(e, &lea, id);
    let mandat = e.entries(Kind::MandatProposed)[0].clone();
    (lea, id, mandat)
}

fn signed((entry, piece): (Entry, Vec<u8>)) -> Record {
    Record { entry: entry.encode(), piece: Some(piece) }
}

/// The coffre lies from now on, with ten lines that the agent signed. Gives the request that she signed as well.
fn lies(e: &Essai, lea: &Personne, id: ImportId, mandat: &Entry) -> (Menteur, [u8; 32]) {
    let mut menteur = Menteur::before(&e.contre);
    let (request, body) = signing(lea, id, CONTENU, 10);
    let more = proposal(mandat, &request, &body, CONTENU, 10);
    assert!(menteur.void_records(vec![signed(more)]).is_empty(), "what she signed stands");
    (menteur, request.hash())
}

fn line(mandat: &Entry, id: ImportId, asked: &[u8; 32], n: u32, subject: Pseudonym) -> Entry {
    let mut entry = Entry { time: now(), ..Entry::new(Kind::Creation) };
    entry.decision = Decision::Granted;
    (entry.actor, entry.structure, entry.object) = (mandat.actor, mandat.structure, id.0);
    (entry.subject, entry.request) = (subject, line_request(asked, n));
    entry.purpose = Purpose::Import as u8;
    entry
}

fn erasure(actor: Pseudonym, subject: Pseudonym, object: [u8; 16]) -> Entry {
    Entry { time: now(), actor, subject, object, ..Entry::new(Kind::Erasure) }
}

fn share_is_there(menteur: &Menteur, subject: Pseudonym) -> bool {
    let parts = menteur.contre.disk().read("parts").expect("reads").expect("is there");
    parts.chunks_exact(76).any(|record| record[..16] == subject && record[16..] != [0; 60])
}

#[test]
fn a_line_that_claims_a_dossier_of_before_gives_no_power_to_erase_it() {
    let e = Essai::on_sqlite(1);
    let (lea, id, mandat) = imported(&e);
    let hers = e.entries(Kind::Write)[0].subject;
    let (mut menteur, asked) = lies(&e, &lea, id, &mandat);
    assert_eq!(menteur.void(vec![line(&mandat, id, &asked, 0, hers)]), [0], "it was made before, by others");

    let body = sentence(&CONTENU, 2).into_bytes();
    let request = lea.request_with("POST", &format!("/imports/{id}/annulation"), &body);
    let from = Entry { kind: Kind::MandatEnded, rule: mandat_end::UNDONE, until: 0, ..mandat.clone() };
    let undone = proposal(&from, &request, &body, CONTENU, 2);
    assert!(menteur.void_records(vec![signed(undone)]).is_empty(), "she takes back what she made");
    assert_eq!(menteur.void(vec![erasure(mandat.actor, hers, id.0)]), [0], "that one was never hers");
    assert!(share_is_there(&menteur, hers));
}

#[test]
fn an_erasure_without_a_mandat_destroys_nothing_not_even_at_the_next_start() {
    let e = Essai::on_sqlite(1);
    let hers = e.entries(Kind::Write)[0].subject;
    let mut menteur = Menteur::before(&e.contre);
    for object in [[0; 16], [9; 16]] {
        assert_eq!(menteur.void(vec![erasure([0; 16], hers, object)]), [0]);
    }
    menteur.contre.cut();
    menteur.contre.start();
    assert!(share_is_there(&menteur, hers));
}

#[test]
fn a_creation_looks_for_one_nir_once() {
    let e = Essai::on_sqlite(1);
    let (lea, id, mandat) = imported(&e);
    let (mut menteur, asked) = lies(&e, &lea, id, &mandat);
    let index = menteur.len();
    assert!(menteur.void(vec![line(&mandat, id, &asked, 0, [1; 16])]).is_empty());
    let tokens = |inner: Vec<(u8, [u8; 32])>| {
        let answer = menteur.contre.ask(&Question::Tokens { index, request: None, inner });
        match answer {
            Answer::Tokens(tokens) => Ok(tokens.len()),
            Answer::No(no) => Err(no),
            other => panic!("{other:?}"),
        }
    };
    let (phone, nir) = (|n| (1, [n; 32]), |n| (3, [n; 32]));
    assert_eq!(tokens(vec![nir(1), nir(2)]), Err(No::Rate), "one dossier has one NIR");
    assert_eq!(tokens(vec![phone(1), phone(2), nir(1)]), Ok(3));
    assert_eq!(tokens(vec![nir(2)]), Err(No::Rate), "and it was asked for");
}

#[test]
fn a_line_written_twice_in_the_base_stops_neither_the_minute_loop_nor_the_sweep() {
    let e = Essai::on_sqlite(1);
    let (lea, id, _) = imported(&e);
    for text in
        ["update import set etat = 6", "update import_ligne set dossier = (select min(dossier) from import_ligne)"]
    {
        let set = Statement::new(text, text);
        e.base.write_blocking(move |tx| tx.exec(&set, &[])).expect("writes");
    }
    let (coffre, (done, ended)) = (e.coffre(), mpsc::channel());
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("runtime");
        let _ = done.send(runtime.block_on(coffre.forget_old_imports()));
    });
    ended.recv_timeout(Duration::from_secs(20)).expect("it ends").expect("goes on");
    // Nobody signed a taking back: nothing is erased.
    let shown = progress(&e, &lea, id).expect("hers");
    assert_eq!((shown.etat, shown.gardes), (ImportEtat::Annule, 2));
    assert!(e.entries(Kind::Erasure).iter().all(|erasure| erasure.object == id.0));
    assert_eq!(e.number("select count(*) from dossier"), 5);
}

#[test]
fn another_agent_s_rows_do_not_open_whoever_the_base_says_brought_them() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let id = deposits(&e, &lea, rows(2)).expect("deposits");
    let karine = e.signs_in("karine");
    let whose = e.run(e.coffre().agent(&karine.request("GET", "/imports"))).expect("she is in").id.0;
    let text = "update import set agent = ?1";
    let set = Statement::new(text, text);
    e.base.write_blocking(move |tx| tx.exec(&set, &[whose.into()])).expect("writes");
    assert!(page(&e, &karine, id, ImportVue::Toutes).is_err(), "they were sealed for another");
}

#[test]
fn rows_that_are_made_show_no_more_than_a_list_does() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let given = |n: usize, whom: &str| [row(n), vec![whom.to_owned()]].concat();
    let mut lu: ImportLu = file([given(0, ""), given(1, "karine")]);
    lu.entetes.push(Clair::new("Conseiller référent"));
    let id = deposits(&e, &lea, lu).expect("deposits");
    signs(&e, &lea, id).expect("signs");
    over(&e, &lea, id);
    let shown = page(&e, &lea, id, ImportVue::Faites).expect("hers");
    let cells = |at: usize| shown.lignes[at].cellules.iter().take(3).map(Clair::expose).collect::<Vec<_>>();
    assert_eq!(cells(0)[0], row(0)[0], "she accompanies this one");
    assert_eq!((cells(1)[0], cells(1)[2]), ("E.", &row(1)[2][6..]), "and not this one");
}
