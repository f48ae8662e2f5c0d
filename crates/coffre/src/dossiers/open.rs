//! Opening a dossier to read it.

use domaine::{Champ, Clair, DossierId};
use droits::signature::SignedRequest;
use journal::act::Purpose;
use journal::entry::Kind;

use super::presences::Presences;
use super::unlock::{Unlocked, integrity};
use super::vue;
use crate::face::{Error, Opened, Refusal};
use crate::{Alive, Coffre};

impl Coffre {
    /// Opens a dossier for the agent who signed: the fields of C1, C2 and C4, its evenements, who changed and read it.
    ///
    /// # Errors
    /// A refusal, always journalled; or a failure, and then nothing was shown.
    pub async fn open(&self, request: &SignedRequest, id: DossierId) -> Result<Opened, Error> {
        let alive = self.alive()?;
        let unlocked = alive.unlock_on(request, id, |act| act.purpose == Purpose::Accompagnement).await?;
        let brouillon = alive.draft(request.login, &unlocked).await?;
        let presences = alive.presences(request, &unlocked).await?;
        Ok(Opened { brouillon, ..alive.show(unlocked, presences).await? })
    }

    /// Opens a dossier to print it: the same, recorded as a print, without what is being typed.
    ///
    /// # Errors
    /// As [`Coffre::open`].
    pub async fn print(&self, request: &SignedRequest, id: DossierId) -> Result<Opened, Error> {
        let alive = self.alive()?;
        let unlocked = alive.unlock_on(request, id, |act| act.kind == Kind::Print).await?;
        let presences = alive.presences(request, &unlocked).await?;
        alive.show(unlocked, presences).await
    }
}

impl Alive {
    /// What an unlocked dossier shows, with what is of the structure; no draft.
    pub(super) async fn show(&self, unlocked: Unlocked, presences: Presences) -> Result<Opened, Error> {
        let Presences { all, contacts } = presences;
        let read = |champs: Vec<(Champ, Clair)>| {
            let fraicheurs = vue::fraicheurs(self, &unlocked, &champs)?;
            Some((unlocked.parcours()?, fraicheurs, vue::suivi(&unlocked, &champs, &contacts)?, champs))
        };
        let Some((parcours, fraicheurs, suivi, mut champs)) = unlocked.champs().and_then(read) else {
            return Err(self.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await);
        };
        let entete = unlocked.stored.entete().ok_or(Error::Refusal(Refusal::Introuvable))?;
        let types = parcours.situations.iter().map(|(_, s)| s.situation.type_);
        let locales = self.locales(unlocked.stored.structure, types).await?;
        let (historique, mut lectures) = self.traces(unlocked.subject, unlocked.stored.etat, entete.maj).await?;
        // Her own reading, of this moment: its trace follows, and may already be there.
        lectures.retain(|lecture| lecture.entree != unlocked.done.index);
        lectures.insert(0, unlocked.lecture());
        // What it says is in `suivi`.
        champs.retain(|(champ, _)| *champ != Champ::Statut);
        Ok(Opened {
            receipt: unlocked.receipt(),
            dossier: unlocked.stored.id,
            etat: unlocked.stored.etat,
            champs,
            evenements: vue::evenements(self, &unlocked, &parcours),
            situations: vue::situations(self, &unlocked, &parcours, &locales, &contacts),
            propositions: vue::propositions(self, &parcours),
            fraicheurs,
            presences: all,
            statut: suivi.statut,
            suivi,
            referent: self.nom_of(&entete.referent),
            explique: unlocked.explique,
            historique,
            lectures,
            brouillon: None,
            agent: unlocked.agent,
        })
    }
}
