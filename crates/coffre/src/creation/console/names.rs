//! Random names for new dossiers. In a world that no memory holds, they are drawn a million at a time and given in
//! their order: an insertion that fell anywhere in every index would read and write a page of each for one row.
//! The names are as random as any; they only come, within their million, in the order of creation.

use domaine::DossierId;

use crate::random;

/// Dossiers above which order matters: below, every index stays in memory.
const LARGE: u32 = 1_000_000;

/// Names drawn together: 16 MB.
const DRAWN: usize = 1 << 20;

/// Where they come from.
#[derive(Debug, Default)]
pub(super) struct Names {
    is_ordered: bool,
    drawn: Vec<[u8; 16]>,
}

impl Names {
    pub fn new(total: u32) -> Names {
        Names { is_ordered: total > LARGE, drawn: Vec::new() }
    }

    pub fn take(&mut self, count: usize) -> Vec<DossierId> {
        (0..count).map(|_| DossierId(self.next())).collect()
    }

    fn next(&mut self) -> [u8; 16] {
        if !self.is_ordered {
            return random();
        }
        if self.drawn.is_empty() {
            self.drawn.extend((0..DRAWN).map(|_| random::<16>()));
            self.drawn.sort_unstable();
        }
        self.drawn.pop().unwrap_or_else(random)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_all_different_and_ordered_where_it_matters() {
        for (total, is_ordered) in [(LARGE, false), (LARGE + 1, true)] {
            let taken = Names::new(total).take(2_000);
            assert_eq!(taken.iter().collect::<HashSet<_>>().len(), 2_000);
            assert_eq!(taken.windows(2).all(|two| two[0].0 > two[1].0), is_ordered);
        }
    }
}
