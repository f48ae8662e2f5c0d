//! Unfolding one more class of a dossier that is already on the screen: the delicate part (C5), or money (C6).

use domaine::DossierId;
use droits::signature::SignedRequest;
use journal::act::{Act, Purpose, classes};

use crate::Coffre;
use crate::face::{Error, Unfolded};

impl Coffre {
    /// The fields of the class that the path names, and with C5 the delicate notes.
    ///
    /// # Errors
    /// A refusal, always journalled; or a failure, and then nothing was shown.
    pub async fn unfold(&self, request: &SignedRequest, id: DossierId) -> Result<Unfolded, Error> {
        let alive = self.alive()?;
        let is_its =
            |act: &Act| act.purpose == Purpose::Accompagnement && matches!(act.classes, classes::C5 | classes::C6);
        let unlocked = alive.unlock_on(request, id, is_its).await?;
        alive.unfolded(&unlocked).await
    }
}
