//! Étendue and *who read this file*, the quick way: from the index that `suivi` keeps beside the journal. The same fold as a third
//! party's ([`journal::etendue::Pli`]), fed with rows; nothing here is secret, and no key is needed.

mod bureau;
pub mod csv;
mod demande;
mod inscrire;
#[cfg(test)]
mod mesure;
pub(crate) mod rangement;
#[cfg(test)]
mod tests;

use journal::Kind;
use journal::entry::{Entry, LoginId, Pseudonym};
use journal::etendue::{Acces, Pli, Question, Sujets, open_page};

use crate::base::{Base, SqlError, Statement, Tx, Value};
pub(crate) use demande::Reader;
pub use demande::VueEtendue;
pub use rangement::Rang;
use rangement::{BY_ACTEUR, BY_LOGIN, BY_STRUCTURE, BY_SUJET, PAGE, acteur, followed, read, read_rang};

/// What the index says of a question, up to an entry.
pub struct Index {
    /// The fold so far. Entries from [`Index::suite`] on, if the journal has more, are for the caller to add.
    pub pli: Pli,
    /// The first entry that is not in it.
    pub suite: u64,
    /// Pages of labels whose persons are still to be checked, with what is kept of them.
    pages: Vec<(Acces, Option<Vec<u8>>)>,
}

impl Index {
    /// Entries of the pages whose persons are kept: those that [`Index::check_pages`] will ask for.
    fn pages(&self) -> Vec<u64> {
        self.pages.iter().filter(|(_, row)| row.is_some()).map(|(page, _)| page.entree).collect()
    }

    /// Entries of all pages of labels.
    fn listes(&self) -> Vec<u64> {
        self.pages.iter().map(|(page, _)| page.entree).collect()
    }

    /// Checks each page against its entry, which `entry` gives from the journal, and counts who was on it. A page that nothing is
    /// kept of, or whose entry cannot be had, is *listée, non nommée*.
    pub fn check_pages(&mut self, mut entry: impl FnMut(u64) -> Option<Entry>) {
        for (page, row) in std::mem::take(&mut self.pages) {
            let held = row.and_then(|row| Some((row, entry(page.entree)?)));
            let Some((row, entry)) = held else {
                self.pli.shown(&page, Sujets::Inconnus);
                continue;
            };
            let sujets = open_page(&entry.content, entry.count, &row);
            self.pli.shown(&page, sujets.as_deref().map_or(Sujets::Alteres, Sujets::Nommes));
        }
    }
}

/// Whether a row of this account and login was not met under another principal.
type IsNew<'a> = &'a dyn Fn(&Pseudonym, &LoginId) -> bool;

/// Reads the index for a question, as of a journal of `taille` entries: neither a reading nor a delivery beyond counts.
/// Blocking; 1.6 million readings take seconds.
///
/// # Errors
/// The base.
pub fn ask(base: &Base, question: &Question, taille: u64) -> Result<Index, SqlError> {
    let question = question.clone();
    base.read_blocking(move |tx| of(tx, &question, taille))
}

/// As [`ask`], within a transaction.
fn of(tx: &mut Tx<'_>, question: &Question, taille: u64) -> Result<Index, SqlError> {
    tx.widen()?;
    let suite = followed(tx)?.min(taille);
    let mut pli = Pli::new(question.clone());
    let mut pages = Vec::new();
    let Question { acteurs, logins, structures, .. } = question;
    // `is_new` is not asked where it needs nobody: each entry once, whichever of the principals it answers to.
    let mut run = |tx: &mut Tx<'_>, statement: &Statement, who: Value, is_new: Option<IsNew<'_>>| {
        let (du, au) = (instant(question.du), instant(question.au));
        tx.each(statement, &[who, du.into(), au.into()], |row| {
            let (acces, login) = read(row, suite)?;
            let is_new = is_new.map_or(Ok(true), |is_new| Ok(is_new(&acteur(row)?, &login)))?;
            match acces.genre {
                _ if acces.entree >= suite || !is_new => {}
                Kind::ResultPage => pages.push((acces, None)),
                _ => pli.add(login, acces),
            }
            Ok(())
        })
    };
    for acteur in acteurs {
        run(tx, &BY_ACTEUR, (*acteur).into(), None)?;
    }
    for login in logins {
        run(tx, &BY_LOGIN, (*login).into(), Some(&|acteur, _| !acteurs.contains(acteur)))?;
    }
    for structure in structures {
        let is_new = |acteur: &Pseudonym, login: &LoginId| !acteurs.contains(acteur) && !logins.contains(login);
        run(tx, &BY_STRUCTURE, (*structure).into(), Some(&is_new))?;
    }
    for (page, row) in &mut pages {
        *row = tx.one::<(Vec<u8>,)>(&PAGE, &[instant(page.entree).into()])?.map(|(row,)| row);
    }
    Ok(Index { pli, suite, pages })
}

/// Who read this person's dossier in `du .. au`, newest first, as of a journal of `taille` entries. Pages of labels are not in it:
/// they are asked by who read them. Blocking.
///
/// # Errors
/// The base.
pub fn readers(base: &Base, sujet: Pseudonym, du: u64, au: u64, taille: u64) -> Result<Vec<Rang>, SqlError> {
    base.read_blocking(move |tx| {
        let mut rows = readers_of(tx, sujet, du, au, taille)?;
        rows.sort_unstable_by_key(|rang| std::cmp::Reverse(rang.acces.entree));
        Ok(rows)
    })
}

/// As [`readers`], within a transaction and in no order.
pub(crate) fn readers_of(
    tx: &mut Tx<'_>,
    sujet: Pseudonym,
    du: u64,
    au: u64,
    taille: u64,
) -> Result<Vec<Rang>, SqlError> {
    let mut rows = Vec::new();
    tx.each(&BY_SUJET, &[sujet.into(), instant(du).into(), instant(au).into()], |row| {
        let rang = read_rang(row, taille)?;
        if rang.acces.entree < taille && rang.acces.genre != Kind::Canary {
            rows.push(rang);
        }
        Ok(())
    })?;
    Ok(rows)
}

/// As the base holds a time or an index: both stay far below 2^63.
fn instant(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
