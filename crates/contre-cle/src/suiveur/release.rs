//! Releasing: what must hold before a half of a key leaves this side.

use std::collections::HashSet;

use droits::budget::explanation::CODE_DEMANDE;
use droits::budget::{CONTROLE_PERSONNES_MIN, CONTROLE_VALEURS_MAX};
use droits::campagne::is_lecture;
use droits::mandat::is_line;
use droits::signature::{SignedRequest, lookup_request};
use journal::Kind;
use journal::act::{Purpose, act, classes, is_code_asked, is_leak_check};
use journal::entry::{Entry, pseudonym};
use journal::storage::Storage;

use super::append::is_affectation;
use super::{CLOCK_MAX, Suiveur};
use crate::protocole::{Answer, No, ShareQuestion};
use crate::racine::class_half;

/// Exact values of one new dossier.
const TOKENS_PER_CREATION_MAX: u8 = 8;

/// Kind of token of the NIR: it serves to find duplicates at a creation, never to search.
const NIR: u8 = 3;

impl<S: Storage> Suiveur<S> {
    /// Halves for the classes of a granted opening, once, for the request that the browser signed; for an affectation, which opens
    /// nothing, none: but without that request nothing is written after it. For a code, the half of the contact, where its
    /// telephone is, and for a browser that asked for a code, which no other fact's signature is.
    pub(super) fn share(&mut self, question: &ShareQuestion, now: u64) -> Result<Answer, No> {
        let entry = self.granted(question.index, now)?;
        let is_affectation = is_affectation(&entry);
        let is_code = entry.kind == Kind::Explanation && entry.explanation == CODE_DEMANDE;
        if !entry.kind.reads() && !is_affectation && !is_code {
            return Err(No::Entry);
        }
        self.check_request(&entry, &question.request)?;
        if is_code != is_code_asked(&question.request.method, &question.request.target) {
            return Err(No::Request);
        }
        let asked = act(&question.request.method, &question.request.target).ok_or(No::Request)?;
        let dossier = asked.dossier.ok_or(No::Request)?;
        let names_it = pseudonym(&question.salt, &dossier) == entry.subject;
        // An entry of a fact has no purpose.
        let purpose = if is_affectation || is_code { 0 } else { asked.purpose as u8 };
        let says_it = asked.kind == entry.kind && asked.classes == entry.classes && purpose == entry.purpose;
        if !names_it || !says_it {
            return Err(No::Request);
        }
        if is_affectation {
            self.mark_answered(question.index);
            return Ok(Answer::Halves(Vec::new()));
        }
        let halves = match is_code {
            true => self.halves(&entry, self.versions.get(&entry.subject).ok_or(No::Version)?.epoch, classes::C2)?,
            false => self.current_halves(&entry)?,
        };
        self.mark_answered(question.index);
        if let Some(recent) = self.recent(question.index) {
            recent.is_reading = question.request.method == "GET";
        }
        Ok(Answer::Halves(halves))
    }

    /// Halves for one line of a mandat that reads. No browser asks: the registre has judged the line by what was signed and approved;
    /// what was stopped since, or frozen, is given no more.
    pub(super) fn line(&mut self, index: u64, now: u64) -> Result<Answer, No> {
        let entry = self.granted(index, now)?;
        if !is_lecture(&entry) || !self.registre.runs(&entry.object, now.max(self.registre.latest())) {
            return Err(No::Entry);
        }
        let halves = self.current_halves(&entry)?;
        self.mark_answered(index);
        Ok(Answer::Halves(halves))
    }

    /// Halves of the classes of an entry that names the dossier as it stands now.
    fn current_halves(&mut self, entry: &Entry) -> Result<Vec<[u8; 32]>, No> {
        let version = *self.versions.get(&entry.subject).ok_or(No::Version)?;
        if entry.etat != version.etat || entry.epoch != version.epoch || entry.content[..16] != version.digest {
            return Err(No::Version);
        }
        self.halves(entry, version.epoch, entry.classes)
    }

