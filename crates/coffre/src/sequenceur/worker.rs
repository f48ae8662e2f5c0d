//! The thread: takes what waits, decides each in turn, commits all at once, answers.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use contre_cle::client::ContreCle;
use contre_cle::protocole::{Answer, Question, ShareQuestion};
use droits::budget::REFUS_MAX;
use droits::decide::{Demande, Permit, Refus, decide};
use droits::habilitation::Regles;
use droits::mandat::mandat_end;
use droits::piece::{Assertion, Credential};
use droits::signature::{SignedRequest, sha256};
use droits::{Attest, Registre};
use journal::entry::{Entry, Kind};
use journal::log::{Log, LogFault, Record};
use journal::note::{Note, Signer, Verifier};
use journal::roots::Roots;
use journal::storage::Storage;
use tokio::sync::mpsc;

use super::politiques::Politiques;
use super::{Done, Fault, Fill, Follow, Message, Refuse, Reply, StartFault, Watch, What, Wish, now};

/// Wishes taken in one batch.
const BATCH_MAX: usize = 1_024;

/// What the thread holds.
pub(super) struct Worker<S> {
    pub(super) log: Log<S>,
    pub(super) signer: Signer,
    pub(super) contre: Box<dyn ContreCle>,
    /// Entries that the contre-clé holds, once it has said so on this connection.
    pub(super) contre_len: Option<u64>,
    /// Its clock, and when it said so: this side writes nothing while the two are apart.
    pub(super) clock: Option<(u64, Instant)>,
    pub(super) cosigner: Option<Verifier>,
    pub(super) cosigner_key: String,
    pub(super) registre: Arc<RwLock<Registre>>,
    pub(super) politiques: Arc<RwLock<Politiques>>,
    pub(super) regles: Regles,
    /// An operator has said that the contre-clé comes back from a copy.
    pub(super) accepts_restored: bool,
    pub(super) fence: u32,
    pub(super) is_broken: bool,
    /// Until when a contre-clé that let time run out is not asked again.
    pub(super) silent_until: Option<Instant>,
    /// Acts on accounts that had no effect when everything was last folded.
    pub(super) void: HashSet<u64>,
    pub(super) roots: Roots,
    pub(super) publish: Option<std::path::PathBuf>,
    pub(super) published: Option<journal::tiles::Publisher>,
    pub(super) watch: Watch,
}

/// A wish whose entry is written, waiting for what follows.
struct Written {
    entry: Entry,
    decided: Result<Option<Permit>, Refus>,
    follow: Follow,
    reply: Reply,
}

