//! POST /dossiers/{d}/propositions: what became of a proposition; its correction; its undoing, the same day.

use domaine::DossierId;
use droits::signature::SignedRequest;

use super::locales::Locales;
use super::plume::Plume;
use crate::Coffre;
use crate::face::{Error, ResultatSaisi};

impl Coffre {
    /// Gives a proposition its result; gives the etat reached. The same result once more writes nothing.
    ///
    /// # Errors
    /// A field to correct or a refusal, and nothing is written; or a failure, and the write is whole or absent.
    pub async fn resolve_proposition(
        &self,
        request: &SignedRequest,
        id: DossierId,
        resultat: ResultatSaisi,
        etat: Option<u32>,
    ) -> Result<u32, Error> {
        let alive = self.alive()?;
        let lock = alive.writing(id);
        let _alone = lock.lock().await;
        let (unlocked, parcours) = alive.unlock_parcours(request, id, "/propositions").await?;
        let locales = Locales::default();
        let mut ecritoire = alive.ecritoire(request, &unlocked, &parcours, &locales, etat).await?;
        let mut plume = Plume::new(&unlocked)?;
        ecritoire.resultat(&mut plume, &resultat)?;
        alive.write_pathway(request, &unlocked, ecritoire, plume).await
    }
}
