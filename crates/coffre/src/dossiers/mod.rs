//! Verbs on one dossier.

mod affect;
mod change_statut;
mod code;
mod confirm_groupe;
mod contact;
mod create;
mod duplicates;
mod ecrire;
mod empreinte;
mod locales;
mod merge;
mod modify;
mod modify_class;
mod open;
mod parcours;
mod plume;
pub(crate) mod presences;
pub(crate) mod readings;
mod record_evenement;
mod record_issue;
mod resolve_proposition;
mod reveal;
pub(crate) mod save_draft;
mod unfold;
mod unlock;
mod vue;
mod withdraw_evenement;
mod write;
mod write_situation;

pub(crate) use save_draft::DraftKey;
pub(crate) use unlock::integrity;
