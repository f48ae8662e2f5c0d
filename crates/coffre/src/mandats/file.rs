//! The sealed file of a mandat that reads, for who proposed it. It says nothing without the recipient's own key.

use domaine::{CodeStructure, MandatId};
use droits::campagne::Etape;
use droits::mandat::mandat_end;
use droits::signature::SignedRequest;

use super::rangement;
use crate::Coffre;
use crate::face::{Error, Refusal};

impl Coffre {
    /// The bytes of the `.age` file.
    ///
    /// # Errors
    /// Absent, not ready, or not hers: one answer.
    pub async fn mandat_file(&self, request: &SignedRequest, id: MandatId) -> Result<Vec<u8>, Error> {
        let absent = || Error::Refusal(Refusal::Introuvable);
        let alive = self.alive()?;
        let agent = alive.authenticate_once(request).await?;
        let actor = alive.pseudonym_of(agent.id).ok_or(Error::Refusal(Refusal::Compte))?;
        let (structure, texte) = {
            let registre = alive.sequenceur.registre();
            let campagne = registre.campagne(&id.0).ok_or_else(absent)?;
            let is_done = campagne.etape == Etape::Finie(mandat_end::DONE);
            if campagne.proposant != actor || !is_done {
                return Err(absent());
            }
            (CodeStructure(campagne.structure), campagne.description.texte)
        };
        let (brut, fichier) = alive
            .base
            .read(move |tx| {
                let brut = tx.one::<rangement::Brut>(&rangement::GET, &[id.0.into()])?;
                Ok::<_, crate::base::SqlError>((brut, tx.one::<(Vec<u8>,)>(&rangement::FICHIER, &[id.0.into()])?))
            })
            .await?;
        let rang = alive.opened(brut, structure, &texte).ok_or_else(absent)?;
        let sealed = fichier.map(|(fichier,)| fichier).unwrap_or_default();
        rang.open_file(&alive.racine.mandats(structure), &sealed).ok_or_else(absent)
    }
}
