//! One PostgreSQL connection, with a small runtime of its own. The thread that holds it is its only user.
//!
//! The synchronous `postgres` crate is not used: dropped inside an async runtime, it aborts the process.

use std::collections::HashMap;
use std::pin::pin;

use futures_util::TryStreamExt;
use futures_util::future::try_join_all;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::config::Config;
use tokio_postgres::types::Type;
use tokio_postgres::{Client, NoTls, SimpleQueryMessage};

use super::row::Row;
use super::tx::{Mode, OnRow};
use super::value::Value;
use super::{SqlError, Statement};

/// A lock waited for longer than this is given up and the transaction tried again. A closure that hangs in a
/// transaction for five seconds loses it: an instance that was stopped in the middle of one must not keep another from taking over.
const SETTINGS: &str = "set lock_timeout = '5s'; set idle_in_transaction_session_timeout = '5s'; \
                        set client_min_messages = 'warning'";

const BEGIN_READ: &str = "begin isolation level repeatable read read only";
const BEGIN_WRITE: &str = "begin isolation level serializable";

/// Of one transaction that reads millions of rows. Without memory for an exact bitmap of their pages, PostgreSQL reads the whole table
/// instead: seven times as long, measured at 2 million. Helpers cost more than they bring where every row leaves, and compiling too.
const WIDE: &str = "set local work_mem = '256MB'; set local max_parallel_workers_per_gather = 0; set local jit = off";

/// Statements on their way at once.
const PIPELINE_MAX: usize = 64;

pub(super) struct PostgresqlSession {
    config: Box<Config>,
    runtime: Runtime,
    client: Option<Client>,
    cache: HashMap<u64, tokio_postgres::Statement>,
    /// A transaction asked for and not yet begun: the order leaves together with its first statement, which
    /// saves a round trip.
    pending: Option<&'static str>,
    begun: bool,
}

impl PostgresqlSession {
    pub fn open(config: &Config) -> Result<Self, SqlError> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|_| SqlError::Connexion { code: "runtime".into() })?;
        let config = Box::new(config.clone());
        let mut session = Self { config, runtime, client: None, cache: HashMap::new(), pending: None, begun: false };
        session.connected()?;
        Ok(session)
    }

    /// Connects again after a loss: the statements prepared on the old connection went with it.
    pub fn begin(&mut self, mode: Mode) -> Result<(), SqlError> {
        self.connected()?;
        self.pending = Some(if mode == Mode::Write { BEGIN_WRITE } else { BEGIN_READ });
        self.begun = false;
        Ok(())
    }

    pub fn each(&mut self, statement: &Statement, params: &[Value], on_row: OnRow<'_>) -> Result<u64, SqlError> {
        let prepared = self.prepared(statement)?;
        check(statement, prepared.params(), params)?;
        let begin = self.pending.take();
        self.begun = true;
        let outcome = {
            let client = self.client.as_ref().ok_or_else(gone)?;
            self.runtime.block_on(stream(client, begin, &prepared, statement, params, on_row))
        };
        outcome.map_err(|failure| match failure {
            Failure::Engine(error) => self.classify(error, statement.name()),
            Failure::Reader(error) => error,
        })
    }

    pub fn exec_each(&mut self, statement: &Statement, sets: &[Vec<Value>]) -> Result<u64, SqlError> {
        let prepared = self.prepared(statement)?;
        sets.iter().try_for_each(|params| check(statement, prepared.params(), params))?;
        let begin = self.pending.take();
        self.begun = true;
        let outcome = {
            let client = self.client.as_ref().ok_or_else(gone)?;
            self.runtime.block_on(async {
                if let Some(begin) = begin {
                    client.batch_execute(begin).await?;
                }
                let mut written = 0;
                // Bounded, so that neither side fills its buffers while the other one waits.
                for some in sets.chunks(PIPELINE_MAX) {
                    let sent = some.iter().map(|params| client.execute_raw(&prepared, params));
                    written += try_join_all(sent).await?.into_iter().sum::<u64>();
                }
                Ok(written)
            })
        };
        outcome.map_err(|error| self.classify(error, statement.name()))
    }

    pub fn prepare(&mut self, statement: &Statement) -> Result<(), SqlError> {
        let prepared = self.prepared(statement)?;
        // Known here, an inferred `integer` or `numeric` is found by the test and not by the first user.
        let ours = [Type::INT8, Type::FLOAT8, Type::TEXT, Type::VARCHAR, Type::BYTEA];
        match prepared.params().iter().position(|wanted| !ours.contains(wanted)) {
            Some(position) => Err(mismatch(statement, position)),
            None => Ok(()),
        }
    }

    /// Several statements, or one that cannot be prepared. Migrations and plans only.
    pub fn batch(&mut self, text: &str) -> Result<(), SqlError> {
        self.last_column(text).map(drop)
    }

    /// The last column of each row, as text: for query plans.
    pub fn last_column(&mut self, text: &str) -> Result<Vec<String>, SqlError> {
        let begin = self.pending.take();
        self.begun = true;
        let outcome = {
            let client = self.client.as_ref().ok_or_else(gone)?;
            self.runtime.block_on(async {
                if let Some(begin) = begin {
                    client.batch_execute(begin).await?;
                }
                client.simple_query(text).await
            })
        };
        let messages = outcome.map_err(|e| self.classify(e, "batch"))?;
        Ok(messages.iter().filter_map(last_of).collect())
    }

    /// See [`Tx::widen`](super::Tx::widen): it ends with the transaction.
    pub fn widen(&mut self) -> Result<(), SqlError> {
        self.batch(WIDE)
    }

    /// Once the commit has left, a lost connection says nothing about it.
    pub fn commit(&mut self, mode: Mode) -> Result<(), SqlError> {
        let nothing_was_done = self.pending.take().is_some() || !self.begun;
        if nothing_was_done {
            return Ok(());
        }
        self.control("commit").map_err(|error| match error {
            SqlError::Connexion { code } | SqlError::Moteur { code, .. } if mode == Mode::Write => {
                self.client = None;
                SqlError::Perdue { code }
            }
            definite => definite,
        })
    }

    /// If it cannot be said, the connection is dropped: the server rolls back.
    pub fn rollback(&mut self) {
        let nothing_was_done = self.pending.take().is_some() || !self.begun;
        if !nothing_was_done && self.control("rollback").is_err() {
            self.client = None;
        }
    }

    fn control(&mut self, text: &'static str) -> Result<(), SqlError> {
        self.begun = false;
        let outcome = {
            let client = self.client.as_ref().ok_or_else(gone)?;
            self.runtime.block_on(client.batch_execute(text))
        };
        outcome.map_err(|e| self.classify(e, text))
    }

    fn connected(&mut self) -> Result<(), SqlError> {
        if self.client.as_ref().is_some_and(|client| !client.is_closed()) {
            return Ok(());
        }
        self.client = None;
        self.cache.clear();
        let opened = self.runtime.block_on(async {
            let (client, connection) = self.config.connect(NoTls).await?;
            // Lives on this thread's runtime, driven whenever the session waits for an answer.
            tokio::spawn(connection);
            client.batch_execute(SETTINGS).await?;
            Ok(client)
        });
        match opened {
            Ok(client) => self.client = Some(client),
            Err(error) => {
                return Err(SqlError::Connexion { code: code_of(&error) });
            }
        }
        Ok(())
    }

    fn prepared(&mut self, statement: &Statement) -> Result<tokio_postgres::Statement, SqlError> {
        if let Some(prepared) = self.cache.get(&statement.id()) {
            return Ok(prepared.clone());
        }
        let outcome = {
            let client = self.client.as_ref().ok_or_else(gone)?;
            self.runtime.block_on(client.prepare(&statement.postgresql()))
        };
        let prepared = outcome.map_err(|e| self.classify(e, statement.name()))?;
        self.cache.insert(statement.id(), prepared.clone());
        Ok(prepared)
    }

    fn classify(&mut self, error: tokio_postgres::Error, statement: &'static str) -> SqlError {
        let code = code_of(&error);
        let Some(refusal) = error.as_db_error() else {
            // The library could not encode, decode or talk. Only the last is a loss; a fresh connection is
            // the safe answer to all three.
            self.client = None;
            return SqlError::Connexion { code };
        };
        let contrainte = || refusal.constraint().or(refusal.column()).unwrap_or("?").to_owned();
        match code.as_str() {
            "40001" | "40P01" | "55P03" => SqlError::Conflit { statement, code },
            // The plan or the statement is stale, after a migration by another process or behind a pooler.
            "0A000" | "26000" => {
                self.cache.clear();
                SqlError::Conflit { statement, code }
            }
            "23505" => SqlError::Unique { statement, contrainte: contrainte() },
            _ if code.starts_with("23") => SqlError::Contrainte { statement, contrainte: contrainte() },
            _ if code.starts_with("57P") || code.starts_with("08") || code == "25P03" => {
                self.client = None;
                SqlError::Connexion { code }
            }
            // A wrong statement: the message quotes the statement, which is a constant.
            _ if code.starts_with("42") => SqlError::Moteur { statement, code, message: refusal.message().to_owned() },
            _ => SqlError::Moteur { statement, code, message: String::new() },
        }
    }
}

