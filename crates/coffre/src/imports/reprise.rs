//! Taking up what was cut: lines whose rows were stored, and whose write the contre-clé has or has not.

use std::collections::HashSet;
use std::sync::PoisonError;

use contre_cle::protocole::{Answer, Question};
use domaine::{CodeStructure, DossierId, ImportId};
use journal::entry::{Pseudonym, pseudonym};

use super::making::Arret;
use super::rangement::{self, Etape, LEURRE_MIN};
use crate::Alive;
use crate::base::{SqlError, Tx};
use crate::lignes;
use crate::racine::Secret;

/// What becomes of stored rows whose write was never recorded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unwritten {
    /// Deleted: the line will get another dossier.
    Forget,
    /// Left: the write may still be on its way.
    Leave,
}

impl Alive {
    /// Concludes lines that were stored when a making was cut; gives the numbers of those that exist. With the key of the structure's
    /// names, they enter the import's liste de repérage. Blocking.
    pub(super) fn settle(
        &self,
        id: ImportId,
        structure: CodeStructure,
        unwritten: Unwritten,
        key: Option<&Secret>,
    ) -> Result<HashSet<u32>, Arret> {
        let mut exist = HashSet::new();
        let posed = self.lines_at(id, Etape::Posee)?;
        if posed.is_empty() {
            return Ok(exist);
        }
        let _alone = self.loading.blocking_lock();
        for (num, dossier) in posed {
            let stored = self.base.read_blocking(move |tx| lignes::read(tx, dossier))?;
            let is_recorded = match stored {
                None => false,
                Some(stored) => self.is_recorded(&stored)?,
            };
            if is_recorded {
                let key = key.cloned();
                let is_leurre = num >= LEURRE_MIN;
                let key = key.filter(|_| !is_leurre);
                self.base.write_blocking(move |tx| finish_each(tx, id, &[(num, dossier)], key.as_ref()))?;
                exist.insert(num);
            } else if unwritten == Unwritten::Forget {
                self.base.write_blocking(move |tx| {
                    // The row of `dossier` only if it never counted; the others are all of a first etat.
                    tx.exec(&rangement::DROP_PENDING, &[dossier.0.into()])?;
                    for drop in [
                        &rangement::DROP_ENTETE,
                        &rangement::DROP_ROWS,
                        &rangement::DROP_ETIQUETTE,
                        &rangement::DROP_JETON,
                    ] {
                        tx.exec(drop, &[dossier.0.into()])?;
                    }
                    move_line(tx, id, num, Etape::Attente, Vec::new())
                })?;
            }
        }
        if !exist.is_empty() {
            // Their names are sealed in the base: whoever asks for a list next reads all of them.
            self.noms.write().unwrap_or_else(PoisonError::into_inner).remove(&structure);
        }
        Ok(exist)
    }

    /// Whether the first write of a dossier stands. The contre-clé knows.
    fn is_recorded(&self, stored: &lignes::Stored) -> Result<bool, Arret> {
        if stored.etat > 0 {
            return Ok(true);
        }
        let Some((share, salt)) = self.share_of(stored) else { return Ok(false) };
        let subject = pseudonym(&salt, &stored.id.0);
        let digest = stored.digest_at(1, &share);
        let known = self.recorded_state(subject)?;
        Ok(known.is_some_and(|(etat, known)| etat == 1 && digest.is_some_and(|d| d[..16] == known)))
    }

    /// What the contre-clé recorded of a dossier; `None` when it has none, or no more. Blocking.
    pub(super) fn recorded_state(&self, subject: Pseudonym) -> Result<Option<(u32, [u8; 16])>, Arret> {
        let after = u128::from_be_bytes(subject).saturating_sub(1).to_be_bytes();
        match self.sequenceur.ask_blocking(vec![Question::Sweep { after, limit: 1 }]).pop() {
            Some(Ok(Answer::States(states))) => {
                let found = states.first().filter(|(who, ..)| *who == subject);
                Ok(found.map(|(_, etat, _, digest)| (*etat, *digest)))
            }
            _ => Err(Arret::Panne),
        }
    }

    /// Lines of an import at this step, with their dossiers. Blocking.
    pub(super) fn lines_at(&self, id: ImportId, etape: Etape) -> Result<Vec<(u32, DossierId)>, SqlError> {
        let rows: Vec<(u32, Vec<u8>)> =
            self.base.read_blocking(move |tx| tx.all(&rangement::OF_ETAT, &[id.0.into(), (etape as u8).into()]))?;
        let voile = self.voile();
        let known = |(num, dossier): (u32, Vec<u8>)| Some((num, voile.show(id, num, &dossier)?));
        Ok(rows.into_iter().filter_map(known).collect())
    }
}

/// These lines' dossiers count; their cells are forgotten.
pub(super) fn finish_each(
    tx: &mut Tx<'_>,
    id: ImportId,
    lines: &[(u32, DossierId)],
    key: Option<&Secret>,
) -> Result<(), SqlError> {
    let made: Vec<DossierId> = lines.iter().map(|(_, dossier)| *dossier).collect();
    lignes::promote_new(tx, &made)?;
    crate::reperage::join(tx, id, &made, key)?;
    let none: &[u8] = &[];
    let done = |(num, _): &(u32, DossierId)| vec![id.0.into(), (*num).into(), (Etape::Faite as u8).into(), none.into()];
    tx.exec_each(&rangement::FINISH_LIGNE, &lines.iter().map(done).collect::<Vec<_>>()).map(drop)
}

/// Lines go to another step, each with its dossier, hidden.
pub(super) fn move_lines(
    tx: &mut Tx<'_>,
    id: ImportId,
    etape: Etape,
    lines: &[(u32, Vec<u8>)],
) -> Result<(), SqlError> {
    let moved =
        |(num, hidden): &(u32, Vec<u8>)| vec![id.0.into(), (*num).into(), (etape as u8).into(), hidden.clone().into()];
    tx.exec_each(&rangement::MOVE_LIGNE, &lines.iter().map(moved).collect::<Vec<_>>()).map(drop)
}

/// A line goes to another step, with this dossier, hidden, or none.
pub(super) fn move_line(
    tx: &mut Tx<'_>,
    id: ImportId,
    num: u32,
    etape: Etape,
    hidden: Vec<u8>,
) -> Result<(), SqlError> {
    tx.exec(&rangement::MOVE_LIGNE, &[id.0.into(), num.into(), (etape as u8).into(), hidden.into()]).map(drop)
}
