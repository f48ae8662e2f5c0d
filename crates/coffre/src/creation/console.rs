//! The console of a fictional base, before it is closed for ever: makes a whole world as one import mandat.
//!
//! A making may be killed at any moment and taken up again. What the base remembers of it is one row, written in the
//! transaction that stores a batch: the dossiers stored but perhaps not journalled yet, and the ranks still to make.
//! When it opens again, the contre-clé says which of them were recorded; those count, the others are forgotten.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, RwLock};

use domaine::{CodeStructure, DossierId};
use droits::mandat::{Stage, mandat_end};
use journal::Kind;
use journal::act::Purpose;
use journal::entry::{Decision, Entry};

use super::{Begun, COUNT, Nouveau, Sealed};
use crate::face::{Error, Refusal};
use crate::lignes;
use crate::noms::Noms;
use crate::racine::join;
use crate::sequenceur::{Fault, Follow, What, Wish};
use crate::{Alive, Coffre, locked};

mod agents;
mod names;
mod recovery;
mod semaine;
mod suite;

use names::Names;
pub use semaine::{NouveauPassage, NouvelAtelier, NouvelleLigne, NouvelleListe, NouvelleOffre, NouvelleSemaine};
use suite::Suite;

crate::statements! {
    RECALL = "select valeur from reglage where cle = 'monde'";
    REMEMBER = "insert into reglage (cle, valeur) values ('monde', ?1) \
                on conflict (cle) do update set valeur = ?1";
    FORGET = "delete from reglage where cle = 'monde'";
    DROP_DOSSIER = "delete from dossier where id = ?1 and etat = 0";
    PEOPLE = "select dossier, etat, contenu from etiquette where structure = ?1 and etat = 1";
    HAS_SITES = "select num from site where structure = ?1 order by num limit 1";
    SITE = "insert into site (structure, num, nom, ouvert) values (?1, ?2, ?3, 1)";
    OFFRE = "insert into offre (id, structure, code, genre, nom, ouverte) values (?1, ?2, ?3, ?4, ?5, 1)";
}

/// What is to be made: the same for every run that goes on with it.
#[derive(Clone, Debug)]
pub struct Ouvrage {
    /// Names it: another one is refused on a base where this one is begun.
    pub empreinte: [u8; 32],
    /// Dossiers in all.
    pub total: u32,
    /// Codes and names of the structures.
    pub structures: Vec<(CodeStructure, String)>,
}

/// The console, open. Its verbs block; [`Console::seal`] and [`Console::store`] may run on two threads.
pub struct Console {
    coffre: Coffre,
    ouvrage: Ouvrage,
    suite: Mutex<Suite>,
    /// That of the suite: sealing does not wait for a batch that is being stored.
    mandat: Mutex<[u8; 16]>,
    noms: Mutex<HashMap<CodeStructure, Arc<RwLock<Noms>>>>,
    names: Mutex<Names>,
}

/// Dossiers journalled and sealed, to be stored.
pub struct Lot {
    ranks: Vec<u64>,
    sealed: Vec<Sealed>,
    structure: CodeStructure,
    last: u32,
}

impl Coffre {
    /// Opens the console of an empty base, which marks it fictional, or of one whose making was interrupted.
    ///
    /// # Errors
    /// A real base, a closed one, or one where something else was begun.
    pub fn console(&self, ouvrage: Ouvrage) -> Result<Console, Error> {
        let alive = self.alive()?;
        let known = alive.base.read_blocking(|tx| tx.one::<(Vec<u8>,)>(&RECALL, &[]))?;
        let suite = match known.as_ref().map(|(bytes,)| Suite::decode(bytes)) {
            None => Suite::new(ouvrage.empreinte),
            Some(Some(suite)) if suite.empreinte == ouvrage.empreinte => suite,
            Some(_) => return Err(Error::Refusal(Refusal::Conflit)),
        };
        let (fictional, is_closed) = {
            let registre = alive.sequenceur.registre();
            (registre.is_fictional(), registre.are_seeds_closed())
        };
        match (fictional, &known) {
            // The row comes before the mark: a base that has the mark alone was opened by another way.
            (None, _) => {
                alive.remember(&suite)?;
                self.amorcer(true, &ouvrage.structures, &[], |_| Vec::new())?;
            }
            (Some(true), Some(_)) if !is_closed => alive.structures(&ouvrage.structures)?,
            _ => return Err(Error::Refusal(Refusal::Conflit)),
        }
        let names = Names::new(ouvrage.total);
        let console = Console {
            coffre: self.clone(),
            ouvrage,
            mandat: Mutex::new(suite.mandat),
            suite: Mutex::new(suite),
            noms: Mutex::new(HashMap::new()),
            names: Mutex::new(names),
        };
        console.recover()?;
        Ok(console)
    }

