//! `kill -9` under load. Whatever dies, whenever: nothing acknowledged is lost, the journal only extends, and what a
//! client received stands in it before the client had it.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use journal::Kind;
use journal::note::Checkpoint;
use journal::verify::verify_extends;
use monde::client::{Navigateur, dossiers_in};

use crate::both_engines;
use crate::importer::contacts;
use crate::lecture::{granted, hash};
use crate::pg;
use crate::serveur::{Essai, Moteur, cluster, long};

/// Kills of each process.
fn kills() -> usize {
    long(12, 200)
}

both_engines!(mort_du_coffre, coffre_dies);
both_engines!(mort_de_la_contre_cle, contre_cle_dies);
both_engines!(mort_des_deux, both_die);

fn coffre_dies(essai: Essai) {
    under_load(essai, Deliveries::MayBeLost, |essai| {
        essai.kill_cairn();
        let seen = essai.checkpoint("coffre");
        essai.serve();
        seen
    });
}

fn contre_cle_dies(essai: Essai) {
    under_load(essai, Deliveries::AllKnown, |essai| {
        essai.kill_contre_cle();
        essai.checkpoint("contre-cle")
    });
}

fn both_die(essai: Essai) {
    under_load(essai, Deliveries::MayBeLost, |essai| {
        essai.kill_cairn();
        essai.kill_contre_cle();
        let seen = essai.checkpoint("coffre");
        essai.serve();
        seen
    });
}

/// Every process of the database dies at once: a cluster of its own, because the others are at work.
#[test]
fn mort_de_postgresql() {
    if cluster().is_none() {
        return;
    }
    let mut cluster = pg::Cluster::start(&std::env::temp_dir()).expect("a cluster of its own");
    let essai = Essai::new("mort_de_postgresql", Moteur::Postgresql(cluster.url("postgres")));
    under_load(essai, Deliveries::AllKnown, |essai| {
        cluster.crash_and_restart().expect("the cluster starts again");
        essai.checkpoint("coffre")
    });
}

/// Whether the application, which knows what left, lives through the kills.
#[derive(Clone, Copy, PartialEq)]
enum Deliveries {
    AllKnown,
    MayBeLost,
}

/// Runs agents, kills, waits until work goes on, and so on; then reads everything.
fn under_load(mut essai: Essai, deliveries: Deliveries, mut kill: impl FnMut(&mut Essai) -> Checkpoint) {
    essai.create(60, None);
    essai.serve();
    let load = Load::start(&essai);
    let mut checkpoints = Vec::new();
    for n in 0..kills() {
        load.wait_for_work(n);
        // Not always at the same place of the work.
        thread::sleep(Duration::from_millis(10 + 37 * (n as u64 % 7)));
        checkpoints.push(kill(&mut essai));
    }
    load.wait_for_work(kills());
    let done = load.end();

    check_writes(&essai, &done);
    essai.stop();
    check_journal(&essai, &done, &checkpoints, deliveries);
}

/// What the agents know for certain.
#[derive(Default)]
struct Done {
    /// Requests of which bytes of a dossier's page came.
    received: Vec<[u8; 32]>,
    /// Dossier and text of each entretien that was acknowledged.
    written: Vec<(String, String)>,
}

struct Load {
    stops: Arc<AtomicBool>,
    worked: Arc<AtomicUsize>,
    agents: Vec<thread::JoinHandle<()>>,
    done: Arc<Mutex<Done>>,
}

impl Load {
    /// Three conseillers at work, each in her own portefeuille.
    fn start(essai: &Essai) -> Load {
        let (stops, worked, done) = (Arc::default(), Arc::default(), Arc::<Mutex<Done>>::default());
        let mut load = Load { stops, worked, agents: Vec::new(), done };
        for n in 0..3 {
            let mut agent = essai.conseiller(n);
            let dossiers = dossiers_in(&agent.portefeuille(1).expect("an answer").text());
            assert!(!dossiers.is_empty(), "a portefeuille");
            let (stops, worked, done) = (load.stops.clone(), load.worked.clone(), load.done.clone());
            load.agents.push(thread::spawn(move || {
                let mut turn = 0;
                while !stops.load(Ordering::Relaxed) {
                    let dossier = &dossiers[turn % dossiers.len().min(8)];
                    let went_well = if turn % 3 == 0 {
                        writes(&mut agent, dossier, format!("essai-{n}-{turn}-fin"), &done)
                    } else {
                        reads(&mut agent, dossier, &done)
                    };
                    turn += 1;
                    match went_well {
                        true => _ = worked.fetch_add(1, Ordering::Relaxed),
                        false => thread::sleep(Duration::from_millis(20)),
                    }
                }
            }));
        }
        load
    }

