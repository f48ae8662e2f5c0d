//! What is said to be a leak: lines of anything, and how many of their people are ours. The answer is a proportion, blurred where it
//! would turn on one person.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::saisie::{date, normal_name, normalise};
use crate::{Champ, Clair};

/// Lines that are read.
pub const LIGNES_MAX: usize = 1_000;

/// Cells of a line that may be names: the rest is an address, or prose.
const NOMS_MAX: usize = 4;

/// One line, as far as it can be compared.
#[derive(Default)]
pub struct Ligne {
    /// Phones, mails, NIR.
    pub exacts: Vec<(Champ, Clair)>,
    /// A birth date.
    pub naissance: Option<Date>,
    /// What may be names, in their order.
    pub noms: Vec<Clair>,
}

/// What can be said of a leak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nobody of ours, or so few that chance explains them.
    Aucune,
    /// Some, in tenths: 1 to 9.
    Partie(u8),
    /// All, or all but a few.
    Toutes,
}

impl Verdict {
    /// Its key in pages.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Verdict::Aucune => "aucune",
            Verdict::Partie(_) => "partie",
            Verdict::Toutes => "toutes",
        }
    }

    /// So many are known, of so many persons. Limits move a little with `alea`, which depends on the whole file and on a secret: who
    /// sends a file again with one line changed does not learn of that line.
    #[must_use]
    pub fn of(connues: usize, personnes: usize, alea: &[u8; 32]) -> Verdict {
        let limit = |some: u8, percent: u8| {
            let least = 3 + usize::from(some % 4);
            least.max((personnes * (2 + usize::from(percent % 5))).div_ceil(100))
        };
        let absentes = personnes.saturating_sub(connues);
        if connues < limit(alea[0], alea[1]) {
            return Verdict::Aucune;
        }
        if absentes < limit(alea[2], alea[3]) {
            return Verdict::Toutes;
        }
        let blur = i64::from(alea[4] % 5) - 2;
        let percent = i64::try_from(connues * 100 / personnes.max(1)).unwrap_or(0) + blur;
        Verdict::Partie(u8::try_from((percent + 5) / 10).unwrap_or(0).clamp(1, 9))
    }
}

/// Reads lines, whatever parts their cells. One that holds nothing to compare is left out.
#[must_use]
pub fn read(texte: &Clair, today: Date) -> Vec<Ligne> {
    texte.expose().lines().map(|line| ligne(line, today)).filter(|ligne| !ligne.is_empty()).collect()
}

fn ligne(line: &str, today: Date) -> Ligne {
    let mut ligne = Ligne::default();
    let cells = line.split([';', ',', '\t', '|']).map(|cell| cell.trim().trim_matches('"').trim());
    for cell in cells.filter(|cell| !cell.is_empty()) {
        let exact = |champ: Champ| normalise(champ, cell, today).ok().flatten().map(|value| (champ, value));
        let has_digit = cell.bytes().any(|b| b.is_ascii_digit());
        if cell.contains('@') {
            ligne.exacts.extend(exact(Champ::Mail));
        } else if let Some(day) = date(cell).ok().filter(|_| has_digit) {
            ligne.naissance = ligne.naissance.or(Some(day));
        } else if has_digit {
            ligne.exacts.extend(exact(Champ::Nir).or_else(|| exact(Champ::Telephone)));
        } else if ligne.noms.len() < NOMS_MAX {
            ligne.noms.push(Clair::new(cell));
        }
    }
    ligne
}

impl Ligne {
    fn is_empty(&self) -> bool {
        self.exacts.is_empty() && (self.naissance.is_none() || self.noms.is_empty())
    }

    /// Name and first name, in every way that these cells may say them.
    #[must_use]
    pub fn identites(&self) -> Vec<(Clair, Clair)> {
        let both = |a: &str, b: &str| [(Clair::new(a), Clair::new(b)), (Clair::new(b), Clair::new(a))];
        let mut pairs = Vec::new();
        for (n, one) in self.noms.iter().enumerate() {
            let words = one.expose();
            pairs.extend(words.match_indices(' ').flat_map(|(at, _)| both(&words[..at], &words[at + 1..])));
            pairs.extend(self.noms.iter().skip(n + 1).flat_map(|other| both(words, other.expose())));
        }
        pairs
    }