enum Failure {
    Engine(tokio_postgres::Error),
    Reader(SqlError),
}

impl From<tokio_postgres::Error> for Failure {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Engine(error)
    }
}

/// The rows pass one by one: the connection reads no further than the reader has come.
async fn stream(
    client: &Client,
    begin: Option<&'static str>,
    prepared: &tokio_postgres::Statement,
    statement: &Statement,
    params: &[Value],
    on_row: OnRow<'_>,
) -> Result<u64, Failure> {
    let query = client.query_raw(prepared, params);
    let rows = match begin {
        // Polled in this order, so that they leave in this order, in one packet.
        Some(begin) => {
            let (begun, rows) = tokio::join!(biased; client.batch_execute(begin), query);
            begun?;
            rows?
        }
        None => query.await?,
    };
    let mut rows = pin!(rows);
    while let Some(row) = rows.try_next().await? {
        on_row(&Row::postgresql(&row, statement)).map_err(Failure::Reader)?;
    }
    Ok(rows.rows_affected().unwrap_or(0))
}

fn check(statement: &Statement, wanted: &[Type], params: &[Value]) -> Result<(), SqlError> {
    if wanted.len() != params.len() {
        let (attendus, recus) = (wanted.len(), params.len());
        return Err(SqlError::Parametres { statement: statement.name(), attendus, recus });
    }
    match params.iter().zip(wanted).position(|(value, wanted)| !value.fits(wanted)) {
        Some(position) => Err(mismatch(statement, position)),
        None => Ok(()),
    }
}

fn mismatch(statement: &Statement, position: usize) -> SqlError {
    SqlError::Type { statement: statement.name(), position, attendu: "a bigint, double, text or bytea parameter" }
}

fn gone() -> SqlError {
    SqlError::Connexion { code: "closed".into() }
}

fn code_of(error: &tokio_postgres::Error) -> String {
    error.code().map_or_else(|| "client".to_owned(), |code| code.code().to_owned())
}

fn last_of(message: &SimpleQueryMessage) -> Option<String> {
    match message {
        SimpleQueryMessage::Row(row) => row.get(row.len().checked_sub(1)?).map(str::to_owned),
        _ => None,
    }
}
