//! GET and POST /dossiers/{d}/contact: how to reach a person. All that the front desk sees of a dossier, and all that it may change.

use domaine::agenda::StatutRdv;
use domaine::{Champ, DossierId, Groupe};
use droits::signature::SignedRequest;
use journal::act::{Act, Purpose, classes};

use super::merge::{Permis, read};
use super::modify::Issue;
use super::unlock::{Unlocked, ends_with, integrity};
use super::vue;
use crate::face::{ChampModifie, Conflits, ContactVu, Error, Modified, Presence, Quoi, Refusal};
use crate::{Alive, Coffre};

/// What of C1 says who it is.
const WHO: [Champ; 5] = [Champ::NomNaissance, Champ::NomUsage, Champ::Prenom, Champ::Naissance, Champ::Numero];

impl Coffre {
    /// How to reach a person, and when she is expected.
    ///
    /// # Errors
    /// A refusal, always journalled; or a failure, and then nothing was shown.
    pub async fn contact(&self, request: &SignedRequest, id: DossierId) -> Result<ContactVu, Error> {
        let alive = self.alive()?;
        let is_its = |act: &Act| act.purpose == Purpose::Contact && request.method == "GET";
        let unlocked = alive.unlock_on(request, id, is_its).await?;
        alive.contact_of(request, unlocked).await
    }

    /// As [`Coffre::modify_dossier`], for the group "contact" alone.
    ///
    /// # Errors
    /// Fields to correct or a refusal, and nothing is written; or a failure, and then the change is whole or absent.
    pub async fn modify_contact(
        &self,
        request: &SignedRequest,
        id: DossierId,
        champs: Vec<ChampModifie>,
    ) -> Result<Modified<ContactVu>, Error> {
        let alive = self.alive()?;
        let today = alive.today_of(request);
        let permis = Permis { classes: classes::C2, groupe: Some(Groupe::Contact) };
        let form = read(champs, permis, today).map_err(Error::Saisie)?;
        let lock = alive.writing(id);
        let _alone = lock.lock().await;
        let is_its =
            |act: &Act| act.purpose == Purpose::Contact && request.method == "POST" && ends_with(request, "/contact");
        let unlocked = alive.unlock_on(request, id, is_its).await?;
        if !unlocked.agent.role.corrects_contacts() {
            return Err(Error::Refusal(Refusal::Role));
        }
        match alive.modify(request, unlocked, form, &[], today).await? {
            Issue::Ecrit(done) => Ok(done),
            Issue::Conflits(unlocked, champs) => {
                let (par, quand) = alive.last_writer(&unlocked, &champs).await?;
                let opened = alive.contact_of(request, *unlocked).await?;
                Ok(Modified::Conflits(Box::new(Conflits { opened, champs, par, quand })))
            }
        }
    }
}

impl Alive {
    async fn contact_of(&self, request: &SignedRequest, unlocked: Unlocked) -> Result<ContactVu, Error> {
        let read = |champs: Vec<_>| Some((vue::fraicheurs(self, &unlocked, &champs)?, champs));
        let Some((fraicheurs, mut champs)) = unlocked.champs().and_then(read) else {
            return Err(self.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await);
        };
        champs.retain(|(champ, _)| shows(*champ));
        let entete = unlocked.stored.entete().ok_or(Error::Refusal(Refusal::Introuvable))?;
        let today = unlocked.today();
        let mut prochains = self.presences(request, &unlocked).await?.all;
        prochains.retain(|presence| presence.date >= today && is_awaited(presence));
        prochains.reverse();
        Ok(ContactVu {
            receipt: unlocked.receipt(),
            dossier: unlocked.stored.id,
            etat: unlocked.stored.etat,
            champs,
            fraicheur: fraicheurs.into_iter().find(|f| f.groupe == Groupe::Contact),
            referent: self.nom_of(&entete.referent),
            explique: unlocked.explique,
            prochains,
            agent: unlocked.agent,
        })
    }
}

/// What the page of the front desk holds: legal representatives are not there, but that they must not be called is.
fn shows(champ: Champ) -> bool {
    WHO.contains(&champ) || champ.groupe() == Groupe::Contact || champ == Champ::NePasContacterParents
}

fn is_awaited(presence: &Presence) -> bool {
    match presence.quoi {
        Quoi::RendezVous { statut, .. } => statut == StatutRdv::Planifie,
        Quoi::Atelier { .. } => true,
    }
}
