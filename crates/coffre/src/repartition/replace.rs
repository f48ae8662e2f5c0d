//! POST /remplacements: a colleague's portefeuille taken over until a day. The fact ends by itself, on both sides.

use std::sync::{PoisonError, RwLock};

use domaine::fuseau::Fuseau;
use domaine::{AgentId, RemplacementId};
use droits::budget::explanation;
use droits::signature::SignedRequest;
use jiff::ToSpan;

use super::rangement::{self, Brut, Rang};
use crate::face::{Agent, Error, GesteRemplacement, Refusal, RemplacementVu, Saisie};
use crate::faits::Enonce;
use crate::listes::reading;
use crate::noms::Noms;
use crate::racine::Secret;
use crate::sequenceur::now;
use crate::{Alive, Coffre, random};

/// Longest replacement, in days: an absence that lasts longer is a matter of distribution.
const JOURS_MAX: i64 = 60;

impl Coffre {
    /// Takes a portefeuille over, or gives it back.
    ///
    /// # Errors
    /// Fields to correct, a refusal or a failure; nothing was written.
    pub async fn replace(&self, request: &SignedRequest, geste: GesteRemplacement) -> Result<RemplacementId, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        if !agent.role.states(explanation::REMPLACEMENT) {
            // Refused and journalled.
            let enonce = Enonce { code: explanation::REMPLACEMENT, sujet: None, pour: None, jusqua: 1, de: None };
            alive.state_fact(request, None, enonce).await?;
            return Err(Error::Refusal(Refusal::Role));
        }
        let key = alive.rows_key(request, &agent).await?;
        match geste {
            GesteRemplacement::Reprend { de, par, jusqu_au } => {
                let par = par.unwrap_or(agent.id);
                let fin = alive.check_replacement(&agent, de, par, jusqu_au)?;
                alive.take_over(request, &agent, &key, (de, par), fin).await
            }
            GesteRemplacement::Termine(id) => alive.give_back(request, &agent, &key, id).await,
        }
    }
}

impl Alive {
    /// Replacements in force in a structure, the first to end first, and how many rows do not read.
    pub(crate) async fn remplacements(
        &self,
        agent: &Agent,
        key: &Secret,
    ) -> Result<(Vec<RemplacementVu>, usize), Error> {
        let (rangs, unread) = self.replacements_in_force(agent, key).await?;
        let fuseau = Fuseau::of_structure(agent.structure);
        let shown = |rang: Rang| RemplacementVu {
            id: rang.id,
            de: (rang.de, self.nom_of(&rang.de.0)),
            par: (rang.par, self.nom_of(&rang.par.0)),
            // It ends at the midnight that ends its last day.
            jusqu_au: fuseau.aujourdhui(rang.fin.saturating_sub(1)),
            terminable: may_end(agent, &rang),
        };
        Ok((rangs.into_iter().map(shown).collect(), unread))
    }

    /// Those that concern who reads: whom she replaces, and who replaces her.
    pub(crate) async fn my_replacements(
        &self,
        agent: &Agent,
        noms: &RwLock<Noms>,
    ) -> Result<Vec<RemplacementVu>, Error> {
        let key = reading(noms).key().clone();
        let (mut all, unread) = self.remplacements(agent, &key).await?;
        self.note_unread(agent.structure, unread).await?;
        all.retain(|one| one.de.0 == agent.id || one.par.0 == agent.id);
        Ok(all)
    }

    async fn replacements_in_force(&self, agent: &Agent, key: &Secret) -> Result<(Vec<Rang>, usize), Error> {
        let (structure, time) = (agent.structure, now() as i64);
        let bruts = self
            .base
            .read(move |tx| tx.all::<Brut>(&rangement::IN_FORCE, &[structure.as_str().into(), time.into()]))
            .await?;
        Ok(rangement::opened(bruts, key, structure))
    }

