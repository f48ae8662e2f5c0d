//! The sequencer: one thread that decides, writes entries, makes them durable on both sides, and only then
//! answers. What waits together is committed together: one sync a batch on each side, no timer.

use std::io;
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use contre_cle::client::ContreCle;
use contre_cle::protocole::{Answer, Here, No, Question, ShareQuestion};
use droits::decide::{Demande, Permit, Refus, decide};
use droits::piece::{Credential, LoginPiece};
use droits::signature::SignedRequest;
use droits::{Attest, Registre};
use journal::entry::{Entry, Kind};
use journal::log::{Log, LogFault, Record};
use journal::note::{Note, Signer, Verifier};
use journal::storage::Storage;
use journal::tree::{Tree, leaf_hash};
use tokio::sync::{mpsc, oneshot};

/// How far the two sides' clocks may be apart, milliseconds: within the contre-clé's own 30 seconds.
const CLOCK_MAX: u64 = 20_000;

/// Wishes taken in one batch.
const BATCH_MAX: usize = 1_024;

/// A contre-clé that took longer than this to fail was silent; it is left alone for as long.
const SILENCE: Duration = Duration::from_millis(500);

/// What a verb asks of the journal.
pub struct Wish {
    /// The entry to write.
    pub what: What,
    /// What to ask of the contre-clé once it stands.
    pub follow: Follow,
}

/// An entry to write.
pub enum What {
    /// To be decided first; a refusal is written too.
    Ask(Demande, Fill),
    /// Already decided elsewhere (a login verified, a write prepared, something that happened).
    Record(Box<Entry>, Option<Vec<u8>>),
}

/// What the coffre read, added to a granted entry.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fill {
    /// Bitmap of fields.
    pub fields: u64,
    /// Version read.
    pub etat: u32,
    /// Key epoch.
    pub epoch: u32,
    /// Digest read, or commitment to a list.
    pub content: [u8; 32],
    /// Persons listed, answers found.
    pub count: u32,
    /// Second subject (a mandat).
    pub object: [u8; 16],
}

/// What follows an entry.
pub enum Follow {
    /// Nothing.
    Nothing,
    /// Halves of the class keys.
    Share(SignedRequest, [u8; 16]),
    /// Halves of all class keys of a new dossier, for who asked; nobody at the console of a fictional base.
    Created(Option<SignedRequest>),
    /// The half of a structure's key of names.
    Index(Option<SignedRequest>),
    /// Outer halves of exact tokens, for who searches.
    Tokens(SignedRequest, Vec<(u8, [u8; 32])>),
}

/// A wish granted: the entry is durable on both sides.
#[derive(Debug)]
pub struct Done {
    /// Index of the entry.
    pub index: u64,
    /// The entry as written.
    pub entry: Entry,
    /// The permit, when one was asked.
    pub permit: Option<Permit>,
    /// What the contre-clé gave.
    pub halves: Vec<[u8; 32]>,
}

/// A wish that was not granted.
#[derive(Debug)]
pub enum Fault {
    /// Refused; the refusal stands at this index.
    Refus(Refus, u64),
    /// The entry stands but has no effect.
    Void(u64),
    /// The contre-clé said no to what follows.
    No(No, u64),
    /// The contre-clé does not answer.
    ContreCle,
    /// The journal cannot be written.
    Journal,
}

type Reply = oneshot::Sender<Result<Done, Fault>>;

enum Message {
    Wish(Wish, Reply),
    Question(Question, oneshot::Sender<io::Result<Answer>>),
    Publish(oneshot::Sender<Result<(), Fault>>),
}

/// The way to the sequencer's thread. Cheap to clone; the thread ends with the last one.
#[derive(Clone)]
pub struct Sequenceur {
    queue: mpsc::UnboundedSender<Message>,
    registre: Arc<RwLock<Registre>>,
    vkey: String,
}

/// Sees every entry once it is durable on both sides, with its index.
pub type Watch = Box<dyn FnMut(u64, &Entry) + Send>;

