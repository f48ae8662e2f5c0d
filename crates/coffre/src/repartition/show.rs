//! GET /repartition/{x}: the dossiers of one person, or nobody's, from which a direction chooses those that go to another.

use domaine::fuseau::Fuseau;
use domaine::{AgentId, Clair, Statut};
use droits::signature::SignedRequest;

use crate::face::{AReaffecter, Error, Filtre, Liste, Portee, Refusal};
use crate::listes::{PAGE, reading};
use crate::sequenceur::now;
use crate::{Alive, Coffre};

impl Coffre {
    /// One page; `de` is zero for those whom nobody accompanies. Names are masked unless entrusted to who reads. Pages begin at 1.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn portefeuille_de(
        &self,
        request: &SignedRequest,
        de: AgentId,
        statut: Option<Statut>,
        page: u32,
    ) -> Result<AReaffecter, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let team = alive.team(&agent, &reading(&noms));
        let is_nobody = de == AgentId([0; 16]);
        let whose = team.iter().find(|(id, ..)| *id == de).map(|(id, nom, _)| (*id, nom.clone()));
        if !is_nobody && whose.is_none() || is_nobody && alive.is_on_probation(agent.id) {
            return Err(Error::Refusal(Refusal::Introuvable));
        }
        let portee = if is_nobody { Portee::SansReferent } else { Portee::Agent(de) };
        let filtre = Filtre { portee, statut, ..Filtre::default() };
        let (skip, time) = ((page.max(1) as usize - 1).saturating_mul(PAGE), now());
        let today = Fuseau::of_structure(agent.structure).aujourdhui(time);
        let listed = reading(&noms).list(agent.id, &filtre, today, time, skip, PAGE);
        let receipt = alive.journal_list(request, &listed.labels).await?;
        let vers = if agent.role.distributes() { alive.heirs(&team, de, &noms) } else { Vec::new() };
        let lignes = listed.labels.into_iter().map(|label| alive.shown(label, &agent)).collect();
        Ok(AReaffecter { liste: Liste { receipt, agent, lignes, total: listed.total }, de: whose, vers })
    }
}

impl Alive {
    /// Those to whom dossiers may go, with how many each has.
    fn heirs(
        &self,
        team: &[(AgentId, Clair, bool)],
        de: AgentId,
        noms: &std::sync::RwLock<crate::noms::Noms>,
    ) -> Vec<(AgentId, Clair, usize)> {
        let noms = reading(noms);
        let others = team.iter().filter(|(id, _, opens)| *opens && *id != de);
        others.map(|(id, nom, _)| (*id, nom.clone(), noms.count_of(*id))).collect()
    }
}
