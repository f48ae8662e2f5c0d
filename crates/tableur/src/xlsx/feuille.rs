//! One sheet, cell after cell.

use domaine::Clair;

use super::partie::{Archive, Element, Noeud};
use super::{Classeur, Texte, nombre, push};
use crate::entete::TITRES_MAX;
use crate::illisible::Illisible;
use crate::{CELLULE_CARACTERES_MAX, COLONNES_MAX, LIGNES_MAX, Ligne, Place};

/// Last row of any spreadsheet.
const DERNIERE_LIGNE: u32 = 1_048_576;
/// Cells that are looked at, empty ones counted: coloured columns have many, and nothing honest has more.
const CELLULES_MAX: usize = 4 * LIGNES_MAX * COLONNES_MAX;
/// Groups of merged cells that are looked at.
const FUSIONS_MAX: usize = 20_000;

/// Rows that hold something, and the merged cells.
type Lu = (Vec<Ligne>, Vec<(Place, u32)>);

/// Reads a sheet.
pub fn read(archive: &mut Archive<'_>, name: &str, classeur: &Classeur) -> Result<Lu, Illisible> {
    let mut lecture =
        Lecture { classeur, lignes: Vec::new(), fusions: Vec::new(), row: 0, column: 0, cells: 0, cell: None };
    archive.each(name, |noeud| lecture.take(noeud).map(|()| true))?;
    Ok((lecture.lignes, lecture.fusions))
}

struct Lecture<'a> {
    classeur: &'a Classeur,
    lignes: Vec<Ligne>,
    fusions: Vec<(Place, u32)>,
    /// Both from 1; 0 before the first.
    row: u32,
    column: u32,
    cells: usize,
    cell: Option<Cellule>,
}

/// A cell being read.
struct Cellule {
    genre: String,
    style: usize,
    value: String,
    formula: Option<String>,
    /// Which element the text belongs to.
    within: Option<Within>,
    inline: Texte,
}

#[derive(Clone, Copy)]
enum Within {
    Value,
    Formula,
    Inline,
}

