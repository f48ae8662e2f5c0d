//! The threads that own the connections, the queue that feeds them, and the one place where a transaction is
//! tried again.

use std::cell::Cell;
use std::collections::VecDeque;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::SqlError;
use super::tx::{Mode, Session, Tx};

/// A transaction, retries included, with the way back to whoever waits for it.
pub(super) type Job = Box<dyn FnOnce(&mut Session) + Send>;

const ATTEMPTS: u32 = 5;

thread_local! {
    /// Set on the threads of the pools: a closure that waits for another one could wait for itself.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is one of those that run closures.
pub(super) fn inside() -> bool {
    INSIDE.get()
}

/// Jobs wait here without bound: those who wait are requests, which are counted and limited elsewhere.
#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    ready: Condvar,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    closed: bool,
}

impl Queue {
    pub fn push(&self, job: Job) -> Result<(), SqlError> {
        let mut state = self.lock();
        if state.closed {
            return Err(SqlError::Fermee);
        }
        state.jobs.push_back(job);
        drop(state);
        self.ready.notify_one();
        Ok(())
    }

    /// What is queued is still done; nothing more is taken.
    pub fn close(&self) {
        self.lock().closed = true;
        self.ready.notify_all();
    }

    fn pop(&self) -> Option<Job> {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.jobs.pop_front() {
                return Some(job);
            }
            if state.closed {
                return None;
            }
            state = self.ready.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts `count` threads on one queue and waits until each has its connection.
pub(super) fn start(
    name: &str,
    count: usize,
    queue: &Arc<Queue>,
    open: impl Fn() -> Result<Session, SqlError> + Clone + Send + 'static,
) -> Result<Vec<JoinHandle<()>>, SqlError> {
    let (ready, opened) = mpsc::channel();
    let mut threads = Vec::with_capacity(count);
    for _ in 0..count {
        let (queue, ready, open) = (queue.clone(), ready.clone(), open.clone());
        let body = move || {
            INSIDE.set(true);
            let session = open();
            // The receiver is gone only if another connection failed, and then this one is not wanted.
            let (mut session, told) = match session {
                Ok(session) => (session, ready.send(Ok(()))),
                Err(error) => return drop(ready.send(Err(error))),
            };
            drop(ready);
            while let Some(job) = told.is_ok().then(|| queue.pop()).flatten() {
                // A closure's panic is caught nearer to it; this one guards the thread from the rest, such as
                // a result that panics when dropped.
                let _ = catch_unwind(AssertUnwindSafe(|| job(&mut session)));
            }
        };
        let spawned = thread::Builder::new().name(name.to_owned()).spawn(body);
        threads.push(spawned.map_err(|_| SqlError::Connexion { code: "thread".into() })?);
    }
    drop(ready);
    match opened.iter().collect::<Result<Vec<()>, _>>() {
        Ok(_) => Ok(threads),
        Err(error) => {
            queue.close();
            Err(error)
        }
    }
}

/// Runs the closure until it commits: again on a conflict, and again on a lost connection, which is only called
/// so when nothing can have been committed.
pub(super) fn run<T>(
    session: &mut Session,
    mode: Mode,
    work: &mut impl FnMut(&mut Tx<'_>) -> Result<T, SqlError>,
) -> Result<T, SqlError> {
    let mut attempt = 1;
    loop {
        let outcome = session.attempt(mode, &mut *work);
        let again = matches!(outcome, Err(SqlError::Conflit { .. } | SqlError::Connexion { .. }));
        if !again || attempt == ATTEMPTS {
            return outcome;
        }
        thread::sleep(pause(attempt));
        attempt += 1;
    }
}

/// From nothing to 4, 16, 64 then 256 ms: spread, so that those who collided do not collide again.
fn pause(attempt: u32) -> Duration {
    let longest = 1000 * 4_u64.pow(attempt);
    Duration::from_micros(RandomState::new().build_hasher().finish() % longest)
}
