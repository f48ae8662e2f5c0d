//! What follows an answer without making anyone wait: traces by dossier, acts by account, who read what, entries of delivery.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use droits::campagne::is_lecture;
use droits::habilitation::incident;
use journal::entry::{Entry, Kind, Pseudonym};
use tokio::sync::oneshot;

use crate::base::{Base, FromRow, Row, SqlError, Tx};
use crate::etendue::rangement;
use crate::face::{Changement, Error, GenreLecture, Lecture, Receipt};
use crate::sequenceur::{Follow, Sequenceur, Watch, What, Wish, now};
use crate::{Alive, Coffre};

crate::statements! {
    LAST = "select (select coalesce(max(entree), -1) from trace), (select coalesce(max(entree), -1) from acte)";
    INSERT = "insert into trace (sujet, entree, genre, temps, acteur, classes, champs, explication, etat) \
              values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) on conflict (sujet, entree) do nothing";
    INSERT_ACTE = "insert into acte (sujet, entree, genre, regle, temps, acteur, signe) \
                   values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict (sujet, entree) do nothing";
    OF = "select entree, genre, temps, acteur, classes, champs, explication, etat from trace \
          where sujet = ?1 order by entree desc limit 100";
}

/// How long events wait for company before they are written.
const PAUSE: Duration = Duration::from_millis(200);

/// A write older than this has its trace, or never will, milliseconds.
const LATE_MAX: u64 = 10_000;

/// Tries before a batch of traces is left to the journal alone: a minute.
const TRIES_MAX: u32 = 300;

/// Events written at once.
const BATCH_MAX: usize = 2_000;

/// How long deliveries that could not be recorded wait for the next try.
const RETRY: Duration = Duration::from_secs(1);

/// Deliveries that may wait for the journal to take them; of older ones it is never said that they arrived.
const LATE_COUNT_MAX: usize = 10_000;

/// Events that may wait while a journal is followed again from far back: memory stays bounded, whatever its length.
const WAITING_MAX: usize = 20_000;

enum Event {
    Entry(u64, Box<Entry>, Where),
    Delivered(Receipt),
    /// Of a page of labels, what is kept beside the journal.
    Page(u64, Vec<u8>),
    /// Comes once, before anything is delivered.
    Sequenceur(Sequenceur),
    /// Answered once everything before it is written.
    Flush(oneshot::Sender<()>),
    Stop,
}

/// The tables that an entry goes to. Each was followed up to a point of its own.
#[derive(Clone, Copy)]
struct Where {
    trace: bool,
    acte: bool,
    lecture: bool,
}

/// How many events wait, and whether the journal is being followed again: only then is it made to wait for the base.
#[derive(Default)]
struct Waiting {
    count: AtomicUsize,
    is_live: AtomicBool,
}

/// The way to the thread that follows.
pub(crate) struct Suivi {
    queue: Sender<Event>,
    waiting: Arc<Waiting>,
    thread: Mutex<Option<thread::JoinHandle<()>>>,
    known: u64,
}

impl Suivi {
    /// Follows from now on; the sequencer, which needs the watch first, is given by [`Suivi::start`].
    pub fn new(base: &Base) -> Result<(Suivi, Watch), SqlError> {
        let ((traces, actes), followed) = base.read_blocking(|tx| {
            let both = tx.one::<(i64, i64)>(&LAST, &[])?.unwrap_or((-1, -1));
            Ok((both, rangement::followed(tx)?))
        })?;
        // Both are written in the order of the journal, together; a base from before acts were kept lacks them all.
        let last = traces.max(actes);
        let traced = last.saturating_add(1).max(0) as u64;
        let known = if actes < 0 { 0 } else { traced };
        let (queue, inbox) = mpsc::channel();
        let waiting = Arc::<Waiting>::default();
        let (seen, full) = (queue.clone(), Arc::clone(&waiting));
        let watch: Watch = Box::new(move |index, entry| {
            let is_live = full.is_live.load(Ordering::Relaxed);
            let place = Where {
                trace: is_traced(entry) && index >= traced,
                acte: is_acte(entry.kind),
                // What the base says of the future is not believed.
                lecture: (is_live || index >= followed) && rangement::is_followed(index, entry),
            };
            if place.trace || place.acte || place.lecture {
                while !is_live && full.count.load(Ordering::Relaxed) > WAITING_MAX {
                    thread::sleep(Duration::from_millis(1));
                }
                full.count.fetch_add(1, Ordering::Relaxed);
                let _ = seen.send(Event::Entry(index, Box::new(entry.clone()), place));
            }
        });
        let (base, counted) = (base.clone(), Arc::clone(&waiting));
        let run = move || Follower::new(base, counted).run(&inbox);
        let thread = thread::Builder::new().name("suivi".into()).spawn(run).expect("a thread at start");
        let thread = Mutex::new(Some(thread));
        Ok((Suivi { queue, waiting, thread, known: known.min(followed) }, watch))
    }