impl Lecture<'_> {
    fn take(&mut self, noeud: Noeud<'_>) -> Result<(), Illisible> {
        if let Some(cell) = &mut self.cell {
            if let Noeud::End("c") = noeud {
                return self.end_cell();
            }
            cell.take(noeud);
            return Ok(());
        }
        let Noeud::Start(element) = noeud else { return Ok(()) };
        match element.name() {
            "row" => self.start_row(&element),
            "c" => self.start_cell(&element),
            "mergeCell" => {
                let merged = element.attribute("ref").and_then(|range| merged(&range));
                if self.fusions.len() < FUSIONS_MAX {
                    self.fusions.extend(merged);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn start_row(&mut self, element: &Element<'_>) -> Result<(), Illisible> {
        let row = match element.attribute("r") {
            Some(said) => said.parse().map_err(|_| Illisible::ClasseurAbime)?,
            None => self.row + 1,
        };
        self.column = 0;
        // Rows come in order: one that goes back would be laid over somebody else.
        if row <= self.row || row > DERNIERE_LIGNE {
            return Err(Illisible::ClasseurAbime);
        }
        self.row = row;
        Ok(())
    }

    fn start_cell(&mut self, element: &Element<'_>) -> Result<(), Illisible> {
        self.cells += 1;
        if self.cells > CELLULES_MAX {
            return Err(Illisible::Bombe);
        }
        self.column = match element.attribute("r") {
            Some(said) => place(&said).filter(|p| p.ligne == self.row).ok_or(Illisible::ClasseurAbime)?.colonne,
            None => self.column + 1,
        };
        self.cell = Some(Cellule {
            genre: element.attribute("t").unwrap_or_default(),
            style: element.attribute("s").and_then(|s| s.parse().ok()).unwrap_or(0),
            value: String::new(),
            formula: None,
            within: None,
            inline: Texte::default(),
        });
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Illisible> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let texte = cell.text(self.classeur)?;
        if texte.expose().trim().is_empty() {
            return Ok(());
        }
        if texte.expose().chars().count() > CELLULE_CARACTERES_MAX {
            return Err(Illisible::CelluleTropLongue { ligne: self.row, colonne: self.column });
        }
        let at = self.column as usize;
        if at > COLONNES_MAX {
            return Err(Illisible::TropDeColonnes { ligne: self.row });
        }
        if self.lignes.last().is_none_or(|ligne| ligne.numero != self.row) {
            if self.lignes.len() == LIGNES_MAX + TITRES_MAX {
                return Err(Illisible::TropDeLignes);
            }
            self.lignes.push(Ligne { numero: self.row, cellules: Vec::new() });
        }
        if let Some(ligne) = self.lignes.last_mut() {
            let length = ligne.cellules.len().max(at);
            ligne.cellules.resize(length, Clair::default());
            ligne.cellules[at - 1] = texte;
        }
        Ok(())
    }
}

impl Cellule {
    fn take(&mut self, noeud: Noeud<'_>) {
        match (noeud, self.within) {
            (noeud, Some(Within::Inline)) => match noeud {
                Noeud::End("is") => self.within = None,
                noeud => self.inline.take(noeud, &mut self.value),
            },
            (Noeud::Start(element), _) => {
                self.within = match element.name() {
                    "v" => Some(Within::Value),
                    "is" => Some(Within::Inline),
                    "f" => {
                        self.formula = Some("=".into());
                        Some(Within::Formula)
                    }
                    _ => self.within,
                }
            }
            (Noeud::End("v" | "f"), _) => self.within = None,
            (Noeud::Text(text), Some(Within::Value)) => push(&mut self.value, text),
            (Noeud::Text(text), Some(Within::Formula)) => {
                if let Some(formula) = &mut self.formula {
                    push(formula, text);
                }
            }
            _ => {}
        }
    }

    /// What the spreadsheet shows; a formula shows itself, never what it once computed.
    fn text(self, classeur: &Classeur) -> Result<Clair, Illisible> {
        if let Some(formula) = self.formula {
            return Ok(Clair::new(formula.chars().take(CELLULE_CARACTERES_MAX).collect::<String>()));
        }
        let value = Clair::new(self.value);
        Ok(match &*self.genre {
            _ if value.is_empty() => value,
            "s" => {
                let index = value.expose().trim().parse::<usize>().ok();
                index.and_then(|index| classeur.textes.get(index)).cloned().ok_or(Illisible::ClasseurAbime)?
            }
            "b" => Clair::new(if value.expose() == "1" { "VRAI" } else { "FAUX" }),
            "d" => Clair::new(value.expose().strip_suffix("T00:00:00").unwrap_or(value.expose())),
            "" | "n" => {
                let apparence = classeur.styles.of(self.style);
                Clair::new(nombre::text(value.expose(), apparence, classeur.since_1904))
            }
            // Excel writes a carriage return that a person typed as an escape of its own.
            _ => Clair::new(value.expose().replace("_x000D_", "")),
        })
    }
}

/// First cell and last row of `A1:B3`.
fn merged(range: &str) -> Option<(Place, u32)> {
    let (first, last) = range.split_once(':')?;
    Some((place(first)?, place(last)?.ligne))
}

/// The place of a reference as `AB12`.
fn place(reference: &str) -> Option<Place> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = reference.split_at(digits);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let colonne = letters.bytes().try_fold(0, |colonne, letter| {
        letter.is_ascii_uppercase().then(|| colonne * 26 + u32::from(letter - b'A') + 1)
    })?;
    let ligne = row.parse().ok().filter(|row| (1..=DERNIERE_LIGNE).contains(row))?;
    Some(Place { ligne, colonne })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        let check = |reference: &str, expected: Option<(u32, u32)>| {
            assert_eq!(place(reference).map(|p| (p.ligne, p.colonne)), expected, "{reference}");
        };
        check("A1", Some((1, 1)));
        check("AB12", Some((12, 28)));
        check("XFD1048576", Some((1_048_576, 16_384)));
        for wrong in ["", "A", "1", "A0", "A1048577", "AAAA1", "a1", "A-1", "É1", "A1B"] {
            check(wrong, None);
        }
    }
}
