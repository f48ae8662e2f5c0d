//! The follower: takes every entry, recomputes the root, folds, cosigns; answers a half only for an entry
//! that it holds, has judged, and whose request it has verified. Synchronous, without sockets or clock of
//! its own, so that tests can cut its disk and turn its clock.

mod append;
mod lot;
mod release;

use std::collections::VecDeque;

use droits::Registre;
use droits::decide::Refus;
use droits::habilitation::Regles;
use journal::entry::Entry;
use journal::log::{Log, LogFault};
use journal::note::Verifier;
use journal::storage::Storage;
use subtle::ConstantTimeEq;

use crate::parts::Parts;
use crate::protocole::{Answer, Here, No, Question};
use crate::racine::Racine;
use crate::versions::Versions;

const WITNESS: &str = "racine.temoin";
const JOURNAL_KEY: &str = "journal.cle";
const PROOF: &str = "preuve-de-fourche";
const SEEDS: &str = "graines";

/// How far an entry's time may be from this side's clock, in milliseconds.
pub const CLOCK_MAX: u64 = 30_000;

/// Entries kept at hand for the questions that follow them.
const RECENT_MAX: usize = 16_384;

/// The three places that this side writes to.
pub struct Places<S> {
    /// The log of entries.
    pub log: S,
    /// The shares.
    pub parts: S,
    /// The small files: root witness, journal key, proof of a fork.
    pub marks: S,
}

/// The follower.
pub struct Suiveur<S> {
    log: Log<S>,
    parts: Parts<S>,
    marks: S,
    racine: Option<Racine>,
    journal: Option<Verifier>,
    registre: Registre,
    versions: Versions,
    seeds: lot::Seeds,
    recent: VecDeque<Recent>,
    folded: u64,
    /// The greatest number of a holder that was folded.
    fence: u32,
    is_stopped: bool,
    is_broken: bool,
}

/// An entry of the recent past, with the judgement made just before it was folded.
struct Recent {
    entry: Entry,
    verdict: Result<(), Refus>,
    is_void: bool,
    is_answered: bool,
    /// Its browser asked to read: no write may claim it.
    is_reading: bool,
    tokens: u8,
}

impl<S: Storage> Suiveur<S> {
    /// Opens the folder and folds everything that it holds.
    ///
    /// # Errors
    /// The disk's, or a damaged log.
    pub fn open(places: Places<S>) -> Result<Suiveur<S>, LogFault> {
        Suiveur::with(places, Regles::default())
    }

    /// As [`Suiveur::open`], with these controls on: all of them, but in drills.
    ///
    /// # Errors
    /// As [`Suiveur::open`].
    pub fn with(places: Places<S>, regles: Regles) -> Result<Suiveur<S>, LogFault> {
        let Places { log, parts, marks } = places;
        let (log, parts) = (Log::open(log)?, Parts::open(parts)?);
        let journal = marks.read(JOURNAL_KEY)?.and_then(|key| Verifier::parse(std::str::from_utf8(&key).ok()?).ok());
        let is_stopped = marks.read(PROOF)?.is_some();
        let mut suiveur = Suiveur {
            log,
            parts,
            marks,
            racine: None,
            journal,
            registre: Registre::with(regles),
            versions: Versions::default(),
            seeds: lot::Seeds::default(),
            recent: VecDeque::new(),
            folded: 0,
            fence: 0,
            is_stopped,
            is_broken: false,
        };
        suiveur.fold_tail()?;
        let waiting: Vec<_> = suiveur.registre.habilitations().filter(|h| h.seed.is_none()).map(|h| h.object).collect();
        suiveur.seeds = lot::Seeds::read(&suiveur.marks.read(SEEDS)?.unwrap_or_default());
        suiveur.seeds.restart(&waiting, suiveur.log.later_note());
        suiveur.parts.destroy(suiveur.versions.erased())?;
        Ok(suiveur)
    }

