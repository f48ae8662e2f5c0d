//! Unfolding the delicate part (C5) of a dossier that is already on the screen.

use domaine::DossierId;
use droits::signature::SignedRequest;
use journal::act::classes;

use super::unlock::integrity;
use crate::Coffre;
use crate::face::{Error, Unfolded};

impl Coffre {
    /// The delicate fields (C5) of a dossier.
    ///
    /// # Errors
    /// A refusal, always journalled; or a failure, and then nothing was shown.
    pub async fn unfold(&self, request: &SignedRequest, id: DossierId) -> Result<Unfolded, Error> {
        let alive = self.alive()?;
        let unlocked = alive.unlock_on(request, id, |act| act.classes == classes::C5).await?;
        match unlocked.champs() {
            Some(champs) => Ok(Unfolded { receipt: unlocked.receipt(), champs }),
            None => Err(alive.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await),
        }
    }
}
