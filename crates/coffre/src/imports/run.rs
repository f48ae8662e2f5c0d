//! Signing an import: what the agent saw is what is made, or nothing is; and beside it, the few decoys that its mandat leaves room for.

use std::sync::{Arc, RwLock};

use domaine::ImportId;
use droits::mandat::LINES_MAX;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::entry::Entry;

use super::examen::{Ouvert, Sort};
use super::making::{Ligne, Making};
use super::rangement::{self, LEURRE_MIN, Rang};
use super::{asked, is_open, on_a_thread, wrong};
use crate::creation::{Nouveau, NouveauParcours};
use crate::face::{Error, ImportEtat, ImportResume, Refusal};
use crate::listes::reading;
use crate::noms::Noms;
use crate::sequenceur::now;
use crate::{Alive, Coffre};

impl Coffre {
    /// Makes the dossiers of an import that its agent signed: `body` is [`droits::mandat::sentence`] of what the page
    /// showed. Answers once the making has begun; [`Coffre::import_progress`] tells how far it is.
    ///
    /// # Errors
    /// `Signature` when the body is not that sentence, `Conflit` when the rows are no longer those that were shown or the
    /// import is no longer to be made, `Fusible` while another import of the structure is at work, a field `lignes`
    /// (`lignes-a-corriger`) while rows are refused or doubtful and not left aside; other refusals and failures.
    /// Nothing is made then.
    pub async fn run_import(
        &self,
        request: &SignedRequest,
        id: ImportId,
        contenu: [u8; 32],
        lignes: u32,
        body: Vec<u8>,
    ) -> Result<ImportResume, Error> {
        let alive = self.alive()?;
        let asked = asked(request, Kind::MandatProposed, Some(id))?;
        let agent = alive.agent_of(request, asked, id).await?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        // The base has moved since the page was shown: compared again.
        alive.ouvert(&agent, &noms, id).await?.lock().await.examen = None;
        let mut ouvert = alive.examined(&agent, &noms, id).await?;
        if !is_open(rangement::etat_of(ouvert.etat, alive.imports.is_alive(id))) {
            return Err(Error::Refusal(Refusal::Conflit));
        }
        let Some(examen) = &ouvert.examen else { return Err(Error::Refusal(Refusal::Conflit)) };
        let comptes = examen.comptes;
        if (examen.contenu, comptes.pretes) != (contenu, lignes) || !(1..=LINES_MAX).contains(&lignes) {
            return Err(Error::Refusal(Refusal::Conflit));
        }
        if comptes.refusees + comptes.doubles_fichier + comptes.connues > 0 {
            return Err(wrong("lignes", "lignes-a-corriger"));
        }
        if !alive.imports.begin(id, agent.structure) {
            return Err(Error::Refusal(Refusal::Fusible));
        }
        let place = Place { coffre: self, id };
        let done = alive.propose(request, asked, contenu, lignes, body).await?;
        let mut started = Entry::new(Kind::MandatStarted);
        (started.actor, started.login, started.object) = (done.entry.actor, request.login, id.0);
        started.count = lignes;
        alive.record(started).await?;
        ouvert.tete.signe = contenu;
        let head = ouvert.tete.seal(&ouvert.key, id, ouvert.structure);
        let known = ouvert.known_aside();
        let names = reading(&noms).key().clone();
        let lignes = alive.with_leurres(id, &noms, to_make(&ouvert)).await?;
        let added: Vec<u32> = lignes.iter().filter(|one| one.leurre).map(|one| one.rang.numero).collect();
        let write = move |tx: &mut crate::base::Tx<'_>| {
            tx.exec(&rangement::PUT, &[id.0.into(), head.clone().into()])?;
            let none: &[u8] = &[];
            for num in &added {
                tx.exec(&rangement::INSERT_LIGNE, &[id.0.into(), (*num).into(), none.into(), none.into()])?;
            }
            crate::reperage::join(tx, id, &known, Some(&names))?;
            tx.exec(&rangement::REACH, &[id.0.into(), (ImportEtat::EnCours as u8).into()])
        };
        alive.base.write(write).await?;
        let making = Making {
            id,
            structure: agent.structure,
            actor: done.entry.actor,
            signed: done.entry.request,
            partiel: ouvert.tete.partiel,
            key: ouvert.key.clone(),
            noms,
            lignes,
        };
        let resume = alive.resume_of(id, ImportEtat::EnCours as u8, ouvert.cree).await?;
        drop(ouvert);
        alive.imports.close(id);
        place.keep();
        making.start(self)?;
        Ok(resume)
    }
}

impl Alive {
    /// The lines to make, with decoys among them, where they fall: once for an import, and none where it fills a liste de repérage, of
    /// which somebody rings each person.
    async fn with_leurres(
        &self,
        id: ImportId,
        noms: &Arc<RwLock<Noms>>,
        lignes: Vec<Ligne>,
    ) -> Result<Vec<Ligne>, Error> {
        let is_apart = self.base.read(move |tx| {
            let has_some = tx.one::<(i64,)>(&rangement::HAS_LEURRES, &[id.0.into()])?.is_some();
            Ok(has_some || crate::reperage::is_list(tx, id)?)
        });
        if is_apart.await? {
            return Ok(lignes);
        }
        let noms = Arc::clone(noms);
        let mixed = on_a_thread(move || {
            let modeles: Vec<Nouveau> = lignes.iter().map(|one| one.nouveau.clone()).collect();
            let leurres = crate::leurres::leurres(&reading(&noms), &modeles);
            (LEURRE_MIN..).zip(leurres).fold(lignes, |mut all, (numero, nouveau)| {
                let place = crate::leurres::below(all.len() + 1);
                all.insert(place, Ligne { rang: Rang::new(numero, Vec::new()), nouveau, leurre: true });
                all
            })
        });
        mixed.await
    }
}

/// The structure's one place, given back unless a thread took it over.
pub(super) struct Place<'a> {
    pub coffre: &'a Coffre,
    pub id: ImportId,
}

impl Place<'_> {
    /// A thread has it now.
    pub fn keep(self) {
        std::mem::forget(self);
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        if let Ok(alive) = self.coffre.alive() {
            alive.imports.end(self.id);
        }
    }
}

/// What each row that is ready would make.
fn to_make(ouvert: &Ouvert) -> Vec<Ligne> {
    let time = now();
    let vues = ouvert.examen.as_ref().map_or(&[][..], |e| &e.vues);
    let ready = ouvert.rangs.iter().zip(vues).filter(|(_, vue)| vue.sort == Sort::Prete);
    ready
        .map(|(rang, vue)| Ligne {
            rang: rang.clone(),
            nouveau: Nouveau {
                champs: vue.champs.clone(),
                referent: vue.referent,
                numero: 0,
                evenements: Vec::new(),
                parcours: NouveauParcours::default(),
                statut: vue.statut,
                cree: time,
                maj: time,
            },
            leurre: false,
        })
        .collect()
}
