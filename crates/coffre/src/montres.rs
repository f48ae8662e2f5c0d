//! Whom lists have shown to each agent today: distinct persons, which only this side can tell apart. What they add up to stands in
//! the entry of each page, and both sides hold the limit.

use std::collections::{HashMap, HashSet};

use domaine::DossierId;
use droits::budget::day;
use journal::entry::Pseudonym;

/// See the module.
#[derive(Default)]
pub(crate) struct Montres {
    day: u64,
    agents: HashMap<Pseudonym, Jour>,
}

/// One agent's day.
struct Jour {
    /// What the journal already said when this began: this process may have been started in the course of the day.
    before: u16,
    seen: HashSet<DossierId>,
}

/// Persons that a page is about to show and that its agent has not seen in a list today.
pub(crate) struct Reserve {
    agent: Pseudonym,
    added: Vec<DossierId>,
    /// Distinct persons of her day, these counted.
    pub(crate) total: u16,
}

impl Montres {
    /// Counts a page before it is journalled, so that two pages at once never take the same last place. `listed` is what the
    /// journal says of her day so far.
    pub(crate) fn reserve(
        &mut self,
        agent: Pseudonym,
        time: u64,
        listed: u16,
        persons: impl Iterator<Item = DossierId>,
    ) -> Reserve {
        // A clock that steps back gives no day anew.
        if day(time) > self.day {
            *self = Montres { day: day(time), agents: HashMap::new() };
        }
        let hers = self.agents.entry(agent).or_insert_with(|| Jour { before: listed, seen: HashSet::new() });
        let added: Vec<DossierId> = persons.filter(|person| hers.seen.insert(*person)).collect();
        let total = hers.before.saturating_add(u16::try_from(hers.seen.len()).unwrap_or(u16::MAX));
        Reserve { agent, added, total }
    }

    /// The page was refused: nobody was shown.
    pub(crate) fn give_back(&mut self, reserve: &Reserve) {
        if let Some(hers) = self.agents.get_mut(&reserve.agent) {
            for person in &reserve.added {
                hers.seen.remove(person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: u64 = 1_763_812_800_000;
    const DAY: u64 = 86_400_000;

    fn persons(range: std::ops::Range<u8>) -> impl Iterator<Item = DossierId> {
        range.map(|n| DossierId([n; 16]))
    }

    #[test]
    fn a_person_shown_twice_is_one_and_a_refused_page_none() {
        let (lea, ines) = ([1; 16], [2; 16]);
        let mut montres = Montres::default();
        let mut check = |agent, time, range, expected: u16| {
            let reserve = montres.reserve(agent, time, 0, persons(range));
            assert_eq!(reserve.total, expected);
            reserve
        };
        check(lea, NOON, 0..25, 25);
        check(lea, NOON, 10..50, 50);
        check(ines, NOON, 0..10, 10);
        let refused = check(lea, NOON, 40..90, 90);
        montres.give_back(&refused);
        assert_eq!(montres.reserve(lea, NOON, 0, persons(0..51)).total, 51, "what she had seen before stays counted");
        assert_eq!(montres.reserve(lea, NOON + DAY, 0, persons(0..3)).total, 3);
        assert_eq!(montres.reserve(lea, NOON, 0, persons(0..4)).total, 4, "a clock that steps back");
    }

    #[test]
    fn what_was_shown_before_a_restart_stays_counted() {
        let mut montres = Montres::default();
        assert_eq!(montres.reserve([1; 16], NOON, 180, persons(0..15)).total, 195);
        assert_eq!(montres.reserve([1; 16], NOON, 195, persons(0..20)).total, 200);
    }
}
