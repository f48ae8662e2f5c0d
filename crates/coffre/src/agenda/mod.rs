//! The agenda of a structure: rendez-vous, absences, open slots, and what each verb of it needs.
//!
//! A rendez-vous is a fact of the structure, not of the dossier: it entrusts the person to who receives her, and is stated in
//! the journal before its row is written. One agenda changes at a time, so that the fact always says what its rows say.

mod book;
mod change;
mod flux;
mod form;
mod list;
mod plage;
mod presence;
mod print;
pub(crate) mod rangement;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use domaine::agenda::Territoire;
use domaine::fuseau::Fuseau;
use domaine::saisie::normal_name;
use domaine::{AgentId, Clair, CodeStructure, DossierId};
use droits::Role;
use droits::decide::Demande;
use droits::signature::SignedRequest;
use journal::act::act;
use journal::entry::{Entry, Kind, Pseudonym, pseudonym};
use tokio::sync::OwnedMutexGuard;

use crate::face::{Agent, Error, Etiquette, LigneAgenda, Refusal, Saisie};
use crate::lignes;
use crate::listes::reading;
use crate::noms::{Label, Noms};
use crate::racine::Secret;
use crate::sequenceur::{Fill, Follow, What, Wish, now};
use crate::{Alive, locked};
use rangement::Rang;

/// Days ahead that an agenda is open: a fact serves no longer.
const HORIZON: i64 = 730;

/// Days after a rendez-vous during which it explains an opening: the notes are written then, or who did not come is called.
const SUITE: i64 = 7;

/// Rule of an `Integrity` entry: rows of a structure do not open.
const ROW: u8 = 7;

/// What memory holds of agendas.
#[derive(Default)]
pub(crate) struct Agendas {
    /// One change of an agenda at a time.
    changing: Mutex<HashMap<AgentId, Arc<tokio::sync::Mutex<()>>>>,
    /// Requests of each feed within the hour.
    asked: Mutex<flux::Asked>,
}

impl Alive {
    /// The lock under which one agenda changes.
    pub(crate) async fn changing(&self, agent: AgentId) -> OwnedMutexGuard<()> {
        let lock = {
            let mut all = locked(&self.agendas.changing);
            if all.len() > 1_024 {
                all.retain(|_, lock| Arc::strong_count(lock) > 1);
            }
            Arc::clone(all.entry(agent).or_default())
        };
        lock.lock_owned().await
    }

    /// The key of the structure's rows: that of its names, hence of both halves, while an agent of it is at work.
    pub(crate) async fn rows_key(&self, request: &SignedRequest, agent: &Agent) -> Result<Secret, Error> {
        let noms = self.noms(agent.structure, Some(request)).await?;
        Ok(reading(&noms).key().clone())
    }

    /// The pseudonym of a dossier of the agent's own structure. Absent, or another structure's: one answer, journalled.
    pub(crate) async fn sujet_of(
        &self,
        request: &SignedRequest,
        agent: &Agent,
        dossier: DossierId,
    ) -> Result<Pseudonym, Error> {
        let noms = self.noms(agent.structure, Some(request)).await?;
        let label = reading(&noms).get(&dossier.0);
        if let Some(sujet) = label.map(|label| label.sujet).filter(|sujet| *sujet != [0; 16]) {
            return Ok(sujet);
        }
        // A label of before they held a pseudonym: the dossier's own share has its salt.
        let stored = self.base.read(move |tx| lignes::read(tx, dossier)).await?;
        let here = stored.filter(|stored| stored.structure == agent.structure);
        match here.and_then(|stored| self.share_of(&stored)) {
            Some((_, salt)) => Ok(pseudonym(&salt, &dossier.0)),
            None => Err(self.refuse_foreign(request, dossier).await),
        }
    }

    /// Whether an agent is shown her own rendez-vous alone: on probation, but for a front desk, which is shown masked people only and
    /// whose day is everybody's.
    pub(crate) fn is_kept_to_hers(&self, agent: &Agent) -> bool {
        agent.role != Role::Accueil && self.is_on_probation(agent.id)
    }

    /// Who may not state it is refused before anything is looked at, and that is journalled.
    async fn check_role(&self, request: &SignedRequest, agent: &Agent, dossier: DossierId) -> Result<(), Error> {
        if agent.role.states(droits::budget::explanation::RENDEZ_VOUS) {
            return Ok(());
        }
        Err(self.refuse_foreign(request, dossier).await)
    }

