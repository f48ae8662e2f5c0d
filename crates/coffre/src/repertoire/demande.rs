//! What somebody typed in the search box: names, a birth date, a short number, in any order.

use super::Naissance;
use super::texte::{self, Mot};

/// What is beyond is ignored: nobody types more, and a pasted page must cost nothing.
const CARACTERES_MAX: usize = 200;
/// Words of a name that are looked up.
pub const MOTS_MAX: usize = 6;

/// A query understood.
#[derive(Default)]
pub struct Demande {
    pub mots: Vec<Mot>,
    /// Month and day are 0 when not given.
    pub naissance: Option<Naissance>,
    pub numero: Option<u32>,
}

enum Piece {
    Word(Mot),
    /// Digits, and the sign just before them if nothing else stands between.
    Digits(String, Option<char>),
}

impl Demande {
    pub fn read(query: &str) -> Self {
        let pieces = cut(query);
        let mut demande = Demande::default();
        // The words that say "number", "born on" or a month are no names.
        let mut used = vec![false; pieces.len()];
        let mut i = 0;
        while i < pieces.len() {
            if let Some((naissance, taken)) = read_date(&pieces[i..]) {
                demande.naissance.get_or_insert(naissance);
                used[i..i + taken].fill(true);
                mark_before(&pieces, &mut used, i, &["le"]);
                mark_before(&pieces, &mut used, i, &["ne", "nee"]);
                i += taken;
                continue;
            }
            if let Piece::Digits(digits, _) = &pieces[i] {
                let announced = mark_before(&pieces, &mut used, i, &["n", "no", "num", "numero", "dossier"]);
                let annee = digits.parse().ok().filter(|annee| digits.len() == 4 && is_birth_year(*annee));
                if let (Some(annee), false) = (annee, announced) {
                    // "2006" may be a year or a short number: it is tried as both.
                    demande.naissance.get_or_insert(Naissance { annee, mois: 0, jour: 0 });
                    mark_before(&pieces, &mut used, i, &["en"]);
                    mark_before(&pieces, &mut used, i, &["ne", "nee"]);
                }
                if let Ok(numero) = digits.parse() {
                    demande.numero.get_or_insert(numero);
                }
            }
            i += 1;
        }
        let words = pieces.into_iter().zip(used).filter_map(|(piece, used)| match piece {
            Piece::Word(mot) if !used => Some(mot),
            _ => None,
        });
        demande.mots = words.take(MOTS_MAX).collect();
        demande
    }
}

/// Marks as used the nearest unused word before `i`, if it is one of `words`.
fn mark_before(pieces: &[Piece], used: &mut [bool], i: usize, words: &[&str]) -> bool {
    let Some(before) = used[..i].iter().rposition(|used| !used) else {
        return false;
    };
    let Piece::Word(mot) = &pieces[before] else {
        return false;
    };
    let found = words.iter().any(|word| word.as_bytes() == mot.lettres());
    used[before] |= found;
    found
}

fn cut(query: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut word = String::with_capacity(CARACTERES_MAX * 4); // never grown: no copy of a name is left behind
    let mut digits = String::new();
    let mut sign = None;
    let mut signs = 0;
    for c in query.chars().take(CARACTERES_MAX).chain([' ']) {
        if c.is_ascii_digit() {
            push_words(&mut pieces, &mut word);
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            let before = sign.take().filter(|_| signs == 1);
            pieces.push(Piece::Digits(std::mem::take(&mut digits), before));
            signs = 0;
        }
        word.push(c);
        sign = Some(c);
        signs += 1;
    }
    push_words(&mut pieces, &mut word);
    zeroize::Zeroize::zeroize(&mut word);
    pieces
}

fn push_words(pieces: &mut Vec<Piece>, text: &mut String) {
    pieces.extend(texte::split(text).into_iter().map(Piece::Word));
    zeroize::Zeroize::zeroize(text);
}

