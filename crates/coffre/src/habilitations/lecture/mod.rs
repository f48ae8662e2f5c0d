//! What is read about accounts: one file a verb, and who may see what. Whoever may not see an account gets the answer of who
//! asks for nobody.

mod acces;
mod actions;
mod bris;
mod bureau;
pub(crate) mod campagne;
mod compte;
mod etalement;
mod fiche;
mod gels;
pub(crate) mod histoire;
mod leurres;
mod lignees;
mod listes;
mod possibles;
mod preuves;
pub(in crate::habilitations) mod rallonges;
pub(crate) mod rythme;
mod semblables;
pub(crate) mod usage;

use std::sync::{PoisonError, RwLockReadGuard};

use domaine::{AgentId, CodeStructure};
use droits::habilitation::{Genre, Habilitation, State};
use droits::registre::Agent as Rights;
use droits::signature::SignedRequest;
use droits::{Registre, Role};
use journal::entry::Pseudonym;

pub(super) use etalement::certificate_until;

use crate::Alive;
use crate::annuaire::Annuaire;
use crate::face::{Agent, Error, Refusal};
use crate::sequenceur::now;

/// Who watches over the accounts of a structure.
const KEEPERS: [Role; 3] = [Role::Gestionnaire, Role::Direction, Role::Dpo];

/// Who reads.
struct Lecteur {
    agent: Agent,
    name: Pseudonym,
}

impl Alive {
    async fn lecteur(&self, request: &SignedRequest) -> Result<Lecteur, Error> {
        let agent = self.authenticate_once(request).await?;
        let name = self.pseudonym_of(agent.id).ok_or(Error::Refusal(Refusal::Compte))?;
        Ok(Lecteur { agent, name })
    }

    /// As [`Alive::lecteur`], for the pages of who watches over accounts.
    async fn gardien(&self, request: &SignedRequest) -> Result<Lecteur, Error> {
        let lecteur = self.lecteur(request).await?;
        if !KEEPERS.contains(&lecteur.agent.role) && lecteur.agent.role != Role::Vigie {
            return Err(Error::Refusal(Refusal::Role));
        }
        if is_awake(&self.sequenceur.registre(), &lecteur.name) {
            Ok(lecteur)
        } else {
            Err(Error::Refusal(Refusal::Compte))
        }
    }

    /// Whether this person knows of an account: she may see it, or is a parrain of its structure, who binds identities there.
    pub(super) fn knows(&self, agent: &Agent, name: &Pseudonym, of: AgentId) -> bool {
        let Some(object) = self.pseudonym_of(of) else { return false };
        let registre = self.sequenceur.registre();
        let (Some(own), Some(account)) = (registre.agent(name), registre.agent(&object)) else { return false };
        let is_near =
            own.vouches() && own.structure == account.structure && own.state(instant(&registre)) == State::Active;
        is_near || sees(&registre, &Lecteur { agent: agent.clone(), name: *name }, &object)
    }

    fn names(&self) -> RwLockReadGuard<'_, Annuaire> {
        self.annuaire.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The instant at which accounts are looked at: never before what the journal has stated.
fn instant(registre: &Registre) -> u64 {
    registre.at(now()).latest()
}

fn is_awake(registre: &Registre, name: &Pseudonym) -> bool {
    registre.agent(name).is_some_and(|agent| agent.state(instant(registre)).opens())
}

/// Whether this reader may see this account: her own; those of the structure that she keeps; everywhere for the vigie; a
/// demand that she is to judge; a newcomer for whom she may answer.
fn sees(registre: &Registre, lecteur: &Lecteur, object: &Pseudonym) -> bool {
    let Some(account) = registre.agent(object) else { return false };
    if *object == lecteur.name || judges(registre, &lecteur.name, object) {
        return true;
    }
    let is_kept = registre.agent(&lecteur.name).is_some_and(|reader| reader.watches(account));
    is_awake(registre, &lecteur.name) && (is_kept || is_godchild(registre, &lecteur.name, object))
}

/// Whether a demand on this account waits for this person's answer.
fn judges(registre: &Registre, name: &Pseudonym, object: &Pseudonym) -> bool {
    registre.habilitation(object).is_some_and(|h| *name != h.object && registre.at(now()).may_approve(h, name).is_ok())
}

/// Whether this account waits for a parrain of its structure, and this person is one: to vouch, or to confirm.
fn is_godchild(registre: &Registre, name: &Pseudonym, object: &Pseudonym) -> bool {
    let (Some(parrain), Some(account)) = (registre.agent(name), registre.agent(object)) else { return false };
    let is_near = parrain.vouches() && parrain.structure == account.structure && name != object;
    is_near && (awaits_parrain(registre, object) || account.state(instant(registre)) == State::Probation)
}

/// Whether keys are to be made before a parrain.
fn awaits_parrain(registre: &Registre, object: &Pseudonym) -> bool {
    let brings_keys = |h: &Habilitation| matches!(h.genre, Genre::Nouveau | Genre::Cles);
    let time = instant(registre);
    registre.habilitation(object).is_some_and(|h| brings_keys(h) && h.approved_at.is_some() && !h.is_expired(time))
}

/// Whether the account lives: it has keys, and is not closed.
fn lives(account: &Rights, time: u64) -> bool {
    account.opens_from().is_some() && account.state(time) != State::Closed
}

/// The structure that a page is about: the reader's own, or, for the vigie, the one that the address asks for.
fn structure_asked(lecteur: &Lecteur, request: &SignedRequest) -> CodeStructure {
    let asked = request.target.split_once('?').into_iter().flat_map(|(_, query)| query.split('&'));
    let asked = asked.filter_map(|pair| pair.strip_prefix("structure=")).find_map(|code| code.parse().ok());
    asked.filter(|_| lecteur.agent.role == Role::Vigie).unwrap_or(lecteur.agent.structure)
}
