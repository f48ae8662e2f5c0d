//! Migrations: the shape of the base, one step after another, from one text for both engines.

use super::statement::fingerprint;
use super::{Base, SqlError, Tx};

/// One step. Its text is portable DDL with tokens where the engines differ:
///
/// | token | SQLite | PostgreSQL |
/// |---|---|---|
/// | `{int}` | INTEGER | BIGINT |
/// | `{real}` | REAL | DOUBLE PRECISION |
/// | `{text}` | TEXT | TEXT COLLATE "C" |
/// | `{blob}` | BLOB | BYTEA |
/// | `{strict}` | STRICT | |
/// | `{strict_sans_rowid}` | STRICT, WITHOUT ROWID | |
///
/// `{text}` rather than TEXT wherever rows are ordered or compared by it: both engines then order by bytes.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// From 1, without gaps, in the order of the list.
    pub numero: u32,
    /// A few words; recorded in the base.
    pub nom: &'static str,
    /// The DDL; several statements separated by semicolons.
    pub texte: &'static str,
}

crate::statements! {
    LAST = "select coalesce(max(numero), 0) from migration";
    RECORDED = "select nom, empreinte from migration where numero = ?1";
    RECORD = "insert into migration (numero, nom, empreinte) values (?1, ?2, ?3)";
}

const TABLE: &str = "create table if not exists migration (
    numero {int} not null primary key, nom {text} not null, empreinte {int} not null) {strict}";

/// Brings the base to the last step, each step in a transaction of its own, and returns the numbers of the steps done.
/// Several programs may do it at once: one does each step, the others find it done. Refuses a base written by a
/// newer program, and a step whose text is no longer the one that was applied.
pub fn migrate(base: &Base, steps: &'static [Migration]) -> Result<Vec<u32>, SqlError> {
    if let Some(step) = steps.iter().zip(1..).find_map(|(step, wanted)| (step.numero != wanted).then_some(step)) {
        return Err(SqlError::Migration { numero: step.numero, raison: "numbers start at 1, without gaps" });
    }
    create_table(base)?;
    let programme = steps.len() as u32;
    let reached = base.read_blocking(last)?;
    if reached > programme {
        return Err(SqlError::Version { base: reached, programme });
    }
    let mut done = Vec::new();
    for step in steps {
        if base.write_blocking(move |tx| apply(tx, step))? {
            done.push(step.numero);
        }
    }
    Ok(done)
}

/// True if the step was done here; false if it stood already, with the same name and text.
fn apply(tx: &mut Tx<'_>, step: &Migration) -> Result<bool, SqlError> {
    if tx.is_postgresql() {
        // Before the snapshot is taken: whoever waits here sees what the other has done.
        tx.batch("lock table migration in access exclusive mode")?;
    }
    let numero = step.numero;
    let empreinte = fingerprint(step.texte).cast_signed();
    if let Some((nom, there)) = tx.one::<(String, i64)>(&RECORDED, &[numero.into()])? {
        if nom != step.nom || there != empreinte {
            return Err(SqlError::Migration { numero, raison: "was applied with another name or text" });
        }
        return Ok(false);
    }
    let text = expand(step.texte, tx.is_postgresql())
        .ok_or(SqlError::Migration { numero, raison: "holds an unknown token" })?;
    tx.batch(&text)?;
    tx.exec(&RECORD, &[numero.into(), step.nom.into(), empreinte.into()])?;
    Ok(true)
}

/// Two programs that create the table at the same moment collide in PostgreSQL's own catalogue, in spite of
/// `if not exists`: the one that loses finds it there at the second try.
fn create_table(base: &Base) -> Result<(), SqlError> {
    let attempt = || {
        base.write_blocking(|tx| {
            let text = expand(TABLE, tx.is_postgresql()).expect("the tokens of TABLE are known");
            tx.batch(&text)
        })
    };
    attempt().or_else(|_| attempt())
}

fn last(tx: &mut Tx<'_>) -> Result<u32, SqlError> {
    Ok(tx.one::<(u32,)>(&LAST, &[])?.map_or(0, |(numero,)| numero))
}

/// None if a token is unknown.
fn expand(text: &str, postgresql: bool) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (token, after) = after.split_once('}')?;
        let (sqlite, other) = match token {
            "int" => ("INTEGER", "BIGINT"),
            "real" => ("REAL", "DOUBLE PRECISION"),
            "text" => ("TEXT", "TEXT COLLATE \"C\""),
            "blob" => ("BLOB", "BYTEA"),
            "strict" => ("STRICT", ""),
            "strict_sans_rowid" => ("STRICT, WITHOUT ROWID", ""),
            _ => return None,
        };
        out.push_str(before);
        out.push_str(if postgresql { other } else { sqlite });
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}