    /// The first entry that may have no trace yet.
    pub fn known(&self) -> u64 {
        self.known
    }

    /// The past is followed: entries of delivery can be written, and nobody waits any more.
    pub fn start(&self, sequenceur: Sequenceur) {
        self.waiting.is_live.store(true, Ordering::Relaxed);
        let _ = self.queue.send(Event::Sequenceur(sequenceur));
    }

    /// Whom the page of labels of this entry shows, to be kept beside the journal. Lost in a crash of the next 200 ms: the page
    /// is then *listée, non nommée*.
    pub fn page(&self, index: u64, row: Vec<u8>) {
        let _ = self.queue.send(Event::Page(index, row));
    }
}

impl Drop for Suivi {
    /// Thread and sequencer hold each other's queues: without this word neither would ever end, nor publish.
    fn drop(&mut self) {
        let _ = self.queue.send(Event::Stop);
        // What it still holds is written, and the base let go, before the coffre is gone.
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        let _ = thread.map(thread::JoinHandle::join);
    }
}

impl Suivi {
    /// Waits until what happened so far is written. Blocking.
    pub fn flush(&self) {
        let (done, written) = oneshot::channel();
        let _ = self.queue.send(Event::Flush(done));
        let _ = written.blocking_recv();
    }

    /// As [`Suivi::flush`], from a task.
    pub async fn settle(&self) {
        let (done, written) = oneshot::channel();
        let _ = self.queue.send(Event::Flush(done));
        let _ = written.await;
    }
}

impl Coffre {
    /// The last byte of an answer has left. Cheap; the entry follows by itself.
    pub fn delivered(&self, receipt: Receipt) {
        if let Some(alive) = self.inner.alive.get() {
            let _ = alive.suivi.queue.send(Event::Delivered(receipt));
        }
    }
}

impl Alive {
    /// Changes and readings of a dossier, newest first. Who has just written sees her change: it is waited for.
    pub(crate) async fn traces(
        &self,
        subject: Pseudonym,
        etat: u32,
        maj: u64,
    ) -> Result<(Vec<Changement>, Vec<Lecture>), Error> {
        let traces = self.traces_written(subject).await?;
        let is_late = now().saturating_sub(maj) < LATE_MAX && traces.0.first().is_none_or(|last| last.etat < etat);
        if !is_late {
            return Ok(traces);
        }
        self.suivi.settle().await;
        self.traces_written(subject).await
    }

    async fn traces_written(&self, subject: Pseudonym) -> Result<(Vec<Changement>, Vec<Lecture>), Error> {
        let rows: Vec<Trace> = self.base.read(move |tx| tx.all(&OF, &[subject.into()])).await?;
        let annuaire = self.annuaire.read().unwrap_or_else(PoisonError::into_inner);
        let (mut changes, mut readings) = (Vec::new(), Vec::new());
        for row in rows {
            let agent = annuaire.nom(&row.actor);
            if matches!(row.kind, Some(Kind::Write | Kind::Creation)) {
                changes.push(Changement {
                    time: row.time,
                    agent,
                    etat: row.etat,
                    classes: row.classes,
                    champs: row.fields,
                    entree: row.index,
                });
            } else {
                readings.push(Lecture {
                    time: row.time,
                    agent,
                    classes: row.classes,
                    explication: row.explanation,
                    entree: row.index,
                    genre: row.kind.map_or(GenreLecture::Ouverture, genre_lecture),
                });
            }
        }
        Ok((changes, readings))
    }
}

/// How an entry of reading read.
pub(crate) fn genre_lecture(kind: Kind) -> GenreLecture {
    match kind {
        Kind::Reveal => GenreLecture::Revelation,
        Kind::Print => GenreLecture::Impression,
        Kind::MandatLine => GenreLecture::Mandat,
        _ => GenreLecture::Ouverture,
    }
}

