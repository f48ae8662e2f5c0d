//! Campaigns of calls, on the real coffre and its contre-clé: what two others approved is read, person by person, sealed to its
//! recipient, and nothing else is.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use age::x25519::Identity;
use coffre::base::Statement;
use coffre::face::{
    AtelierSaisi, CampagneSaisie, Error, EtatMandat, GenreLecture, Geste, GesteInscription, MandatLu, OffreSaisie,
    Refusal,
};
use coffre::sequenceur::now;
use contre_cle::protocole::{Answer, No, Question};
use domaine::agenda::Plage;
use domaine::seance::TypeOffre;
use domaine::{AtelierId, Clair, DossierId, MandatId};
use droits::campagne::{CHAMPS, CLASSES};
use droits::mandat::mandat_end;
use jiff::civil::Date;
use journal::act::classes;
use journal::entry::{Entry, Kind};
use journal::etendue::{Pli, Question as Etendue};
use journal::storage::Storage;

use crate::essai::{Essai, Personne, alone, refusal, wait_hours};
use crate::menteur::Menteur;

/// This day of the tests' clock, so many days away: a test that turns it runs on one engine after the other.
fn jour(away: i64) -> Date {
    let today = jiff::Timestamp::from_millisecond(now() as i64).expect("a time").to_zoned(jiff::tz::TimeZone::UTC);
    today.date().saturating_add(jiff::Span::new().days(away))
}

/// A forum, and who has a place there.
fn forum(e: &Essai, lea: &Personne, people: &[DossierId]) -> AtelierId {
    let saisi = AtelierSaisi {
        offre: OffreSaisie::Nouvelle { nom: Clair::new("Forum emploi"), genre: TypeOffre::Atelier, code: Some(1) },
        plage: Plage::new(jour(3), 540, 720).expect("a morning"),
        places: Some(100),
        limite: None,
        animateur: e.agent("lea"),
        site: 0,
        texte: Clair::default(),
        recurrence: None,
    };
    let request = lea.request("POST", "/ateliers/nouveau");
    let id = e.run(e.coffre().create_ateliers(&request, saisi)).expect("makes it").premier;
    for dossier in people {
        let request = lea.request("POST", &format!("/ateliers/{id}/{dossier}"));
        e.run(e.coffre().change_inscription(&request, id, *dossier, GesteInscription::Inscrire)).expect("enrols");
    }
    id
}

/// Both passes, on the road of the form.
fn signs(e: &Essai, who: &Personne, geste: Geste) -> Result<(), Error> {
    let request = who.request_with("POST", "/mandats/nouveau", b"a form");
    let defi = e.run(e.coffre().prepare(&request, geste))?;
    let request = who.request_with("POST", "/mandats/nouveau", b"an answer");
    e.run(e.coffre().sign(&request, who.answer_to(defi.challenge))).map(drop)
}

fn saisie(atelier: AtelierId, key: &Identity, jusqu: Date) -> Geste {
    let destinataire = key.to_public().to_string();
    Geste::ProposerMandat(Box::new(CampagneSaisie {
        atelier,
        titre: Clair::new("Forum de jeudi"),
        destinataire,
        jusqu,
    }))
}

fn proposes(e: &Essai, who: &Personne, atelier: AtelierId, key: &Identity) -> MandatId {
    signs(e, who, saisie(atelier, key, jour(3))).expect("proposes");
    lists(e, who)[0].mandat
}

fn approves(e: &Essai, who: &Personne, mandat: MandatId) -> Result<(), Error> {
    signs(e, who, Geste::ApprouverMandat { mandat })
}

fn lists(e: &Essai, who: &Personne) -> Vec<MandatLu> {
    e.run(e.coffre().mandats(&who.request("GET", "/mandats"))).expect("lists").lignes
}

fn shown(e: &Essai, who: &Personne, id: MandatId) -> Result<MandatLu, Error> {
    e.run(e.coffre().mandat(&who.request("GET", &format!("/mandats/{id}")), id)).map(|vu| vu.mandat)
}

fn file(e: &Essai, who: &Personne, id: MandatId) -> Result<Vec<u8>, Error> {
    e.run(e.coffre().mandat_file(&who.request("GET", &format!("/mandats/{id}/fichier")), id))
}

fn stops(e: &Essai, who: &Personne, id: MandatId) -> Result<(), Error> {
    e.run(e.coffre().stop_mandat(&who.request("POST", &format!("/mandats/{id}/arret")), id))
}