    /// What names this line's person: each value, and her names with her date.
    fn keys(&self) -> Vec<(Option<Champ>, Clair)> {
        let mut keys: Vec<_> = self.exacts.iter().map(|(champ, value)| (Some(*champ), value.clone())).collect();
        if let Some(day) = self.naissance.filter(|_| !self.noms.is_empty()) {
            let mut names: Vec<String> = self.noms.iter().map(|nom| normal_name(nom.expose())).collect();
            names.sort();
            keys.push((None, Clair::new(format!("{day} {}", names.join(" ")))));
        }
        keys
    }
}

/// The number of each line's person, and how many persons there are: lines that share a value are one person.
#[must_use]
pub fn persons(lignes: &[Ligne]) -> (Vec<usize>, usize) {
    let mut parents: Vec<usize> = (0..lignes.len()).collect();
    let mut seen = HashMap::new();
    for (n, ligne) in lignes.iter().enumerate() {
        for key in ligne.keys() {
            let first = *seen.entry(key).or_insert(n);
            let (one, other) = (root(&mut parents, first), root(&mut parents, n));
            parents[other] = one;
        }
    }
    let mut numbers = HashMap::new();
    let of = |n| {
        let next = numbers.len();
        *numbers.entry(root(&mut parents, n)).or_insert(next)
    };
    let all: Vec<usize> = (0..lignes.len()).map(of).collect();
    (all, numbers.len())
}

fn root(parents: &mut [usize], mut n: usize) -> usize {
    while parents[n] != n {
        parents[n] = parents[parents[n]];
        n = parents[n];
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = jiff::civil::date(2026, 11, 23);

    #[test]
    fn a_line_is_read_whatever_parts_its_cells() {
        let check = |line: &str, exacts: &[(Champ, &str)], naissance: Option<&str>, noms: &[&str]| {
            let read = ligne(line, TODAY);
            let wanted: Vec<_> = exacts.iter().map(|(champ, value)| (*champ, Clair::new(*value))).collect();
            assert!(read.exacts == wanted, "{line}");
            assert_eq!(read.naissance.map(|day| day.to_string()).as_deref(), naissance, "{line}");
            assert!(read.noms == noms.iter().map(|nom| Clair::new(*nom)).collect::<Vec<_>>(), "{line}");
        };
        let (tel, mail) = ((Champ::Telephone, "0639981234"), (Champ::Mail, "lina@essai.example"));
        check("Essai;Lina;12/05/2006", &[], Some("2006-05-12"), &["Essai", "Lina"]);
        check("\"Lina Essai\", 2006-05-12, 06 39 98 12 34", &[tel], Some("2006-05-12"), &["Lina Essai"]);
        check("lina@essai.example\t0639981234", &[mail, tel], None, &[]);
        check("nom|prenom|naissance", &[], None, &["nom", "prenom", "naissance"]);
        check("12 rue des Essais, 59000", &[], None, &[]);
        let lines = Clair::new("nom;prenom;naissance\nEssai;Lina;12/05/2006\n\n12 rue;59000\n");
        assert_eq!(read(&lines, TODAY).len(), 1, "a heading and an address compare to nobody");
    }

    #[test]
    fn names_are_tried_in_both_orders() {
        let both = ligne("Lina Essai;2006-05-12", TODAY).identites();
        assert!(both == [("Lina", "Essai"), ("Essai", "Lina")].map(|(a, b)| (Clair::new(a), Clair::new(b))));
        assert_eq!(ligne("Essai;Lina;Roubaix;2006-05-12", TODAY).identites().len(), 6);
    }

    #[test]
    fn lines_that_share_a_value_are_one_person() {
        let lines = Clair::new(
            "Essai;Lina;2006-05-12\nLINA;Essai;12/05/2006;0639981234\n0639981234;a@essai.example\nb@essai.example\na@essai.example",
        );
        assert_eq!(persons(&read(&lines, TODAY)), (vec![0, 0, 0, 1, 0], 2));
        assert_eq!(persons(&[]), (vec![], 0));
    }

    #[test]
    fn a_verdict_does_not_turn_on_one_person_among_twenty() {
        for n in 0..=255 {
            let alea = [n; 32];
            for known in 0..3 {
                assert_eq!(Verdict::of(known, 20, &alea), Verdict::Aucune, "{known}");
                assert_eq!(Verdict::of(20 - known, 20, &alea), Verdict::Toutes, "all but {known}");
            }
            assert_eq!(Verdict::of(0, 1_000, &alea), Verdict::Aucune);
            assert_eq!(Verdict::of(100, 1_000, &alea), Verdict::Partie(1));
            assert!(matches!(Verdict::of(500, 1_000, &alea), Verdict::Partie(5)));
            assert_eq!(Verdict::of(1_000, 1_000, &alea), Verdict::Toutes);
        }
    }
}
