//! A newcomer arrives: her parrain opens an address that serves five minutes, she makes two keys there, and both pages show
//! the same words. The keys are entries that wait; only the parrain's signature over them makes an account of it.

use std::collections::HashMap;
use std::sync::PoisonError;

use contre_cle::assertion::base64url;
use domaine::AgentId;
use droits::habilitation::keys_hash;
use droits::habilitation::regles::VOUCH_MAX;
use droits::piece::Credential;
use droits::registre::{AUTHENTICATORS_MIN, Void};
use droits::signature::{SignedRequest, sha256};
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use super::geste::words;
use super::mots::mots;
use crate::face::{Arrivee, Attestation, Chemin, Error, PanneKind, Refusal, Saisie};
use crate::passkey::Binding;
use crate::sequenceur::{Fault, Follow, What, Wish, now};
use crate::{Alive, Coffre, locked, panne, random};

/// Addresses open at once, over the whole network.
const OPEN_MAX: usize = 4_096;

/// How long a newcomer's page still tells her when her account opens, once the parrain has signed.
const TOLD_MAX: u64 = 3_600_000;

/// Addresses that are open, by the hash of their secret part.
#[derive(Default)]
pub(crate) struct Arrivees(HashMap<[u8; 32], Ouverte>);

struct Ouverte {
    agent: AgentId,
    object: Pseudonym,
    until: u64,
    binding: Option<Binding>,
    keys: Vec<Credential>,
}

impl Coffre {
    /// A parrain opens the address of somebody who stands before her. An earlier one of the same person is closed.
    ///
    /// # Errors
    /// When she may not vouch for this person now.
    pub async fn open_arrivee(&self, request: &SignedRequest, agent: AgentId) -> Result<Arrivee, Error> {
        let alive = self.alive()?;
        let reader = alive.authenticate_once(request).await?;
        let object = alive.check_parrain(reader.id, agent)?;
        let code = base64url(&random::<24>());
        let until = now() + VOUCH_MAX;
        {
            let mut open = locked(&alive.habilitations.arrivees);
            open.0.retain(|_, one| one.until + TOLD_MAX > now() && one.agent != agent);
            if open.0.len() >= OPEN_MAX {
                return Err(Error::Refusal(Refusal::Fusible));
            }
            let ouverte = Ouverte { agent, object, until, binding: None, keys: Vec::new() };
            open.0.insert(sha256(code.as_bytes()), ouverte);
        }
        alive.arrivee(reader, agent, object, Some(code)).await
    }

    /// The parrain's page of a newcomer, as it stands now.
    ///
    /// # Errors
    /// As [`Coffre::open_arrivee`].
    pub async fn arrivee_vue(&self, request: &SignedRequest, agent: AgentId) -> Result<Arrivee, Error> {
        let alive = self.alive()?;
        let reader = alive.authenticate_once(request).await?;
        let object = alive.check_parrain(reader.id, agent)?;
        alive.arrivee(reader, agent, object, None).await
    }

    /// The newcomer's own page, by its address.
    ///
    /// # Errors
    /// One refusal for a wrong, used or late address.
    pub async fn chemin(&self, code: &str) -> Result<Chemin, Error> {
        self.chemin_of(self.alive()?, code)
    }

    /// The newcomer's browser has made a key: it waits for the parrain.
    ///
    /// # Errors
    /// As [`Coffre::chemin`]; a key that does not hold is to be made again.
    pub async fn bind_arrivee(&self, code: &str, answer: Attestation) -> Result<Chemin, Error> {
        let alive = self.alive()?;
        let hash = sha256(code.as_bytes());
        let wrong = || Error::Saisie(vec![Saisie { champ: "cle", raison: "cle-refusee" }]);
        let (object, binding) = {
            let mut open = locked(&alive.habilitations.arrivees);
            let one = open.0.get_mut(&hash).filter(|one| now() < one.until);
            let one = one.ok_or(Error::Refusal(Refusal::Introuvable))?;
            (one.object, one.binding.take())
        };
        let credential = binding.and_then(|binding| self.passkeys()?.conclude(&binding, &answer)).ok_or_else(wrong)?;
        let (mut entry, piece) = crate::enrolement::enrolment(object, &credential, 0);
        entry.rule = 2;
        let wish = Wish { what: What::Record(Box::new(entry), Some(piece)), follow: Follow::Nothing };
        match alive.sequenceur.commit(wish).await {
            Err(Fault::Void(_)) => return Err(wrong()),
            other => other?,
        };
        if let Some(one) = locked(&alive.habilitations.arrivees).0.get_mut(&hash) {
            one.keys.push(credential);
        }
        self.chemin_of(alive, code)
    }

