//! Académies and vice-rectorats: a closed list, and the one of a département (Code de l'éducation, art. R222-2).

use std::sync::LazyLock;

/// The numbers were not checked against a published file: screens say so.
pub const VERIFIE: bool = false;

/// code, nom, departements.
const TABLE: &str = include_str!("../donnees/academies.tsv");

/// An académie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Academie {
    /// Number in the national files of the ministry: "09".
    pub code: &'static str,
    /// Name: "Lille".
    pub nom: &'static str,
    /// Codes of its départements, a blank between two: "59 62".
    pub departements: &'static str,
}

static ALL: LazyLock<Box<[Academie]>> = LazyLock::new(|| {
    let lines = TABLE.lines().skip(1).filter_map(|line| {
        let (code, rest) = line.split_once('\t')?;
        let (nom, departements) = rest.split_once('\t')?;
        Some(Academie { code, nom, departements })
    });
    lines.collect()
});

/// All of them, by code.
pub fn all() -> &'static [Academie] {
    &ALL
}

/// The académie of a code.
pub fn by_code(code: &str) -> Option<Academie> {
    ALL.iter().find(|academie| academie.code == code).copied()
}

/// The académie of a département or of an overseas collectivity, where there is one.
pub fn of_departement(code: &str) -> Option<Academie> {
    ALL.iter().find(|academie| academie.departements.split(' ').any(|its| its == code)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_departement_has_one_academie() {
        let check = |departement: &str, expected: Option<&str>| {
            assert_eq!(of_departement(departement).map(|academie| academie.nom), expected, "{departement}");
        };
        check("59", Some("Lille"));
        check("76", Some("Normandie"));
        check("2B", Some("Corse"));
        check("974", Some("La Réunion"));
        check("978", Some("Guadeloupe"));
        check("984", None);
        check("", None);
        let mut all: Vec<_> = ALL.iter().flat_map(|academie| academie.departements.split(' ')).collect();
        let combien = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!((all.len(), combien, ALL.len()), (107, 107, 34));
        assert_eq!(by_code("09").map(|academie| academie.nom), Some("Lille"));
        assert_eq!(by_code("9"), None);
    }
}
