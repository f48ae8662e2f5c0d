//! POST /dossiers/{d}/statut, from a liste de repérage: what an attempt to reach somebody gave. The dossier is opened like for any
//! other write, so that the attempt is counted and explained; what it gave is a fact of the structure's list.

use domaine::reperage::Issue;
use domaine::{Classe, DossierId, ImportId};
use droits::signature::SignedRequest;
use journal::act::Purpose;

use super::unlock::ends_with;
use crate::Coffre;
use crate::face::{Error, Saisie};
use crate::listes::reading;

impl Coffre {
    /// Records an attempt of today; gives how many there were. A result is corrected by another: the history keeps both.
    ///
    /// # Errors
    /// A field to correct, a refusal (`Introuvable` when the person is not in that list) or a failure; nothing was recorded.
    pub async fn record_issue(
        &self,
        request: &SignedRequest,
        id: DossierId,
        liste: ImportId,
        issue: u16,
    ) -> Result<usize, Error> {
        let alive = self.alive()?;
        let Some(issue) = Issue::from_code(issue) else {
            return Err(Error::Saisie(vec![Saisie { champ: "issue", raison: "champ-hors-liste" }]));
        };
        let lock = alive.writing(id);
        let _alone = lock.lock().await;
        let is_its = |act: &journal::act::Act| {
            act.purpose == Purpose::Ecriture && act.classes == Classe::Parcours.bit() && ends_with(request, "/statut")
        };
        let unlocked = alive.unlock_on(request, id, is_its).await?;
        let noms = alive.noms(unlocked.stored.structure, Some(request)).await?;
        let key = reading(&noms).key().clone();
        let structure = unlocked.stored.structure;
        alive.add_tentative(&key, structure, (liste, id), (issue, unlocked.agent.id.0, unlocked.today())).await
    }
}
