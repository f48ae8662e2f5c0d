//! A suspension while everybody works: within a second nothing more reaches who is suspended, at either key-holder, and the others see
//! nothing of it.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use journal::Kind;
use journal::encoding::hex;
use monde::client::{Navigateur, dossiers_in};
use monde::persona::Persona;

use crate::both_engines;
use crate::serveur::{Essai, long};

both_engines!(suspension, a_suspension_under_load);

/// From the order to the last page that still came (design, what we promise).
const COUPEE_MAX: Duration = Duration::from_secs(1);

/// Conseillers who work on, and the tabs of each.
const AUTRES: usize = 2;
const ONGLETS: usize = 4;

fn a_suspension_under_load(mut essai: Essai) {
    essai.create(long(600, 3_000) as u64, None);
    essai.serve();
    let personas = |role: &str| -> Vec<Persona> {
        essai.cles().personas.into_iter().filter(|persona| persona.role == role).collect()
    };
    let direction = personas("direction").remove(0);
    let mut agents = personas("conseiller").into_iter();
    let enters = |persona: &Persona| {
        let mut browser = Navigateur::enter(&essai.adresse(), &essai.origine(), persona).expect("she enters");
        let dossiers = dossiers_in(&browser.portefeuille(1).expect("an answer").text());
        (browser, dossiers)
    };
    let others: Vec<_> = agents.by_ref().take(AUTRES).map(|persona| enters(&persona)).collect();
    let others: Vec<Charge> = others.iter().map(|(browser, dossiers)| Charge::start(browser, dossiers)).collect();
    let mut worst = Duration::ZERO;
    for turn in 0..long(1, 3) {
        let persona = agents.next().expect("another conseiller");
        let (browser, dossiers) = enters(&persona);
        let victim = Charge::start(&browser, &dossiers);
        victim.has_opened(20);
        let mut chief = Navigateur::enter(&essai.adresse(), &essai.origine(), &direction).expect("she enters");
        let order = Instant::now();
        let target = format!("/habilitations/{}/suspension", hex(&persona.agent));
        assert_eq!(chief.post(&target, &[]).expect("an answer").status, 303, "{}: turn {turn}", essai.nom);
        thread::sleep(COUPEE_MAX + Duration::from_millis(500));
        let last = victim.end().expect("pages came before");
        worst = worst.max(last.saturating_duration_since(order));
        others.iter().for_each(|other| other.has_opened(5));
    }
    println!("{}: cut within {} ms", essai.nom, worst.as_millis());
    assert!(worst <= COUPEE_MAX, "{}: {worst:?}", essai.nom);
    for other in others {
        other.end();
    }
    essai.stop();
    for side in ["coffre", "contre-cle"] {
        let mut cut = HashSet::new();
        for entry in essai.entries(side) {
            if entry.kind == Kind::Suspension {
                cut.insert(entry.object);
            }
            let is_release = entry.kind == Kind::Opening && entry.decision == journal::entry::Decision::Granted;
            assert!(!is_release || !cut.contains(&entry.actor), "{}: {side} gave after the suspension", essai.nom);
        }
        assert!(!cut.is_empty());
    }
    essai.published();
}

/// Somebody who opens her dossiers as fast as they come, in several tabs.
struct Charge {
    stops: Arc<AtomicBool>,
    opened: Arc<AtomicUsize>,
    tabs: Vec<JoinHandle<Option<Instant>>>,
}

impl Charge {
    fn start(browser: &Navigateur, dossiers: &[String]) -> Charge {
        let (stops, opened) = (Arc::<AtomicBool>::default(), Arc::<AtomicUsize>::default());
        let tabs = (0..ONGLETS).map(|n| {
            let (stops, opened) = (Arc::clone(&stops), Arc::clone(&opened));
            let mut tab = browser.another_tab();
            // No more than one tranche: opening one again costs nothing.
            let dossiers: Vec<String> = dossiers.iter().take(8).cloned().collect();
            thread::spawn(move || {
                let mut last = None;
                for dossier in dossiers.iter().cycle().skip(n) {
                    if stops.load(Ordering::Relaxed) {
                        break;
                    }
                    if tab.opens(dossier).is_ok_and(|answer| answer.status == 200) {
                        last = Some(Instant::now());
                        opened.fetch_add(1, Ordering::Relaxed);
                    }
                }
                last
            })
        });
        let tabs = tabs.collect();
        Charge { stops, opened, tabs }
    }

    /// Waits for so many pages more.
    fn has_opened(&self, more: usize) {
        let (before, start) = (self.opened.load(Ordering::Relaxed), Instant::now());
        while self.opened.load(Ordering::Relaxed) < before + more {
            assert!(start.elapsed() < Duration::from_secs(30), "nobody works");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// When the last page came.
    fn end(self) -> Option<Instant> {
        self.stops.store(true, Ordering::Relaxed);
        self.tabs.into_iter().filter_map(|tab| tab.join().expect("a tab")).max()
    }
}
