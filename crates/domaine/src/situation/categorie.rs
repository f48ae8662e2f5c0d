//! The nine categories of situations, and the order in which they speak.

/// What kind of situation it is. The number is for ever, stands in clear in the base, and is the priority in the rule of
/// the current situation: it is the display order of the exchanges, continued by us for the two that they do not have.
///
/// Nine are shown. Exchanges know a tenth, `Pmsmp`, of order 5: here the PMSMP is a *type* of immersion, because a
/// conseiller looks for it under "Immersion" and a type never stands in clear. It keeps its word and its order, which
/// the catalogue says (`api` and `ordre` of the type), and 5 is never the number of a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum Categorie {
    Emploi = 1,
    Alternance = 2,
    Formation = 3,
    Immersion = 4,
    Volontariat = 6,
    Scolarite = 7,
    DemandeurEmploi = 8,
    NonProfessionnelle = 9,
    Inconnue = 10,
}

impl Categorie {
    /// All, in the order of the form, which is that of their priority.
    pub const ALL: [Categorie; 9] = [
        Categorie::Emploi,
        Categorie::Alternance,
        Categorie::Formation,
        Categorie::Immersion,
        Categorie::Volontariat,
        Categorie::Scolarite,
        Categorie::DemandeurEmploi,
        Categorie::NonProfessionnelle,
        Categorie::Inconnue,
    ];

    /// The number that is stored.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The category of a stored number.
    pub fn from_number(number: u8) -> Option<Categorie> {
        Categorie::ALL.into_iter().find(|c| c.number() == number)
    }

    /// Its key in forms, translations and the catalogue.
    pub const fn key(self) -> &'static str {
        match self {
            Categorie::Emploi => "emploi",
            Categorie::Alternance => "alternance",
            Categorie::Formation => "formation",
            Categorie::Immersion => "immersion",
            Categorie::Volontariat => "volontariat",
            Categorie::Scolarite => "scolarite",
            Categorie::DemandeurEmploi => "demandeur-emploi",
            Categorie::NonProfessionnelle => "non-professionnelle",
            Categorie::Inconnue => "inconnue",
        }
    }

    /// The category of a key.
    pub fn from_key(key: &str) -> Option<Categorie> {
        Categorie::ALL.into_iter().find(|c| c.key() == key)
    }

    /// Its word in exchanges with the CEJ application. Neither actions of the week nor an unknown situation have one
    /// there: both stay with us.
    pub const fn api(self) -> Option<&'static str> {
        match self {
            Categorie::Emploi => Some("Emploi"),
            Categorie::Alternance => Some("Contrat en Alternance"),
            Categorie::Formation => Some("Formation"),
            Categorie::Immersion => Some("Immersion en entreprise"),
            Categorie::Volontariat => Some("Contrat de volontariat - bénévolat"),
            Categorie::Scolarite => Some("Scolarité"),
            Categorie::DemandeurEmploi => Some("Demandeur d'emploi"),
            Categorie::NonProfessionnelle | Categorie::Inconnue => None,
        }
    }

    /// Whether it is a step towards work: two at once in one such category deserve a question.
    pub const fn is_professionnelle(self) -> bool {
        matches!(
            self,
            Categorie::Emploi
                | Categorie::Alternance
                | Categorie::Formation
                | Categorie::Immersion
                | Categorie::Volontariat
        )
    }

    /// Whether a contract is signed with an employer, so that its kind must be known.
    pub const fn is_salariee(self) -> bool {
        matches!(self, Categorie::Emploi | Categorie::Alternance)
    }

    /// Whether a métier is what it is about.
    pub const fn has_metier(self) -> bool {
        matches!(self, Categorie::Emploi | Categorie::Alternance | Categorie::Immersion)
    }

    /// Whether it counts only when prescribed, and within a dispositif.
    pub const fn is_prescrite(self) -> bool {
        matches!(self, Categorie::Formation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_for_ever() {
        let numbers: Vec<(u8, &str)> = Categorie::ALL.iter().map(|c| (c.number(), c.key())).collect();
        let expected = [
            (1, "emploi"),
            (2, "alternance"),
            (3, "formation"),
            (4, "immersion"),
            (6, "volontariat"),
            (7, "scolarite"),
            (8, "demandeur-emploi"),
            (9, "non-professionnelle"),
            (10, "inconnue"),
        ];
        assert_eq!(numbers, expected);
    }

    #[test]
    fn numbers_and_keys_come_back() {
        assert!(Categorie::ALL.iter().all(|c| Categorie::from_number(c.number()) == Some(*c)));
        assert!(Categorie::ALL.iter().all(|c| Categorie::from_key(c.key()) == Some(*c)));
        let taken = (0..=u8::MAX).filter(|n| Categorie::from_number(*n).is_some()).count();
        assert_eq!(taken, 9);
        assert_eq!(Categorie::from_number(5), None);
        assert_eq!(Categorie::from_key("pmsmp"), None);
    }
}
