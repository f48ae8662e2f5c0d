//! Keys: a newcomer's two, which a parrain who sees her signs for; one's own third; one that is lost.

use journal::entry::{Entry, Pseudonym};
use journal::tree::sha256;

use super::acte::decode_key;
use super::compte::{Lien, Phase};
use super::demande::{Genre, Habilitation, Waiting};
use super::regles::{
    COOLING, COOLING_KEYS, COOLING_LONG, KEY_COOLING, KEYS_MAX, PARRAIN_WEEK_MAX, PROBATION, PROBATION_KEYS,
    PROPOSER_WEEK_MAX, STRUCTURE_WEEK_MAX, WAITING_MAX, WEEK,
};
use super::vue::Vue;
use crate::piece::Credential;
use crate::registre::{AUTHENTICATORS_MIN, Attest, Enrole, Registre, Void, login_end};
use crate::role::Role;

/// What a parrain signs of the keys that wait: SHA-256 of their piece hashes, in order.
pub fn keys_hash(hashes: &[[u8; 32]]) -> [u8; 32] {
    sha256(&hashes.concat())
}

impl Registre {
    /// A newcomer's key, once her account is approved: it waits for the parrain, and opens nothing.
    pub(crate) fn wait_for_parrain(&mut self, entry: &Entry, piece: Option<&[u8]>) -> Result<(), Void> {
        let time = self.latest();
        let credential = piece.and_then(Credential::decode).ok_or(Void::Piece)?;
        if self.has_credential(&credential.id) {
            return Err(Void::Piece);
        }
        let is_cut = self.vue().living(&entry.object)?.vie.suspended.is_some();
        let is_checked = self.regles.cosignature;
        let habilitation = self.habilitations.get_mut(&entry.object).ok_or(Void::Agent)?;
        let is_approved = habilitation.approved_at.is_some() || !is_checked;
        let brings_keys = matches!(habilitation.genre, Genre::Nouveau | Genre::Cles);
        // Lost keys are replaced while the account is cut: the old ones must not live again first. A newcomer who is cut waits.
        let is_cut = is_cut && habilitation.genre == Genre::Nouveau;
        if !is_approved || !brings_keys || habilitation.is_expired(time) || is_cut {
            return Err(Void::Agent);
        }
        habilitation.waiting.retain(|w| w.is_alive(time));
        if habilitation.waiting.len() >= WAITING_MAX
            || habilitation.waiting.iter().any(|w| w.credential.id == credential.id)
        {
            return Err(Void::Piece);
        }
        habilitation.waiting.push(Waiting { credential, hash: entry.piece, at: time });
        if !is_checked && habilitation.waiting.len() >= AUTHENTICATORS_MIN {
            return self.bind_waiting(entry, None);
        }
        Ok(())
    }

    /// A parrain vouches: she sees the newcomer, and signs the very keys that were made before her.
    pub(crate) fn vouch(&mut self, entry: &Entry, piece: Option<&[u8]>, attest: &dyn Attest) -> Result<(), Void> {
        let habilitation = self.habilitation(&entry.object).ok_or(Void::Agent)?;
        self.vue().may_vouch(&entry.actor, habilitation)?;
        let hashes = habilitation.waiting(self.latest());
        if hashes.len() != AUTHENTICATORS_MIN || entry.content != keys_hash(&hashes) {
            return Err(Void::Piece);
        }
        self.vue().check_signed(entry, piece, attest)?;
        self.bind_waiting(entry, Some(entry.actor))?;
        self.signed.insert(entry.request);
        Ok(())
    }

    fn bind_waiting(&mut self, entry: &Entry, parrain: Option<[u8; 16]>) -> Result<(), Void> {
        let time = self.latest();
        let waits = self.habilitations.get(&entry.object).ok_or(Void::Agent)?;
        let is_taken = |w: &Waiting| self.has_credential(&w.credential.id);
        if waits.alive(time).any(is_taken) {
            return Err(Void::Piece);
        }
        let habilitation = self.habilitations.remove(&entry.object).ok_or(Void::Agent)?;
        let is_new = habilitation.genre == Genre::Nouveau;
        let (cooling, probation) = match (&habilitation.genre, habilitation.is_ceremony, habilitation.role) {
            _ if parrain.is_none() => (0, 0),
            (_, true, _) => (COOLING_LONG, if is_new { PROBATION } else { PROBATION_KEYS }),
            (Genre::Nouveau, _, Role::Gestionnaire) => (COOLING_LONG, PROBATION),
            (Genre::Nouveau, ..) => (COOLING, PROBATION),
            _ => (COOLING_KEYS, PROBATION_KEYS),
        };
        let racine = self.agents.get(&habilitation.proposer).ok_or(Void::Agent)?.racine;
        let keys: Vec<Credential> = habilitation.alive(time).map(|w| w.credential.clone()).collect();
        let agent = self.agents.get_mut(&entry.object).ok_or(Void::Agent)?;
        agent.credentials = keys.clone();
        agent.fraiches.clear();
        let login = agent.login;
        if !is_new {
            // Whoever asks for new keys stands behind the account from now on: a stolen one is of his line.
            agent.liens.push((Lien::Proposant, habilitation.proposer));
            agent.racine = racine;
            // Keys lost before the account ever worked: it is still being born.
            agent.vie.has_new_keys |= agent.opens_from().is_some_and(|from| time >= from);
        }
        agent.liens.extend(parrain.map(|parrain| (Lien::Parrain, parrain)));
        agent.enrol(time, cooling, probation);
        if !self.regles.cosignature {
            (agent.vie.training_until, agent.vie.is_trained) = (agent.vie.grant_until, true);
        }
        for key in keys {
            self.credentials.insert(key.id, entry.object);
        }
        self.close(login, login_end::LEFT);
        if let Some(parrain) = parrain.and_then(|parrain| self.agents.get_mut(&parrain)) {
            parrain.vouched.retain(|at| *at + WEEK > time);
            parrain.vouched.push(time);
        }
        if is_new {
            let (proposer, structure) = (habilitation.proposer, habilitation.structure);
            self.enrolled.retain(|one| one.at + WEEK > time);
            self.enrolled.push(Enrole { at: time, proposer, structure });
        }
        Ok(())
    }

