//! What the pages say of a file, for the command line, which says the same in French.

use domaine::import::Colonne;
use domaine::saisie::Raison;
use tableur::Illisible;

use super::{colonnes, deposit};
use crate::langues::Langue;

/// Why a file cannot be read, where, and what to do.
pub fn illisible(illisible: Illisible) -> String {
    deposit::sentence(Langue::Fr, illisible)
}

/// What is said of a cell.
pub fn remarque(raison: Raison) -> String {
    Langue::Fr.t(&format!("remarque-{}", raison.key()))
}

/// What a column fills.
pub fn colonne(colonne: Colonne) -> String {
    colonnes::mot(Langue::Fr, colonne)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_sentence() {
        for raison in Raison::ALL {
            for langue in Langue::ALL {
                assert!(langue.has(&format!("remarque-{}", raison.key())), "{raison} {langue:?}");
            }
        }
    }
}
