//! A NIR beside the état civil of its dossier.

use jiff::civil::{Date, date};

use super::liste::in_brackets;
use super::{Raison, normal_name};
use crate::nir::parse;

/// Départements were others before (Seine, Seine-et-Oise, Algeria): an older number contradicts no place of today.
const DEPARTEMENTS_DE_1968: Date = date(1968, 1, 1);

/// Numbers that a same place had over the years of birth of today's young people: Corsica until 1976, Saint-Barthélemy and
/// Saint-Martin until 2007, Mayotte until 2011.
const SUCCESSIFS: [&[&str]; 3] = [&["20", "2A", "2B"], &["971", "977", "978"], &["985", "976"]];

/// What a dossier says, as far as it does. An absent fact contradicts nothing.
#[derive(Clone, Copy, Default)]
pub struct EtatCivil<'a> {
    /// `F` or `M`.
    pub sexe: Option<&'a str>,
    /// Birth.
    pub naissance: Option<Date>,
    /// Commune of birth: its INSEE code, or its name with that code or its département in brackets (`Roubaix (59)`).
    /// A name alone is not compared.
    pub commune: Option<&'a str>,
    /// Country of birth: its INSEE code (`99350`), its name with the code in brackets, or its name.
    pub pays: Option<&'a str>,
}

/// What a sound NIR says otherwise than the dossier: "NIR et état civil discordants". A warning, never a refusal: numbers
/// given before a change of sexe or with an incomplete état civil are lawful, and stay for life. Waiting numbers
/// (3, 4, 7, 8) say a sexe too.
pub fn nir_discords(nir: &str, etat_civil: &EtatCivil) -> Vec<Raison> {
    let mut discords = Vec::new();
    let Ok(nir) = parse(nir) else { return discords };
    let said = if matches!(nir.as_bytes()[0], b'1' | b'3' | b'7') { "M" } else { "F" };
    if etat_civil.sexe.is_some_and(|sexe| sexe != said) {
        discords.push(Raison::NirDiscordantSexe);
    }
    if etat_civil.naissance.is_some_and(|naissance| is_other_birth(&nir, naissance)) {
        discords.push(Raison::NirDiscordantNaissance);
    }
    if is_other_place(&nir[5..10], etat_civil) {
        discords.push(Raison::NirDiscordantLieu);
    }
    discords
}

fn is_other_birth(nir: &str, naissance: Date) -> bool {
    let number = |digits: &str| digits.parse::<i16>().unwrap_or(0);
    let (year, month) = (number(&nir[1..3]), number(&nir[3..5]));
    // Months outside 1 to 12 stand for an état civil that was incomplete: they contradict nobody.
    let is_other_month = (1..=12).contains(&month) && i16::from(naissance.month()) != month;
    naissance.year() % 100 != year || is_other_month
}

/// `said` is the INSEE code of the commune or country of birth, which the number holds whole.
fn is_other_place(said: &str, etat_civil: &EtatCivil) -> bool {
    if etat_civil.naissance.is_some_and(|naissance| naissance < DEPARTEMENTS_DE_1968) {
        return false;
    }
    let commune = etat_civil.commune.and_then(place_code);
    match etat_civil.pays.map(|pays| (pays, place_code(pays))) {
        Some((_, Some(pays))) if pays != "99100" => return pays != said,
        // The collectivities of the Pacific may stand as countries.
        Some((pays, None)) if !is_france(pays) => return !said.starts_with("99") && !said.starts_with("98"),
        Some(_) if said.starts_with("99") => return true,
        _ => {}
    }
    let Some(commune) = commune else { return false };
    let (one, other) = (departement(said), departement(&commune));
    if one != other {
        return !SUCCESSIFS.iter().any(|same| same.contains(&one) && same.contains(&other));
    }
    commune.len() == 5 && whole_city(said) != whole_city(&commune)
}

/// `59`, `2A`, `974`, `59512` or `99350`: alone or in brackets at the end.
fn place_code(texte: &str) -> Option<String> {
    let code = in_brackets(texte).unwrap_or(texte.trim()).to_uppercase();
    let is_corsica = |code: &str| code.starts_with("2A") || code.starts_with("2B");
    let digits = if is_corsica(&code) { &code[2..] } else { &code[..] };
    let is_code = digits.bytes().all(|c| c.is_ascii_digit()) && matches!(code.len(), 2 | 3 | 5);
    // Three characters are a département overseas only.
    (is_code && (code.len() != 3 || code.starts_with("97") || code.starts_with("98"))).then_some(code)
}

