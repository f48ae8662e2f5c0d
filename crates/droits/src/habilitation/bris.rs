//! Breaking the glass: a dossier of another structure, for somebody who needs it now. Two persons of two structures sign: one who has
//! that very dossier open gives it, the other says why and takes it, for four hours. Whom the first had not opened, the second never
//! reads: both accounts together show nobody more than the first one's. The giver's direction or DPO reviews it within three working
//! days, or the second breaks no more glass.

use std::collections::HashMap;

use journal::act::{Act, Purpose, classes};
use journal::entry::{Entry, Kind, Pseudonym};

use super::compte::{Agent, State};
use super::regles::{
    BRIS_DONNES_MAX, BRIS_JOUR_MAX, BRIS_MAX, BRIS_MOIS_MAX, BRIS_REVUE, JOUR, MOIS, OFFRE_MAX, working_days_after,
};
use super::vue::Vue;
use crate::registre::{Registre, Void};
use crate::role::Role;

/// What a broken glass shows: never an identifier, what is delicate, money or papers.
pub const CLASSES: u8 = classes::C1 | classes::C2 | classes::C4;

/// Reasons that a person chooses: the person stands there, is in danger, has moved, or somebody answers for her elsewhere.
pub const MOTIFS: std::ops::RangeInclusive<u8> = 1..=4;

/// Rules of an `Incident` entry that reviews one.
pub mod revue {
    /// It was needed.
    pub const JUSTIFIE: u8 = 31;
    /// It was not.
    pub const INJUSTIFIE: u8 = 32;
}

/// A dossier that its giver holds out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offre {
    /// Who gives it.
    pub par: Pseudonym,
    /// Her structure, which accompanies the person.
    pub structure: [u8; 8],
    /// Until when it may be taken, milliseconds.
    pub jusqua: u64,
}

/// A dossier of another structure that somebody took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bris {
    /// Which.
    pub sujet: Pseudonym,
    /// Who gave it.
    pub par: Pseudonym,
    /// The giver's structure.
    pub structure: [u8; 8],
    /// When it was taken, milliseconds.
    pub depuis: u64,
    /// Until when it opens, milliseconds.
    pub jusqua: u64,
    /// One of [`MOTIFS`].
    pub motif: u8,
    /// What the review said: a rule of [`revue`].
    pub revue: Option<u8>,
}

/// What is held out, by taker and dossier; and what was taken, by taker.
#[derive(Clone, Debug, Default)]
pub(crate) struct Glaces {
    offres: HashMap<(Pseudonym, Pseudonym), Offre>,
    pris: HashMap<Pseudonym, Vec<Bris>>,
}

impl Registre {
    /// What this agent may read of this dossier of another structure at this time.
    pub fn bris(&self, me: &Pseudonym, sujet: &Pseudonym, time: u64) -> Option<&Bris> {
        self.bris_of(me).find(|bris| bris.sujet == *sujet && time < bris.jusqua)
    }

    /// What this agent took, of the last thirty days and all that waits for its review.
    pub fn bris_of(&self, me: &Pseudonym) -> impl Iterator<Item = &Bris> {
        self.glaces.pris.get(me).into_iter().flatten()
    }

    /// Everything that was taken from this structure, with who took it.
    pub fn bris_from(&self, structure: [u8; 8]) -> impl Iterator<Item = (&Pseudonym, &Bris)> {
        let all = self.glaces.pris.iter().flat_map(|(who, all)| all.iter().map(move |bris| (who, bris)));
        all.filter(move |(_, bris)| bris.structure == structure)
    }

    /// What is held out to this agent at this time, with its dossier.
    pub fn offres_to(&self, me: &Pseudonym, time: u64) -> impl Iterator<Item = (&Pseudonym, &Offre)> {
        let mine = self.glaces.offres.iter().filter(move |((to, _), offre)| to == me && time < offre.jusqua);
        mine.map(|((_, sujet), offre)| (sujet, offre))
    }

    /// Whether an act on a dossier of this other structure is the reading that a broken glass gives, and nothing more.
    pub(crate) fn is_broken_for(
        &self,
        me: &Pseudonym,
        (sujet, structure): &(Pseudonym, [u8; 8]),
        act: &Act,
        time: u64,
    ) -> bool {
        act.kind == Kind::Opening
            && matches!(act.purpose, Purpose::Accompagnement | Purpose::Contact)
            && act.classes & !CLASSES == 0
            && self.bris(me, sujet, time).is_some_and(|bris| bris.structure == *structure)
            && !self.is_frozen(structure, time)
    }