struct Trace {
    index: u64,
    kind: Option<Kind>,
    time: u64,
    actor: Pseudonym,
    classes: u8,
    fields: u64,
    explanation: u8,
    etat: u32,
}

impl FromRow for Trace {
    fn from_row(row: &Row<'_>) -> Result<Trace, SqlError> {
        Ok(Trace {
            index: row.int(0)? as u64,
            kind: Kind::from_number(row.int(1)? as u8),
            time: row.int(2)? as u64,
            actor: row.bytes(3)?.try_into().unwrap_or_default(),
            classes: row.int(4)? as u8,
            fields: row.int(5)? as u64,
            explanation: row.int(6)? as u8,
            etat: row.int(7)? as u32,
        })
    }
}

fn is_traced(entry: &Entry) -> bool {
    matches!(entry.kind, Kind::Opening | Kind::Reveal | Kind::Write | Kind::Print) || is_lecture(entry)
}

/// What happens to accounts: every act of the rights, logins, which their owner sees, and what the vigie says of them.
fn is_acte(kind: Kind) -> bool {
    (Kind::Seed..=Kind::GrantEnd).contains(&kind)
        || matches!(kind, Kind::Login | Kind::LoginEnd | Kind::Alert | Kind::Incident | Kind::Freeze)
}

/// The thread.
struct Follower {
    base: Base,
    waiting: Arc<Waiting>,
    sequenceur: Option<Sequenceur>,
    /// Deliveries that the journal did not take yet: it was away, or a clock moved.
    late: Vec<Receipt>,
    /// Nothing was left out so far. After a loss, what was followed is not said to be: the next start follows it again.
    is_whole: bool,
}

/// One thing to write.
enum Line {
    Entry(u64, Box<Entry>, Where),
    Page(u64, Vec<u8>),
}

impl Follower {
    fn new(base: Base, waiting: Arc<Waiting>) -> Follower {
        Follower { base, waiting, sequenceur: None, late: Vec::new(), is_whole: true }
    }

    fn run(mut self, inbox: &Receiver<Event>) {
        loop {
            let first = if self.late.is_empty() {
                inbox.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                inbox.recv_timeout(RETRY)
            };
            let mut events = match first {
                Err(RecvTimeoutError::Timeout) => {
                    self.deliver(Vec::new());
                    continue;
                }
                Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return self.deliver(Vec::new()),
                Ok(event) => vec![event],
            };
            // Counted from the first: a server that never rests would otherwise write nothing.
            let end = Instant::now() + PAUSE;
            while events.len() < BATCH_MAX && !matches!(events.last(), Some(Event::Flush(_))) {
                match inbox.recv_timeout(end.saturating_duration_since(Instant::now())) {
                    Err(RecvTimeoutError::Timeout) => break,
                    Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return self.write(events),
                    Ok(event) => events.push(event),
                }
            }
            self.write(events);
        }
    }

    fn write(&mut self, events: Vec<Event>) {
        let mut lines = Vec::new();
        let mut delivered = Vec::new();
        let mut awaited = Vec::new();
        let mut entries = 0;
        for event in events {
            match event {
                Event::Entry(index, entry, place) => {
                    entries += 1;
                    lines.push(Line::Entry(index, entry, place));
                }
                Event::Page(index, row) => lines.push(Line::Page(index, row)),
                Event::Delivered(receipt) => delivered.push(receipt),
                Event::Sequenceur(sequenceur) => self.sequenceur = Some(sequenceur),
                Event::Flush(done) => awaited.push(done),
                Event::Stop => {}
            }
        }
        if !lines.is_empty() {
            self.write_lines(lines);
        }
        self.waiting.count.fetch_sub(entries, Ordering::Relaxed);
        self.deliver(delivered);
        for done in awaited {
            let _ = done.send(());
        }
    }

    /// Records deliveries, and those that could not be before. Until then an answer counts as sent, and perhaps received: an error
    /// here hides no reading.
    fn deliver(&mut self, receipts: Vec<Receipt>) {
        let Some(sequenceur) = &self.sequenceur else { return };
        self.late.extend(receipts);
        let results = sequenceur.commit_blocking(self.late.iter().map(wish).collect());
        let mut refused = results.iter().map(Result::is_err);
        self.late.retain(|_| refused.next().unwrap_or(true));
        self.late.truncate(LATE_COUNT_MAX);
    }

