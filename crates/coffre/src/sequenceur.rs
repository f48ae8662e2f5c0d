//! The sequencer: one thread that decides, writes entries, makes them durable on both sides, and only then
//! answers. What waits together is committed together: one sync a batch on each side, no timer.

mod contre;
mod politiques;
mod prove;
mod worker;

use std::io;
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use contre_cle::client::ContreCle;
use contre_cle::protocole::{Answer, No, Question};
use droits::Registre;
use droits::decide::{Demande, Permit, Refus};
use droits::habilitation::Regles;
use droits::signature::SignedRequest;
use journal::entry::Entry;
use journal::log::{Log, LogFault, Record};
use journal::note::Signer;
use journal::storage::Storage;
use tokio::sync::{mpsc, oneshot};

use contre::Meet;
use politiques::Politiques;
use worker::Worker;

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
    /// As [`What::Ask`], with the piece that the entry names: a mandat that a browser signed.
    Propose(Demande, Fill, Vec<u8>),
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
    /// Until when a mandat serves, milliseconds.
    pub until: u64,
}

/// What follows an entry.
pub enum Follow {
    /// Nothing.
    Nothing,
    /// Halves of the class keys.
    Share(SignedRequest, [u8; 16]),
    /// Halves of the class keys that a line of a mandat reads.
    Line,
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
    /// Refused, and journalled.
    Refus(Refuse),
    /// The entry stands but has no effect.
    Void(u64),
    /// The contre-clé said no to what follows.
    No(No, u64),
    /// The contre-clé does not answer.
    ContreCle,
    /// The journal cannot be written.
    Journal,
}

/// A refusal that stands in the journal, and what its page says.
#[derive(Clone, Copy, Debug)]
pub struct Refuse {
    /// Which rule.
    pub refus: Refus,
    /// The inclusive limit, for the role of who asked; zero when there is none.
    pub limite: u16,
    /// Tries left past what may stay unexplained; zero: the account is cut.
    pub essais: u16,
}

type Reply = oneshot::Sender<Result<Done, Fault>>;

enum Message {
    Wish(Box<Wish>, Reply),
    Question(Question, oneshot::Sender<io::Result<Answer>>),
    Publish(oneshot::Sender<Result<(), Fault>>),
    Read(u64, oneshot::Sender<Result<Record, Fault>>),
    ReadMany(u64, u64, oneshot::Sender<Result<Vec<Entry>, Fault>>),
    Prove(Vec<u64>, oneshot::Sender<Result<Proven, Fault>>),
}

/// Entries of the journal with their proofs.
#[derive(Debug)]
pub struct Proven {
    /// The latest checkpoint that both sides signed.
    pub note: Vec<u8>,
    /// The contre-clé's verifier key.
    pub cosigner: String,
    /// Index, record, inclusion proof; those that the checkpoint does not cover yet are left out.
    pub records: Vec<(u64, Record, Vec<[u8; 32]>)>,
}

