//! The code spoken by the young person: it reaches her telephone and nobody else's, explains to whom she said it and to nobody else,
//! and gives nothing to a coffre that only pretends that it was said.

use std::sync::atomic::Ordering;

use coffre::face::{CodeDit, CodeVu, Error, Explication, Refusal};
use coffre::sequenceur::now;
use contre_cle::protocole::{Answer, No, Question, ShareQuestion};
use domaine::{Champ, Clair, DossierId};
use droits::budget::{CODES_PER_PERSON_MAX, explanation};
use droits::codes::{CODE_VIE, ESSAIS_MAX};
use journal::entry::{Entry, Kind};

use crate::essai::{Essai, Personne, alone, champ_of, refusal, wait, wait_hours};
use crate::menteur::{Menteur, salt};

fn asks(e: &Essai, who: &Personne, dossier: DossierId) -> Result<(), Error> {
    e.run(e.coffre().ask_code(&who.request("POST", &format!("/codes/{dossier}")), dossier))
}

fn says(e: &Essai, who: &Personne, dossier: DossierId, typed: &str) -> Result<CodeDit, Error> {
    let request = who.request("POST", &format!("/codes/{dossier}/dit"));
    e.run(e.coffre().say_code(&request, dossier, &Clair::new(typed))).map(|(dit, _)| dit)
}

fn page(e: &Essai, who: &Personne, dossier: DossierId) -> CodeVu {
    e.run(e.coffre().code_vu(&who.request("GET", &format!("/codes/{dossier}")), dossier)).expect("a page")
}

fn why(who: &Personne, dossier: DossierId) -> Explication {
    who.opens(dossier).expect("opens").explique.explication
}

/// The digits of the last message.
fn received(e: &Essai) -> String {
    let (_, texte) = e.messages().pop().expect("a message");
    texte.chars().filter(char::is_ascii_digit).collect()
}

/// Six digits that are not these.
fn others(digits: &str) -> String {
    digits.chars().map(|c| if c == '9' { '0' } else { '9' }).collect()
}

fn check_wrong<T: std::fmt::Debug>(answer: Result<T, Error>, raison: &str) {
    match answer {
        Err(Error::Saisie(all)) => {
            assert_eq!(all.iter().map(|s| (s.champ, s.raison)).collect::<Vec<_>>(), [("code", raison)])
        }
        other => panic!("{raison}: {other:?}"),
    }
}

#[test]
fn what_she_says_opens_her_dossier_to_whom_she_said_it() {
    Essai::on_each_engine(2, |e| {
        let (hers, other) = (e.of("lea")[0], e.of("lea")[1]);
        let telephone = champ_of(&e.signs_in("lea").opens(hers).expect("opens"), Champ::Telephone);
        let (karine, accueil, marc) = (e.signs_in("karine"), e.signs_in("accueil"), e.signs_in("marc"));
        assert_eq!(page(e, &karine, hers).restent, None);
        let openings = e.count(Kind::Opening);
        asks(e, &karine, hers).expect("sent");
        assert_eq!(e.count(Kind::Opening), openings, "her telephone was read, and shown to nobody");
        let (number, texte) = e.messages().pop().expect("a message");
        assert_eq!(number, telephone);
        assert!(texte.starts_with("Votre code pour la mission locale : ") && texte.chars().count() <= 160);
        let code = received(e);
        assert_eq!(code.len(), 6);
        assert_eq!(page(e, &karine, hers).restent, Some(ESSAIS_MAX));
        // Whoever has it and did not ask, and whatever it was not asked for.
        check_wrong(says(e, &accueil, hers, &code), "code-perime");
        check_wrong(says(e, &karine, other, &code), "code-perime");
        assert_eq!(refusal(says(e, &marc, hers, &code)), Refusal::Introuvable);
        assert_eq!(page(e, &marc, hers).restent, None, "nothing is said of another structure");

        let spaced = format!(" {} {}", &code[..3], &code[3..]);
        assert_eq!(says(e, &karine, hers, &spaced).expect("heard"), CodeDit::Juste);
        let fact = e.entries(Kind::Explanation).pop().expect("an entry");
        assert_eq!((fact.explanation, fact.object), (explanation::CODE, e.pseudonym(karine.login)));
        let opened = karine.opens(hers).expect("opens");
        assert_eq!((opened.explique.explication, opened.explique.faible), (Explication::Code, false));
        assert_eq!(why(&karine, other), Explication::Aucune, "the neighbour");
        check_wrong(says(e, &karine, hers, &code), "code-perime");
        e.reboot();
        let karine = e.signs_in("karine");
        assert_eq!(why(&karine, hers), Explication::Code, "both sides fold it again");
    });
}

