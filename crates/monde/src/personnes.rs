//! Synthetic young people: plausible, and nobody. The same seed gives the same people for ever.
//!
//! Rules that keep every real person out: social security numbers of order 000, France Travail numbers of prefix 000,
//! phones of the ARCEP fiction blocks, mail in `.example`, bank 99999, streets that exist nowhere.

use domaine::proposition::Proposition;
use domaine::{Groupe, Statut};
use jiff::civil::Date;

mod agents;
mod alea;
mod fiche;
mod identifiants;
mod identite;
mod jour;
mod monde;
mod parcours;
mod saisons;
mod sceaux;
mod situations;
mod textes;

pub use agents::{AgentFictif, DOSSIERS_PAR_CONSEILLER};
pub use alea::Alea;
pub use fiche::Valeur;
pub use identifiants::{BANQUE_FICTIVE, TELEPHONES_DE_FICTION, iban_key, nir_key, rib_key};
pub use jour::{AUJOURDHUI, Jour};
pub use monde::Monde;
pub use sceaux::{Scellee, colonnes_scellees, combinaisons};
pub use situations::SituationFictive;

/// Kinds of evenement: the ten of the catalogue, by their keys.
pub const GENRES: [&str; 10] = [
    "entretien-individuel",
    "atelier",
    "information-collective",
    "telephone",
    "courrier",
    "mediation",
    "administratif",
    "entretien-partenaire",
    "visite",
    "prestation",
];

/// Part of the dossiers that are active, a third; most of a real base sleeps.
pub(crate) const ACTIFS_POUR_MILLE: u64 = 330;

/// Part of the dossiers that are closed; the rest sleeps.
pub(crate) const FINS_POUR_MILLE: u64 = 30;

/// One synthetic young person, whole. Empty strings are absent values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jeune {
    /// Rank in the structure, from 0.
    pub rang: u64,
    /// Whether feminine forms are used: civilité Madame.
    pub feminin: bool,
    /// Name at birth, as in the lists, with its accents.
    pub nom_naissance: String,
    /// Name in use, if it is another.
    pub nom_usage: Option<String>,
    /// One to three given names; the first is the one in use.
    pub prenoms: Vec<String>,
    /// Date of birth, 2000 to 2010.
    pub date_naissance: Jour,
    /// INSEE code of the commune of birth, or `99xxx` of the country.
    pub code_naissance: &'static str,
    /// Name of that commune or country.
    pub lieu_naissance: String,
    /// Nationality, in the right gender for France, masculine otherwise (the label of the list).
    pub nationalite: String,
    /// Free remark on the identity; markers only.
    pub precision_identite: String,
    /// Where the person lives.
    pub adresse: Adresse,
    /// Mobile, ten digits.
    pub mobile: Option<String>,
    /// Landline, ten digits.
    pub fixe: Option<String>,
    /// Mail.
    pub mail: Option<String>,
    /// Social security number, 15 characters.
    pub nir: Option<String>,
    /// Identifiant France Travail, seven digits and a letter.
    pub france_travail: Option<String>,
    /// What a partner calls this person; markers only.
    pub reference_partenaire: String,
    /// One in three is active. It follows from the days of the contacts: [`domaine::statut::at`] says the same.
    pub statut: Statut,
    /// Level of education: `1` to `8`, `X` never at school, `C` uncertified.
    pub niveau: &'static str,
    /// First reception.
    pub date_accueil: Jour,
    /// What the person wants to do, in a few words; forgotten of those who are no longer followed.
    pub projet: String,
    /// In order of date: one a month or so while active, none or one otherwise.
    pub evenements: Vec<Evenement>,
    /// Fields that are keys of the catalogue's lists, numbers and days, and the legal representatives of a minor.
    pub champs: Vec<Valeur>,
    /// One to six.
    pub situations: Vec<SituationFictive>,
    /// What the interviews proposed.
    pub propositions: Vec<Proposition>,
    /// Groups that were confirmed, and when.
    pub confirmes: Vec<(Groupe, Date)>,
    /// Last day of the accompaniment, and its motif.
    pub fin: Option<(Date, u16)>,
    /// Delicate matters, class C5; most have none.
    pub delicats: Vec<Delicat>,
    /// Bank account.
    pub compte: Option<Compte>,
    /// Papers, by their title.
    pub pieces: Vec<Piece>,
}

/// A place to live on a street that exists nowhere, in a real commune.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adresse {
    /// Number, as `12` or `12 bis`.
    pub numero: String,
    /// Invented street.
    pub voie: &'static str,
    /// Building, flat, or host.
    pub complement: String,
    /// Postal code.
    pub code_postal: &'static str,
    /// Commune.
    pub commune: &'static str,
    /// Its INSEE code.
    pub code_insee: &'static str,
}

/// Something that happened between the person and the mission locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evenement {
    /// One of `GENRES`.
    pub genre: &'static str,
    /// A working day: of the last two years for those who are active.
    pub date: Jour,
    /// Minutes.
    pub duree_minutes: u16,
    /// What the conseiller wrote.
    pub note: String,
}

/// A delicate matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delicat {
    /// `logement` or `sante`.
    pub theme: &'static str,
    /// What the conseiller wrote.
    pub note: String,
}

/// A bank account, for allowances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compte {
    /// French, 27 characters, bank 99999.
    pub iban: String,
    /// Name on the account.
    pub titulaire: String,
    /// Free label; markers only.
    pub libelle: String,
}

/// A paper in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// `identite`, `domicile`, `diplome`, `cv` or `rib`.
    pub genre: &'static str,
    /// Name of the file, as it was received.
    pub nom: String,
}

impl Jeune {
    /// The day of the last thing that happened.
    pub fn derniere_activite(&self) -> Jour {
        self.evenements.last().map_or(self.date_accueil, |e| e.date)
    }

    /// The given name in use.
    pub fn prenom(&self) -> &str {
        self.prenoms.first().map_or("", String::as_str)
    }
}

impl Adresse {
    /// Number and street.
    pub fn ligne(&self) -> String {
        format!("{} {}", self.numero, self.voie)
    }
}

#[cfg(test)]
mod profils;
#[cfg(test)]
mod tests;
