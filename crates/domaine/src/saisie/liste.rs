//! Fields that hold a value of a list, several, a yes or no, a number, a day or a trade.

use jiff::civil::{Date, date};

use super::Raison;
use super::date::date as read_date;
use super::texte::words;
use crate::catalogue::{Catalogue, Liste, Valeur};

/// First and last day that a field takes.
const JOUR_MIN: Date = date(1900, 1, 1);
const JOUR_MAX: Date = date(2100, 12, 31);

/// The key of a value of this list, typed as its key or as its French word, case and accents apart. Values that are no
/// longer offered read too: a dossier may hold one.
pub(super) fn une(liste: &str, typed: &str) -> Result<String, Raison> {
    let liste = Catalogue::get(liste).ok_or(Raison::ValeurInconnue)?;
    find(liste, typed).map(|valeur| valeur.cle.to_owned()).ok_or(Raison::ValeurInconnue)
}

/// Keys of values of this list, sorted by code, each once, joined by one space. Typed as keys with spaces between, or as
/// keys or French words with commas, semicolons or bars between.
pub(super) fn plusieurs(liste: &str, typed: &str) -> Result<String, Raison> {
    let liste = Catalogue::get(liste).ok_or(Raison::ValeurInconnue)?;
    let mut valeurs: Vec<&Valeur> = Vec::new();
    // A word of the list may hold a comma or spaces of its own: the longest reading comes first.
    match find(liste, typed) {
        Some(valeur) => valeurs.push(valeur),
        None => {
            for part in typed.split([',', ';', '|']).map(str::trim).filter(|part| !part.is_empty()) {
                match find(liste, part) {
                    Some(valeur) => valeurs.push(valeur),
                    None => {
                        for key in part.split(' ').filter(|key| !key.is_empty()) {
                            valeurs.push(liste.by_key(key).ok_or(Raison::ValeurInconnue)?);
                        }
                    }
                }
            }
        }
    }
    valeurs.sort_by_key(|valeur| valeur.code);
    valeurs.dedup_by_key(|valeur| valeur.code);
    match valeurs.is_empty() {
        true => Err(Raison::ValeurInconnue),
        false => Ok(valeurs.iter().map(|valeur| valeur.cle).collect::<Vec<_>>().join(" ")),
    }
}

/// `oui` or `non`. A cross is a yes: it is how people fill a column.
pub(super) fn oui_non(typed: &str) -> Result<&'static str, Raison> {
    match &*words(typed).concat() {
        "oui" | "o" | "yes" | "y" | "true" | "vrai" | "1" | "x" => Ok("oui"),
        "non" | "n" | "no" | "false" | "faux" | "0" => Ok("non"),
        _ => Err(Raison::OuiNonInconnu),
    }
}

/// A whole number without leading zeros, at most `max`.
pub(super) fn nombre(typed: &str, max: u32) -> Result<String, Raison> {
    let digits: String = typed.chars().filter(|c| *c != ' ').collect();
    if digits.is_empty() || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return Err(Raison::NombreMalForme);
    }
    match digits.parse::<u32>() {
        Ok(nombre) if nombre <= max => Ok(nombre.to_string()),
        _ => Err(Raison::NombreTropGrand),
    }
}

/// A day from 1900 to 2100.
pub(super) fn jour(typed: &str) -> Result<String, Raison> {
    let jour = read_date(typed)?;
    if (JOUR_MIN..=JOUR_MAX).contains(&jour) { Ok(jour.to_string()) } else { Err(Raison::DateHorsLimites) }
}

/// The ROME code of a trade, a letter and four digits: alone, or in brackets after the words of the list that proposed it
/// (`Caissier / Caissière (D1505)`). Whether the code exists depends on the edition of the ROME, which is not known here.
pub(super) fn rome(typed: &str) -> Result<String, Raison> {
    let code = in_brackets(typed).unwrap_or(typed).to_uppercase();
    let is_code = code.len() == 5
        && code.starts_with(|c: char| ('A'..='N').contains(&c))
        && code.bytes().skip(1).all(|c| c.is_ascii_digit());
    if is_code { Ok(code) } else { Err(Raison::RomeInconnu) }
}

/// What stands in brackets at the end: `59` of `Roubaix (59)`.
pub(super) fn in_brackets(typed: &str) -> Option<&str> {
    let (_, end) = typed.rsplit_once('(')?;
    end.trim_end().strip_suffix(')').map(str::trim)
}

