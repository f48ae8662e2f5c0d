//! The thief of 2024 again, with everything: both folders, the database's files, the write-ahead logs, while the
//! scanner is told every value to look for. He finds none, and the same scanner finds them all in a clear dump.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use monde::client::dossiers_in;
use monde::scan::{Report, Valeur, scan, scan_beyond};

use crate::lecture::copy;
use crate::pg;
use crate::serveur::{Essai, Moteur, cluster, psql};

/// The charter's figure.
const DOSSIERS: u64 = 3_000;

#[test]
fn disques_voles_sqlite() {
    stolen(|| Moteur::Sqlite, None);
}

#[test]
fn disques_voles_postgresql() {
    if cluster().is_none() {
        return;
    }
    // A cluster of its own: its folder holds this base and the engine's words, nothing of other tests.
    let cluster = pg::Cluster::start(&std::env::temp_dir()).expect("a cluster of its own");
    let address = cluster.url("postgres");
    let data = PathBuf::from(psql(&address, "show data_directory"));
    stolen(|| Moteur::Postgresql(address.clone()), Some(&data));
}

fn stolen(moteur: impl Fn() -> Moteur, cluster: Option<&Path>) {
    let mut essai = Essai::new("disques_voles", moteur());
    let (clear, empty) = (essai.fichier("clair.csv"), essai.fichier("vide"));
    // A base without a dossier says which words are the engine's, our tables' and our files': "Marque" is a name too.
    let without = Essai::new("vide", moteur());
    without.create(0, None);
    copy(&without.base(), &empty.join("base"));
    if let Some(data) = cluster {
        copy(data, &empty.join("grappe"));
    }
    drop(without);
    let start = Instant::now();
    essai.create(DOSSIERS, Some(&clear));
    println!("{}: {} dossiers made in {:?}", essai.nom, DOSSIERS, start.elapsed());
    essai.serve();
    let written = work(&essai);
    // The disks as a thief in the night copies them, while everything runs, and again after a clean stop.
    let running = essai.fichier("vol");
    copy(&essai.base(), &running);
    essai.stop();

    let mut values = values(&clear);
    values.extend(written.into_iter().map(|texte| Valeur { classe: 4, champ: "essai".into(), texte }));
    let base = essai.base();
    let mut places: Vec<&Path> = vec![&running, &base];
    places.extend(cluster);
    let start = Instant::now();
    let report = scan_beyond(&values, &places, &[&empty]).expect("every file is read");
    println!(
        "{}: {} values, {:?} left out, {} MB in {:?}",
        essai.nom,
        report.values,
        report.engine_words,
        report.bytes / 1_000_000,
        start.elapsed()
    );
    assert!(report.values > 5 * DOSSIERS as usize && report.bytes > 1_000_000, "nothing was looked for");
    let words: usize = report.engine_words.values().sum();
    assert!(words < 40, "{}: {words} values would be words of an empty base", essai.nom);
    assert_eq!(report.found, 0, "{}: {:?}", essai.nom, places_of(&report));

    let control = scan(&values, &[&clear]).expect("read");
    let missing = control.values - control.found;
    // What the agents typed is not in the list of the base's making.
    assert_eq!(missing, values.iter().filter(|v| v.champ == "essai").count(), "the scanner is blind");

    essai.published();
    without_keys(&mut essai);
}

/// A morning of several agents. Gives what they typed.
fn work(essai: &Essai) -> Vec<String> {
    let mut typed = Vec::new();
    for n in 0..3 {
        let mut agent = essai.conseiller(n);
        let dossiers = dossiers_in(&agent.portefeuille(1).expect("an answer").text());
        for query in ["martin", "lea", "0639986038", "dupond jean"] {
            assert_eq!(agent.searches(query).expect("an answer").status, 200);
        }
        for (rank, dossier) in dossiers.iter().take(12).enumerate() {
            assert_eq!(agent.opens(dossier).expect("an answer").status, 200);
            let texte = format!("MQ4SAISIE{n}X{rank}ENTRETIEN");
            let draft = format!("MQ4SAISIE{n}X{rank}BROUILLON");
            let put = agent.put(&format!("/dossiers/{dossier}/brouillon"), &[("texte", &draft)]).expect("an answer");
            assert_eq!(put.status, 204);
            if rank % 2 == 0 {
                assert_eq!(agent.records_entretien(dossier, "2026-11-20", &texte).expect("an answer").status, 303);
            }
            if rank < 3 {
                assert_eq!(agent.reveals(dossier).expect("an answer").status, 200);
            }
            typed.extend([texte, draft]);
        }
    }
    typed
}

/// The thief starts the programs on what he took: sealed, and no verb answers.
fn without_keys(essai: &mut Essai) {
    essai.kill_contre_cle();
    essai.serve_with(&[], &[]);
    let challenge =
        r#"{"cle":"BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#;
    let answer = essai.sends("POST", "/connexion/defi", "*/*", challenge).expect("an answer");
    assert_eq!(answer.status, 503, "{}", answer.text());
    let page = essai.plain("GET", "/enrolement/abc").expect("an answer");
    assert_eq!(page.status, 503);
    essai.stop();
}

fn values(clear: &Path) -> Vec<Valeur> {
    let text = fs::read_to_string(clear).expect("the clear list");
    let line = |line: &str| {
        let mut parts = line.splitn(4, ';');
        let (_, classe, champ, texte) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?, parts.next()?);
        let texte = texte.strip_prefix('"')?.strip_suffix('"')?.replace("\"\"", "\"");
        Some(Valeur { classe, champ: champ.to_owned(), texte })
    };
    text.lines().map(|l| line(l).unwrap_or_else(|| panic!("a line of the clear list that is no line"))).collect()
}

fn places_of(report: &Report) -> Vec<String> {
    report
        .hits
        .iter()
        .take(10)
        .map(|h| format!("{:?} {}@{} {} {:?}", h.layer, h.file.display(), h.offset, h.champ, h.encoding))
        .collect()
}
