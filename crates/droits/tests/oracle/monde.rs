//! Small worlds where histories begin: a console that makes first agents in a few structures, some of it slightly wrong.

use droits::Role;
use droits::signature::sha256;
use journal::Kind;
use journal::entry::{Decision, Entry, Pseudonym};

use crate::hasard::{Hasard, Ligne};
use crate::signature::key;
use crate::vie::{DAY, MINUTE};

/// A Monday morning.
pub const BEGIN: u64 = 1_763_971_200_000;

const STRUCTURES: [&[u8; 8]; 9] = [
    b"59001\0\0\0",
    b"75001\0\0\0",
    b"13001\0\0\0",
    b"35001\0\0\0",
    b"69001\0\0\0",
    b"31001\0\0\0",
    b"59002\0\0\0",
    b"75002\0\0\0",
    b"35002\0\0\0",
];

/// An entry of this kind with nothing else, blinding included: a history is the same each time.
pub fn empty(kind: Kind, time: u64) -> Entry {
    Entry {
        kind,
        decision: Decision::None,
        rule: 0,
        fence: 0,
        time,
        actor: [0; 16],
        login: [0; 16],
        subject: [0; 16],
        fields: 0,
        classes: 0,
        explanation: 0,
        purpose: 0,
        role: 0,
        etat: 0,
        structure: [0; 8],
        explained: 0,
        unexplained: 0,
        epoch: 0,
        request: [0; 32],
        content: [0; 32],
        piece: [0; 32],
        object: [0; 16],
        until: 0,
        count: 0,
        blinding: [0; 16],
    }
}

/// The console's part of a history.
pub fn console(h: &mut Hasard) -> Vec<Ligne> {
    let is_fictional = !h.chance(6);
    let mut lines = vec![(Entry { rule: if is_fictional { 1 } else { 2 }, ..empty(Kind::Genesis, BEGIN) }, None)];
    let is_large = h.chance(2) || h.chance(2);
    let mut staff: Vec<(Role, usize)> = vec![
        (Role::Gestionnaire, 0),
        (Role::Direction, 0),
        (Role::Dpo, 0),
        (Role::Vigie, 0),
        (Role::Gestionnaire, 0),
        (Role::Conseiller, 0),
        (Role::Direction, 1),
        (Role::Vigie, 1),
        (Role::Vigie, 2),
        (Role::Direction, 2),
    ];
    if h.chance(2) {
        staff.push((Role::Gestionnaire, 0));
    }
    let others = if is_large { 5 + h.below(4) } else { h.below(4) };
    staff.extend((0..others).map(|n| (Role::Gestionnaire, 1 + n as usize)));
    // Which place comes first decides nothing but which regions meet.
    let turn = h.below(STRUCTURES.len() as u64) as usize;
    for (role, place) in staff {
        let structure = STRUCTURES[(place + turn) % STRUCTURES.len()];
        first_agent(h, &mut lines, role, structure, is_fictional);
    }
    // Time never runs back: the last hour of the console comes last.
    lines.sort_by_key(|(e, _)| e.time);
    if !h.chance(12) {
        lines.push((empty(Kind::SeedClosed, BEGIN + 12 * MINUTE), None));
    }
    lines
}

fn first_agent(h: &mut Hasard, lines: &mut Vec<Ligne>, role: Role, structure: &[u8; 8], is_fictional: bool) {
    let object: Pseudonym = h.bytes();
    let rule = u8::from(role == Role::Conseiller || h.chance(8) && role != Role::Gestionnaire);
    let seed = Entry {
        object,
        rule,
        role: role as u8,
        structure: *structure,
        until: BEGIN + 10 * MINUTE,
        ..empty(Kind::Seed, BEGIN)
    };
    lines.push((seed, None));
    let keys = if h.chance(80) { 1 } else { 2 };
    for _ in 0..keys {
        let late = if h.chance(400) { 10 * MINUTE + h.below(2) } else { 2 * MINUTE };
        let piece = key(h.number()).encode();
        let entry = Entry { object, actor: object, piece: sha256(&piece), ..empty(Kind::Enrolment, BEGIN + late) };
        lines.push((entry, Some(piece)));
    }
    if (is_fictional && !h.chance(8)) || h.chance(8) {
        let days = [20, 44, 100, 182, 300][h.below(5) as usize];
        let until = BEGIN + days * DAY;
        lines.push((Entry { object, until, ..empty(Kind::Training, BEGIN + 11 * MINUTE) }, None));
    }
}
