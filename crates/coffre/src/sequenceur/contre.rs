//! The sequencer's side of the conversation with the contre-clé: where it stands, what it lacks, what it cosigned.

use std::io;
use std::time::{Duration, Instant};

use contre_cle::protocole::{Answer, Here, No, Question};
use journal::entry::Entry;
use journal::log::Record;
use journal::note::{Checkpoint, Note, Verifier};
use journal::storage::Storage;
use journal::tree::{Tree, leaf_hash};

use super::now;
use super::worker::Worker;

/// How far the two sides' clocks may be apart, milliseconds: within the contre-clé's own 30 seconds.
const CLOCK_MAX: u64 = 20_000;

/// A contre-clé that took longer than this to fail was silent; it is left alone for as long.
const SILENCE: Duration = Duration::from_millis(500);

/// Why the contre-clé was not met.
pub(super) enum Meet {
    Away,
    Longer,
    Other,
    /// It holds less than what it has cosigned: an old copy of its folder was put back.
    Shorter,
}

impl<S: Storage> Worker<S> {
    /// Sends a batch, after whatever the contre-clé still lacks. Gives the positions without effect.
    pub(super) fn send(&mut self, first: u64, records: &[Record], note: &[u8]) -> Result<Vec<u32>, ()> {
        let known = match self.contre_len {
            Some(len) => len,
            None => {
                self.meet().map_err(|_| ())?;
                self.contre_len.ok_or(())?
            }
        };
        if known < first {
            self.catch_up(known, first)?;
        }
        let question = Question::Append { first, records: records.to_vec(), note: note.to_vec() };
        match self.ask(&question) {
            Ok(Answer::Cosigned { line, void }) => {
                self.contre_len = Some(first + records.len() as u64);
                self.keep_cosigned(note, &line)?;
                Ok(void)
            }
            _ => {
                self.contre_len = None;
                Err(())
            }
        }
    }

    /// The cosignature must be the contre-clé's, over this very checkpoint.
    fn keep_cosigned(&mut self, note: &[u8], line: &str) -> Result<(), ()> {
        let mut cosigned = note.to_vec();
        cosigned.extend_from_slice(line.as_bytes());
        let parsed = Note::parse(&cosigned).map_err(|_| ())?;
        self.cosigner.as_ref().ok_or(())?.verify(&parsed).map_err(|_| ())?;
        // A failure here loses a copy of the cosignature, not the entry: found again at the next opening.
        if self.log.append_note(&cosigned).is_err() {
            self.is_broken = true;
        }
        Ok(())
    }

    /// Entries written while the contre-clé was away, under checkpoints signed anew for each step.
    fn catch_up(&mut self, from: u64, to: u64) -> Result<(), ()> {
        const STEP: u64 = 2_048;
        let mut tree = Tree::new();
        self.log.for_range(0..from, |_, record| tree.push(leaf_hash(&record.entry))).map_err(|_| ())?;
        let mut at = from;
        while at < to {
            let end = to.min(at + STEP);
            let mut records = Vec::new();
            self.log.for_range(at..end, |_, record| records.push(record.clone())).map_err(|_| ())?;
            records.iter().for_each(|record| tree.push(leaf_hash(&record.entry)));
            let note = self.signer.sign(end, tree.root());
            match self.ask(&Question::Append { first: at, records: records.clone(), note }) {
                Ok(Answer::Cosigned { void, .. }) => {
                    for (position, record) in records.iter().enumerate() {
                        if let (false, Ok(entry)) = (void.contains(&(position as u32)), Entry::decode(&record.entry)) {
                            (self.watch)(at + position as u64, &entry);
                        }
                    }
                }
                _ => return Err(()),
            }
            at = end;
        }
        self.contre_len = Some(to);
        Ok(())
    }

    /// Tells the contre-clé first what was written while it was away, so that no answer is older than the journal:
    /// a write that it had not heard of would look like a dossier that someone has altered.
    pub(super) fn level(&mut self) {
        if (self.is_broken && self.reopen().is_err()) || (self.contre_len.is_none() && self.meet().is_err()) {
            return;
        }
        if let Some(known) = self.contre_len.filter(|known| *known < self.log.len()) {
            let _ = self.catch_up(known, self.log.len());
        }
    }

    /// Whether our clock agrees with the contre-clé's. An entry dated elsewhere would be durable here and refused
    /// there, and nothing could follow it until the two hours meet again.
    pub(super) fn is_on_time(&mut self) -> bool {
        let agrees = |clock: Option<(u64, Instant)>| {
            clock.is_some_and(|(at, since)| now().abs_diff(at + since.elapsed().as_millis() as u64) < CLOCK_MAX)
        };
        if self.contre_len.is_none() || !agrees(self.clock) {
            let _ = self.meet();
        }
        agrees(self.clock)
    }

    /// Learns where the contre-clé stands.
    pub(super) fn meet(&mut self) -> Result<(), Meet> {
        let answer = self.ask(&Question::Hello { journal: self.signer.vkey() });
        let here: Here = match answer {
            Ok(Answer::Here(here)) => here,
            Ok(Answer::No(No::WrongJournal)) => return Err(Meet::Other),
            _ => return Err(Meet::Away),
        };
        if here.len > self.log.len() {
            return Err(Meet::Longer);
        }
        if here.is_sealed {
            return Err(Meet::Away);
        }
        if here.len < self.cosigned_len() && !self.accepts_restored {
            tracing::error!(
                has = here.len,
                cosigned = self.cosigned_len(),
                "the contre-clé has lost entries that it cosigned"
            );
            return Err(Meet::Shorter);
        }
        self.cosigner = Verifier::parse(&here.cosigner).ok();
        self.cosigner_key = here.cosigner;
        self.clock = Some((here.now, Instant::now()));
        self.contre_len = Some(here.len);
        Ok(())
    }

    /// Entries that the last cosignature kept here covers.
    fn cosigned_len(&self) -> u64 {
        let parsed = self.log.later_note().and_then(|note| Note::parse(note).ok());
        parsed.and_then(|note| Checkpoint::parse(&note.text).ok()).map_or(0, |checkpoint| checkpoint.size)
    }

    pub(super) fn ask(&mut self, question: &Question) -> io::Result<Answer> {
        // A silence is waited for once: who queued behind it is told at once, not after a silence of his own.
        if self.silent_until.is_some_and(|until| Instant::now() < until) {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let asked = Instant::now();
        let answer = self.contre.ask(question);
        if answer.is_err() {
            self.contre_len = None;
            let was_silent = asked.elapsed() > SILENCE;
            self.silent_until = was_silent.then(|| Instant::now() + SILENCE);
        }
        answer
    }
}
