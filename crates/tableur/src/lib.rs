//! Reads what a spreadsheet program wrote, without trusting it: bytes in, rows of text out. Nothing here knows what a
//! column means (that is `domaine::import`), opens a file, or keeps more in memory than the limits below allow.
//!
//! Two kinds are read: text with separators (CSV, whatever its encoding) and XLSX. The others are refused by their name,
//! so that the person knows what to save instead.

mod csv;
mod entete;
mod illisible;
mod nature;
mod texte;
mod xlsx;

pub use domaine::import::Ligne;
pub use illisible::{Illisible, Nature};

use domaine::Clair;

/// Largest file, in bytes. Who reads from a network or a disk stops there, before calling [`read`].
pub const FICHIER_MAX: usize = 20_000_000;
/// Rows below the header.
pub const LIGNES_MAX: usize = 10_000;
/// Columns that hold something.
pub const COLONNES_MAX: usize = 100;
/// Characters in one cell.
pub const CELLULE_CARACTERES_MAX: usize = 2_000;
/// Bytes that the parts of an XLSX may hold once inflated, all that is read together.
pub const DECOMPRESSE_MAX: u64 = 200_000_000;

/// A sheet as read: the header, and the rows below it that hold something.
#[derive(Debug)]
pub struct Feuille {
    /// One per column; empty where a column has values and no title.
    pub entetes: Vec<Clair>,
    /// Each has as many cells as there are headers.
    pub lignes: Vec<Ligne>,
    /// Row of the header, as the spreadsheet shows it.
    pub ligne_entete: u32,
    /// What the file was.
    pub format: Format,
    /// Cells that are a formula, or that a spreadsheet would run as one. Their text begins with its sign (`=`, `+`, `-`,
    /// `@`); nothing is ever computed.
    pub formules: Vec<Place>,
}

/// What the file was, to be told to the person who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with separators.
    Csv {
        /// `;`, `,`, a tab or `|`.
        delimiteur: char,
        /// How its characters are coded.
        codage: Codage,
    },
    /// A workbook of Excel, LibreOffice and others.
    Xlsx {
        /// Name of the sheet that was read: the first one, visible before hidden, that holds something.
        feuille: Clair,
        /// How many sheets the workbook has.
        feuilles: usize,
    },
}

/// How the characters of a text are coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the usual name of what it says")]
pub enum Codage {
    Utf8,
    Windows1252,
    Utf16,
}

impl Codage {
    /// Its usual name.
    pub const fn name(self) -> &'static str {
        match self {
            Codage::Utf8 => "UTF-8",
            Codage::Windows1252 => "Windows-1252",
            Codage::Utf16 => "UTF-16",
        }
    }
}

/// A cell, as the spreadsheet names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// From 1.
    pub ligne: u32,
    /// From 1; [`lettres`] writes it as a spreadsheet does.
    pub colonne: u32,
}

/// The letters of a column counted from 1: `A`, `Z`, `AA`.
pub fn lettres(colonne: u32) -> String {
    let mut rest = colonne;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Reads a whole file. `nom` is its name, which decides nothing but the word of a refusal when the content says nothing.
///
/// # Errors
/// [`Illisible`]: what is wrong and where, as keys and numbers. Never a panic, whatever the bytes.
pub fn read(bytes: &[u8], nom: Option<&str>) -> Result<Feuille, Illisible> {
    if bytes.len() > FICHIER_MAX {
        return Err(Illisible::TropGros);
    }
    let brut = match nature::sniff(bytes, nom)? {
        nature::Lisible::Zip => xlsx::read(bytes)?,
        nature::Lisible::Texte => csv::read(bytes)?,
    };
    entete::assemble(brut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        for (colonne, expected) in [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA"), (16_384, "XFD"), (0, "")]
        {
            assert_eq!(lettres(colonne), expected);
        }
    }
}