    pub(super) fn break_glass(&mut self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        if is_offer(entry) {
            let offre = Offre { par: entry.actor, structure: entry.structure, jusqua: entry.until };
            self.glaces.offres.retain(|_, offre| time < offre.jusqua);
            self.glaces.offres.insert((entry.object, entry.subject), offre);
            let giver = self.agents.get_mut(&entry.actor).ok_or(Void::Agent)?;
            giver.donnes.retain(|at| *at + JOUR > time);
            giver.donnes.push(time);
            return Ok(());
        }
        let offre = self.glaces.offres.remove(&(entry.actor, entry.subject)).ok_or(Void::Agent)?;
        let pris = self.glaces.pris.entry(entry.actor).or_default();
        pris.retain(|bris| bris.revue.is_none() || bris.depuis + MOIS > time);
        pris.push(Bris {
            sujet: entry.subject,
            par: offre.par,
            structure: offre.structure,
            depuis: time,
            jusqua: entry.until,
            motif: entry.explanation,
            revue: None,
        });
        Ok(())
    }

    pub(super) fn review(&mut self, entry: &Entry) -> Result<(), Void> {
        let pris = self.glaces.pris.get_mut(&entry.object).ok_or(Void::Agent)?;
        let waiting = pris.iter_mut().find(|bris| bris.revue.is_none() && entry.content[..16] == bris.sujet);
        waiting.ok_or(Void::Agent)?.revue = Some(entry.rule);
        Ok(())
    }
}

impl Vue<'_> {
    pub(super) fn may_break_glass(&self, entry: &Entry) -> Result<(), Void> {
        let actor = self.acting(&entry.actor)?;
        if entry.classes != CLASSES || entry.subject == [0; 16] {
            return Err(Void::Piece);
        }
        if is_offer(entry) { self.may_give(entry, actor) } else { self.may_take(entry, actor) }
    }

    /// Who has the dossier open today holds it out, for ten minutes, to somebody of another structure.
    fn may_give(&self, entry: &Entry, actor: &Agent) -> Result<(), Void> {
        let time = self.latest();
        let to = self.acting(&entry.object)?;
        let may = (actor.role.accompanies() || actor.role == Role::Direction)
            && actor.structure == entry.structure
            && actor.usage.has_seen(time, &entry.subject)
            && to.role.accompanies()
            && to.structure != actor.structure;
        if !may {
            return Err(Void::Agent);
        }
        let today = actor.donnes.iter().filter(|at| **at + JOUR > time).count();
        if today >= BRIS_DONNES_MAX {
            return Err(Void::Quota);
        }
        within(entry, time, OFFRE_MAX)
    }

    fn may_take(&self, entry: &Entry, actor: &Agent) -> Result<(), Void> {
        let time = self.latest();
        let offre = self.glaces.offres.get(&(entry.actor, entry.subject)).filter(|offre| time < offre.jusqua);
        let offre = offre.ok_or(Void::Agent)?;
        let is_it = offre.par == entry.object && offre.structure == entry.structure;
        if !is_it || !MOTIFS.contains(&entry.explanation) || !actor.role.accompanies() {
            return Err(Void::Agent);
        }
        let (mut today, mut month) = (0, 0);
        for bris in self.bris_of(&entry.actor) {
            let is_late = bris.revue.is_none() && time >= working_days_after(bris.depuis, BRIS_REVUE);
            let is_recent = bris.depuis + MOIS > time;
            if is_late || (is_recent && bris.revue == Some(revue::INJUSTIFIE)) {
                return Err(Void::Quota);
            }
            today += u32::from(bris.depuis + JOUR > time);
            month += u32::from(is_recent);
        }
        if today >= BRIS_JOUR_MAX || month >= BRIS_MOIS_MAX {
            return Err(Void::Quota);
        }
        within(entry, time, BRIS_MAX)
    }

    /// The giver's direction or DPO, who did not give it herself.
    pub(super) fn may_review(&self, entry: &Entry) -> Result<(), Void> {
        let actor = self.acting(&entry.actor)?;
        let reviews = matches!(actor.role, Role::Direction | Role::Dpo);
        let waits = self.bris_of(&entry.object).any(|bris| {
            bris.revue.is_none()
                && entry.content[..16] == bris.sujet
                && bris.structure == actor.structure
                && bris.par != entry.actor
        });
        let is_verdict = matches!(entry.rule, revue::JUSTIFIE | revue::INJUSTIFIE) && entry.content[16..] == [0; 16];
        let is_known = self.agent(&entry.object).is_some_and(|agent| agent.state(self.latest()) != State::Seeded);
        if reviews && waits && is_verdict && is_known { Ok(()) } else { Err(Void::Agent) }
    }
}

/// Whether it holds a dossier out, and does not take it.
fn is_offer(entry: &Entry) -> bool {
    entry.explanation == 0
}

fn within(entry: &Entry, time: u64, most: u64) -> Result<(), Void> {
    if entry.until > time && entry.until <= time.saturating_add(most) { Ok(()) } else { Err(Void::Time) }
}