#[test]
fn a_restart_forgets_no_code() {
    Essai::on_each_engine(2, |e| {
        let hers = e.of("lea")[0];
        let karine = e.signs_in("karine");
        asks(e, &karine, hers).expect("sent");
        let code = received(e);
        assert_eq!(says(e, &karine, hers, &others(&code)).expect("heard"), CodeDit::Faux { restent: ESSAIS_MAX - 1 });
        e.reboot();
        assert_eq!(page(e, &karine, hers).restent, Some(ESSAIS_MAX - 1), "nor the tries");
        assert_eq!(says(e, &karine, hers, &code).expect("heard"), CodeDit::Juste);
    });
}

#[test]
fn five_tries_and_then_another_code() {
    Essai::on_each_engine(2, |e| {
        let hers = e.of("lea")[0];
        let karine = e.signs_in("karine");
        asks(e, &karine, hers).expect("sent");
        let code = received(e);
        let before = e.count(Kind::Explanation);
        for typed in ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"] {
            check_wrong(says(e, &karine, hers, typed), "code-chiffres");
        }
        assert_eq!(e.count(Kind::Explanation), before, "what is no code is no try");
        for n in 1..=ESSAIS_MAX {
            let said = says(e, &karine, hers, &others(&code)).expect("heard");
            assert_eq!(said, CodeDit::Faux { restent: ESSAIS_MAX - n });
        }
        assert!(
            e.entries(Kind::Explanation)[before..].iter().all(|entry| entry.content == [0; 32]),
            "nothing to guess from"
        );
        check_wrong(says(e, &karine, hers, &code), "code-perime");
        asks(e, &karine, hers).expect("another one");
        assert_ne!(received(e), code);
        assert_eq!(says(e, &karine, hers, &received(e)).expect("heard"), CodeDit::Juste);
    });
}

#[test]
fn a_code_is_over_after_fifteen_minutes_and_what_it_explains_after_four_hours() {
    alone("codes::a_code_is_over_after_fifteen_minutes_and_what_it_explains_after_four_hours", || {
        let e = Essai::on_sqlite(2);
        let hers = e.of("lea")[0];
        let karine = e.signs_in("karine");
        asks(&e, &karine, hers).expect("sent");
        wait(CODE_VIE + 1_000);
        check_wrong(says(&e, &karine, hers, &received(&e)), "code-perime");
        assert_eq!(page(&e, &karine, hers).restent, None);
        asks(&e, &karine, hers).expect("sent");
        assert_eq!(says(&e, &karine, hers, &received(&e)).expect("heard"), CodeDit::Juste);
        wait_hours(3);
        let karine = e.signs_in("karine");
        assert_eq!(why(&karine, hers), Explication::Code);
        wait_hours(1);
        let karine = e.signs_in("karine");
        assert_eq!(why(&karine, hers), Explication::Aucune);
    });
}

#[test]
fn nobody_rings_a_young_persons_telephone_all_day() {
    Essai::on_each_engine(2, |e| {
        let hers = e.of("lea")[0];
        let (karine, accueil) = (e.signs_in("karine"), e.signs_in("accueil"));
        asks(e, &karine, hers).expect("sent");
        for _ in 1..CODES_PER_PERSON_MAX {
            asks(e, &accueil, hers).expect("sent");
        }
        let limite = CODES_PER_PERSON_MAX;
        for who in [&karine, &accueil] {
            assert_eq!(refusal(asks(e, who, hers)), Refusal::Budget { quoi: coffre::face::Budget::Codes, limite });
        }
        assert_eq!(e.messages().len(), usize::from(CODES_PER_PERSON_MAX));
        asks(e, &karine, e.of("lea")[1]).expect("the neighbour");
    });
}

