//! Following: new entries are checked against the signed checkpoint, made durable, folded and cosigned.

use droits::Role;
use droits::budget::explanation::AFFECTATION;
use droits::campagne::{is_campagne, is_lecture};
use droits::decide::{Demande, Permit, decide};
use droits::faits::Dit;
use droits::mandat::{is_line, mandat_end};
use journal::Kind;
use journal::act::{Act, Purpose, classes};
use journal::entry::Entry;
use journal::log::{LogFault, Record};
use journal::note::{Checkpoint, Note};
use journal::storage::Storage;
use journal::tree::sha256;

use super::lot::Judge;
use super::{CLOCK_MAX, PROOF, RECENT_MAX, Recent, SEEDS, Suiveur};
use crate::protocole::{Answer, No};
use crate::versions::Version;

impl<S: Storage> Suiveur<S> {
    pub(super) fn append(&mut self, first: u64, records: Vec<Record>, note: Vec<u8>, now: u64) -> Result<Answer, No> {
        if self.is_stopped {
            return Err(No::Fork);
        }
        if first != self.log.len() {
            return Err(No::Position);
        }
        let checkpoint = match self.verified(&records, &note) {
            Ok(checkpoint) => checkpoint,
            Err(No::Fork) => return Err(self.stop(&note)),
            Err(no) => return Err(no),
        };
        let entries: Vec<Entry> = match records.iter().map(decoded).collect() {
            Some(entries) => entries,
            None => return Err(No::Message),
        };
        if entries.iter().any(|entry| entry.kind == Kind::Write && entry.etat > 1 && self.is_unasked(entry)) {
            return Err(No::Entry);
        }

        if entries.iter().enumerate().any(|(at, entry)| self.is_chosen(entry, &entries[..at])) {
            return Err(No::Entry);
        }

        // Of two coffres that both believe to be the one, the earlier has nothing more to say.
        if !entries.iter().map(|entry| entry.fence).is_sorted() || entries.iter().any(|e| e.fence < self.fence) {
            return Err(No::Entry);
        }

        // A coffre ahead of this clock could give its logins a life that never ends. One that is behind catches up.
        if entries.iter().any(|entry| entry.time > now.saturating_add(CLOCK_MAX)) {
            return Err(No::Clock);
        }

        // Order matters: shares, log, fold. A crash in between leaves a share that nothing names yet; it
        // can never leave a dossier whose entry is acknowledged and whose share is lost.
        let racine = self.racine.as_ref().ok_or(No::Sealed)?;
        let created: Vec<_> = entries.iter().filter(|e| e.kind == Kind::Creation).map(|e| e.subject).collect();
        if self.parts.create(racine, &created).is_err() || self.log.append(&records, &note).is_err() {
            self.is_broken = true;
            return Err(No::Disk);
        }
        let voids = self.fold_batch(&records, &entries);
        // The entry first: a share destroyed without one would be a dossier lost and nobody to answer for it. What a
        // crash leaves is destroyed at the next start.
        let erased =
            entries.iter().enumerate().filter(|(at, e)| e.kind == Kind::Erasure && !voids.contains(&(*at as u32)));
        self.is_broken = self.parts.destroy(erased.map(|(_, e)| &e.subject)).is_err();

        let racine = self.racine.as_ref().ok_or(No::Sealed)?;
        let line = racine.cosigner().cosign(&checkpoint, now / 1_000);
        // A void proposal gives no new seed: its author would try again until the lot suits him.
        for (at, proposal) in entries.iter().enumerate().filter(|(_, entry)| entry.kind == Kind::Proposal) {
            if !voids.contains(&(at as u32)) {
                self.seeds.keep(proposal.object, &line.to_string());
            }
        }
        for drawn in entries.iter().filter(|entry| entry.kind == Kind::LotDrawn) {
            if self.registre.habilitation(&drawn.object).is_none_or(|h| h.seed.is_some()) {
                self.seeds.forget(&drawn.object);
            }
        }
        if let Some(seeds) = self.seeds.take_unwritten() {
            self.is_broken |= self.marks.replace(SEEDS, &seeds).is_err();
        }
        let mut cosigned = Note::parse(&note).map_err(|_| No::Fork)?;
        cosigned.signatures.push(line.clone());
        // Kept for the record; it can be made again, so a failure here only asks for a re-open.
        self.is_broken |= self.log.append_note(&cosigned.to_bytes()).is_err();
        Ok(Answer::Cosigned { line: format!("{line}\n"), void: voids })
    }

