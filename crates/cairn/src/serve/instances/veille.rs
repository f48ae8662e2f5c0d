//! The watch over the bail: takes it when nobody has it, renews it, lets go when another has it.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use axum::Router;
use coffre::Coffre;
use coffre::base::Base;
use coffre::instances::{Bail, Stockage, TERME, bail};
use journal::storage::DiskStorage;
use tokio::task::AbortHandle;

use super::poste::Poste;
use crate::gardien::Gardien;

/// How often a bail is looked at by who does not have it.
const REGARD: Duration = Duration::from_millis(250);

/// How often it is renewed by who has it.
const RENOUVELLEMENT: Duration = Duration::from_secs(1);

/// How long who could not open leaves the bail to others.
const ECHEC: Duration = Duration::from_secs(2);

/// Watches until the post stops.
///
/// # Errors
/// No thread.
pub fn start(poste: Arc<Poste>) -> Result<thread::JoinHandle<()>, String> {
    thread::Builder::new().name("bail".into()).spawn(move || watch(&poste)).map_err(|e| e.to_string())
}

fn watch(poste: &Arc<Poste>) {
    let mut last: (Option<Bail>, Instant) = (None, Instant::now());
    while !poste.stops() {
        thread::sleep(REGARD);
        // A base that does not answer gives no bail to anybody.
        let Ok(seen) = bail::seen(&poste.bail) else {
            last.1 = Instant::now();
            continue;
        };
        poste.answers_there(seen.as_ref().filter(|bail| bail.jusque != 0).map(|bail| bail.adresse.clone()));
        if seen != last.0 {
            last = (seen.clone(), Instant::now());
        }
        let is_free = seen.as_ref().is_none_or(|bail| bail.jusque == 0 || last.1.elapsed() > TERME);
        if !is_free || poste.is_sealed() {
            continue;
        }
        let place = &poste.place;
        if let Ok(Some(epoque)) = bail::take(&poste.bail, seen.as_ref(), &place.nom, &place.adresse) {
            hold(poste, epoque);
            last = (None, Instant::now());
        }
    }
}

/// From the taking of the bail to its end.
fn hold(poste: &Arc<Poste>, epoque: u32) {
    tracing::warn!(epoque, "this instance takes the bail");
    // Opening a long journal takes longer than a term.
    let ends = Arc::new(AtomicBool::new(false));
    let renewed = renew(poste.bail.clone(), epoque, Arc::clone(&ends));
    match Tenue::open(poste, epoque) {
        Ok(tenue) => {
            poste.answers_here(tenue.app.clone());
            while !ends.load(Ordering::Relaxed) && !poste.stops() {
                thread::sleep(Duration::from_millis(20));
            }
            poste.answers_there(None);
            tenue.close(ends.load(Ordering::Relaxed));
        }
        Err(why) => {
            tracing::error!(epoque, why, "this instance cannot hold the bail");
            eprintln!("cairn: {why}");
        }
    }
    let was_lost = ends.swap(true, Ordering::Relaxed);
    let _ = renewed.join();
    if !was_lost {
        let _ = bail::release(&poste.bail, epoque);
        // Whoever else waits goes first.
        if !poste.stops() {
            thread::sleep(ECHEC);
        }
    }
    tracing::warn!(epoque, was_lost, "this instance no longer holds the bail");
}

/// Renews until told to end, or until it is lost: said by the base, or silent for a whole term.
fn renew(base: Base, epoque: u32, ends: Arc<AtomicBool>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut last = Instant::now();
        while !ends.load(Ordering::Relaxed) {
            match bail::renew(&base, epoque) {
                Ok(true) => last = Instant::now(),
                Ok(false) => return ends.store(true, Ordering::Relaxed),
                Err(_) if last.elapsed() > TERME => return ends.store(true, Ordering::Relaxed),
                Err(_) => {}
            }
            let next = Instant::now() + RENOUVELLEMENT;
            while Instant::now() < next && !ends.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(20));
            }
        }
    })
}

/// What lives as long as the bail: a coffre, its pages, what runs beside them.
struct Tenue {
    coffre: Coffre,
    app: Router,
    tasks: Vec<AbortHandle>,
}

impl Tenue {
    fn open(poste: &Poste, epoque: u32) -> Result<Tenue, String> {
        let root = poste.root().clone().ok_or("sealed")?;
        let lieux = &poste.lieux;
        let coffre = lieux.sealed_with(poste.ouvrage.regles)?;
        let journal = journal(poste, epoque)?;
        let contre = Gardien::client(lieux)?;
        coffre.unseal_under(epoque, &root, poste.base.under(epoque), journal, contre).map_err(|e| e.to_string())?;
        if poste.ouvrage.is_fictional && !coffre.fictif() {
            return Err("--cles is for fictional bases; a real one is unsealed by `cairn cle desceller`".into());
        }
        let app = (poste.ouvrage.app)(coffre.clone());
        let tasks = (poste.ouvrage.tasks)(&coffre);
        Ok(Tenue { coffre, app, tasks })
    }

    /// What verifiers read is complete when an instance ends by itself; one that was overtaken leaves that to the next, and its
    /// requests may still hold what they fail with.
    fn close(self, was_lost: bool) {
        self.tasks.iter().for_each(AbortHandle::abort);
        if was_lost {
            thread::spawn(move || drop(self));
        } else if self.coffre.publish().is_err() {
            tracing::warn!("not published by this instance; the next holder publishes");
        }
    }
}

/// The journal of the base; that of the folder moves there the first time.
fn journal(poste: &Poste, epoque: u32) -> Result<Stockage, String> {
    let said = |e: &dyn std::fmt::Display| format!("journal: {e}");
    // A line of its own: what waits for the journal must not wait for pages.
    let base = poste.lieux.open_journal_base()?;
    let mut stockage = Stockage::new(base, epoque);
    let folder = poste.lieux.coffre().join("journal");
    if Stockage::is_in(&poste.base).map_err(|e| said(&e))? {
        return Ok(stockage);
    }
    if !folder.exists() {
        return Err("journal: it is not in the base yet, and not in this folder: start first where it lies".into());
    }
    stockage.adopt(&DiskStorage::open(&folder).map_err(|e| said(&e))?).map_err(|e| said(&e))?;
    // Nobody will take it for the journal again.
    fs::rename(&folder, folder.with_extension("repris")).map_err(|e| said(&e))?;
    Ok(stockage)
}
