//! POST /dossiers/{d}/confirmation: a group is still true. One gesture.

use domaine::{DossierId, Groupe};
use droits::signature::SignedRequest;
use journal::act::{Act, Purpose};

use super::plume::Plume;
use super::unlock::{ends_with, integrity};
use crate::Coffre;
use crate::face::{Error, Saisie};

impl Coffre {
    /// Notes that a group of C1, C2 or C4 was confirmed today; gives the etat reached. Those of other classes are confirmed by their own form
    /// ([`Coffre::modify_class`]). Hers of today already: nothing is written.
    ///
    /// # Errors
    /// `Saisie` for a group that nobody confirms here; a refusal, and nothing is written; or a failure, and the write is whole or absent.
    pub async fn confirm_groupe(&self, request: &SignedRequest, id: DossierId, groupe: Groupe) -> Result<u32, Error> {
        let alive = self.alive()?;
        let lock = alive.writing(id);
        let _alone = lock.lock().await;
        let is_its = |act: &Act| act.purpose == Purpose::Ecriture && ends_with(request, "/confirmation");
        let unlocked = alive.unlock_on(request, id, is_its).await?;
        if unlocked.key(groupe.classe()).is_none() || groupe.champs().next().is_none() {
            return Err(Error::Saisie(vec![Saisie { champ: "groupe", raison: "groupe-inconnu" }]));
        }
        let Some(tampons) = unlocked.tampons() else {
            return Err(alive.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await);
        };
        let (today, me) = (unlocked.today(), unlocked.agent.id.0);
        if tampons.iter().any(|t| (t.groupe, t.jour, t.agent) == (groupe, today, me)) {
            return Ok(unlocked.stored.etat);
        }
        let mut plume = Plume::new(&unlocked)?;
        plume.confirme(groupe, today)?;
        let (change, written) = plume.done();
        alive.write(request, &unlocked, change, written).await
    }
}