    /// Until every kind of thing has gone well again, many times.
    fn wait_for_work(&self, kill: usize) {
        let before = self.worked.load(Ordering::Relaxed);
        let start = Instant::now();
        while self.worked.load(Ordering::Relaxed) < before + 12 {
            assert!(start.elapsed() < Duration::from_secs(30), "no work within 30 s after kill {kill}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn end(self) -> Done {
        self.stops.store(true, Ordering::Relaxed);
        self.agents.into_iter().for_each(|agent| agent.join().expect("an agent's thread"));
        std::mem::take(&mut *self.done.lock().expect("whole"))
    }
}

fn writes(agent: &mut Navigateur, dossier: &str, texte: String, done: &Mutex<Done>) -> bool {
    let answer = agent.records_entretien(dossier, "2026-11-20", &texte);
    let acknowledged = answer.is_ok_and(|a| a.status == 303);
    if acknowledged {
        done.lock().expect("whole").written.push((dossier.to_owned(), texte));
    }
    acknowledged
}

fn reads(agent: &mut Navigateur, dossier: &str, done: &Mutex<Done>) -> bool {
    // A page that was cut was received too, as far as it came.
    let answer = agent.opens(dossier);
    let received = answer.is_ok_and(|a| a.status == 200 && !a.body.is_empty());
    if received {
        let last = agent.recorded().last().expect("just sent");
        done.lock().expect("whole").received.push(hash(last));
    }
    received
}

/// Every entretien that was acknowledged is in its dossier, once.
fn check_writes(essai: &Essai, done: &Done) {
    let mut lea = essai.conseiller(0);
    let dossiers: HashSet<&String> = done.written.iter().map(|(dossier, _)| dossier).collect();
    for dossier in dossiers {
        let text = contacts(&mut lea, dossier);
        for (_, texte) in done.written.iter().filter(|(of, _)| of == dossier) {
            assert_eq!(text.matches(texte.as_str()).count(), 1, "{}: {texte} was acknowledged", essai.nom);
        }
    }
}

fn check_journal(essai: &Essai, done: &Done, checkpoints: &[Checkpoint], deliveries: Deliveries) {
    let entries = essai.published();
    for (n, old) in checkpoints.iter().enumerate() {
        let tiles = essai.base().join("coffre/tuiles");
        verify_extends(old, &tiles).unwrap_or_else(|fault| panic!("{}: after kill {n}: {fault}", essai.nom));
    }
    let openings: HashSet<_> = granted(&entries, &[Kind::Opening, Kind::Reveal]).into_iter().collect();
    let delivered: HashSet<_> = granted(&entries, &[Kind::Delivered]).into_iter().collect();
    for request in &done.received {
        assert!(openings.contains(request), "{}: received and not in the journal", essai.nom);
        let is_known = deliveries == Deliveries::MayBeLost || delivered.contains(request);
        assert!(is_known, "{}: received, and never known as delivered", essai.nom);
    }
    let lists: HashSet<_> = granted(&entries, &[Kind::ResultPage]).into_iter().collect();
    assert!(
        delivered.iter().all(|d| openings.contains(d) || lists.contains(d)),
        "{}: delivered, never opened",
        essai.nom
    );
    let writes = granted(&entries, &[Kind::Write]).len();
    assert!(writes >= done.written.len(), "{}: {writes} writes in the journal", essai.nom);
    let received: HashSet<_> = done.received.iter().copied().collect();
    println!(
        "{}: {} kills, {} entries, {} pages received, {} of them delivered, {} openings unconfirmed, {} entretiens acknowledged",
        essai.nom,
        checkpoints.len(),
        entries.len(),
        received.len(),
        received.intersection(&delivered).count(),
        openings.difference(&delivered).count(),
        done.written.len(),
    );
}
