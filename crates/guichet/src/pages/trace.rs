//! A plot of counts, drawn where people would rather look than read. The table beside it holds the same numbers.

use crate::heure;

/// The plot, in units of its own: it is scaled to its place.
const HAUTEUR: usize = 60;
const PAS: usize = 10;

/// Bars from left to right, and the height of what is usual.
pub struct Trace {
    /// One for each count.
    pub barres: Vec<Barre>,
    /// Where what is usual stands, from the top.
    pub usuel: Option<usize>,
}

/// A bar of the plot, and its line in the table.
pub struct Barre {
    /// From the left.
    pub x: usize,
    /// From the top.
    pub y: usize,
    /// Its own height: what is not nothing is seen.
    pub hauteur: usize,
    /// What is counted, in words.
    pub mots: String,
    /// The count.
    pub combien: usize,
}

impl Trace {
    /// The plot of these counts, the greatest as high as the plot.
    pub fn of(comptes: impl IntoIterator<Item = (String, usize)>, usuel: Option<usize>) -> Trace {
        let comptes: Vec<_> = comptes.into_iter().collect();
        let most = comptes.iter().map(|(_, n)| *n).chain(usuel).max().unwrap_or(0).max(1);
        let height = |n: usize| HAUTEUR * n / most;
        let bar = |(rang, (mots, combien)): (usize, (String, usize))| {
            let hauteur = height(combien).max(usize::from(combien > 0));
            Barre { x: rang * PAS + 1, y: HAUTEUR - hauteur, hauteur, mots, combien }
        };
        let barres = comptes.into_iter().enumerate().map(bar).collect();
        Trace { barres, usuel: usuel.map(|n| HAUTEUR - height(n)) }
    }

    /// The plot of readings by day: days since 1970, and how many.
    pub fn of_days(jours: &[(i32, u16)], usuel: Option<u16>) -> Trace {
        let said = |(day, n): &(i32, u16)| (heure::jour(heure::date_of_days(*day)), usize::from(*n));
        Trace::of(jours.iter().map(said), usuel.map(usize::from))
    }

    /// Its width.
    pub fn largeur(&self) -> usize {
        self.barres.len().max(1) * PAS
    }

    /// The bars of something, newest first.
    pub fn table(&self) -> impl Iterator<Item = &Barre> {
        self.barres.iter().rev().filter(|barre| barre.combien > 0)
    }
}