impl Sequenceur {
    /// Opens the journal, folds it, meets the contre-clé, and starts the thread.
    ///
    /// # Errors
    /// A damaged journal, a contre-clé that holds more than this side (the journal was cut), or one of
    /// another journal. A contre-clé that does not answer yet is not an error.
    pub fn start<S: Storage + 'static>(
        storage: S,
        signer: Signer,
        contre: Box<dyn ContreCle>,
        publish: Option<std::path::PathBuf>,
        watch: Watch,
        watched: u64,
    ) -> Result<Sequenceur, StartFault> {
        let log = Log::open(storage).map_err(StartFault::Log)?;
        let registre = Arc::new(RwLock::new(Registre::default()));
        let vkey = signer.vkey();
        let mut worker = Worker {
            log,
            signer,
            contre,
            contre_len: None,
            clock: None,
            cosigner: None,
            cosigner_key: String::new(),
            registre: Arc::clone(&registre),
            fence: 0,
            is_broken: false,
            silent_until: None,
            publish,
            published: None,
            watch,
        };
        worker.fold_all().map_err(StartFault::Log)?;
        worker.watch_again(watched).map_err(StartFault::Log)?;
        match worker.meet() {
            Err(Meet::Longer) => return Err(StartFault::Cut),
            Err(Meet::Other) => return Err(StartFault::OtherJournal),
            Ok(()) | Err(Meet::Away) => {}
        }
        let (queue, inbox) = mpsc::unbounded_channel();
        thread::Builder::new()
            .name("sequenceur".into())
            .spawn(move || worker.run(inbox))
            .map_err(|e| StartFault::Log(e.into()))?;
        Ok(Sequenceur { queue, registre, vkey })
    }

    /// Writes one entry and waits until it is durable on both sides.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn commit(&self, wish: Wish) -> Result<Done, Fault> {
        self.send(wish)?.await.unwrap_or(Err(Fault::Journal))
    }

    /// As [`Sequenceur::commit`] for several at once, in order, from a thread that may wait.
    pub fn commit_blocking(&self, wishes: Vec<Wish>) -> Vec<Result<Done, Fault>> {
        let waiting: Vec<_> = wishes.into_iter().map(|wish| self.send(wish)).collect();
        waiting.into_iter().map(|reply| reply?.blocking_recv().unwrap_or(Err(Fault::Journal))).collect()
    }

    /// Asks the contre-clé something that needs no entry.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn ask(&self, question: Question) -> io::Result<Answer> {
        let (reply, answer) = oneshot::channel();
        self.queue.send(Message::Question(question, reply)).map_err(|_| io::Error::other("sequencer stopped"))?;
        answer.await.unwrap_or_else(|_| Err(io::Error::other("sequencer stopped")))
    }

    /// As [`Sequenceur::ask`], from a thread that may wait.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn ask_blocking(&self, questions: Vec<Question>) -> Vec<io::Result<Answer>> {
        let send = |question| {
            let (reply, answer) = oneshot::channel();
            self.queue.send(Message::Question(question, reply)).ok().map(|()| answer)
        };
        let waiting: Vec<_> = questions.into_iter().map(send).collect();
        let stopped = || io::Error::other("sequencer stopped");
        let wait = |answer: oneshot::Receiver<_>| answer.blocking_recv().unwrap_or_else(|_| Err(stopped()));
        waiting.into_iter().map(|answer| answer.map_or_else(|| Err(stopped()), wait)).collect()
    }

    /// Publishes the tiles up to now, from a thread that may wait.
    ///
    /// # Errors
    /// When nothing could be written.
    pub fn publish_blocking(&self) -> Result<(), Fault> {
        let (reply, answer) = oneshot::channel();
        self.queue.send(Message::Publish(reply)).map_err(|_| Fault::Journal)?;
        answer.blocking_recv().unwrap_or(Err(Fault::Journal))
    }

    /// The fold of all entries.
    pub fn registre(&self) -> std::sync::RwLockReadGuard<'_, Registre> {
        self.registre.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The journal's verifier key.
    pub fn vkey(&self) -> &str {
        &self.vkey
    }

    fn send(&self, wish: Wish) -> Result<oneshot::Receiver<Result<Done, Fault>>, Fault> {
        let (reply, answer) = oneshot::channel();
        self.queue.send(Message::Wish(wish, reply)).map_err(|_| Fault::Journal)?;
        Ok(answer)
    }
}

