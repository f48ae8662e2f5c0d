//! Who stands behind whom.

use std::collections::BTreeSet;

use droits::registre::State;
use droits::signature::SignedRequest;
use journal::entry::Pseudonym;

use super::listes::{by_name, shown};
use super::structure_asked;
use crate::Coffre;
use crate::face::{Error, Lignees};

impl Coffre {
    /// Accounts of a structure with who signed for them, wherever these are. The vigie may ask for another structure.
    ///
    /// # Errors
    /// For who manages no account.
    pub async fn lignees(&self, request: &SignedRequest) -> Result<Lignees, Error> {
        let alive = self.alive()?;
        let lecteur = alive.gardien(request).await?;
        let structure = structure_asked(&lecteur, request);
        let own = alive.comptes(|registre, name| registre.agent(name).is_some_and(|a| a.structure == structure.0));
        let own = own.into_iter().filter(|compte| compte.etat != State::Closed);

        let (registre, annuaire) = (alive.sequenceur.registre(), alive.names());
        let mut names: BTreeSet<Pseudonym> =
            own.filter_map(|compte| annuaire.by_id(compte.agent).map(|fiche| fiche.pseudonym())).collect();
        let mut liens = Vec::new();
        for name in names.clone() {
            for (lien, signer) in registre.agent(&name).into_iter().flat_map(|account| &account.liens) {
                if let (Some(from), Some(to)) = (annuaire.get(signer), annuaire.get(&name)) {
                    liens.push((from.id, to.id, *lien));
                    names.insert(*signer);
                }
            }
        }
        let comptes = by_name(names.iter().filter_map(|name| shown(&registre, &annuaire, name)).collect());
        let comptes = comptes.into_iter().map(|c| (c.agent, c.nom, c.role, c.structure_nom, c.etat)).collect();
        Ok(Lignees { agent: lecteur.agent, comptes, liens })
    }
}
