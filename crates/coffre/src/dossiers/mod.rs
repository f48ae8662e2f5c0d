//! Verbs on one dossier.

mod create;
mod duplicates;
mod merge;
mod modify;
mod open;
mod record_entretien;
mod reveal;
pub(crate) mod save_draft;
mod unfold;
mod unlock;
mod write;

pub(crate) use save_draft::DraftKey;
pub(crate) use unlock::{integrity, part_place, record_place};
