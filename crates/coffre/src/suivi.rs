//! What follows an answer without making anyone wait: traces by dossier, acts by account, entries of delivery, housekeeping.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use journal::entry::{Entry, Kind, Pseudonym};
use tokio::sync::oneshot;

use crate::base::{Base, FromRow, Row, SqlError, Tx};
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

enum Event {
    Trace(u64, Box<Entry>),
    Delivered(Receipt),
    /// Answered once everything before it is written.
    Flush(oneshot::Sender<()>),
    Stop,
}

/// The way to the thread that follows.
pub(crate) struct Suivi {
    queue: Sender<Event>,
    inbox: Mutex<Option<Receiver<Event>>>,
    thread: Mutex<Option<thread::JoinHandle<()>>>,
    known: u64,
}

impl Suivi {
    /// Not started yet: the sequencer needs the watch first.
    pub fn new(base: &Base) -> Result<(Suivi, Watch), SqlError> {
        let (traces, actes) = base.read_blocking(|tx| tx.one::<(i64, i64)>(&LAST, &[]))?.unwrap_or((-1, -1));
        // Both are written in the order of the journal, together; a base from before acts were kept lacks them all.
        let last = traces.max(actes);
        let traced = last.saturating_add(1).max(0) as u64;
        let known = if actes < 0 { 0 } else { traced };
        let (queue, inbox) = mpsc::channel();
        let seen = queue.clone();
        let watch: Watch = Box::new(move |index, entry| {
            if (is_traced(entry.kind) && index >= traced) || is_acte(entry.kind) {
                let _ = seen.send(Event::Trace(index, Box::new(entry.clone())));
            }
        });
        Ok((Suivi { queue, inbox: Mutex::new(Some(inbox)), thread: Mutex::default(), known }, watch))
    }

    /// The first entry that may have no trace yet.
    pub fn known(&self) -> u64 {
        self.known
    }

    /// Starts the thread.
    pub fn start(&self, base: Base, sequenceur: Sequenceur) {
        let inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(inbox) = inbox {
            let run = move || run(&inbox, &base, &sequenceur);
            let thread = thread::Builder::new().name("suivi".into()).spawn(run).expect("a thread at start");
            *self.thread.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread);
        }
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

fn is_traced(kind: Kind) -> bool {
    matches!(kind, Kind::Opening | Kind::Reveal | Kind::Write | Kind::Print)
}

/// What happens to accounts: every act of the rights, and logins, which their owner sees.
fn is_acte(kind: Kind) -> bool {
    (Kind::Seed..=Kind::GrantEnd).contains(&kind) || matches!(kind, Kind::Login | Kind::LoginEnd)
}

fn run(inbox: &Receiver<Event>, base: &Base, sequenceur: &Sequenceur) {
    loop {
        let first = match inbox.recv() {
            Ok(Event::Stop) | Err(_) => return,
            Ok(event) => event,
        };
        let mut events = vec![first];
        // Counted from the first: a server that never rests would otherwise write nothing.
        let end = Instant::now() + PAUSE;
        while events.len() < BATCH_MAX && !matches!(events.last(), Some(Event::Flush(_))) {
            match inbox.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Err(RecvTimeoutError::Timeout) => break,
                Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => {
                    write(events, base, sequenceur);
                    return;
                }
                Ok(event) => events.push(event),
            }
        }
        write(events, base, sequenceur);
    }
}

fn write(events: Vec<Event>, base: &Base, sequenceur: &Sequenceur) {
    let mut traces = Vec::new();
    let mut delivered = Vec::new();
    let mut awaited = Vec::new();
    for event in events {
        match event {
            Event::Trace(index, entry) => traces.push((index, entry)),
            Event::Delivered(receipt) => delivered.push(wish(receipt)),
            Event::Flush(done) => awaited.push(done),
            Event::Stop => {}
        }
    }
    if !traces.is_empty() {
        write_traces(traces, base);
    }
    // An answer whose delivery is not recorded counts as received: nothing is lost by an error here.
    sequenceur.commit_blocking(delivered);
    for done in awaited {
        let _ = done.send(());
    }
}

/// Writes traces, as often as it takes while the base comes back. The journal has them whatever happens.
fn write_traces(traces: Vec<(u64, Box<Entry>)>, base: &Base) {
    let traces = Arc::new(traces);
    for _ in 0..TRIES_MAX {
        let traces = Arc::clone(&traces);
        let insert_all = move |tx: &mut Tx<'_>| traces.iter().try_for_each(|(index, entry)| insert(tx, *index, entry));
        match base.write_blocking(insert_all) {
            Ok(()) => return,
            Err(error) => tracing::warn!(%error, "traces not written yet"),
        }
        thread::sleep(PAUSE);
    }
}

fn insert(tx: &mut Tx<'_>, index: u64, entry: &Entry) -> Result<(), SqlError> {
    if !is_traced(entry.kind) {
        return insert_acte(tx, index, entry);
    }
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

/// An act stands in the history of the account that it concerns; a handover, in that of both.
fn insert_acte(tx: &mut Tx<'_>, index: u64, entry: &Entry) -> Result<(), SqlError> {
    let subjects = match entry.kind {
        Kind::Login | Kind::LoginEnd => [Some(entry.actor), None],
        Kind::DirectionHandover => [Some(entry.object), Some(entry.actor).filter(|actor| *actor != entry.object)],
        _ => [Some(entry.object), None],
    };
    let is_signed = entry.login != [0; 16] && entry.piece != [0; 32];
    for subject in subjects.into_iter().flatten().filter(|subject| *subject != [0; 16]) {
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

fn wish(receipt: Receipt) -> Wish {
    let mut entry = Entry::new(Kind::Delivered);
    entry.login = receipt.login;
    entry.subject = receipt.subject;
    entry.request = receipt.request;
    entry.count = u32::try_from(receipt.index).unwrap_or(u32::MAX);
    Wish { what: What::Record(Box::new(entry), None), follow: Follow::Nothing }
}
