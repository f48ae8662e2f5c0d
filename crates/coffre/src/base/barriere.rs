//! The number under which the base is written to, when several instances share it: one that was overtaken writes nothing more,
//! whatever it believes and however long it was asleep.

use super::{SqlError, Tx};

crate::statements! {
    RAISED = "select epoque from barriere where numero = ?1";
    RAISE = "insert into barriere (numero, epoque) values (?1, ?2) \
             on conflict (numero) do update set epoque = excluded.epoque";
}

/// The one line of `barriere`.
const NUMERO: i64 = 1;

/// The number that stands; zero before there was any.
pub(crate) fn raised(tx: &mut Tx<'_>) -> Result<u32, SqlError> {
    Ok(tx.one::<(u32,)>(&RAISED, &[NUMERO.into()])?.map_or(0, |(epoque,)| epoque))
}

/// From its commit on, nothing is written under a lower number.
pub(crate) fn raise(tx: &mut Tx<'_>, epoque: u32) -> Result<(), SqlError> {
    tx.exec(&RAISE, &[NUMERO.into(), epoque.into()]).map(drop)
}

/// The same work, done only while the number stands; serialisable transactions make that a rule and not a race.
pub(super) fn guarded<T>(
    epoque: Option<u32>,
    mut work: impl FnMut(&mut Tx<'_>) -> Result<T, SqlError>,
) -> impl FnMut(&mut Tx<'_>) -> Result<T, SqlError> {
    move |tx| {
        if epoque.is_some_and(|epoque| raised(tx) != Ok(epoque)) {
            return Err(SqlError::Barriere);
        }
        work(tx)
    }
}