    pub(crate) async fn refuse_foreign(&self, request: &SignedRequest, dossier: DossierId) -> Error {
        let asked = act(&request.method, &request.target).filter(|a| a.dossier == Some(dossier.0));
        let Some(asked) = asked else { return Error::Refusal(Refusal::Introuvable) };
        let demande = Demande {
            subject: Some((pseudonym(&[0; 16], &dossier.0), [0; 8])),
            explanation: droits::budget::explanation::RENDEZ_VOUS,
            ..Demande::new(request.login, asked, request.hash())
        };
        let wish = Wish { what: What::Ask(demande, Fill::default()), follow: Follow::Nothing };
        match self.sequenceur.commit(wish).await {
            Ok(_) => Error::Refusal(Refusal::Introuvable),
            Err(fault) => fault.into(),
        }
    }

    /// Those of the structure who receive, by name.
    pub(crate) fn receivers(&self, structure: CodeStructure) -> Vec<(AgentId, Clair)> {
        let time = now();
        let annuaire = self.annuaire.read().unwrap_or_else(PoisonError::into_inner);
        let registre = self.sequenceur.registre();
        let receives = |name| registre.agent(name).is_some_and(|a| a.role.receives() && a.state(time).opens());
        let those = annuaire.of_structure(structure).filter(|(name, _)| receives(name));
        let mut all: Vec<_> = those.map(|(_, fiche)| (fiche.id, fiche.nom.clone())).collect();
        all.sort_by(|a, b| normal_name(a.1.expose()).cmp(&normal_name(b.1.expose())).then(a.0.cmp(&b.0)));
        all
    }

    /// Who of the structure has an agenda in which something may be put: she receives, and her account opens.
    pub(crate) fn is_receiver(&self, agent: AgentId, structure: CodeStructure) -> bool {
        self.receivers(structure).iter().any(|(id, _)| *id == agent)
    }

    /// Sites of the structure, by number, those that closed too: old rows name them.
    pub(crate) async fn sites(&self, structure: CodeStructure) -> Result<Vec<(u32, String, bool)>, Error> {
        let code = structure.to_string();
        let rows: Vec<(u32, String, i64)> =
            self.base.read(move |tx| tx.all(&rangement::SITES, &[code.as_str().into()])).await?;
        Ok(rows.into_iter().map(|(num, nom, ouvert)| (num, nom, ouvert != 0)).collect())
    }

    /// Rows that do not read as they were written: said on the page by its caller, recorded here.
    pub(crate) async fn note_unread(&self, structure: CodeStructure, unread: usize) -> Result<(), Error> {
        if unread == 0 {
            return Ok(());
        }
        tracing::error!(%structure, unread, "rows of an agenda do not open");
        let mut entry = Entry::new(Kind::Integrity);
        (entry.rule, entry.structure) = (ROW, structure.0);
        self.record(entry).await
    }

    /// Rows as this agent is shown them, and the people in them, each once.
    pub(crate) fn lines(
        &self,
        rangs: &[Rang],
        noms: &Noms,
        agent: &Agent,
        fuseau: Fuseau,
    ) -> (Vec<LigneAgenda>, Vec<Label>) {
        let today = fuseau.aujourdhui(now());
        let mut seen = HashSet::new();
        let mut labels = Vec::new();
        let line = |rang: &Rang| {
            let label = rang.dossier.and_then(|dossier| noms.get(&dossier.0));
            if let Some(label) = label.as_ref().filter(|label| seen.insert(label.dossier)) {
                labels.push(label.clone());
            }
            let personne = label.map(|label| self.shown(label, agent));
            let is_hers = rang.agent == agent.id || rang.auteur == agent.id || agent.role == Role::Accueil;
            LigneAgenda {
                id: rang.id,
                genre: rang.genre,
                plage: rang.plage,
                statut: rang.statut,
                reprise: rang.statut.se_reprend() && fuseau.aujourdhui(rang.maj) == today,
                agent: (rang.agent, self.nom_of(&rang.agent.0)),
                site: rang.site,
                objet: rang.objet,
                texte: said_beside(&rang.texte, personne.as_ref(), is_hers),
                personne,
                serie: rang.serie != [0; 16],
                arrivee: None,
            }
        };
        let lignes = rangs.iter().map(line).collect();
        (lignes, labels)
    }
}

/// Words written beside a person: where her name is masked, only for whom they were written, who wrote them and the front desk.
pub(crate) fn said_beside(texte: &Clair, personne: Option<&Etiquette>, is_hers: bool) -> Clair {
    let is_masked = personne.is_some_and(|personne| personne.masquee);
    if is_masked && !is_hers { Clair::default() } else { texte.clone() }
}

fn wrong_statut(raison: &'static str) -> Error {
    Error::Saisie(vec![Saisie { champ: "statut", raison }])
}

/// The hour and the holidays of a structure.
pub(crate) fn place(structure: CodeStructure) -> (Fuseau, Territoire) {
    (Fuseau::of_structure(structure), Territoire::of_structure(structure))
}
