//! Which cells are dates: in a workbook a date is a number with a style.

use super::partie::{Archive, Noeud};
use crate::illisible::Illisible;

/// Styles beyond this are not looked at; Excel itself has a limit of 65,490.
const STYLES_MAX: usize = 70_000;

/// For each style of cells, how its numbers are shown.
#[derive(Default)]
pub struct Styles(Vec<Apparence>);

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apparence {
    /// As a number.
    Nombre,
    /// As a day, perhaps with an hour.
    Jour,
    /// As an hour.
    Heure,
}

impl Styles {
    /// How the style of this index shows its numbers.
    pub fn of(&self, index: usize) -> Apparence {
        self.0.get(index).copied().unwrap_or(Apparence::Nombre)
    }
}

/// Reads the part of the styles.
pub fn read(archive: &mut Archive<'_>, name: &str) -> Result<Styles, Illisible> {
    let mut own: Vec<(u32, Apparence)> = Vec::new();
    let mut styles = Vec::new();
    let mut inside = false;
    archive.each(name, |noeud| {
        match noeud {
            Noeud::Start(element) => match element.name() {
                "numFmt" if own.len() < STYLES_MAX => {
                    let id = element.attribute("numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, element.attribute("formatCode")) {
                        own.push((id, of_code(&code)));
                    }
                }
                "cellXfs" => {
                    inside = true;
                    own.sort_by_key(|(id, _)| *id);
                }
                "xf" if inside && styles.len() < STYLES_MAX => {
                    let id = element.attribute("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    let known = own.binary_search_by_key(&id, |(id, _)| *id);
                    styles.push(known.map_or_else(|_| built_in(id), |at| own[at].1));
                }
                _ => {}
            },
            Noeud::End("cellXfs") => return Ok(false),
            _ => {}
        }
        Ok(true)
    })?;
    Ok(Styles(styles))
}

/// The formats that every program knows by their number.
fn built_in(id: u32) -> Apparence {
    match id {
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57..=58 => Apparence::Jour,
        18..=21 | 32..=35 | 45..=47 | 55..=56 => Apparence::Heure,
        _ => Apparence::Nombre,
    }
}

/// What a code such as `dd/mm/yyyy` or `# ##0,00 "jours"` shows. Quoted words, colours and escaped signs say nothing.
fn of_code(code: &str) -> Apparence {
    let mut letters = String::new();
    let mut chars = code.split(';').next().unwrap_or_default().chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    letters.push('h');
                }
            }
            '\\' | '_' | '*' => drop(chars.next()),
            c => letters.extend(c.to_lowercase()),
        }
    }
    if letters.starts_with("general") || letters.starts_with("standard") {
        Apparence::Nombre
    } else if letters.contains(['d', 'y', 'j']) {
        Apparence::Jour
    } else if letters.contains(['h', 's']) {
        Apparence::Heure
    } else if letters.contains('m') {
        Apparence::Jour
    } else {
        Apparence::Nombre
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_say_what_is_shown() {
        for (code, expected) in [
            ("dd/mm/yyyy", Apparence::Jour),
            ("jj/mm/aaaa", Apparence::Jour),
            ("[$-40C]d mmmm yyyy;@", Apparence::Jour),
            ("yyyy\\-mm\\-dd\\ hh:mm", Apparence::Jour),
            ("mmm\\ yy", Apparence::Jour),
            ("[h]:mm:ss", Apparence::Heure),
            ("hh:mm", Apparence::Heure),
            ("General", Apparence::Nombre),
            ("# ##0,00 \"jours\"", Apparence::Nombre),
            ("0#\" \"##\" \"##\" \"##\" \"##", Apparence::Nombre),
            ("[Red]0.00", Apparence::Nombre),
            ("0.00E+00", Apparence::Nombre),
            ("@", Apparence::Nombre),
            ("\"", Apparence::Nombre),
            ("[", Apparence::Nombre),
        ] {
            assert_eq!(of_code(code), expected, "{code}");
        }
    }
}
