//! Stopping a mandat that reads: one word, no gesture, at the next line on both sides. What was read so far is thrown away.

use domaine::MandatId;
use droits::mandat::mandat_end;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::entry::Entry;

use super::rangement;
use crate::Coffre;
use crate::face::{Error, Refusal};
use crate::sequenceur::{Follow, What, Wish, now};

impl Coffre {
    /// Stops it, for who may.
    ///
    /// # Errors
    /// Absent, over, or not hers: one answer.
    pub async fn stop_mandat(&self, request: &SignedRequest, id: MandatId) -> Result<(), Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate_once(request).await?;
        let actor = alive.pseudonym_of(agent.id).ok_or(Error::Refusal(Refusal::Compte))?;
        let entry = {
            let registre = alive.sequenceur.registre();
            let may = registre.at(now()).may_stop(&actor, &id.0);
            let campagne = registre.campagne(&id.0).filter(|_| may).ok_or(Error::Refusal(Refusal::Introuvable))?;
            Entry {
                actor,
                login: request.login,
                object: id.0,
                structure: campagne.structure,
                rule: mandat_end::STOPPED,
                count: campagne.lues() as u32,
                request: request.hash(),
                ..Entry::new(Kind::MandatEnded)
            }
        };
        alive.sequenceur.commit(Wish { what: What::Record(Box::new(entry), None), follow: Follow::Nothing }).await?;
        // A file that was whole at that very moment, and not yet said to be, reaches nobody either.
        alive.base.write(move |tx| tx.exec(&rangement::KEEP, &[id.0.into(), Vec::new().into()])).await?;
        Ok(())
    }
}
