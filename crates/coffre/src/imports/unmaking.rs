//! Taking dossiers back, on a thread of its own. The entry first: the contre-clé destroys its share, and only then are the
//! rows deleted. Cut anywhere, it is done again from what is left.

use std::collections::BTreeSet;
use std::sync::{PoisonError, Weak};
use std::thread;

use domaine::{CodeStructure, DossierId, ImportId};
use journal::Kind;
use journal::act::Purpose;
use journal::entry::{Entry, Pseudonym, pseudonym};
use tokio::sync::oneshot;

use super::making::{Arret, Held};
use super::rangement::{self, Etape};
use super::reprise::{Unwritten, move_line};
use crate::base::SqlError;
use crate::face::{Error, ImportEtat, PanneKind};
use crate::lignes;
use crate::sequenceur::{Fault, Follow, What, Wish};
use crate::{Alive, Coffre, Inner, locked, panne};

/// An import whose taking back is signed.
pub(super) struct Unmaking {
    pub id: ImportId,
    pub structure: CodeStructure,
    /// Who signed, in the journal.
    pub actor: Pseudonym,
}

/// What becomes of one dossier.
enum Sort {
    Erased(Pseudonym),
    Kept,
}

impl Unmaking {
    /// Starts the thread; the answer comes when it is over, whole.
    pub fn start(self, coffre: &Coffre) -> Result<oneshot::Receiver<()>, Error> {
        let inner = std::sync::Arc::downgrade(&coffre.inner);
        let (over, waiting) = oneshot::channel();
        let id = self.id;
        let run = move || {
            let outcome = self.unmake(&inner);
            if let Ok(held) = Held::of(&inner) {
                held.alive().map(|alive| alive.imports.end(self.id)).ok();
            }
            if outcome.is_ok() {
                let _ = over.send(());
            }
        };
        match thread::Builder::new().name("annulation".into()).spawn(run) {
            Ok(_) => Ok(waiting),
            Err(_) => {
                coffre.alive().map(|alive| alive.imports.end(id)).ok();
                Err(panne(PanneKind::Interne, "no thread for an undoing"))
            }
        }
    }

    /// Takes back what is left. Blocking.
    fn unmake(&self, inner: &Weak<Inner>) -> Result<(), Arret> {
        let id = self.id;
        Held::of(inner)?.alive()?.settle(id, self.structure, Unwritten::Forget, None)?;
        loop {
            let held = Held::of(inner)?;
            let alive = held.alive()?;
            // Cut by a suspension, it goes on if the agent is restored.
            if !alive.is_active(&self.actor) {
                return Err(Arret::Mandat);
            }
            let lot = alive.lines_at(id, Etape::Faite)?;
            if lot.is_empty() {
                break;
            }
            self.unmake_lot(alive, lot)?;
        }
        let held = Held::of(inner)?;
        held.alive()?.base.write_blocking(move |tx| {
            let none: &[u8] = &[];
            tx.exec(&rangement::FORGET_CELLS, &[id.0.into(), none.into()])?;
            tx.exec(&rangement::REACH, &[id.0.into(), (ImportEtat::Annule as u8).into()])
        })?;
        Ok(())
    }

    fn unmake_lot(&self, alive: &Alive, lot: Vec<(u32, DossierId)>) -> Result<(), Arret> {
        // Nobody of this process writes in them between the entry and the end. Each once: a base that names one twice
        // would have this thread wait for itself, and the sweep for this thread.
        let each: BTreeSet<DossierId> = lot.iter().map(|(_, dossier)| *dossier).collect();
        let locks: Vec<_> = each.into_iter().map(|dossier| alive.writing(dossier)).collect();
        let _alone: Vec<_> = locks.iter().map(|lock| lock.blocking_lock()).collect();
        let sorts = self.erase(alive, &lot)?;
        // Traces of readings follow at their own pace: those of before must not come after.
        alive.suivi.flush();
        let id = self.id;
        let voile = alive.voile();
        let gone: Vec<DossierId> =
            lot.iter().zip(&sorts).filter(|(_, sort)| matches!(sort, Sort::Erased(_))).map(|((_, d), _)| *d).collect();
        {
            let _loading = alive.loading.blocking_lock();
            alive.base.write_blocking(move |tx| {
                for ((num, dossier), sort) in lot.iter().zip(&sorts) {
                    match sort {
                        Sort::Kept => move_line(tx, id, *num, Etape::Gardee, voile.hide(id, *num, *dossier))?,
                        Sort::Erased(subject) => {
                            tx.exec(&rangement::DROP_TRACE, &[(*subject).into()])?;
                            for drop in [
                                &rangement::DROP_DOSSIER,
                                &rangement::DROP_ENTETE,
                                &rangement::DROP_ROWS,
                                &rangement::DROP_ETIQUETTE,
                                &rangement::DROP_JETON,
                                &rangement::DROP_BROUILLON,
                                &crate::reperage::DROP_ALL_OF,
                            ] {
                                tx.exec(drop, &[dossier.0.into()])?;
                            }
                            move_line(tx, id, *num, Etape::Effacee, Vec::new())?;
                        }
                    }
                }
                Ok(())
            })?;
            let all = alive.noms.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(noms) = all.get(&self.structure) {
                let mut noms = noms.write().unwrap_or_else(PoisonError::into_inner);
                gone.iter().for_each(|dossier| noms.remove(&dossier.0));
            }
        }
        locked(&alive.drafts).retain(|(_, dossier), _| !gone.contains(dossier));
        Ok(())
    }

