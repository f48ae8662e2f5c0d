//! The data dictionary: every field of a dossier, its number for ever, its class, and the legal line that allows it.

/// A class of data: the unit of encryption, budget and journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum Classe {
    /// C1
    Identite = 0,
    /// C2
    Contact = 1,
    /// C3
    Identifiants = 2,
    /// C4
    Parcours = 3,
    /// C5
    Delicat = 4,
    /// C6
    Argent = 5,
    /// C7
    Papiers = 6,
}

impl Classe {
    /// All seven, C1 first.
    pub const ALL: [Classe; 7] = [
        Classe::Identite,
        Classe::Contact,
        Classe::Identifiants,
        Classe::Parcours,
        Classe::Delicat,
        Classe::Argent,
        Classe::Papiers,
    ];

    /// The class's bit in the journal's bitmap.
    pub const fn bit(self) -> u8 {
        1 << self as u8
    }

    /// The class of a stored number 0..=6.
    pub fn from_number(number: u8) -> Option<Classe> {
        Classe::ALL.get(number as usize).copied()
    }
}

macro_rules! champs {
    ($($number:literal $name:ident $key:literal $classe:ident $source:literal;)*) => {
        /// A field of a dossier. Its number is its bit in the journal's field bitmap and its tag in sealed records.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the table below says each field's key, class and legal line")]
        pub enum Champ { $($name = $number,)* }

        impl Champ {
            /// Every field, in the order of the numbers.
            pub const ALL: &[Champ] = &[$(Champ::$name),*];

            /// The field of this number.
            pub fn from_number(number: u8) -> Option<Champ> {
                match number { $($number => Some(Champ::$name),)* _ => None }
            }

            /// Its class.
            pub const fn classe(self) -> Classe {
                match self { $(Champ::$name => Classe::$classe,)* }
            }

            /// Its key in files and translations.
            pub const fn key(self) -> &'static str {
                match self { $(Champ::$name => $key,)* }
            }

            /// The legal line that allows it to be held.
            pub const fn source(self) -> &'static str {
                match self { $(Champ::$name => $source,)* }
            }
        }
    };
}

champs! {
    1 NomNaissance "nom-naissance" Identite "décret 2015-59, annexe I.A";
    2 NomUsage "nom-usage" Identite "décret 2015-59, annexe I.A";
    3 Prenom "prenom" Identite "décret 2015-59, annexe I.A";
    4 Naissance "naissance" Identite "décret 2015-59, annexe I.A";
    5 Sexe "sexe" Identite "décret 2015-59, annexe I.A";
    6 CommuneNaissance "commune-naissance" Identite "décret 2015-59, annexe I.A";
    7 Nationalite "nationalite" Identite "décret 2015-59, annexe I.A";
    8 Numero "numero" Identite "décret 2015-59, annexe I.A (matricule attribué par le traitement)";
    9 AutresPrenoms "autres-prenoms" Identite "décret 2015-59, annexe I.A";
    10 Voie "voie" Contact "décret 2015-59, annexe I.A";
    11 CodePostal "code-postal" Contact "décret 2015-59, annexe I.A";
    12 Commune "commune" Contact "décret 2015-59, annexe I.A";
    13 Telephone "telephone" Contact "décret 2015-59, annexe I.A";
    14 Mail "mail" Contact "décret 2015-59, annexe I.A";
    15 TelephoneFixe "telephone-fixe" Contact "décret 2015-59, annexe I.A";
    20 Nir "nir" Identifiants "décret 2015-59, annexe I.A";
    21 IdentifiantFranceTravail "identifiant-france-travail" Identifiants "décret 2015-59, annexe II.B (IDE)";
    30 NiveauFormation "niveau-formation" Parcours "décret 2015-59, annexe II.A";
    31 Situation "situation" Parcours "décret 2015-59, annexe II.A";
    32 Entretien "entretien" Parcours "décret 2015-59, annexe IV.A";
    40 Logement "logement" Delicat "décret 2015-59, annexe III";
    41 Sante "sante" Delicat "décret 2015-59, annexe II.C";
    50 Iban "iban" Argent "arrêté du 17 novembre 2021, annexe 1, 4° C.1";
    60 Papier "papier" Papiers "décret 2015-59, annexe I.A (pièce d'identité)";
}

impl Champ {
    /// The field's bit in the journal's field bitmap.
    pub const fn bit(self) -> u64 {
        1 << self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_fit_the_bitmap_and_keys_are_unique() {
        let mut keys: Vec<_> = Champ::ALL.iter().map(|c| c.key()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), Champ::ALL.len());
        assert!(Champ::ALL.iter().all(|&c| (c as u8) < 64 && Champ::from_number(c as u8) == Some(c)));
    }

    #[test]
    fn every_field_has_its_legal_line() {
        assert!(Champ::ALL.iter().all(|c| !c.source().is_empty()));
    }
}
