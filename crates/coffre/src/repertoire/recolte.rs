//! Who bears something like the words typed.
//!
//! Each word typed, and each run of up to three words glued together ("le goff" → "legoff"), is looked
//! up on both sides, family names and first names.

use super::Repertoire;
use super::texte::Mot;
use super::vocabulaire::{Porteur, Vocabulaire, qualite};

const RUN_MAX: usize = 3;

/// A run of words typed: `mots[from..to]`, of which `telling` are more than particles.
pub struct Unite {
    pub from: usize,
    pub to: usize,
    pub telling: i32,
    pub mot: Mot,
}

/// What the persons received. One row per person met, one column per unit and side.
pub struct Recolte {
    // Place of a person → 1 + its row; 0 when not met.
    rows: Vec<u32>,
    pub places: Vec<u32>,
    cells: Vec<u16>,
    columns: usize,
}

/// The last word is never taken for a particle: it may be a name that is still being typed.
pub fn runs(mots: &[Mot]) -> Vec<Unite> {
    let is_telling = |i: &usize| *i + 1 == mots.len() || !mots[*i].is_particule();
    let mut unites = Vec::new();
    for from in 0..mots.len() {
        for to in from + 1..=mots.len().min(from + RUN_MAX) {
            let telling = (from..to).filter(is_telling).count() as i32;
            unites.push(Unite { from, to, telling, mot: Mot::join(mots[from..to].iter()) });
        }
    }
    unites
}

pub fn gather(repertoire: &Repertoire, unites: &[Unite]) -> Recolte {
    let columns = unites.len() * 2;
    let mut recolte =
        Recolte { rows: vec![0; repertoire.personnes.len()], places: Vec::new(), cells: Vec::new(), columns };
    let mut weak: Vec<(usize, &[Porteur], u16)> = Vec::new();
    for (i, unite) in unites.iter().enumerate() {
        let sides: [&Vocabulaire; 2] = [&repertoire.noms, &repertoire.prenoms];
        for (side, vocabulaire) in sides.into_iter().enumerate() {
            vocabulaire.search(&unite.mot, |porteurs, quality| {
                if quality < qualite::SON || unite.telling == 0 {
                    weak.push((i * 2 + side, porteurs, quality));
                } else {
                    porteurs.iter().for_each(|&p| recolte.add(p, i * 2 + side, quality));
                }
            });
        }
    }
    // A weak likeness, or a particle alone, proposes nobody: it tells apart those already met.
    for (column, porteurs, quality) in weak {
        for &porteur in porteurs {
            if recolte.rows[porteur.place()] != 0 {
                recolte.add(porteur, column, quality);
            }
        }
    }
    recolte
}

impl Recolte {
    /// What the person of `places[row]` received: two cells a unit, family names then first names. A cell
    /// is twice the quality, plus one when that side of the person's name has other words to be met.
    pub fn row(&self, row: usize) -> &[u16] {
        &self.cells[row * self.columns..][..self.columns]
    }

    fn add(&mut self, porteur: Porteur, column: usize, quality: u16) {
        let row = &mut self.rows[porteur.place()];
        if *row == 0 {
            self.places.push(porteur.place() as u32);
            self.cells.resize(self.cells.len() + self.columns, 0);
            *row = self.places.len() as u32;
        }
        let quality = quality - qualite::PARTIE * u16::from(porteur.is_partial());
        let cell = &mut self.cells[(*row as usize - 1) * self.columns + column];
        *cell = (*cell).max(quality << 1 | u16::from(porteur.has_several()));
    }
}
