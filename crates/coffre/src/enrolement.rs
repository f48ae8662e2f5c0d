//! First agents: made at the console of an empty base, each with an address that serves once, for 15 minutes,
//! to bind two authenticators. Then the console is closed for ever.

use std::collections::HashMap;
use std::sync::PoisonError;

use contre_cle::assertion::base64url;
use domaine::{AgentId, Clair, CodeStructure};
use droits::Role;
use droits::habilitation::regles::training;
use droits::piece::Credential;
use droits::registre::{AUTHENTICATORS_MIN, INVITATION_MAX, State};
use droits::signature::sha256;
use journal::Kind;
use journal::entry::Entry;

use crate::annuaire::{self, Fiche};
use crate::face::{Attestation, Error, Invitation, PanneKind, Refusal, Saisie};
use crate::passkey::{Binding, Passkeys};
use crate::sequenceur::{Fault, Follow, What, Wish, now};
use crate::{Alive, Coffre, locked, panne, random};

crate::statements! {
    PUT = "insert into invitation (code, agent, limite) values (?1, ?2, ?3)";
    GET = "select agent, limite from invitation where code = ?1";
    DROP = "delete from invitation where code = ?1";
}

/// Ceremonies under way, by invitation.
pub(crate) type Enrolments = HashMap<[u8; 32], Binding>;

/// A first agent, as given at the console.
#[derive(Clone, Debug)]
pub struct Premier {
    /// "Léa Masson".
    pub nom: Clair,
    /// Professional address.
    pub mail: Clair,
    /// What she will do.
    pub role: Role,
    /// Where.
    pub structure: CodeStructure,
    /// Whether she may vouch for newcomers: a direction always may.
    pub is_parrain: bool,
}

/// What the console prints for one agent.
#[derive(Clone, Debug)]
pub struct Adresse {
    /// Who.
    pub agent: AgentId,
    /// The secret part of the one-use address; empty when her keys were given at once.
    pub code: String,
}

impl Coffre {
    /// Opens an empty base: genesis, structures, first agents; gives their one-use addresses. Blocking.
    /// `fictif` marks the base for ever. The console stays open until [`Coffre::close_console`].
    ///
    /// # Errors
    /// The base is not empty, or something failed; what was journalled stays.
    pub fn amorcer(
        &self,
        fictif: bool,
        structures: &[(CodeStructure, String)],
        premiers: &[Premier],
        keys: impl Fn(usize) -> Vec<Credential>,
    ) -> Result<Vec<Adresse>, Error> {
        let alive = self.alive()?;
        if alive.sequenceur.registre().is_fictional().is_some() {
            return Err(Error::Refusal(Refusal::Conflit));
        }
        let mut genesis = Entry::new(Kind::Genesis);
        genesis.rule = if fictif { 1 } else { 2 };
        genesis.content = sha256(crate::racine::JOURNAL.as_bytes());
        alive.record_blocking(vec![(genesis, None)])?;

        let rows = structures.to_vec();
        alive.base.write_blocking(move |tx| {
            rows.iter().try_for_each(|(code, nom)| annuaire::insert_structure(tx, *code, nom))
        })?;
        let mut all = alive.annuaire.write().unwrap_or_else(PoisonError::into_inner);
        structures.iter().for_each(|(code, nom)| all.insert_structure(*code, nom.clone()));
        drop(all);
        premiers.iter().enumerate().map(|(n, premier)| alive.seed(premier, keys(n))).collect()
    }

    /// Closes the console for ever. Blocking.
    ///
    /// # Errors
    /// The journal's.
    pub fn close_console(&self) -> Result<(), Error> {
        self.alive()?.record_blocking(vec![(Entry::new(Kind::SeedClosed), None)])
    }

    /// An invitation, with the challenge for the next authenticator.
    ///
    /// # Errors
    /// One refusal for a wrong, used or late address.
    pub async fn invitation(&self, code: &str) -> Result<Invitation, Error> {
        let alive = self.alive()?;
        let (agent, _) = alive.invited(code).await?;
        self.invitation_of(alive, code, agent)
    }

    /// Binds one authenticator; the invitation that comes back says how many there are.
    ///
    /// # Errors
    /// As [`Coffre::invitation`]; an attestation that does not hold is to be tried again.
    pub async fn enrol(&self, code: &str, answer: Attestation) -> Result<Invitation, Error> {
        let alive = self.alive()?;
        let (agent, until) = alive.invited(code).await?;
        let binding = locked(&alive.enrolments).remove(&sha256(code.as_bytes()));
        let wrong = || Error::Saisie(vec![Saisie { champ: "cle", raison: "cle-refusee" }]);
        let credential = binding.and_then(|binding| self.passkeys()?.conclude(&binding, &answer)).ok_or_else(wrong)?;
        let pseudonym = alive.pseudonym_of(agent).ok_or(Error::Refusal(Refusal::Introuvable))?;
        let (entry, piece) = enrolment(pseudonym, &credential, until);
        let wish = Wish { what: What::Record(Box::new(entry), Some(piece)), follow: Follow::Nothing };
        match alive.sequenceur.commit(wish).await {
            Err(Fault::Void(_)) => return Err(wrong()),
            other => other?,
        };
        let invitation = self.invitation_of(alive, code, agent)?;
        if usize::from(invitation.liees) >= AUTHENTICATORS_MIN {
            let hash = sha256(code.as_bytes());
            alive.base.write(move |tx| tx.exec(&DROP, &[hash.into()])).await?;
        }
        Ok(invitation)
    }

