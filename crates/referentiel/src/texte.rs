//! How names are compared: without accents, case, hyphens or apostrophes, and with the ways people shorten them.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Words kept of what somebody types: more is a paste, not a name.
const MOTS_MAX: usize = 8;

/// Characters looked at: the longest name of a job has 150.
const SAISIE_MAX: usize = 200;

/// The words of a text, in lower case ASCII. "L'Haÿ-les-Roses" is l, hay, les, roses; "1er", "3e" are 1, 3.
pub fn words(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => plain.push(c),
            'A'..='Z' => plain.push(c.to_ascii_lowercase()),
            'œ' | 'Œ' => plain.push_str("oe"),
            'æ' | 'Æ' => plain.push_str("ae"),
            _ if c.is_ascii() => plain.push(' '),
            // Typed on some machines as a letter, then its accent.
            _ if is_combining_mark(c) => {}
            _ => decompose_canonical(c, |part| match part {
                _ if part.is_ascii_alphanumeric() => plain.push(part.to_ascii_lowercase()),
                _ if is_combining_mark(part) => {}
                _ => plain.push(' '),
            }),
        }
    }
    plain.split(' ').filter(|word| !word.is_empty()).map(|word| ordinal(word).to_owned()).collect()
}

/// The words of what somebody typed: the same, bounded.
pub fn typed(text: &str) -> Vec<String> {
    let start: String = text.chars().take(SAISIE_MAX).collect();
    let mut all = words(&start);
    all.truncate(MOTS_MAX);
    all
}

/// "st" and "ste" as they are written in full; anything else as it is.
pub fn full(word: &str) -> &str {
    match word {
        "st" => "saint",
        "ste" => "sainte",
        _ => word,
    }
}

/// A number without the end that makes it a rank.
fn ordinal(word: &str) -> &str {
    let end = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_rank = end.len() < word.len() && matches!(end, "er" | "ere" | "e" | "eme" | "nd" | "nde");
    if is_rank { &word[..word.len() - end.len()] } else { word }
}

/// Words that people write in one with the next: "lhay", "lehavre", "doleron".
pub fn is_glued(word: &str) -> bool {
    matches!(word, "l" | "d" | "le" | "la" | "les")
}

/// Whether `word`, mistyped by one letter (one more, one less, another, or two swapped), is `other` or its beginning.
pub fn begins_nearly(word: &[u8], other: &[u8]) -> bool {
    let same = word.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (rest, left) = (&word[same..], &other[same..]);
    match (rest, left) {
        ([], _) => true,
        (_, []) => rest.len() == 1,
        ([a, b, end @ ..], [c, d, tail @ ..]) if a == d && b == c && tail.starts_with(end) => true,
        _ => left[1..].starts_with(&rest[1..]) || left[1..].starts_with(rest) || left.starts_with(&rest[1..]),
    }
}

/// Whether `word`, mistyped by one letter, is `other` and nothing less.
pub fn is_nearly(word: &[u8], other: &[u8]) -> bool {
    let same = word.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (rest, left) = (&word[same..], &other[same..]);
    match (rest, left) {
        ([], _) => left.len() <= 1,
        (_, []) => rest.len() == 1,
        ([a, b, end @ ..], [c, d, tail @ ..]) if a == d && b == c && tail == end => true,
        _ => left[1..] == rest[1..] || left[1..] == *rest || *left == rest[1..],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_without_ornament() {
        let check = |text: &str, expected: &str| assert_eq!(words(text).join(" "), expected, "{text}");
        check("L'Haÿ-les-Roses", "l hay les roses");
        check("L’HAŸ LES ROSES", "l hay les roses");
        check("Œuilly", "oeuilly");
        check("oeuilly", "oeuilly");
        check("Curac\u{327}ao", "curacao");
        check("Curaçao", "curacao");
        check("Paris 1er Arrondissement", "paris 1 arrondissement");
        check("Lyon 3ème", "lyon 3");
        check("2A004", "2a004");
        check("Chef·fe", "chef fe");
        check("  -- ", "");
        check("Ивановка", "");
        check("\u{0}<b>", "b");
        assert_eq!(typed(&"a ".repeat(10_000)).len(), MOTS_MAX);
    }

    #[test]
    fn one_letter_wrong_and_not_two() {
        let check = |word: &str, other: &str, whole: bool, start: bool| {
            let (word, other) = (word.as_bytes(), other.as_bytes());
            assert_eq!((is_nearly(word, other), begins_nearly(word, other)), (whole, start), "{word:?} {other:?}");
        };
        check("pierre", "pierre", true, true);
        check("peirre", "pierre", true, true);
        check("piere", "pierre", true, true);
        check("pierrre", "pierre", true, true);
        check("pierra", "pierre", true, true);
        check("qierre", "pierre", true, true);
        check("ierre", "pierre", true, true);
        check("ppierre", "pierre", true, true);
        check("pierres", "pierre", true, true);
        check("pierress", "pierre", false, false);
        check("pieere", "pierrefitte", false, true);
        check("paeere", "pierrefitte", false, false);
        check("peirre", "pierrefitte", false, true);
        check("paerro", "pierre", false, false);
        check("pier", "pierre", false, true);
    }
}
