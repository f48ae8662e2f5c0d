//! Making the dossiers of a signed import, on a thread of its own: first every creation is journalled and compared with
//! the base by its NIR, and only if nothing is against it are rows stored, lot by lot.
//!
//! Order matters. Rows are stored with the dossier's id beside the line of the file, then the write is journalled, then
//! both count. Wherever this is cut, the contre-clé knows whether the write was recorded, and no line is made twice.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError, RwLock, Weak};
use std::thread;

use domaine::{CodeStructure, DossierId, ImportId};
use droits::mandat::{Stage, line_request, mandat_end};
use droits::registre::State;
use journal::Kind;
use journal::act::Purpose;
use journal::entry::{Decision, Entry, Pseudonym};

use super::LOT;
use super::rangement::{self, Connu, Etape, Rang};
use super::reprise::{Unwritten, finish_each, move_lines};
use crate::base::SqlError;
use crate::creation::{Begun, COUNT, NIR, Nouveau, Sealed};
use crate::face::{Error, ImportEtat, PanneKind};
use crate::lignes;
use crate::listes::{bearers, reading};
use crate::noms::{Label, Noms};
use crate::racine::{Secret, mac};
use crate::sequenceur::{Done, Fault, Follow, What, Wish, now};
use crate::{Alive, Coffre, Inner, panne};

/// A signed import.
pub(super) struct Making {
    pub id: ImportId,
    pub structure: CodeStructure,
    /// Who signed, in the journal.
    pub actor: Pseudonym,
    /// Hash of the request that she signed.
    pub signed: [u8; 32],
    /// Lines that turn out to be known are left aside, instead of stopping everything.
    pub partiel: bool,
    /// Seals the lines of the file.
    pub key: Secret,
    pub noms: Arc<RwLock<Noms>>,
    pub lignes: Vec<Ligne>,
}

/// A line to make.
pub(super) struct Ligne {
    pub rang: Rang,
    pub nouveau: Nouveau,
    /// Of no file: see [`crate::leurres`].
    pub leurre: bool,
}

/// A line whose creation is journalled: its keys are here, nothing of it is stored.
struct Created {
    rang: Rang,
    begun: Begun,
    done: Done,
    jetons: Vec<(u8, [u8; 32])>,
}

/// Why a making stops before its end.
pub(super) enum Arret {
    /// These lines are known already; nothing is stored.
    Connues(Vec<Rang>),
    /// The mandat gives no more: its agent is suspended, its time is over.
    Mandat,
    /// The base, the journal or the contre-clé.
    Panne,
    /// The program ends.
    Fin,
}

impl From<SqlError> for Arret {
    fn from(error: SqlError) -> Arret {
        tracing::error!(%error, "an import stops");
        Arret::Panne
    }
}

impl From<Fault> for Arret {
    fn from(fault: Fault) -> Arret {
        match fault {
            Fault::Void(_) | Fault::Refus(..) => Arret::Mandat,
            fault => {
                tracing::error!(?fault, "an import stops");
                Arret::Panne
            }
        }
    }
}

/// The application, held only while a lot is made: it may end in between.
pub(super) struct Held(Arc<Inner>);

impl Held {
    pub fn of(inner: &Weak<Inner>) -> Result<Held, Arret> {
        inner.upgrade().map(Held).ok_or(Arret::Fin)
    }

    pub fn alive(&self) -> Result<&Alive, Arret> {
        self.0.alive.get().ok_or(Arret::Fin)
    }
}

impl Making {
    /// Starts the thread; it gives the structure's place back at its end.
    pub fn start(self, coffre: &Coffre) -> Result<(), Error> {
        let inner = Arc::downgrade(&coffre.inner);
        let id = self.id;
        let started = thread::Builder::new().name("import".into()).spawn(move || self.run(&inner));
        started.map(drop).map_err(|_| {
            if let Ok(alive) = coffre.alive() {
                alive.imports.end(id);
            }
            panne(PanneKind::Interne, "no thread for an import")
        })
    }

    fn run(mut self, inner: &Weak<Inner>) {
        let outcome = self.make(inner);
        let Ok(held) = Held::of(inner) else { return };
        let Ok(alive) = held.alive() else { return };
        if self.conclude(alive, outcome).is_err() {
            tracing::error!(import = %self.id, "an import is left to be taken up again");
        }
        alive.imports.end(self.id);
    }

    fn make(&mut self, inner: &Weak<Inner>) -> Result<(), Arret> {
        self.settle(Held::of(inner)?.alive()?)?;
        let created = self.create(inner)?;
        self.store(inner, created)
    }

