//! What people see when half of the system is away, and when a disk is full: a clear page, nothing of a dossier, and
//! work that goes on by itself afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use monde::client::{Navigateur, dossiers_in};
use monde::http::Answer;

use crate::both_engines;
use crate::lecture::{copy, hash};
use crate::serveur::{Essai, Moteur, signal};

/// The charter's figure.
const PAGE_MAX: Duration = Duration::from_secs(2);

both_engines!(contre_cle_arretee, contre_cle_stops);

fn contre_cle_stops(mut essai: Essai) {
    essai.create(30, None);
    essai.serve();
    let mut lea = essai.conseiller(0);
    let dossiers = dossiers_in(&lea.portefeuille(1).expect("an answer").text());
    check_open(&mut lea, &dossiers[0]);

    let pid = *essai.contre_cle().first().expect("it runs");
    signal("STOP", pid);
    check_away(&essai, &mut lea, &dossiers);
    signal("CONT", pid);
    let took = wait_until_open(&mut lea, &dossiers[0]);
    println!("{}: open again {took:?} after SIGCONT", essai.nom);

    signal("STOP", pid);
    check_away(&essai, &mut lea, &dossiers);
    signal("KILL", pid);
    let took = wait_until_open(&mut lea, &dossiers[0]);
    println!("{}: open again {took:?} after the death of a stopped contre-clé", essai.nom);
    assert_ne!(essai.contre_cle(), [pid]);

    essai.stop();
    essai.published();
}

/// One after the other and many at once: each is told within two seconds.
fn check_away(essai: &Essai, lea: &mut Navigateur, dossiers: &[String]) {
    let start = Instant::now();
    let mut slowest = Duration::ZERO;
    while start.elapsed() < Duration::from_secs(4) {
        slowest = slowest.max(timed(lea, &dossiers[0]));
        thread::scope(|scope| {
            let tabs: Vec<_> = dossiers
                .iter()
                .take(6)
                .map(|dossier| {
                    let mut tab = lea.another_tab();
                    scope.spawn(move || {
                        // Not all in one batch.
                        thread::sleep(Duration::from_millis(70 * u64::from(dossier.as_bytes()[0] % 7)));
                        timed(&mut tab, dossier)
                    })
                })
                .collect();
            for tab in tabs {
                slowest = slowest.max(tab.join().expect("an answer"));
            }
        });
    }
    println!("{}: contre-clé stopped, slowest page {slowest:?}", essai.nom);
    assert!(slowest < PAGE_MAX, "{}: {slowest:?}", essai.nom);
}

fn timed(lea: &mut Navigateur, dossier: &str) -> Duration {
    let start = Instant::now();
    let answer = lea.opens(dossier).expect("an answer");
    let took = start.elapsed();
    check_unavailable(&answer, "gardien");
    took
}

/// 503, for people: what happened, what to do.
fn check_unavailable(answer: &Answer, word: &str) {
    let text = answer.text();
    assert_eq!((answer.status, answer.header("content-type")), (503, Some("text/html; charset=utf-8")), "{text}");
    assert!(answer.header("retry-after").is_some() && text.contains(word), "{text}");
    assert!(dossiers_in(&text).is_empty() && !text.contains("evenement"), "{text}");
}

fn check_open(lea: &mut Navigateur, dossier: &str) {
    let answer = lea.opens(dossier).expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.text());
}

fn wait_until_open(lea: &mut Navigateur, dossier: &str) -> Duration {
    let start = Instant::now();
    while lea.opens(dossier).map_or(0, |a| a.status) != 200 {
        assert!(start.elapsed() < Duration::from_secs(20), "service does not resume by itself");
        thread::sleep(Duration::from_millis(50));
    }
    start.elapsed()
}

#[test]
fn disque_plein_coffre() {
    full_disk("coffre", Essai::new("disque_plein_coffre", Moteur::Sqlite));
}

#[test]
fn disque_plein_contre_cle() {
    full_disk("contre-cle", Essai::new("disque_plein_contre_cle", Moteur::Sqlite));
}

