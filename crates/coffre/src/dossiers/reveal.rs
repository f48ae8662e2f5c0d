//! Revealing identifiers: an explicit gesture, counted apart.

use domaine::DossierId;
use droits::budget::REVEALS_PER_DAY_MAX;
use droits::signature::SignedRequest;

use super::unlock::integrity;
use crate::Coffre;
use crate::face::{Error, Revealed};

impl Coffre {
    /// The identifiers (C3) of a dossier.
    ///
    /// # Errors
    /// A refusal, always journalled; or a failure, and then nothing was shown.
    pub async fn reveal(&self, request: &SignedRequest, id: DossierId) -> Result<Revealed, Error> {
        let alive = self.alive()?;
        let unlocked = alive.unlock(request, id).await?;
        let Some(champs) = unlocked.champs() else {
            return Err(alive.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await);
        };
        let used = unlocked.done.permit.map_or(0, |p| p.reveals());
        Ok(Revealed { receipt: unlocked.receipt(), champs, reste: REVEALS_PER_DAY_MAX.saturating_sub(used) })
    }
}
