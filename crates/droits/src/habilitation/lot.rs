//! The approver drawn by lot. The draw is a function of the entries: whoever folds them finds the same persons.

use journal::entry::{Entry, Pseudonym};
use journal::tree::sha256;

use super::compte::{Agent, State};
use super::demande::Habilitation;
use super::region::region;
use super::regles::{APPROVALS_MAX, DRAWS_MAX, JOUR, LOT_MIN, REDRAW_AFTER};
use super::vue::Vue;
use crate::registre::{Attest, Registre, Void};
use crate::role::Role;

/// Who is drawn, and whether there were enough for a lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tirage {
    /// Drawn now, in order.
    pub drawn: Vec<Pseudonym>,
    /// Too few: the ceremony of two persons.
    pub is_ceremony: bool,
    /// How many were eligible.
    pub eligible: usize,
}

impl Registre {
    pub(crate) fn lot_drawn(&mut self, entry: &Entry, attest: &dyn Attest) -> Result<(), Void> {
        let time = self.latest();
        let habilitation = self.habilitation(&entry.object).ok_or(Void::Agent)?;
        if !self.vue().awaits_draw(habilitation) || entry.count != habilitation.round {
            return Err(Void::Time);
        }
        let is_its_seed = match habilitation.seed {
            Some(seed) => seed == entry.content,
            None => attest.is_seed(&entry.object, &entry.content),
        };
        if !is_its_seed {
            return Err(Void::Piece);
        }
        let tirage = self.vue().draw(habilitation, &entry.content);
        if entry.rule != if tirage.is_ceremony { 2 } else { 1 } {
            return Err(Void::Agent);
        }
        let habilitation = self.habilitations.get_mut(&entry.object).ok_or(Void::Agent)?;
        habilitation.seed = Some(entry.content);
        habilitation.round += 1;
        habilitation.drawn_at = time;
        habilitation.is_ceremony = tirage.is_ceremony;
        habilitation.is_declined = false;
        habilitation.past.extend(tirage.drawn.iter().filter(|name| !habilitation.approvals.contains(name)));
        habilitation.drawn = tirage.drawn;
        Ok(())
    }
}

