//! POST /repartition/{d}: another référent. The fact first, then the head of the dossier and its label; no class is opened, and
//! the contre-clé accepts nothing else after that fact.

use domaine::{AgentId, DossierId};
use droits::budget::explanation;
use droits::signature::SignedRequest;
use journal::entry::pseudonym;

use super::unlock::{Unlocked, integrity};
use super::write::Written;
use crate::face::{Affecte, Error, Refusal, Saisie};
use crate::faits::Enonce;
use crate::lignes::{self, Change, Entete, Stored};
use crate::listes::reading;
use crate::noms::Label;
use crate::racine::Secret;
use crate::{Alive, Coffre};

impl Coffre {
    /// Entrusts a dossier to somebody, if it is still `de`'s (zero: nobody's).
    ///
    /// # Errors
    /// A field to correct or a refusal, and nothing is written; or a failure, and then the change is whole or absent.
    pub async fn affect(
        &self,
        request: &SignedRequest,
        id: DossierId,
        de: AgentId,
        vers: AgentId,
    ) -> Result<Affecte, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let sujet = alive.sujet_of(request, &agent, id).await?;
        let enonce =
            Enonce { code: explanation::AFFECTATION, sujet: Some(sujet), pour: Some(vers), jusqua: u64::MAX, de: None };
        if !agent.role.distributes() {
            // Refused and journalled; what it would have said is of no importance.
            alive.state_fact(request, Some(id), enonce).await?;
            return Err(Error::Refusal(Refusal::Role));
        }
        if !alive.may_accompany(vers, &agent) {
            return Err(Error::Saisie(vec![Saisie { champ: "vers", raison: "affectation-qui" }]));
        }
        let lock = alive.writing(id);
        let _alone = lock.lock().await;
        let (stored, share, salt) = alive.head(id, sujet).await?;
        let entete = stored.entete().ok_or(Error::Refusal(Refusal::Introuvable))?.clone();
        if entete.referent == vers.0 {
            alive.authenticate_once(request).await?;
            return Ok(Affecte::Fait);
        }
        if entete.referent != de.0 {
            alive.authenticate_once(request).await?;
            return Ok(Affecte::Deja(alive.nom_of(&entete.referent)));
        }
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let known = reading(&noms).get(&id.0).ok_or(Error::Refusal(Refusal::Introuvable))?;
        let label = Label { referent: vers.0, ..known };
        let sealed = label.seal(reading(&noms).key(), stored.structure, stored.etat + 1);

        let done = alive.state_affectation(request, (id, salt), enonce).await?;
        // `maj` stays: to change hands is no news of the person.
        let entete = Entete { referent: vers.0, ..entete };
        let change = Change { entete, lignes: Vec::new(), etiquette: Some(sealed), jetons: None };
        let unlocked = Unlocked::head(agent, stored, share, sujet, done);
        let written = Written { fields: 0, classes: 0, label: Some(label) };
        alive.write(request, &unlocked, change, written).await?;
        Ok(Affecte::Fait)
    }
}

impl Alive {
    /// The rows of a dossier, sound by this side's share alone: nothing of it is opened.
    async fn head(&self, id: DossierId, sujet: [u8; 16]) -> Result<(Stored, Secret, [u8; 16]), Error> {
        let stored = self.base.read(move |tx| lignes::read(tx, id)).await?;
        let stored = stored.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let Some((share, salt)) = self.share_of(&stored) else {
            return Err(self.integrity(&stored, sujet, integrity::SHARE).await);
        };
        if pseudonym(&salt, &id.0) != sujet {
            return Err(self.integrity(&stored, sujet, integrity::SHARE).await);
        }
        let stored = if stored.has_pending() { self.reconcile(stored, sujet, &share).await? } else { stored };
        let digest = stored.digest_at(stored.etat, &share);
        if digest.is_none() || digest != stored.entete().map(|e| e.digest) {
            return Err(self.integrity(&stored, sujet, integrity::DIGEST).await);
        }
        Ok((stored, share, salt))
    }
}
