//! A longer day: who gives it, and when the neighbour is called.

use super::*;
use crate::budget::{RALLONGE, day_end};

const ROUBAIX: [u8; 8] = *b"59512S00";
const LILLE: Pseudonym = [30; 16];
const LYON: Pseudonym = [31; 16];
const PAUL: Pseudonym = [32; 16];

/// Nadia has opened forty-six; two directions elsewhere, one of her region, where Paul works too.
fn network() -> Registre {
    let mut registre = mission();
    for (name, role, structure) in [
        (LILLE, Role::Direction, *b"59350S00"),
        (PAUL, Role::Conseiller, *b"59350S00"),
        (LYON, Role::Direction, *b"69123S00"),
    ] {
        let mut agent = Agent::new(role, structure, name, Phase::Seeded, T + GRANT_MAX);
        agent.credentials = vec![key(100 + name[0])];
        agent.enrol(T, 0, 0);
        (agent.vie.training_until, agent.vie.is_trained) = (T + training(role), true);
        registre.agents.insert(name, agent);
    }
    let nadia = registre.agents.get_mut(&NADIA).expect("known");
    assert_eq!((nadia.structure, nadia.role), (ROUBAIX, Role::Conseiller));
    (0..46).for_each(|n| {
        nadia.usage.count(T, &[n; 16], true);
    });
    registre
}

fn gives(registre: &mut Registre, actor: Pseudonym, time: u64) -> Result<(), Void> {
    let mut entry = Entry { actor, time, count: u32::from(RALLONGE), ..Entry::new(Kind::BudgetExtension) };
    entry.content[..16].copy_from_slice(&NADIA);
    entry.until = day_end(time);
    signed(registre, entry)
}

#[test]
fn a_direction_of_the_region_gives_while_nobody_is_there_who_could() {
    let mut registre = network();
    for (actor, expected) in [(LYON, Err(Void::Agent)), (PAUL, Err(Void::Agent)), (NADIA, Err(Void::Agent))] {
        assert_eq!(gives(&mut registre, actor, T), expected, "{actor:?}");
    }
    assert_eq!(gives(&mut registre.clone(), LILLE, T), Ok(()));
    enters(&mut registre, DIDIER, T);
    assert_eq!(gives(&mut registre, LILLE, T), Err(Void::Agent), "her own direction is there");
    assert_eq!(gives(&mut registre, DIDIER, T), Ok(()));
    let nadia = registre.agents.get_mut(&NADIA).expect("known");
    (46..68).for_each(|n| {
        nadia.usage.count(T, &[n; 16], true);
    });
    assert_eq!(gives(&mut registre, DIDIER, T), Err(Void::Quota), "once each");
    assert_eq!(gives(&mut registre, LILLE, T), Ok(()), "who gave already can give no more: the neighbour is called");
    assert_eq!(registre.agent(&NADIA).map(|nadia| nadia.usage.plafonds(nadia.role, T).jour), Some(120));
}
