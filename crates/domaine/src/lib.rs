//! The trade, pure: what a dossier is made of, rules, dates. No I/O, no clock: time is a parameter.

pub mod clair;
pub mod dictionnaire;
pub mod evenement;
pub mod identifiants;
pub mod nir;

pub use clair::Clair;
pub use dictionnaire::{Champ, Classe};
pub use evenement::GenreEvenement;
pub use identifiants::{AgentId, CodeStructure, DossierId};
