//! Who opens what, and who is let in at all.

use coffre::face::{Explication, LoginEnded, Refusal};
use domaine::{Champ, DossierId};
use journal::entry::{Decision, Entry, Kind};

use crate::essai::{Essai, alone, champ_of, refusal, wait, wait_hours};

#[test]
fn each_opens_what_her_work_asks() {
    Essai::on_each_engine(2, |e| {
        let (hers, neighbours, elsewhere) = (e.of("lea")[0], e.of("karine")[0], e.of("marc")[0]);
        let absent = DossierId([9; 16]);
        type Case = (&'static str, DossierId, Result<Explication, Refusal>);
        let cases: [Case; 17] = [
            ("lea", hers, Ok(Explication::Portefeuille)),
            ("lea", neighbours, Ok(Explication::Aucune)),
            ("lea", elsewhere, Err(Refusal::Introuvable)),
            ("lea", absent, Err(Refusal::Introuvable)),
            ("karine", hers, Ok(Explication::Aucune)),
            ("karine", neighbours, Ok(Explication::Portefeuille)),
            ("marc", elsewhere, Ok(Explication::Portefeuille)),
            ("marc", hers, Err(Refusal::Introuvable)),
            ("direction", hers, Ok(Explication::Aucune)),
            ("direction", elsewhere, Err(Refusal::Introuvable)),
            ("accueil", hers, Err(Refusal::Role)),
            ("gestionnaire", hers, Err(Refusal::Role)),
            ("dpo", hers, Err(Refusal::Role)),
            ("vigie", hers, Err(Refusal::Role)),
            ("gestionnaire", elsewhere, Err(Refusal::Role)),
            ("accueil", absent, Err(Refusal::Role)),
            ("dpo", absent, Err(Refusal::Role)),
        ];
        for (who, dossier, expected) in cases {
            let person = e.signs_in(who);
            let before = e.journal().len();
            let answer = person.opens(dossier);
            match expected {
                Ok(explication) => {
                    let opened = answer.unwrap_or_else(|e| panic!("{who}: {e:?}"));
                    assert_eq!(opened.explique.explication, explication, "{who}");
                    assert!(!champ_of(&opened, Champ::NomNaissance).is_empty());
                    for sealed in [Champ::Nir, Champ::Logement, Champ::Iban, Champ::Papier] {
                        assert!(opened.champ(sealed).is_none(), "an opening shows C1, C2 and C4 only");
                    }
                    let entry = &e.journal()[before];
                    assert_eq!((entry.kind, entry.decision), (Kind::Opening, Decision::Granted));
                    assert_eq!(entry.explanation, explication as u8);
                }
                Err(expected) => {
                    assert_eq!(refusal(answer), expected, "{who}");
                    let entry = &e.journal()[before];
                    assert_eq!((entry.kind, entry.decision), (Kind::Refusal, Decision::Refused), "{who}");
                    assert_eq!(entry.login, person.login);
                }
            }
        }
    });
}

#[test]
fn absent_and_not_yours_are_one_answer() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let not_hers = lea.opens(e.of("marc")[0]);
    let absent = lea.opens(DossierId([9; 16]));
    assert_eq!(format!("{not_hers:?}"), format!("{absent:?}"));
    let refused = e.entries(Kind::Refusal);
    let [one, other] = refused.as_slice() else { panic!("both are journalled") };
    // What a reader of the journal may compare is the same; subjects differ as any two do.
    let seen = |e: &Entry| (e.rule, e.actor, e.login, e.structure, e.classes, e.purpose);
    assert_eq!(seen(one), seen(other));
    assert_ne!(one.subject, other.subject);
}