    /// Writes lines, as often as it takes while the base comes back. The journal has them whatever happens, but for pages.
    fn write_lines(&mut self, lines: Vec<Line>) {
        let last = lines.iter().rev().find_map(|line| match line {
            Line::Entry(index, ..) => Some(*index),
            Line::Page(..) => None,
        });
        let last = last.filter(|_| self.is_whole);
        let lines = Arc::new(lines);
        for _ in 0..TRIES_MAX {
            let lines = Arc::clone(&lines);
            let write_all = move |tx: &mut Tx<'_>| {
                lines.iter().try_for_each(|line| insert(tx, line))?;
                last.map_or(Ok(()), |index| rangement::set_followed(tx, index))
            };
            match self.base.write_blocking(write_all) {
                Ok(()) => return,
                // Whoever took over follows the journal from where this one left it.
                Err(SqlError::Barriere) => break,
                Err(error) => tracing::warn!(%error, "traces not written yet"),
            }
            thread::sleep(PAUSE);
        }
        self.is_whole = false;
    }
}

fn insert(tx: &mut Tx<'_>, line: &Line) -> Result<(), SqlError> {
    let (index, entry, place) = match line {
        Line::Entry(index, entry, place) => (*index, entry.as_ref(), place),
        Line::Page(index, row) => return rangement::insert_page(tx, *index, row),
    };
    if place.trace {
        insert_trace(tx, index, entry)?;
    }
    if place.acte {
        insert_acte(tx, index, entry)?;
    }
    if place.lecture { rangement::insert(tx, index, entry) } else { Ok(()) }
}

fn insert_trace(tx: &mut Tx<'_>, index: u64, entry: &Entry) -> Result<(), SqlError> {
    tx.exec(
        &INSERT,
        &[
            entry.subject.into(),
            (index as i64).into(),
            (entry.kind as u8).into(),
            (entry.time as i64).into(),
            entry.actor.into(),
            entry.classes.into(),
            (entry.fields as i64).into(),
            entry.explanation.into(),
            entry.etat.into(),
        ],
    )
    .map(|_| ())
}

/// An act stands in the history of the account that it concerns; a handover, in that of both; a step of an incident, in that of the
/// incident too; a freeze, in that of its structure.
fn insert_acte(tx: &mut Tx<'_>, index: u64, entry: &Entry) -> Result<(), SqlError> {
    let subjects = match entry.kind {
        Kind::Login | Kind::LoginEnd => [Some(entry.actor), None],
        Kind::DirectionHandover => [Some(entry.object), Some(entry.actor).filter(|actor| *actor != entry.object)],
        Kind::Incident => [Some(entry.object), incident::nom_of(entry)],
        // Of a structure, or of the network, which is zeros.
        Kind::Freeze if entry.object == [0; 16] => [Some(of_structure(&entry.structure)), None],
        _ => [Some(entry.object), None],
    };
    let is_signed = entry.login != [0; 16] && entry.piece != [0; 32];
    // An alert may be about nobody in particular, a freeze about everybody.
    let is_named = |subject: &Pseudonym| *subject != [0; 16] || matches!(entry.kind, Kind::Alert | Kind::Freeze);
    for subject in subjects.into_iter().flatten().filter(is_named) {
        let cells = [
            subject.into(),
            (index as i64).into(),
            (entry.kind as u8).into(),
            entry.rule.into(),
            (entry.time as i64).into(),
            entry.actor.into(),
            u8::from(is_signed).into(),
        ];
        tx.exec(&INSERT_ACTE, &cells)?;
    }
    Ok(())
}

/// The subject of what happens to a structure, among those of accounts.
pub(crate) fn of_structure(structure: &[u8; 8]) -> Pseudonym {
    let mut subject = [0; 16];
    subject[..8].copy_from_slice(structure);
    subject
}

fn wish(receipt: &Receipt) -> Wish {
    let mut entry = Entry::new(Kind::Delivered);
    entry.login = receipt.login;
    entry.subject = receipt.subject;
    entry.request = receipt.request;
    entry.count = u32::try_from(receipt.index).unwrap_or(u32::MAX);
    Wish { what: What::Record(Box::new(entry), None), follow: Follow::Nothing }
}