    /// Halves of every class for dossiers created a moment ago, by who asked, and not yet written: they hold nothing.
    pub(super) fn created(&mut self, creations: &[(u64, Option<SignedRequest>)], now: u64) -> Result<Answer, No> {
        let mut halves = Vec::with_capacity(creations.len() * 7);
        for (index, request) in creations {
            let entry = self.granted(*index, now)?;
            let is_new = self.versions.get(&entry.subject).is_some_and(|v| v.etat == 0);
            if entry.kind != Kind::Creation || !is_new {
                return Err(No::Entry);
            }
            self.check_asked(&entry, request.as_ref(), entry.request, Purpose::Creation)?;
            halves.extend(self.halves(&entry, 0, classes::ALL)?);
            self.mark_answered(*index);
        }
        Ok(Answer::Halves(halves))
    }

    /// The half of the key of a structure's names, while an agent of that structure asks for a list.
    pub(super) fn index_half(&mut self, index: u64, request: Option<&SignedRequest>, now: u64) -> Result<Answer, No> {
        let entry = self.granted(index, now)?;
        if entry.kind != Kind::IndexLoad {
            return Err(No::Entry);
        }
        match request {
            None if self.is_console(&entry) => {}
            None => return Err(No::Request),
            Some(request) => {
                self.check_request(&entry, request)?;
                let login = self.registre.login_of(&entry.login).ok_or(No::Request)?;
                let agent = self.registre.agent(&login.agent).ok_or(No::Request)?;
                let may = agent.role.has_names_loaded(&request.method, &request.target);
                if !may || agent.structure != entry.structure || login.ended.is_some() || now >= login.until {
                    return Err(No::Request);
                }
            }
        }
        let racine = self.racine.as_ref().ok_or(No::Sealed)?;
        let half = racine.index_half(&entry.structure);
        self.mark_answered(index);
        Ok(Answer::Half(half))
    }

    /// Outer halves of the exact tokens of one look-up (one value, never a NIR), of one creation or one change.
    pub(super) fn tokens(
        &mut self,
        index: u64,
        request: Option<&SignedRequest>,
        inner: &[(u8, [u8; 32])],
        now: u64,
    ) -> Result<Answer, No> {
        let recent = self.recent(index).ok_or(No::Entry)?;
        let (entry, used) = (recent.entry.clone(), recent.tokens);
        if recent.verdict.is_err() || recent.is_void {
            return Err(No::Entry);
        }
        if entry.time.abs_diff(now) > CLOCK_MAX {
            return Err(No::Clock);
        }
        if entry.kind == Kind::TokenLookup && entry.purpose == Purpose::Controle as u8 {
            return self.leak_tokens(index, &entry, request, inner);
        }
        let hash = request.map_or(entry.request, SignedRequest::hash);
        let (most, name, purpose) = match entry.kind {
            Kind::Opening if entry.purpose == Purpose::Ecriture as u8 && is_covered(inner, entry.classes) => {
                (TOKENS_PER_CREATION_MAX, hash, Purpose::Ecriture)
            }
            Kind::Opening if entry.purpose == Purpose::Contact as u8 && is_covered(inner, entry.classes) => {
                (TOKENS_PER_CREATION_MAX, hash, Purpose::Contact)
            }
            Kind::Reveal if entry.purpose == Purpose::Ecriture as u8 && is_covered(inner, entry.classes) => {
                (TOKENS_PER_CREATION_MAX, hash, Purpose::Ecriture)
            }
            Kind::Creation => (TOKENS_PER_CREATION_MAX, hash, Purpose::Creation),
            Kind::TokenLookup if inner.iter().all(|(kind, _)| *kind != NIR) => {
                (1, lookup_request(&hash), Purpose::Recherche)
            }
            _ => return Err(No::Entry),
        };
        if name != entry.request {
            return Err(No::Request);
        }
        self.check_asked(&entry, request, hash, purpose)?;
        // One dossier has one NIR: what asks for more tries numbers.
        let nirs = inner.iter().filter(|(kind, _)| *kind == NIR).count();
        if nirs > 1 || (nirs == 1 && used > 0) || inner.len() > usize::from(most.saturating_sub(used)) {
            return Err(No::Rate);
        }
        if let Some(recent) = self.recent(index) {
            recent.tokens += inner.len() as u8;
        }
        let racine = self.racine.as_ref().ok_or(No::Sealed)?;
        Ok(Answer::Tokens(inner.iter().map(|(kind, value)| racine.token(*kind, value)).collect()))
    }

