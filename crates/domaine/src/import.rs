//! From the rows of a spreadsheet to the fields of dossiers: which column is which field, how each cell reads, what is
//! refused, doubted or proposed. Pure: who the rows belong to, and whether they are known already, is the coffre's.

mod colonne;
mod dates;
#[cfg(test)]
mod essais;
mod examen;
mod noms;
mod reparer;
mod titres;

pub use colonne::{Colonne, guess};
pub use dates::serial_date;
pub use examen::{Examen, Examinateur, LigneExaminee, examine};

use crate::Clair;
use crate::saisie::Raison;

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ligne {
    /// As the spreadsheet shows it.
    pub numero: u32,
    /// As many as there are columns; fewer count as empty.
    pub cellules: Vec<Clair>,
}

/// How much a remark weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gravite {
    /// The row is read; somebody should look.
    Avertissement,
    /// The row cannot become a dossier as it is.
    Refus,
}

/// Something to say about a cell, a column or a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remarque {
    /// Index of the column, from 0; `None` when no column is at fault (a mandatory field that the file does not have).
    pub colonne: Option<usize>,
    /// How much it weighs.
    pub gravite: Gravite,
    /// Why.
    pub raison: Raison,
    /// What the cell could hold instead. Typed in the same column, it reads without this remark.
    pub correction: Option<Clair>,
}

impl Remarque {
    fn refus(colonne: usize, raison: Raison, correction: Option<Clair>) -> Remarque {
        Remarque { colonne: Some(colonne), gravite: Gravite::Refus, raison, correction }
    }

    fn avertissement(colonne: usize, raison: Raison, correction: Option<Clair>) -> Remarque {
        Remarque { colonne: Some(colonne), gravite: Gravite::Avertissement, raison, correction }
    }
}

/// Whether a spreadsheet would run this text as a formula. A sign before a digit is a number or a telephone.
pub fn is_formula(texte: &str) -> bool {
    let mut chars = texte.trim_start().chars();
    match chars.next() {
        Some('=' | '@') => true,
        Some('+' | '-') => chars.find(|c| !matches!(c, ' ' | '(' | '.')).is_some_and(|c| !c.is_ascii_digit()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_seen() {
        for texte in ["=1+1", " =A1", "@SUM(A1)", "+cmd|'/C calc'!A0", "-A1", "+ (a)"] {
            assert!(is_formula(texte), "{texte}");
        }
        for texte in ["", "-", "+", "+33 6 39 98 12 34", "-5", "+ (33) 6", "Essai", "a=b"] {
            assert!(!is_formula(texte), "{texte}");
        }
    }
}
