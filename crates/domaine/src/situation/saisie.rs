//! What a typed situation must hold before it is written.

use std::fmt;

use jiff::civil::{Date, date};

use super::{Categorie, Rome, TypeSituation};

/// The last day that a situation may name. Beyond, a wrong century was typed.
pub const DATE_MAX: Date = date(2100, 12, 31);

/// A situation as the form gives it: what could not be read as a date or a code was refused before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields of a situation, each perhaps empty")]
pub struct Saisie {
    pub categorie: Option<Categorie>,
    pub type_: Option<u16>,
    pub contrat: Option<u16>,
    pub debut: Option<Date>,
    pub fin_prevue: Option<Date>,
    pub fin: Option<Date>,
    pub rome: Option<Rome>,
}

/// One of the three days of a situation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the field that it says")]
pub enum Jour {
    Debut,
    FinPrevue,
    Fin,
}

/// Why a situation cannot be written as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Faute {
    /// None of the nine was chosen.
    CategorieAbsente,
    /// No type was chosen.
    TypeAbsent,
    /// The catalogue has no such type.
    TypeInconnu,
    /// The type belongs to another category.
    TypeHorsCategorie,
    /// A contract is signed: its kind must be said.
    ContratAbsent,
    /// The type does not go with this kind of contract.
    ContratHorsType,
    /// No first day.
    DebutAbsent,
    /// Announced to end before it begins.
    FinPrevueAvantDebut,
    /// Ended before it began.
    FinAvantDebut,
    /// A day before the birth of the young person.
    AvantNaissance(Jour),
    /// A day after [`DATE_MAX`].
    TropLoin(Jour),
}

impl Faute {
    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Faute::CategorieAbsente => "categorie-absente",
            Faute::TypeAbsent => "type-absent",
            Faute::TypeInconnu => "type-inconnu",
            Faute::TypeHorsCategorie => "type-hors-categorie",
            Faute::ContratAbsent => "contrat-absent",
            Faute::ContratHorsType => "contrat-hors-type",
            Faute::DebutAbsent => "debut-absent",
            Faute::FinPrevueAvantDebut => "fin-prevue-avant-debut",
            Faute::FinAvantDebut => "fin-avant-debut",
            Faute::AvantNaissance(_) => "date-avant-naissance",
            Faute::TropLoin(_) => "date-trop-loin",
        }
    }

    /// The field of the form to which it leads back.
    pub const fn champ(self) -> &'static str {
        match self {
            Faute::CategorieAbsente => "categorie",
            Faute::TypeAbsent | Faute::TypeInconnu | Faute::TypeHorsCategorie => "type",
            Faute::ContratAbsent | Faute::ContratHorsType => "contrat",
            Faute::DebutAbsent => "debut",
            Faute::FinPrevueAvantDebut => "fin-prevue",
            Faute::FinAvantDebut => "fin",
            Faute::AvantNaissance(jour) | Faute::TropLoin(jour) => match jour {
                Jour::Debut => "debut",
                Jour::FinPrevue => "fin-prevue",
                Jour::Fin => "fin",
            },
        }
    }
}

impl fmt::Display for Faute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl std::error::Error for Faute {}

/// All faults of what was typed, in the order of the form; none when it can be written.
///
/// `nature` says what a type is: [`TypeSituation::of`] for those of the catalogue; a structure's own type has the nature of the
/// national type from which it derives.
pub fn check(saisie: &Saisie, naissance: Option<Date>, nature: impl Fn(u16) -> Option<TypeSituation>) -> Vec<Faute> {
    let mut fautes = Vec::new();
    kind(saisie, nature, &mut fautes);
    days(saisie, naissance, &mut fautes);
    fautes
}

fn kind(saisie: &Saisie, nature: impl Fn(u16) -> Option<TypeSituation>, fautes: &mut Vec<Faute>) {
    let Some(categorie) = saisie.categorie else {
        fautes.push(Faute::CategorieAbsente);
        return;
    };
    let Some(type_) = saisie.type_ else {
        fautes.push(Faute::TypeAbsent);
        return;
    };
    let Some(nature) = nature(type_) else {
        fautes.push(Faute::TypeInconnu);
        return;
    };
    if nature.categorie != categorie {
        fautes.push(Faute::TypeHorsCategorie);
    } else if nature.contrat {
        match saisie.contrat {
            None => fautes.push(Faute::ContratAbsent),
            Some(contrat) if !nature.admits(contrat) => fautes.push(Faute::ContratHorsType),
            Some(_) => {}
        }
    }
}

