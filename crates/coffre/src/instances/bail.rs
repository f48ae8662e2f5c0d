//! The bail: which instance sequences, under which number. Taken and renewed by comparing and setting in one transaction.
//!
//! No two clocks are compared: a bail is free when somebody has watched it stay the same for [`TERME`] by a clock of his own, or when
//! its holder has put it down. What makes a second holder harmless is not the time but the number, see `base/barriere.rs`.

use std::time::Duration;

use crate::base::{Base, FromRow, Row, SqlError, Tx, raise, raised};
use crate::sequenceur::now;

crate::statements! {
    SEEN = "select titulaire, adresse, epoque, jusque from bail where numero = ?1";
    FIRST = "insert into bail (numero, titulaire, adresse, epoque, jusque) values (?1, ?2, ?3, ?4, ?5) \
             on conflict (numero) do nothing";
    TAKE = "update bail set titulaire = ?2, adresse = ?3, epoque = ?4, jusque = ?5 \
            where numero = ?1 and epoque = ?6 and jusque = ?7";
    HOLD = "update bail set epoque = epoque where numero = ?1 and epoque = ?2";
    RENEW = "update bail set jusque = ?3 where numero = ?1 and epoque = ?2";
}

/// How long a bail lasts without being renewed.
pub const TERME: Duration = Duration::from_secs(3);

/// The one line of `bail`.
const NUMERO: i64 = 1;

/// Who holds it, as the base says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bail {
    /// Name of the instance.
    pub titulaire: String,
    /// Where the others reach it.
    pub adresse: String,
    /// Its number: each holder's is greater than those before.
    pub epoque: u32,
    /// By the holder's own clock, milliseconds; zero once it was put down.
    pub jusque: u64,
}

impl FromRow for Bail {
    fn from_row(row: &Row<'_>) -> Result<Bail, SqlError> {
        Ok(Bail {
            titulaire: row.text(0)?.to_owned(),
            adresse: row.text(1)?.to_owned(),
            epoque: u32::try_from(row.int(2)?).unwrap_or(u32::MAX),
            jusque: u64::try_from(row.int(3)?).unwrap_or(0),
        })
    }
}

/// What the base says now. Blocking, as all that follows.
///
/// # Errors
/// The base's.
pub fn seen(base: &Base) -> Result<Option<Bail>, SqlError> {
    base.read_blocking(|tx| tx.one::<Bail>(&SEEN, &[NUMERO.into()]))
}

/// Takes it, if it is still what was seen; gives the new number. From then on nobody writes under a lower one.
///
/// # Errors
/// The base's.
pub fn take(base: &Base, seen: Option<&Bail>, titulaire: &str, adresse: &str) -> Result<Option<u32>, SqlError> {
    let (seen, titulaire, adresse) = (seen.cloned(), titulaire.to_owned(), adresse.to_owned());
    base.write_blocking(move |tx| {
        let last = raised(tx)?.max(seen.as_ref().map_or(0, |bail| bail.epoque));
        let epoque = last.saturating_add(1);
        let mut cells =
            vec![NUMERO.into(), titulaire.as_str().into(), adresse.as_str().into(), epoque.into(), end().into()];
        let taken = match &seen {
            None => tx.exec(&FIRST, &cells)?,
            Some(bail) => {
                cells.extend([bail.epoque.into(), (bail.jusque as i64).into()]);
                tx.exec(&TAKE, &cells)?
            }
        };
        if taken == 0 {
            return Ok(None);
        }
        raise(tx, epoque)?;
        Ok(Some(epoque))
    })
}

/// Holds it for another term; `false` when somebody else has it.
///
/// # Errors
/// The base's.
pub fn renew(base: &Base, epoque: u32) -> Result<bool, SqlError> {
    set_end(base, epoque, end())
}

/// Puts it down: the next one need not wait.
///
/// # Errors
/// The base's.
pub fn release(base: &Base, epoque: u32) -> Result<bool, SqlError> {
    set_end(base, epoque, 0)
}

/// Keeps it where it is until the end of the transaction: whoever wants to take it waits. For the journal, which must not have a last
/// word that the next one did not read.
pub(crate) fn hold(tx: &mut Tx<'_>, epoque: u32) -> Result<(), SqlError> {
    let held = tx.exec(&HOLD, &[NUMERO.into(), epoque.into()])?;
    if held == 1 { Ok(()) } else { Err(SqlError::Barriere) }
}

fn set_end(base: &Base, epoque: u32, end: i64) -> Result<bool, SqlError> {
    base.write_blocking(move |tx| Ok(tx.exec(&RENEW, &[NUMERO.into(), epoque.into(), end.into()])? == 1))
}

fn end() -> i64 {
    (now() + TERME.as_millis() as u64) as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{essai, migrate};
    use crate::schema::MIGRATIONS;

    #[test]
    fn one_holds_and_the_number_only_grows() {
        for (engine, base) in essai::bases() {
            migrate(&base, MIGRATIONS).expect(engine);
            assert_eq!(seen(&base), Ok(None), "{engine}");
            assert_eq!(take(&base, None, "a", "ici"), Ok(Some(1)), "{engine}");
            assert_eq!(take(&base, None, "b", "la"), Ok(None), "{engine}: it is held");
            let old = seen(&base).expect(engine).expect("held");
            std::thread::sleep(Duration::from_millis(2));
            assert_eq!(renew(&base, 1), Ok(true), "{engine}");
            assert_eq!(take(&base, Some(&old), "b", "la"), Ok(None), "{engine}: it was renewed in between");
            let last = seen(&base).expect(engine).expect("held");
            assert_eq!(take(&base, Some(&last), "b", "la"), Ok(Some(2)), "{engine}");
            assert_eq!((renew(&base, 1), release(&base, 1)), (Ok(false), Ok(false)), "{engine}: it is another's");
            assert_eq!(release(&base, 2), Ok(true), "{engine}");
            assert_eq!(seen(&base).expect(engine).map(|bail| (bail.titulaire, bail.jusque)), Some(("b".into(), 0)));
        }
    }

    #[test]
    fn who_was_overtaken_writes_nothing_in_the_base() {
        for (engine, base) in essai::bases() {
            migrate(&base, MIGRATIONS).expect(engine);
            take(&base, None, "a", "ici").expect(engine);
            let (old, last) = (base.under(1), seen(&base).expect(engine));
            let write = |base: &Base| base.write_blocking(|tx| tx.exec(&RENEW, &[NUMERO.into(), 9.into(), 0.into()]));
            assert_eq!(write(&old), Ok(0), "{engine}: it holds");
            take(&base, last.as_ref(), "b", "la").expect(engine);
            assert_eq!(write(&old), Err(SqlError::Barriere), "{engine}");
            assert_eq!(write(&base.under(2)), Ok(0), "{engine}: the neighbour writes");
        }
    }
}
