//! The trade, pure: what a dossier is made of, rules, dates. No I/O, no clock: time is a parameter.

pub mod agenda;
pub mod catalogue;
pub mod clair;
pub mod delai;
pub mod dictionnaire;
pub mod evenement;
pub mod formation;
pub mod fraicheur;
pub mod fuite;
pub mod fuseau;
pub mod identifiants;
pub mod import;
pub mod nir;
pub mod proposition;
pub mod reperage;
pub mod saisie;
pub mod seance;
pub mod situation;
pub mod statut;
pub mod veille;

pub use clair::Clair;
pub use dictionnaire::{Champ, Classe, Groupe, Nature};
pub use evenement::GenreEvenement;
pub use identifiants::{
    AgentId, AtelierId, CodeStructure, DossierId, ImportId, IncidentId, ListeId, MandatId, OffreId, PassageId,
    RemplacementId, RendezVousId,
};
pub use statut::{Statut, TrancheAge};
