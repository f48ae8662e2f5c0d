//! Evenements: the contacts between a jeune and her mission locale.

/// Kind of an evenement (décret 2015-59, annexe IV.A: "date, type et modalités d'entretien").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum GenreEvenement {
    EntretienIndividuel = 1,
    Atelier = 2,
    InformationCollective = 3,
    Telephone = 4,
    Courrier = 5,
    Mediation = 6,
    Administratif = 7,
}

impl GenreEvenement {
    /// All kinds, in the order of the form.
    pub const ALL: [GenreEvenement; 7] = [
        GenreEvenement::EntretienIndividuel,
        GenreEvenement::Atelier,
        GenreEvenement::InformationCollective,
        GenreEvenement::Telephone,
        GenreEvenement::Courrier,
        GenreEvenement::Mediation,
        GenreEvenement::Administratif,
    ];

    /// The kind of a stored number.
    pub fn from_number(number: u8) -> Option<GenreEvenement> {
        GenreEvenement::ALL.into_iter().find(|g| *g as u8 == number)
    }

    /// Its key in forms and translations.
    pub const fn key(self) -> &'static str {
        match self {
            GenreEvenement::EntretienIndividuel => "entretien-individuel",
            GenreEvenement::Atelier => "atelier",
            GenreEvenement::InformationCollective => "information-collective",
            GenreEvenement::Telephone => "telephone",
            GenreEvenement::Courrier => "courrier",
            GenreEvenement::Mediation => "mediation",
            GenreEvenement::Administratif => "administratif",
        }
    }

    /// The kind of a form's key.
    pub fn from_key(key: &str) -> Option<GenreEvenement> {
        GenreEvenement::ALL.into_iter().find(|g| g.key() == key)
    }
}

/// Longest text of an evenement, in characters.
pub const TEXTE_MAX: usize = 8_000;