    /// Whether what it follows is marked fictional; `None` before its first entry.
    pub fn is_fictional(&self) -> Option<bool> {
        self.registre.is_fictional()
    }

    /// Answers one question. `now` is this side's clock in milliseconds since 1970 UTC;
    /// `is_local` says that the question came from this machine.
    pub fn answer(&mut self, question: Question, now: u64, is_local: bool) -> Answer {
        if self.is_broken && self.reopen().is_err() {
            return Answer::No(No::Disk);
        }
        let answered = match question {
            Question::Hello { journal } => self.hello(&journal, now),
            Question::Unseal { root } if is_local => self.unseal(&root, now),
            Question::Unseal { .. } => Err(No::Message),
            _ if self.racine.is_none() => Err(No::Sealed),
            Question::Append { first, records, note } => self.append(first, records, note, now),
            Question::Share(question) => self.share(&question, now),
            Question::Line { index } => self.line(index, now),
            Question::Created { creations } => self.created(&creations, now),
            Question::Index { index, request } => self.index_half(index, request.as_ref(), now),
            Question::Tokens { index, request, inner } => self.tokens(index, request.as_ref(), &inner, now),
            Question::Seed { object } => self.seeds.of(&object).map(Answer::Half).ok_or(No::Entry),
            Question::Sweep { after, limit } => Ok(self.states(&after, limit)),
        };
        answered.unwrap_or_else(Answer::No)
    }

    fn hello(&mut self, journal: &str, now: u64) -> Result<Answer, No> {
        if !journal.is_empty() {
            let asked = Verifier::parse(journal).map_err(|_| No::WrongJournal)?;
            match &self.journal {
                Some(known) if *known == asked => {}
                // The key is taken once, while nothing has been followed yet.
                None if self.log.is_empty() => {
                    self.write_mark(JOURNAL_KEY, journal.as_bytes())?;
                    self.journal = Some(asked);
                }
                _ => return Err(No::WrongJournal),
            }
        }
        Ok(Answer::Here(self.here(now)))
    }

    fn here(&self, now: u64) -> Here {
        Here {
            is_sealed: self.racine.is_none(),
            len: self.log.len(),
            root: self.log.tree().root(),
            cosigner: self.racine.as_ref().map(|r| r.cosigner().vkey()).unwrap_or_default(),
            dossiers: self.versions.len() as u64,
            now,
        }
    }

    fn unseal(&mut self, root: &[u8; 32], now: u64) -> Result<Answer, No> {
        let racine = Racine::from_root(root).map_err(|_| No::WrongRoot)?;
        match self.marks.read(WITNESS).map_err(|_| No::Disk)? {
            Some(witness) if bool::from(witness.ct_eq(racine.witness())) => {}
            Some(_) => return Err(No::WrongRoot),
            None => self.write_mark(WITNESS, racine.witness())?,
        }
        self.racine = Some(racine);
        Ok(Answer::Here(self.here(now)))
    }

    fn states(&self, after: &[u8; 16], limit: u32) -> Answer {
        let states = self.versions.after(after, limit.min(10_000) as usize);
        Answer::States(states.map(|(subject, v)| (*subject, v.etat, v.epoch, v.digest)).collect())
    }

    fn write_mark(&mut self, name: &str, bytes: &[u8]) -> Result<(), No> {
        self.marks.replace(name, bytes).map_err(|_| No::Disk)
    }

    /// After a failed write nobody knows what the disk holds: read it again, and fold what is new.
    fn reopen(&mut self) -> Result<(), LogFault> {
        self.log.recover()?;
        self.parts.recover()?;
        self.fold_tail()?;
        self.parts.destroy(self.versions.erased())?;
        self.is_broken = false;
        Ok(())
    }

    fn recent(&mut self, index: u64) -> Option<&mut Recent> {
        let first = self.folded - self.recent.len() as u64;
        self.recent.get_mut(usize::try_from(index.checked_sub(first)?).ok()?)
    }
}
