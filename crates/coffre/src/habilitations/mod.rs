//! Accounts: what a person signs ([`gestes`]), what is read ([`lecture`]), how a newcomer arrives. The rows here are a cache and the
//! names; the rights are the fold of the journal's entries, on both sides.

mod arrivee;
mod bris;
pub(crate) mod cartes;
mod compte;
mod federe;
mod geste;
mod gestes;
pub(crate) mod lecture;
mod mots;
mod probation;
pub(crate) mod rh;
mod suspendre;
mod tirage;

use std::collections::HashMap;
use std::sync::Mutex;

use journal::entry::Pseudonym;

/// What memory holds of acts under way; a restart forgets it, and they are begun again.
#[derive(Default)]
pub(crate) struct Habilitations {
    /// Acts that wait for their passkey.
    pub(crate) gestes: Mutex<geste::Gestes>,
    /// When a drawn approver was first shown a demand, milliseconds.
    pub(crate) vues: Mutex<HashMap<(Pseudonym, Pseudonym), u64>>,
    /// One-use addresses of newcomers.
    pub(crate) arrivees: Mutex<arrivee::Arrivees>,
    /// Federated identities that nobody knows, by the code that their page shows.
    pub(crate) federes: Mutex<federe::Inconnus>,
    /// Codes read aloud to who gives a dossier to another structure.
    pub(crate) bris: Mutex<bris::Codes>,
}
