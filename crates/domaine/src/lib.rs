//! The trade, pure: what a dossier is made of, rules, dates. No I/O, no clock: time is a parameter.

pub mod clair;
pub mod dictionnaire;
pub mod evenement;
pub mod formation;
pub mod identifiants;
pub mod import;
pub mod nir;
pub mod saisie;
pub mod statut;

pub use clair::Clair;
pub use dictionnaire::{Champ, Classe};
pub use evenement::GenreEvenement;
pub use identifiants::{AgentId, CodeStructure, DossierId, ImportId};
pub use statut::{Statut, TrancheAge};