    /// Journals each erasure. Void, it says that somebody wrote since, or that it was erased before a cut.
    fn erase(&self, alive: &Alive, lot: &[(u32, DossierId)]) -> Result<Vec<Sort>, Arret> {
        let ids: Vec<DossierId> = lot.iter().map(|(_, dossier)| *dossier).collect();
        let rows = alive
            .base
            .read_blocking(move |tx| ids.iter().map(|id| lignes::read(tx, *id)).collect::<Result<Vec<_>, _>>())?;
        let mut subjects = Vec::with_capacity(lot.len());
        for row in rows {
            let share = row.as_ref().and_then(|stored| Some((stored.etat, alive.share_of(stored)?)));
            // Without its salt a dossier has no name in the journal: the sweep tells of it, nothing here can.
            subjects.push(share.map(|(etat, (_, salt))| (etat, salt)));
        }
        let subjects: Vec<Option<(u32, Pseudonym)>> = subjects
            .into_iter()
            .zip(lot)
            .map(|(found, (_, dossier))| found.map(|(etat, salt)| (etat, pseudonym(&salt, &dossier.0))))
            .collect();
        // The contre-clé would refuse what somebody was shown: it is not asked. Readings of a moment ago count too.
        alive.suivi.flush();
        let names: Vec<Option<Pseudonym>> = subjects.iter().map(|found| found.map(|(_, subject)| subject)).collect();
        let are_read = alive.base.read_blocking(move |tx| {
            let is_read = |name: &Option<Pseudonym>| match name {
                Some(subject) => {
                    Ok(tx.one::<(i64,)>(&rangement::READ_SINCE, &[(*subject).into()])?.is_some_and(|(n,)| n > 0))
                }
                None => Ok(false),
            };
            names.iter().map(is_read).collect::<Result<Vec<bool>, SqlError>>()
        })?;
        let subjects: Vec<_> =
            subjects.into_iter().zip(are_read).map(|(found, is_read)| found.filter(|_| !is_read)).collect();
        let asked = subjects.iter().flatten().filter(|(etat, _)| *etat <= 1);
        let wishes = asked.map(|(_, subject)| self.erasure(*subject)).collect();
        let mut answers = alive.sequenceur.commit_blocking(wishes).into_iter();
        let mut sorts = Vec::with_capacity(lot.len());
        for found in subjects {
            sorts.push(match found {
                Some((0..=1, subject)) => match answers.next() {
                    Some(Ok(_)) => Sort::Erased(subject),
                    Some(Err(Fault::Void(_))) if alive.recorded_state(subject)?.is_none() => Sort::Erased(subject),
                    Some(Err(Fault::Void(_))) => Sort::Kept,
                    Some(Err(fault)) => return Err(fault.into()),
                    None => return Err(Arret::Panne),
                },
                Some(_) | None => Sort::Kept,
            });
        }
        Ok(sorts)
    }

    fn erasure(&self, subject: Pseudonym) -> Wish {
        let mut entry = Entry::new(Kind::Erasure);
        (entry.actor, entry.subject, entry.structure) = (self.actor, subject, self.structure.0);
        (entry.object, entry.purpose, entry.etat) = (self.id.0, Purpose::Import as u8, 1);
        Wish { what: What::Record(Box::new(entry), None), follow: Follow::Nothing }
    }
}