impl<S: Storage> Worker<S> {
    pub(super) fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Message>) {
        while let Some(first) = inbox.blocking_recv() {
            let mut batch = Vec::new();
            let mut next = Some(first);
            while let Some(message) = next {
                match message {
                    Message::Wish(wish, reply) => batch.push((*wish, reply)),
                    Message::Question(question, reply) => {
                        self.level();
                        let _ = reply.send(self.ask(&question));
                    }
                    Message::Publish(reply) => {
                        self.commit(std::mem::take(&mut batch));
                        let _ = reply.send(self.publish());
                    }
                    Message::Read(index, reply) => {
                        let _ = reply.send(self.read(index));
                    }
                    Message::ReadMany(from, most, reply) => {
                        let _ = reply.send(self.read_many(from, most));
                    }
                    Message::Prove(indexes, reply) => {
                        let _ = reply.send(self.prove(&indexes));
                    }
                }
                next = if batch.len() < BATCH_MAX { inbox.try_recv().ok() } else { None };
            }
            self.commit(batch);
        }
        let _ = self.publish();
    }

    fn commit(&mut self, batch: Vec<(Wish, Reply)>) {
        if batch.is_empty() {
            return;
        }
        if self.is_broken && self.reopen().is_err() {
            return batch.into_iter().for_each(|(_, reply)| drop(reply.send(Err(Fault::Journal))));
        }
        if !self.is_on_time() {
            return batch.into_iter().for_each(|(_, reply)| drop(reply.send(Err(Fault::ContreCle))));
        }
        let first = self.log.len();
        let (records, written) = self.write_entries(batch);
        if records.is_empty() {
            return;
        }
        let note = self.signer.sign(first + records.len() as u64, self.log.tree_after(&records).root());
        if self.log.append(&records, &note).is_err() {
            self.is_broken = true;
            return written.into_iter().for_each(|w| drop(w.reply.send(Err(Fault::Journal))));
        }
        let void = match self.send(first, &records, &note) {
            Ok(void) => void,
            // The entries stand here, uncosigned; they will be sent when the contre-clé is back.
            Err(()) => return written.into_iter().for_each(|w| drop(w.reply.send(Err(Fault::ContreCle)))),
        };
        for (position, one) in written.iter().enumerate() {
            if !void.contains(&(position as u32)) {
                (self.watch)(first + position as u64, &one.entry);
            }
        }
        self.answer(first, written, &void);
    }

    /// Decides each wish in turn, folding as it goes: two wishes of one batch cannot both take the last place.
    fn write_entries(&mut self, batch: Vec<(Wish, Reply)>) -> (Vec<Record>, Vec<Written>) {
        let mut registre = self.registre.write().unwrap_or_else(PoisonError::into_inner);
        let mut politiques = self.politiques.write().unwrap_or_else(PoisonError::into_inner);
        let time = now();
        let mut records = Vec::with_capacity(batch.len());
        let mut written = Vec::with_capacity(batch.len());
        for (wish, reply) in batch {
            let (mut entry, piece, decided) = match wish.what {
                What::Record(entry, piece) => (*entry, piece, Ok(None)),
                What::Ask(demande, fill) => decided(&registre, Demande { time, ..demande }, &fill, None),
                What::Propose(demande, fill, piece) => {
                    decided(&registre, Demande { time, ..demande }, &fill, Some(piece))
                }
            };
            entry.time = if entry.time == 0 { time } else { entry.time };
            entry.fence = self.fence;
            // What this program could not read back would stop the other side for ever.
            if Entry::decode(&entry.encode()).is_err() {
                let _ = reply.send(Err(Fault::Journal));
                continue;
            }
            // Void here is void there: the contre-clé says so in its answer.
            let _ = registre.fold(&entry, piece.as_deref(), &Verified);
            politiques.fold(&entry);
            let cut = registre.cut_after(&entry);
            records.push(Record { entry: entry.encode(), piece });
            written.push(Written { entry, decided, follow: wish.follow, reply });
            if let Some(entry) = cut {
                let entry = Entry { fence: self.fence, ..entry };
                let _ = registre.fold(&entry, None, &Verified);
                records.push(Record { entry: entry.encode(), piece: None });
                // Nobody waits for it.
                let (reply, _) = tokio::sync::oneshot::channel();
                written.push(Written { entry, decided: Ok(None), follow: Follow::Nothing, reply });
            }
        }
        (records, written)
    }

    fn refuse(&self, refus: Refus, entry: &Entry) -> Refuse {
        let registre = self.registre.read().unwrap_or_else(PoisonError::into_inner);
        let agent = registre.agent(&entry.actor);
        let refused = agent.map_or(0, |agent| agent.usage().refused(entry.time));
        Refuse {
            refus,
            limite: agent.map_or(0, |agent| refus.limite(agent.usage().plafonds(agent.role, entry.time))),
            essais: REFUS_MAX.saturating_sub(refused),
        }
    }

    fn answer(&mut self, first: u64, written: Vec<Written>, void: &[u32]) {
        let mut created = Vec::new();
        for (position, one) in written.into_iter().enumerate() {
            let index = first + position as u64;
            let done = |halves| Done {
                index,
                entry: one.entry.clone(),
                permit: *one.decided.as_ref().unwrap_or(&None),
                halves,
            };
            let answer = match (&one.decided, &one.follow) {
                (Err(refus), _) => Err(Fault::Refus(self.refuse(*refus, &one.entry))),
                _ if void.contains(&(position as u32)) => Err(Fault::Void(index)),
                (Ok(_), Follow::Nothing) => Ok(done(Vec::new())),
                (Ok(_), Follow::Created(request)) => {
                    created.push((done(Vec::new()), request.clone(), one.reply));
                    continue;
                }
                (Ok(_), follow) => self.follow(index, follow).map(done),
            };
            let _ = one.reply.send(answer);
        }
        self.answer_created(created);
    }

    fn answer_created(&mut self, created: Vec<(Done, Option<SignedRequest>, Reply)>) {
        if created.is_empty() {
            return;
        }
        let asked = created.iter().map(|(done, request, _)| (done.index, request.clone())).collect();
        let question = Question::Created { creations: asked };
        let halves = match self.ask(&question) {
            Ok(Answer::Halves(halves)) if halves.len() == created.len() * 7 => halves,
            Ok(Answer::No(no)) => {
                return created.into_iter().for_each(|(done, _, reply)| {
                    let _ = reply.send(Err(Fault::No(no, done.index)));
                });
            }
            _ => return created.into_iter().for_each(|(_, _, reply)| drop(reply.send(Err(Fault::ContreCle)))),
        };
        for ((done, _, reply), halves) in created.into_iter().zip(halves.chunks_exact(7)) {
            let _ = reply.send(Ok(Done { halves: halves.to_vec(), ..done }));
        }
    }

    fn follow(&mut self, index: u64, follow: &Follow) -> Result<Vec<[u8; 32]>, Fault> {
        let question = match follow {
            Follow::Nothing | Follow::Created(_) => return Ok(Vec::new()),
            Follow::Share(request, salt) => {
                Question::Share(ShareQuestion { index, request: request.clone(), salt: *salt })
            }
            Follow::Line => Question::Line { index },
            Follow::Index(request) => Question::Index { index, request: request.clone() },
            Follow::Tokens(request, inner) => {
                Question::Tokens { index, request: Some(request.clone()), inner: inner.clone() }
            }
        };
        match self.ask(&question) {
            Ok(Answer::Halves(halves) | Answer::Tokens(halves)) => Ok(halves),
            Ok(Answer::Half(half)) => Ok(vec![half]),
            Ok(Answer::No(no)) => Err(Fault::No(no, index)),
            Ok(_) | Err(_) => Err(Fault::ContreCle),
        }
    }

    /// Whoever may write where the journal lies could otherwise hand us rights at the next start. A journal that was cut is found
    /// by the contre-clé.
    pub(super) fn is_signed(&self) -> Result<(), StartFault> {
        let own = Verifier::parse(self.signer.vkey().as_str());
        let signed = || Note::parse(self.log.note())?.checkpoint(&own?).map(drop);
        if self.log.is_empty() { Ok(()) } else { signed().map_err(|_| StartFault::Log(LogFault::Note)) }
    }

    pub(super) fn fold_all(&mut self) -> Result<(), LogFault> {
        let mut registre = Registre::with(self.regles);
        let mut politiques = Politiques::default();
        let mut fence = 0;
        let mut void = HashSet::new();
        self.log.for_each(0, |index, record| {
            if let Ok(entry) = Entry::decode(&record.entry) {
                fence = fence.max(entry.fence);
                politiques.fold(&entry);
                if registre.fold(&entry, record.piece.as_deref(), &Verified).is_err() {
                    void.insert(index);
                }
            }
        })?;
        (self.fence, self.void, self.roots) = (self.fence.max(fence), void, Roots::default());
        *self.registre.write().unwrap_or_else(PoisonError::into_inner) = registre;
        *self.politiques.write().unwrap_or_else(PoisonError::into_inner) = politiques;
        Ok(())
    }

    /// Shows the entries that the watcher had not kept when the process last ended.
    pub(super) fn watch_again(&mut self, from: u64) -> Result<(), LogFault> {
        let Worker { log, watch, void, .. } = self;
        log.for_each(from.min(log.len()), |index, record| {
            if let (false, Ok(entry)) = (void.contains(&index), Entry::decode(&record.entry)) {
                watch(index, &entry);
            }
        })
    }

    /// After a failed write, what was folded may not be on disk: read everything again.
    pub(super) fn reopen(&mut self) -> Result<(), LogFault> {
        self.log.recover()?;
        self.contre_len = None;
        self.fold_all()?;
        self.is_broken = false;
        Ok(())
    }

    fn publish(&mut self) -> Result<(), Fault> {
        let Some(dir) = self.publish.clone() else { return Ok(()) };
        if self.log.is_empty() {
            return Ok(());
        }
        let note = match self.log.later_note() {
            Some(note)
                if Note::parse(note)
                    .is_ok_and(|n| n.text == Note::parse(self.log.note()).map_or(String::new(), |m| m.text)) =>
            {
                note.to_vec()
            }
            _ => self.log.note().to_vec(),
        };
        if self.published.is_none() {
            self.published = Some(journal::tiles::Publisher::open(&dir).map_err(|_| Fault::Journal)?);
        }
        let publisher = self.published.as_mut().ok_or(Fault::Journal)?;
        publisher.publish(&self.log, &note).map_err(|_| Fault::Journal)?;
        // Beside the folder, what a verifier must know: the journal's key, the contre-clé's.
        let keys = format!("{}\n{}\n", self.signer.vkey(), self.cosigner_key);
        publisher.leave_keys(&keys).map_err(|_| Fault::Journal)
    }
}