    /// Makes dossiers at the console of a fictional base that is not closed yet, outside any mandat. Blocking.
    ///
    /// # Errors
    /// A real or closed base refuses; a failure leaves whole batches and nothing of the current one.
    pub fn create_at_console(&self, structure: CodeStructure, nouveaux: Vec<Nouveau>) -> Result<Vec<DossierId>, Error> {
        let alive = self.alive()?;
        let noms = alive.noms_at_console(structure)?;
        let last = nouveaux.iter().map(|n| n.numero).max().unwrap_or(0);
        let begun = nouveaux.into_iter().map(|nouveau| alive.begin(structure, nouveau)).collect();
        alive.store_at_console(structure, begun, &noms, last)
    }
}

impl Coffre {
    /// Lays so many decoys after these models, at the console of a fictional base that is not closed yet. The number of each stands in
    /// its model's place in the list of all who were made there. Blocking.
    ///
    /// # Errors
    /// As [`Coffre::create_at_console`].
    pub fn lay_at_console(
        &self,
        structure: CodeStructure,
        modeles: &[Nouveau],
        combien: usize,
    ) -> Result<Vec<DossierId>, Error> {
        let alive = self.alive()?;
        let noms = alive.noms_at_console(structure)?;
        let mut nouveaux = crate::leurres::compose_each(&crate::listes::reading(&noms), modeles, combien);
        let last = modeles.iter().map(|n| n.numero).max().unwrap_or(0);
        (last + 1..).zip(&mut nouveaux).for_each(|(numero, one)| one.numero = numero);
        let begun = nouveaux.into_iter().map(|nouveau| alive.begin_leurre(structure, nouveau)).collect();
        alive.store_at_console(structure, begun, &noms, last + combien as u32)
    }
}

impl Console {
    /// Dossiers that stand.
    pub fn made(&self) -> u64 {
        let suite = locked(&self.suite);
        suite.next - suite.holes.len() as u64
    }

    /// Ranks to make, in order: those that an interruption left out, then all from the second number on.
    pub fn todo(&self) -> (Vec<u64>, u64) {
        let suite = locked(&self.suite);
        (suite.holes.clone(), suite.next)
    }

    /// Journals the creation of dossiers, given with their ranks in the plan, and seals them.
    ///
    /// # Errors
    /// The journal's, the contre-clé's: nothing of them is stored.
    pub fn seal(&self, structure: CodeStructure, nouveaux: Vec<(u64, Nouveau)>) -> Result<Lot, Error> {
        let alive = self.coffre.alive()?;
        let noms = self.noms(structure)?;
        let mandat = *locked(&self.mandat);
        let last = nouveaux.iter().map(|(_, n)| n.numero).max().unwrap_or(0);
        let (ranks, nouveaux): (Vec<u64>, Vec<Nouveau>) = nouveaux.into_iter().unzip();
        let ids = locked(&self.names).take(nouveaux.len());
        let begun = ids.into_iter().zip(nouveaux).map(|(id, one)| alive.begin_as(id, structure, one, false)).collect();
        Ok(Lot { ranks, sealed: alive.seal_at_console(structure, begun, &noms, mandat)?, structure, last })
    }

    /// Stores a batch: its rows, then its writes in the journal. It counts from the next transaction on.
    ///
    /// # Errors
    /// The base's, the journal's; [`Console::recover`] then tells what stands.
    pub fn store(&self, lot: Lot) -> Result<(), Error> {
        let alive = self.coffre.alive()?;
        let mut suite = locked(&self.suite);
        let Lot { ranks, sealed, structure, last } = lot;
        let promoted: Vec<DossierId> = suite.en_cours.iter().map(|(_, id)| DossierId(*id)).collect();
        let mut after = suite.clone();
        after.begin(ranks.iter().copied().zip(sealed.iter().map(|s| s.id().0)).collect());
        let row = after.encode();
        let writes = sealed.iter().map(|one| one.write.clone()).collect();
        alive.base.write_blocking(move |tx| {
            lignes::promote_new(tx, &promoted)?;
            lignes::stage_each(tx, sealed.iter().map(|one| (&one.stored, &one.change)))?;
            count(tx, structure, last)?;
            tx.exec(&REMEMBER, &[row.clone().into()]).map(drop)
        })?;
        *suite = after;
        alive.write_at_console(writes)
    }

    /// Closes the mandat and the console, for ever.
    ///
    /// # Errors
    /// The base's, the journal's; or `Conflit` while dossiers are missing.
    pub fn close(self) -> Result<(), Error> {
        self.recover()?;
        let alive = self.coffre.alive()?;
        if self.made() != u64::from(self.ouvrage.total) {
            return Err(Error::Refusal(Refusal::Conflit));
        }
        let mandat = locked(&self.suite).mandat;
        if alive.sequenceur.registre().mandat(&mandat).is_some_and(|m| m.state == Stage::Open) {
            alive.end(mandat, mandat_end::DONE, self.ouvrage.total)?;
        }
        self.coffre.close_console()?;
        alive.base.write_blocking(|tx| tx.exec(&FORGET, &[]).map(drop))?;
        Ok(())
    }