    pub(crate) fn passkeys(&self) -> Option<Passkeys> {
        Passkeys::new(&self.config().rp_id, &self.config().origin)
    }

    fn invitation_of(&self, alive: &Alive, code: &str, agent: AgentId) -> Result<Invitation, Error> {
        let absent = || Error::Refusal(Refusal::Introuvable);
        let pseudonym = alive.pseudonym_of(agent).ok_or_else(absent)?;
        let (exclues, role) = {
            let registre = alive.sequenceur.registre();
            let rights = registre.agent(&pseudonym).ok_or_else(absent)?;
            (rights.credentials.iter().map(|c| c.id.clone()).collect::<Vec<_>>(), rights.role)
        };
        let passkeys = self.passkeys().ok_or_else(|| panne(PanneKind::Interne, "origin is not a URL"))?;
        let binding =
            passkeys.begin(&agent.0, &exclues).ok_or_else(|| panne(PanneKind::Interne, "passkey challenge"))?;
        let challenge = binding.challenge;
        locked(&alive.enrolments).insert(sha256(code.as_bytes()), binding);
        let annuaire = alive.annuaire.read().unwrap_or_else(PoisonError::into_inner);
        let fiche = annuaire.by_id(agent).ok_or_else(absent)?;
        Ok(Invitation {
            nom: fiche.nom.clone(),
            role,
            structure_nom: annuaire.structure(fiche.structure),
            agent,
            challenge,
            liees: exclues.len() as u8,
            exclues,
        })
    }
}

impl Alive {
    /// One first agent: her row, her seed, her keys if they are given, else an address.
    fn seed(&self, premier: &Premier, keys: Vec<Credential>) -> Result<Adresse, Error> {
        let fiche = Fiche {
            id: AgentId(random()),
            structure: premier.structure,
            nom: premier.nom.clone(),
            mail: premier.mail.clone(),
            salt: random(),
        };
        let (agent, pseudonym, until) = (fiche.id, fiche.pseudonym(), now() + INVITATION_MAX);
        let code = if keys.is_empty() { base64url(&random::<24>()) } else { String::new() };
        let (hash, row, racine) = (sha256(code.as_bytes()), fiche.clone(), self.racine.clone());
        let has_code = !code.is_empty();
        self.base.write_blocking(move |tx| {
            annuaire::insert_agent(tx, &racine, &row)?;
            if has_code {
                tx.exec(&PUT, &[hash.into(), row.id.0.into(), (until as i64).into()])?;
            }
            Ok(())
        })?;
        let mut entry = Entry::new(Kind::Seed);
        (entry.object, entry.role, entry.structure, entry.until) =
            (pseudonym, premier.role as u8, premier.structure.0, until);
        // The journal, not the row, says which address is hers.
        entry.content = hash;
        entry.rule = u8::from(premier.is_parrain);
        let mut entries = vec![(entry, None)];
        for credential in &keys {
            let (entry, piece) = enrolment(pseudonym, credential, until);
            entries.push((entry, Some(piece)));
        }
        if !keys.is_empty() {
            entries.push((certificate(pseudonym, premier.role), None));
        }
        self.record_blocking(entries)?;
        self.annuaire.write().unwrap_or_else(PoisonError::into_inner).insert(fiche);
        Ok(Adresse { agent, code })
    }

    fn record_blocking(&self, entries: Vec<(Entry, Option<Vec<u8>>)>) -> Result<(), Error> {
        let wishes = entries
            .into_iter()
            .map(|(entry, piece)| Wish { what: What::Record(Box::new(entry), piece), follow: Follow::Nothing })
            .collect();
        self.sequenceur.commit_blocking(wishes).into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(())
    }

    async fn invited(&self, code: &str) -> Result<(AgentId, u64), Error> {
        let hash = sha256(code.as_bytes());
        let row = self.base.read(move |tx| tx.one::<([u8; 16], u64)>(&GET, &[hash.into()])).await?;
        let Some((agent, until)) = row.filter(|(_, until)| now() < *until) else {
            // An address that was never given, and is answered like one that is over.
            self.presented(code).await?;
            return Err(Error::Refusal(Refusal::Introuvable));
        };
        let pseudonym = self.pseudonym_of(AgentId(agent)).ok_or(Error::Refusal(Refusal::Introuvable))?;
        let is_hers = |a: &droits::registre::Agent| a.state(now()) == State::Seeded && a.invitation == hash;
        let waits = self.sequenceur.registre().agent(&pseudonym).is_some_and(is_hers);
        if waits { Ok((AgentId(agent), until)) } else { Err(Error::Refusal(Refusal::Introuvable)) }
    }

    /// An agent's name in the journal.
    pub(crate) fn pseudonym_of(&self, agent: AgentId) -> Option<[u8; 16]> {
        self.annuaire.read().unwrap_or_else(PoisonError::into_inner).by_id(agent).map(Fiche::pseudonym)
    }
}

/// The certificate that the console of a fictional base gives to an invented agent.
pub(crate) fn certificate(pseudonym: [u8; 16], role: Role) -> Entry {
    let mut entry = Entry::new(Kind::Training);
    entry.object = pseudonym;
    entry.time = now();
    entry.until = entry.time + training(role);
    entry
}

/// The entry and the piece that bind an authenticator.
pub(crate) fn enrolment(pseudonym: [u8; 16], credential: &Credential, until: u64) -> (Entry, Vec<u8>) {
    let piece = credential.encode();
    let mut entry = Entry::new(Kind::Enrolment);
    (entry.object, entry.piece, entry.until) = (pseudonym, sha256(&piece), until);
    (entry, piece)
}
