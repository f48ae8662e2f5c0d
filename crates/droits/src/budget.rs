//! Budgets: how many dossiers one agent opens in a day, and how many the network opens in a minute.
//!
//! Limits are inclusive: at 60, the 61st is refused. They are counted from entries, by whoever folds them.

use std::collections::HashSet;

use journal::entry::Pseudonym;

/// New dossiers an agent opens in a day. A dossier opened again the same day costs nothing more.
pub const DOSSIERS_PER_DAY_MAX: u16 = 60;

/// Reveals of identifiers (C3) in a day.
pub const REVEALS_PER_DAY_MAX: u16 = 5;

/// Dossiers that an agent makes by hand in a day. Each looks for one NIR, and says whether it is known: without a limit,
/// numbers would be tried until one is.
pub const CREATIONS_PER_DAY_MAX: u16 = 60;

/// Lines of imports that an agent makes in a day, for the same reason: three times the largest file.
pub const LINES_PER_DAY_MAX: u32 = 30_000;

/// Probation: dossiers of a day that another person's act explains.
pub const ESSAI_EXPLAINED_MAX: u16 = 40;

/// Probation: dossiers that nothing explains, in all.
pub const ESSAI_UNEXPLAINED_MAX: usize = 5;

/// New openings of the whole network in a minute, at the contre-clé.
pub const NETWORK_PER_MINUTE_MAX: u32 = 1_300;

/// Codes of the facts that explain an opening; zero is none.
pub mod explanation {
    /// She is the référent.
    pub const PORTEFEUILLE: u8 = 1;
    /// She made the dossier herself.
    pub const CREATION: u8 = 2;
}

/// The working day of a time: it turns at 3 h UTC, when nobody works in mainland France.
pub fn day(time: u64) -> u64 {
    const HOUR: u64 = 3_600_000;
    time.saturating_sub(3 * HOUR) / (24 * HOUR)
}

/// What one agent has used of her day.
#[derive(Clone, Debug, Default)]
pub struct Day {
    day: u64,
    seen: HashSet<Pseudonym>,
    explained: u16,
    unexplained: u16,
    reveals: u16,
    creations: u16,
    lines: u32,
}

impl Day {
    /// Whether opening this dossier at this time stays within the day.
    pub fn allows(&self, time: u64, subject: &Pseudonym) -> bool {
        day(time) > self.day || self.seen.contains(subject) || self.used() < DOSSIERS_PER_DAY_MAX
    }

    /// Whether one more reveal stays within the day.
    pub fn allows_reveal(&self, time: u64) -> bool {
        day(time) > self.day || self.reveals < REVEALS_PER_DAY_MAX
    }

    /// Whether one more dossier made by hand stays within the day.
    pub fn allows_creation(&self, time: u64) -> bool {
        day(time) > self.day || self.creations < CREATIONS_PER_DAY_MAX
    }

    /// Dossiers made by hand on the day of this time.
    pub fn creations(&self, time: u64) -> u16 {
        if day(time) > self.day { 0 } else { self.creations }
    }

    /// Counts a dossier made by hand.
    pub fn count_creation(&mut self, time: u64) {
        self.turn(time);
        self.creations = self.creations.saturating_add(1);
    }

    /// Counts a line of an import, if it stays within the day.
    pub fn take_line(&mut self, time: u64) -> bool {
        self.turn(time);
        let is_within = self.lines < LINES_PER_DAY_MAX;
        self.lines += u32::from(is_within);
        is_within
    }

    /// Counts an opening.
    pub fn count(&mut self, time: u64, subject: &Pseudonym, is_explained: bool) -> bool {
        self.turn(time);
        let is_new = self.seen.insert(*subject);
        if is_new && is_explained {
            self.explained += 1;
        } else if is_new {
            self.unexplained += 1;
        }
        is_new
    }

    /// Counts a reveal.
    pub fn count_reveal(&mut self, time: u64) {
        self.turn(time);
        self.reveals += 1;
    }

    /// (explained, unexplained, reveals) at this time.
    pub fn counters(&self, time: u64) -> (u16, u16, u16) {
        if day(time) > self.day { (0, 0, 0) } else { (self.explained, self.unexplained, self.reveals) }
    }

