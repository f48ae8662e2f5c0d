//! Who was never reached is taken off the lists once the delay is over: these people have asked us nothing. The line goes, with its
//! history; a dossier stays, since erasing one is a mandat. Whether somebody was reached is sealed under the key of the structure's
//! names, and nobody else's word is taken for it: each structure has its turn once a day, while its names are in memory.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use domaine::{CodeStructure, DossierId};
use droits::signature::sha256;
use jiff::civil::Date;
use journal::entry::{Entry, Kind};

use super::rangement::{self, Brut, ListeBrute, ListeRang};
use super::{aujourdhui, delai};
use crate::base::{SqlError, Tx, Value};
use crate::face::Error;
use crate::listes::reading;
use crate::racine::Secret;
use crate::sequenceur::{Follow, What, Wish};
use crate::{Alive, Coffre, locked};

/// People taken off at once: their dossiers are held meanwhile.
const LOT: usize = 64;

/// On which day each structure last had its turn.
#[derive(Default)]
pub(crate) struct Memoire {
    done: Mutex<HashMap<CodeStructure, Date>>,
    one: tokio::sync::Mutex<()>,
}

impl Coffre {
    /// Takes off the lists whomever nobody reached within the delay; gives how many. Called once a minute; a list that is still being
    /// imported, whose day of receipt may be corrected, waits.
    ///
    /// # Errors
    /// The journal's or the base's: to be tried again, and whoever was not journalled is still in her list.
    pub async fn purge_reperages(&self) -> Result<usize, Error> {
        let Ok(alive) = self.alive() else { return Ok(0) };
        let _alone = alive.reperages.one.lock().await;
        let known: Vec<(CodeStructure, Secret)> = {
            let all = alive.noms.read().unwrap_or_else(PoisonError::into_inner);
            all.iter().map(|(structure, noms)| (*structure, reading(noms).key().clone())).collect()
        };
        let mut gone = 0;
        for (structure, key) in known {
            let today = aujourdhui(structure);
            if locked(&alive.reperages.done).get(&structure) == Some(&today) {
                continue;
            }
            gone += alive.purge_structure(structure, &key, today).await?;
            locked(&alive.reperages.done).insert(structure, today);
        }
        Ok(gone)
    }
}

impl Alive {
    async fn purge_structure(&self, structure: CodeStructure, key: &Secret, today: Date) -> Result<usize, Error> {
        let Some((mois, _)) = delai::<u16>("reperage-purge-mois", today) else { return Ok(0) };
        let code = structure.to_string();
        let listes: Vec<ListeBrute> =
            self.base.read(move |tx| tx.all(&rangement::MADE, &[code.as_str().into()])).await?;
        let mut gone = 0;
        // A list or a line that does not read as it was written is told of where it is shown; nobody is taken off by it.
        for liste in listes.into_iter().filter_map(|brute| brute.open(key, structure)) {
            if domaine::delai::premier_jour_apres(liste.recue, mois) > today {
                continue;
            }
            let id = liste.id;
            let bruts: Vec<Brut> = self.base.read(move |tx| tx.all(&rangement::ROWS, &[id.0.into()])).await?;
            let due: Vec<DossierId> =
                bruts.into_iter().filter_map(|brut| due(brut, key, &liste, today, mois)).collect();
            for lot in due.chunks(LOT) {
                gone += self.take_off(key, id, structure, lot, (today, mois)).await?;
            }
        }
        Ok(gone)
    }

    /// One entry each, durable first; cut before the rows are deleted, the next turn records it again.
    async fn take_off(
        &self,
        key: &Secret,
        id: domaine::ImportId,
        structure: CodeStructure,
        lot: &[DossierId],
        (today, mois): (Date, u16),
    ) -> Result<usize, Error> {
        // Nobody of this process notes an attempt between the look and the end.
        let each: BTreeSet<DossierId> = lot.iter().copied().collect();
        let locks: Vec<_> = each.iter().map(|dossier| self.writing(*dossier)).collect();
        let mut held = Vec::with_capacity(locks.len());
        for lock in &locks {
            held.push(lock.lock().await);
        }
        let (read, code) = (key.clone(), structure.to_string());
        let still: Vec<DossierId> = self
            .base
            .read(move |tx| {
                let Some(liste) = ListeRang::read(tx, id, &read, structure)? else { return Ok(Vec::new()) };
                let look = |dossier: &DossierId| line(tx, &liste, *dossier, &code);
                let lines = each.iter().map(look).collect::<Result<Vec<_>, SqlError>>()?;
                Ok::<_, SqlError>(
                    lines.into_iter().flatten().filter_map(|l| due(l, &read, &liste, today, mois)).collect(),
                )
            })
            .await?;
        if still.is_empty() {
            return Ok(0);
        }
        for dossier in &still {
            let what = What::Record(Box::new(self.retrait(id, structure, *dossier).await), None);
            self.sequenceur.commit(Wish { what, follow: Follow::Nothing }).await?;
        }
        let (key, gone) = (key.clone(), still.len());
        self.base
            .write(move |tx| {
                let Some(mut liste) = ListeRang::read(tx, id, &key, structure)? else { return Ok(()) };
                liste.retire(today, u32::try_from(still.len()).unwrap_or(u32::MAX));
                let rows: Vec<Vec<Value>> = still.iter().map(|d| vec![id.0.into(), d.0.into()]).collect();
                tx.exec_each(&rangement::DROP_LINE, &rows)?;
                liste.write(tx, &key)
            })
            .await?;
        Ok(gone)
    }

    /// A person leaves the list that came as this mandat; nothing of her dossier is written.
    async fn retrait(&self, id: domaine::ImportId, structure: CodeStructure, dossier: DossierId) -> Entry {
        let mut entry = Entry::new(Kind::MandatLine);
        let noms = self.noms_in_memory(structure).await;
        let sujet = noms.and_then(|noms| reading(&noms).get(&dossier.0)).map(|label| label.sujet);
        (entry.object, entry.subject, entry.structure) = (id.0, sujet.unwrap_or_default(), structure.0);
        entry.content = sha256(b"reperage: jamais joint, retire de la liste");
        entry
    }
}

fn line(tx: &mut Tx<'_>, liste: &ListeRang, dossier: DossierId, code: &str) -> Result<Option<Brut>, SqlError> {
    tx.one(&rangement::GET, &[liste.id.0.into(), dossier.0.into(), code.into()])
}

/// The person of a line, if it reads as it was written and its day has come.
fn due(brut: Brut, key: &Secret, liste: &ListeRang, today: Date, mois: u16) -> Option<DossierId> {
    let rang = brut.open(key, liste.id, liste.structure)?;
    rang.suivi(liste, None).a_purger(today, mois).then_some(rang.dossier)
}
