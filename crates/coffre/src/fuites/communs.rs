//! Who read many of these people: the étendue of each, laid over the others.

use std::collections::{BTreeSet, HashMap, HashSet};

use journal::entry::Pseudonym;

use crate::base::{SqlError, Tx};
use crate::etendue::readers_of;

/// Accounts that are said.
const COMPTES_MAX: usize = 10;

/// Entries that are said of each.
const ENTREES_MAX: usize = 20;

/// What one account read of them.
#[derive(Default)]
pub(crate) struct Commun {
    pub acteur: Pseudonym,
    pub dixiemes: u8,
    pub fenetre: (u64, u64),
    pub entrees: Vec<u64>,
}

#[derive(Default)]
struct Read {
    sujets: HashSet<Pseudonym>,
    temps: BTreeSet<u64>,
    entrees: BTreeSet<u64>,
}

/// Accounts that read half of these people or more, as of a journal of `taille` entries; the widest first.
pub(crate) fn communs(tx: &mut Tx<'_>, sujets: &HashSet<Pseudonym>, taille: u64) -> Result<Vec<Commun>, SqlError> {
    let mut all: HashMap<Pseudonym, Read> = HashMap::new();
    for sujet in sujets {
        for rang in readers_of(tx, *sujet, 0, u64::MAX, taille)? {
            let read = all.entry(rang.acteur).or_default();
            read.sujets.insert(*sujet);
            read.temps.insert(rang.acces.temps);
            read.entrees.insert(rang.acces.entree);
        }
    }
    let mut wide: Vec<_> = all.into_iter().filter(|(_, read)| read.sujets.len() * 2 >= sujets.len()).collect();
    wide.sort_by_key(|(acteur, read)| (std::cmp::Reverse(read.sujets.len()), *acteur));
    let said = |(acteur, read): (Pseudonym, Read)| Commun {
        acteur,
        dixiemes: u8::try_from((read.sujets.len() * 10 + sujets.len() / 2) / sujets.len().max(1)).unwrap_or(10),
        fenetre: (read.temps.first().copied().unwrap_or(0), read.temps.last().copied().unwrap_or(0)),
        entrees: read.entrees.into_iter().take(ENTREES_MAX).collect(),
    };
    Ok(wide.into_iter().take(COMPTES_MAX).map(said).collect())
}
