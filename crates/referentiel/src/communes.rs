//! Communes: by name, département, postal code or INSEE code, most populous first. A former commune leads to the one of today.
//!
//! Code officiel géographique of INSEE; postal codes of La Poste (see `donnees/SOURCES.md`).

use std::cmp::Reverse;
use std::sync::LazyLock;

use crate::index::{Index, Lignes};
use crate::texte;

/// Year of the code officiel géographique.
pub const VERSION: &str = "2026";

/// code, nom, codes_postaux, departement, population.
const TABLE: &str = include_str!("../donnees/communes.tsv");
/// code, nom, commune_actuelle.
const ANCIENNES: &str = include_str!("../donnees/communes_anciennes.tsv");

/// Length of an INSEE code.
const CODE: usize = 5;

/// A commune, or an arrondissement of Paris, Lyon or Marseille: a birth certificate names those.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commune {
    /// INSEE code of today: "17385", "2A004", "97411".
    pub code: &'static str,
    /// Name: "Saint-Pierre-d'Oléron".
    pub nom: &'static str,
    /// Code of the département or of the overseas collectivity: "17", "2A", "974".
    pub departement: &'static str,
    /// The postal code that was asked for, else the first; empty for five lands without inhabitants.
    pub postal: &'static str,
    /// All postal codes, a blank between two.
    pub postaux: &'static str,
    /// The former commune by which it was found.
    pub ancienne: Option<&'static str>,
}

impl Commune {
    /// As it is shown and kept in a field: "Saint-Pierre-d'Oléron (17)".
    pub fn label(&self) -> String {
        format!("{} ({})", self.nom, self.departement)
    }
}

/// The first `n` communes that answer: the name that is exactly this one, then by population.
///
/// Each word typed is the beginning of a word of the name, whatever the order; a number is a département, a postal code (even
/// unfinished), an INSEE code or an arrondissement. Five letters and more may hold one mistake.
pub fn search(text: &str, n: usize) -> Vec<Commune> {
    let tables = &*TABLES;
    let words = texte::typed(text);
    let found = tables.index.answers(&words, |word, found| tables.add_meant(word, found));
    let asked: Vec<&str> = words.iter().filter(|word| !is_number(word)).map(|word| texte::full(word)).collect();
    let postal = words.iter().find(|word| word.len() > 2 && is_number(word));

    let (mut same, mut others) = (Vec::new(), Vec::new());
    for ligne in found.iter() {
        if tables.is_named(ligne, &asked) {
            same.push(ligne);
        } else if others.len() < 2 * n {
            // Twice as many as wanted: several former communes may lead to one.
            others.push(ligne);
        }
    }
    let mut answers: Vec<Commune> = Vec::new();
    for ligne in same.into_iter().chain(others) {
        let mut commune = tables.commune(ligne);
        if let Some(asked) = postal.and_then(|p| commune.postaux.split(' ').find(|its| its.starts_with(p.as_str()))) {
            commune.postal = asked;
        }
        if answers.len() < n && answers.iter().all(|answer| answer.code != commune.code) {
            answers.push(commune);
        }
    }
    answers
}

/// The commune of an INSEE code; a former code gives the commune of today.
pub fn by_code(code: &str) -> Option<Commune> {
    TABLES.line_of(code).map(|ligne| TABLES.commune(ligne))
}

/// Makes the index now.
pub fn load() {
    LazyLock::force(&TABLES);
}

/// Bytes held by the index.
pub fn memory() -> usize {
    let tables = &*TABLES;
    tables.index.memory() + 5 * tables.places.len() + 2 * tables.par_code.len()
}

/// Lines are communes by falling population, then former communes by that of theirs.
struct Tables {
    /// Where each line begins in its text: the first `actuelles` in `TABLE`, the others in `ANCIENNES`.
    places: Box<[u32]>,
    actuelles: usize,
    /// Bytes of each name.
    longueurs: Box<[u8]>,
    /// All lines in the order of their codes.
    par_code: Box<[u16]>,
    index: Index,
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::make);

impl Tables {
    fn make() -> Tables {
        let mut known: Vec<(u32, u32)> = lines(TABLE).map(|(at, line)| (population(line), at)).collect();
        // Sorted by code in the file, hence among communes as populous as each other.
        known.sort_by_key(|(population, _)| Reverse(*population));
        let actuelles = known.len();
        let mut places: Vec<u32> = known.into_iter().map(|(_, at)| at).collect();
        places.extend(lines(ANCIENNES).map(|(at, _)| at));

        let mut tables = Tables {
            index: Index::new([]),
            par_code: Box::new([]),
            longueurs: Box::new([]),
            actuelles,
            places: places.into(),
        };
        tables.sort_codes();
        let mut former: Vec<(usize, u32)> =
            tables.places[actuelles..].iter().map(|at| (tables.rank_of_heir(*at), *at)).collect();
        former.sort();
        former.iter().zip(&mut tables.places[actuelles..]).for_each(|((_, at), place)| *place = *at);
        tables.sort_codes();
        let names = (0..tables.places.len()).map(|line| tables.columns(line)[1]);
        tables.longueurs = names.map(|nom| u8::try_from(nom.len()).unwrap_or(u8::MAX)).collect();
        tables.index = Index::new((0..tables.places.len()).map(|line| tables.words(line)));
        tables
    }

