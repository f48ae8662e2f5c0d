//! The life of accounts: who may make one exist, keep it awake, cut it. `docs/adr/0009` is the specification, row by row.
//!
//! Every act carries a passkey's signature over the exact entry ([`acte`]); the fold judges it, and nothing else makes a right.

pub mod acte;
pub mod bris;
pub mod compte;
pub mod demande;
mod garde;
pub mod gel;
pub mod incident;
mod juge;
pub mod lot;
mod parrainage;
pub mod region;
pub mod regles;
mod vue;

#[cfg(test)]
mod essais;

pub use bris::{Bris, Offre};
pub use compte::{Agent, Cause, Lien, Phase, State};
pub use demande::{Genre, Habilitation};
pub use gel::Gel;
pub use incident::{Incident, Suite};
pub use juge::refusal;
pub use parrainage::keys_hash;
pub use regles::Regles;
pub use vue::Vue;