fn reaches(e: &Essai, who: &Personne, id: MandatId, etat: EtatMandat) {
    e.until(|| shown(e, who, id).expect("hers").etat == etat, etat.key());
}

/// The lines of the file, without its head, sorted.
fn rows(key: &Identity, file: &[u8]) -> Vec<String> {
    let clear = age::decrypt(key, file).expect("the recipient's");
    let text = String::from_utf8(clear).expect("text");
    let mut rows: Vec<String> = text.lines().map(str::to_owned).collect();
    assert_eq!(rows.remove(0), "prenom;telephone");
    rows.sort();
    rows
}

/// What the file must hold of the n-th persons of the test world.
fn expected(ranks: impl Iterator<Item = usize>) -> Vec<String> {
    let prenom = |n: usize| ["Mathilde", "Yacine", "Océane"][n % 3];
    let mut all: Vec<String> = ranks.map(|n| format!("{};06399{n:05}", prenom(n))).collect();
    all.sort();
    all
}

/// Entries of this kind that name this mandat.
fn of(e: &Essai, kind: Kind, id: MandatId) -> Vec<Entry> {
    e.entries(kind).into_iter().filter(|entry| entry.object == id.0).collect()
}

#[test]
fn what_two_approved_reaches_its_recipient_and_nobody_else() {
    for base in coffre::base::essai::bases() {
        let e = &mut Essai::with_network(base, 4);
        let (lea, dpo, direction) = (e.signs_in("lea"), e.signs_in("dpo"), e.signs_in("direction"));
        let key = Identity::generate();
        let people = e.of("lea")[..3].to_vec();
        let atelier = forum(e, &lea, &people);
        let id = proposes(e, &lea, atelier, &key);
        let seen = shown(e, &dpo, id).expect("to approve");
        assert_eq!((seen.etat, seen.personnes, seen.lues), (EtatMandat::Propose, 3, 0));
        assert_eq!(seen.destinataire, key.to_public().to_string());
        assert_eq!(seen.titre.as_ref().map(Clair::expose), Some("Forum de jeudi"));
        assert!(seen.is_approuvable && seen.attend_dpo && seen.attend_autre && !seen.is_retirable);
        for who in ["gestionnaire", "vigie", "marc", "direction13", "accueil", "lea"] {
            assert!(approves(e, &e.signs_in(who), id).is_err(), "{who} approves nothing here");
        }
        assert_eq!(refusal(shown(e, &e.signs_in("marc"), id)), Refusal::Introuvable, "the neighbour");
        let lea = e.signs_in("lea");
        let dpo = if shown(e, &dpo, id).is_ok() { dpo } else { e.signs_in("dpo") };
        approves(e, &dpo, id).expect("the DPO");
        assert!(approves(e, &dpo, id).is_err(), "who signs once");
        assert_eq!(of(e, Kind::MandatStarted, id).len(), 0, "one approval is missing");
        approves(e, &direction, id).expect("the direction");
        reaches(e, &lea, id, EtatMandat::Fait);
        assert_eq!(refusal(file(e, &dpo, id)), Refusal::Introuvable, "who approves receives nothing");
        let sealed = file(e, &lea, id).expect("hers, sealed");
        assert_eq!(rows(&key, &sealed), expected(0..3));
        assert!(age::decrypt(&Identity::generate(), &sealed).is_err());

        let lines = of(e, Kind::MandatLine, id);
        let mut read: Vec<_> = lines.iter().map(|line| line.subject).collect();
        read.sort_unstable();
        read.dedup();
        assert_eq!((lines.len(), read.len()), (3, 3), "one entry a person");
        assert!(lines.iter().all(|line| (line.classes, line.fields) == (CLASSES, CHAMPS)));
        // Whom Léa reached: these three, by the mandat; the sheet of her forum listed them too.
        let name = e.pseudonym(lea.request("GET", "/").login);
        let mut pli = Pli::new(Etendue { acteurs: [name].into(), ..Etendue::new() });
        e.journal().iter().zip(0..).for_each(|(entry, at)| pli.take(at, entry));
        let whole = pli.conclude(u64::MAX);
        let mut reached: Vec<_> = whole.personnes.iter().filter(|p| p.vu().0 != 0).map(|p| p.sujet).collect();
        reached.sort_unstable();
        assert_eq!(reached, read);
        assert!(whole.personnes.iter().filter(|p| p.vu().0 != 0).all(|p| p.vu() == (CLASSES, CHAMPS)));
        e.until(|| e.number("select count(*) from trace where genre = 103") == 3, "its traces");
        let opened = lea.opens(people[0]).expect("hers");
        let is_it = |l: &coffre::face::Lecture| l.genre == GenreLecture::Mandat && l.classes == CLASSES;
        assert!(opened.lectures.iter().any(is_it), "the dossier says who read it, and how");

        // The telephone numbers stand nowhere in clear.
        let numbers: Vec<String> = (0..3).map(|n| format!("06399{n:05}")).collect();
        let is_in = |bytes: &[u8]| numbers.iter().any(|n| bytes.windows(n.len()).any(|w| w == n.as_bytes()));
        for disk in [&e.disk, &e.contre.disk()] {
            for name in disk.list().expect("lists") {
                assert!(!is_in(&disk.read(&name).expect("reads").unwrap_or_default()), "{name}");
            }
        }
        let all = Statement::new("essai mandat", "select contenu, fichier from mandat");
        let stored: Vec<(Vec<u8>, Vec<u8>)> = e.base.read_blocking(move |tx| tx.all(&all, &[])).expect("reads");
        assert!(stored.len() == 1 && stored.iter().all(|(one, other)| !is_in(one) && !is_in(other)));
    }
}