/// The way to the sequencer's thread. Cheap to clone; the thread ends with the last one.
#[derive(Clone)]
pub struct Sequenceur {
    queue: mpsc::UnboundedSender<Message>,
    registre: Arc<RwLock<Registre>>,
    politiques: Arc<RwLock<Politiques>>,
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
        conditions: Conditions,
        watch: Watch,
        watched: u64,
    ) -> Result<Sequenceur, StartFault> {
        let log = Log::open(storage).map_err(StartFault::Log)?;
        let registre = Arc::new(RwLock::new(Registre::with(conditions.regles)));
        let politiques = Arc::new(RwLock::new(Politiques::default()));
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
            politiques: Arc::clone(&politiques),
            regles: conditions.regles,
            accepts_restored: conditions.contre_cle_restauree,
            fence: 0,
            is_broken: false,
            silent_until: None,
            void: Default::default(),
            roots: Default::default(),
            publish,
            published: None,
            watch,
        };
        worker.is_signed()?;
        worker.fold_all().map_err(StartFault::Log)?;
        if conditions.epoque != 0 && worker.fence >= conditions.epoque {
            return Err(StartFault::Fence);
        }
        worker.fence = worker.fence.max(conditions.epoque);
        worker.watch_again(watched).map_err(StartFault::Log)?;
        match worker.meet() {
            Err(Meet::Longer) => return Err(StartFault::Cut),
            Err(Meet::Other) => return Err(StartFault::OtherJournal),
            Err(Meet::Shorter) => return Err(StartFault::Restored),
            Ok(()) | Err(Meet::Away) => {}
        }
        let (queue, inbox) = mpsc::unbounded_channel();
        thread::Builder::new()
            .name("sequenceur".into())
            .spawn(move || worker.run(inbox))
            .map_err(|e| StartFault::Log(e.into()))?;
        Ok(Sequenceur { queue, registre, politiques, vkey })
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

    /// One record of the journal, as it lies on this side's disk.
    ///
    /// # Errors
    /// There is none, or the journal cannot be read.
    pub async fn read(&self, index: u64) -> Result<Record, Fault> {
        let (reply, answer) = oneshot::channel();
        self.queue.send(Message::Read(index, reply)).map_err(|_| Fault::Journal)?;
        answer.await.unwrap_or(Err(Fault::Journal))
    }

    /// Entries from this index on, so many at most; fewer where the journal ends.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub async fn read_many(&self, from: u64, most: u64) -> Result<Vec<Entry>, Fault> {
        let (reply, answer) = oneshot::channel();
        self.queue.send(Message::ReadMany(from, most, reply)).map_err(|_| Fault::Journal)?;
        answer.await.unwrap_or(Err(Fault::Journal))
    }

    /// Records of the journal, each with the proof that the latest cosigned checkpoint covers it.
    ///
    /// # Errors
    /// No checkpoint was cosigned yet, or the journal cannot be read.
    pub async fn prove(&self, indexes: Vec<u64>) -> Result<Proven, Fault> {
        let (reply, answer) = oneshot::channel();
        self.queue.send(Message::Prove(indexes, reply)).map_err(|_| Fault::Journal)?;
        answer.await.unwrap_or(Err(Fault::Journal))
    }

    /// The fold of all entries.
    pub fn registre(&self) -> std::sync::RwLockReadGuard<'_, Registre> {
        self.registre.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Each state that a change of this policy committed to; the newest last.
    pub fn politique(&self, object: &[u8; 16]) -> Vec<[u8; 32]> {
        self.politiques.read().unwrap_or_else(PoisonError::into_inner).of(object).to_vec()
    }

    /// The journal's verifier key.
    pub fn vkey(&self) -> &str {
        &self.vkey
    }

    fn send(&self, wish: Wish) -> Result<oneshot::Receiver<Result<Done, Fault>>, Fault> {
        let (reply, answer) = oneshot::channel();
        self.queue.send(Message::Wish(Box::new(wish), reply)).map_err(|_| Fault::Journal)?;
        Ok(answer)
    }
}

/// What is said once, at start.
#[derive(Clone, Copy, Debug, Default)]
pub struct Conditions {
    /// Which controls are on.
    pub regles: Regles,
    /// The contre-clé comes back from a copy, and lost entries that it had cosigned.
    pub contre_cle_restauree: bool,
    /// The number of the bail under which entries are written; zero for who is alone.
    pub epoque: u32,
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
    /// The contre-clé has lost entries that it had cosigned: an old copy of its folder was put back.
    Restored,
    /// The journal holds entries of a later holder, or of this one: the bail was put back from an old copy.
    Fence,
}

impl std::fmt::Display for StartFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            StartFault::Log(fault) => write!(f, "journal: {fault}"),
            StartFault::Cut => f.write_str("journal: the contre-clé holds entries that are missing here; the journal was cut or an old copy restored"),
            StartFault::Fence => f.write_str("journal: it holds entries under the number of this bail, or a later one; the bail was put back from an old copy"),
            StartFault::OtherJournal => f.write_str("journal: the contre-clé follows another journal"),
            StartFault::Restored => f.write_str("journal: the contre-clé has lost entries that it had cosigned: an old copy of its folder was put back. If you did it, serve once with --contre-cle-restauree"),
        }
    }
}

impl std::error::Error for StartFault {}

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

    /// Queues an entry that records something, as another part of the program would; tells when it is written.
    pub fn queue(coffre: &crate::Coffre, entry: journal::entry::Entry) -> std::sync::mpsc::Receiver<bool> {
        let line = coffre.alive().expect("alive").sequenceur.clone();
        let what = super::What::Record(Box::new(entry), None);
        let reply = line.send(super::Wish { what, follow: super::Follow::Nothing });
        let (done, waiting) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let is_written = reply.is_ok_and(|reply| reply.blocking_recv().is_ok_and(|outcome| outcome.is_ok()));
            let _ = done.send(is_written);
        });
        waiting
    }
}