#[test]
fn the_front_desk_reads_how_to_reach_whom_it_hears() {
    Essai::on_each_engine(2, |e| {
        let hers = e.of("lea")[0];
        let accueil = e.signs_in("accueil");
        asks(e, &accueil, hers).expect("sent");
        assert_eq!(says(e, &accueil, hers, &received(e)).expect("heard"), CodeDit::Juste);
        let contact = e.run(e.coffre().contact(&accueil.request("GET", &format!("/dossiers/{hers}/contact")), hers));
        assert_eq!(contact.expect("the contact").explique.explication, Explication::Code);
        assert!(accueil.opens(hers).is_err(), "a code widens no role");
        for nom in ["gestionnaire", "dpo"] {
            let who = e.signs_in(nom);
            assert_eq!(refusal(asks(e, &who, hers)), Refusal::Role, "{nom}");
            assert!(!page(e, &who, hers).is_relaye);
        }
    });
}

/// Who could write a telephone would be sent the code.
#[test]
fn a_telephone_that_changed_of_late_receives_no_code() {
    alone("codes::a_telephone_that_changed_of_late_receives_no_code", || {
        let e = Essai::on_sqlite(2);
        let (hers, other) = (e.of("lea")[0], e.of("lea")[1]);
        let lea = e.signs_in("lea");
        let telephone = champ_of(&lea.opens(hers).expect("opens"), Champ::Telephone);
        lea.modifies(hers, &[(Champ::Telephone, &telephone, "0639981234")]).expect("written");
        let there = champ_of(&lea.opens(other).expect("opens"), Champ::Telephone);
        lea.modifies(other, &[(Champ::Telephone, &there, "")]).expect("written");
        let karine = e.signs_in("karine");
        check_wrong(asks(&e, &karine, hers), "code-telephone-recent");
        check_wrong(asks(&e, &karine, other), "code-sans-telephone");
        assert!(e.messages().is_empty());
        assert_eq!(page(&e, &karine, hers).restent, None, "taken back: nobody waits for what nobody was sent");
        wait_hours(7 * 24);
        let karine = e.signs_in("karine");
        asks(&e, &karine, hers).expect("seven days later");
        assert_eq!(e.messages().pop().expect("a message").0, "0639981234");
    });
}

#[test]
fn a_relay_that_takes_nothing_leaves_nobody_waiting() {
    let e = Essai::on_sqlite(2);
    let hers = e.of("lea")[0];
    let karine = e.signs_in("karine");
    e.relais().is_full.store(true, Ordering::Relaxed);
    assert!(matches!(asks(&e, &karine, hers), Err(Error::Panne(_))));
    assert_eq!(page(&e, &karine, hers).restent, None);
    e.relais().is_full.store(false, Ordering::Relaxed);
    asks(&e, &karine, hers).expect("later");
}

#[test]
fn nobodys_telephone_rings_for_a_decoy() {
    let e = Essai::with_leurres(coffre::base::essai::bases().swap_remove(0), 3, 1);
    let karine = e.signs_in("karine");
    asks(&e, &karine, e.leurres[0]).expect("as for any other: who steals must not notice");
    assert!(e.messages().is_empty());
    assert_eq!(e.entries(Kind::Canary).len(), 1, "written down");
}

#[test]
fn a_request_about_a_code_serves_once() {
    let e = Essai::on_sqlite(2);
    let hers = e.of("lea")[0];
    let karine = e.signs_in("karine");
    let request = karine.request("POST", &format!("/codes/{hers}"));
    e.run(e.coffre().ask_code(&request, hers)).expect("sent");
    assert_eq!(refusal(e.run(e.coffre().ask_code(&request, hers))), Refusal::Signature);
    assert_eq!(e.messages().len(), 1);
    let said = karine.request("POST", &format!("/codes/{hers}/dit"));
    let typed = Clair::new(others(&received(&e)));
    e.run(e.coffre().say_code(&said, hers, &typed)).expect("heard");
    assert_eq!(refusal(e.run(e.coffre().say_code(&said, hers, &typed))), Refusal::Signature);
    assert_eq!(page(&e, &karine, hers).restent, Some(ESSAIS_MAX - 1));
    // What was signed for one dossier, or to say one, asks for none.
    let other = e.of("lea")[1];
    for (method, target) in [("POST", format!("/codes/{other}")), ("POST", format!("/codes/{hers}/dit"))] {
        let request = karine.request(method, &target);
        assert_eq!(refusal(e.run(e.coffre().ask_code(&request, hers))), Refusal::Introuvable, "{target}");
    }
}