    /// Outer halves for the check of what is said to be a leak: many values, once. Of few it would be a question about somebody.
    fn leak_tokens(
        &mut self,
        index: u64,
        entry: &Entry,
        request: Option<&SignedRequest>,
        inner: &[(u8, [u8; 32])],
    ) -> Result<Answer, No> {
        let request = request.filter(|request| is_leak_check(&request.method, &request.target)).ok_or(No::Request)?;
        let hash = request.hash();
        if entry.request != lookup_request(&hash) {
            return Err(No::Request);
        }
        self.check_asked(entry, Some(request), hash, Purpose::Lectures)?;
        let distinct: HashSet<_> = inner.iter().collect();
        let is_many = (CONTROLE_PERSONNES_MIN..=CONTROLE_VALEURS_MAX).contains(&distinct.len());
        let is_first = self.recent(index).is_some_and(|recent| !recent.is_answered);
        if !is_many || !is_first || distinct.len() != inner.len() {
            return Err(No::Rate);
        }
        self.mark_answered(index);
        let racine = self.racine.as_ref().ok_or(No::Sealed)?;
        Ok(Answer::Tokens(inner.iter().map(|(kind, value)| racine.token(*kind, value)).collect()))
    }

    /// An entry other than an opening: its request is signed by its login's browser, hashes to `signed`, and asks this.
    fn check_asked(
        &self,
        entry: &Entry,
        request: Option<&SignedRequest>,
        signed: [u8; 32],
        purpose: Purpose,
    ) -> Result<(), No> {
        let Some(request) = request else {
            // A line of a mandat was asked for once, for all lines.
            return if is_line(entry) || self.is_console(entry) { Ok(()) } else { Err(No::Request) };
        };
        let login = self.registre.login_of(&entry.login).ok_or(No::Request)?;
        let asks = act(&request.method, &request.target).is_some_and(|act| act.purpose == purpose);
        let is_it = asks && request.login == entry.login && request.hash() == signed;
        if is_it && request.is_signed_by(&login.browser_key) { Ok(()) } else { Err(No::Request) }
    }

    /// An entry that was granted, has effect, is fresh, and was not answered before.
    fn granted(&mut self, index: u64, now: u64) -> Result<Entry, No> {
        let recent = self.recent(index).ok_or(No::Entry)?;
        if recent.verdict.is_err() || recent.is_void || recent.is_answered {
            return Err(No::Entry);
        }
        if recent.entry.time.abs_diff(now) > CLOCK_MAX {
            return Err(No::Clock);
        }
        Ok(recent.entry.clone())
    }

    fn mark_answered(&mut self, index: u64) {
        if let Some(recent) = self.recent(index) {
            recent.is_answered = true;
        }
    }

    /// The request is the one of the entry, signed by the browser key that a passkey certified.
    fn check_request(&self, entry: &Entry, request: &SignedRequest) -> Result<(), No> {
        // Cut between the entry and its answer is cut.
        let login = self.registre.login_of(&entry.login).filter(|login| login.ended.is_none()).ok_or(No::Request)?;
        let is_it = request.login == entry.login && request.hash() == entry.request;
        if is_it && request.is_signed_by(&login.browser_key) { Ok(()) } else { Err(No::Request) }
    }

    fn halves(&mut self, entry: &Entry, epoch: u32, asked: u8) -> Result<Vec<[u8; 32]>, No> {
        let racine = self.racine.as_ref().ok_or(No::Sealed)?;
        let share = match self.parts.get(racine, &entry.subject) {
            Ok(Some(share)) => share,
            Ok(None) => return Err(No::Share),
            Err(_) => {
                self.is_broken = true;
                return Err(No::Disk);
            }
        };
        Ok((0..7).filter(|class| asked & (1 << class) != 0).map(|class| class_half(&share, class, epoch)).collect())
    }
}

/// A change gives tokens of what it opened: phones and mails of the contact, a NIR of the identifiers.
fn is_covered(inner: &[(u8, [u8; 32])], opened: u8) -> bool {
    inner.iter().all(|(kind, _)| opened & if *kind == NIR { classes::C3 } else { classes::C2 } != 0)
}
