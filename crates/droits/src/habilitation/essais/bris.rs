//! Breaking the glass: two persons of two structures, what it opens, for how long, how often, and its review.

use journal::act::{Act, Purpose, classes};

use super::super::bris::{CLASSES, revue};
use super::super::regles::{BRIS_JOUR_MAX, BRIS_MAX, BRIS_MOIS_MAX, HEURE, OFFRE_MAX, working_days_after};
use super::*;
use crate::budget::explanation;
use crate::decide::{Demande, Refus, decide};

const ROUBAIX: [u8; 8] = *b"59512S00";
const LYON: [u8; 8] = *b"69123S00";
const MAX: Pseudonym = [23; 16];
const INES: Pseudonym = [24; 16];
const LINA: Pseudonym = [90; 16];

/// Nadia, of Roubaix, has Lina's dossier open; Max and Inès work in Lyon.
fn network() -> Registre {
    let mut registre = mission();
    for name in [MAX, INES] {
        let mut agent = Agent::new(Role::Conseiller, LYON, name, Phase::Seeded, T + GRANT_MAX);
        agent.credentials = vec![key(100 + name[0])];
        agent.enrol(T, 0, 0);
        (agent.vie.training_until, agent.vie.is_trained) = (T + training(Role::Conseiller), true);
        registre.agents.insert(name, agent);
    }
    opened(&mut registre, LINA, T);
    registre
}

fn opened(registre: &mut Registre, sujet: Pseudonym, time: u64) {
    registre.agents.get_mut(&NADIA).expect("known").usage.count(time, &sujet, true);
}

fn offer(sujet: Pseudonym, time: u64) -> Entry {
    Entry {
        actor: NADIA,
        object: MAX,
        subject: sujet,
        classes: CLASSES,
        structure: ROUBAIX,
        time,
        until: time + OFFRE_MAX,
        ..Entry::new(Kind::BreakGlass)
    }
}

fn taking(sujet: Pseudonym, time: u64) -> Entry {
    let (actor, object, until) = (MAX, NADIA, time + BRIS_MAX);
    Entry { actor, object, until, explanation: 1, ..offer(sujet, time) }
}

/// What Max is answered for this act on a dossier of this structure.
fn asks(registre: &mut Registre, who: Pseudonym, act: Act, structure: [u8; 8], time: u64) -> Result<(), Refus> {
    let login = enters(registre, who, time);
    let explanation = registre.explique(&who, &LINA, &crate::explique::Tete::default(), time).code;
    let demande = Demande { time, subject: Some((LINA, structure)), explanation, ..Demande::new(login, act, [9; 32]) };
    decide(registre, demande).map(drop)
}

fn reading() -> Act {
    Act { kind: Kind::Opening, classes: CLASSES, purpose: Purpose::Accompagnement, dossier: None, mandat: None }
}

#[test]
fn two_persons_of_two_structures_open_one_dossier_for_four_hours() {
    let mut registre = network();
    assert_eq!(asks(&mut registre, MAX, reading(), ROUBAIX, T), Err(Refus::NotYours));
    assert_eq!(signed(&mut registre, taking(LINA, T)), Err(Void::Agent), "nobody gave it");
    assert_eq!(signed(&mut registre, offer(LINA, T)), Ok(()));
    assert_eq!(asks(&mut registre, MAX, reading(), ROUBAIX, T), Err(Refus::NotYours), "one is not two");
    assert_eq!(signed(&mut registre, taking(LINA, T)), Ok(()));
    assert_eq!(asks(&mut registre, MAX, reading(), ROUBAIX, T), Ok(()));
    assert_eq!(asks(&mut registre, INES, reading(), ROUBAIX, T), Err(Refus::NotYours), "her colleague took nothing");
    assert_eq!(
        asks(&mut registre, MAX, reading(), *b"13055S00", T),
        Err(Refus::NotYours),
        "of Roubaix, as it was given"
    );
    assert_eq!(asks(&mut registre, MAX, reading(), ROUBAIX, T + BRIS_MAX - 1), Ok(()));
    assert_eq!(asks(&mut registre, MAX, reading(), ROUBAIX, T + BRIS_MAX), Err(Refus::NotYours));
    let found = registre.explique(&MAX, &LINA, &crate::explique::Tete::default(), T);
    assert_eq!((found.code, found.forte), (explanation::BRIS, true));
}

#[test]
fn it_reads_and_does_nothing_else() {
    let mut registre = network();
    assert_eq!(signed(&mut registre, offer(LINA, T)), Ok(()));
    assert_eq!(signed(&mut registre, taking(LINA, T)), Ok(()));
    for act in [
        Act { purpose: Purpose::Ecriture, ..reading() },
        Act { purpose: Purpose::Brouillon, ..reading() },
        Act { classes: classes::C5, ..reading() },
        Act { classes: CLASSES | classes::C6, ..reading() },
        Act { kind: Kind::Print, purpose: Purpose::Impression, ..reading() },
        Act { kind: Kind::Reveal, classes: classes::C3, purpose: Purpose::Revelation, ..reading() },
        Act { kind: Kind::JournalRead, classes: 0, purpose: Purpose::Lectures, ..reading() },
    ] {
        assert_eq!(asks(&mut registre, MAX, act, ROUBAIX, T), Err(Refus::NotYours), "{act:?}");
    }
    let contact = Act { purpose: Purpose::Contact, classes: classes::C1 | classes::C2, ..reading() };
    assert_eq!(asks(&mut registre, MAX, contact, ROUBAIX, T), Ok(()));
}

