//! GET /repartition: how many dossiers each accompanies, who is away, who replaces whom. It names no young person.

use std::collections::HashMap;
use std::sync::PoisonError;

use domaine::fuseau::Fuseau;
use domaine::saisie::normal_name;
use domaine::{AgentId, Clair, Statut};
use droits::signature::SignedRequest;
use jiff::ToSpan;
use jiff::civil::Date;

use super::{counts, rangement};
use crate::base::Value;
use crate::face::{Agent, Error, LigneRepartition, Portee, Repartition};
use crate::fiche::{date, days};
use crate::listes::reading;
use crate::noms::Noms;
use crate::sequenceur::now;
use crate::{Alive, Coffre};

/// Days ahead in which absences are said.
const HORIZON: i64 = 14;

impl Coffre {
    /// The distribution of the agent's own structure.
    ///
    /// # Errors
    /// A refusal or a failure.
    pub async fn repartition(&self, request: &SignedRequest) -> Result<Repartition, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let key = reading(&noms).key().clone();
        let aujourdhui = Fuseau::of_structure(agent.structure).aujourdhui(now());
        let absences = alive.absences(&agent, aujourdhui).await?;
        let (remplacements, illisibles) = alive.remplacements(&agent, &key).await?;
        alive.note_unread(agent.structure, illisibles).await?;
        let receipt = alive.journal_list(request, &[]).await?;
        let noms = reading(&noms);
        let mut lignes = Vec::new();
        for (id, nom, ouverte) in alive.team(&agent, &noms) {
            let dossiers = counts(&noms, &agent, Portee::Agent(id));
            lignes.push(LigneRepartition { id, nom, dossiers, ouverte, absence: absences.get(&id).copied() });
        }
        let sans_referent: [usize; Statut::ALL.len()] = counts(&noms, &agent, Portee::SansReferent);
        Ok(Repartition { receipt, lignes, sans_referent, remplacements, illisibles, aujourdhui, agent })
    }
}

impl Alive {
    /// Those whose trade it is, or who still have dossiers, by name, and whether dossiers may be entrusted to them. On probation,
    /// who asks sees herself.
    pub(super) fn team(&self, agent: &Agent, noms: &Noms) -> Vec<(AgentId, Clair, bool)> {
        let time = now();
        let is_new = self.is_on_probation(agent.id);
        let annuaire = self.annuaire.read().unwrap_or_else(PoisonError::into_inner);
        let registre = self.sequenceur.registre();
        let opens = |name| registre.agent(name).is_some_and(|a| a.role.accompanies() && a.state(time).opens());
        let mut all: Vec<_> = annuaire
            .of_structure(agent.structure)
            .filter(|(_, fiche)| !is_new || fiche.id == agent.id)
            .map(|(name, fiche)| (fiche.id, fiche.nom.clone(), opens(name)))
            .filter(|(id, _, opens)| *opens || noms.count_of(*id) > 0)
            .collect();
        all.sort_by(|a, b| normal_name(a.1.expose()).cmp(&normal_name(b.1.expose())).then(a.0.cmp(&b.0)));
        all
    }

    /// The next absence of each, within two weeks: its days in a row. By the clear columns: what is read is that somebody is away.
    async fn absences(&self, agent: &Agent, today: Date) -> Result<HashMap<AgentId, (Date, Date)>, Error> {
        let last = today.saturating_add(HORIZON.days());
        let params: Vec<Value> = vec![agent.structure.as_str().into(), days(today).into(), days(last).into()];
        let rows = self.base.read(move |tx| tx.all::<(Vec<u8>, i64)>(&rangement::ABSENCES, &params)).await?;
        let mut all: HashMap<AgentId, (Date, Date)> = HashMap::new();
        for (id, jour) in rows {
            let (Ok(id), Some(jour)) = (id.try_into(), i32::try_from(jour).ok().and_then(date)) else { continue };
            let of = all.entry(AgentId(id)).or_insert((jour, jour));
            // A weekend between two days of absence does not end it.
            if jour <= of.1.saturating_add(3.days()) {
                of.1 = of.1.max(jour);
            }
        }
        Ok(all)
    }
}
