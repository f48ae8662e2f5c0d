//! The base: a thin layer over SQLite and PostgreSQL, with one SQL text for both.
//!
//! Statements are named constants ([`statements!`](crate::statements)); transactions are synchronous closures, run
//! on threads that own the connections and run *again* when they collide. So a closure has no effect outside the
//! base: mail, keys and journal entries come before it, or after through the outbox.
//!
//! ```text
//! # async fn f() -> Result<(), coffre::base::SqlError> {
//! use coffre::base::Base;
//! coffre::statements! { ETAT = "select etat from dossier where id = ?1"; }
//!
//! let base = Base::open(&"sqlite:cairn.db".parse()?)?;
//! let id = [7; 16];
//! let etat = base.read(move |tx| tx.one::<(i64,)>(&ETAT, &[id.into()])).await?;
//! # Ok(()) }
//! ```

mod barriere;
mod check;
mod error;
mod migration;
mod pool;
mod postgresql;
mod row;
mod sqlite;
mod statement;
mod tx;
mod url;
mod value;

#[cfg(any(test, feature = "essai"))]
pub mod essai;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

pub(crate) use barriere::{raise, raised};
pub use check::{full_scans, prepare_all};
pub use error::SqlError;
pub use migration::{Migration, migrate};
pub use row::{FromRow, Row};
pub use statement::Statement;
pub use tx::Tx;
pub use url::Url;
pub use value::{Cell, FromValue, Value};

use pool::Queue;
use postgresql::PostgresqlSession;
use sqlite::SqliteSession;
use tx::{Mode, Session};

/// How many connections, each with its thread.
#[derive(Clone, Copy, Debug)]
pub struct Tailles {
    /// Readers of a SQLite file, beside its one writer.
    pub lecteurs: usize,
    /// Connections to PostgreSQL, for readings and writings alike.
    pub connexions: usize,
}

impl Default for Tailles {
    fn default() -> Self {
        Self { lecteurs: 4, connexions: 8 }
    }
}

/// An open base. A clone is the same base; when the last one is dropped, queued work is finished and the
/// connections are closed.
#[derive(Clone)]
pub struct Base {
    inner: Arc<Inner>,
    /// The number under which this side writes; none while it is alone.
    epoque: Option<u32>,
}

struct Inner {
    readers: Arc<Queue>,
    writers: Arc<Queue>,
    threads: Vec<JoinHandle<()>>,
    #[cfg(any(test, feature = "essai"))]
    when_closed: Option<essai::Cleanup>,
}

impl Base {
    /// Opens every connection before returning, which takes milliseconds: at start, not in a handler.
    pub fn open(url: &Url) -> Result<Self, SqlError> {
        Self::open_with(url, Tailles::default())
    }

    /// As [`Base::open`], with other sizes.
    pub fn open_with(url: &Url, tailles: Tailles) -> Result<Self, SqlError> {
        let readers = Arc::new(Queue::default());
        let (writers, threads) = match url.clone() {
            Url::Sqlite(path) => {
                let writers = Arc::new(Queue::default());
                let open =
                    |path: std::path::PathBuf, mode| move || SqliteSession::open(&path, mode).map(Session::Sqlite);
                // The writer first: it creates the file.
                let mut threads = pool::start("base-ecrivain", 1, &writers, open(path.clone(), Mode::Write))?;
                let others = pool::start("base-lecteur", tailles.lecteurs.max(1), &readers, open(path, Mode::Read));
                threads.extend(others.inspect_err(|_| writers.close())?);
                (writers, threads)
            }
            Url::Postgresql(config) => {
                let open =
                    move || PostgresqlSession::open(&config).map(|session| Session::Postgresql(Box::new(session)));
                (readers.clone(), pool::start("base", tailles.connexions.max(1), &readers, open)?)
            }
        };
        let inner = Inner {
            readers,
            writers,
            threads,
            #[cfg(any(test, feature = "essai"))]
            when_closed: None,
        };
        Ok(Self { inner: Arc::new(inner), epoque: None })
    }

    /// The same base, for who writes under this number: once another has taken over, nothing more is written through it.
    #[must_use]
    pub fn under(&self, epoque: u32) -> Self {
        Self { inner: Arc::clone(&self.inner), epoque: Some(epoque) }
    }

    /// Runs a closure that reads, in one snapshot; it may run several times.
    pub async fn read<T, F>(&self, work: F) -> Result<T, SqlError>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, SqlError> + Send + 'static,
    {
        submit(&self.inner.readers, Mode::Read, work)?.await.unwrap_or(Err(SqlError::Fermee))
    }

    /// Runs a closure that writes, serialised with all the others; it may run several times. Once this future has
    /// been polled, the write takes place even if the future is dropped.
    pub async fn write<T, F>(&self, work: F) -> Result<T, SqlError>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, SqlError> + Send + 'static,
    {
        submit(&self.inner.writers, Mode::Write, barriere::guarded(self.epoque, work))?
            .await
            .unwrap_or(Err(SqlError::Fermee))
    }

    /// [`Base::read`] for commands and worker threads. Panics inside an async runtime, as it would block it.
    pub fn read_blocking<T, F>(&self, work: F) -> Result<T, SqlError>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, SqlError> + Send + 'static,
    {
        submit(&self.inner.readers, Mode::Read, work)?.blocking_recv().unwrap_or(Err(SqlError::Fermee))
    }

    /// [`Base::write`] for commands and worker threads. Panics inside an async runtime, as it would block it.
    pub fn write_blocking<T, F>(&self, work: F) -> Result<T, SqlError>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, SqlError> + Send + 'static,
    {
        submit(&self.inner.writers, Mode::Write, barriere::guarded(self.epoque, work))?
            .blocking_recv()
            .unwrap_or(Err(SqlError::Fermee))
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // The last clone may have been held by a closure: a thread does not wait for itself.
        let join = |thread: JoinHandle<()>| {
            if thread.thread().id() != thread::current().id() {
                let _ = thread.join();
            }
        };
        // SQLite's writer, the first, leaves last: it is then alone, and folds its log into the file.
        self.readers.close();
        let mut threads = self.threads.drain(..);
        let writer = threads.next();
        threads.for_each(join);
        self.writers.close();
        writer.into_iter().for_each(join);
        #[cfg(any(test, feature = "essai"))]
        if let Some(cleanup) = self.when_closed.take() {
            cleanup();
        }
    }
}

fn submit<T, F>(queue: &Queue, mode: Mode, mut work: F) -> Result<oneshot::Receiver<Result<T, SqlError>>, SqlError>
where
    T: Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<T, SqlError> + Send + 'static,
{
    if pool::inside() {
        return Err(SqlError::Imbrique);
    }
    let (reply, answer) = oneshot::channel();
    queue.push(Box::new(move |session| {
        // A reading that nobody waits for any more is not begun.
        if mode == Mode::Read && reply.is_closed() {
            return;
        }
        let _ = reply.send(pool::run(session, mode, &mut work));
    }))?;
    Ok(answer)
}