/// Why the sequencer does not start.
#[derive(Debug)]
pub enum StartFault {
    /// The journal on disk.
    Log(LogFault),
    /// The contre-clé holds entries that this side has lost: the journal was cut or an old copy restored.
    Cut,
    /// The contre-clé follows another journal.
    OtherJournal,
}

impl std::fmt::Display for StartFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            StartFault::Log(fault) => write!(f, "journal: {fault}"),
            StartFault::Cut => f.write_str("journal: the contre-clé holds entries that are missing here; the journal was cut or an old copy restored"),
            StartFault::OtherJournal => f.write_str("journal: the contre-clé follows another journal"),
        }
    }
}

impl std::error::Error for StartFault {}

struct Worker<S> {
    log: Log<S>,
    signer: Signer,
    contre: Box<dyn ContreCle>,
    /// Entries that the contre-clé holds, once it has said so on this connection.
    contre_len: Option<u64>,
    /// Its clock, and when it said so: this side writes nothing while the two are apart.
    clock: Option<(u64, Instant)>,
    cosigner: Option<Verifier>,
    cosigner_key: String,
    registre: Arc<RwLock<Registre>>,
    fence: u32,
    is_broken: bool,
    /// Until when a contre-clé that let time run out is not asked again.
    silent_until: Option<Instant>,
    publish: Option<std::path::PathBuf>,
    published: Option<journal::tiles::Publisher>,
    watch: Watch,
}

enum Meet {
    Away,
    Longer,
    Other,
}

/// A wish whose entry is written, waiting for what follows.
struct Written {
    entry: Entry,
    decided: Result<Option<Permit>, Refus>,
    follow: Follow,
    reply: Reply,
}

