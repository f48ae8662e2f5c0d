//! The single place of the guichet that looks inside a personal value. A test searches the others for it.
//!
//! Templates call the filters; whatever a filter returns is escaped by the template.

use domaine::catalogue::Catalogue;
use domaine::{Champ, Clair, Nature};
use jiff::civil::Date;

use crate::heure;
use crate::langues::Langue;

/// The value, to be read by the person in front of the page.
#[askama::filter_fn]
pub fn clair(value: &Clair, _: &dyn askama::Values) -> askama::Result<String> {
    Ok(value.expose().to_owned())
}

/// Its first letter: all that a title may say.
#[askama::filter_fn]
pub fn initiale(value: &Clair, _: &dyn askama::Values) -> askama::Result<String> {
    Ok(value.expose().chars().next().map(|c| format!("{c}.")).unwrap_or_default())
}

/// An ISO date as the trade writes it; a year alone stays as it is.
#[askama::filter_fn]
pub fn jour(value: &Clair, _: &dyn askama::Values) -> askama::Result<String> {
    Ok(date(value).map(heure::jour).unwrap_or_else(|| value.expose().to_owned()))
}

/// A field's value as the trade reads it, by its nature: dates by the day, codes in words, long numbers in groups easier to say aloud.
/// A value that no list knows stays as it is: it came with the dossier.
pub fn affiche(champ: Champ, value: &Clair, langue: Langue) -> Clair {
    let text = value.expose();
    let said = |prefix: &str| {
        let key = format!("{prefix}-{}", text.to_lowercase());
        if langue.has(&key) { Clair::new(langue.t(&key)) } else { value.clone() }
    };
    match champ.nature() {
        Nature::Naissance | Nature::Date => {
            date(value).map_or_else(|| value.clone(), |date| Clair::new(heure::jour(date)))
        }
        Nature::Sexe => said("sexe"),
        Nature::Niveau => said("niveau"),
        Nature::OuiNon => said("reponse"),
        Nature::Liste(nom) => word(nom, text, langue).map_or_else(|| value.clone(), Clair::new),
        Nature::Multiple(nom) => {
            let words: Vec<_> = text.split(' ').map(|cle| word(nom, cle, langue)).collect();
            let all: Option<Vec<_>> = words.into_iter().collect();
            all.map_or_else(|| value.clone(), |words| Clair::new(words.join(", ")))
        }
        Nature::Rome => {
            let found = referentiel::metiers::by_code(text);
            found.map_or_else(|| value.clone(), |metier| Clair::new(metier.label()))
        }
        Nature::Telephone if text.len() == 10 => grouped(text, &[2, 4, 6, 8]),
        Nature::Nir if text.len() == 15 => grouped(text, &[1, 3, 5, 7, 10, 13]),
        Nature::Iban => grouped(text, &[4, 8, 12, 16, 20, 24, 28, 32]),
        _ => value.clone(),
    }
}

fn word(liste: &str, cle: &str, langue: Langue) -> Option<&'static str> {
    Some(langue.mot(Catalogue::get(liste)?.by_key(cle)?))
}

fn grouped(text: &str, cuts: &[usize]) -> Clair {
    let spaced = text.char_indices().flat_map(|(at, c)| cuts.contains(&at).then_some('\u{a0}').into_iter().chain([c]));
    Clair::new(spaced.collect::<String>())
}

/// Nothing: what a field that a dossier does not have holds.
pub fn rien() -> &'static Clair {
    static RIEN: std::sync::LazyLock<Clair> = std::sync::LazyLock::new(Clair::default);
    &RIEN
}

/// Bytes that a value takes on a page: where a long timeline is cut.
pub fn poids(value: &Clair) -> usize {
    value.expose().len()
}

/// Whether every word of a request stands somewhere in these texts, whatever the case: for short lists in memory.
#[cfg(feature = "demo")]
pub fn parle(requete: &Clair, textes: &[&str]) -> bool {
    let texte = textes.join(" ").to_lowercase();
    requete.expose().to_lowercase().split_whitespace().all(|word| texte.contains(word))
}

/// Name, first name and birth date (ISO) out of what was typed in the search field, to begin a new dossier: the words
/// in capitals are the name; otherwise the first is the first name, as lists show people.
pub fn identite_tapee(requete: &Clair) -> (Clair, Clair, Clair) {
    let (mut dates, mut words) = (String::new(), Vec::new());
    for word in requete.expose().split_whitespace() {
        let is_date = word.starts_with(|c: char| c.is_ascii_digit());
        match is_date.then(|| domaine::saisie::date(word)) {
            Some(Ok(date)) => dates = date.to_string(),
            Some(Err(_)) => {}
            None => words.push(word),
        }
    }
    let is_loud = |word: &&str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    let (loud, quiet): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| is_loud(word));
    let (nom, prenom) = match (loud.len(), quiet.len()) {
        (0, 0 | 1) | (_, 0) => (words.join(" "), String::new()),
        (0, _) => (words[1..].join(" "), words[0].to_owned()),
        _ => (loud.join(" "), quiet.join(" ")),
    };
    (Clair::new(nom), Clair::new(prenom), Clair::new(dates))
}

/// The date that a field holds, if it holds one.
pub fn date(value: &Clair) -> Option<Date> {
    value.expose().trim().parse().ok()
}

/// A small number typed in a form: minutes.
pub fn nombre(value: &Clair) -> Option<u16> {
    value.expose().trim().parse().ok()
}

/// A code of a closed list, looked up by its key.
pub fn code<T>(value: &Clair, from_key: impl Fn(&str) -> Option<T>) -> Option<T> {
    from_key(value.expose())
}

