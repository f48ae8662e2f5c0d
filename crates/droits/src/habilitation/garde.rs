//! Who signs an act: a live login, a key of its agent, a challenge that names this very entry and was never used.

use std::collections::HashSet;

use journal::entry::{Entry, Pseudonym};

use super::acte::{ActePiece, acte_challenge};
use super::compte::{Agent, State};
use super::demande::Habilitation;
use super::region::region;
use super::vue::Vue;
use crate::registre::{Attest, Void};
use crate::role::Role;

impl Vue<'_> {
    /// The piece of an entry is its actor's signature over it.
    pub(crate) fn check_signed(&self, entry: &Entry, piece: Option<&[u8]>, attest: &dyn Attest) -> Result<(), Void> {
        let acte = piece.and_then(ActePiece::decode).ok_or(Void::Piece)?;
        self.check_acte(entry, &acte, attest)
    }

    pub(crate) fn check_acte(&self, entry: &Entry, acte: &ActePiece, attest: &dyn Attest) -> Result<(), Void> {
        self.is_held(entry)?;
        let login = self.login_of(&entry.login).ok_or(Void::Agent)?;
        if login.agent != entry.actor || login.ended.is_some() || self.latest() >= login.until {
            return Err(Void::Agent);
        }
        let agent = self.agent(&entry.actor).ok_or(Void::Agent)?;
        let expected = acte_challenge(entry, &acte.nonce);
        if entry.request != expected || self.signed.contains(&expected) {
            return Err(Void::Assertion);
        }
        let key = agent.keys_at(self.latest()).find(|c| c.id == acte.assertion.credential).ok_or(Void::Assertion)?;
        if attest.holds(key, &expected, &acte.assertion) { Ok(()) } else { Err(Void::Assertion) }
    }

    /// The actor, if she may act on others now: active, past probation.
    pub(crate) fn acting(&self, actor: &Pseudonym) -> Result<&Agent, Void> {
        self.agent(actor).filter(|a| a.state(self.latest()) == State::Active).ok_or(Void::Agent)
    }

    /// The actor, active in this structure with one of these roles, and not the one concerned.
    pub(crate) fn acting_in(&self, entry: &Entry, structure: &[u8; 8], roles: &[Role]) -> Result<&Agent, Void> {
        let actor = self.acting(&entry.actor)?;
        let may = actor.structure == *structure && roles.contains(&actor.role) && entry.actor != entry.object;
        if may { Ok(actor) } else { Err(Void::Agent) }
    }

    /// A parrain of this structure: active, with the quality, and not the one concerned.
    pub(crate) fn acting_parrain(
        &self,
        actor: &Pseudonym,
        object: &Pseudonym,
        structure: &[u8; 8],
    ) -> Result<&Agent, Void> {
        let agent = self.acting(actor)?;
        let may = agent.structure == *structure && agent.vouches() && actor != object;
        if may { Ok(agent) } else { Err(Void::Agent) }
    }

    /// A parrain for this demand, apart from its proposer's line: whom one proposed must not vouch for whom one proposes. A
    /// structure that has none left asks the direction of a neighbour, of the same region, apart from its approvers' lines
    /// too. One who is asleep or suspended is still left: suspending her must not open another door.
    pub(crate) fn acting_parrain_for(&self, actor: &Pseudonym, demande: &Habilitation) -> Result<&Agent, Void> {
        let agent = self.acting(actor)?;
        if self.could_vouch(actor, agent, demande) {
            return Ok(agent);
        }
        let time = self.latest();
        let is_left =
            |(name, a): (&Pseudonym, &Agent)| a.state(time) != State::Closed && self.could_vouch(name, a, demande);
        let is_neighbour = agent.role == Role::Direction
            && agent.structure != demande.structure
            && region(&agent.structure) == region(&demande.structure);
        let is_apart = |other: &Pseudonym| !self.is_of_one_line(actor, other);
        let may = is_neighbour
            && is_apart(&demande.proposer)
            && demande.approvals.iter().all(is_apart)
            && !self.agents().any(is_left);
        if may { Ok(agent) } else { Err(Void::Agent) }
    }

    /// Whether this person of the structure is one who may vouch for the demand, whatever her state.
    fn could_vouch(&self, name: &Pseudonym, agent: &Agent, demande: &Habilitation) -> bool {
        let is_enough = demande.role != Role::Gestionnaire || agent.role == Role::Direction;
        agent.structure == demande.structure
            && agent.vouches()
            && is_enough
            && *name != demande.object
            && !demande.approvals.contains(name)
            && !self.is_of_one_line(name, &demande.proposer)
    }

    /// An account that may still be acted on.
    pub(crate) fn living(&self, object: &Pseudonym) -> Result<&Agent, Void> {
        self.agent(object).filter(|a| a.state(self.latest()) != State::Closed).ok_or(Void::Agent)
    }

    /// The direction of a structure that is not closed, if there is one.
    pub fn direction_of(&self, structure: &[u8; 8]) -> Option<&Pseudonym> {
        let time = self.latest();
        self.agents()
            .find(|(_, a)| a.role == Role::Direction && a.structure == *structure && a.state(time) != State::Closed)
            .map(|(name, _)| name)
    }

    /// Whether one descends from the other by proposals, those of new keys included.
    pub(crate) fn is_of_one_line(&self, one: &Pseudonym, other: &Pseudonym) -> bool {
        self.descends(one, other) || self.descends(other, one)
    }

    fn descends(&self, from: &Pseudonym, ancestor: &Pseudonym) -> bool {
        // New keys may make a circle of it: each is looked at once.
        let (mut seen, mut next) = (HashSet::new(), vec![*from]);
        while let Some(at) = next.pop() {
            if at == *ancestor {
                return true;
            }
            if seen.insert(at) {
                next.extend(self.agent(&at).into_iter().flat_map(Agent::proposers));
            }
        }
        false
    }
}

impl Agent {
    /// Who proposed it, and its new keys; nobody for a first agent.
    pub fn proposers(&self) -> impl Iterator<Item = Pseudonym> {
        self.liens.iter().filter(|(lien, _)| *lien == super::compte::Lien::Proposant).map(|(_, who)| *who)
    }

    pub(crate) fn was_signed_by(&self, person: &Pseudonym) -> bool {
        use super::compte::Lien::{Approbateur, Proposant};
        self.liens.iter().any(|(lien, who)| matches!(lien, Proposant | Approbateur) && who == person)
    }
}
