//! Freezes: for an incident, nobody of a structure, or of the network, reads, lists, writes or gives power, until an hour that the
//! entry says. One person freezes for a short while, two for longer; two lift. Everybody else sees nothing of it.

use std::collections::HashMap;

use journal::entry::{Entry, Kind, Pseudonym};

use super::incident::is_veille;
use super::regles::{GEL_DEUX, GEL_RESEAU, GEL_SEUL, GELS_MAX, JOUR};
use super::vue::Vue;
use crate::registre::{Registre, Void};
use crate::role::Role;

/// Rules of a `Freeze` entry that a person signs about a structure; the structure of zeros is the network.
pub mod regle {
    /// It is frozen, or frozen for longer by a second person.
    pub const GELER: u8 = 10;
    /// One of the two who lift it.
    pub const LEVER: u8 = 11;
}

/// The network, where an entry names a structure.
pub const RESEAU: [u8; 8] = [0; 8];

/// What one freeze is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gel {
    /// Who signed it: one, or two for a longer one.
    pub par: Vec<Pseudonym>,
    /// Since when, milliseconds.
    pub depuis: u64,
    /// Until when, milliseconds.
    pub jusqua: u64,
    /// The first of the two who lift it.
    pub leve: Option<Pseudonym>,
}

/// Every freeze that was not lifted, by structure; one whose hour has passed holds nobody.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gels(HashMap<[u8; 8], Gel>);

/// Whether an entry is signed by somebody about a structure, and not written by the programs about an account.
pub(crate) fn is_gel(entry: &Entry) -> bool {
    entry.kind == Kind::Freeze && matches!(entry.rule, regle::GELER | regle::LEVER)
}

impl Registre {
    /// The freeze of exactly this structure, or of the network for [`RESEAU`], at this time.
    pub fn gel(&self, structure: &[u8; 8], time: u64) -> Option<&Gel> {
        self.gels.0.get(structure).filter(|gel| time < gel.jusqua)
    }

    /// Whether people of this structure are held at this time, by its own freeze or the network's.
    pub fn is_frozen(&self, structure: &[u8; 8], time: u64) -> bool {
        self.gel(structure, time).is_some() || self.gel(&RESEAU, time).is_some()
    }

    /// Every freeze that holds at this time, in no order.
    pub fn gels(&self, time: u64) -> impl Iterator<Item = (&[u8; 8], &Gel)> {
        self.gels.0.iter().filter(move |(_, gel)| time < gel.jusqua)
    }

    pub(super) fn freeze(&mut self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        if entry.rule == regle::LEVER {
            let known = self.gels.0.get_mut(&entry.structure).ok_or(Void::Agent)?;
            if known.leve.is_some() {
                self.gels.0.remove(&entry.structure);
            } else {
                known.leve = Some(entry.actor);
            }
            return Ok(());
        }
        if let Some(actor) = self.agents.get_mut(&entry.actor) {
            actor.gels.retain(|at| *at + JOUR > time);
            actor.gels.push(time);
        }
        let known = self.gels.0.remove(&entry.structure).filter(|gel| time < gel.jusqua);
        let (mut par, depuis) = known.map_or((Vec::new(), time), |gel| (gel.par, gel.depuis));
        par.push(entry.actor);
        // Who freezes again takes back what had begun to be lifted.
        self.gels.0.insert(entry.structure, Gel { par, depuis, jusqua: entry.until, leve: None });
        Ok(())
    }
}

impl Vue<'_> {
    pub(super) fn may_freeze(&self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        let actor = self.keeper_of(entry)?;
        let known = self.gel(&entry.structure, time);
        if entry.rule == regle::LEVER {
            let known = known.ok_or(Void::Agent)?;
            let is_apart = !known.par.contains(&entry.actor)
                && known.leve.is_none_or(|first| first != entry.actor && self.is_other(&first, &entry.actor));
            return if is_apart && entry.until == 0 { Ok(()) } else { Err(Void::Agent) };
        }
        let is_alone = match known {
            None => true,
            Some(gel) if gel.par.iter().all(|one| *one != entry.actor && self.is_other(one, &entry.actor)) => false,
            Some(_) => return Err(Void::Agent),
        };
        let most = match (is_alone, entry.structure) {
            (false, _) => GEL_DEUX,
            (true, RESEAU) => GEL_RESEAU,
            (true, _) => GEL_SEUL,
        };
        let from = known.map_or(time, |gel| gel.jusqua);
        if entry.until <= from || entry.until > time.saturating_add(most) {
            return Err(Void::Time);
        }
        let today = actor.gels.iter().filter(|at| **at + JOUR > time).count();
        if today < GELS_MAX { Ok(()) } else { Err(Void::Quota) }
    }

    /// Who may freeze a structure and lift it: the vigie anywhere, its direction and its DPO there.
    fn keeper_of(&self, entry: &Entry) -> Result<&super::compte::Agent, Void> {
        let actor = self.acting(&entry.actor)?;
        let is_hers = actor.structure == entry.structure && matches!(actor.role, Role::Direction | Role::Dpo);
        let exists = entry.structure == RESEAU || self.agents().any(|(_, agent)| agent.structure == entry.structure);
        if (is_hers || actor.role == Role::Vigie) && exists { Ok(actor) } else { Err(Void::Agent) }
    }

    /// Two persons who answer for each other: of two roles, or of two structures.
    pub(super) fn is_other(&self, one: &Pseudonym, other: &Pseudonym) -> bool {
        let (Some(one), Some(other)) = (self.agent(one), self.agent(other)) else { return false };
        one.role != other.role || one.structure != other.structure
    }

    /// What gives power, or ends a watch, waits until the freeze of its author's structure is over; what takes power away or begins a
    /// watch does not, nor the vigie.
    pub(crate) fn is_held(&self, entry: &Entry) -> Result<(), Void> {
        let takes_away = is_veille(entry)
            || matches!(
                entry.kind,
                Kind::Freeze
                    | Kind::ProposalRefused
                    | Kind::Veto
                    | Kind::Closing
                    | Kind::Mover
                    | Kind::AuthenticatorEnd
            );
        let held = self
            .agent(&entry.actor)
            .is_some_and(|actor| actor.role != Role::Vigie && self.is_frozen(&actor.structure, self.latest()));
        if held && !takes_away { Err(Void::Frozen) } else { Ok(()) }
    }
}