/// Whether two values say the same, whatever their capitals, accents and hyphens.
pub fn alike(one: &Clair, other: &Clair) -> bool {
    domaine::saisie::normal_name(one.expose()) == domaine::saisie::normal_name(other.expose())
}

/// An address that names its reader to machines, for the one answer that sends her own browser there.
pub fn adresse(value: &Clair) -> serde_json::Value {
    serde_json::json!({ "adresse": value.expose() })
}

/// Values that are not empty, with something between.
pub fn joined(values: &[Clair], between: &str) -> Clair {
    let there: Vec<_> = values.iter().map(Clair::expose).filter(|text| !text.is_empty()).collect();
    Clair::new(there.join(between))
}

/// The keys of a value that holds several.
pub fn split(value: &Clair) -> Vec<Clair> {
    value.expose().split(' ').filter(|cle| !cle.is_empty()).map(Clair::new).collect()
}

/// Names in the order of the alphabet, each once.
pub fn sorted(names: impl Iterator<Item = Clair>) -> Vec<Clair> {
    let mut names: Vec<Clair> = names.collect::<std::collections::HashSet<_>>().into_iter().collect();
    names.sort_by_cached_key(|nom| (domaine::saisie::normal_name(nom.expose()), nom.clone()));
    names
}

/// The beginning of a text, for a line of a list.
pub fn abrege(value: &Clair, caracteres_max: usize) -> Clair {
    let text = value.expose();
    match text.char_indices().nth(caracteres_max) {
        Some((at, _)) => Clair::new(format!("{}…", text[..at].trim_end())),
        None => value.clone(),
    }
}

/// A phone number as a link dials it; nothing for what is none.
#[askama::filter_fn]
pub fn tel(value: &Clair, _: &dyn askama::Values) -> askama::Result<String> {
    Ok(value.expose().chars().filter(|c| c.is_ascii_digit() || *c == '+').collect())
}

/// The minute of the day of an hour typed or chosen.
pub fn minute(value: &Clair) -> Option<u16> {
    domaine::agenda::lire_heure(value.expose())
}

/// A number of a row of ours, or a code.
pub fn numero(value: &Clair) -> Option<u32> {
    value.expose().trim().parse().ok()
}

/// The métier of what was typed or chosen in its field: its code, alone or in brackets at the end.
pub fn metier(value: &Clair) -> Option<domaine::situation::Rome> {
    let text = value.expose().trim();
    let within = text.rsplit_once('(').and_then(|(_, end)| end.strip_suffix(')'));
    domaine::situation::Rome::parse(within.unwrap_or(text))
}

/// A sentence that ends with a name, for the script of who asked.
pub fn dite(mots: &str, nom: &Clair) -> serde_json::Value {
    serde_json::json!({ "message": format!("{mots} {}", nom.expose()) })
}

/// The value without the blanks around it.
pub fn trimmed(value: &Clair) -> Clair {
    Clair::new(value.expose().trim())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn what_was_searched_begins_a_dossier() {
        let check = |typed: &str, expected: [&str; 3]| {
            let (nom, prenom, naissance) = identite_tapee(&Clair::new(typed));
            let found = [nom, prenom, naissance];
            assert!(found == expected.map(Clair::new), "{typed}");
        };
        check("Essai", ["Essai", "", ""]);
        check("Lina Essai", ["Essai", "Lina", ""]);
        check("DE L'ESSAI Lina", ["DE L'ESSAI", "Lina", ""]);
        check("Lina Essai 12/05/2006", ["Essai", "Lina", "2006-05-12"]);
        check("LINA ESSAI", ["LINA ESSAI", "", ""]);
        check("4012", ["", "", ""]);
        check("", ["", "", ""]);
    }

    #[test]
    fn values_are_read_as_the_trade_says_them() {
        let check = |champ, value: &str, expected: &str| {
            assert!(affiche(champ, &Clair::new(value), Langue::Fr) == Clair::new(expected), "{champ:?}");
        };
        check(Champ::Naissance, "2006-05-12", "12/05/2006");
        check(Champ::Naissance, "2006", "2006");
        check(Champ::Sexe, "F", "Féminin");
        check(Champ::Telephone, "0639981234", "06\u{a0}39\u{a0}98\u{a0}12\u{a0}34");
        check(Champ::NiveauFormation, "autre chose", "autre chose");
        check(Champ::Voie, "12 rue des Essais", "12 rue des Essais");
        check(Champ::NePasContacterParents, "oui", "Oui");
        check(Champ::CanauxDangereux, "telephone sms", "Téléphone, SMS");
        check(Champ::CanauxDangereux, "telephone autre", "telephone autre");
        check(Champ::Logement, "Hébergée chez un tiers", "Hébergée chez un tiers");
        check(Champ::TitreSejourFin, "2027-01-31", "31/01/2027");
    }

    #[test]
    fn what_a_form_holds_is_read_or_nothing() {
        let check = |typed: &str, expected: Option<&str>| {
            assert_eq!(metier(&Clair::new(typed)).as_ref().map(|rome| rome.as_str()), expected, "{typed}");
        };
        check("Caissier / Caissière (D1505)", Some("D1505"));
        check("d1505", Some("D1505"));
        check("Caissier", None);
    }

    /// The thief reads this test first: a personal value that leaves by another door would show here.
    #[test]
    fn nobody_else_exposes() {
        fn walk(folder: &Path) {
            for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    walk(&path);
                } else if !path.ends_with("pages/clair.rs") && !path.components().any(|c| c.as_os_str() == "vitrine") {
                    let text = std::fs::read_to_string(&path).unwrap_or_default();
                    assert!(!text.contains("expose("), "{}", path.display());
                }
            }
        }
        walk(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    }
}