#[test]
fn a_form_says_what_is_wrong_and_writes_nothing() {
    let e = &mut Essai::with_network(coffre::base::essai::bases().swap_remove(0), 2);
    let lea = e.signs_in("lea");
    let key = Identity::generate();
    let hers = forum(e, &lea, &e.of("lea")[..1]);
    let empty = forum(e, &lea, &[]);
    let reason = |answer: Result<(), Error>| match answer {
        Err(Error::Saisie(wrong)) => wrong[0].raison,
        other => panic!("not a field: {other:?}"),
    };
    assert_eq!(reason(signs(e, &lea, saisie(empty, &key, jour(3)))), "mandat-vide");
    assert_eq!(reason(signs(e, &lea, saisie(hers, &key, jour(7)))), "mandat-terme");
    assert_eq!(reason(signs(e, &lea, saisie(hers, &key, jour(-1)))), "mandat-terme");
    let with = |titre: &str, destinataire: &str| {
        let (titre, destinataire) = (Clair::new(titre), destinataire.to_owned());
        Geste::ProposerMandat(Box::new(CampagneSaisie { atelier: hers, titre, destinataire, jusqu: jour(0) }))
    };
    assert_eq!(reason(signs(e, &lea, with(" ", &key.to_public().to_string()))), "mandat-titre");
    assert_eq!(reason(signs(e, &lea, with("Forum", "age1abc"))), "mandat-destinataire");
    for who in ["marc", "direction", "dpo", "vigie", "gestionnaire", "accueil"] {
        assert!(signs(e, &e.signs_in(who), saisie(hers, &key, jour(3))).is_err(), "{who} proposes nothing here");
    }
    assert_eq!(e.count(Kind::MandatProposed), 0);
    let form = |who: &Personne| {
        let request = who.request("GET", &format!("/mandats/nouveau?atelier={hers}"));
        e.run(e.coffre().nouveau_mandat(&request, hers))
    };
    assert_eq!(form(&lea).expect("hers").personnes, 1);
    assert_eq!(refusal(form(&e.signs_in("marc"))), Refusal::Introuvable, "the neighbour");
    assert_eq!(refusal(form(&e.signs_in("direction"))), Refusal::Role);
}

/// A campaign of four that both approved, whose half keys never come: its lines stand, nothing is read.
fn held(e: &Essai, key: &Identity) -> (Personne, MandatId) {
    let lea = e.signs_in("lea");
    let atelier = forum(e, &lea, &e.of("lea")[..4]);
    e.contre.listen(|question| match question {
        Question::Line { .. } => Err(io::ErrorKind::ConnectionReset.into()),
        other => Ok(other),
    });
    let id = proposes(e, &lea, atelier, key);
    approves(e, &e.signs_in("karine"), id).expect("a parrain");
    approves(e, &e.signs_in("dpo"), id).expect("the DPO");
    e.until(|| of(e, Kind::MandatLine, id).len() >= 4, "its lines stand");
    (lea, id)
}

