//! Decoys: dossiers of nobody, that no work leads to. A thief cannot tell them; who opens one is written before the page leaves, and
//! the vigie cuts the account ([`Kind::Canary`], rule V7).
//!
//! What makes a decoy is one byte within the sealed part of its dossier and one bit within its sealed label: whoever holds the
//! base, the journal or the contre-clé sees a dossier like any other. In memory it stands apart from every index (`noms/leurre.rs`),
//! so that nothing which lists, counts or compares can meet one by mistake.

pub(crate) mod acces;
mod chimere;
mod poser;

use journal::Kind;
use journal::entry::Entry;

use crate::Alive;
use crate::face::Error;

pub use acces::Appat;
pub(crate) use chimere::below;
#[cfg(feature = "console")]
pub(crate) use poser::compose_each;
pub(crate) use poser::leurres;

/// Rules of a `Canary` entry: what was done. The vigie knows the first by its norm `v07.liste`.
pub mod touche {
    /// Shown where no list shows one.
    pub const LISTE: u8 = 1;
    /// Opened.
    pub const OUVERT: u8 = 2;
    /// An account that nobody has was tried.
    pub const COMPTE: u8 = 3;
    /// A key of an interface that nobody was given was presented.
    pub const CLE: u8 = 4;
    /// A backup that was never one was read.
    pub const SAUVEGARDE: u8 = 5;
}

impl Alive {
    /// Writes that a decoy was touched, by who did what this entry says. Waits until it is durable on both sides.
    pub(crate) async fn touched(&self, act: &Entry, rule: u8) -> Result<(), Error> {
        let mut entry = Entry::new(Kind::Canary);
        (entry.rule, entry.actor, entry.login) = (rule, act.actor, act.login);
        (entry.subject, entry.structure) = (act.subject, act.structure);
        self.record(entry).await
    }
}
