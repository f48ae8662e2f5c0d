//! An account on probation, as the coffre asks about it.

use domaine::AgentId;
use droits::habilitation::State;

use crate::Alive;
use crate::sequenceur::now;

/// That an account is on probation.
pub(crate) struct Probation;

impl Alive {
    /// The probation of this agent, if she is on one.
    pub(crate) fn probation(&self, agent: AgentId) -> Option<Probation> {
        let name = self.pseudonym_of(agent)?;
        let registre = self.sequenceur.registre();
        let known = registre.agent(&name)?;
        (known.state(now()) == State::Probation).then_some(Probation)
    }
}