#[test]
fn a_stop_leaves_nothing_and_nobody_begins_it_again() {
    for base in coffre::base::essai::bases() {
        let e = &mut Essai::with_network(base, 5);
        let (lea, id) = held(e, &Identity::generate());
        for who in ["accueil", "marc", "direction13", "gestionnaire"] {
            assert_eq!(refusal(stops(e, &e.signs_in(who), id)), Refusal::Introuvable, "{who}");
        }
        stops(e, &e.signs_in("vigie"), id).expect("an officer");
        assert!(stops(e, &e.signs_in("direction"), id).is_err(), "once is enough");
        e.contre.stop_listening();
        let lines = of(e, Kind::MandatLine, id).len();
        e.reboot();
        let lea = if shown(e, &lea, id).is_ok() { lea } else { e.signs_in("lea") };
        assert_eq!(shown(e, &lea, id).expect("hers").etat, EtatMandat::Arrete);
        assert_eq!(refusal(file(e, &lea, id)), Refusal::Introuvable);
        assert_eq!(of(e, Kind::MandatLine, id).len(), lines, "not one more");
        assert_eq!(e.number("select length(fichier) from mandat"), 0);
    }
}

#[test]
fn cut_in_the_middle_it_begins_anew_and_its_file_is_whole() {
    for base in coffre::base::essai::bases() {
        let e = &mut Essai::with_network(base, 20);
        let lea = e.signs_in("lea");
        let key = Identity::generate();
        let atelier = forum(e, &lea, &e.of("lea")[..18]);
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        // The first lot is read, the second begins: then the line is dead.
        e.contre.listen(move |question| match question {
            Question::Line { .. } if count.fetch_add(1, Ordering::SeqCst) >= 17 => {
                Err(io::ErrorKind::ConnectionReset.into())
            }
            other => Ok(other),
        });
        let id = proposes(e, &lea, atelier, &key);
        approves(e, &e.signs_in("direction"), id).expect("the direction");
        approves(e, &e.signs_in("dpo"), id).expect("the DPO");
        e.until(|| asked.load(Ordering::SeqCst) > 17, "the cut");
        e.contre.stop_listening();
        e.reboot();
        let lea = e.signs_in("lea");
        reaches(e, &lea, id, EtatMandat::Fait);
        assert_eq!(rows(&key, &file(e, &lea, id).expect("whole")), expected(0..18), "each once");
        let lines = of(e, Kind::MandatLine, id);
        let mut read: Vec<_> = lines.iter().map(|line| line.subject).collect();
        read.sort_unstable();
        read.dedup();
        assert_eq!(read.len(), 18, "no other person, however often it began");
        assert!(of(e, Kind::MandatStarted, id).len() >= 2);
    }
}

#[test]
fn frozen_it_waits_and_over_it_ends() {
    alone("mandats::frozen_it_waits_and_over_it_ends", || {
        for base in coffre::base::essai::bases() {
            let e = &mut Essai::with_network(base, 5);
            let key = Identity::generate();
            let (_, id) = held(e, &key);
            let vigie = e.signs_in("vigie");
            let here = Some(crate::essai::code(crate::essai::ICI));
            vigie.signs(Geste::Geler { structure: here, minutes: 60 }).expect("freezes");
            e.contre.stop_listening();
            std::thread::sleep(std::time::Duration::from_millis(2_500));
            assert_eq!(shown(e, &vigie, id).expect("an officer").etat, EtatMandat::Suspendu);
            assert_eq!(e.number("select length(fichier) from mandat"), 0, "nothing is read while frozen");
            wait_hours(2);
            let lea = e.signs_in("lea");
            reaches(e, &lea, id, EtatMandat::Fait);
            let sealed = file(e, &lea, id).expect("whole");
            assert_eq!(rows(&key, &sealed), expected(0..4));
            let atelier = forum(e, &lea, &e.of("lea")[..2]);
            let late = proposes(e, &lea, atelier, &key);
            approves(e, &e.signs_in("dpo"), late).expect("the DPO");
            wait_hours(24 * 4);
            let direction = e.signs_in("direction");
            assert!(approves(e, &direction, late).is_err(), "its time is over");
            assert_eq!(shown(e, &direction, late).expect("hers to see").etat, EtatMandat::Expire);
            assert_eq!(of(e, Kind::MandatStarted, late).len(), 0);
        }
    });
}

