//! The five kinds of value that cross the boundary, in both directions. Nothing else does: booleans are 0 and 1,
//! instants are milliseconds UTC, identifiers are bytes.

use std::error::Error;
use std::fmt;

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

/// A parameter of a statement. Its `Debug` prints the kind only: it may hold personal data.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// A 64-bit integer; `bigint` on PostgreSQL.
    Int(i64),
    /// A double.
    Real(f64),
    /// UTF-8 text without NUL.
    Text(String),
    /// Bytes; `bytea` on PostgreSQL.
    Bytes(Vec<u8>),
    /// Null, whatever the type of the column.
    Null,
}

/// A column as the engine holds it, borrowed.
#[derive(Clone, Copy)]
pub enum Cell<'r> {
    /// See [`Value::Int`].
    Int(i64),
    /// See [`Value::Real`].
    Real(f64),
    /// See [`Value::Text`].
    Text(&'r str),
    /// See [`Value::Bytes`].
    Bytes(&'r [u8]),
    /// See [`Value::Null`].
    Null,
}

/// A type that one column can be read as.
pub trait FromValue: Sized {
    /// What was expected, for the error.
    const ATTENDU: &'static str;
    /// None if the column is of another type or out of range.
    fn from_cell(cell: Cell<'_>) -> Option<Self>;
}

macro_rules! from_cell {
    ($( $type:ty, $name:literal: $pattern:pat => $out:expr; )+) => { $(
        impl FromValue for $type {
            const ATTENDU: &'static str = $name;
            fn from_cell(cell: Cell<'_>) -> Option<Self> {
                match cell { $pattern => $out, _ => None }
            }
        }
    )+ };
}

from_cell! {
    i64, "an integer": Cell::Int(n) => Some(n);
    u64, "a positive integer": Cell::Int(n) => n.try_into().ok();
    u32, "a positive 32-bit integer": Cell::Int(n) => n.try_into().ok();
    u16, "a positive 16-bit integer": Cell::Int(n) => n.try_into().ok();
    u8, "a positive 8-bit integer": Cell::Int(n) => n.try_into().ok();
    bool, "0 or 1": Cell::Int(n @ (0 | 1)) => Some(n == 1);
    f64, "a real": Cell::Real(x) => Some(x);
    String, "a text": Cell::Text(t) => Some(t.to_owned());
    Vec<u8>, "bytes": Cell::Bytes(b) => Some(b.to_vec());
}

impl<const N: usize> FromValue for [u8; N] {
    const ATTENDU: &'static str = "bytes of the right length";
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Bytes(bytes) => bytes.try_into().ok(),
            _ => None,
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const ATTENDU: &'static str = T::ATTENDU;
    fn from_cell(cell: Cell<'_>) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            other => T::from_cell(other).map(Some),
        }
    }
}

macro_rules! into_value {
    ($( $type:ty: $given:ident => $out:expr; )+) => { $(
        impl From<$type> for Value { fn from($given: $type) -> Self { $out } }
    )+ };
}

into_value! {
    i64: n => Self::Int(n);
    i32: n => Self::Int(n.into());
    u32: n => Self::Int(n.into());
    u16: n => Self::Int(n.into());
    u8: n => Self::Int(n.into());
    bool: b => Self::Int(b.into());
    f64: x => Self::Real(x);
    &str: t => Self::Text(t.to_owned());
    String: t => Self::Text(t);
    &[u8]: b => Self::Bytes(b.to_vec());
    Vec<u8>: b => Self::Bytes(b);
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(bytes: [u8; N]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Value {
    fn from(bytes: &[u8; N]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(n) => ValueRef::Integer(*n),
            Self::Real(x) => ValueRef::Real(*x),
            Self::Text(t) => ValueRef::Text(t.as_bytes()),
            Self::Bytes(b) => ValueRef::Blob(b),
            Self::Null => ValueRef::Null,
        }))
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Int(_) => "‹int›",
            Self::Real(_) => "‹real›",
            Self::Text(_) => "‹text›",
            Self::Bytes(_) => "‹bytes›",
            Self::Null => "‹null›",
        })
    }
}

impl Value {
    /// Whether PostgreSQL takes this value for a parameter of that type. No conversion is made: an engine
    /// that rounds or parses in silence would not do what the other does.
    pub(super) fn fits(&self, wanted: &Type) -> bool {
        match self {
            Self::Int(_) => *wanted == Type::INT8,
            Self::Real(_) => *wanted == Type::FLOAT8,
            Self::Text(_) => *wanted == Type::TEXT || *wanted == Type::VARCHAR,
            Self::Bytes(_) => *wanted == Type::BYTEA,
            Self::Null => true,
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self, wanted: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Int(n) => n.to_sql(wanted, out),
            Self::Real(x) => x.to_sql(wanted, out),
            Self::Text(t) => t.as_str().to_sql(wanted, out),
            Self::Bytes(b) => b.as_slice().to_sql(wanted, out),
            Self::Null => Ok(IsNull::Yes),
        }
    }

    /// True for all: [`Value::fits`] has already compared each parameter with the prepared statement.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
