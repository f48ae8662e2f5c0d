//! Why a situation is not counted: the question that a conseiller asks most, answered in place.

/// The two kinds of sources that we hold: the sheets of a region for those who enter data, and the vocabulary of
/// the CEJ application. Neither is a legal text; what we only deduce says so.
const FICHE_SITUATIONS: &str = "Fiche de saisie « Les situations : généralités », ARML Nouvelle-Aquitaine";
const FICHE_FORMATION: &str =
    "Fiche de saisie « Prescriptions et entrées en formation professionnelle », ARML Nouvelle-Aquitaine";
const CHARTE: &str = "Charte de saisie des missions locales de Nouvelle-Aquitaine, 2019";
const CEJ: &str = "Application du CEJ : règles publiées des situations et des actions de la semaine";

/// One reason for which a situation is not counted, or may not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Motif {
    /// It has not begun.
    Prevue,
    /// It is the category of those of whom nothing is known.
    SituationInconnue,
    /// Its type is not in the catalogue or in no list that we hold, belongs to another category, or was not in use when
    /// it began.
    TypeAConfirmer,
    /// A contract is signed and its kind is not said.
    ContratManquant,
    /// No métier.
    RomeManquant,
    /// It began before the first reception: it is the earlier pathway.
    AvantAccueil,
    /// An action of the week that counts no hour.
    ActionSansHeure,
    /// A training that began outside any dispositif that carries trainings.
    HorsDispositif,
    /// Dispositifs are not held here yet: to be checked elsewhere.
    DispositifNonTenu,
    /// A training without mise en relation.
    SansPrescription,
    /// A training whose mise en relation has no result yet, or was refused.
    PrescriptionSansSuite,
    /// Mises en relation are not held here yet: to be checked elsewhere.
    PrescriptionNonTenue,
}

/// What to do about a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the gesture that it says")]
pub enum Geste {
    AttendreLeDebut,
    ReprendreContact,
    ChoisirLeType,
    DireLeContrat,
    ChercherLeMetier,
    RienAFaire,
    OuvrirUnDispositif,
    Prescrire,
    SaisirLaReponse,
    VerifierAilleurs,
}

impl Motif {
    /// All, in the order in which they are told.
    pub const ALL: [Motif; 12] = [
        Motif::Prevue,
        Motif::SituationInconnue,
        Motif::TypeAConfirmer,
        Motif::ContratManquant,
        Motif::RomeManquant,
        Motif::AvantAccueil,
        Motif::ActionSansHeure,
        Motif::HorsDispositif,
        Motif::DispositifNonTenu,
        Motif::SansPrescription,
        Motif::PrescriptionSansSuite,
        Motif::PrescriptionNonTenue,
    ];

    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Motif::Prevue => "prevue",
            Motif::SituationInconnue => "situation-inconnue",
            Motif::TypeAConfirmer => "type-a-confirmer",
            Motif::ContratManquant => "contrat-manquant",
            Motif::RomeManquant => "rome-manquant",
            Motif::AvantAccueil => "avant-accueil",
            Motif::ActionSansHeure => "action-sans-heure",
            Motif::HorsDispositif => "hors-dispositif",
            Motif::DispositifNonTenu => "dispositif-non-tenu",
            Motif::SansPrescription => "sans-prescription",
            Motif::PrescriptionSansSuite => "prescription-sans-suite",
            Motif::PrescriptionNonTenue => "prescription-non-tenue",
        }
    }

    /// Where the rule is written, in French as the document is.
    pub const fn source(self) -> &'static str {
        match self {
            Motif::Prevue | Motif::ActionSansHeure => CEJ,
            Motif::SituationInconnue | Motif::AvantAccueil => CHARTE,
            Motif::TypeAConfirmer | Motif::ContratManquant | Motif::RomeManquant => FICHE_SITUATIONS,
            Motif::HorsDispositif
            | Motif::DispositifNonTenu
            | Motif::SansPrescription
            | Motif::PrescriptionSansSuite
            | Motif::PrescriptionNonTenue => FICHE_FORMATION,
        }
    }

    /// Whether the source says that it is not counted. The others are deduced from it and shown as "à confirmer".
    pub const fn is_verifie(self) -> bool {
        matches!(
            self,
            Motif::ContratManquant
                | Motif::ActionSansHeure
                | Motif::HorsDispositif
                | Motif::SansPrescription
                | Motif::PrescriptionSansSuite
        )
    }

    /// What to do.
    pub const fn geste(self) -> Geste {
        match self {
            Motif::Prevue => Geste::AttendreLeDebut,
            Motif::SituationInconnue => Geste::ReprendreContact,
            Motif::TypeAConfirmer => Geste::ChoisirLeType,
            Motif::ContratManquant => Geste::DireLeContrat,
            Motif::RomeManquant => Geste::ChercherLeMetier,
            Motif::AvantAccueil | Motif::ActionSansHeure => Geste::RienAFaire,
            Motif::HorsDispositif => Geste::OuvrirUnDispositif,
            Motif::SansPrescription => Geste::Prescrire,
            Motif::PrescriptionSansSuite => Geste::SaisirLaReponse,
            Motif::DispositifNonTenu | Motif::PrescriptionNonTenue => Geste::VerifierAilleurs,
        }
    }
}

impl Geste {
    /// All, for the test that each has its words.
    pub const ALL: [Geste; 10] = [
        Geste::AttendreLeDebut,
        Geste::ReprendreContact,
        Geste::ChoisirLeType,
        Geste::DireLeContrat,
        Geste::ChercherLeMetier,
        Geste::RienAFaire,
        Geste::OuvrirUnDispositif,
        Geste::Prescrire,
        Geste::SaisirLaReponse,
        Geste::VerifierAilleurs,
    ];

    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Geste::AttendreLeDebut => "attendre-le-debut",
            Geste::ReprendreContact => "reprendre-contact",
            Geste::ChoisirLeType => "choisir-le-type",
            Geste::DireLeContrat => "dire-le-contrat",
            Geste::ChercherLeMetier => "chercher-le-metier",
            Geste::RienAFaire => "rien-a-faire",
            Geste::OuvrirUnDispositif => "ouvrir-un-dispositif",
            Geste::Prescrire => "prescrire",
            Geste::SaisirLaReponse => "saisir-la-reponse",
            Geste::VerifierAilleurs => "verifier-ailleurs",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_its_words_its_source_and_its_gesture() {
        let mut keys: Vec<_> = Motif::ALL.iter().map(|m| m.key()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), Motif::ALL.len());
        assert!(Motif::ALL.iter().all(|m| !m.source().is_empty() && Geste::ALL.contains(&m.geste())));
        assert!(Geste::ALL.iter().all(|g| Motif::ALL.iter().any(|m| m.geste() == *g)));
    }
}
