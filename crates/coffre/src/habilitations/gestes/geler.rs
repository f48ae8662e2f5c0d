//! Freezing a structure or the network for an incident, and lifting it.

use domaine::CodeStructure;
use droits::habilitation::gel::{RESEAU, regle};
use journal::Kind;
use journal::entry::Entry;

use crate::Alive;
use crate::habilitations::geste::{Acte, Qui};
use crate::sequenceur::now;

/// From the journal's own hour, as the rules will judge it.
pub(super) fn geler(alive: &Alive, qui: &Qui<'_>, structure: Option<CodeStructure>, minutes: u32) -> Acte {
    let time = now().max(alive.sequenceur.registre().latest());
    let mut acte = about(qui, structure, regle::GELER);
    acte.entry.until = time.saturating_add(u64::from(minutes) * 60_000);
    acte
}

pub(super) fn lever(qui: &Qui<'_>, structure: Option<CodeStructure>) -> Acte {
    about(qui, structure, regle::LEVER)
}

fn about(qui: &Qui<'_>, structure: Option<CodeStructure>, rule: u8) -> Acte {
    let mut entry = Entry::new(Kind::Freeze);
    (entry.structure, entry.rule) = (structure.map_or(RESEAU, |code| code.0), rule);
    Acte { entry, agent: qui.agent.id, carte: None, cle: None, mandat: None }
}
