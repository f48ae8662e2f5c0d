//! Files as people give them, and as nobody should: all that is read or refused is seen from outside.

mod classeurs;
mod echantillon;
mod hasard;
mod mauvais;
mod textes;

use tableur::{Feuille, Illisible};

/// Rows as plain text, for comparing.
fn rows(feuille: &Feuille) -> Vec<(u32, Vec<&str>)> {
    feuille.lignes.iter().map(|l| (l.numero, l.cellules.iter().map(|c| c.expose()).collect())).collect()
}

fn titles(feuille: &Feuille) -> Vec<&str> {
    feuille.entetes.iter().map(|c| c.expose()).collect()
}

#[track_caller]
fn refused(bytes: &[u8], expected: Illisible) {
    assert_eq!(tableur::read(bytes, None).err(), Some(expected));
}
