//! One SQLite connection. The thread that holds it is its only user.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, ffi, params_from_iter};

use super::row::Row;
use super::tx::{Mode, OnRow};
use super::value::Value;
use super::{SqlError, Statement};

/// Statements kept prepared on each connection: more than the program has.
const CACHE: usize = 512;

/// How long one statement waits for another *process*; inside ours there is one writer, so nobody waits.
const BUSY: Duration = Duration::from_secs(2);

pub(super) struct SqliteSession {
    connection: Connection,
}

impl SqliteSession {
    /// The writer creates the file and settles its journal mode; readers come after it.
    pub fn open(path: &Path, mode: Mode) -> Result<Self, SqlError> {
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if mode == Mode::Write {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let connection = Connection::open_with_flags(path, flags).map_err(|e| classify(e, "open"))?;
        connection.set_prepared_statement_cache_capacity(CACHE);
        connection.busy_timeout(BUSY).map_err(|e| classify(e, "open"))?;
        let session = Self { connection };
        // FULL: what a commit promises must survive a power cut, since the journal's receipts lean on it.
        session.batch("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on")?;
        session.batch("pragma mmap_size = 268435456; pragma cache_size = -16384; pragma trusted_schema = off")?;
        if mode == Mode::Read {
            session.batch("pragma query_only = on")?;
        }
        Ok(session)
    }

    /// A writer takes the lock at once: a transaction that reads and then writes would fail with
    /// SQLITE_BUSY_SNAPSHOT, which no timeout waits for.
    pub fn begin(&mut self, mode: Mode) -> Result<(), SqlError> {
        self.control(if mode == Mode::Write { "begin immediate" } else { "begin" })
    }

    pub fn each(&mut self, statement: &Statement, params: &[Value], on_row: OnRow<'_>) -> Result<u64, SqlError> {
        let failed = |e| classify(e, statement.name());
        let mut prepared = self.connection.prepare_cached(statement.text()).map_err(failed)?;
        let attendus = prepared.parameter_count();
        if attendus != params.len() {
            return Err(SqlError::Parametres { statement: statement.name(), attendus, recus: params.len() });
        }
        let mut rows = prepared.query(params_from_iter(params)).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            on_row(&Row::sqlite(row, statement))?;
        }
        drop(rows);
        Ok(self.connection.changes())
    }

    pub fn prepare(&mut self, statement: &Statement) -> Result<(), SqlError> {
        self.connection.prepare_cached(statement.text()).map(drop).map_err(|e| classify(e, statement.name()))
    }

    pub fn batch(&self, text: &str) -> Result<(), SqlError> {
        self.connection.execute_batch(text).map_err(|e| classify(e, "batch"))
    }

    /// The last column of each row, as text: for query plans.
    pub fn last_column(&self, text: &str) -> Result<Vec<String>, SqlError> {
        let failed = |e| classify(e, "explain");
        let mut prepared = self.connection.prepare(text).map_err(failed)?;
        let last = prepared.column_count().saturating_sub(1);
        let rows = prepared.raw_query().mapped(|row| row.get(last)).collect::<Result<_, _>>();
        rows.map_err(failed)
    }

    /// A commit that fails on anything but a lock or a constraint may already stand in the log on disk, and a
    /// recovery after a crash would find it there: the outcome is unknown.
    pub fn commit(&mut self) -> Result<(), SqlError> {
        self.control("commit").map_err(|error| {
            self.rollback();
            match error {
                SqlError::Moteur { code, .. } => SqlError::Perdue { code },
                definite => definite,
            }
        })
    }

    pub fn rollback(&mut self) {
        if !self.connection.is_autocommit() {
            // If this fails too, the next `begin` fails, and says so.
            let _ = self.control("rollback");
        }
    }

    fn control(&self, text: &'static str) -> Result<(), SqlError> {
        let mut prepared = self.connection.prepare_cached(text).map_err(|e| classify(e, text))?;
        prepared.execute([]).map(drop).map_err(|e| classify(e, text))
    }
}

fn classify(error: rusqlite::Error, statement: &'static str) -> SqlError {
    let (error, message) = match error {
        rusqlite::Error::SqliteFailure(error, message) => (error, message.unwrap_or_default()),
        rusqlite::Error::SqlInputError { error, msg, .. } => (error, msg),
        _ => {
            return SqlError::Moteur { statement, code: "client".into(), message: String::new() };
        }
    };
    let code = format!("SQLITE {}", error.extended_code);
    let contrainte = || message.split_once("failed: ").map_or("?", |(_, columns)| columns).to_owned();
    match error.extended_code & 0xff {
        ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => SqlError::Conflit { statement, code },
        ffi::SQLITE_CONSTRAINT => match error.extended_code {
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                SqlError::Unique { statement, contrainte: contrainte() }
            }
            _ => SqlError::Contrainte { statement, contrainte: contrainte() },
        },
        // A wrong statement: the message quotes the statement, which is a constant.
        ffi::SQLITE_ERROR => SqlError::Moteur { statement, code, message },
        _ => SqlError::Moteur { statement, code, message: String::new() },
    }
}
