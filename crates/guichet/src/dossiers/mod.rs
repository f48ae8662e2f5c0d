//! /dossiers: the young people's files.

pub mod create;
pub mod edit;
pub mod fil;
pub mod modify;
pub mod new;
pub mod print;
pub mod record_entretien;
pub mod reveal;
pub mod save_draft;
pub mod show;
pub mod unfold;

use domaine::DossierId;

use crate::face::Refusal;
use crate::refus::Refus;

/// The dossier that a path names; a text that names none gets the answer of a dossier that is not there.
fn named(text: &str) -> Result<DossierId, Refus> {
    text.parse().map_err(|_| Refus::from(Refusal::Introuvable))
}

/// A value of the query string: codes and numbers only, since no address of ours holds anything else.
fn asked<'a>(query: Option<&'a str>, name: &str) -> Option<&'a str> {
    query?.split('&').filter_map(|pair| pair.split_once('=')).find(|(n, _)| *n == name).map(|(_, value)| value)
}
