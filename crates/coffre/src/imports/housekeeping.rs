//! What time does to imports: files that nobody imported are forgotten, undoings that were cut go on, and rows leave
//! memory with the names of their structure.

use domaine::{AgentId, CodeStructure, ImportId};
use std::sync::PoisonError;

use super::change::drop_import;
use super::rangement::{self, Etape};
use super::unmaking::Unmaking;
use crate::base::{SqlError, Tx};
use crate::face::{Error, ImportEtat};
use crate::sequenceur::now;
use crate::{Alive, Coffre, locked};

const DAY: u64 = 24 * 3_600_000;
/// How long a file waits to be imported, milliseconds.
pub const WAITING_MAX: u64 = 7 * DAY;
/// How long what an import made is remembered, milliseconds: longer than it may be taken back.
pub const KEPT_MAX: u64 = 45 * DAY;

impl Coffre {
    /// Forgets files that were not imported within 7 days (the lines left aside by the others too) and imports whose
    /// time of taking back is over; goes on with undoings that were cut. Called once a minute.
    ///
    /// # Errors
    /// The base's: to be tried again.
    pub async fn forget_old_imports(&self) -> Result<(), Error> {
        let Ok(alive) = self.alive() else { return Ok(()) };
        alive.forget_unnamed();
        let time = now();
        let since = |ago: u64| time.saturating_sub(ago) as i64;
        let (waiting, kept) = (since(WAITING_MAX), since(KEPT_MAX));
        let busy: Vec<ImportId> = locked(&alive.imports.alive).keys().copied().collect();
        let gone = alive.base.write(move |tx| forget(tx, waiting, kept, &busy)).await?;
        gone.into_iter().for_each(|id| alive.imports.close(id));
        self.finish_undoings().await
    }

    /// Goes on with undoings that were cut: they are signed, and need nobody.
    pub(crate) async fn finish_undoings(&self) -> Result<(), Error> {
        let alive = self.alive()?;
        let rows: Vec<([u8; 16], String, [u8; 16])> = alive.base.read(|tx| tx.all(&rangement::UNDOING, &[])).await?;
        for (id, structure, agent) in rows {
            let (id, Ok(structure)) = (ImportId(id), structure.parse::<CodeStructure>()) else { continue };
            let actor = alive.pseudonym_of(AgentId(agent));
            if let Some(actor) = actor.filter(|_| alive.imports.begin(id, structure)) {
                // Cut again, it goes on the next time.
                let _ = Unmaking { id, structure, actor }.start(self)?.await;
            }
        }
        Ok(())
    }
}

impl Alive {
    /// Rows do not outlive the names by which they were opened.
    fn forget_unnamed(&self) {
        let noms = self.noms.read().unwrap_or_else(PoisonError::into_inner);
        locked(&self.imports.open).retain(|_, open| match open.try_lock() {
            Ok(open) => noms.get(&open.structure).is_some_and(|noms| std::sync::Arc::ptr_eq(noms, &open.noms)),
            Err(_) => true,
        });
    }
}

fn forget(tx: &mut Tx<'_>, waiting: i64, kept: i64, busy: &[ImportId]) -> Result<Vec<ImportId>, SqlError> {
    let mut gone = Vec::new();
    for (etat, before) in [
        (ImportEtat::Essai, waiting),
        (ImportEtat::EnCours, waiting),
        (ImportEtat::Interrompu, waiting),
        (ImportEtat::Fait, kept),
        (ImportEtat::Annule, kept),
    ] {
        let rows: Vec<([u8; 16], u8)> = tx.all(&rangement::OLD, &[(etat as u8).into(), before.into()])?;
        for id in rows.into_iter().map(|(id, _)| ImportId(id)).filter(|id| !busy.contains(id)) {
            let resume = rangement::resume(tx, id, etat as u8, 0, false)?;
            let posed: Option<(u32, Vec<u8>)> =
                tx.one(&rangement::OF_ETAT, &[id.0.into(), (Etape::Posee as u8).into()])?;
            match etat {
                // Something of it stands, and may be taken back: only the lines that made nothing are forgotten.
                ImportEtat::EnCours | ImportEtat::Interrompu if posed.is_some() => {}
                ImportEtat::EnCours | ImportEtat::Interrompu if resume.faits > 0 => {
                    tx.exec(&rangement::DROP_WAITING, &[id.0.into()])?;
                    tx.exec(&rangement::REACH, &[id.0.into(), (ImportEtat::Fait as u8).into()])?;
                    gone.push(id);
                }
                _ => {
                    drop_import(tx, id)?;
                    gone.push(id);
                }
            }
        }
    }
    Ok(gone)
}
