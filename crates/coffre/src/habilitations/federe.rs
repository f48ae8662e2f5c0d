//! A federated identity is rank zero: it says who somebody is, and opens nothing. Bound by a parrain, it shows its own account's
//! state; unknown, it gets a code to read to a parrain, and no row.

use std::collections::HashMap;
use std::sync::PoisonError;

use crate::face::{Error, Federe, Refusal};
use crate::sequenceur::now;
use crate::{Alive, Coffre, locked, random};

/// How long a code serves, milliseconds.
const CODE_MAX: u64 = 5 * 60_000;

/// Codes that wait at once.
const WAITING_MAX: usize = 4_096;

/// Identities that nobody knows, by code.
#[derive(Default)]
pub(crate) struct Inconnus(HashMap<String, ([u8; 32], u64)>);

/// Rules of a `FederatedLogin` entry.
mod rule {
    pub const KNOWN: u8 = 1;
    pub const UNKNOWN: u8 = 2;
}

impl Coffre {
    /// A provider has vouched for an identity (`federation::identity_hash`): what it may see. Journalled before it is answered.
    ///
    /// # Errors
    /// The journal's; too many unknown identities at once.
    pub async fn federe(&self, identite: [u8; 32]) -> Result<Federe, Error> {
        let alive = self.alive()?;
        let known = {
            let registre = alive.sequenceur.registre();
            registre.agents().find(|(_, agent)| agent.identites.contains(&identite)).map(|(name, _)| *name)
        };
        let Some(name) = known else {
            alive.record_federated([0; 16], identite, rule::UNKNOWN).await?;
            return Ok(Federe::Inconnu { code: alive.code_for(identite)? });
        };
        alive.record_federated(name, identite, rule::KNOWN).await?;
        let id = alive.annuaire.read().unwrap_or_else(PoisonError::into_inner).get(&name).map(|fiche| fiche.id);
        let compte = id.and_then(|id| alive.compte_of(id)).ok_or(Error::Refusal(Refusal::Compte))?;
        Ok(Federe::Connu(Box::new(compte)))
    }
}

impl Alive {
    fn code_for(&self, identite: [u8; 32]) -> Result<String, Error> {
        let mut waiting = locked(&self.habilitations.federes);
        waiting.0.retain(|_, (_, until)| *until > now());
        if waiting.0.len() >= WAITING_MAX {
            return Err(Error::Refusal(Refusal::Fusible));
        }
        let code = letters(&random::<8>());
        waiting.0.insert(code.clone(), (identite, now() + CODE_MAX));
        Ok(code)
    }

    /// The identity of a code that was read aloud, once.
    pub(super) fn unknown_identity(&self, code: &str) -> Option<[u8; 32]> {
        let code: String = code.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase()).collect();
        let (identite, until) = locked(&self.habilitations.federes).0.remove(&code)?;
        (until > now()).then_some(identite)
    }
}

/// Eight letters that are not mistaken for one another when read aloud.
pub(super) fn letters(bytes: &[u8; 8]) -> String {
    const LETTERS: &[u8; 16] = b"ABCEFHJKLMPRTXYZ";
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte & 15)])).collect()
}
