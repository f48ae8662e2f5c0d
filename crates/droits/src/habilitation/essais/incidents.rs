//! Verdicts on alerts and incidents: who says them, of whom, how often, and what becomes of the alerts.

use super::super::incident::{Incident, PERSONNE, Suite, etape, nomme};
use super::super::regles::{HEURE, INCIDENT_COMPTES_MAX, INCIDENTS_JOUR_MAX};
use super::*;

const ROUBAIX: [u8; 8] = *b"59512S00";
const LYON: [u8; 8] = *b"69123S00";
const VERA: Pseudonym = [20; 16];
const VINCENT: Pseudonym = [21; 16];
const VALERIE: Pseudonym = [22; 16];
const MAX: Pseudonym = [23; 16];
const DIANE: Pseudonym = [24; 16];
const DORA: Pseudonym = [25; 16];
const CAS: [u8; 16] = [77; 16];

/// The mission locale with its DPO Diane; two officers of one structure, one of another, where Max works and Dora is the DPO.
fn network() -> Registre {
    let mut registre = mission();
    for (name, role, structure) in [
        (VERA, Role::Vigie, ROUBAIX),
        (VALERIE, Role::Vigie, ROUBAIX),
        (VINCENT, Role::Vigie, LYON),
        (MAX, Role::Conseiller, LYON),
        (DIANE, Role::Dpo, ROUBAIX),
        (DORA, Role::Dpo, LYON),
    ] {
        joins(&mut registre, name, role, structure);
    }
    registre
}

fn joins(registre: &mut Registre, name: Pseudonym, role: Role, structure: [u8; 8]) {
    let mut agent = Agent::new(role, structure, name, Phase::Seeded, T + GRANT_MAX);
    agent.credentials = vec![key(100 + name[0])];
    agent.enrol(T, 0, 0);
    (agent.vie.training_until, agent.vie.is_trained) = (T + training(role), true);
    registre.agents.insert(name, agent);
}

fn rings(registre: &mut Registre, object: Pseudonym, time: u64) {
    let alerte = Entry { rule: 4, object, time, ..Entry::new(Kind::Alert) };
    registre.fold(&alerte, None, &Anything).expect("the programs write it");
}

fn dismissal(actor: Pseudonym, object: Pseudonym, (until, count): (u64, u32), time: u64) -> Entry {
    Entry { actor, object, rule: etape::FAUSSE_ALERTE, until, count, time, ..Entry::new(Kind::Incident) }
}

fn dismisses(registre: &mut Registre, actor: Pseudonym, object: Pseudonym, seen: (u64, u32)) -> Result<(), Void> {
    let time = registre.latest();
    signed(registre, dismissal(actor, object, seen, time))
}

fn begins(registre: &mut Registre, actor: Pseudonym, object: Pseudonym, nom: [u8; 16]) -> Result<(), Void> {
    let (content, time) = (nomme(&nom), registre.latest());
    signed(registre, Entry { actor, object, rule: etape::OUVRIR, content, time, ..Entry::new(Kind::Incident) })
}

/// A later step, as who sees the incident now signs it.
fn steps(registre: &mut Registre, actor: Pseudonym, object: Pseudonym, rule: u8) -> Result<(), Void> {
    let (content, time) = (content(registre, rule), registre.latest());
    signed(registre, Entry { actor, object, rule, content, time, ..Entry::new(Kind::Incident) })
}

fn content(registre: &Registre, rule: u8) -> [u8; 32] {
    let mut content = nomme(&CAS);
    if matches!(rule, etape::CONFIRMER | etape::INFIRMER) {
        content[16..].copy_from_slice(&registre.vu(&cas(registre)));
    }
    content
}

fn cas(registre: &Registre) -> Incident {
    registre.incident(&CAS).expect("it was opened").1.clone()
}

/// Vera has an incident open about Nadia, of whom one alert rang.
fn opened() -> Registre {
    let mut registre = network();
    rings(&mut registre, NADIA, T + 1);
    begins(&mut registre, VERA, NADIA, CAS).expect("an officer opens");
    registre
}

