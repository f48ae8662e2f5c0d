//! Who may what in a structure.

use droits::registre::State;
use droits::signature::SignedRequest;

use super::listes::by_name;
use super::structure_asked;
use crate::Coffre;
use crate::face::{Acces, Error};

impl Coffre {
    /// Accounts of the reader's structure that are not closed, by name. The vigie may ask for another structure, as
    /// `?structure=59512S00`.
    ///
    /// # Errors
    /// For who manages no account.
    pub async fn acces(&self, request: &SignedRequest) -> Result<Acces, Error> {
        let alive = self.alive()?;
        let lecteur = alive.gardien(request).await?;
        let structure = structure_asked(&lecteur, request);
        let mut comptes =
            alive.comptes(|registre, name| registre.agent(name).is_some_and(|a| a.structure == structure.0));
        comptes.retain(|compte| compte.etat != State::Closed);
        Ok(Acces { agent: lecteur.agent, comptes: by_name(comptes) })
    }
}