#[test]
fn a_coffre_that_lies_gets_the_halves_of_nobody_else() {
    let e = Essai::with_network(coffre::base::essai::bases().swap_remove(0), 5);
    let key = Identity::generate();
    let (_, id) = held(&e, &key);
    let karine = e.signs_in("karine");
    karine.opens(e.of("karine")[0]).expect("hers");
    let marc = e.signs_in("marc");
    marc.opens(e.of("marc")[0]).expect("his");
    let openings = e.entries(Kind::Opening);
    let (hers, his) = (openings[openings.len() - 2].clone(), openings[openings.len() - 1].clone());
    let proposal = of(&e, Kind::MandatProposed, id)[0].clone();
    let lines = of(&e, Kind::MandatLine, id)[..4].to_vec();
    let again = |line: &Entry| Entry { time: now(), ..line.clone() };
    let started = || Entry { object: id.0, count: 4, time: now(), ..Entry::new(Kind::MandatStarted) };
    let ask = |menteur: &Menteur, index: u64| menteur.contre.ask(&Question::Line { index });

    // A new run is his to begin, and what was signed is his to read, once.
    let mut menteur = Menteur::before(&e.contre);
    assert!(menteur.void(vec![started(), again(&lines[0])]).is_empty());
    let at = menteur.len() - 1;
    assert!(matches!(ask(&menteur, at), Answer::Halves(halves) if halves.len() == 2), "what was approved");
    assert_eq!(ask(&menteur, at), Answer::No(No::Entry), "once");

    let of_person = |opening: &Entry| Entry {
        subject: opening.subject,
        etat: opening.etat,
        epoch: opening.epoch,
        content: opening.content,
        ..again(&lines[1])
    };
    let lies: [(&str, Entry); 8] = [
        ("the same person again", again(&lines[0])),
        ("somebody outside the list", of_person(&hers)),
        ("somebody of the neighbour", of_person(&his)),
        ("of the neighbour, said to be there", Entry { structure: his.structure, ..of_person(&his) }),
        ("identifiers too", Entry { classes: CLASSES | classes::C3, ..again(&lines[1]) }),
        ("more fields", Entry { fields: u64::MAX, ..again(&lines[1]) }),
        ("for somebody else", Entry { actor: hers.actor, ..again(&lines[1]) }),
        ("of another mandat", Entry { object: [9; 16], ..again(&lines[1]) }),
    ];
    for (what, entry) in lies {
        let first = menteur.len();
        assert_eq!(menteur.void(vec![entry]), [0], "{what}");
        assert_eq!(ask(&menteur, first), Answer::No(No::Entry), "{what}");
    }
    let older = Entry { etat: lines[1].etat + 1, ..again(&lines[1]) };
    assert!(menteur.void(vec![older]).is_empty());
    assert_eq!(ask(&menteur, menteur.len() - 1), Answer::No(No::Version), "a state that nobody wrote");

    // Nothing that was not signed becomes a mandat, and what was approved is not changed.
    let forged = Entry { object: [8; 16], time: now(), ..proposal.clone() };
    let approval = Entry { actor: hers.actor, object: [8; 16], time: now(), ..Entry::new(Kind::MandatApproved) };
    let swapped = Entry { content: [7; 32], time: now(), ..proposal.clone() };
    for entry in [Entry { piece: [0; 32], ..forged }, approval, Entry { piece: [0; 32], ..swapped }] {
        assert_eq!(menteur.void(vec![entry]), [0]);
    }
    let piece = |kind: Kind| e.records().into_iter().find(|r| r.entry[1] == kind as u8 && r.piece.is_some());
    let signed = piece(Kind::MandatApproved).expect("signed");
    assert_eq!(menteur.void_records(vec![signed]), [0], "an approval serves once");

    // Stopped between the line and its half, nothing is given; nor afterwards.
    let mut menteur = Menteur::before(&e.contre);
    assert!(menteur.void(vec![started(), again(&lines[2])]).is_empty());
    let at = menteur.len() - 1;
    let end = Entry { object: id.0, rule: mandat_end::STOPPED, time: now(), ..Entry::new(Kind::MandatEnded) };
    assert!(menteur.void(vec![end]).is_empty());
    assert_eq!(ask(&menteur, at), Answer::No(No::Entry), "stopped in between");
    assert_eq!(menteur.void(vec![started(), again(&lines[3])]), [0, 1], "and for good");
}
