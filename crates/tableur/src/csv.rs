//! Text with separators. Written here rather than taken from a library, because a lenient reader takes an unclosed quote
//! for a value that lasts to the end of the file: two hundred people become one cell, and nobody is told.

use domaine::Clair;
use zeroize::Zeroize;

use crate::entete::{Brut, TITRES_MAX};
use crate::illisible::Illisible;
use crate::texte::decode;
use crate::{CELLULE_CARACTERES_MAX, COLONNES_MAX, Format, LIGNES_MAX, Ligne};

/// In the order of preference when nothing else decides.
const DELIMITEURS: [char; 4] = [';', '\t', ',', '|'];
/// Rows that decide of the separator.
const ECHANTILLON: usize = 60;
/// Cells of one row, empty ones counted; no spreadsheet has more columns.
const CELLULES_MAX: u32 = 16_384;

/// All rows that hold something, and the format.
pub fn read(bytes: &[u8]) -> Result<Brut, Illisible> {
    let (text, codage) = decode(bytes)?;
    let (said, text) = separator_line(&text);
    let delimiteur = said.unwrap_or_else(|| guess(text));
    let mut lignes = Vec::new();
    for ligne in (Lecteur { rest: text, delimiteur, numero: 0, failed: false }) {
        let ligne = ligne?;
        if ligne.cellules.iter().any(|c| !c.expose().trim().is_empty()) {
            lignes.push(ligne);
        }
        if lignes.len() > LIGNES_MAX + TITRES_MAX {
            return Err(Illisible::TropDeLignes);
        }
    }
    Ok(Brut { lignes, format: Format::Csv { delimiteur, codage }, fusions: Vec::new() })
}

/// The line `sep=;` that Excel reads and does not show.
fn separator_line(text: &str) -> (Option<char>, &str) {
    let Some(rest) = text.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &text[4..]) else {
        return (None, text);
    };
    let Some(delimiteur) = rest.chars().next().filter(|c| DELIMITEURS.contains(c)) else { return (None, text) };
    let rest = &rest[delimiteur.len_utf8()..];
    match rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])) {
        Some(rest) => (Some(delimiteur), rest),
        None => (None, text),
    }
}

/// The separator that gives most rows the same number of cells; among equals, the most cells.
fn guess(text: &str) -> char {
    let score = |delimiteur: char| {
        let lignes = Lecteur { rest: text, delimiteur, numero: 0, failed: false };
        let widths: Vec<usize> = lignes.map_while(Result::ok).take(ECHANTILLON).map(|l| l.cellules.len()).collect();
        let count = |width: usize| widths.iter().filter(|w| **w == width).count();
        widths.iter().filter(|w| **w > 1).map(|w| (count(*w), *w)).max().unwrap_or_default()
    };
    let best = DELIMITEURS.iter().rev().max_by_key(|delimiteur| score(**delimiteur));
    best.copied().unwrap_or(';')
}

/// Reads row after row; one record is one row, as a spreadsheet shows it, even with a line break in a quoted value.
struct Lecteur<'a> {
    rest: &'a str,
    delimiteur: char,
    numero: u32,
    failed: bool,
}

impl Iterator for Lecteur<'_> {
    type Item = Result<Ligne, Illisible>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() || self.failed {
            return None;
        }
        self.numero += 1;
        let mut cellules = Vec::new();
        let mut colonne = 0u32;
        loop {
            colonne += 1;
            match self.cell(colonne) {
                Err(why) => {
                    self.failed = true;
                    return Some(Err(why));
                }
                Ok((cellule, last)) => {
                    if cellules.len() < COLONNES_MAX {
                        cellules.push(cellule);
                    } else if colonne > CELLULES_MAX || !cellule.expose().trim().is_empty() {
                        self.failed = true;
                        return Some(Err(Illisible::TropDeColonnes { ligne: self.numero }));
                    }
                    if last {
                        return Some(Ok(Ligne { numero: self.numero, cellules }));
                    }
                }
            }
        }
    }
}

impl Lecteur<'_> {
    /// The next cell, and whether it ends its row.
    fn cell(&mut self, colonne: u32) -> Result<(Clair, bool), Illisible> {
        if let Some(rest) = self.rest.strip_prefix(self.delimiteur) {
            self.rest = rest;
            return Ok((Clair::default(), false));
        }
        let too_long = Illisible::CelluleTropLongue { ligne: self.numero, colonne };
        if let Some(quoted) = self.rest.strip_prefix('"') {
            let (value, rest) = unquote(quoted, self.numero, too_long)?;
            self.rest = rest;
            return match self.end_of_cell() {
                Some(last) => Ok((value, last)),
                None => Err(Illisible::Guillemets { ligne: self.numero }),
            };
        }
        let end = self.rest.find([self.delimiteur, '\n', '\r']).unwrap_or(self.rest.len());
        let (value, rest) = self.rest.split_at(end);
        if value.len() > CELLULE_CARACTERES_MAX && value.chars().count() > CELLULE_CARACTERES_MAX {
            return Err(too_long);
        }
        // `="0612345678"` is how some programs keep a first zero: a text, not a formula.
        let kept = value.strip_prefix("=\"").and_then(|v| v.strip_suffix('"')).filter(|v| !v.contains('"'));
        let value = Clair::new(kept.unwrap_or(value));
        self.rest = rest;
        Ok((value, self.end_of_cell().unwrap_or(true)))
    }

    /// Passes over a separator (false) or an end of row (true); `None` where neither stands.
    fn end_of_cell(&mut self) -> Option<bool> {
        let (rest, last) = match self.rest.strip_prefix(self.delimiteur) {
            Some(rest) => (rest, false),
            None if self.rest.is_empty() => (self.rest, true),
            None => (self.rest.strip_prefix("\r\n").or_else(|| self.rest.strip_prefix(['\n', '\r']))?, true),
        };
        self.rest = rest;
        Some(last)
    }
}

