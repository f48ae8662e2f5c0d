//! What a type of situation is, as the catalogue says.

use jiff::civil::Date;

use super::Categorie;
use crate::catalogue::{Catalogue, Valeur};

/// What the rules ask of a type of situation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeSituation {
    /// The category to which it belongs.
    pub categorie: Categorie,
    /// Where exchanges name it apart, its place among the categories and its word (the PMSMP alone: 5, `Pmsmp`).
    pub a_part: Option<(u8, &'static str)>,
    /// A contract is signed: its kind must be said.
    pub contrat: bool,
    /// Keys of the list `contrats` that it admits, joined by a space; without them, any.
    pub contrats: Option<&'static str>,
    /// Hours that one such action counts in the week of a CEJ; none outside the actions of the week.
    pub heures: Option<u16>,
    /// No source that we hold lists it.
    pub a_confirmer: bool,
    /// First day on which it may begin.
    pub depuis: Option<Date>,
    /// Last day on which it may begin.
    pub jusqua: Option<Date>,
}

impl TypeSituation {
    /// A national type, offered or not; nothing for a code that the catalogue does not have. A structure's own type is
    /// what the national type is from which it derives.
    pub fn of(type_: u16) -> Option<TypeSituation> {
        Catalogue::get("situation-types")?.by_code(type_).and_then(TypeSituation::read)
    }

    /// A type that asks for nothing.
    pub const fn plain(categorie: Categorie) -> TypeSituation {
        TypeSituation {
            categorie,
            a_part: None,
            contrat: false,
            contrats: None,
            heures: None,
            a_confirmer: false,
            depuis: None,
            jusqua: None,
        }
    }

    /// Whether a situation of this type may begin that day; both ends included.
    pub fn is_valid(&self, debut: Date) -> bool {
        self.depuis.is_none_or(|depuis| depuis <= debut) && self.jusqua.is_none_or(|jusqua| debut <= jusqua)
    }

    /// Whether this kind of contract may be signed for it. A structure's own kinds (from 1,000) are admitted: nothing
    /// says against which national one they would be compared.
    pub fn admits(&self, contrat: u16) -> bool {
        let Some(admitted) = self.contrats else { return true };
        let known = Catalogue::get("contrats").and_then(|liste| liste.by_code(contrat));
        known.map_or(contrat >= 1_000, |contrat| admitted.split(' ').any(|cle| cle == contrat.cle))
    }

    fn read(valeur: &Valeur) -> Option<TypeSituation> {
        let number = |nom: &str| valeur.nombre(nom);
        Some(TypeSituation {
            categorie: valeur.texte("categorie").and_then(Categorie::from_key)?,
            a_part: number("ordre").and_then(|ordre| u8::try_from(ordre).ok()).zip(valeur.texte("api")),
            contrat: valeur.est("contrat"),
            contrats: valeur.texte("contrats"),
            heures: number("heures").and_then(|heures| u16::try_from(heures).ok()),
            a_confirmer: valeur.est("a-confirmer"),
            depuis: valeur.depuis,
            jusqua: valeur.jusqua,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::essais::situation;
    use super::super::{Situation, courante};
    use super::*;

    #[test]
    fn the_catalogue_and_the_categories_agree() {
        let liste = Catalogue::get("situation-categories").unwrap();
        let of = |c: Categorie| liste.by_key(c.key()).unwrap();
        assert_eq!(liste.valeurs().len(), Categorie::ALL.len());
        for categorie in Categorie::ALL {
            let valeur = of(categorie);
            assert_eq!(valeur.code, u16::from(categorie.number()), "{categorie:?}");
            assert_eq!(valeur.nombre("ordre"), Some(categorie.number().into()), "{categorie:?}");
            assert_eq!(valeur.texte("api"), categorie.api(), "{categorie:?}");
            assert_eq!(valeur.est("professionnelle"), categorie.is_professionnelle(), "{categorie:?}");
        }
    }

    #[test]
    fn every_type_is_read_and_every_category_has_one() {
        let types = Catalogue::get("situation-types").unwrap();
        let contrats = Catalogue::get("contrats").unwrap();
        for valeur in types.valeurs() {
            let found = TypeSituation::of(valeur.code).unwrap_or_else(|| panic!("{} has no category", valeur.cle));
            assert!(!found.contrat || found.categorie.is_salariee(), "{}", valeur.cle);
            assert!(found.heures.is_none() || found.categorie == Categorie::NonProfessionnelle, "{}", valeur.cle);
            for cle in found.contrats.into_iter().flat_map(|cles| cles.split(' ')) {
                assert!(contrats.by_key(cle).is_some(), "{}: {cle}", valeur.cle);
            }
        }
        for categorie in Categorie::ALL {
            let mut offered = types.at(date(2026, 11, 23)).filter_map(|v| TypeSituation::of(v.code));
            assert!(offered.any(|t| t.categorie == categorie), "{categorie:?}");
        }
        assert_eq!(TypeSituation::of(0), None);
        assert_eq!(TypeSituation::of(u16::MAX), None);
    }

    #[test]
    fn the_pmsmp_is_an_immersion_with_a_name_and_a_place_of_its_own() {
        let code = |cle: &str| Catalogue::get("situation-types").unwrap().by_key(cle).unwrap().code;
        let immersion = |num, cle: &str| Situation { type_: code(cle), ..situation(num, Categorie::Immersion) };
        let check = |situation: Situation, rang: u8, api: Option<&str>| {
            assert_eq!((situation.rang(), situation.api()), (rang, api), "{situation:?}");
        };
        check(immersion(1, "pmsmp"), 5, Some("Pmsmp"));
        check(immersion(1, "emt"), 4, Some("Immersion en entreprise"));
        check(Situation { type_: 1_000, ..immersion(1, "pmsmp") }, 4, Some("Immersion en entreprise"));
        check(Situation { categorie: Categorie::Emploi, ..immersion(1, "pmsmp") }, 1, Some("Emploi"));
        // The type of an action of the week has a word of exchange too, which is not that of a category.
        let action = Situation { type_: code("snp-emploi"), ..situation(1, Categorie::NonProfessionnelle) };
        check(action, 9, None);
        let both = [immersion(1, "emt"), immersion(2, "pmsmp"), situation(3, Categorie::Volontariat)];
        assert_eq!(courante(&both, date(2026, 11, 23)).map(|s| s.num), Some(1));
        assert_eq!(courante(&both[1..], date(2026, 11, 23)).map(|s| s.num), Some(2));
    }

    #[test]
    fn contracts_admitted() {
        let cdd = TypeSituation { contrats: Some("cdd"), ..TypeSituation::plain(Categorie::Emploi) };
        let code = |cle: &str| Catalogue::get("contrats").unwrap().by_key(cle).unwrap().code;
        let check = |nature: &TypeSituation, contrat: u16, expected: bool| {
            assert_eq!(nature.admits(contrat), expected, "{contrat} for {:?}", nature.contrats);
        };
        check(&cdd, code("cdd"), true);
        check(&cdd, code("cdi"), false);
        check(&cdd, 999, false);
        check(&cdd, 1_000, true);
        check(&TypeSituation { contrats: Some("cdi cdd"), ..cdd }, code("cdd"), true);
        check(&TypeSituation { contrats: None, ..cdd }, code("cdi"), true);
    }
}