    fn chemin_of(&self, alive: &Alive, code: &str) -> Result<Chemin, Error> {
        let absent = || Error::Refusal(Refusal::Introuvable);
        let hash = sha256(code.as_bytes());
        let mut open = locked(&alive.habilitations.arrivees);
        let one = open.0.get_mut(&hash).ok_or_else(absent)?;
        let registre = alive.sequenceur.registre();
        let account = registre.agent(&one.object).ok_or_else(absent)?;
        let is_bound = one.keys.iter().any(|key| account.credentials.iter().any(|c| c.id == key.id));
        if !is_bound && now() >= one.until {
            return Err(absent());
        }
        let exclues: Vec<Vec<u8>> = one.keys.iter().map(|key| key.id.clone()).collect();
        let passkeys = self.passkeys().ok_or_else(|| panne(PanneKind::Interne, "origin is not a URL"))?;
        let binding = passkeys.begin(&one.agent.0, &exclues);
        let binding = binding.ok_or_else(|| panne(PanneKind::Interne, "passkey challenge"))?;
        let challenge = binding.challenge;
        one.binding = Some(binding);
        let waiting = registre.habilitation(&one.object).map(|h| h.waiting(now())).unwrap_or_default();
        let annuaire = alive.annuaire.read().unwrap_or_else(PoisonError::into_inner);
        let fiche = annuaire.by_id(one.agent).ok_or_else(absent)?;
        Ok(Chemin {
            nom: fiche.nom.clone(),
            role: account.role,
            structure_nom: annuaire.structure(fiche.structure),
            agent: one.agent,
            challenge,
            liees: one.keys.len() as u8,
            exclues,
            mots: (waiting.len() >= AUTHENTICATORS_MIN).then(|| mots(&keys_hash(&waiting))),
            ouvre: is_bound.then(|| account.opens_from()).flatten(),
        })
    }
}

impl Alive {
    /// The pseudonym of a newcomer for whom this reader may vouch now.
    fn check_parrain(&self, reader: AgentId, agent: AgentId) -> Result<Pseudonym, Error> {
        let (actor, object) = (self.object_of(reader)?, self.object_of(agent)?);
        let registre = self.sequenceur.registre();
        let habilitation = registre.habilitation(&object).ok_or(Error::Refusal(Refusal::Introuvable))?;
        // "Absent" and "not yours" are one answer: who is no parrain of this account learns nothing of it.
        registre.at(now()).may_vouch(&actor, habilitation).map_err(|void| match void {
            Void::Agent => Error::Refusal(Refusal::Introuvable),
            other => words(other),
        })?;
        Ok(object)
    }

    async fn arrivee(
        &self,
        reader: crate::face::Agent,
        agent: AgentId,
        object: Pseudonym,
        code: Option<String>,
    ) -> Result<Arrivee, Error> {
        let waiting = {
            let registre = self.sequenceur.registre();
            registre.habilitation(&object).map(|h| h.waiting(now())).unwrap_or_default()
        };
        let cles = (waiting.len() >= AUTHENTICATORS_MIN).then(|| keys_hash(&waiting));
        Ok(Arrivee {
            agent: reader,
            compte: self.compte_of(agent).ok_or(Error::Refusal(Refusal::Introuvable))?,
            code,
            liees: waiting.len() as u8,
            cles,
            mots: cles.as_ref().map(mots),
        })
    }

    /// Notes for who keeps the journal that a federated identity was shown.
    pub(super) async fn record_federated(&self, actor: Pseudonym, identite: [u8; 32], rule: u8) -> Result<(), Error> {
        let mut entry = Entry::new(Kind::FederatedLogin);
        (entry.actor, entry.content, entry.rule) = (actor, identite, rule);
        self.record(entry).await
    }
}
