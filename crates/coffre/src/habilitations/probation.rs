//! An account on probation, as the coffre asks about it.

use domaine::AgentId;
use droits::habilitation::State;

use crate::Alive;
use crate::sequenceur::now;

impl Alive {
    /// Whether this agent is on probation.
    pub(crate) fn is_on_probation(&self, agent: AgentId) -> bool {
        let Some(name) = self.pseudonym_of(agent) else { return false };
        self.sequenceur.registre().agent(&name).is_some_and(|known| known.state(now()) == State::Probation)
    }
}
