//! The committed picture of the policy, `droits.attendus.md`: who may do what, on what, in which state. Every cell is an
//! answer of the real `decide`, or of the real judgement of acts, so that a change of rights is seen in a diff.

mod codes;
mod comptes;
mod dossiers;
mod faits;
mod plafonds;

use journal::entry::Pseudonym;

use crate::habilitation::State;
use crate::habilitation::compte::{Agent, Phase, Suspension};
use crate::habilitation::regles::{COOLING, HEURE, JOUR, PROBATION};
use crate::{Registre, Role};

/// A Monday at noon: nothing here depends on it.
const T: u64 = 1_763_985_600_000;
const ICI: [u8; 8] = *b"59512S00";
const AILLEURS: [u8; 8] = *b"59599S00";

/// Who asks.
const ELLE: Pseudonym = [1; 16];

/// States in which an account has its keys.
const ETATS: [State; 6] =
    [State::Cooling, State::Probation, State::Active, State::Asleep, State::Suspended, State::Closed];

#[test]
fn the_rights_are_those_that_were_read() {
    let page = format!(
        "# Qui peut quoi\n\n\
         Page écrite par un test (`crates/droits/src/attendus.rs`), qui interroge les vraies règles : un changement de droits change \
         ce fichier. Ce qui n'est pas écrit ici ne se peut pas.\n\n## Combien\n\n{}\n## Sur les dossiers\n\n{}\n## Sur les comptes\n\n{}",
        plafonds::page(),
        dossiers::page(),
        comptes::page()
    );
    let is_same = include_str!("../droits.attendus.md") == page;
    assert!(is_same, "the policy is now:\n{page}");
}

/// A registre with this account in this state.
fn with(registre: &mut Registre, name: Pseudonym, role: Role, structure: [u8; 8], state: State) {
    let phase = match state {
        State::Proposed => Phase::Proposed(T - HEURE),
        State::Approved => Phase::Approved(T - HEURE),
        State::Cooling => Phase::Enrolled(T - HEURE, COOLING, PROBATION),
        State::Probation => Phase::Enrolled(T - 10 * JOUR, COOLING, PROBATION),
        _ => Phase::Enrolled(T - 100 * JOUR, COOLING, PROBATION),
    };
    let mut agent = Agent::new(role, structure, name, phase, T + 100 * JOUR);
    let vie = &mut agent.vie;
    (vie.training_until, vie.is_trained, vie.certified_until) = (T + 100 * JOUR, true, T + 100 * JOUR);
    (vie.last_used, vie.is_confirmed) = (T - HEURE, state >= State::Active);
    match state {
        State::Asleep => vie.asleep_since = Some(T - JOUR),
        State::Suspended => vie.suspended = Some(Suspension { by: vec![[0; 16]], at: T - HEURE, rule: 1, first: None }),
        State::Closed => vie.closed_from = Some(T - HEURE),
        _ => {}
    }
    assert_eq!(agent.state(T), state);
    registre.agents.insert(name, agent);
}

fn mot(state: State) -> &'static str {
    match state {
        State::Seeded => "amorcé",
        State::Proposed => "proposé",
        State::Approved => "approuvé",
        State::Cooling => "en attente",
        State::Probation => "à l'essai",
        State::Active => "actif",
        State::Asleep => "en sommeil",
        State::Suspended => "suspendu",
        State::Closed => "clos",
    }
}
