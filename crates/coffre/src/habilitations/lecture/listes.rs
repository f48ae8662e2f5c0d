//! Short lists of accounts: demands to judge, newcomers to answer for.

use droits::Registre;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use super::{awaits_parrain, judges};
use crate::annuaire::Annuaire;
use crate::face::{Attendus, Compte, Error};
use crate::habilitations::compte::compte;
use crate::sequenceur::now;
use crate::{Alive, Coffre};

impl Coffre {
    /// Accounts with a demand that waits for this person's answer, oldest first: she was drawn, or may attend a ceremony.
    ///
    /// # Errors
    /// As for any signed request.
    pub async fn approbations(&self, request: &SignedRequest) -> Result<Attendus, Error> {
        let alive = self.alive()?;
        let lecteur = alive.lecteur(request).await?;
        let found = alive.comptes(|registre, object| judges(registre, &lecteur.name, object));
        Ok(Attendus { agent: lecteur.agent, comptes: oldest_first(found) })
    }

    /// Accounts of her structure for which she may vouch or which she may confirm, oldest demand first. Empty for who is no
    /// parrain.
    ///
    /// # Errors
    /// As for any signed request.
    pub async fn parrainages(&self, request: &SignedRequest) -> Result<Attendus, Error> {
        let alive = self.alive()?;
        let lecteur = alive.lecteur(request).await?;
        let found = alive.comptes(|registre, object| answers_for(registre, &lecteur.name, object));
        Ok(Attendus { agent: lecteur.agent, comptes: oldest_first(found) })
    }
}

impl Alive {
    /// Every account that answers a question of the journal's fold, and has a name here.
    pub(super) fn comptes(&self, is_wanted: impl Fn(&Registre, &Pseudonym) -> bool) -> Vec<Compte> {
        let (registre, annuaire) = (self.sequenceur.registre(), self.names());
        let wanted = registre.agents().map(|(name, _)| name).filter(|name| is_wanted(&registre, name));
        wanted.filter_map(|name| shown(&registre, &annuaire, name)).collect()
    }
}

/// An account by its name in the journal.
pub(super) fn shown(registre: &Registre, annuaire: &Annuaire, name: &Pseudonym) -> Option<Compte> {
    compte(registre, annuaire, annuaire.get(name)?.id)
}

/// By name, as people look for it.
pub(super) fn by_name(mut comptes: Vec<Compte>) -> Vec<Compte> {
    comptes.sort_by_cached_key(|compte| domaine::saisie::normal_name(compte.nom.expose()));
    comptes
}

pub(super) fn oldest_first(comptes: Vec<Compte>) -> Vec<Compte> {
    let mut comptes = by_name(comptes);
    comptes.sort_by_key(|compte| compte.demande.as_ref().map_or(u64::MAX, |demande| demande.le));
    comptes
}

fn answers_for(registre: &Registre, name: &Pseudonym, object: &Pseudonym) -> bool {
    if awaits_parrain(registre, object) {
        return registre.habilitation(object).is_some_and(|h| registre.at(now()).may_vouch(name, h).is_ok());
    }
    let mut confirmation = Entry::new(Kind::Confirmation);
    (confirmation.actor, confirmation.object) = (*name, *object);
    registre.at(now()).judge(&confirmation).is_ok()
}