    /// Lines whose rows were stored when an earlier making was cut. The mandat's entry stands on both sides by now, hence
    /// everything before it: what the contre-clé has not recorded never will be.
    fn settle(&mut self, alive: &Alive) -> Result<(), Arret> {
        let names = reading(&self.noms).key().clone();
        let exist = alive.settle(self.id, self.structure, Unwritten::Forget, Some(&names))?;
        self.lignes.retain(|ligne| !exist.contains(&ligne.rang.numero));
        Ok(())
    }

    /// Journals every creation and looks for its NIR in the base.
    fn create(&mut self, inner: &Weak<Inner>) -> Result<Vec<Created>, Arret> {
        let mut all = Vec::with_capacity(self.lignes.len());
        let mut known = Vec::new();
        let mut nirs = HashSet::new();
        let mut lignes = std::mem::take(&mut self.lignes);
        while !lignes.is_empty() {
            let held = Held::of(inner)?;
            let lot: Vec<Ligne> = lignes.drain(..lignes.len().min(LOT)).collect();
            for mut one in self.create_lot(held.alive()?, lot)? {
                let nir = one.jetons.iter().find(|(kind, _)| *kind == NIR).map(|(_, value)| *value);
                one.rang.connu = match nir {
                    Some(nir) if !nirs.insert(nir) => Connu::Fichier,
                    Some(nir) => held.alive()?.who_has(nir, self.structure)?,
                    None => Connu::Non,
                };
                if one.rang.connu == Connu::Non { all.push(one) } else { known.push(one.rang) }
            }
        }
        if !self.partiel && !known.is_empty() {
            return Err(Arret::Connues(known));
        }
        self.keep(Held::of(inner)?.alive()?, &known)?;
        Ok(all)
    }

    fn create_lot(&self, alive: &Alive, lot: Vec<Ligne>) -> Result<Vec<Created>, Arret> {
        let begin = |Ligne { rang, nouveau, leurre }| match leurre {
            true => (rang, alive.begin_leurre(self.structure, nouveau)),
            false => (rang, alive.begin(self.structure, nouveau)),
        };
        let (rangs, begun): (Vec<Rang>, Vec<Begun>) = lot.into_iter().map(begin).unzip();
        let secret = mac(&*alive.parts, &[b"import/ligne", &self.signed[..]].concat());
        let wishes = rangs.iter().zip(&begun).map(|(rang, begun)| self.creation(rang, begun, &secret)).collect();
        let done = alive.create_each(begun, wishes)?;
        let created = rangs.into_iter().zip(done);
        Ok(created.map(|(rang, (begun, done, jetons))| Created { rang, begun, done, jetons }).collect())
    }

    /// A line of the mandat: judged by what is left of it, on both sides.
    fn creation(&self, rang: &Rang, begun: &Begun, secret: &[u8; 32]) -> Wish {
        let mut entry = Entry::new(Kind::Creation);
        entry.decision = Decision::Granted;
        (entry.actor, entry.object) = (self.actor, self.id.0);
        (entry.subject, entry.structure) = (begun.subject(), self.structure.0);
        entry.purpose = Purpose::Import as u8;
        entry.request = line_request(secret, rang.numero);
        Wish { what: What::Record(Box::new(entry), None), follow: Follow::Created(None) }
    }

    /// Stores the dossiers, lot by lot.
    fn store(&self, inner: &Weak<Inner>, created: Vec<Created>) -> Result<(), Arret> {
        let count = u32::try_from(created.len()).unwrap_or(u32::MAX);
        let mut numero = Held::of(inner)?.alive()?.numeros(self.structure, count)?;
        let mut created = created.into_iter();
        loop {
            let lot: Vec<Created> = created.by_ref().take(LOT).collect();
            if lot.is_empty() {
                return Ok(());
            }
            let held = Held::of(inner)?;
            let alive = held.alive()?;
            if !alive.may_go_on(&self.actor, self.id) {
                return Err(Arret::Mandat);
            }
            self.store_lot(alive, lot, &mut numero)?;
        }
    }

    fn store_lot(&self, alive: &Alive, lot: Vec<Created>, numero: &mut u32) -> Result<(), Arret> {
        let id = self.id;
        let mut lines: Vec<(u32, DossierId)> = Vec::with_capacity(lot.len());
        let sealed: Vec<Sealed> = lot
            .into_iter()
            .map(|one| {
                let mut begun = one.begun;
                begun.set_numero(*numero);
                *numero += 1;
                let sealed = alive.seal_new(begun, &one.done, &self.noms, one.jetons);
                lines.push((one.rang.numero, sealed.id()));
                sealed
            })
            .collect();
        let mut labels: Vec<Label> = Vec::with_capacity(sealed.len());
        let mut rows = Vec::with_capacity(sealed.len());
        let mut writes = Vec::with_capacity(sealed.len());
        for Sealed { stored, change, label, write } in sealed {
            rows.push((stored, change));
            labels.push(label);
            writes.push(Wish { what: What::Record(Box::new(write), None), follow: Follow::Nothing });
        }
        let voile = alive.voile();
        let posed: Vec<_> = lines.iter().map(|(num, one)| (*num, voile.hide(id, *num, *one))).collect();
        alive.base.write_blocking(move |tx| {
            lignes::stage_each(tx, rows.iter().map(|(stored, change)| (stored, change)))?;
            move_lines(tx, id, Etape::Posee, &posed)
        })?;
        alive.sequenceur.commit_blocking(writes).into_iter().collect::<Result<Vec<_>, _>>()?;
        // Names that are being read at this moment would miss these, or be read twice.
        let _alone = alive.loading.blocking_lock();
        let names = reading(&self.noms).key().clone();
        alive.base.write_blocking(move |tx| finish_each(tx, id, &lines, Some(&names)))?;
        alive.show_names(self.structure, &labels);
        Ok(())
    }

