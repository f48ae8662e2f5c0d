//! The same promises over many names: recall in spite of errors, a long life, hostile queries.

use super::super::{Fiche, Repertoire};
use super::{fiche, id, village};
use std::collections::HashSet;
use std::time::{Duration, Instant};

#[test]
fn a_long_life_of_arrivals_and_departures_leaves_only_the_living() {
    let mut chance = Chance(3);
    let mut repertoire = Repertoire::new();
    let mut living = HashSet::new();
    for n in 0..6_000 {
        let (nom, prenom) = (invented(&mut chance), invented(&mut chance));
        repertoire.insert(fiche(n, &nom, &prenom, (2005, 1, 1)));
        living.insert(id(n));
        if n >= 300 {
            let gone = *living.iter().nth(chance.below(20)).expect("at least 300 are there");
            assert!(repertoire.remove(&gone) && living.remove(&gone));
        }
        if n % 20 == 0 {
            let hits = repertoire.search(&format!("{nom} {prenom} 01/01/2005"), 1_000);
            assert!(hits.iter().all(|hit| living.contains(&hit.dossier)));
            assert_eq!(hits.iter().map(|hit| hit.dossier).collect::<HashSet<_>>().len(), hits.len(), "once each");
        }
    }
    assert_eq!(repertoire.len(), living.len());
    assert!(living.iter().all(|dossier| repertoire.get(dossier).is_some()));
    assert!(repertoire.memory() < 1 << 20, "departures give their room back: {}", repertoire.memory());
}

#[test]
fn hostile_queries_and_names_answer_quickly() {
    let long = "masson".repeat(2_000);
    let marks = format!("le{}a", "\u{301}".repeat(5_000));
    let many = "a-b'c d.e ".repeat(1_000);
    let hostile = [
        &long,
        &marks,
        &many,
        &" ".repeat(10_000),
        &"1".repeat(30),
        &"1/".repeat(5_000),
        &"12/03/".repeat(2_000),
        "👩‍👩‍👧‍👦👍🏽",
        "\u{202e}nossam\u{202c}",
        "ليلى",
        "Ελένη",
        "李娜",
        "ﬁ ǅ ŉ İ ı ß",
        "\0\u{1}\u{7f}",
        "99999999",
        "00000000",
        "4294967296",
        "-1",
        "'; DROP TABLE",
        "%%__",
        "\u{feff}\u{200d}",
        "n° n° n°",
        "ne le ne le",
        "le",
        "mars",
        "1 mars",
        "abcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcdefgh",
    ];
    let mut repertoire = village();
    for (n, name) in (100..).zip(hostile) {
        repertoire.insert(fiche(n, name, "Léa", (2006, 3, 12)));
        repertoire.insert(fiche(n + 1_000, "Masson", name, (0, 0, 0)));
        repertoire.insert(fiche(n + 2_000, name, name, (i16::MIN, 255, 255)));
    }
    let start = Instant::now();
    for query in hostile {
        for hit in repertoire.search(query, 1_000) {
            assert!(repertoire.get(&hit.dossier).is_some());
        }
    }
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    assert_eq!(repertoire.search("ليلى", 10).len(), 3, "other alphabets are found as written");
    assert!(hostile.iter().enumerate().all(|(n, _)| repertoire.remove(&id(100 + n as u32))));
}

/// Counted: the person, or somebody with exactly the same first and family names, within the first 20
/// answers to a query with one random error in each of the two names, in either order.
#[test]
fn ninety_eight_of_a_hundred_are_found_with_an_error_in_each_name() {
    let mut chance = Chance(2_026);
    let noms: Vec<String> = (0..5_000).map(|_| invented(&mut chance)).collect();
    let prenoms: Vec<String> = (0..1_500).map(|_| invented(&mut chance)).collect();
    let people: Vec<(&str, &str)> = (0..20_000).map(|_| (chance.frequent(&noms), chance.frequent(&prenoms))).collect();
    let repertoire =
        Repertoire::build((0..).zip(&people).map(|(n, (nom, prenom))| fiche(n, nom, prenom, (2005, 1, 1))));

    let queries = 400;
    let mut found = 0;
    for _ in 0..queries {
        let (nom, prenom) = people[chance.below(people.len())];
        let (x, y) = (misspelt(&mut chance, nom), misspelt(&mut chance, prenom));
        let query = if chance.below(2) == 0 { format!("{x} {y}") } else { format!("{y} {x}") };
        let hits = repertoire.search(&query, 20);
        let is_meant = |found: Fiche<'_>| (found.nom, found.prenom) == (nom, prenom);
        found += usize::from(hits.iter().any(|hit| repertoire.get(&hit.dossier).is_some_and(is_meant)));
    }
    assert!(found * 100 >= queries * 98, "{found} of {queries}");
}

/// A small seeded generator: the same names and errors at each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        ((z ^ (z >> 29)) % n as u64) as usize
    }

    /// The first of the list are the most borne, as names are.
    fn frequent<'a>(&mut self, names: &'a [String]) -> &'a str {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        &names[((names.len() as f64).powf(share) - 1.0) as usize]
    }
}

/// Invented names of two to four syllables that look French enough.
fn invented(chance: &mut Chance) -> String {
    const HEADS: [&str; 20] =
        ["b", "ch", "d", "f", "g", "j", "l", "m", "n", "p", "qu", "r", "s", "t", "v", "br", "cl", "gu", "ph", "tr"];
    const HEARTS: [&str; 14] = ["a", "e", "i", "o", "u", "é", "ou", "an", "in", "on", "eau", "oi", "er", "el"];
    const ENDS: [&str; 10] = ["", "t", "d", "s", "x", "n", "lle", "tte", "rd", "c"];
    let syllables = 2 + chance.below(3);
    let mut name: String =
        (0..syllables).flat_map(|_| [HEADS[chance.below(HEADS.len())], HEARTS[chance.below(HEARTS.len())]]).collect();
    name.push_str(ENDS[chance.below(ENDS.len())]);
    name
}

/// One insertion, deletion, substitution or swap, anywhere.
fn misspelt(chance: &mut Chance, name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = chance.below(letters.len() - 1);
    let letter = char::from(b'a' + chance.below(26) as u8);
    match chance.below(4) {
        0 => letters.insert(at, letter),
        1 => drop(letters.remove(at)),
        2 => letters[at] = letter,
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}
