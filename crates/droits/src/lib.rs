//! Who may do what: the fold of the journal's entries, and `decide`, both pure.
//!
//! Coffre and contre-clé each fold the same entries for themselves. A database, a message or a
//! configuration can make nobody exist here: only entries do.

#[cfg(test)]
mod attendus;
pub mod budget;
pub mod campagne;
pub mod codes;
pub mod decide;
pub mod explique;
pub mod faits;
pub mod habilitation;
pub mod mandat;
pub mod piece;
pub mod registre;
pub mod role;
pub mod signature;
pub mod usage;

pub use decide::{Permit, Refus, decide};
pub use explique::{Explique, Tete};
pub use registre::{Attest, Registre};
pub use role::Role;