    /// One more key of one's own, signed with a key that one holds. It serves two days later: what a false help desk obtains by telephone
    /// is seen before it is of use.
    pub(crate) fn add_key(&mut self, entry: &Entry, piece: Option<&[u8]>, attest: &dyn Attest) -> Result<(), Void> {
        let (credential, acte) = piece.and_then(decode_key).ok_or(Void::Piece)?;
        let vue = self.vue();
        let agent = vue.living(&entry.object)?;
        let is_hers = entry.actor == entry.object && matches!(agent.vie.phase, Phase::Enrolled(..));
        if !is_hers || agent.vie.suspended.is_some() || agent.credentials.len() >= KEYS_MAX {
            return Err(Void::Agent);
        }
        if self.has_credential(&credential.id) || entry.content != sha256(&credential.encode()) {
            return Err(Void::Piece);
        }
        self.vue().check_acte(entry, &acte, attest)?;
        self.signed.insert(entry.request);
        self.credentials.insert(credential.id.clone(), entry.object);
        let from = self.latest().saturating_add(if self.regles.cosignature { KEY_COOLING } else { 0 });
        let agent = self.agents.get_mut(&entry.object).ok_or(Void::Agent)?;
        agent.fraiches.push((credential.id.clone(), from));
        agent.credentials.push(credential);
        Ok(())
    }

    /// One key less, as long as another one that serves stays.
    pub(crate) fn end_key(&mut self, entry: &Entry, piece: Option<&[u8]>, attest: &dyn Attest) -> Result<(), Void> {
        let vue = self.vue();
        let agent = vue.living(&entry.object)?;
        let ended = agent.credentials.iter().find(|c| sha256(&c.id) == entry.content).map(|c| c.id.clone());
        let ended = ended.ok_or(Void::Piece)?;
        let is_last = agent.keys_at(vue.latest()).all(|key| key.id == ended);
        if entry.actor != entry.object || is_last {
            return Err(Void::Agent);
        }
        self.vue().check_signed(entry, piece, attest)?;
        self.signed.insert(entry.request);
        let agent = self.agents.get_mut(&entry.object).ok_or(Void::Agent)?;
        agent.credentials.retain(|c| c.id != ended);
        agent.fraiches.retain(|(id, _)| *id != ended);
        Ok(())
    }

    /// Whether somebody has this key, or had it: one that was lost or ended serves nobody any more.
    pub(crate) fn has_credential(&self, id: &[u8]) -> bool {
        self.credentials.contains_key(id)
    }
}

impl Vue<'_> {
    /// Whether this person may vouch for this demand's newcomer now, once her keys are made.
    ///
    /// # Errors
    /// [`Void`]: the first rule that says no.
    pub fn may_vouch(&self, actor: &Pseudonym, habilitation: &Habilitation) -> Result<(), Void> {
        let time = self.latest();
        let object = self.living(&habilitation.object)?;
        if !self.regles.cosignature {
            // A drill shows what this control holds: whoever proposed opens the way for the keys.
            return self.acting(actor).map(drop);
        }
        let parrain = self.acting_parrain_for(actor, habilitation)?;
        let brings_keys = matches!(habilitation.genre, Genre::Nouveau | Genre::Cles);
        let is_cut = habilitation.genre == Genre::Nouveau && object.vie.suspended.is_some();
        if !brings_keys || habilitation.approved_at.is_none() || habilitation.is_expired(time) || is_cut {
            return Err(Void::Agent);
        }
        if parrain.vouched.iter().filter(|at| **at + WEEK > time).count() >= PARRAIN_WEEK_MAX {
            return Err(Void::Quota);
        }
        if habilitation.genre == Genre::Nouveau && !self.has_room(habilitation.proposer, habilitation.structure) {
            return Err(Void::Quota);
        }
        Ok(())
    }

    /// Whether one more account of this proposer, in this structure, stays within the week's quotas.
    pub fn has_room(&self, proposer: [u8; 16], structure: [u8; 8]) -> bool {
        let time = self.latest();
        let week = || self.enrolled.iter().filter(|one| one.at + WEEK > time);
        let quota = self.quota(&structure).map(|count| count as usize);
        week().filter(|one| one.proposer == proposer).count() < quota.unwrap_or(PROPOSER_WEEK_MAX)
            && week().filter(|one| one.structure == structure).count() < quota.unwrap_or(STRUCTURE_WEEK_MAX)
    }
}