    /// Whether this dossier was already opened on the day of this time.
    pub fn has_seen(&self, time: u64, subject: &Pseudonym) -> bool {
        day(time) <= self.day && self.seen.contains(subject)
    }

    fn used(&self) -> u16 {
        self.explained + self.unexplained
    }

    fn turn(&mut self, time: u64) {
        // A clock that steps back does not give the day anew.
        if day(time) > self.day {
            *self = Day { day: day(time), ..Day::default() };
        }
    }
}

/// What an account on probation has used of it.
#[derive(Clone, Debug, Default)]
pub struct Essai {
    unexplained: HashSet<Pseudonym>,
    created: HashSet<Pseudonym>,
}

impl Essai {
    /// Whether she made this dossier herself.
    pub fn has_created(&self, subject: &Pseudonym) -> bool {
        self.created.contains(subject)
    }

    /// Whether a dossier that nothing explains stays within the probation.
    pub fn allows(&self, subject: &Pseudonym) -> bool {
        self.unexplained.contains(subject) || self.unexplained.len() < ESSAI_UNEXPLAINED_MAX
    }

    /// Dossiers opened without explanation so far.
    pub fn unexplained(&self) -> usize {
        self.unexplained.len()
    }

    pub(crate) fn count(&mut self, subject: &Pseudonym) {
        self.unexplained.insert(*subject);
    }

    pub(crate) fn create(&mut self, subject: &Pseudonym) {
        self.created.insert(*subject);
    }
}

/// The fuse of the whole network: new openings in the current minute.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fuse {
    minute: u64,
    count: u32,
}

impl Fuse {
    /// Whether one more new opening is below the fuse.
    pub fn allows(&self, time: u64) -> bool {
        time / 60_000 > self.minute || self.count < NETWORK_PER_MINUTE_MAX
    }

    /// Counts a new opening.
    pub fn count(&mut self, time: u64) {
        let minute = time / 60_000;
        if minute > self.minute {
            *self = Fuse { minute, count: 0 };
        }
        self.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: u64 = 1_763_812_800_000;

    fn subject(n: u16) -> Pseudonym {
        let mut id = [0; 16];
        id[..2].copy_from_slice(&n.to_be_bytes());
        id
    }

    #[test]
    fn the_sixty_first_is_refused_and_a_known_one_is_not() {
        let mut day = Day::default();
        for n in 0..DOSSIERS_PER_DAY_MAX {
            assert!(day.allows(NOON, &subject(n)));
            assert!(day.count(NOON, &subject(n), n % 2 == 0));
        }
        assert!(!day.allows(NOON, &subject(1_000)));
        assert!(day.allows(NOON, &subject(3)));
        assert!(!day.count(NOON, &subject(3), true));
        assert_eq!(day.counters(NOON), (30, 30, 0));
        assert!(day.allows(NOON + 86_400_000, &subject(1_000)));
    }

    #[test]
    fn a_clock_that_steps_back_gives_nothing() {
        let mut day = Day::default();
        for n in 0..DOSSIERS_PER_DAY_MAX {
            day.count(NOON, &subject(n), true);
        }
        day.count(NOON - 86_400_000, &subject(99), true);
        assert!(!day.allows(NOON, &subject(1_000)));
        day.count(NOON + 86_400_000, &subject(0), true);
        for n in 1..DOSSIERS_PER_DAY_MAX {
            day.count(NOON, &subject(n), true);
        }
        assert!(!day.allows(NOON, &subject(1_000)), "a day begun in advance is no second day");
    }

    #[test]
    fn the_day_turns_at_three() {
        let midnight = NOON - NOON % 86_400_000;
        assert_eq!(day(midnight), day(midnight + 3 * 3_600_000 - 1));
        assert_eq!(day(midnight) + 1, day(midnight + 3 * 3_600_000));
    }

    #[test]
    fn the_fuse() {
        let mut fuse = Fuse::default();
        for _ in 0..NETWORK_PER_MINUTE_MAX {
            assert!(fuse.allows(NOON));
            fuse.count(NOON);
        }
        assert!(!fuse.allows(NOON));
        assert!(fuse.allows(NOON + 60_000));
    }
}
