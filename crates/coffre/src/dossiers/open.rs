//! Opening a dossier to read it.

use domaine::{Classe, DossierId};
use droits::budget::DOSSIERS_PER_DAY_MAX;
use droits::signature::SignedRequest;

use super::unlock::{Unlocked, integrity};
use crate::face::{Error, Evenement, Opened};
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
        let (Some(champs), Some(evenements)) = (unlocked.champs(), evenements(alive, &unlocked)) else {
            return Err(alive.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await);
        };
        let (historique, mut lectures) = alive.traces(unlocked.subject).await?;
        // Her own reading, of this moment: its trace follows, and may already be there.
        lectures.retain(|lecture| lecture.entree != unlocked.done.index);
        lectures.insert(0, unlocked.lecture());
        let brouillon = alive.draft(request.login, &unlocked).await?;
        let entete = unlocked.stored.entete();
        Ok(Opened {
            receipt: unlocked.receipt(),
            dossier: id,
            etat: unlocked.stored.etat,
            champs,
            evenements,
            referent: entete.and_then(|e| alive.nom_of(&e.referent)),
            explication: unlocked.explication,
            historique,
            lectures,
            brouillon,
            ouvertures: (unlocked.done.permit.map_or(0, |p| p.openings()), DOSSIERS_PER_DAY_MAX),
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