/// It knows the coffre's keys, and writes what it likes: what no young person said explains nothing on the other side, and a telephone
/// is read for a browser that asked for a code and for nothing else.
#[test]
fn a_lying_coffre_gets_nothing_of_a_code_that_nobody_said() {
    let e = Essai::on_sqlite(3);
    let (hers, other) = (e.of("lea")[0], e.of("lea")[1]);
    let karine = e.signs_in("karine");
    karine.opens(hers).expect("opens");
    karine.opens(other).expect("opens");
    let openings = e.entries(Kind::Opening);
    let of_other = openings[openings.len() - 1].clone();
    asks(&e, &karine, hers).expect("sent");
    let asked = e.entries(Kind::Explanation).pop().expect("an entry");
    assert_eq!(says(&e, &karine, hers, &received(&e)).expect("heard"), CodeDit::Juste);
    let said = e.entries(Kind::Explanation).pop().expect("an entry");

    let salt = salt(&e, &karine, hers);
    let mut menteur = Menteur::before(&e.contre);
    let named = |n: u8, entry: &Entry| Entry { time: now(), request: [n; 32], ..entry.clone() };
    let ends = |entry: Entry| Entry { until: entry.time + 3_600_000, ..entry };
    // Said of another dossier, said again, said by somebody else; and an opening that rests on it.
    let lies = [
        ends(Entry { subject: of_other.subject, ..named(1, &said) }),
        ends(named(2, &said)),
        ends(Entry { login: [9; 16], ..named(3, &said) }),
        Entry { explanation: explanation::CODE, ..named(4, &of_other) },
    ];
    for lie in lies {
        assert_eq!(menteur.void(vec![lie.clone()]), [0], "{lie:?}");
    }
    // A code is asked for, and what is said is not what was committed to: heard, and explains nothing.
    let again = ends(Entry { subject: of_other.subject, ..named(5, &asked) });
    let wrong = ends(Entry { subject: of_other.subject, ..named(6, &said) });
    assert!(menteur.void(vec![again, wrong]).is_empty());
    assert_eq!(menteur.void(vec![Entry { explanation: explanation::CODE, ..named(7, &of_other) }]), [0]);

    // Its telephone: for the request that asked for a code, once; never for another one of the same browser.
    let share = |menteur: &Menteur, index, request: &droits::signature::SignedRequest| {
        menteur.contre.ask(&Question::Share(ShareQuestion { index, request: request.clone(), salt }))
    };
    for (target, expected) in [("/codes", 1), ("/agenda", 0)] {
        let request = karine.request("POST", &format!("{target}/{hers}"));
        let entry = ends(Entry { time: now(), request: request.hash(), ..asked.clone() });
        assert!(menteur.void(vec![entry]).is_empty());
        let at = menteur.len() - 1;
        match share(&menteur, at, &request) {
            Answer::Halves(halves) => assert_eq!(halves.len(), expected, "{target}"),
            other => assert_eq!((other, expected), (Answer::No(No::Request), 0), "{target}"),
        }
        assert!(matches!(share(&menteur, at, &request), Answer::No(_)), "once");
    }
    // And a ticket's signature, on a road for codes, gives none.
    let request = karine.request("POST", &format!("/codes/{hers}"));
    let ticket = Entry { explanation: explanation::TICKET, request: request.hash(), ..ends(named(0, &asked)) };
    let ticket = Entry { request: request.hash(), ..ticket };
    assert!(menteur.void(vec![ticket]).is_empty());
    assert_eq!(share(&menteur, menteur.len() - 1, &request), Answer::No(No::Entry));
}