fn days(saisie: &Saisie, naissance: Option<Date>, fautes: &mut Vec<Faute>) {
    if saisie.debut.is_none() {
        fautes.push(Faute::DebutAbsent);
    }
    let is_before_debut = |fin: Option<Date>| fin.zip(saisie.debut).is_some_and(|(fin, debut)| fin < debut);
    for (jour, day) in [(Jour::Debut, saisie.debut), (Jour::FinPrevue, saisie.fin_prevue), (Jour::Fin, saisie.fin)] {
        let Some(day) = day else { continue };
        // One fault a field: a wrong century is not told a second time as a wrong order.
        if naissance.is_some_and(|naissance| day < naissance) {
            fautes.push(Faute::AvantNaissance(jour));
        } else if day > DATE_MAX {
            fautes.push(Faute::TropLoin(jour));
        } else if jour == Jour::FinPrevue && is_before_debut(Some(day)) {
            fautes.push(Faute::FinPrevueAvantDebut);
        } else if jour == Jour::Fin && is_before_debut(Some(day)) {
            fautes.push(Faute::FinAvantDebut);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPLOI: u16 = 1;
    const CREATION: u16 = 2;
    const SCOLAIRE: u16 = 3;

    /// A small catalogue of this test's own: a job, one's own business, a school.
    fn nature(type_: u16) -> Option<TypeSituation> {
        let of = |categorie, contrat| {
            Some(TypeSituation { contrat, contrats: Some("cdd"), ..TypeSituation::plain(categorie) })
        };
        match type_ {
            EMPLOI => of(Categorie::Emploi, true),
            CREATION => of(Categorie::Emploi, false),
            SCOLAIRE => of(Categorie::Scolarite, false),
            _ => None,
        }
    }

    fn good() -> Saisie {
        Saisie {
            categorie: Some(Categorie::Emploi),
            type_: Some(EMPLOI),
            contrat: Some(1),
            debut: Some(date(2026, 9, 1)),
            ..Saisie::default()
        }
    }

    #[test]
    fn kinds() {
        let check = |saisie: Saisie, expected: &[Faute]| {
            assert_eq!(super::check(&saisie, None, nature), expected, "{saisie:?}");
        };
        check(good(), &[]);
        check(Saisie::default(), &[Faute::CategorieAbsente, Faute::DebutAbsent]);
        check(Saisie { type_: None, ..good() }, &[Faute::TypeAbsent]);
        check(Saisie { type_: Some(9_999), ..good() }, &[Faute::TypeInconnu]);
        check(Saisie { type_: Some(SCOLAIRE), ..good() }, &[Faute::TypeHorsCategorie]);
        check(Saisie { contrat: None, ..good() }, &[Faute::ContratAbsent]);
        check(Saisie { contrat: Some(2), ..good() }, &[Faute::ContratHorsType]);
        check(Saisie { type_: Some(CREATION), contrat: None, ..good() }, &[]);
        let scolaire = Saisie { categorie: Some(Categorie::Scolarite), type_: Some(SCOLAIRE), ..good() };
        check(Saisie { contrat: None, ..scolaire }, &[]);
        check(scolaire, &[]); // a contract left from another choice is nobody's fault
    }

    #[test]
    fn limit_days() {
        let naissance = date(2008, 2, 29);
        let check = |debut: Option<Date>, fin_prevue: Option<Date>, fin: Option<Date>, expected: &[Faute]| {
            let saisie = Saisie { debut, fin_prevue, fin, ..good() };
            let found = super::check(&saisie, Some(naissance), nature);
            assert_eq!(found, expected, "{debut:?} {fin_prevue:?} {fin:?}");
        };
        let jour = |y, m, d| Some(date(y, m, d));
        check(None, None, None, &[Faute::DebutAbsent]);
        check(jour(2026, 9, 1), jour(2026, 9, 1), jour(2026, 9, 1), &[]);
        check(jour(2026, 9, 1), jour(2026, 8, 31), None, &[Faute::FinPrevueAvantDebut]);
        check(jour(2026, 9, 1), None, jour(2026, 8, 31), &[Faute::FinAvantDebut]);
        let before = jour(2026, 8, 31);
        check(jour(2026, 9, 1), before, before, &[Faute::FinPrevueAvantDebut, Faute::FinAvantDebut]);
        check(jour(2026, 9, 1), jour(2026, 12, 31), jour(2026, 10, 2), &[]); // broken before its term
        check(jour(2026, 9, 1), jour(2026, 12, 31), jour(2027, 2, 1), &[]); // prolonged beyond it
        check(jour(2008, 2, 29), None, None, &[]);
        check(jour(2008, 2, 28), None, None, &[Faute::AvantNaissance(Jour::Debut)]);
        check(jour(2026, 9, 1), None, jour(1926, 9, 1), &[Faute::AvantNaissance(Jour::Fin)]);
        check(None, None, jour(2026, 9, 1), &[Faute::DebutAbsent]);
        check(jour(2026, 9, 1), Some(DATE_MAX), None, &[]);
        check(jour(2026, 9, 1), jour(2101, 1, 1), None, &[Faute::TropLoin(Jour::FinPrevue)]);
        check(jour(2101, 1, 1), None, None, &[Faute::TropLoin(Jour::Debut)]);
        check(
            Some(Date::MIN),
            None,
            Some(Date::MAX),
            &[Faute::AvantNaissance(Jour::Debut), Faute::TropLoin(Jour::Fin)],
        );
    }

    #[test]
    fn without_a_birth_any_past_day_goes() {
        let saisie = Saisie { debut: Some(date(1950, 1, 1)), ..good() };
        assert_eq!(check(&saisie, None, nature), []);
    }
}
