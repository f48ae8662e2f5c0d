//! POST /dossiers/{d}/delicat/modification, …/argent/modification, …/identifiants/modification: changing or confirming one more class.

use domaine::{Champ, Clair, Classe, DossierId, Groupe};
use droits::signature::SignedRequest;
use journal::act::{Act, act, classes};

use super::merge::{Permis, read};
use super::modify::Issue;
use super::unlock::{Unlocked, ends_with, integrity};
use super::vue;
use crate::face::{ChampModifie, Conflits, Error, Modified, Refusal, Saisie, Unfolded};
use crate::{Alive, Coffre};

/// The classes that have a form of their own.
const FORMS: [u8; 3] = [classes::C3, classes::C5, classes::C6];

impl Coffre {
    /// As [`Coffre::modify_dossier`] for the class that the path opens; `confirme` are groups of it that are still true.
    ///
    /// # Errors
    /// Fields to correct or a refusal, and nothing is written; or a failure, and then the change is whole or absent.
    pub async fn modify_class(
        &self,
        request: &SignedRequest,
        id: DossierId,
        champs: Vec<ChampModifie>,
        confirme: Vec<Groupe>,
    ) -> Result<Modified<Unfolded>, Error> {
        let alive = self.alive()?;
        let today = alive.today_of(request);
        let opened = act(&request.method, &request.target).map(|a| a.classes).filter(|c| FORMS.contains(c));
        let opened = opened.ok_or(Error::Refusal(Refusal::Introuvable))?;
        if confirme.iter().any(|g| g.classe().bit() != opened || g.champs().next().is_none()) {
            return Err(Error::Saisie(vec![Saisie { champ: "groupe", raison: "groupe-inconnu" }]));
        }
        let form = read(champs, Permis { classes: opened, groupe: None }, today).map_err(Error::Saisie)?;
        let lock = alive.writing(id);
        let _alone = lock.lock().await;
        let is_its = |act: &Act| act.classes == opened && ends_with(request, "/modification");
        let unlocked = alive.unlock_on(request, id, is_its).await?;
        match alive.modify(request, unlocked, form, &confirme, today).await? {
            Issue::Ecrit(done) => Ok(done),
            Issue::Conflits(unlocked, champs) => {
                let (par, quand) = alive.last_writer(&unlocked, &champs).await?;
                let opened = alive.unfolded(&unlocked).await?;
                Ok(Modified::Conflits(Box::new(Conflits { opened, champs, par, quand })))
            }
        }
    }
}

impl Alive {
    /// What the classes of an act show beside a dossier that is on the screen already.
    pub(super) async fn unfolded(&self, unlocked: &Unlocked) -> Result<Unfolded, Error> {
        let read = |champs: Vec<(Champ, Clair)>| Some((vue::fraicheurs(self, unlocked, &champs)?, champs));
        let Some((fraicheurs, mut champs)) = unlocked.champs().and_then(read) else {
            return Err(self.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await);
        };
        let cree = unlocked.fuseau().aujourdhui(unlocked.stored.cree);
        let notes = match unlocked.key(Classe::Delicat) {
            Some(_) => vue::notes(self, &mut champs, cree),
            None => Vec::new(),
        };
        Ok(Unfolded { receipt: unlocked.receipt(), champs, notes, fraicheurs })
    }
}