fn departement(place: &str) -> &str {
    let length = if place.starts_with("97") || place.starts_with("98") { 3 } else { 2 };
    place.get(..length).unwrap_or(place)
}

/// A number says the arrondissement of Paris, Lyon or Marseille; a dossier often says the city.
fn whole_city(place: &str) -> &str {
    match place {
        place if place.starts_with("751") => "75056",
        place if place.starts_with("132") => "13055",
        place if place.starts_with("6938") => "69123",
        place => place,
    }
}

fn is_france(pays: &str) -> bool {
    matches!(&*normal_name(pays), "france" | "fr" | "fra")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nir::key;

    #[test]
    fn sexe_and_birth() {
        let check = |nir: &str, sexe: &str, naissance: Date, expected: &[Raison]| {
            let etat_civil = EtatCivil { sexe: Some(sexe), naissance: Some(naissance), ..EtatCivil::default() };
            assert_eq!(nir_discords(nir, &etat_civil), expected, "{nir}");
        };
        check("203077511500016", "F", date(2003, 7, 14), &[]);
        check("203077511500016", "M", date(2003, 7, 14), &[Raison::NirDiscordantSexe]);
        check("203077511500016", "F", date(2003, 8, 14), &[Raison::NirDiscordantNaissance]);
        check("203077511500016", "F", date(2004, 7, 14), &[Raison::NirDiscordantNaissance]);
        check("105997511500082", "M", date(2005, 7, 14), &[]);
        check("705057511500024", "M", date(2005, 5, 1), &[]);
        check("nothing", "M", date(2005, 5, 1), &[]);
        assert_eq!(nir_discords("203077511500016", &EtatCivil::default()), []);
    }

    #[test]
    fn places() {
        let check = |place: &str, commune: &str, pays: &str, is_discord: bool| {
            let thirteen = format!("20307{place}000");
            let nir = format!("{thirteen}{:02}", key(&thirteen).expect("thirteen characters"));
            let given = |texte| Some(texte).filter(|texte: &&str| !texte.is_empty());
            let etat_civil = EtatCivil { commune: given(commune), pays: given(pays), ..EtatCivil::default() };
            let expected: &[Raison] = if is_discord { &[Raison::NirDiscordantLieu] } else { &[] };
            assert_eq!(nir_discords(&nir, &etat_civil), expected, "{place} {commune} {pays}");
        };
        check("59512", "Roubaix", "", false); // a name alone is not compared
        check("59512", "59512", "", false);
        check("59512", "Roubaix (59512)", "France", false);
        check("59512", "Roubaix (59)", "99100", false);
        check("59512", "Lille (59350)", "", true);
        check("59512", "Roubaix (62)", "", true);
        check("97411", "Saint-Denis (974)", "", false);
        check("97411", "Saint-Denis (93)", "", true);
        check("75115", "Paris (75056)", "", false);
        check("69383", "Lyon 3e (69123)", "", false);
        check("13207", "13055", "", false);
        check("2A004", "Ajaccio (2a)", "", false);
        check("2A004", "Bastia (2B033)", "", false); // one département until 1976: no certain contradiction
        check("98501", "Mamoudzou (976)", "", false);
        check("97127", "Saint-Martin (97801)", "", false);
        check("97105", "Koungou (976)", "", true);
        check("99350", "Casablanca", "Maroc", false);
        check("99350", "", "Maroc (99350)", false);
        check("99350", "", "99351", true);
        check("99350", "", "France", true);
        check("99350", "Roubaix (59512)", "", true);
        check("99350", "Casablanca (99)", "", false);
        check("59512", "", "Maroc", true);
        check("59512", "", "99350", true);
        check("98818", "Nouméa", "Nouvelle-Calédonie", false);
        let old =
            EtatCivil { naissance: Some(date(1967, 7, 1)), commune: Some("Versailles (78)"), ..EtatCivil::default() };
        let thirteen = "2670775115000";
        let nir = format!("{thirteen}{:02}", key(thirteen).expect("thirteen characters"));
        assert_eq!(nir_discords(&nir, &old), []);
    }
}
