//! POST /dossiers/{d}/evenements, with the number of one to withdraw: a slip on *présent* is taken back. The evenement that the gesture made
//! is shown no more and counts no more, and its rendez-vous waits for its word again.

use domaine::{DossierId, RendezVousId, evenement};
use droits::signature::SignedRequest;

use super::empreinte;
use super::locales::Locales;
use super::plume::Plume;
use crate::Coffre;
use crate::face::Error;
use crate::fiche::EvenementScelle;

impl Coffre {
    /// Withdraws an evenement; gives the etat reached. By who made it, the same day, while nothing was added to it; once more changes
    /// nothing.
    ///
    /// # Errors
    /// A field to correct or a refusal, and nothing is written; or a failure, and the write is whole or absent.
    pub async fn withdraw_evenement(&self, request: &SignedRequest, id: DossierId, num: u32) -> Result<u32, Error> {
        let alive = self.alive()?;
        let lock = alive.writing(id);
        let _alone = lock.lock().await;
        let (unlocked, parcours) = alive.unlock_parcours(request, id, "/evenements").await?;
        let locales = Locales::default();
        let mut ecritoire = alive.ecritoire(request, &unlocked, &parcours, &locales, None).await?;
        let mut plume = Plume::new(&unlocked)?;
        let is_own = |there: &EvenementScelle| there.agent == unlocked.agent.id.0;
        let standing = parcours.evenements.iter().find(|(rang, _)| rang.num == num);
        let gone = parcours.retires.iter().find(|(rang, there)| rang.num == num && is_own(there));
        let today = ecritoire.today;
        if let Some((_, there)) = standing {
            let is_untouched = empreinte::is_untouched(num, there, &parcours, &unlocked);
            match evenement::retrait(is_own(there), there.inscrit, is_untouched, today) {
                Ok(()) => {
                    plume.without_evenement(num, &EvenementScelle { retire: Some(today), ..there.clone() })?;
                }
                Err(maintenu) => ecritoire.wrong("retirer", maintenu.key()),
            }
        } else if gone.is_none() {
            ecritoire.wrong("retirer", "ligne-inconnue");
        }
        let etat = alive.write_pathway(request, &unlocked, ecritoire, plume).await?;
        let rendez_vous = standing.or(gone).and_then(|(_, there)| there.rendez_vous);
        if let Some(rendez_vous) = rendez_vous {
            alive.unsay_present(request, &unlocked, RendezVousId(rendez_vous)).await?;
        }
        Ok(etat)
    }
}
