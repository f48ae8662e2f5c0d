//! The code of a métier.

use std::fmt;

/// A code of the ROME (répertoire opérationnel des métiers et des emplois): one letter, four digits. The shape only:
/// whether the métier exists is said by the nomenclature of its version.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rome([u8; 5]);

impl Rome {
    /// The code as it is typed: spaces around it and a small letter are taken.
    pub fn parse(texte: &str) -> Option<Rome> {
        let [lettre, chiffres @ ..] = <[u8; 5]>::try_from(texte.trim().as_bytes()).ok()?;
        let is_code = lettre.is_ascii_alphabetic() && chiffres.iter().all(u8::is_ascii_digit);
        is_code.then(|| Rome([lettre.to_ascii_uppercase(), chiffres[0], chiffres[1], chiffres[2], chiffres[3]]))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        // Only ASCII ever enters.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Rome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Rome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let check = |texte: &str, expected: Option<&str>| {
            assert_eq!(Rome::parse(texte).as_ref().map(Rome::as_str), expected, "{texte:?}");
        };
        check("A1201", Some("A1201"));
        check(" k2204 ", Some("K2204"));
        for texte in ["", "A120", "A12011", "11201", "AB201", "É120", "A12 1", "A-201", "A１２"] {
            check(texte, None);
        }
    }
}