    /// Keeps what was found of these lines.
    fn keep(&self, alive: &Alive, rangs: &[Rang]) -> Result<(), Arret> {
        let id = self.id;
        let rows: Vec<_> = rangs.iter().map(|r| (r.numero, r.seal(&self.key, id, self.structure))).collect();
        alive.base.write_blocking(move |tx| {
            rows.iter().try_for_each(|(num, sealed)| {
                tx.exec(&rangement::PUT_LIGNE, &[id.0.into(), (*num).into(), sealed.clone().into()]).map(drop)
            })
        })?;
        Ok(())
    }

    /// The last entry, and the etat that the agent will find.
    fn conclude(&self, alive: &Alive, outcome: Result<(), Arret>) -> Result<(), Arret> {
        if let Err(Arret::Connues(rangs)) = &outcome {
            self.keep(alive, rangs)?;
        }
        if let Err(Arret::Fin) = outcome {
            return Ok(());
        }
        let id = self.id;
        let resume = alive.base.read_blocking(move |tx| rangement::resume(tx, id, 2, 0, true))?;
        let (rule, etat) = match outcome {
            Ok(()) => (mandat_end::DONE, ImportEtat::Fait),
            Err(_) if resume.faits > 0 => (mandat_end::STOPPED, ImportEtat::Interrompu),
            Err(Arret::Panne) => (mandat_end::STOPPED, ImportEtat::Interrompu),
            Err(_) => (mandat_end::STOPPED, ImportEtat::Essai),
        };
        alive.base.write_blocking(move |tx| tx.exec(&rangement::REACH, &[id.0.into(), (etat as u8).into()]))?;
        let mut end = Entry::new(Kind::MandatEnded);
        (end.actor, end.object, end.structure) = (self.actor, id.0, self.structure.0);
        (end.purpose, end.rule, end.count) = (Purpose::Import as u8, rule, resume.faits);
        let wish = Wish { what: What::Record(Box::new(end), None), follow: Follow::Nothing };
        alive.sequenceur.commit_blocking(vec![wish]).into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(())
    }
}

impl Alive {
    /// Where this NIR is known already.
    fn who_has(&self, nir: [u8; 32], here: CodeStructure) -> Result<Connu, Arret> {
        let bearers = self.base.read_blocking(move |tx| bearers(tx, NIR, nir, here))?;
        Ok(match bearers.first() {
            Some((dossier, structure)) if *structure == here => Connu::Ici(*dossier),
            Some(_) => Connu::Ailleurs,
            None => Connu::Non,
        })
    }

    /// The first of so many short numbers, which are nobody else's.
    fn numeros(&self, structure: CodeStructure, count: u32) -> Result<u32, Arret> {
        let code = structure.to_string();
        let last = self
            .base
            .write_blocking(move |tx| tx.one::<(i64,)>(&COUNT, &[code.as_str().into(), i64::from(count).into()]))?;
        let last = last.and_then(|(last,)| u32::try_from(last).ok()).ok_or(Arret::Panne)?;
        Ok(last.saturating_sub(count) + 1)
    }

    /// Whether the agent still carries rights, and the mandat still serves.
    fn may_go_on(&self, actor: &Pseudonym, id: ImportId) -> bool {
        let registre = self.sequenceur.registre();
        let serves = registre.mandat(&id.0).is_some_and(|m| m.state == Stage::Open && m.until > now());
        drop(registre);
        serves && self.is_active(actor)
    }

    /// Whether an agent still carries rights.
    pub(super) fn is_active(&self, actor: &Pseudonym) -> bool {
        self.sequenceur.registre().agent(actor).is_some_and(|agent| agent.state(now()) == State::Active)
    }

    /// Adds people to the names in memory, if they are there.
    fn show_names(&self, structure: CodeStructure, labels: &[Label]) {
        let all = self.noms.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(noms) = all.get(&structure) {
            let mut noms = noms.write().unwrap_or_else(PoisonError::into_inner);
            labels.iter().for_each(|label| noms.insert(label));
            noms.touch(now());
        }
    }
}
