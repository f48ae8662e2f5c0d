//! Imports: the rows of a file, corrected first, then made into dossiers under one signature, and taken back under
//! another. Only the agent who brought a file, and only in her structure, ever sees it or touches it.

mod change;
mod deposit;
mod examen;
mod housekeeping;
mod list;
mod making;
mod page;
pub(crate) mod rangement;
mod reprise;
mod run;
mod undo;
mod unmaking;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use domaine::{CodeStructure, DossierId, ImportId};
use droits::decide::Demande;
use droits::signature::{SignedRequest, sha256};
use droits::{Role, mandat};
use journal::Kind;
use journal::act::{Act, act};
use journal::entry::pseudonym;
use tokio::sync::OwnedMutexGuard;

use crate::base::SqlError;
use crate::face::{Agent, Error, ImportEtat, ImportResume, PanneKind, Receipt, Refusal, Saisie};
use crate::fiche::civil_day;
use crate::listes::reading;
use crate::noms::Noms;
use crate::sequenceur::{Done, Fill, Follow, What, Wish, now};
use crate::{Alive, locked, panne};
use examen::{Ouvert, Referents};
use rangement::{Tete, Voile};

/// Rows of a lot: one sync on each side, and an interactive request waits behind one at most.
const LOT: usize = 256;

/// Imports kept in memory at once; beyond, those that nobody is looking at are read anew.
const OPEN_MAX: usize = 8;

/// What memory holds of imports.
#[derive(Default)]
pub(crate) struct Imports {
    /// Those that an agent has before her; gone with the names of her structure.
    open: Mutex<HashMap<ImportId, Arc<tokio::sync::Mutex<Ouvert>>>>,
    /// Those that a thread is making or taking back, one a structure.
    alive: Mutex<HashMap<ImportId, CodeStructure>>,
}

impl Imports {
    /// Whether a thread is at it.
    pub fn is_alive(&self, id: ImportId) -> bool {
        locked(&self.alive).contains_key(&id)
    }

    /// Takes the structure's one place; false when another import holds it.
    fn begin(&self, id: ImportId, structure: CodeStructure) -> bool {
        let mut alive = locked(&self.alive);
        if alive.values().any(|busy| *busy == structure) {
            return false;
        }
        alive.insert(id, structure).is_none()
    }

    /// The rows are read anew by whoever looks next.
    fn close(&self, id: ImportId) {
        locked(&self.open).remove(&id);
    }

    /// Gives the structure's place back.
    fn end(&self, id: ImportId) {
        locked(&self.open).remove(&id);
        locked(&self.alive).remove(&id);
    }
}

impl Alive {
    /// The agent of a request on an import that is hers. A request that was used already, and one on what is absent or
    /// somebody else's, are refused here, before anything is read or changed, and stand in the journal.
    async fn agent_of(&self, request: &SignedRequest, asked: Act, id: ImportId) -> Result<Agent, Error> {
        let agent = self.authenticate(request).await?;
        let (who, structure) = (agent.id, agent.structure);
        let is_hers = self.base.read(move |tx| rangement::get(tx, id, who, structure)).await?.is_some();
        let is_used = self.sequenceur.registre().login_of(&request.login).is_some_and(|l| l.has_seen(&request.hash()));
        if is_hers && !is_used {
            return Ok(agent);
        }
        // No agent is of this structure: the same refusal as for a dossier that is not there.
        let subject = (!is_used).then(|| (pseudonym(&[0; 16], &id.0), [0; 8]));
        let what = What::Ask(Demande { subject, ..demande(request, asked) }, Fill::default());
        match self.sequenceur.commit(Wish { what, follow: Follow::Nothing }).await {
            Ok(_) => Err(Error::Refusal(Refusal::Introuvable)),
            Err(fault) => Err(fault.into()),
        }
    }

    /// The import, examined, for its agent alone. Anybody else is told that there is none.
    async fn examined(
        &self,
        agent: &Agent,
        noms: &Arc<RwLock<Noms>>,
        id: ImportId,
    ) -> Result<OwnedMutexGuard<Ouvert>, Error> {
        let mut guard = self.ouvert(agent, noms, id).await?.lock_owned().await;
        if guard.examen.is_some() {
            return Ok(guard);
        }
        let (referents, today) = (self.referents(agent.structure), civil_day(now()));
        // Ten thousand rows keep a processor busy for a while: not one that answers requests.
        on_a_thread(move || {
            guard.examine(&referents, today);
            guard
        })
        .await
    }

    async fn ouvert(
        &self,
        agent: &Agent,
        noms: &Arc<RwLock<Noms>>,
        id: ImportId,
    ) -> Result<Arc<tokio::sync::Mutex<Ouvert>>, Error> {
        let (who, structure) = (agent.id, agent.structure);
        let known = locked(&self.imports.open).get(&id).cloned();
        if let Some(known) = known {
            let is_same = {
                let open = known.lock().await;
                if open.agent != who || open.structure != structure {
                    return Err(Error::Refusal(Refusal::Introuvable));
                }
                Arc::ptr_eq(&open.noms, noms)
            };
            if is_same {
                return Ok(known);
            }
        }
        let row = self.base.read(move |tx| rangement::get(tx, id, who, structure)).await?;
        let (etat, cree, sealed) = row.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let key = rangement::key(reading(noms).key(), id, who);
        let tete =
            Tete::open(&key, id, structure, &sealed).ok_or_else(|| panne(PanneKind::Interne, "an import's head"))?;
        let (columns, own) = (tete.colonnes.len(), key.clone());
        let voile = self.voile();
        let rangs = self.base.read(move |tx| rangement::rows(tx, id, structure, (&own, &voile), columns)).await?;
        let noms = Arc::clone(noms);
        let ouvert = Ouvert { id, structure, agent: who, key, etat, cree, tete, rangs, examen: None, noms };
        let ouvert = Arc::new(tokio::sync::Mutex::new(ouvert));
        // While it is being made, rows change under our feet: each look reads them.
        if !self.imports.is_alive(id) {
            let mut open = locked(&self.imports.open);
            if open.len() >= OPEN_MAX {
                open.retain(|_, one| Arc::strong_count(one) > 1);
            }
            open.insert(id, Arc::clone(&ouvert));
        }
        Ok(ouvert)
    }