/// The journal of one side on a disk of its own, filled to the last byte, twice.
fn full_disk(side: &str, mut essai: Essai) {
    essai.create(30, None);
    let journal = essai.base().join(side).join("journal");
    let disk = Disque::over(&journal, &essai);
    essai.serve();
    let mut lea = essai.conseiller(0);
    let dossiers = dossiers_in(&lea.portefeuille(1).expect("an answer").text());
    let mut shown = Vec::new();
    for round in 0..2 {
        check_open(&mut lea, &dossiers[0]);
        disk.fill(&essai);
        // What still fits in the last block is served; then nothing is.
        let mut refused = 0;
        for _ in 0..200 {
            let answer = lea.opens(&dossiers[0]).expect("an answer");
            if answer.status == 200 {
                assert_eq!(refused, 0, "round {round}: shown after the disk was full");
                shown.push(hash(lea.recorded().last().expect("just sent")));
            } else {
                check_unavailable(&answer, "réessay");
                refused += 1;
            }
            if refused == 5 {
                break;
            }
        }
        assert_eq!(refused, 5, "the disk was never full");
        let written = lea.records_entretien(&dossiers[0], "2026-11-20", &format!("plein-{round}")).expect("an answer");
        assert_eq!(written.status, 503);
        disk.free(&essai);
        wait_until_open(&mut lea, &dossiers[0]);
    }
    let page = lea.opens(&dossiers[0]).expect("an answer").text();
    assert!(!page.contains("plein-"), "a write that was refused is not there");
    essai.stop();
    let entries = essai.published();
    assert!(shown.iter().all(|request| entries.iter().any(|e| e.request == *request)), "shown and not in the journal");
    essai.kill_contre_cle();
}

/// A disk that can be filled: a small tmpfs where this user may mount one, else a limit on the size of files, which
/// the kernel enforces just as well.
enum Disque {
    Tmpfs(PathBuf),
    Limite(PathBuf),
}

impl Disque {
    fn over(journal: &Path, essai: &Essai) -> Disque {
        let saved = essai.fichier("journal-de-cote");
        copy(journal, &saved);
        let mount =
            Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m,mode=700", "cairn"]).arg(journal).output();
        if mount.is_ok_and(|o| o.status.success()) {
            copy(&saved, journal);
            return Disque::Tmpfs(journal.to_owned());
        }
        Disque::Limite(journal.to_owned())
    }

    fn fill(&self, essai: &Essai) {
        match self {
            Disque::Tmpfs(dir) => {
                use std::io::Write;
                let mut file = fs::File::create(dir.join("remplissage")).expect("a file");
                for size in [65_536, 4_096, 1] {
                    while file.write_all(&vec![0; size]).is_ok() {}
                }
            }
            Disque::Limite(dir) => {
                let files = fs::read_dir(dir).expect("a folder").flatten();
                let longest = files.filter_map(|f| f.metadata().ok()).map(|m| m.len()).max().unwrap_or(0);
                limit(&self.process(essai), &longest.to_string());
            }
        }
    }

    fn free(&self, essai: &Essai) {
        match self {
            Disque::Tmpfs(dir) => fs::remove_file(dir.join("remplissage")).expect("the filling goes"),
            Disque::Limite(_) => limit(&self.process(essai), "unlimited"),
        }
    }

    fn process(&self, essai: &Essai) -> u32 {
        let (Disque::Tmpfs(dir) | Disque::Limite(dir)) = self;
        if dir.starts_with(essai.base().join("coffre")) { essai.pid() } else { essai.contre_cle()[0] }
    }
}

impl Drop for Disque {
    fn drop(&mut self) {
        if let Disque::Tmpfs(dir) = self {
            let _ = Command::new("umount").arg("--lazy").arg(dir).status();
        }
    }
}

fn limit(pid: &u32, size: &str) {
    let status = Command::new("prlimit").args([&format!("--pid={pid}"), &format!("--fsize={size}:unlimited")]).status();
    assert!(status.is_ok_and(|s| s.success()), "prlimit");
}
