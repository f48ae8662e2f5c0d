//! Where each line of an agenda stands: rows of a quarter of an hour, and the part of a day's width where several overlap.
//! Numbers only; the style sheet has a class for each.

use domaine::agenda::{Plage, disposition};

/// Minutes of a row.
const RANGEE: u16 = 15;

/// Hours shown even when nothing stands in them.
const OUVERTURE: (u16, u16) = (8, 18);

/// Parts in which a width is cut at most: beyond, lines stand over each other, and the list says them all.
const PARTS_MAX: usize = 6;

/// The hours of a grid, from the first to the last that something takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heures {
    premiere: u16,
    derniere: u16,
}

/// Where one line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// Row, from 1; the first is under the names of the days.
    pub rangee: u16,
    /// Rows that it takes.
    pub hauteur: u16,
    /// Parts in which its width is cut.
    pub parts: usize,
    /// Its part, from 0.
    pub part: usize,
}

impl Heures {
    /// Wide enough for all of these.
    pub fn of<'a>(plages: impl Iterator<Item = &'a Plage> + Clone) -> Heures {
        let first = plages.clone().map(|plage| plage.debut() / 60).min().unwrap_or(OUVERTURE.0);
        let last = plages.map(|plage| plage.fin().div_ceil(60)).max().unwrap_or(OUVERTURE.1);
        Heures { premiere: first.min(OUVERTURE.0), derniere: last.max(OUVERTURE.1) }
    }

    /// The row of each full hour.
    pub fn lignes(self) -> impl Iterator<Item = (u16, u16)> {
        (self.premiere..self.derniere).map(move |heure| (heure, self.rangee(heure * 60)))
    }

    /// Rows in all, with the one of the names of the days.
    pub fn rangees(self) -> u16 {
        self.rangee(self.derniere * 60)
    }

    fn rangee(self, minute: u16) -> u16 {
        minute.saturating_sub(self.premiere * 60) / RANGEE + 1
    }

    /// Where each stands, in the order given.
    pub fn cases(self, plages: &[Plage]) -> Vec<Case> {
        let placed = disposition(plages).into_iter().zip(plages);
        placed
            .map(|((colonne, colonnes), plage)| {
                let (rangee, fin) = (self.rangee(plage.debut()), self.rangee(plage.fin().saturating_sub(1)));
                let parts = colonnes.min(PARTS_MAX);
                Case { rangee, hauteur: fin - rangee + 1, parts, part: colonne.min(parts - 1) }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn plage(debut: u16, fin: u16) -> Plage {
        Plage::new(date(2026, 11, 23), debut, fin).expect("a stretch")
    }

    #[test]
    fn every_line_has_its_place() {
        let check = |bounds: &[(u16, u16)], heures: (u16, u16), cases: &[(u16, u16, usize, usize)]| {
            let plages: Vec<Plage> = bounds.iter().map(|(a, b)| plage(*a, *b)).collect();
            let grid = Heures::of(plages.iter());
            assert_eq!((grid.premiere, grid.derniere), heures, "{bounds:?}");
            assert_eq!(grid.rangees(), (heures.1 - heures.0) * 4 + 1);
            let found = grid.cases(&plages);
            let found: Vec<_> = found.iter().map(|c| (c.rangee, c.hauteur, c.parts, c.part)).collect();
            assert_eq!(found, cases, "{bounds:?}");
        };
        check(&[], (8, 18), &[]);
        check(&[(540, 585)], (8, 18), &[(5, 3, 1, 0)]);
        check(&[(540, 545)], (8, 18), &[(5, 1, 1, 0)]);
        check(&[(540, 600), (570, 630)], (8, 18), &[(5, 4, 2, 0), (7, 4, 2, 1)]);
        check(&[(1410, 1440)], (8, 24), &[(63, 2, 1, 0)]);
        check(&[(0, 60), (1380, 1440)], (0, 24), &[(1, 4, 1, 0), (93, 4, 1, 0)]);
    }

    #[test]
    fn a_crowd_stays_within_the_width() {
        let crowd = vec![plage(540, 600); 40];
        let cases = Heures::of(crowd.iter()).cases(&crowd);
        assert!(cases.iter().all(|c| c.parts == PARTS_MAX && c.part < c.parts));
    }
}