/// A date at the beginning of `pieces`, and how many of them write it.
fn read_date(pieces: &[Piece]) -> Option<(Naissance, usize)> {
    match pieces {
        [Piece::Digits(a, _), Piece::Digits(b, Some(_)), Piece::Digits(c, Some(_)), ..] => {
            day_month_year(a, b, c).or_else(|| day_month_year_full(c, b, a)).map(|date| (date, 3))
        }
        [Piece::Digits(jour, _), Piece::Word(mois), Piece::Digits(annee, _), ..] if month(mois).is_some() => {
            valid(annee, month(mois)?, jour.parse().ok()?).map(|date| (date, 3))
        }
        [Piece::Word(mois), Piece::Digits(annee, _), ..] => valid(annee, month(mois)?, 0).map(|date| (date, 2)),
        [Piece::Digits(mois, _), Piece::Digits(annee, Some('/' | '-' | '.')), ..] if mois.len() <= 2 => {
            valid(annee, mois.parse().ok().filter(|m| *m > 0)?, 0).map(|date| (date, 2))
        }
        [Piece::Digits(d, _), ..] if d.len() == 8 => day_month_year_full(&d[..2], &d[2..4], &d[4..])
            .or_else(|| day_month_year_full(&d[6..], &d[4..6], &d[..4]))
            .map(|date| (date, 1)),
        _ => None,
    }
}

/// Also "12/03/06": the young people are born after 1940 whatever the year of reading.
fn day_month_year(jour: &str, mois: &str, annee: &str) -> Option<Naissance> {
    if annee.len() == 2 {
        let short: i16 = annee.parse().ok()?;
        let century = if short < 40 { "20" } else { "19" };
        return day_month_year_full(jour, mois, &format!("{century}{annee}"));
    }
    day_month_year_full(jour, mois, annee)
}

fn day_month_year_full(jour: &str, mois: &str, annee: &str) -> Option<Naissance> {
    let (jour, mois): (u8, u8) = (jour.parse().ok()?, mois.parse().ok()?);
    if jour == 0 || mois == 0 { None } else { valid(annee, mois, jour) }
}

fn valid(annee: &str, mois: u8, jour: u8) -> Option<Naissance> {
    let annee: i16 = annee.parse().ok().filter(|_| annee.len() == 4)?;
    (is_birth_year(annee) && mois <= 12 && jour <= 31).then_some(Naissance { annee, mois, jour })
}

fn is_birth_year(annee: i16) -> bool {
    (1900..2100).contains(&annee)
}

fn month(mot: &Mot) -> Option<u8> {
    const MOIS: [&str; 12] = [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ];
    MOIS.iter().position(|mois| mois.as_bytes() == mot.lettres()).map(|i| i as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_understood() {
        let check = |query: &str, names: &str, date: (i16, u8, u8), numero: u32| {
            let read = Demande::read(query);
            let words: Vec<_> = read.mots.iter().map(|m| String::from_utf8_lossy(m.lettres()).into_owned()).collect();
            assert_eq!(words.join(" "), names, "{query}");
            let found = read.naissance.map_or((0, 0, 0), |n| (n.annee, n.mois, n.jour));
            assert_eq!((found, read.numero.unwrap_or(0)), (date, numero), "{query}");
        };
        check("masson lea", "masson lea", (0, 0, 0), 0);
        check("12/03/2006", "", (2006, 3, 12), 0);
        check("12-3-2006 masson", "masson", (2006, 3, 12), 0);
        check("masson 12.03.06", "masson", (2006, 3, 12), 0);
        check("12 03 2006", "", (2006, 3, 12), 0);
        check("12032006", "", (2006, 3, 12), 0);
        check("20060312", "", (2006, 3, 12), 0);
        check("2006-03-12", "", (2006, 3, 12), 0);
        check("Léa née le 12/03/2006", "lea", (2006, 3, 12), 0);
        check("Léa née en 2006", "lea", (2006, 0, 0), 2006);
        check("le goff 12/03/2006", "le goff", (2006, 3, 12), 0);
        check("mars 2006", "", (2006, 3, 0), 0);
        check("lea 12 mars 2006 masson", "lea masson", (2006, 3, 12), 0);
        check("03/2006", "", (2006, 3, 0), 0);
        check("avril martin", "avril martin", (0, 0, 0), 0);
        check("masson 2006", "masson", (2006, 0, 0), 2006);
        check("4021", "", (0, 0, 0), 4021);
        check("n° 4021", "", (0, 0, 0), 4021);
        check("Nº4021 masson", "masson", (0, 0, 0), 4021);
        check("dossier 2006", "", (0, 0, 0), 2006);
        check("le goff", "le goff", (0, 0, 0), 0);
        check("45/13/2006", "", (2006, 0, 0), 45);
        check("123456789012345678901234567890", "", (0, 0, 0), 0);
        check("1/1", "", (0, 0, 0), 1);
        check(&format!("{}masson", " ".repeat(CARACTERES_MAX)), "", (0, 0, 0), 0);
        check("☺", "", (0, 0, 0), 0);
        check("a b c d e f g h i", "a b c d e f", (0, 0, 0), 0);
    }
}
