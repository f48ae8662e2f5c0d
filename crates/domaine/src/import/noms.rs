//! Names in each other's column. Nothing here knows which words are first names: the file says it, by its capitals or
//! because the same word stands in the other column elsewhere.

use std::collections::HashMap;

use crate::Clair;
use crate::saisie::normal_name;

/// What the two columns of names look like as a whole.
#[derive(Default)]
pub struct Usage {
    /// Names are in capitals and first names are not.
    capitals: bool,
    /// The same, the wrong way round.
    exchanged: bool,
    /// For each word, in how many rows it is a name, and a first name.
    seen: HashMap<Clair, (u32, u32)>,
}

impl Usage {
    /// Looks at every row.
    pub fn of<'a>(rows: impl Iterator<Item = (&'a str, &'a str)>) -> Usage {
        let mut usage = Usage::default();
        let (mut rows_seen, mut capital_noms, mut capital_prenoms) = (0, 0, 0);
        for (nom, prenom) in rows {
            rows_seen += 1;
            capital_noms += usize::from(is_capital(nom));
            capital_prenoms += usize::from(is_capital(prenom));
            usage.seen.entry(key(nom)).or_default().0 += 1;
            usage.seen.entry(key(prenom)).or_default().1 += 1;
        }
        let mostly = |count: usize| rows_seen >= 5 && count * 10 >= rows_seen * 8;
        let rarely = |count: usize| count * 10 <= rows_seen * 2;
        usage.capitals = mostly(capital_noms) && rarely(capital_prenoms);
        usage.exchanged = mostly(capital_prenoms) && rarely(capital_noms);
        usage
    }

    /// Whether the two columns of the whole file look exchanged.
    pub fn columns_are_exchanged(&self) -> bool {
        self.exchanged
    }

    /// Whether this row looks exchanged.
    pub fn is_exchanged(&self, nom: &str, prenom: &str) -> bool {
        if self.capitals && is_capital(prenom) && !is_capital(nom) {
            return true;
        }
        let seen = |name: &str| self.seen.get(&key(name)).copied().unwrap_or_default();
        // Its own row counts once in each column. "Martin" is a name and a first name: both words have to be seen the
        // other way only, and twice, before anything is said.
        let ((1, nom_as_prenom), (prenom_as_nom, 1)) = (seen(nom), seen(prenom)) else { return false };
        nom_as_prenom >= 2 && prenom_as_nom >= 2
    }
}

fn key(name: &str) -> Clair {
    Clair::new(normal_name(name))
}

fn is_capital(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= 2 && letters.all(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_tells() {
        let rows = [("ESSAI", "Léa"), ("AUTRE", "Max"), ("TIERS", "Zoé"), ("QUART", "Ali"), ("SIXTE", "Eva")];
        let check = |extra: &[(&'static str, &'static str)], row: (&str, &str), expected: bool| {
            let usage = Usage::of(rows.iter().chain(extra).copied());
            assert_eq!(usage.is_exchanged(row.0, row.1), expected, "{row:?}");
        };
        check(&[], ("Noa", "DERNIER"), true);
        check(&[], ("DERNIER", "Noa"), false);
        check(&[], ("DERNIER", "NOA"), false);
        check(&[], ("Dernier", "Noa"), false);
        let same = [("ESSAI", "Noa"), ("AUTRE", "Noa"), ("Noa", "Essai")];
        check(&same, ("Noa", "Essai"), true);
        let both = [("MARTIN", "Noa"), ("Noa", "Martin"), ("AUTRE", "Noa")];
        check(&both, ("Noa", "Martin"), false);
        let turned = rows.map(|(nom, prenom)| (prenom, nom));
        assert!(Usage::of(turned.into_iter()).columns_are_exchanged());
        assert!(!Usage::of(rows.into_iter()).columns_are_exchanged());
    }
}
