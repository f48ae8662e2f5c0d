//! Freezes: who signs one, for how long, who lifts it, and who feels it.

use journal::act::{Act, Purpose};

use super::super::gel::{RESEAU, regle};
use super::super::regles::{GEL_DEUX, GEL_RESEAU, GEL_SEUL, GELS_MAX, HEURE};
use super::*;
use crate::decide::{Demande, Refus, decide};

const ROUBAIX: [u8; 8] = *b"59512S00";
const LYON: [u8; 8] = *b"69123S00";
const VERA: Pseudonym = [20; 16];
const VINCENT: Pseudonym = [21; 16];
const VALERIE: Pseudonym = [22; 16];
const MAX: Pseudonym = [23; 16];

/// The mission locale, with two officers of two structures, one more here, and Max, who works elsewhere.
fn network() -> Registre {
    let mut registre = mission();
    for (name, role, structure) in [
        (VERA, Role::Vigie, ROUBAIX),
        (VALERIE, Role::Vigie, ROUBAIX),
        (VINCENT, Role::Vigie, LYON),
        (MAX, Role::Conseiller, LYON),
    ] {
        let mut agent = Agent::new(role, structure, name, Phase::Seeded, T + GRANT_MAX);
        agent.credentials = vec![key(100 + name[0])];
        agent.enrol(T, 0, 0);
        (agent.vie.training_until, agent.vie.is_trained) = (T + training(role), true);
        registre.agents.insert(name, agent);
    }
    registre
}

fn freezes(
    registre: &mut Registre,
    actor: Pseudonym,
    structure: [u8; 8],
    (time, until): (u64, u64),
) -> Result<(), Void> {
    signed(registre, Entry { actor, structure, rule: regle::GELER, time, until, ..Entry::new(Kind::Freeze) })
}

fn lifts(registre: &mut Registre, actor: Pseudonym, structure: [u8; 8], time: u64) -> Result<(), Void> {
    signed(registre, Entry { actor, structure, rule: regle::LEVER, time, ..Entry::new(Kind::Freeze) })
}

/// What a list answers to this person at this time.
fn lists(registre: &mut Registre, actor: Pseudonym, time: u64) -> Result<(), Refus> {
    let login = enters(registre, actor, time);
    let act = Act { kind: Kind::ResultPage, classes: 0, purpose: Purpose::Liste, dossier: None, mandat: None };
    decide(registre, Demande { time, lignes: 1, ..Demande::new(login, act, [9; 32]) }).map(drop)
}

#[test]
fn a_frozen_structure_reads_nothing_and_its_neighbour_feels_nothing() {
    let mut registre = network();
    assert_eq!(lists(&mut registre, NADIA, T), Ok(()));
    assert_eq!(freezes(&mut registre, VINCENT, ROUBAIX, (T, T + HEURE)), Ok(()));
    for (time, expected) in [(T, Err(Refus::Gel)), (T + HEURE - 1, Err(Refus::Gel)), (T + HEURE, Ok(()))] {
        assert_eq!(lists(&mut registre.clone(), NADIA, time), expected, "{}", time - T);
    }
    assert_eq!(lists(&mut registre, MAX, T), Ok(()));
    assert_eq!(freezes(&mut registre, VERA, RESEAU, (T, T + GEL_RESEAU)), Ok(()));
    assert_eq!(lists(&mut registre, MAX, T), Err(Refus::Gel));
    assert_eq!(lists(&mut registre, MAX, T + GEL_RESEAU), Ok(()));
}

#[test]
fn who_freezes_and_for_how_long() {
    let check = |actor, structure, length, expected: Result<(), Void>| {
        let said = freezes(&mut network(), actor, structure, (T, T + length));
        assert_eq!(said, expected, "{actor:?} {length}");
    };
    check(VINCENT, ROUBAIX, GEL_SEUL, Ok(()));
    check(VINCENT, ROUBAIX, GEL_SEUL + 1, Err(Void::Time));
    check(VINCENT, ROUBAIX, 0, Err(Void::Time));
    check(VINCENT, RESEAU, GEL_RESEAU, Ok(()));
    check(VINCENT, RESEAU, GEL_RESEAU + 1, Err(Void::Time));
    check(VINCENT, *b"99999S00", HEURE, Err(Void::Agent));
    check(DIDIER, ROUBAIX, GEL_SEUL, Ok(()));
    check(DIDIER, LYON, HEURE, Err(Void::Agent));
    check(DIDIER, RESEAU, GEL_RESEAU, Err(Void::Agent));
    check(CHLOE, ROUBAIX, HEURE, Err(Void::Agent));
    check(NADIA, ROUBAIX, HEURE, Err(Void::Agent));
}