impl Vue<'_> {
    /// Whether a draw may be made now for a demand: none yet, somebody declined, or a day of silence. One that could name too
    /// few waits that day too: who was named must have the time to answer.
    pub fn awaits_draw(&self, habilitation: &Habilitation) -> bool {
        let time = self.latest();
        let is_open = self.is_waiting(habilitation) && !habilitation.is_ceremony && habilitation.round < DRAWS_MAX;
        let is_silent = time > habilitation.drawn_at.saturating_add(REDRAW_AFTER);
        let is_due = habilitation.round == 0 || habilitation.is_declined || is_silent;
        // Last, for it looks at everybody of the lot.
        is_open && is_due && (self.is_ceremony(habilitation) || !self.left(habilitation).is_empty())
    }

    /// The draw that this seed gives now.
    pub fn draw(&self, habilitation: &Habilitation, seed: &[u8; 32]) -> Tirage {
        // Those who were eligible when the demand was made: whoever is cut or put to sleep afterwards moves nobody's place,
        // and too few left is no ceremony.
        let lot = &habilitation.lot;
        let is_ceremony = self.is_ceremony(habilitation);
        let left = self.left(habilitation);
        let mut drawn = habilitation.approvals.clone();
        while !is_ceremony && drawn.len() < habilitation.needs() {
            let next = match drawn.first() {
                None => pick(&left, seed, habilitation, b""),
                Some(first) => pick(&self.apart_from(first, &left), seed, habilitation, b"2"),
            };
            let Some(next) = next else { break };
            drawn.push(next);
        }
        Tirage { drawn, is_ceremony, eligible: lot.len() }
    }

    /// Gestionnaires who may be drawn for a demand of this proposer in this structure, in the order of their pseudonyms. Who
    /// is only suspended or put to sleep by hand is one of them: cutting people must not choose among the others.
    pub fn eligible(&self, proposer: &Pseudonym, structure: &[u8; 8]) -> Vec<Pseudonym> {
        let time = self.latest();
        let proposer = self.agent(proposer);
        let may = |agent: &Agent| {
            agent.role == Role::Gestionnaire
                && agent.structure != *structure
                && proposer.is_some_and(|proposer| proposer.racine != agent.racine)
        };
        let of = |is_awake: &dyn Fn(&Agent) -> bool| -> Vec<Pseudonym> {
            self.agents().filter(|(_, agent)| may(agent) && is_awake(agent)).map(|(name, _)| *name).collect()
        };
        let mut eligible = of(&|agent| agent.is_active_but_for_people(time));
        if eligible.len() < LOT_MIN {
            let more = of(&|agent| agent.is_in_grace_but_for_people(time));
            eligible.extend(more);
        }
        eligible.sort_unstable();
        eligible
    }

    /// Whether a demand waits for approvals: one about a closed account does not, whatever closed it.
    pub fn is_waiting(&self, habilitation: &Habilitation) -> bool {
        habilitation.is_pending(self.latest()) && self.living(&habilitation.object).is_ok()
    }

    /// Whether this person may approve this demand now.
    pub fn may_approve(&self, habilitation: &Habilitation, actor: &Pseudonym) -> Result<(), Void> {
        let time = self.latest();
        let agent = self.agent(actor).ok_or(Void::Agent)?;
        if !self.is_waiting(habilitation) || habilitation.approvals.contains(actor) {
            return Err(Void::Agent);
        }
        if agent.approvals_of_day(time) >= APPROVALS_MAX {
            return Err(Void::Quota);
        }
        let may = if habilitation.is_ceremony {
            agent.state(time) == State::Active && self.may_attend(habilitation, actor, agent)
        } else {
            let is_awake = agent.state(time) == State::Active || agent.is_in_grace(time);
            is_awake && habilitation.drawn.contains(actor)
        };
        if may { Ok(()) } else { Err(Void::Agent) }
    }

    /// Two persons of two roles, of the structure or directions of others, apart from the proposer's line.
    fn may_attend(&self, habilitation: &Habilitation, actor: &Pseudonym, agent: &Agent) -> bool {
        let is_quality = match agent.role {
            Role::Direction | Role::Dpo | Role::Gestionnaire | Role::Vigie => true,
            _ => agent.is_parrain,
        };
        let is_near = agent.structure == habilitation.structure || agent.role == Role::Direction;
        let first = habilitation.approvals.first().and_then(|first| self.agent(first));
        is_quality
            && is_near
            && *actor != habilitation.object
            && !self.is_of_one_line(actor, &habilitation.proposer)
            && first.is_none_or(|first| first.role != agent.role)
    }

    /// Too few were eligible for a lot of so many.
    fn is_ceremony(&self, habilitation: &Habilitation) -> bool {
        let lot = &habilitation.lot;
        lot.len() < LOT_MIN || (habilitation.needs() > 1 && !self.has_two_regions(lot))
    }

    /// Who is left to be drawn. The clock moves nobody's place by anybody's hand: whom it has put to sleep since is passed over.
    fn left(&self, habilitation: &Habilitation) -> Vec<Pseudonym> {
        let time = self.latest();
        let may_answer = |name: &Pseudonym| {
            self.agent(name)
                .is_some_and(|agent| agent.is_active_but_for_people(time) || agent.is_in_grace_but_for_people(time))
        };
        let is_left = |name: &&Pseudonym| !habilitation.past.contains(name) && may_answer(name);
        habilitation.lot.iter().filter(is_left).copied().collect()
    }

    fn has_two_regions(&self, lot: &[Pseudonym]) -> bool {
        lot.iter().any(|first| !self.apart_from(first, lot).is_empty())
    }

    fn apart_from(&self, first: &Pseudonym, eligible: &[Pseudonym]) -> Vec<Pseudonym> {
        let Some(first) = self.agent(first) else { return Vec::new() };
        let is_apart = |name: &&Pseudonym| {
            self.agent(name)
                .is_some_and(|a| region(&a.structure) != region(&first.structure) && a.racine != first.racine)
        };
        eligible.iter().filter(is_apart).copied().collect()
    }
}

fn pick(from: &[Pseudonym], seed: &[u8; 32], habilitation: &Habilitation, which: &[u8]) -> Option<Pseudonym> {
    let round = habilitation.round.to_be_bytes();
    let hash = sha256(&[&seed[..], &habilitation.object, &round, which].concat());
    let place = u64::from_be_bytes(hash[..8].try_into().expect("8 bytes of 32"));
    let count = u64::try_from(from.len()).ok().filter(|count| *count > 0)?;
    from.get((place % count) as usize).copied()
}

impl Agent {
    pub(crate) fn approvals_of_day(&self, time: u64) -> usize {
        self.approvals.iter().filter(|at| **at + JOUR > time).count()
    }

    /// Active, if nobody had cut her or put her to sleep: what the clock alone says.
    fn is_active_but_for_people(&self, time: u64) -> bool {
        self.but_for_people().state(time) == State::Active
    }

    fn is_in_grace_but_for_people(&self, time: u64) -> bool {
        self.but_for_people().is_in_grace(time)
    }

    fn but_for_people(&self) -> Agent {
        let mut alone = self.clone_of_life();
        alone.vie.suspended = None;
        alone.vie.asleep_since = None;
        alone
    }
}