#[test]
fn one_person_says_that_alerts_are_false_and_not_a_second_time() {
    let mut registre = network();
    rings(&mut registre, NADIA, T + 1);
    rings(&mut registre, NADIA, T + 5);
    rings(&mut registre, MAX, T + 6);
    assert_eq!(registre.alertes_en_attente(&NADIA), [T + 1, T + 5]);
    assert_eq!(registre.suite(&NADIA, T + 5), Suite::Attend);
    for (seen, why) in [
        ((T + 5, 1), "fewer than waited"),
        ((T + 5, 3), "more than waited"),
        ((T + 4, 1), "no alert of that hour"),
        ((0, 0), "none"),
        ((u64::MAX, 2), "and all those to come"),
    ] {
        assert_eq!(dismisses(&mut registre.clone(), VERA, NADIA, seen), Err(Void::Agent), "{why}");
    }
    assert_eq!(dismisses(&mut registre, VERA, NADIA, (T + 1, 1)), Ok(()), "what she saw");
    assert_eq!(dismisses(&mut registre, VERA, NADIA, (T + 1, 1)), Err(Void::Agent), "the same twice");
    assert_eq!(registre.suite(&NADIA, T + 1), Suite::Fausse(VERA, T + 6));
    assert_eq!(registre.alertes_en_attente(&NADIA), [T + 5], "what came since waits");
    assert_eq!(dismisses(&mut registre, DIANE, NADIA, (T + 5, 1)), Ok(()));
    assert_eq!(registre.suite(&NADIA, T + 5), Suite::Fausse(DIANE, T + 6));
    assert_eq!(registre.suite(&MAX, T + 6), Suite::Attend, "the neighbour's waits");
    rings(&mut registre, NADIA, T + 9);
    assert_eq!(registre.suite(&NADIA, T + 9), Suite::Attend, "it rings again");
}

#[test]
fn who_says_so() {
    let check = |actor, object, expected: Result<(), Void>| {
        let mut registre = network();
        rings(&mut registre, object, T + 1);
        assert_eq!(
            dismisses(&mut registre.clone(), actor, object, (T + 1, 1)),
            expected,
            "false: {actor:?} {object:?}"
        );
        let expected = if object == PERSONNE { Err(Void::Agent) } else { expected };
        assert_eq!(begins(&mut registre, actor, object, CAS), expected, "opens: {actor:?} {object:?}");
    };
    check(VERA, NADIA, Ok(()));
    check(VERA, MAX, Ok(()));
    check(VERA, VALERIE, Ok(()));
    check(VERA, VERA, Err(Void::Agent));
    check(VERA, PERSONNE, Ok(()));
    check(DIANE, NADIA, Ok(()));
    check(DIANE, MAX, Err(Void::Agent));
    check(DIANE, DIANE, Err(Void::Agent));
    check(DIANE, PERSONNE, Err(Void::Agent));
    check(DIDIER, NADIA, Err(Void::Agent));
    check(CHLOE, NADIA, Err(Void::Agent));
    check(NADIA, MAX, Err(Void::Agent));
    check(NADIA, NADIA, Err(Void::Agent));
}

#[test]
fn who_is_cut_says_nothing_and_a_frozen_dpo_begins_a_watch_and_ends_none() {
    let mut registre = network();
    rings(&mut registre, NADIA, T + 1);
    suspend(&mut registre, DIANE);
    let login = |registre: &Registre| registre.at(T + 1).judge(&dismissal(DIANE, NADIA, (T + 1, 1), T + 1));
    assert_eq!(login(&registre), Err(Void::Agent));

    let mut registre = network();
    rings(&mut registre, NADIA, T + 1);
    let freezes = Entry {
        actor: VINCENT,
        structure: ROUBAIX,
        rule: super::super::gel::regle::GELER,
        time: T + 1,
        until: T + HEURE,
        ..Entry::new(Kind::Freeze)
    };
    signed(&mut registre, freezes).expect("an officer freezes");
    assert_eq!(dismisses(&mut registre, DIANE, NADIA, (T + 1, 1)), Err(Void::Frozen));
    assert_eq!(begins(&mut registre, DIANE, NADIA, CAS), Ok(()));
    assert_eq!(steps(&mut registre, DIANE, DIDIER, etape::AJOUTER), Ok(()));
    assert_eq!(steps(&mut registre, DIANE, DIDIER, etape::RETIRER), Err(Void::Frozen));
    assert_eq!(steps(&mut registre, DIANE, PERSONNE, etape::INFIRMER), Err(Void::Frozen));
    assert_eq!(steps(&mut registre, VERA, PERSONNE, etape::INFIRMER), Ok(()), "the vigie goes on");
}