fn find<'a>(liste: &'a Liste, typed: &str) -> Option<&'a Valeur> {
    let same = |one: &str, other: &str| !one.is_empty() && one == other;
    let typed_words = words(typed).concat();
    liste
        .by_key(typed)
        .or_else(|| liste.valeurs().iter().find(|valeur| same(&words(valeur.fr).concat(), &typed_words)))
        .or_else(|| liste.valeurs().iter().find(|valeur| same(&words(valeur.cle).concat(), &typed_words)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Champ, Nature};

    fn check(got: Result<impl AsRef<str>, Raison>, expected: Result<&str, Raison>) {
        assert_eq!(got.as_ref().map(AsRef::as_ref), expected.as_ref().map(|v| *v));
    }

    #[test]
    fn every_list_of_the_dictionary_reads_its_keys_and_its_words() {
        for champ in Champ::ALL {
            let (Nature::Liste(nom) | Nature::Multiple(nom)) = champ.nature() else { continue };
            let liste = Catalogue::get(nom).unwrap_or_else(|| panic!("{champ:?}: no list {nom}"));
            for valeur in liste.valeurs() {
                check(une(nom, valeur.cle), Ok(valeur.cle));
                check(une(nom, &valeur.fr.to_uppercase()), Ok(valeur.cle));
                check(plusieurs(nom, valeur.cle), Ok(valeur.cle));
                check(plusieurs(nom, valeur.fr), Ok(valeur.cle));
            }
            check(une(nom, "inventée de toutes pièces"), Err(Raison::ValeurInconnue));
            check(plusieurs(nom, "inventée de toutes pièces"), Err(Raison::ValeurInconnue));
        }
    }

    #[test]
    fn several_values_have_one_order() {
        let canaux = Catalogue::get("canaux").expect("in the catalogue");
        let [first, second] = [&canaux.valeurs()[0], &canaux.valeurs()[1]];
        let (first, second) = if first.code < second.code { (first, second) } else { (second, first) };
        let expected = format!("{} {}", first.cle, second.cle);
        let read = |typed: &str| plusieurs("canaux", typed);
        check(read(&expected), Ok(&expected));
        check(read(&format!("{}  {} {}", second.cle, first.cle, second.cle)), Ok(&expected));
        check(read(&format!("{}, {}", second.fr, first.fr)), Ok(&expected));
        check(read(&format!("{};{};", second.cle, first.fr)), Ok(&expected));
        check(read(&format!("{} pigeon", first.cle)), Err(Raison::ValeurInconnue));
        check(read(", ;"), Err(Raison::ValeurInconnue));
        check(plusieurs("no-such-list", "x"), Err(Raison::ValeurInconnue));
    }

    #[test]
    fn yes_numbers_days_trades() {
        for yes in ["oui", "Oui", "O", "yes", "TRUE", "vrai", "1", "x", "X"] {
            check(oui_non(yes), Ok("oui"));
        }
        for no in ["non", "NON", "no", "false", "faux", "0"] {
            check(oui_non(no), Ok("non"));
        }
        check(oui_non("2"), Err(Raison::OuiNonInconnu));
        check(oui_non("peut-être"), Err(Raison::OuiNonInconnu));

        check(nombre("0", 20), Ok("0"));
        check(nombre("007", 20), Ok("7"));
        check(nombre("20", 20), Ok("20"));
        check(nombre("21", 20), Err(Raison::NombreTropGrand));
        check(nombre("99999999999999999999", 20), Err(Raison::NombreTropGrand));
        check(nombre("1 250", 99_999), Ok("1250"));
        for wrong in ["-1", "+1", "1,5", "deux", "٣"] {
            check(nombre(wrong, 20), Err(Raison::NombreMalForme));
        }

        check(jour("1/1/1900"), Ok("1900-01-01"));
        check(jour("31/12/2100"), Ok("2100-12-31"));
        check(jour("31/12/1899"), Err(Raison::DateHorsLimites));
        check(jour("2101-01-01"), Err(Raison::DateHorsLimites));
        check(jour("30/02/2026"), Err(Raison::DateInexistante));

        check(rome("d1505"), Ok("D1505"));
        check(rome("Caissier / Caissière (D1505)"), Ok("D1505"));
        for wrong in ["Vendeuse", "D150", "15050", "Z1505", "É1505", "Vendeuse (rayon)", "(D1505) caisse"] {
            check(rome(wrong), Err(Raison::RomeInconnu));
        }
    }
}
