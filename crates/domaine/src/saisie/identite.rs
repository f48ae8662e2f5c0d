//! Sexe, nationalité, communes and level of education, in their usual spellings.

use super::texte::{self, words};
use super::{Raison, normal_name};

/// `F` or `M`.
pub(super) fn sexe(texte: &str) -> Result<&'static str, Raison> {
    match &*words(texte).concat() {
        "f" | "femme" | "feminin" | "fille" | "madame" | "mme" | "mlle" | "mademoiselle" | "mle" | "2" => Ok("F"),
        "m" | "h" | "g" | "homme" | "masculin" | "garcon" | "monsieur" | "mr" | "1" => Ok("M"),
        _ => Err(Raison::SexeInconnu),
    }
}

/// French in its usual spellings is one word; any other nationality stays as typed.
pub(super) fn nationalite(texte: &str) -> Result<String, Raison> {
    match &*normal_name(texte) {
        "francaise" | "francais" | "france" | "fr" | "fra" => Ok("française".into()),
        _ if texte.chars().any(char::is_numeric) => Err(Raison::ChiffreDansUnNom),
        _ => texte::free(texte),
    }
}

/// A commune, perhaps with its number of arrondissement or département (`Lyon 3e`, `Saint-Denis (974)`).
pub(super) fn commune(texte: &str) -> Result<String, Raison> {
    let allowed = |c: char| c.is_alphanumeric() || " -'.,()/".contains(c) || matches!(c, '\u{300}'..='\u{36f}');
    match texte {
        t if !t.chars().all(allowed) => Err(Raison::CaractereInterdit),
        t if !t.chars().any(char::is_alphabetic) => Err(Raison::NomSansLettre),
        t => texte::free(t),
    }
}

/// The code of a level: `1` to `8` (Code du travail, art. D6113-19), `X` never at school, `C` not certifying.
/// Understands the levels of 1969 (`V bis`) and the everyday diplomas.
pub(super) fn niveau(texte: &str) -> Result<&'static str, Raison> {
    let words = words(texte);
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|w| !matches!(*w, "niveau" | "niv" | "n")).collect();
    match &*words.concat() {
        "1" | "vi" | "sansdiplome" | "aucun" | "aucundiplome" | "sans" => Ok("1"),
        "2" | "vbis" | "brevet" | "dnb" | "cfg" => Ok("2"),
        "3" | "v" | "cap" | "bep" | "capbep" | "bepc" => Ok("3"),
        "4" | "iv" | "bac" | "bacpro" | "baccalaureat" | "bacgeneral" | "bactechno" | "bactechnologique" | "bp"
        | "bacprofessionnel" => Ok("4"),
        "5" | "iii" | "bac2" | "bts" | "dut" | "deug" => Ok("5"),
        "6" | "ii" | "bac3" | "bac4" | "licence" | "but" | "licencepro" | "maitrise" => Ok("6"),
        "7" | "i" | "bac5" | "master" | "ingenieur" => Ok("7"),
        "8" | "bac8" | "doctorat" => Ok("8"),
        "x" | "jamaisscolarise" | "jamaisscolarisee" => Ok("X"),
        "c" | "noncertifiante" | "qualificationnoncertifiante" => Ok("C"),
        _ => Err(Raison::NiveauInconnu),
    }
}
