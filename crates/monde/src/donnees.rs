//! The public lists that the synthetic world draws from, compiled in. Origins and licences: `donnees/SOURCES.md`.

use std::sync::OnceLock;

/// One mission locale of the public directory. The office is real; everything that we put in it is invented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    /// Code of the directory, as `59512S00`. Guessable: never a proof of scope.
    pub code: &'static str,
    /// Official name, as `59-ML ROUBAIX`.
    pub nom_officiel: &'static str,
    /// Name in use.
    pub nom_usuel: &'static str,
    /// INSEE code of the seat.
    pub code_insee: &'static str,
    /// Commune of the seat.
    pub commune: &'static str,
    /// Département: two characters, three overseas.
    pub departement: &'static str,
    /// INSEE code of the region.
    pub region: &'static str,
    /// Time zone, as `Europe/Paris`.
    pub fuseau: &'static str,
    /// Number and street (directory of 2017).
    pub adresse: &'static str,
    /// Postal code.
    pub code_postal: &'static str,
}

/// A country of birth that is not France.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pays {
    /// INSEE code, as `99352`.
    pub code: &'static str,
    /// Usual name.
    pub nom: &'static str,
    /// Nationality, masculine.
    pub nationalite: &'static str,
}

/// Every structure of the world, always in the same order: Roubaix is number 0.
pub fn structures() -> &'static [Structure] {
    static LISTE: OnceLock<Vec<Structure>> = OnceLock::new();
    LISTE.get_or_init(|| {
        lignes::<10>(include_str!("../donnees/missions_locales.csv"))
            .map(
                |[
                    code,
                    nom_officiel,
                    nom_usuel,
                    code_insee,
                    commune,
                    departement,
                    region,
                    fuseau,
                    adresse,
                    code_postal,
                ]| Structure {
                    code,
                    nom_officiel,
                    nom_usuel,
                    code_insee,
                    commune,
                    departement,
                    region,
                    fuseau,
                    adresse,
                    code_postal,
                },
            )
            .collect()
    })
}

/// Countries with their nationality, by INSEE code.
pub fn pays() -> &'static [Pays] {
    static LISTE: OnceLock<Vec<Pays>> = OnceLock::new();
    LISTE.get_or_init(|| {
        lignes::<4>(include_str!("../donnees/pays.csv"))
            .map(|[code, nom, nationalite, _zone]| Pays { code, nom, nationalite })
            .collect()
    })
}

/// The lines of one of our files, header left out. A line with another number of columns is skipped:
/// the counts are asserted by the tests below.
pub(crate) fn lignes<const N: usize>(texte: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    texte.lines().skip(1).filter_map(|ligne| {
        let mut champs = [""; N];
        let mut morceaux = ligne.split(';');
        for champ in &mut champs {
            *champ = morceaux.next()?;
        }
        morceaux.next().is_none().then_some(champs)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roubaix_is_the_first_of_422_structures() {
        assert_eq!(structures().len(), 422);
        let premiere = &structures()[0];
        assert_eq!((premiere.code, premiere.commune, premiere.departement), ("59512S00", "Roubaix", "59"));
    }

    #[test]
    fn every_country_is_foreign_or_france_and_has_a_nationality() {
        assert!(pays().len() > 190);
        assert!(pays().iter().all(|p| p.code.starts_with("99") && !p.nationalite.is_empty()));
    }

    #[test]
    fn no_line_of_our_files_is_malformed() {
        let check = |texte: &'static str, lues: usize| assert_eq!(texte.lines().count() - 1, lues);
        check(include_str!("../donnees/missions_locales.csv"), structures().len());
        check(include_str!("../donnees/pays.csv"), pays().len());
        check(include_str!("../donnees/communes.csv"), lignes::<4>(include_str!("../donnees/communes.csv")).count());
        check(include_str!("../donnees/noms.csv"), lignes::<2>(include_str!("../donnees/noms.csv")).count());
        check(include_str!("../donnees/prenoms.csv"), lignes::<3>(include_str!("../donnees/prenoms.csv")).count());
    }
}
