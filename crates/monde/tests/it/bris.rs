//! Breaking the glass, on the real coffre and its contre-clé: a dossier of another structure is read for four hours by whom two
//! persons let in, and by nobody else; its agenda and its writing stay shut.

use coffre::face::{Error, Explication, Geste, Refusal};
use domaine::DossierId;
use journal::entry::Kind;

use crate::essai::{Essai, Personne, alone, refusal, wait_hours};

fn code(e: &Essai, who: &Personne) -> String {
    let page = e.run(e.coffre().bris(&who.request("GET", "/bris"))).expect("her page");
    page.code.expect("who accompanies has a code")
}

fn gives(e: &Essai, giver: &Personne, dossier: DossierId, taker: &Personne) -> Result<(), Error> {
    giver.signs(Geste::Donner { dossier, code: code(e, taker) }).map(drop)
}

fn takes(taker: &Personne, dossier: DossierId) -> Result<(), Error> {
    taker.signs(Geste::Prendre { dossier, motif: 1 }).map(drop)
}

#[test]
fn two_persons_of_two_structures_open_one_dossier_to_read() {
    alone("bris::two_persons_of_two_structures_open_one_dossier_to_read", || {
        for base in coffre::base::essai::bases() {
            let e = &mut Essai::with_network(base, 4);
            let (lea, karine, marc) = (e.signs_in("lea"), e.signs_in("karine"), e.signs_in("marc"));
            let (lina, other) = (e.of("lea")[0], e.of("lea")[1]);
            assert_eq!(refusal(marc.opens(lina)), Refusal::Introuvable);
            assert!(gives(e, &lea, lina, &marc).is_err(), "she has not opened it");
            lea.opens(lina).expect("hers");
            assert!(gives(e, &lea, lina, &karine).is_err(), "a colleague needs no broken glass");
            assert!(gives(e, &marc, lina, &lea).is_err(), "nor does one give what is not one's own");
            assert!(takes(&marc, lina).is_err(), "nobody gave it");
            gives(e, &lea, lina, &marc).expect("held out");
            assert_eq!(refusal(marc.opens(lina)), Refusal::Introuvable, "not taken yet");
            assert!(takes(&karine, lina).is_err(), "it was held out to Marc");
            takes(&marc, lina).expect("he says why");
            let opened = marc.opens(lina).expect("the dossier of another structure");
            assert_eq!(opened.explique.explication, Explication::Bris);
            assert!(!opened.explique.faible && opened.presences.is_empty(), "explained; the agenda stays shut");
            for refused in [
                marc.records(lina, "essai").map(drop),
                marc.reveals(lina).map(drop),
                marc.unfolds(lina).map(drop),
                marc.prints(lina).map(drop),
                marc.opens(other).map(drop),
            ] {
                assert!(refused.is_err(), "a reading of that dossier, and nothing more");
            }
            let page = e.run(e.coffre().bris(&marc.request("GET", "/bris"))).expect("his page");
            assert_eq!((page.siens.len(), page.siens[0].is_pris, page.siens[0].dossier), (1, true, Some(lina)));
            e.reboot();
            marc.opens(lina).expect("after a reboot, still");
            wait_hours(4);
            let marc = e.signs_in("marc");
            assert_eq!(refusal(marc.opens(lina)), Refusal::Introuvable, "four hours later");
            assert_eq!(e.entries(Kind::BreakGlass).len(), 2);
        }
    });
}

#[test]
fn the_direction_reviews_what_was_taken_and_what_was_needless_stops_the_next() {
    for base in coffre::base::essai::bases() {
        let e = &mut Essai::with_network(base, 4);
        let (lea, marc, direction) = (e.signs_in("lea"), e.signs_in("marc"), e.signs_in("direction"));
        let (first, second) = (e.of("lea")[0], e.of("lea")[1]);
        lea.opens(first).expect("hers");
        lea.opens(second).expect("hers");
        gives(e, &lea, first, &marc).expect("held out");
        takes(&marc, first).expect("taken");
        let waiting = |who: &Personne| e.run(e.coffre().bris(&who.request("GET", "/bris"))).expect("a page").a_revoir;
        assert!(waiting(&lea).is_empty() && waiting(&marc).is_empty());
        assert!(waiting(&e.signs_in("direction13")).is_empty(), "of the giver's structure");
        let one = waiting(&direction).pop().expect("one to review");
        let review = |justifie| Geste::Revoir { agent: one.agent, sujet: one.sujet, justifie };
        assert!(lea.signs(review(true)).is_err(), "not who gave it");
        direction.signs(review(false)).expect("needless");
        assert!(waiting(&direction).is_empty());
        gives(e, &lea, second, &marc).expect("she may go on giving");
        assert!(takes(&marc, second).is_err(), "he breaks no more glass");
    }
}

#[test]
fn a_frozen_structure_is_read_by_nobody_elsewhere() {
    for base in coffre::base::essai::bases() {
        let e = &mut Essai::with_network(base, 4);
        let (lea, marc, vigie) = (e.signs_in("lea"), e.signs_in("marc"), e.signs_in("vigie"));
        let lina = e.of("lea")[0];
        lea.opens(lina).expect("hers");
        gives(e, &lea, lina, &marc).expect("held out");
        takes(&marc, lina).expect("taken");
        marc.opens(lina).expect("opened");
        let structure = Some(crate::essai::ICI.parse().expect("a code"));
        vigie.signs(Geste::Geler { structure, minutes: 60 }).expect("frozen");
        assert_eq!(refusal(marc.opens(lina)), Refusal::Introuvable);
    }
}
