//! A transaction, as a closure sees it.

use super::postgresql::PostgresqlSession;
use super::row::{FromRow, Row};
use super::sqlite::SqliteSession;
use super::value::Value;
use super::{SqlError, Statement};

/// What a transaction may do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Read,
    Write,
}

pub(super) type OnRow<'f> = &'f mut dyn FnMut(&Row<'_>) -> Result<(), SqlError>;

/// A connection of either engine. One match here, and no other file asks which engine it is.
pub(super) enum Session {
    Sqlite(SqliteSession),
    Postgresql(Box<PostgresqlSession>),
}

/// A transaction in progress. The first error dooms it: nothing more is executed, and it is rolled back even if
/// the closure swallows the error. (PostgreSQL works so; SQLite is made to, lest a program run on one only.)
pub struct Tx<'s> {
    session: &'s mut Session,
    doomed: Option<SqlError>,
    abandoned: bool,
}

impl<'s> Tx<'s> {
    /// The row, if there is one. Statements that may find several say so with `limit` or use [`Tx::all`]:
    /// the first row is returned, the others are read and forgotten.
    pub fn one<T: FromRow>(&mut self, statement: &Statement, params: &[Value]) -> Result<Option<T>, SqlError> {
        let mut found = None;
        self.each(statement, params, |row| {
            if found.is_none() {
                found = Some(T::from_row(row)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// All the rows, in memory: for statements bounded by a key or a `limit`.
    pub fn all<T: FromRow>(&mut self, statement: &Statement, params: &[Value]) -> Result<Vec<T>, SqlError> {
        let mut rows = Vec::new();
        self.each(statement, params, |row| {
            rows.push(T::from_row(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// Each row as it comes, never all in memory: for sweeps. An error of the reader stops the scan.
    pub fn each(
        &mut self,
        statement: &Statement,
        params: &[Value],
        mut on_row: impl FnMut(&Row<'_>) -> Result<(), SqlError>,
    ) -> Result<(), SqlError> {
        self.run(statement, params, &mut on_row).map(drop)
    }

    /// The number of rows written.
    pub fn exec(&mut self, statement: &Statement, params: &[Value]) -> Result<u64, SqlError> {
        self.run(statement, params, &mut |_| Ok(()))
    }

    /// The same statement once for each set of parameters; gives the number of rows written. On PostgreSQL they leave
    /// together instead of waiting for each other's answer: for the batches of an import, where that is most of the time.
    pub fn exec_each(&mut self, statement: &Statement, sets: &[Vec<Value>]) -> Result<u64, SqlError> {
        self.guarded(|session| {
            sets.iter().try_for_each(|params| refuse_nul(statement, params))?;
            match session {
                Session::Sqlite(session) => sets
                    .iter()
                    .try_fold(0, |written, params| Ok(written + session.each(statement, params, &mut |_| Ok(()))?)),
                Session::Postgresql(session) => session.exec_each(statement, sets),
            }
        })
    }

    /// Gives this transaction what a statement over millions of rows asks of PostgreSQL, first of all memory to hold what it found.
    /// SQLite has nothing of the kind, and needs none.
    pub fn widen(&mut self) -> Result<(), SqlError> {
        self.guarded(|session| match session {
            Session::Sqlite(_) => Ok(()),
            Session::Postgresql(session) => session.widen(),
        })
    }

    /// Rolls back at the end although the closure succeeds: for a refusal found half-way, returned as a value.
    pub fn abandon(&mut self) {
        self.abandoned = true;
    }

    /// Whether the engine is PostgreSQL: for migrations and tools, never for a statement of the trade.
    pub(super) fn is_postgresql(&self) -> bool {
        matches!(self.session, Session::Postgresql(_))
    }

    pub(super) fn prepare(&mut self, statement: &Statement) -> Result<(), SqlError> {
        self.guarded(|session| match session {
            Session::Sqlite(session) => session.prepare(statement),
            Session::Postgresql(session) => session.prepare(statement),
        })
    }

    pub(super) fn batch(&mut self, text: &str) -> Result<(), SqlError> {
        self.guarded(|session| match session {
            Session::Sqlite(session) => session.batch(text),
            Session::Postgresql(session) => session.batch(text),
        })
    }

    pub(super) fn last_column(&mut self, text: &str) -> Result<Vec<String>, SqlError> {
        self.guarded(|session| match session {
            Session::Sqlite(session) => session.last_column(text),
            Session::Postgresql(session) => session.last_column(text),
        })
    }

    fn run(&mut self, statement: &Statement, params: &[Value], on_row: OnRow<'_>) -> Result<u64, SqlError> {
        self.guarded(|session| {
            refuse_nul(statement, params)?;
            match session {
                Session::Sqlite(session) => session.each(statement, params, on_row),
                Session::Postgresql(session) => session.each(statement, params, on_row),
            }
        })
    }

    fn guarded<T>(&mut self, act: impl FnOnce(&mut Session) -> Result<T, SqlError>) -> Result<T, SqlError> {
        if let Some(error) = &self.doomed {
            return Err(error.clone());
        }
        act(self.session).inspect_err(|error| self.doomed = Some(error.clone()))
    }
}

impl Session {
    /// One attempt: begin, the closure, commit or roll back.
    pub(super) fn attempt<T>(
        &mut self,
        mode: Mode,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, SqlError>,
    ) -> Result<T, SqlError> {
        self.begin(mode)?;
        let mut tx = Tx { session: self, doomed: None, abandoned: false };
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&mut tx)));
        let abandoned = tx.abandoned;
        // The engine's own error goes first: it decides whether to try again, whatever the closure made of it.
        let outcome = match (outcome, tx.doomed.take()) {
            (Err(_), _) => Err(SqlError::Panique),
            (Ok(_), Some(error)) => Err(error),
            (Ok(result), None) => result,
        };
        if outcome.is_err() || abandoned {
            self.rollback();
            return outcome;
        }
        self.commit(mode)?;
        outcome
    }

    fn begin(&mut self, mode: Mode) -> Result<(), SqlError> {
        match self {
            Self::Sqlite(session) => session.begin(mode),
            Self::Postgresql(session) => session.begin(mode),
        }
    }

    fn commit(&mut self, mode: Mode) -> Result<(), SqlError> {
        match self {
            Self::Sqlite(session) => session.commit(),
            Self::Postgresql(session) => session.commit(mode),
        }
    }

    fn rollback(&mut self) {
        match self {
            Self::Sqlite(session) => session.rollback(),
            Self::Postgresql(session) => session.rollback(),
        }
    }
}

/// SQLite would keep a NUL inside a text, PostgreSQL refuses it: neither is given one.
fn refuse_nul(statement: &Statement, params: &[Value]) -> Result<(), SqlError> {
    let has_nul = |value: &Value| matches!(value, Value::Text(text) if text.contains('\0'));
    match params.iter().position(has_nul) {
        Some(position) => Err(SqlError::Type { statement: statement.name(), position, attendu: "a text without NUL" }),
        None => Ok(()),
    }
}