    /// Everything that is wrong, at once; else the instant at which it ends.
    fn check_replacement(
        &self,
        agent: &Agent,
        de: AgentId,
        par: AgentId,
        jusqu_au: jiff::civil::Date,
    ) -> Result<u64, Error> {
        if par != agent.id && !agent.role.distributes() {
            return Err(Error::Refusal(Refusal::Role));
        }
        let fuseau = Fuseau::of_structure(agent.structure);
        let today = fuseau.aujourdhui(now());
        let mut wrong = Vec::new();
        if !self.is_of(de, agent) {
            wrong.push(Saisie { champ: "de", raison: "rdv-agent" });
        }
        if de == par {
            wrong.push(Saisie { champ: "par", raison: "remplacement-soi" });
        } else if !self.may_accompany(par, agent) {
            wrong.push(Saisie { champ: "par", raison: "remplacement-qui" });
        }
        if jusqu_au < today {
            wrong.push(Saisie { champ: "jusqu-au", raison: "rdv-passe" });
        } else if jusqu_au > today.saturating_add(JOURS_MAX.days()) {
            wrong.push(Saisie { champ: "jusqu-au", raison: "remplacement-long" });
        }
        if wrong.is_empty() {
            Ok(fuseau.instant(jusqu_au, domaine::agenda::MINUTES_JOUR))
        } else {
            Err(Error::Saisie(wrong))
        }
    }

    async fn take_over(
        &self,
        request: &SignedRequest,
        agent: &Agent,
        key: &Secret,
        (de, par): (AgentId, AgentId),
        fin: u64,
    ) -> Result<RemplacementId, Error> {
        let enonce =
            Enonce { code: explanation::REMPLACEMENT, sujet: None, pour: Some(par), jusqua: fin, de: Some(de) };
        let done = self.state_fact(request, None, enonce).await?;
        // One for each pair: what is said last is what stands, as in the journal.
        let (rangs, _) = self.replacements_in_force(agent, key).await?;
        if let Some(known) = rangs.into_iter().find(|rang| (rang.de, rang.par) == (de, par)) {
            let next = Rang { fin, ..known };
            let ends = next.ends(key);
            self.base.write(move |tx| tx.exec(&rangement::UPDATE, &ends)).await?;
            return Ok(next.id);
        }
        let rang = Rang {
            id: RemplacementId(random()),
            structure: agent.structure,
            de,
            par,
            debut: done.entry.time,
            fin,
            auteur: agent.id,
        };
        let values = rang.values(key);
        self.base.write(move |tx| tx.exec(&rangement::INSERT, &values)).await?;
        Ok(rang.id)
    }

    async fn give_back(
        &self,
        request: &SignedRequest,
        agent: &Agent,
        key: &Secret,
        id: RemplacementId,
    ) -> Result<RemplacementId, Error> {
        let absent = || Error::Refusal(Refusal::Introuvable);
        let brut = self.base.read(move |tx| tx.one::<Brut>(&rangement::GET, &[id.0.into()])).await?;
        let rang = brut.and_then(|brut| brut.open(key, agent.structure)).ok_or_else(absent)?;
        if !may_end(agent, &rang) {
            return Err(Error::Refusal(Refusal::Role));
        }
        let enonce = Enonce {
            code: explanation::REMPLACEMENT,
            sujet: None,
            pour: Some(rang.par),
            // A time already past withdraws.
            jusqua: 1,
            de: Some(rang.de),
        };
        let done = self.state_fact(request, None, enonce).await?;
        let ends = Rang { fin: done.entry.time.min(rang.fin), ..rang }.ends(key);
        self.base.write(move |tx| tx.exec(&rangement::UPDATE, &ends)).await?;
        Ok(id)
    }

    /// Whether dossiers may be entrusted to her now.
    pub(crate) fn may_accompany(&self, id: AgentId, agent: &Agent) -> bool {
        let Some(name) = self.pseudonym_of(id) else { return false };
        let time = now();
        let registre = self.sequenceur.registre();
        let accompanies = registre.agent(&name).is_some_and(|a| a.role.accompanies() && a.state(time).opens());
        drop(registre);
        accompanies && self.is_of(id, agent)
    }

    fn is_of(&self, id: AgentId, agent: &Agent) -> bool {
        let annuaire = self.annuaire.read().unwrap_or_else(PoisonError::into_inner);
        annuaire.by_id(id).is_some_and(|fiche| fiche.structure == agent.structure)
    }
}

/// Who replaces, who is replaced, and who distributes.
fn may_end(agent: &Agent, rang: &Rang) -> bool {
    agent.role.distributes() || agent.id == rang.par || agent.id == rang.de
}
