//! The second key-holder. It follows the journal entry by entry, folds its own picture of rights, budgets
//! and versions, and answers its half of a key only for an opening that it has read, judged and cosigned.
//!
//! It is meant to be read in a day: no database, no web framework, no `unsafe`, four outside crates.

#![forbid(unsafe_code)]

pub mod assertion;
pub mod client;
pub mod parts;
pub mod protocole;
pub mod racine;
pub mod serveur;
pub mod suiveur;
pub mod tls;
pub mod versions;
