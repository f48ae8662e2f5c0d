//! Revealing identifiers: an explicit gesture, counted apart.

use domaine::DossierId;
use droits::signature::SignedRequest;
use journal::act::{Act, classes};

use super::unlock::{ends_with, integrity};
use crate::Coffre;
use crate::face::{Error, Revealed};

impl Coffre {
    /// The identifiers (C3) of a dossier.
    ///
    /// # Errors
    /// A refusal, always journalled; or a failure, and then nothing was shown.
    pub async fn reveal(&self, request: &SignedRequest, id: DossierId) -> Result<Revealed, Error> {
        let alive = self.alive()?;
        let is_its = |act: &Act| act.classes == classes::C3 && ends_with(request, "/identifiants");
        let unlocked = alive.unlock_on(request, id, is_its).await?;
        let Some(champs) = unlocked.champs() else {
            return Err(alive.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await);
        };
        let used = unlocked.done.permit.map_or(0, |p| p.reveals());
        let reste = alive.reveals_max(&unlocked.agent).saturating_sub(used);
        Ok(Revealed { receipt: unlocked.receipt(), champs, reste })
    }
}
