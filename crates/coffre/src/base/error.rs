//! What can go wrong in the base. No variant ever holds a value of a row: an engine's message that may quote
//! one is dropped, and only its code is kept.

use std::fmt;

/// An error of the base, the same for both engines. `statement` is the name of the statement, `code` the engine's.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the fields: each variant's sentence says what they are
pub enum SqlError {
    /// A row with this key already exists. The name is the engine's: columns on SQLite, the constraint on PostgreSQL.
    Unique { statement: &'static str, contrainte: String },
    /// Another constraint refused the row: foreign key, not null, check.
    Contrainte { statement: &'static str, contrainte: String },
    /// Another transaction was in the way. Retried by the base; seen by callers after the last attempt.
    Conflit { statement: &'static str, code: String },
    /// The engine cannot be reached, or went away. Nothing was committed.
    Connexion { code: String },
    /// The engine went away or failed during the commit: the write is perhaps there, perhaps not. Never retried here;
    /// the caller reads again before deciding.
    Perdue { code: String },
    /// Any other refusal of the engine. The message is empty where it could quote a value.
    Moteur { statement: &'static str, code: String, message: String },
    /// A column or a parameter is not of the type asked for.
    Type { statement: &'static str, position: usize, attendu: &'static str },
    /// The number of parameters is not that of the statement.
    Parametres { statement: &'static str, attendus: usize, recus: usize },
    /// The closure panicked; its transaction was rolled back.
    Panique,
    /// A closure called the base again: it would wait for itself.
    Imbrique,
    /// The base is closing.
    Fermee,
    /// The address of the base cannot be used; the text says why, without the address.
    Url(&'static str),
    /// The base was written by a newer program: numbers of the last migration there and here.
    Version { base: u32, programme: u32 },
    /// Another instance has taken over: what this one still wanted to write is not written.
    Barriere,
    /// A migration already applied has another name or text here, or its text cannot be expanded.
    Migration { numero: u32, raison: &'static str },
}

impl fmt::Display for SqlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unique { statement, contrainte } => write!(f, "{statement}: already there ({contrainte})"),
            Self::Contrainte { statement, contrainte } => write!(f, "{statement}: refused by {contrainte}"),
            Self::Conflit { statement, code } => {
                write!(f, "{statement}: conflict with another transaction ({code})")
            }
            Self::Connexion { code } => write!(f, "base unreachable, nothing committed ({code})"),
            Self::Perdue { code } => write!(f, "outcome of the commit unknown ({code})"),
            Self::Moteur { statement, code, message } => write!(f, "{statement}: engine error {code} {message}"),
            Self::Type { statement, position, attendu } => {
                write!(f, "{statement}: position {position} is not {attendu}")
            }
            Self::Parametres { statement, attendus, recus } => {
                write!(f, "{statement}: {recus} parameters given, {attendus} wanted")
            }
            Self::Panique => f.write_str("the transaction's closure panicked"),
            Self::Imbrique => f.write_str("the base was called from inside one of its transactions"),
            Self::Fermee => f.write_str("the base is closing"),
            Self::Url(raison) => write!(f, "address of the base: {raison}"),
            Self::Version { base, programme } => {
                write!(f, "the base is at migration {base}, this program knows {programme}: use the newer program")
            }
            Self::Barriere => f.write_str("another instance has taken over: nothing is written"),
            Self::Migration { numero, raison } => write!(f, "migration {numero}: {raison}"),
        }
    }
}

impl std::error::Error for SqlError {}
