//! Opening a dossier to read it.

use domaine::{Classe, DossierId, Statut};
use droits::signature::SignedRequest;
use journal::entry::Kind;

use super::unlock::{Unlocked, integrity};
use crate::face::{Error, Evenement, Opened, Refusal};
use crate::fiche::EvenementScelle;
use crate::lignes::genre;
use crate::{Alive, Coffre};

impl Coffre {
    /// Opens a dossier for the agent who signed: the fields of C1, C2 and C4, its evenements, who changed and read it.
    ///
    /// # Errors
    /// A refusal, always journalled; or a failure, and then nothing was shown.
    pub async fn open(&self, request: &SignedRequest, id: DossierId) -> Result<Opened, Error> {
        let alive = self.alive()?;
        let unlocked = alive.unlock(request, id).await?;
        let brouillon = alive.draft(request.login, &unlocked).await?;
        Ok(Opened { brouillon, ..alive.show(unlocked).await? })
    }

    /// Opens a dossier to print it: the same, recorded as a print, without what is being typed.
    ///
    /// # Errors
    /// As [`Coffre::open`].
    pub async fn print(&self, request: &SignedRequest, id: DossierId) -> Result<Opened, Error> {
        let alive = self.alive()?;
        let unlocked = alive.unlock_on(request, id, |act| act.kind == Kind::Print).await?;
        alive.show(unlocked).await
    }
}

impl Alive {
    /// What an unlocked dossier shows; no draft.
    pub(super) async fn show(&self, unlocked: Unlocked) -> Result<Opened, Error> {
        let (Some(champs), Some(evenements)) = (unlocked.champs(), evenements(self, &unlocked)) else {
            return Err(self.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await);
        };
        let entete = unlocked.stored.entete().ok_or(Error::Refusal(Refusal::Introuvable))?;
        let (historique, mut lectures) = self.traces(unlocked.subject, unlocked.stored.etat, entete.maj).await?;
        // Her own reading, of this moment: its trace follows, and may already be there.
        lectures.retain(|lecture| lecture.entree != unlocked.done.index);
        lectures.insert(0, unlocked.lecture());
        Ok(Opened {
            receipt: unlocked.receipt(),
            dossier: unlocked.stored.id,
            etat: unlocked.stored.etat,
            champs,
            evenements,
            statut: Statut::from_number(entete.statut).unwrap_or(Statut::Actif),
            referent: self.nom_of(&entete.referent),
            explication: unlocked.explication,
            historique,
            lectures,
            brouillon: None,
            agent: unlocked.agent,
        })
    }
}

/// Evenements, newest first. `None` if one does not open.
fn evenements(alive: &Alive, unlocked: &Unlocked) -> Option<Vec<Evenement>> {
    let key = unlocked.key(Classe::Parcours)?;
    let lignes = unlocked.stored.lignes_at(unlocked.stored.etat);
    let mut all = Vec::new();
    for ligne in lignes.into_iter().filter(|l| l.genre == genre::EVENEMENT) {
        let sealed = EvenementScelle::decode(&unlocked.open(key, ligne)?)?;
        all.push(Evenement {
            genre: sealed.genre,
            date: sealed.date,
            duree: sealed.duree,
            agent: alive.nom_of(&sealed.agent),
            texte: sealed.texte,
        });
    }
    // Two of the same day stay in the order in which they were recorded, the last first.
    all.reverse();
    all.sort_by_key(|e| std::cmp::Reverse(e.date));
    Some(all)
}
