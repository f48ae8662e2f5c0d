//! The index of readings: one row an entry that showed somebody, and what pages of labels commit to.

use journal::Kind;
use journal::entry::{Entry, LoginId, Pseudonym};
use journal::etendue::Acces;

use crate::base::{Row, SqlError, Tx, Value};

crate::statements! {
    FOLLOWED = "select entree from suivi where numero = ?1";
    FOLLOW = "insert into suivi (numero, entree) values (?1, ?2) \
              on conflict (numero) do update set entree = excluded.entree";
    INSERT = "insert into lecture \
              (entree, genre, temps, acteur, login, structure, sujet, classes, champs, nombre, livraison) \
              values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0) on conflict (entree) do nothing";
    DELIVER = "update lecture set livraison = ?3 where entree = ?1 and login = ?2 and livraison = 0";
    INSERT_PAGE = "insert into page (entree, sujets) values (?1, ?2) on conflict (entree) do nothing";
    LIVRAISON = "select livraison from lecture where entree = ?1";
    PAGE = "select sujets from page where entree = ?1";
    BY_ACTEUR = "select entree, genre, temps, sujet, classes, champs, nombre, livraison, login from lecture \
                 where acteur = ?1 and temps >= ?2 and temps < ?3";
    BY_LOGIN = "select entree, genre, temps, sujet, classes, champs, nombre, livraison, login, acteur from lecture \
                where login = ?1 and temps >= ?2 and temps < ?3";
    BY_STRUCTURE = "select entree, genre, temps, sujet, classes, champs, nombre, livraison, login, acteur from lecture \
                    where structure = ?1 and temps >= ?2 and temps < ?3";
    BY_SUJET = "select entree, genre, temps, sujet, classes, champs, nombre, livraison, login, acteur, structure from lecture \
                where sujet = ?1 and temps >= ?2 and temps < ?3";
}

/// The one line of `suivi`.
const LECTURES: i64 = 1;

/// A row, with who asked.
#[derive(Clone, Copy, Debug)]
pub struct Rang {
    /// Pseudonym of the account.
    pub acteur: Pseudonym,
    /// Browser key.
    pub login: LoginId,
    /// Structure of the account, then.
    pub structure: [u8; 8],
    /// What was shown, and whether it left.
    pub acces: Acces,
}

/// The first entry that has not been followed into `lecture`.
pub(crate) fn followed(tx: &mut Tx<'_>) -> Result<u64, SqlError> {
    Ok(tx.one::<(u64,)>(&FOLLOWED, &[LECTURES.into()])?.map_or(0, |(last,)| last + 1))
}

/// Every entry up to this one is in `lecture`, as far as it belongs there.
pub(crate) fn set_followed(tx: &mut Tx<'_>, last: u64) -> Result<(), SqlError> {
    tx.exec(&FOLLOW, &[LECTURES.into(), (last as i64).into()]).map(drop)
}

/// Whether an entry belongs in the index.
pub(crate) fn is_followed(index: u64, entry: &Entry) -> bool {
    entry.kind == Kind::Delivered || Acces::of(index, entry).is_some()
}

/// Writes an entry of the journal into the index; twice is once.
pub(crate) fn insert(tx: &mut Tx<'_>, index: u64, entry: &Entry) -> Result<(), SqlError> {
    if entry.kind == Kind::Delivered {
        let named = i64::from(entry.count);
        return tx.exec(&DELIVER, &[named.into(), entry.login.into(), (index as i64).into()]).map(drop);
    }
    let Some(acces) = Acces::of(index, entry) else { return Ok(()) };
    tx.exec(&INSERT, &cells(entry, &acces)).map(drop)
}

/// The values of a row not delivered yet.
fn cells(entry: &Entry, acces: &Acces) -> [Value; 10] {
    [
        (acces.entree as i64).into(),
        (acces.genre as u8).into(),
        (acces.temps as i64).into(),
        entry.actor.into(),
        entry.login.into(),
        entry.structure.into(),
        acces.sujet.into(),
        acces.classes.into(),
        (acces.champs as i64).into(),
        acces.nombre.into(),
    ]
}

/// Keeps what a page of labels commits to.
pub(crate) fn insert_page(tx: &mut Tx<'_>, index: u64, row: &[u8]) -> Result<(), SqlError> {
    tx.exec(&INSERT_PAGE, &[(index as i64).into(), row.into()]).map(drop)
}

/// The entry that says that the answer to this one left; none when nothing says so before `taille`.
pub(crate) fn livraison(tx: &mut Tx<'_>, entree: u64, taille: u64) -> Result<Option<u64>, SqlError> {
    let row = tx.one::<(u64,)>(&LIVRAISON, &[(entree as i64).into()])?;
    Ok(row.map(|(livraison,)| livraison).filter(|livraison| *livraison != 0 && *livraison < taille))
}

/// Reads what every one of the four statements begins with: what was shown, and to which login. It is delivered when the entry that
/// says so comes before `taille`.
pub(crate) fn read(row: &Row<'_>, taille: u64) -> Result<(Acces, LoginId), SqlError> {
    let genre = Kind::from_number(row.get(1)?).unwrap_or(Kind::Opening);
    let livraison: u64 = row.get(7)?;
    let acces = Acces {
        entree: row.get(0)?,
        genre,
        temps: row.get(2)?,
        sujet: row.get(3)?,
        classes: row.get(4)?,
        champs: row.int(5)? as u64,
        nombre: row.get(6)?,
        livre: livraison != 0 && livraison < taille,
    };
    Ok((acces, row.get(8)?))
}

/// Who asked: after [`read`], where the statement says it.
pub(crate) fn acteur(row: &Row<'_>) -> Result<Pseudonym, SqlError> {
    row.get(9)
}

/// Reads a row of [`BY_SUJET`].
pub(crate) fn read_rang(row: &Row<'_>, taille: u64) -> Result<Rang, SqlError> {
    let (acces, login) = read(row, taille)?;
    Ok(Rang { acteur: acteur(row)?, login, structure: row.get(10)?, acces })
}