#[test]
fn roles_that_do_not_write_do_not() {
    let e = Essai::on_sqlite(1);
    let hers = e.of("lea")[0];
    for who in ["direction", "accueil", "gestionnaire", "dpo", "vigie"] {
        let person = e.signs_in(who);
        assert_eq!(refusal(person.records(hers, "essai")), Refusal::Role, "{who} writes");
        assert_eq!(refusal(person.drafts(hers, "essai")), Refusal::Role, "{who} drafts");
        assert!(person.creates("Durandelle").is_err(), "{who} creates");
        assert_eq!(refusal(person.reveals(hers)), Refusal::Role, "{who} reveals");
        let change = [(Champ::Commune, "", "Lille")];
        assert_eq!(refusal(person.modifies(hers, &change)), Refusal::Role, "{who} modifies");
        assert_eq!(refusal(person.unfolds(hers)), Refusal::Role, "{who} unfolds");
        assert_eq!(person.prints(hers).is_ok(), who == "direction", "{who} prints");
        assert_eq!(person.my_readings(1).is_ok(), who == "direction", "{who} sees what she read");
        if who != "direction" {
            // The front desk finds who stands before it, masked; the others find nobody.
            let found = person.searches("lefebvrault");
            assert_eq!(found.is_ok(), who == "accueil", "{who} searches");
            assert!(found.is_ok_and(|list| list.lignes.iter().all(|line| line.masquee)) || who != "accueil");
            assert!(person.portefeuille(1).is_err(), "{who} lists");
            assert!(person.duplicates(&[(Champ::NomNaissance, "Lefebvrault")]).is_err(), "{who} looks for duplicates");
        }
    }
    assert_eq!(e.signs_in("lea").opens(hers).expect("opens").etat, 1, "nothing was written");
}

#[test]
fn a_suspended_account_opens_nothing_on_either_side() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let lea = e.signs_in("lea");
        lea.opens(hers).expect("she works");
        let mut suspension = Entry::new(Kind::Suspension);
        suspension.object = e.pseudonym(lea.login);
        e.writes(vec![(suspension, None)]);
        assert!(matches!(refusal(lea.opens(hers)), Refusal::Login(_) | Refusal::Compte));
        assert!(e.someone("lea").enters().is_err(), "nor does she come in again");
        assert_eq!(e.signs_in("karine").opens(hers).expect("others work").explique.explication, Explication::Aucune);
    });
}

#[test]
fn one_live_login_each() {
    let e = Essai::on_sqlite(1);
    let first = e.signs_in("lea");
    first.opens(e.of("lea")[0]).expect("opens");
    let second = e.signs_in("lea");
    assert_eq!(refusal(first.opens(e.of("lea")[0])), Refusal::Login(LoginEnded::Remplace));
    second.opens(e.of("lea")[0]).expect("the last one lives");
    second.leaves().expect("leaves");
    assert_eq!(refusal(second.opens(e.of("lea")[0])), Refusal::Login(LoginEnded::Parti));
}

#[test]
fn an_assertion_serves_once() {
    let mut e = Essai::on_sqlite(1);
    let lea = e.someone("lea");
    let answer = lea.answer();
    lea.presents(answer.clone()).expect("the first time");
    assert_eq!(refusal(lea.presents(answer.clone())), Refusal::Signature);
    e.reboot();
    assert_eq!(refusal(lea.presents(answer)), Refusal::Signature, "nor after a restart");
    // For a challenge of another browser, or of nobody.
    let other = e.someone("lea");
    let mut stolen = other.answer();
    stolen.signature = lea.answer().signature;
    assert_eq!(refusal(other.presents(stolen)), Refusal::Signature);
    assert_eq!(refusal(lea.presents(lea.answer_to([3; 32]))), Refusal::Signature);
    assert_eq!(e.count(Kind::Login), 1);
}

#[test]
fn a_login_ends_by_itself() {
    alone("droits_et_logins::a_login_ends_by_itself", || {
        let e = Essai::on_sqlite(1);
        let hers = e.of("lea")[0];
        let check = |what: &str, minutes: u64, works: bool| {
            let lea = e.signs_in("lea");
            lea.opens(hers).expect("opens");
            wait(minutes * 60_000);
            match works {
                true => drop(lea.opens(hers).unwrap_or_else(|e| panic!("{what}: {e:?}"))),
                false => assert_eq!(refusal(lea.opens(hers)), Refusal::Login(LoginEnded::Expire), "{what}"),
            }
        };
        check("an hour less a minute idle", 59, true);
        check("more than an hour idle", 61, false);
        let lea = e.signs_in("lea");
        for half_hour in 1..24 {
            wait(30 * 60_000);
            lea.opens(hers).unwrap_or_else(|e| panic!("half-hour {half_hour}: {e:?}"));
        }
        wait(30 * 60_000);
        assert_eq!(refusal(lea.opens(hers)), Refusal::Login(LoginEnded::Expire), "12 hours, however busy");
        wait_hours(1);
        let lea = e.signs_in("lea");
        lea.opens(hers).expect("a new day");
    });
}