    /// The key of a structure's names. Nobody's name is loaded: nobody looks for them here.
    fn noms(&self, structure: CodeStructure) -> Result<Arc<RwLock<Noms>>, Error> {
        if let Some(noms) = locked(&self.noms).get(&structure) {
            return Ok(Arc::clone(noms));
        }
        let alive = self.coffre.alive()?;
        let mut entry = Entry::new(Kind::IndexLoad);
        entry.structure = structure.0;
        let wish = Wish { what: What::Record(Box::new(entry), None), follow: Follow::Index(None) };
        let done = alive.sequenceur.commit_blocking(vec![wish]).pop().ok_or(Fault::Journal)??;
        let theirs = done.halves.first().ok_or(Fault::ContreCle)?;
        let key = join(&alive.racine.index_half(structure), theirs, b"index");
        let noms = Arc::new(RwLock::new(Noms::empty(structure, key)));
        locked(&self.noms).insert(structure, Arc::clone(&noms));
        Ok(noms)
    }
}

impl Alive {
    fn store_at_console(
        &self,
        structure: CodeStructure,
        begun: Vec<Begun>,
        noms: &Arc<RwLock<Noms>>,
        last: u32,
    ) -> Result<Vec<DossierId>, Error> {
        let sealed = self.seal_at_console(structure, begun, noms, [0; 16])?;
        let ids: Vec<_> = sealed.iter().map(Sealed::id).collect();
        let rows: Vec<_> = sealed.iter().map(|s| (s.stored.clone(), s.change.clone())).collect();
        self.base.write_blocking(move |tx| {
            lignes::stage_each(tx, rows.iter().map(|(stored, change)| (stored, change)))?;
            count(tx, structure, last)
        })?;
        self.write_at_console(sealed.into_iter().map(|one| one.write).collect())?;
        let made = ids.clone();
        self.base.write_blocking(move |tx| lignes::promote_new(tx, &made))?;
        Ok(ids)
    }

    fn seal_at_console(
        &self,
        structure: CodeStructure,
        begun: Vec<Begun>,
        noms: &Arc<RwLock<Noms>>,
        mandat: [u8; 16],
    ) -> Result<Vec<Sealed>, Error> {
        let wishes = begun.iter().map(|one| creation_wish(one, structure, mandat)).collect();
        let created = self.create_each(begun, wishes)?;
        Ok(created.into_iter().map(|(one, done, jetons)| self.seal_new(one, &done, noms, jetons)).collect())
    }

    fn write_at_console(&self, writes: Vec<Entry>) -> Result<(), Error> {
        let wishes = writes.into_iter().map(|write| record(write, None)).collect();
        self.sequenceur.commit_blocking(wishes).into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(())
    }

    fn remember(&self, suite: &Suite) -> Result<(), Error> {
        let row = suite.encode();
        self.base.write_blocking(move |tx| tx.exec(&REMEMBER, &[row.clone().into()]).map(drop))?;
        Ok(())
    }

    fn end(&self, mandat: [u8; 16], rule: u8, count: u32) -> Result<(), Error> {
        let mut entry = Entry::new(Kind::MandatEnded);
        (entry.object, entry.rule, entry.count) = (mandat, rule, count);
        self.sequenceur.commit_blocking(vec![record(entry, None)]).into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(())
    }
}

fn creation_wish(begun: &Begun, structure: CodeStructure, mandat: [u8; 16]) -> Wish {
    let mut entry = Entry::new(Kind::Creation);
    entry.decision = Decision::Granted;
    (entry.subject, entry.structure, entry.object) = (begun.subject(), structure.0, mandat);
    entry.purpose = Purpose::Import as u8;
    Wish { what: What::Record(Box::new(entry), None), follow: Follow::Created(None) }
}

fn record(entry: Entry, piece: Option<Vec<u8>>) -> Wish {
    Wish { what: What::Record(Box::new(entry), piece), follow: Follow::Nothing }
}

/// The short numbers of the structure go on after the last one given.
fn count(tx: &mut crate::base::Tx<'_>, structure: CodeStructure, last: u32) -> Result<(), crate::base::SqlError> {
    let code = structure.to_string();
    let known = tx.one::<(i64,)>(&COUNT, &[code.as_str().into(), 0i64.into()])?.map_or(0, |(n,)| n);
    tx.one::<(i64,)>(&COUNT, &[code.as_str().into(), (i64::from(last) - known).max(0).into()]).map(|_| ())
}
