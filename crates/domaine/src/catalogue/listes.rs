//! The registry of the files: one line each, in alphabetical order. A test compares it with the folder.

macro_rules! listes {
    ($($nom:literal)*) => {
        /// Name and text of each list.
        pub const TEXTES: &[(&str, &str)] =
            &[$(($nom, include_str!(concat!("../../catalogue/", $nom, ".toml")))),*];
    };
}

listes! {
    "absences"
    "academies"
    "canaux"
    "contrats"
    "couvertures-sante"
    "dernieres-classes"
    "difficultes-logement"
    "diplomes"
    "evenements"
    "freins"
    "freins-sante"
    "gardes-enfants"
    "inscriptions-france-travail"
    "justificatifs-identite"
    "langues"
    "liens"
    "lieux"
    "locomotions"
    "logements"
    "mesures-protection"
    "motifs-accueil"
    "nir-etats"
    "niveaux-francais"
    "offre"
    "organismes-allocations"
    "oui-non-inconnu"
    "perimetres-mobilite"
    "permis"
    "proposition-etats"
    "rdv-objets"
    "rdv-statuts"
    "reperage-connaissance"
    "reperage-resultats"
    "reperage-sources"
    "ressources"
    "rqth"
    "situation-categories"
    "situation-origines"
    "situation-types"
    "situations-familiales"
    "situations-penitentiaires"
    "statuts-fin"
    "themes"
    "titres-sejour"
}

/// The dated delays and limits, which are no list.
pub const PARAMETRES: &str = include_str!("../../catalogue/parametres.toml");
