//! What the forms of the agenda offer: colleagues, sites, free slots. Nobody is shown.

use domaine::AgentId;
use domaine::agenda::Plage;
use droits::signature::SignedRequest;

use super::place;
use crate::face::{Agent, Error, FormulaireAgenda, Refusal};
use crate::sequenceur::now;
use crate::{Alive, Coffre};

/// Slots proposed, and how long they are.
const PROPOSES: usize = 6;
const DUREE: u16 = 45;

impl Coffre {
    /// A form for a rendez-vous with this colleague, or with who asks.
    ///
    /// # Errors
    /// A refusal or a failure.
    pub async fn agenda_form(&self, request: &SignedRequest, pour: Option<AgentId>) -> Result<FormulaireAgenda, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        if !agent.role.has_agenda() {
            return Err(Error::Refusal(Refusal::Role));
        }
        alive.form_of(agent, pour).await
    }

    /// The next free slots of an agenda of the agent's own structure, from tomorrow on, of so many minutes. Shows nobody.
    ///
    /// # Errors
    /// A refusal or a failure.
    pub async fn creneaux(
        &self,
        request: &SignedRequest,
        pour: AgentId,
        duree: u16,
        combien: usize,
    ) -> Result<Vec<Plage>, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        if !agent.role.has_agenda() {
            return Err(Error::Refusal(Refusal::Role));
        }
        alive.libres(&agent, pour, duree, combien).await
    }
}

impl Alive {
    pub(super) async fn form_of(&self, agent: Agent, pour: Option<AgentId>) -> Result<FormulaireAgenda, Error> {
        let libres = self.libres(&agent, pour.unwrap_or(agent.id), DUREE, PROPOSES).await?;
        let sites = self.sites(agent.structure).await?;
        let collegues = self.receivers(agent.structure);
        let maintenant = place(agent.structure).0.civil(now());
        let open = sites.into_iter().filter(|(.., ouvert)| *ouvert).map(|(num, nom, _)| (num, nom));
        Ok(FormulaireAgenda { sites: open.collect(), collegues, libres, maintenant, agent })
    }
}