#[test]
fn who_gives_has_it_open_and_gives_to_somebody_elsewhere_who_accompanies() {
    for (wrong, why) in [
        (Entry { subject: [91; 16], ..offer(LINA, T) }, "what she has not open"),
        (Entry { subject: [0; 16], ..offer(LINA, T) }, "no dossier"),
        (Entry { object: DIDIER, ..offer(LINA, T) }, "a colleague"),
        (Entry { object: NADIA, ..offer(LINA, T) }, "herself"),
        (Entry { structure: LYON, ..offer(LINA, T) }, "another structure's"),
        (Entry { classes: classes::ALL, ..offer(LINA, T) }, "more classes"),
        (Entry { until: T + OFFRE_MAX + 1, ..offer(LINA, T) }, "for longer"),
        (Entry { actor: CHLOE, ..offer(LINA, T) }, "who manages accounts"),
        (Entry { actor: DIDIER, ..offer(LINA, T) }, "her direction, who has not opened it"),
    ] {
        assert!(signed(&mut network(), wrong).is_err(), "{why}");
    }
    let mut registre = network();
    assert_eq!(signed(&mut registre, offer(LINA, T)), Ok(()));
    for (wrong, why) in [
        (Entry { actor: INES, ..taking(LINA, T) }, "it was held out to Max"),
        (Entry { object: DIDIER, ..taking(LINA, T) }, "by Nadia"),
        (Entry { explanation: 5, ..taking(LINA, T) }, "no such reason"),
        (Entry { until: T + BRIS_MAX + 1, ..taking(LINA, T) }, "for longer"),
        (Entry { time: T + OFFRE_MAX, ..taking(LINA, T) }, "too late"),
    ] {
        assert!(signed(&mut registre.clone(), wrong).is_err(), "{why}");
    }
    assert_eq!(signed(&mut registre, taking(LINA, T + OFFRE_MAX - 1)), Ok(()));
    assert_eq!(signed(&mut registre, taking(LINA, T + OFFRE_MAX - 1)), Err(Void::Agent), "once");
}

/// Gives and takes this dossier at this time.
fn breaks(registre: &mut Registre, n: u8, time: u64) -> Result<(), Void> {
    let sujet = [100 + n; 16];
    opened(registre, sujet, time);
    registre.agents.get_mut(&NADIA).expect("known").donnes.clear();
    signed(registre, offer(sujet, time)).expect("held out");
    signed(registre, taking(sujet, time))
}

fn reviews(registre: &mut Registre, actor: Pseudonym, n: u8, rule: u8, time: u64) -> Result<(), Void> {
    let mut entry = Entry { actor, object: MAX, rule, time, ..Entry::new(Kind::Incident) };
    entry.content[..16].copy_from_slice(&[100 + n; 16]);
    signed(registre, entry)
}

#[test]
fn three_a_day_ten_in_thirty_days_and_none_while_a_review_is_late() {
    let mut registre = network();
    let mut n = 0;
    for day in 0..3 {
        for _ in 0..BRIS_JOUR_MAX {
            n += 1;
            assert_eq!(breaks(&mut registre, n, T + day * JOUR), Ok(()), "{n}");
            assert_eq!(reviews(&mut registre, DIDIER, n, revue::JUSTIFIE, T + day * JOUR), Ok(()));
        }
        assert_eq!(breaks(&mut registre, 60, T + day * JOUR), Err(Void::Quota), "the fourth of the day");
    }
    assert_eq!(breaks(&mut registre, 50, T + 3 * JOUR), Ok(()), "the tenth");
    assert_eq!(breaks(&mut registre, 51, T + 4 * JOUR), Err(Void::Quota), "the eleventh, and it is {BRIS_MOIS_MAX}");
    assert_eq!(BRIS_MOIS_MAX, 10);

    let mut registre = network();
    let late = working_days_after(T, 3);
    assert_eq!(breaks(&mut registre, 1, T), Ok(()));
    assert_eq!(breaks(&mut registre.clone(), 2, late - 1), Ok(()));
    assert_eq!(breaks(&mut registre, 2, late), Err(Void::Quota), "nobody reviewed the first");
    assert_eq!(reviews(&mut registre, DIDIER, 1, revue::JUSTIFIE, late), Ok(()));
    assert_eq!(breaks(&mut registre, 2, late), Ok(()));
}

#[test]
fn who_is_found_to_have_had_no_reason_breaks_none_for_thirty_days() {
    let mut registre = network();
    assert_eq!(breaks(&mut registre, 1, T), Ok(()));
    for actor in [NADIA, MAX, CHLOE] {
        assert_eq!(reviews(&mut registre, actor, 1, revue::INJUSTIFIE, T), Err(Void::Agent), "{actor:?}");
    }
    assert_eq!(reviews(&mut registre, DIDIER, 2, revue::INJUSTIFIE, T), Err(Void::Agent), "another dossier");
    assert_eq!(reviews(&mut registre, DIDIER, 1, revue::INJUSTIFIE, T), Ok(()));
    assert_eq!(reviews(&mut registre, DIDIER, 1, revue::JUSTIFIE, T), Err(Void::Agent), "once");
    assert_eq!(breaks(&mut registre, 2, T + HEURE), Err(Void::Quota));
    assert_eq!(breaks(&mut registre, 2, T + 30 * JOUR - 1), Err(Void::Quota));
    assert_eq!(breaks(&mut registre, 2, T + 30 * JOUR), Ok(()));
}
