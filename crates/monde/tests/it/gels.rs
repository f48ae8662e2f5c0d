//! Freezes, on the real coffre and its contre-clé: a structure stops at once at both key-holders, its neighbour feels nothing, two
//! persons lift it.

use coffre::face::{Error, Geste, Refusal};
use domaine::CodeStructure;
use droits::decide::Refus;
use journal::entry::Kind;

use crate::essai::{AILLEURS, Essai, ICI, Personne, refusal};

fn code(structure: &str) -> Option<CodeStructure> {
    Some(structure.parse().expect("a code"))
}

fn freezes(who: &Personne, structure: Option<CodeStructure>, minutes: u32) -> Result<(), Error> {
    who.signs(Geste::Geler { structure, minutes }).map(drop)
}

fn lifts(who: &Personne, structure: Option<CodeStructure>) -> Result<(), Error> {
    who.signs(Geste::Degeler { structure }).map(drop)
}

#[test]
fn a_frozen_structure_stops_at_once_and_its_neighbour_goes_on() {
    for base in coffre::base::essai::bases() {
        let e = &mut Essai::with_network(base, 4);
        let (lea, marc, vigie) = (e.signs_in("lea"), e.signs_in("marc"), e.signs_in("vigie"));
        lea.opens(e.of("lea")[0]).expect("hers");
        for who in [&lea, &e.signs_in("accueil"), &e.signs_in("gestionnaire"), &e.signs_in("direction13")] {
            assert!(freezes(who, code(ICI), 60).is_err(), "{} freezes nothing here", who.nom);
        }
        freezes(&vigie, code(ICI), 60).expect("an officer");
        assert_eq!(refusal(lea.opens(e.of("lea")[0])), Refusal::Gel, "even what she had opened today");
        assert_eq!(refusal(lea.portefeuille(1)), Refusal::Gel);
        assert_eq!(refusal(lea.reveals(e.of("lea")[1])), Refusal::Gel);
        assert!(lea.records(e.of("lea")[0], "essai").is_err(), "nor does she write");
        assert_eq!(lea.creates("Zqxgel").map_err(|error| refusal::<()>(Err(error))), Err(Refusal::Gel));
        marc.opens(e.of("marc")[0]).expect("elsewhere nothing has changed");
        let gels = e.run(e.coffre().gels(&vigie.request("GET", "/gels"))).expect("the list");
        assert_eq!(gels.lignes.len(), 1);
        assert!(!gels.lignes[0].is_levable && !gels.lignes[0].is_prolongeable, "who froze does neither");
        let said = e.entries(Kind::Refusal).iter().filter(|entry| entry.rule == Refus::Gel as u8).count();
        assert!(said >= 4, "each refusal stands in the journal: {said}");
        e.reboot();
        assert_eq!(refusal(e.signs_in("lea").opens(e.of("lea")[0])), Refusal::Gel, "after a reboot");
    }
}

#[test]
fn two_persons_lift_it_and_the_network_stops_for_half_an_hour() {
    for base in coffre::base::essai::bases() {
        let e = &mut Essai::with_network(base, 4);
        let (lea, marc, vigie) = (e.signs_in("lea"), e.signs_in("marc"), e.signs_in("vigie"));
        let (direction, dpo) = (e.signs_in("direction"), e.signs_in("dpo"));
        assert!(lifts(&direction, code(ICI)).is_err(), "nothing is frozen");
        freezes(&vigie, code(ICI), 60).expect("an officer");
        assert!(lifts(&vigie, code(ICI)).is_err(), "not who froze");
        lifts(&direction, code(ICI)).expect("the first of two");
        assert!(lifts(&direction, code(ICI)).is_err(), "who is not also the second");
        assert_eq!(refusal(lea.opens(e.of("lea")[0])), Refusal::Gel);
        let seen = e.run(e.coffre().gels(&dpo.request("GET", "/gels"))).expect("the list");
        assert!(seen.lignes[0].is_levable && seen.lignes[0].leve.is_some());
        lifts(&dpo, code(ICI)).expect("the second");
        lea.opens(e.of("lea")[0]).expect("everything is as before");
        assert!(freezes(&vigie, None, 31).is_err(), "alone, half an hour");
        freezes(&vigie, None, 30).expect("the network");
        assert_eq!(refusal(lea.opens(e.of("lea")[1])), Refusal::Gel);
        assert_eq!(refusal(marc.opens(e.of("marc")[0])), Refusal::Gel);
        assert!(freezes(&direction, code(AILLEURS), 60).is_err(), "a direction has her own structure only");
    }
}