/// The value up to its closing quote, and what follows it. Two quotes stand for one.
fn unquote(quoted: &str, ligne: u32, too_long: Illisible) -> Result<(Clair, &str), Illisible> {
    let mut value = String::new();
    let mut length = 0;
    let mut rest = quoted;
    let failed = loop {
        let Some(end) = rest.find('"') else { break Illisible::Guillemets { ligne } };
        value.push_str(&rest[..end]);
        length += rest[..end].chars().count();
        rest = &rest[end + 1..];
        if length > CELLULE_CARACTERES_MAX {
            // A value that runs over rows was never closed where its author thought.
            break if value.contains('\n') { Illisible::Guillemets { ligne } } else { too_long };
        }
        match rest.strip_prefix('"') {
            Some(after) => {
                value.push('"');
                length += 1;
                rest = after;
            }
            None => return Ok((Clair::new(value), rest)),
        }
    };
    value.zeroize();
    Err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<(u32, Vec<String>)>, Illisible> {
        let lignes = read(text.as_bytes())?.lignes;
        let cells = |l: &Ligne| l.cellules.iter().map(|c| c.expose().to_owned()).collect();
        Ok(lignes.iter().map(|l| (l.numero, cells(l))).collect())
    }

    #[track_caller]
    fn check(text: &str, expected: &[(u32, &[&str])]) {
        let expected: Vec<(u32, Vec<String>)> =
            expected.iter().map(|(n, cells)| (*n, cells.iter().map(|c| (*c).to_owned()).collect())).collect();
        assert_eq!(rows(text), Ok(expected), "{text:?}");
    }

    #[test]
    fn cells_and_rows() {
        check("a;b\nc;d\n", &[(1, &["a", "b"]), (2, &["c", "d"])]);
        check("a;b\r\nc;d", &[(1, &["a", "b"]), (2, &["c", "d"])]);
        check("a;b\rc;d\r", &[(1, &["a", "b"]), (2, &["c", "d"])]);
        check("a;b\n\n\nc;", &[(1, &["a", "b"]), (4, &["c", ""])]);
        check("a;b\n;;\nc;d", &[(1, &["a", "b"]), (3, &["c", "d"])]);
        check("a;\"b;\"\"c\"\"\nd\"\ne;f", &[(1, &["a", "b;\"c\"\nd"]), (2, &["e", "f"])]);
        check("a;b\"c\"d\n", &[(1, &["a", "b\"c\"d"])]);
        check("a;\"\"\n", &[(1, &["a", ""])]);
        check("a;=\"06\"\n", &[(1, &["a", "06"])]);
        check("a;\"=\"\"06\"\"\"\n", &[(1, &["a", "=\"06\""])]);
        check("sep=,\r\na,b;c\r\n", &[(1, &["a", "b;c"])]);
        check("sep=\na;b\n", &[(1, &["sep="]), (2, &["a", "b"])]);
    }

    #[test]
    fn separators() {
        let check = |text: &str, expected: char| assert_eq!(guess(text), expected, "{text:?}");
        check("a;b;c\nd;e;f\n", ';');
        check("a,b,c\nd,e,f\n", ',');
        check("a\tb,c\nd\te\n", '\t');
        check("a|b\nc|d\n", '|');
        check("a;b\n1,5;2,5\n3,5;4,5\n", ';');
        check("Titre, long, tres long\na;b;c\nd;e;f\n", ';');
        check("nothing", ';');
        check("", ';');
    }

    #[test]
    fn broken_quotes_name_their_row() {
        let check = |text: &str, ligne: u32| assert_eq!(rows(text), Err(Illisible::Guillemets { ligne }), "{text:?}");
        check("a;b\nc;\"d\n", 2);
        check("a;b\nc;\"d\ne;f\ng;\"h\"\n", 2);
        check("a;b\n\"c\"x;d\n", 2);
        check("\"", 1);
        check(&format!("a;b\n\"{};d\n\"", "c\n".repeat(1_500)), 2);
    }

    #[test]
    fn limits() {
        let long = "é".repeat(CELLULE_CARACTERES_MAX);
        assert!(rows(&format!("a;{long}\n")).is_ok());
        let too_long = Err(Illisible::CelluleTropLongue { ligne: 1, colonne: 2 });
        assert_eq!(rows(&format!("a;{long}é\n")), too_long);
        assert_eq!(rows(&format!("a;\"{long}é\"\n")), too_long);
        assert!(rows(&format!("a{}\n", ";".repeat(500))).is_ok());
        let wide = format!("a{}b\n", ";".repeat(COLONNES_MAX));
        assert_eq!(rows(&wide), Err(Illisible::TropDeColonnes { ligne: 1 }));
        assert_eq!(rows(&"a;b\n".repeat(LIGNES_MAX + TITRES_MAX + 1)), Err(Illisible::TropDeLignes));
    }
}