#[test]
fn an_account_is_in_one_open_incident() {
    let mut registre = opened();
    assert_eq!(registre.suite(&NADIA, T + 1), Suite::EnCours(1));
    assert!(registre.alertes_en_attente(&NADIA).is_empty(), "it waits for the incident");
    assert_eq!(dismisses(&mut registre, VALERIE, NADIA, (T + 1, 1)), Err(Void::Agent), "the incident says it");
    assert_eq!(begins(&mut registre, VALERIE, NADIA, [78; 16]), Err(Void::Agent), "a second one");
    assert_eq!(begins(&mut registre, VALERIE, MAX, CAS), Err(Void::Agent), "of the same name");
    assert_eq!(begins(&mut registre, VALERIE, MAX, [0; 16]), Err(Void::Agent), "of no name");
    assert_eq!(begins(&mut registre, VALERIE, [99; 16], [78; 16]), Err(Void::Agent), "an account that is not there");
    assert_eq!(begins(&mut registre, VALERIE, MAX, [78; 16]), Ok(()));
    assert_eq!(registre.incident(&[78; 16]).map(|(numero, _)| numero), Some(2));
    assert_eq!(steps(&mut registre, VERA, MAX, etape::AJOUTER), Err(Void::Agent), "it is in the other");
}

#[test]
fn accounts_come_and_go_and_the_last_stays() {
    let mut registre = opened();
    rings(&mut registre, MAX, T + 2);
    assert_eq!(steps(&mut registre, VERA, NADIA, etape::AJOUTER), Err(Void::Agent), "twice");
    assert_eq!(steps(&mut registre, VERA, NADIA, etape::RETIRER), Err(Void::Agent), "the last one");
    assert_eq!(steps(&mut registre, DIANE, MAX, etape::AJOUTER), Err(Void::Agent), "of another structure");
    assert_eq!(steps(&mut registre, DIANE, DIANE, etape::AJOUTER), Err(Void::Agent), "herself");
    assert_eq!(steps(&mut registre, VALERIE, MAX, etape::AJOUTER), Ok(()), "any officer");
    assert_eq!(registre.suite(&MAX, T + 2), Suite::EnCours(1));
    assert_eq!(steps(&mut registre, DIANE, DIDIER, etape::AJOUTER), Err(Void::Agent), "it is not hers alone any more");
    assert_eq!(steps(&mut registre, VERA, MAX, etape::RETIRER), Ok(()));
    assert_eq!(registre.suite(&MAX, T + 2), Suite::Attend, "what rang of it waits again");
    assert_eq!(steps(&mut registre, VERA, MAX, etape::RETIRER), Err(Void::Agent), "twice");
    assert_eq!(steps(&mut registre, VERA, VALERIE, etape::AJOUTER), Ok(()), "a colleague of hers");
    assert_eq!(
        steps(&mut registre, VALERIE, MAX, etape::AJOUTER),
        Err(Void::Agent),
        "who is concerned says nothing more"
    );
    assert_eq!(steps(&mut registre, VALERIE, PERSONNE, etape::INFIRMER), Err(Void::Agent));
}

#[test]
fn two_persons_confirm_and_one_is_enough_to_say_that_it_was_nothing() {
    let check = |actor, rule, expected: Result<(), Void>| {
        assert_eq!(steps(&mut opened(), actor, PERSONNE, rule), expected, "{actor:?} {rule}");
    };
    check(VERA, etape::CONFIRMER, Err(Void::Agent));
    check(VALERIE, etape::CONFIRMER, Err(Void::Agent));
    check(VINCENT, etape::CONFIRMER, Ok(()));
    check(DIANE, etape::CONFIRMER, Ok(()));
    check(DORA, etape::CONFIRMER, Err(Void::Agent));
    check(DIDIER, etape::CONFIRMER, Err(Void::Agent));
    check(NADIA, etape::CONFIRMER, Err(Void::Agent));
    check(VERA, etape::INFIRMER, Ok(()));
    check(VALERIE, etape::INFIRMER, Ok(()));
    check(DIANE, etape::INFIRMER, Ok(()));
    check(DORA, etape::INFIRMER, Err(Void::Agent));
    check(NADIA, etape::INFIRMER, Err(Void::Agent));
    let mut registre = opened();
    assert_eq!(steps(&mut registre, DIANE, NADIA, etape::CONFIRMER), Err(Void::Agent), "it names no account");
}

