//! Countries of birth and nationality: INSEE's code, by any usual name or by the nationality.

use std::sync::LazyLock;

use crate::index::Index;
use crate::texte;

/// Year in which the zones were computed.
pub const VERSION: &str = "2026";

/// code, nom, libelle_insee, iso2, iso3, zone, nationalite, autres_noms.
const TABLE: &str = include_str!("../donnees/pays.tsv");

/// What the nationality of a country gives, as the right to work sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// France.
    France,
    /// Another State of the European Union.
    Union,
    /// Iceland, Liechtenstein, Norway, Switzerland.
    EeeSuisse,
    /// Anywhere else.
    Tiers,
}

/// A country, a State that no longer exists, or "99999", unknown or stateless.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pays {
    /// INSEE code: "99350".
    pub code: &'static str,
    /// Usual name: "Maroc".
    pub nom: &'static str,
    /// ISO 3166 code of two letters; `None` for what is no State of today.
    pub iso2: Option<&'static str>,
    /// `None` for what is no State of today.
    pub zone: Option<Zone>,
    /// Nationality, masculine: "Marocain"; empty where there is none.
    pub nationalite: &'static str,
}

/// The first `n` countries that answer: those whose name begins with what is typed, then the others; States of today first.
pub fn search(text: &str, n: usize) -> Vec<Pays> {
    let tables = &*TABLES;
    let words = texte::typed(text);
    let found = tables.index.answers(&words, |word, found| tables.index.add_word(&format!("={word}"), found));
    let mut starts = tables.index.none();
    if let Some(first) = words.first() {
        tables.index.add_prefix(&format!("^{first}"), &mut starts);
    }
    let firsts = found.iter().filter(|line| starts.has(*line));
    let others = found.iter().filter(|line| !starts.has(*line));
    firsts.chain(others).take(n).filter_map(|line| tables.pays.get(usize::from(line))).copied().collect()
}

/// The country of an INSEE code.
pub fn by_code(code: &str) -> Option<Pays> {
    TABLES.pays.iter().find(|pays| pays.code == code).copied()
}

/// Makes the index now.
pub fn load() {
    LazyLock::force(&TABLES);
}

/// Bytes held by the index.
pub fn memory() -> usize {
    TABLES.index.memory() + size_of_val(&*TABLES.pays)
}

struct Tables {
    pays: Box<[Pays]>,
    index: Index,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut all: Vec<(Pays, Vec<String>)> = TABLE.lines().skip(1).map(read).collect();
    all.sort_by_cached_key(|(pays, _)| (pays.iso2.is_none(), texte::words(pays.nom)));
    let pays = all.iter().map(|(pays, _)| *pays).collect();
    Tables { pays, index: Index::new(all.into_iter().map(|(_, words)| words)) }
});

/// A country, and what it answers to: its names, the first word of the usual one marked, and its codes, whole.
fn read(line: &'static str) -> (Pays, Vec<String>) {
    let mut columns = line.split('\t');
    let [code, nom, insee, iso2, iso3, zone, nationalite, others] = [(); 8].map(|()| columns.next().unwrap_or(""));
    let zone = match zone {
        "FR" => Some(Zone::France),
        "UE" => Some(Zone::Union),
        "EEE_CH" => Some(Zone::EeeSuisse),
        "TIERS" => Some(Zone::Tiers),
        _ => None,
    };
    let pays = Pays { code, nom, iso2: Some(iso2).filter(|iso| !iso.is_empty()), zone, nationalite };
    let mut all: Vec<String> = [nom, insee, nationalite, others].into_iter().flat_map(texte::words).collect();
    all.extend(texte::words(nom).first().map(|word| format!("^{word}")));
    all.extend([code, iso2, iso3].into_iter().flat_map(texte::words).map(|word| format!("={word}")));
    (pays, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asked: &str, expected: &str) {
        assert_eq!(search(asked, 1).first().map(|pays| pays.nom), Some(expected), "{asked}");
    }

    #[test]
    fn what_is_typed_gives_first_what_is_meant() {
        check("maroc", "Maroc");
        check("marocain", "Maroc");
        check("cote d'ivoire", "Côte-d'Ivoire");
        check("Côte d’Ivoire", "Côte-d'Ivoire");
        check("ivoire", "Côte-d'Ivoire");
        check("angleterre", "Royaume-Uni");
        check("usa", "États-Unis d'Amérique");
        check("etats unis", "États-Unis d'Amérique");
        check("RDC", "République démocratique du Congo");
        check("congo brazzaville", "République du Congo");
        check("afganistan", "Afghanistan");
        check("guinee", "Guinée");
        check("niger", "Niger");
        check("nigeria", "Nigéria");
        check("fr", "France");
        check("99100", "France");
        check("birmanie", "Myanmar");
        check("swaziland", "Royaume d'Eswatini");
        check("dominique", "Dominique");
        check("apatride", "Inconnu ou apatride");
        check("tchecoslovaquie", "TCHECOSLOVAQUIE");
        assert_eq!((search("", 5), search("zzzzzz", 5)), (vec![], vec![]));
    }

    #[test]
    fn a_code_says_the_zone() {
        let check = |code: &str, expected: Option<Zone>| {
            assert_eq!(by_code(code).and_then(|pays| pays.zone), expected, "{code}")
        };
        check("99100", Some(Zone::France));
        check("99109", Some(Zone::Union));
        check("99140", Some(Zone::EeeSuisse));
        check("99132", Some(Zone::Tiers));
        check("99350", Some(Zone::Tiers));
        check("99115", None);
        check("99999", None);
        check("00000", None);
        let union = TABLES.pays.iter().filter(|pays| pays.zone == Some(Zone::Union)).count();
        assert_eq!((TABLES.pays.len(), union), (238, 26), "27 States of the Union, France apart");
    }
}
