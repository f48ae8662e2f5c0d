//! Invented situations, and chance from a seed, for the tests of this module and its neighbours.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::{Categorie, Situation};

/// A plain open situation since 1 January 2026.
pub(crate) fn situation(num: u32, categorie: Categorie) -> Situation {
    Situation {
        num,
        categorie,
        type_: 0,
        contrat: None,
        debut: date(2026, 1, 1),
        fin_prevue: None,
        fin: None,
        rome: None,
    }
}

/// Chance enough for tests (xorshift), the same at each run.
pub(crate) struct Hasard(u64);

impl Hasard {
    pub(crate) fn new(seed: u64) -> Hasard {
        Hasard(seed | 1)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    /// A day among forty: close enough that limits meet.
    pub(crate) fn day(&mut self) -> Date {
        date(2026, 2, 10).saturating_add(i64::try_from(self.below(40)).unwrap_or(0).days())
    }

    pub(crate) fn perhaps_day(&mut self) -> Option<Date> {
        (self.below(2) == 0).then(|| self.day())
    }

    /// Any situation, sometimes with dates that no form accepts, and numbers that meet.
    pub(crate) fn situation(&mut self) -> Situation {
        let categorie = Categorie::ALL[self.below(9) as usize];
        let num = self.below(6) as u32;
        let (debut, fin_prevue, fin) = (self.day(), self.perhaps_day(), self.perhaps_day());
        Situation { debut, fin_prevue, fin, type_: self.below(60) as u16, ..situation(num, categorie) }
    }
}
