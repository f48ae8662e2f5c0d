//! Verbs on one dossier.

mod create;
mod open;
mod record_entretien;
mod reveal;
pub(crate) mod save_draft;
mod unlock;

pub(crate) use save_draft::DraftKey;
pub(crate) use unlock::{integrity, part_place, record_place};
