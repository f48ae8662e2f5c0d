//! /dossiers: the young people's files.

pub mod create;
pub mod new;
pub mod record_entretien;
pub mod reveal;
pub mod save_draft;
pub mod show;

use domaine::DossierId;

use crate::face::Refusal;
use crate::refus::Refus;

/// The dossier that a path names; a text that names none gets the answer of a dossier that is not there.
fn named(text: &str) -> Result<DossierId, Refus> {
    text.parse().map_err(|_| Refus::from(Refusal::Introuvable))
}