#[test]
fn a_second_person_makes_it_longer_and_the_same_one_does_not() {
    let mut registre = network();
    assert_eq!(freezes(&mut registre, VERA, LYON, (T, T + HEURE)), Ok(()));
    for (actor, until, expected) in [
        (VERA, T + 2 * HEURE, Err(Void::Agent)),
        (VALERIE, T + 2 * HEURE, Err(Void::Agent)),
        (VINCENT, T + HEURE, Err(Void::Time)),
        (VINCENT, T + GEL_DEUX + 1, Err(Void::Time)),
        (VINCENT, T + GEL_DEUX, Ok(())),
    ] {
        assert_eq!(freezes(&mut registre, actor, LYON, (T, until)), expected, "{}", until - T);
    }
    assert_eq!(lists(&mut registre, MAX, T + GEL_DEUX - 1), Err(Refus::Gel));
    assert_eq!(lists(&mut registre, MAX, T + GEL_DEUX), Ok(()));
}

#[test]
fn one_person_freezes_three_times_a_day() {
    let mut registre = network();
    for n in 0..GELS_MAX as u64 {
        assert_eq!(freezes(&mut registre, VERA, RESEAU, (T + n * HEURE, T + n * HEURE + GEL_RESEAU)), Ok(()), "{n}");
    }
    let fourth = |time| (time, time + GEL_RESEAU);
    assert_eq!(freezes(&mut registre, VERA, RESEAU, fourth(T + 5 * HEURE)), Err(Void::Quota));
    assert_eq!(freezes(&mut registre, VERA, RESEAU, fourth(T + JOUR - 1)), Err(Void::Quota));
    assert_eq!(freezes(&mut registre, VERA, RESEAU, fourth(T + JOUR)), Ok(()));
}

#[test]
fn two_others_lift_it() {
    let mut registre = network();
    assert_eq!(lifts(&mut registre, VINCENT, ROUBAIX, T), Err(Void::Agent), "nothing is frozen");
    assert_eq!(freezes(&mut registre, VERA, ROUBAIX, (T, T + GEL_SEUL)), Ok(()));
    for (actor, expected) in [
        (VERA, Err(Void::Agent)),
        (NADIA, Err(Void::Agent)),
        (VALERIE, Ok(())),
        (VALERIE, Err(Void::Agent)),
        (VERA, Err(Void::Agent)),
    ] {
        assert_eq!(lifts(&mut registre, actor, ROUBAIX, T), expected, "{actor:?}");
    }
    assert_eq!(lists(&mut registre, NADIA, T), Err(Refus::Gel), "one is not two");
    assert_eq!(lifts(&mut registre, DIDIER, ROUBAIX, T), Ok(()), "her direction may, frozen as it is");
    assert_eq!(lists(&mut registre, NADIA, T), Ok(()));
}

#[test]
fn who_freezes_again_takes_back_what_had_begun_to_be_lifted() {
    let mut registre = network();
    assert_eq!(freezes(&mut registre, VERA, LYON, (T, T + HEURE)), Ok(()));
    assert_eq!(lifts(&mut registre, VALERIE, LYON, T), Ok(()));
    assert_eq!(freezes(&mut registre, VINCENT, LYON, (T, T + 2 * HEURE)), Ok(()));
    assert_eq!(registre.gel(&LYON, T).map(|gel| (gel.par.len(), gel.leve)), Some((2, None)));
}

#[test]
fn a_frozen_structure_gives_no_power_and_still_takes_it_away() {
    let mut registre = network();
    let raise =
        || Entry { actor: DIDIER, structure: ROUBAIX, count: 9, time: T, until: T + JOUR, ..Entry::new(Kind::Quota) };
    assert_eq!(signed(&mut registre.clone(), raise()), Ok(()));
    assert_eq!(freezes(&mut registre, VINCENT, ROUBAIX, (T, T + HEURE)), Ok(()));
    assert_eq!(signed(&mut registre, raise()), Err(Void::Frozen));
    assert_eq!(vetoes(&mut registre, DIDIER, T), Ok(()));
    let cuts = Entry { actor: DIDIER, object: NADIA, rule: 2, time: T, ..Entry::new(Kind::Suspension) };
    assert_eq!(registre.fold(&cuts, None, &Anything), Ok(()));
}