    /// The checkpoint, if it is signed by the journal's key and states what this side computes.
    fn verified(&self, records: &[Record], note: &[u8]) -> Result<Checkpoint, No> {
        let journal = self.journal.as_ref().ok_or(No::WrongJournal)?;
        let checkpoint = Note::parse(note).and_then(|n| n.checkpoint(journal)).map_err(|_| No::WrongJournal)?;
        let tree = self.log.tree_after(records);
        if records.is_empty() {
            return Err(No::Message);
        }
        if checkpoint.size != tree.len() {
            return Err(No::Position);
        }
        if checkpoint.root != tree.root() {
            return Err(No::Fork);
        }
        Ok(checkpoint)
    }

    /// Stops cosigning for good: the signed checkpoint is kept as the proof of two histories.
    fn stop(&mut self, note: &[u8]) -> No {
        self.is_stopped = true;
        match self.write_mark(PROOF, note) {
            Ok(()) => No::Fork,
            Err(no) => no,
        }
    }

    fn fold_batch(&mut self, records: &[Record], entries: &[Entry]) -> Vec<u32> {
        let mut voids = Vec::new();
        for (position, (record, entry)) in records.iter().zip(entries).enumerate() {
            if self.fold(entry, record.piece.as_deref(), true) {
                voids.push(position as u32);
            }
        }
        voids
    }

    /// Folds what the log holds beyond what was folded: at start, and after a failure.
    pub(super) fn fold_tail(&mut self) -> Result<(), LogFault> {
        const STEP: u64 = 65_536;
        while self.folded < self.log.len() {
            let end = self.log.len().min(self.folded + STEP);
            let mut records = Vec::new();
            self.log.for_range(self.folded..end, |_, record| records.push(record.clone()))?;
            for record in &records {
                let entry = Entry::decode(&record.entry).map_err(|_| LogFault::Root)?;
                self.fold(&entry, record.piece.as_deref(), false);
                // Whether it was answered before is not known: it is not answered again, and its write is believed.
                if let Some(recent) = self.recent.back_mut() {
                    recent.is_answered = true;
                }
            }
        }
        Ok(())
    }

    /// Judges, then folds. Gives whether the entry is void. What was judged before a restart is not judged anew.
    fn fold(&mut self, entry: &Entry, piece: Option<&[u8]>, is_new: bool) -> bool {
        let verdict = match demande(entry, &self.versions) {
            Some(demande) if !self.is_console(entry) => decide(&self.registre, demande).map(Some),
            _ => Ok(None),
        };
        let is_granted = verdict.is_ok_and(|permit| permit.is_none_or(|permit| says(entry, &permit)));
        let verdict = verdict.map(|_| ());
        let changes_versions = is_granted && (entry.kind != Kind::Write || self.may_write(entry));
        let judge = Judge { seeds: is_new.then_some(&self.seeds) };
        let mut registre = || self.registre.fold(entry, piece, &judge).is_ok();
        let has_effect = changes_versions
            && match entry.kind {
                // A mandat decides alone whether its line makes, or takes back, a dossier; one that stood before is
                // never counted as its own.
                Kind::Erasure => registre() && self.versions.fold(entry),
                Kind::Creation if is_line(entry) => {
                    self.versions.is_unknown(&entry.subject) && registre() && self.versions.fold(entry)
                }
                Kind::MandatLine if is_lecture(entry) => {
                    let is_theirs = |v: &Version| v.structure == entry.structure;
                    self.versions.get(&entry.subject).is_some_and(is_theirs) && registre() && self.versions.fold(entry)
                }
                _ => self.versions.fold(entry) && registre(),
            };
        let is_void = !has_effect;
        self.recent.push_back(Recent {
            entry: entry.clone(),
            verdict,
            is_void,
            is_answered: false,
            is_reading: false,
            tokens: 0,
        });
        if self.recent.len() > RECENT_MAX {
            self.recent.pop_front();
        }
        self.folded += 1;
        self.fence = self.fence.max(entry.fence);
        is_void
    }

    /// A write follows a creation, or an act that was granted to write it, by the same request.
    fn may_write(&self, entry: &Entry) -> bool {
        let is_first = self.versions.get(&entry.subject).is_some_and(|v| v.etat == 0);
        is_first
            || self.recent.iter().rev().any(|r| {
                is_to_write(&r.entry, entry)
                    && !r.is_reading
                    && r.entry.request == entry.request
                    && r.entry.subject == entry.subject
                    && (r.entry.actor, r.entry.login) == (entry.actor, entry.login)
                    && r.verdict.is_ok()
                    && !r.is_void
            })
    }