    fn sort_codes(&mut self) {
        let mut all: Vec<u16> = (0..self.places.len()).filter_map(|line| u16::try_from(line).ok()).collect();
        all.sort_unstable_by_key(|line| self.code(*line));
        self.par_code = all.into();
    }

    /// Line of the commune of today, for a former one.
    fn rank_of_heir(&self, at: u32) -> usize {
        let heir = columns(ANCIENNES, at)[2];
        self.line_of(heir).map_or(usize::MAX, usize::from)
    }

    fn columns(&self, line: usize) -> [&'static str; 5] {
        let text = if line < self.actuelles { TABLE } else { ANCIENNES };
        self.places.get(line).map_or([""; 5], |at| columns(text, *at))
    }

    /// A code stands first in its line, and has five characters (a test holds that).
    fn code(&self, line: u16) -> &'static str {
        let (line, text) = (usize::from(line), if usize::from(line) < self.actuelles { TABLE } else { ANCIENNES });
        self.places.get(line).and_then(|at| text.get(*at as usize..*at as usize + CODE)).unwrap_or("")
    }

    fn line_of(&self, code: &str) -> Option<u16> {
        let code = code.to_ascii_uppercase();
        let at = self.par_code.binary_search_by_key(&&*code, |line| self.code(*line));
        at.ok().map(|at| self.par_code[at])
    }

    fn commune(&self, line: u16) -> Commune {
        let [code, nom, third, departement, _] = self.columns(usize::from(line));
        if usize::from(line) >= self.actuelles {
            // A test holds every former commune to have one of today, which is never a former one.
            let heir = self.line_of(third).filter(|heir| usize::from(*heir) < self.actuelles).unwrap_or(0);
            return Commune { ancienne: Some(nom), ..self.commune(heir) };
        }
        let postal = third.split(' ').next().unwrap_or("");
        Commune { code, nom, departement, postal, postaux: third, ancienne: None }
    }

    /// What a line answers to: its words ("=3" for an arrondissement), its postal codes ("/17310"), its département ("@17").
    fn words(&self, line: usize) -> Vec<String> {
        let Ok(short) = u16::try_from(line) else { return Vec::new() };
        let names = texte::words(self.columns(line)[1]);
        let commune = self.commune(short);
        let mut all: Vec<String> = Vec::with_capacity(names.len() + 4);
        for (at, word) in names.iter().enumerate() {
            match names.get(at + 1) {
                Some(next) if texte::is_glued(word) => all.push(format!("{word}{next}")),
                _ => {}
            }
            all.push(if is_number(word) { format!("={word}") } else { word.clone() });
        }
        all.extend(commune.postaux.split(' ').filter(|code| !code.is_empty()).map(|code| format!("/{code}")));
        all.push(format!("@{}", commune.departement.to_ascii_lowercase()));
        all
    }

    /// What a word means beside the beginning of a name.
    fn add_meant(&self, word: &str, found: &mut Lignes) {
        if texte::full(word) != word {
            self.index.add_prefix(texte::full(word), found);
        }
        if !is_number(word) {
            return;
        }
        self.index.add_word(&format!("={word}"), found);
        self.index.add_word(&format!("@{word}"), found);
        match (word, word.len()) {
            // Corsica before 1976 and in postal codes; Mayotte before 2011.
            ("20", _) => self.index.add_prefix("@2", found),
            ("985", _) => self.index.add_word("@976", found),
            ("97" | "98", _) => self.index.add_prefix(&format!("@{word}"), found),
            (_, 1) => self.index.add_word(&format!("@0{word}"), found),
            (_, 3..) => self.index.add_prefix(&format!("/{word}"), found),
            _ => {}
        }
        if let Some(line) = self.line_of(word) {
            found.add(line);
        }
    }

    /// Whether the whole name of a line is these words.
    fn is_named(&self, line: u16, asked: &[&str]) -> bool {
        let line = usize::from(line);
        // Accents take one byte more each, and no name has seven: most lines are not read.
        let length = asked.iter().map(|word| word.len() + 1).sum::<usize>();
        let is_longer = self.longueurs.get(line).is_none_or(|its| usize::from(*its) + 1 > length + 7);
        if asked.is_empty() || is_longer {
            return false;
        }
        let names = texte::words(self.columns(line)[1]);
        names.len() == asked.len() && names.iter().zip(asked).all(|(name, asked)| texte::full(name) == *asked)
    }
}

/// A number, or what a Corsican code is made of.
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix("2a").or(word.strip_prefix("2b")).unwrap_or(word);
    digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Each line after the header, with the place where it begins.
fn lines(text: &'static str) -> impl Iterator<Item = (u32, &'static str)> {
    let mut at = 0;
    let all = text.split_inclusive('\n').map(move |line| {
        let place = at;
        at += line.len();
        (u32::try_from(place).unwrap_or(u32::MAX), line)
    });
    all.skip(1)
}

fn columns(text: &'static str, at: u32) -> [&'static str; 5] {
    let line = text.get(at as usize..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let mut columns = [""; 5];
    columns.iter_mut().zip(line.split('\t')).for_each(|(column, value)| *column = value);
    columns
}

fn population(line: &str) -> u32 {
    line.trim_end().rsplit('\t').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
#[path = "communes_tests.rs"]
mod tests;