impl<S: Storage> Worker<S> {
    fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Message>) {
        while let Some(first) = inbox.blocking_recv() {
            let mut batch = Vec::new();
            let mut next = Some(first);
            while let Some(message) = next {
                match message {
                    Message::Wish(wish, reply) => batch.push((wish, reply)),
                    Message::Question(question, reply) => {
                        self.level();
                        let _ = reply.send(self.ask(&question));
                    }
                    Message::Publish(reply) => {
                        self.commit(std::mem::take(&mut batch));
                        let _ = reply.send(self.publish());
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
        let time = now();
        let mut records = Vec::with_capacity(batch.len());
        let mut written = Vec::with_capacity(batch.len());
        for (wish, reply) in batch {
            let (mut entry, piece, decided) = match wish.what {
                What::Record(entry, piece) => (*entry, piece, Ok(None)),
                What::Ask(demande, fill) => {
                    let demande = Demande { time, ..demande };
                    match decide(&registre, demande) {
                        Ok(permit) => (filled(permit.entry(), &fill), None, Ok(Some(permit))),
                        Err(refus) => (refus.entry(&registre, &demande), None, Err(refus)),
                    }
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
            records.push(Record { entry: entry.encode(), piece });
            written.push(Written { entry, decided, follow: wish.follow, reply });
        }
        (records, written)
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
                (Err(refus), _) => Err(Fault::Refus(*refus, index)),
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

    /// Sends a batch, after whatever the contre-clé still lacks. Gives the positions without effect.
    fn send(&mut self, first: u64, records: &[Record], note: &[u8]) -> Result<Vec<u32>, ()> {
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
    fn level(&mut self) {
        if (self.is_broken && self.reopen().is_err()) || (self.contre_len.is_none() && self.meet().is_err()) {
            return;
        }
        if let Some(known) = self.contre_len.filter(|known| *known < self.log.len()) {
            let _ = self.catch_up(known, self.log.len());
        }
    }

    /// Whether our clock agrees with the contre-clé's. An entry dated elsewhere would be durable here and refused
    /// there, and nothing could follow it until the two hours meet again.
    fn is_on_time(&mut self) -> bool {
        let agrees = |clock: Option<(u64, Instant)>| {
            clock.is_some_and(|(at, since)| now().abs_diff(at + since.elapsed().as_millis() as u64) < CLOCK_MAX)
        };
        if self.contre_len.is_none() || !agrees(self.clock) {
            let _ = self.meet();
        }
        agrees(self.clock)
    }

    /// Learns where the contre-clé stands.
    fn meet(&mut self) -> Result<(), Meet> {
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
        self.cosigner = Verifier::parse(&here.cosigner).ok();
        self.cosigner_key = here.cosigner;
        self.clock = Some((here.now, Instant::now()));
        self.contre_len = Some(here.len);
        Ok(())
    }

    fn ask(&mut self, question: &Question) -> io::Result<Answer> {
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

    fn fold_all(&mut self) -> Result<(), LogFault> {
        let mut registre = Registre::default();
        let mut fence = 0;
        self.log.for_each(0, |_, record| {
            if let Ok(entry) = Entry::decode(&record.entry) {
                fence = fence.max(entry.fence);
                let _ = registre.fold(&entry, record.piece.as_deref(), &Verified);
            }
        })?;
        self.fence = fence;
        *self.registre.write().unwrap_or_else(PoisonError::into_inner) = registre;
        Ok(())
    }

    /// Shows the entries that the watcher had not kept when the process last ended.
    fn watch_again(&mut self, from: u64) -> Result<(), LogFault> {
        let Worker { log, watch, .. } = self;
        log.for_each(from.min(log.len()), |index, record| {
            if let Ok(entry) = Entry::decode(&record.entry) {
                watch(index, &entry);
            }
        })
    }

    /// After a failed write, what was folded may not be on disk: read everything again.
    fn reopen(&mut self) -> Result<(), LogFault> {
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
        std::fs::write(dir.with_extension("vkey"), keys).map_err(|_| Fault::Journal)
    }
}

/// Adds what the coffre read, where the kind has a place for it.
fn filled(mut entry: Entry, fill: &Fill) -> Entry {
    match entry.kind {
        Kind::Opening | Kind::Reveal => {
            (entry.fields, entry.etat, entry.epoch, entry.content) = (fill.fields, fill.etat, fill.epoch, fill.content);
        }
        Kind::ResultPage | Kind::TokenLookup => (entry.content, entry.count) = (fill.content, fill.count),
        Kind::JournalRead => entry.count = fill.count,
        Kind::Creation => entry.object = fill.object,
        _ => {}
    }
    entry
}

/// The coffre verifies an assertion before it writes the entry, with its own library; what it wrote it trusts.
struct Verified;

impl Attest for Verified {
    fn holds(&self, _: &Credential, _: &[u8; 32], _: &LoginPiece) -> bool {
        true
    }
}

/// This side's clock, milliseconds since 1970 UTC.
#[expect(clippy::disallowed_methods, reason = "the one clock of this side")]
pub fn now() -> u64 {
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_millis() as u64;
    #[cfg(feature = "essai")]
    let time = time.saturating_add_signed(essai::DECALAGE.load(std::sync::atomic::Ordering::Relaxed));
    time
}

/// The hands of the clock, for the tests of other crates. Not compiled into the program.
#[cfg(feature = "essai")]
pub mod essai {
    /// Milliseconds added to the clock of every coffre of this process.
    pub static DECALAGE: std::sync::atomic::AtomicI64 = std::sync::atomic::AtomicI64::new(0);
}