    /// What hides which line made which dossier.
    fn voile(&self) -> Voile {
        Voile::of(&self.parts)
    }

    /// The import without anybody in it.
    async fn resume_of(&self, id: ImportId, etat: u8, cree: u64) -> Result<ImportResume, Error> {
        let is_alive = self.imports.is_alive(id);
        Ok(self.base.read(move |tx| rangement::resume(tx, id, etat, cree, is_alive)).await?)
    }

    /// As [`Alive::resume_of`], read anew for its agent.
    async fn resume_for(&self, agent: &Agent, id: ImportId) -> Result<ImportResume, Error> {
        let (who, structure, is_alive) = (agent.id, agent.structure, self.imports.is_alive(id));
        let found = self.base.read(move |tx| -> Result<_, SqlError> {
            let Some((etat, cree, _)) = rangement::get(tx, id, who, structure)? else { return Ok(None) };
            rangement::resume(tx, id, etat, cree, is_alive).map(Some)
        });
        found.await?.ok_or(Error::Refusal(Refusal::Introuvable))
    }

    /// Journals a page of rows, and only then lets it go.
    async fn journal_rows(
        &self,
        request: &SignedRequest,
        asked: Act,
        listed: &[u8],
        count: usize,
        known: Vec<DossierId>,
    ) -> Result<Receipt, Error> {
        let content = sha256(&[&request.nonce[..], listed].concat());
        let fill = Fill { content, count: count as u32, ..Fill::default() };
        self.journal_persons(request, demande(request, asked), fill, known.into_iter()).await
    }

    /// Journals what the agent signed: the piece holds her browser's signature over this very sentence.
    async fn propose(
        &self,
        request: &SignedRequest,
        asked: Act,
        contenu: [u8; 32],
        lignes: u32,
        body: Vec<u8>,
    ) -> Result<Done, Error> {
        let says = body == mandat::sentence(&contenu, lignes).as_bytes() && sha256(&body) == request.body_hash;
        if !says {
            return Err(Error::Refusal(Refusal::Signature));
        }
        let until = now() + mandat::MANDAT_MAX;
        let fill = Fill { content: contenu, count: lignes, until, ..Fill::default() };
        let piece = mandat::MandatPiece { request: request.clone(), body }.encode();
        let what = What::Propose(demande(request, asked), fill, piece);
        Ok(self.sequenceur.commit(Wish { what, follow: Follow::Nothing }).await?)
    }

    /// Agents of a structure who may accompany somebody.
    fn referents(&self, structure: CodeStructure) -> Referents {
        let annuaire = self.annuaire.read().unwrap_or_else(PoisonError::into_inner);
        let registre = self.sequenceur.registre();
        let accompanies = |role: Role| matches!(role, Role::Conseiller | Role::ReferentCollectif);
        let active = annuaire
            .of_structure(structure)
            .filter(|(name, _)| registre.agent(name).is_some_and(|a| a.state(now()).opens() && accompanies(a.role)));
        Referents::new(active.map(|(_, fiche)| (&fiche.nom, &fiche.mail, fiche.id)))
    }
}

fn demande(request: &SignedRequest, asked: Act) -> Demande {
    Demande::new(request.login, asked, request.hash())
}

/// What a request asks of an import, if it is of this kind and names this one.
fn asked(request: &SignedRequest, kind: Kind, id: Option<ImportId>) -> Result<Act, Error> {
    act(&request.method, &request.target)
        .filter(|a| a.kind == kind && a.mandat == id.map(|id| id.0) && a.purpose == journal::act::Purpose::Import)
        .ok_or(Error::Refusal(Refusal::Introuvable))
}

/// Whether rows may still be corrected.
fn is_open(etat: ImportEtat) -> bool {
    matches!(etat, ImportEtat::Essai | ImportEtat::Interrompu)
}

/// A field of the page to correct.
fn wrong(champ: &'static str, raison: &'static str) -> Error {
    Error::Saisie(vec![Saisie { champ, raison }])
}

/// Work of a while, on a thread that may be kept busy.
async fn on_a_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|_| panne(PanneKind::Interne, "a thread of an import ended"))
}

/// Bytes that a page's entry commits to.
fn listed(id: ImportId, rows: impl Iterator<Item = (u32, Option<DossierId>)>) -> Vec<u8> {
    let mut bytes = id.0.to_vec();
    for (numero, dossier) in rows {
        bytes.extend_from_slice(&numero.to_be_bytes());
        bytes.extend_from_slice(&dossier.map_or([0; 16], |d| d.0));
    }
    bytes
}