/// What is written of a demande: the entry of its permit with its piece, or of its refusal.
fn decided(
    registre: &Registre,
    demande: Demande,
    fill: &Fill,
    piece: Option<Vec<u8>>,
) -> (Entry, Option<Vec<u8>>, Result<Option<Permit>, Refus>) {
    match decide(registre, demande) {
        Ok(permit) => {
            let mut entry = filled(permit.entry(), fill);
            if let Some(piece) = &piece {
                entry.piece = sha256(piece);
            }
            (entry, piece, Ok(Some(permit)))
        }
        Err(refus) => (refus.entry(registre, &demande), None, Err(refus)),
    }
}

/// Adds what the coffre read, where the kind has a place for it.
fn filled(mut entry: Entry, fill: &Fill) -> Entry {
    match entry.kind {
        Kind::Opening | Kind::Reveal | Kind::Print => {
            (entry.fields, entry.etat, entry.epoch, entry.content) = (fill.fields, fill.etat, fill.epoch, fill.content);
        }
        Kind::ResultPage | Kind::TokenLookup => (entry.content, entry.count) = (fill.content, fill.count),
        Kind::JournalRead => (entry.count, entry.object) = (fill.count, fill.object),
        Kind::Creation => entry.object = fill.object,
        Kind::Explanation => (entry.object, entry.content, entry.until) = (fill.object, fill.content, fill.until),
        Kind::MandatProposed => (entry.content, entry.count, entry.until) = (fill.content, fill.count, fill.until),
        // Only the taking back is asked for; other ends are recorded.
        Kind::MandatEnded => {
            (entry.content, entry.count, entry.rule) = (fill.content, fill.count, mandat_end::UNDONE);
        }
        _ => {}
    }
    entry
}

/// The coffre verifies an assertion before it writes the entry, with its own library; what it wrote it trusts.
struct Verified;

impl Attest for Verified {
    fn holds(&self, _: &Credential, _: &[u8; 32], _: &Assertion) -> bool {
        true
    }
}
