//! What explains an opening while an account is on probation: another person's act, a day old; or her own creation.

use domaine::AgentId;
use droits::habilitation::regles::JOUR;
use droits::habilitation::{Agent, State};
use journal::entry::Pseudonym;

use crate::Alive;
use crate::face::Explication;
use crate::sequenceur::now;

/// An account on probation, as it stood when it was asked.
pub(crate) struct Probation {
    agent: Agent,
}

impl Alive {
    /// The probation of an account; `None` when it is past it.
    pub(crate) fn probation(&self, agent: AgentId) -> Option<Probation> {
        let name = self.pseudonym_of(agent)?;
        let registre = self.sequenceur.registre();
        let known = registre.agent(&name)?;
        (known.state(now()) == State::Probation).then(|| Probation { agent: known.clone() })
    }
}

impl Probation {
    /// Why she opens this dossier. `is_mine`: she is its référent; `made`: when it was made, milliseconds.
    ///
    /// Nobody becomes a référent by her own hand but of what she creates: a dossier of hers that she did not create was
    /// entrusted by somebody else.
    pub(crate) fn explication(&self, subject: &Pseudonym, is_mine: bool, made: u64) -> Explication {
        if self.agent.has_created(subject) {
            Explication::Creation
        } else if is_mine && now() >= made.saturating_add(JOUR) {
            Explication::Portefeuille
        } else {
            Explication::Aucune
        }
    }
}
