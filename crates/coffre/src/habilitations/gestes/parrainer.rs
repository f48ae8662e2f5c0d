//! What a parrain signs: who stands before her, a probation that went well, a federated identity.

use domaine::AgentId;
use droits::registre::Void;
use journal::Kind;

use crate::Alive;
use crate::face::{Error, Refusal, Saisie};
use crate::habilitations::geste::{Acte, Qui};
use crate::sequenceur::now;

/// Her signature covers the very keys that were made before her: the hash is the page's, compared with what waits now.
pub(super) fn parrainer(alive: &Alive, qui: &Qui<'_>, agent: AgentId, cles: [u8; 32]) -> Result<Acte, Error> {
    let object = alive.object_of(agent)?;
    let registre = alive.sequenceur.registre();
    let absent = || Error::Refusal(Refusal::Introuvable);
    let habilitation = registre.habilitation(&object).ok_or_else(absent)?;
    registre.at(now()).may_vouch(&qui.actor, habilitation).map_err(|void| match void {
        Void::Agent => absent(),
        other => crate::habilitations::geste::words(other),
    })?;
    let waiting = droits::habilitation::keys_hash(&habilitation.waiting(now()));
    if waiting != cles {
        return Err(Error::Saisie(vec![Saisie { champ: "cles", raison: "parrainage-cles" }]));
    }
    let mut acte = Acte::on(Kind::Parrain, agent, object);
    acte.entry.content = cles;
    Ok(acte)
}

pub(super) fn confirmer(alive: &Alive, agent: AgentId) -> Result<Acte, Error> {
    Ok(Acte::on(Kind::Confirmation, agent, alive.object_of(agent)?))
}

pub(super) fn lier(alive: &Alive, agent: AgentId, code: &str) -> Result<Acte, Error> {
    let identite = alive.unknown_identity(code);
    let identite = identite.ok_or_else(|| Error::Saisie(vec![Saisie { champ: "code", raison: "identite-code" }]))?;
    let mut acte = Acte::on(Kind::Binding, agent, alive.object_of(agent)?);
    acte.entry.content = identite;
    Ok(acte)
}