    /// A first draw whose seed is not ours, or that comes with its own proposal: a lot that somebody chose. It is not even
    /// taken, so that nobody who reads this log again has to know what was void.
    fn is_chosen(&self, entry: &Entry, before: &[Entry]) -> bool {
        if entry.kind != Kind::LotDrawn || entry.count != 0 {
            return false;
        }
        let comes_with = before.iter().any(|e| e.kind == Kind::Proposal && e.object == entry.object);
        let waits = self.registre.habilitation(&entry.object).is_some_and(|h| h.seed.is_none());
        comes_with || (waits && self.seeds.of(&entry.object) != Some(entry.content))
    }

    /// A write whose opening, or affectation, is here but was never answered: no browser asked for it.
    fn is_unasked(&self, entry: &Entry) -> bool {
        let opens = |r: &&Recent| {
            let same = r.entry.request == entry.request && r.entry.subject == entry.subject;
            (r.entry.kind.reads() || is_affectation(&r.entry)) && same
        };
        self.recent.iter().rev().find(opens).is_some_and(|opening| !opening.is_answered)
    }

    /// The console of a fictional base, before it is closed, writes without a login.
    pub(super) fn is_console(&self, entry: &Entry) -> bool {
        entry.login == [0; 16] && self.registre.is_fictional() == Some(true) && !self.registre.are_seeds_closed()
    }
}

/// Whether an act was for a write like this one: of anything that it opened; from the front desk, of the contact alone; where
/// identifiers are typed, of them alone; by an affectation, of the head of the dossier alone.
fn is_to_write(act: &Entry, write: &Entry) -> bool {
    match act.kind {
        Kind::Opening if act.purpose == Purpose::Ecriture as u8 => true,
        Kind::Opening if act.purpose == Purpose::Contact as u8 => {
            let may = Role::from_number(act.role).is_some_and(Role::corrects_contacts);
            may && write.classes & !classes::C2 == 0
        }
        Kind::Reveal if act.purpose == Purpose::Ecriture as u8 => write.classes & !classes::C3 == 0,
        Kind::Explanation if is_affectation(act) => (write.classes, write.fields) == (0, 0),
        _ => false,
    }
}

/// A direction's word that says who accompanies: the one fact after which the head of a dossier changes.
pub(super) fn is_affectation(entry: &Entry) -> bool {
    entry.kind == Kind::Explanation && entry.explanation == AFFECTATION
}

/// Whether an entry that was judged names who asks, as what and with which answer: budgets are counted, and the journal is
/// read, by what it says. Counters are not compared: whoever folds counts for himself.
fn says(entry: &Entry, permit: &Permit) -> bool {
    let own = permit.entry();
    (entry.decision, entry.actor, entry.structure, entry.role) == (own.decision, own.actor, own.structure, own.role)
}

fn decoded(record: &Record) -> Option<Entry> {
    let entry = Entry::decode(&record.entry).ok()?;
    let hash = record.piece.as_ref().map_or([0; 32], |piece| sha256(piece));
    (hash == entry.piece).then_some(entry)
}

/// What an entry of a reading or a creation claims to have been granted.
fn demande(entry: &Entry, versions: &crate::versions::Versions) -> Option<Demande> {
    // Taking an import back is asked for; ending a mandat early only takes power away.
    let is_ending = entry.kind == Kind::MandatEnded && entry.rule != mandat_end::UNDONE;
    // A line of a mandat was asked for once, for all lines: the registre judges it by its mandat. What a passkey signed, too.
    if !entry.kind.is_asked() || is_ending || is_line(entry) || is_campagne(entry) {
        return None;
    }
    let purpose = match entry.kind {
        Kind::JournalRead => Purpose::Lectures,
        Kind::Explanation => Purpose::Agenda,
        _ => Purpose::from_number(entry.purpose).unwrap_or(Purpose::Controle),
    };
    let subject = match entry.kind {
        Kind::Creation => Some((entry.subject, entry.structure)),
        _ if entry.subject == [0; 16] => None,
        // A dossier that does not exist belongs to nobody: refused as another structure's.
        _ => Some((entry.subject, versions.get(&entry.subject).map_or([0; 8], |v| v.structure))),
    };
    Some(Demande {
        login: entry.login,
        act: Act { kind: entry.kind, classes: entry.classes, purpose, dossier: None, mandat: None },
        subject,
        request: entry.request,
        time: entry.time,
        explanation: entry.explanation,
        dit: (entry.kind == Kind::Explanation).then(|| Dit::of(entry)),
        lignes: if entry.kind == Kind::ResultPage { entry.unexplained } else { 0 },
    })
}