#[test]
fn what_is_closed_is_closed_and_its_alerts_were_reviewed() {
    for (rule, is_confirme) in [(etape::CONFIRMER, true), (etape::INFIRMER, false)] {
        let mut registre = opened();
        rings(&mut registre, NADIA, T + 3);
        assert_eq!(steps(&mut registre, VINCENT, PERSONNE, rule), Ok(()));
        let closed = cas(&registre).cloture.expect("closed");
        assert_eq!((closed.par, closed.le, closed.is_confirme), (VINCENT, T + 3, is_confirme));
        assert_eq!(registre.suite(&NADIA, T + 1), Suite::Close(1));
        assert_eq!(registre.suite(&NADIA, T + 3), Suite::Close(1), "what rang while it was open");
        for rule in [etape::CONFIRMER, etape::INFIRMER] {
            assert_eq!(steps(&mut registre, DIANE, PERSONNE, rule), Err(Void::Agent), "twice");
        }
        assert_eq!(steps(&mut registre, VERA, DIDIER, etape::AJOUTER), Err(Void::Agent));
        assert_eq!(steps(&mut registre, VERA, NADIA, etape::RETIRER), Err(Void::Agent));
        rings(&mut registre, NADIA, T + 4);
        assert_eq!(registre.suite(&NADIA, T + 4), Suite::Attend, "it rings again");
        assert_eq!(begins(&mut registre, VERA, NADIA, [78; 16]), Ok(()), "and is opened again");
    }
}

#[test]
fn who_closes_signs_for_what_she_saw() {
    let mut registre = opened();
    let closes =
        |content, time| Entry { actor: DIANE, rule: etape::CONFIRMER, content, time, ..Entry::new(Kind::Incident) };
    let seen = content(&registre, etape::CONFIRMER);
    steps(&mut registre, VERA, DIDIER, etape::AJOUTER).expect("while Diane reads");
    assert_eq!(signed(&mut registre, closes(seen, T + 1)), Err(Void::Piece), "an account more");
    let seen = content(&registre, etape::CONFIRMER);
    rings(&mut registre, NADIA, T + 2);
    assert_eq!(signed(&mut registre, closes(seen, T + 2)), Err(Void::Piece), "it rang again");
    let seen = content(&registre, etape::CONFIRMER);
    assert_eq!(signed(&mut registre, Entry { count: 1, ..closes(seen, T + 2) }), Err(Void::Time));
    assert_eq!(signed(&mut registre, Entry { until: 1, ..closes(seen, T + 2) }), Err(Void::Time));
    assert_eq!(signed(&mut registre, closes(seen, T + 2)), Ok(()));
}

#[test]
fn so_many_accounts_and_so_many_a_day() {
    let mut registre = opened();
    for n in 0..u8::try_from(INCIDENT_COMPTES_MAX).expect("few") {
        let name = [100 + n; 16];
        joins(&mut registre, name, Role::Conseiller, LYON);
        let expected = if usize::from(n) + 1 < INCIDENT_COMPTES_MAX { Ok(()) } else { Err(Void::Quota) };
        assert_eq!(steps(&mut registre, VERA, name, etape::AJOUTER), expected, "{n}");
    }
    let mut registre = network();
    for n in 0..u8::try_from(INCIDENTS_JOUR_MAX).expect("few") {
        joins(&mut registre, [100 + n; 16], Role::Conseiller, LYON);
        assert_eq!(begins(&mut registre, VERA, [100 + n; 16], [n + 1; 16]), Ok(()), "{n}");
    }
    let late = |time| {
        let (content, object) = (nomme(&CAS), NADIA);
        Entry { actor: VERA, object, rule: etape::OUVRIR, content, time, ..Entry::new(Kind::Incident) }
    };
    assert_eq!(registre.at(T + JOUR - 1).judge(&late(T)), Err(Void::Quota));
    assert_eq!(registre.at(T + JOUR).judge(&late(T)), Ok(()));
    assert_eq!(begins(&mut registre, VALERIE, NADIA, CAS), Ok(()), "a colleague");
}
