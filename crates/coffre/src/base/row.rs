//! Reading a row, by the index of its columns.

use rusqlite::types::ValueRef;
use tokio_postgres::types::Type;

use super::value::{Cell, FromValue};
use super::{SqlError, Statement};

/// A row as it streams by. Columns are counted from 0.
pub struct Row<'r> {
    source: Source<'r>,
    statement: &'static str,
}

enum Source<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgresql(&'r tokio_postgres::Row),
}

/// What a whole row can be read as: tuples of up to eight columns, or a type of yours.
pub trait FromRow: Sized {
    /// Reads the columns in the order of the statement.
    fn from_row(row: &Row<'_>) -> Result<Self, SqlError>;
}

impl<'r> Row<'r> {
    /// Any type a column can be read as; `Option<T>` where it may be null.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, SqlError> {
        T::from_cell(self.cell(index, T::ATTENDU)?).ok_or(self.mismatch(index, T::ATTENDU))
    }

    /// An integer.
    pub fn int(&self, index: usize) -> Result<i64, SqlError> {
        self.get(index)
    }

    /// An integer or null.
    pub fn opt_int(&self, index: usize) -> Result<Option<i64>, SqlError> {
        self.get(index)
    }

    /// A text, borrowed from the row.
    pub fn text(&self, index: usize) -> Result<&'r str, SqlError> {
        self.opt_text(index)?.ok_or(self.mismatch(index, "a text"))
    }

    /// A text, borrowed from the row, or null.
    pub fn opt_text(&self, index: usize) -> Result<Option<&'r str>, SqlError> {
        match self.cell(index, "a text")? {
            Cell::Text(text) => Ok(Some(text)),
            Cell::Null => Ok(None),
            _ => Err(self.mismatch(index, "a text")),
        }
    }

    /// Bytes, borrowed from the row.
    pub fn bytes(&self, index: usize) -> Result<&'r [u8], SqlError> {
        self.opt_bytes(index)?.ok_or(self.mismatch(index, "bytes"))
    }

    /// Bytes, borrowed from the row, or null.
    pub fn opt_bytes(&self, index: usize) -> Result<Option<&'r [u8]>, SqlError> {
        match self.cell(index, "bytes")? {
            Cell::Bytes(bytes) => Ok(Some(bytes)),
            Cell::Null => Ok(None),
            _ => Err(self.mismatch(index, "bytes")),
        }
    }

    pub(super) fn sqlite(row: &'r rusqlite::Row<'r>, statement: &Statement) -> Self {
        Self { source: Source::Sqlite(row), statement: statement.name() }
    }

    pub(super) fn postgresql(row: &'r tokio_postgres::Row, statement: &Statement) -> Self {
        Self { source: Source::Postgresql(row), statement: statement.name() }
    }

    fn cell(&self, index: usize, attendu: &'static str) -> Result<Cell<'r>, SqlError> {
        match self.source {
            Source::Sqlite(row) => sqlite_cell(row, index),
            Source::Postgresql(row) => postgresql_cell(row, index),
        }
        .ok_or(self.mismatch(index, attendu))
    }

    fn mismatch(&self, position: usize, attendu: &'static str) -> SqlError {
        SqlError::Type { statement: self.statement, position, attendu }
    }
}

fn sqlite_cell<'r>(row: &'r rusqlite::Row<'r>, index: usize) -> Option<Cell<'r>> {
    Some(match row.get_ref(index).ok()? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(n) => Cell::Int(n),
        ValueRef::Real(x) => Cell::Real(x),
        ValueRef::Text(t) => Cell::Text(std::str::from_utf8(t).ok()?),
        ValueRef::Blob(b) => Cell::Bytes(b),
    })
}

/// Besides the four types of our columns, expressions may give a small integer or a boolean.
fn postgresql_cell(row: &tokio_postgres::Row, index: usize) -> Option<Cell<'_>> {
    let kind = row.columns().get(index)?.type_();
    let cell = match *kind {
        Type::INT8 => row.try_get::<_, Option<i64>>(index).ok()?.map(Cell::Int),
        Type::INT4 => row.try_get::<_, Option<i32>>(index).ok()?.map(|n| Cell::Int(n.into())),
        Type::BOOL => row.try_get::<_, Option<bool>>(index).ok()?.map(|b| Cell::Int(b.into())),
        Type::FLOAT8 => row.try_get::<_, Option<f64>>(index).ok()?.map(Cell::Real),
        Type::TEXT | Type::VARCHAR | Type::NAME => row.try_get::<_, Option<&str>>(index).ok()?.map(Cell::Text),
        Type::BYTEA => row.try_get::<_, Option<&[u8]>>(index).ok()?.map(Cell::Bytes),
        _ => return None,
    };
    Some(cell.unwrap_or(Cell::Null))
}

macro_rules! tuples {
    ($( ($($name:ident $index:tt),+) )+) => { $(
        impl<$($name: FromValue),+> FromRow for ($($name,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self, SqlError> {
                Ok(($(row.get::<$name>($index)?,)+))
            }
        }
    )+ };
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}
