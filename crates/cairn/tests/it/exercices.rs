//! The ground of the drills itself: clocks that move each side alone, copies put back, a base that its holder edits.
//! What drills then show there is theirs; here it is seen that the ground does what it says.

use std::path::Path;
use std::time::Duration;

use monde::exercices::attaquant::Attaquant;
use monde::exercices::butin::Butin;
use monde::exercices::compte::Compteur;
use monde::exercices::etendue::compare;
use monde::exercices::terrain::{Cote, Gabarit, Moyens, Terrain};

use crate::serveur::{binaire, cluster};

const DOSSIERS: u64 = 40;

/// A day and a bit.
const DAY: Duration = Duration::from_secs(90_000);

#[test]
fn terrain_sqlite() {
    the_ground_does_what_it_says(None);
}

#[test]
fn terrain_postgresql() {
    if let Some(url) = cluster() {
        the_ground_does_what_it_says(Some(url));
    }
}

fn the_ground_does_what_it_says(grappe: Option<String>) {
    let binaires = binaire("cairn").parent().map(Path::to_path_buf).expect("a folder");
    let dans = std::env::temp_dir();
    let moyens = Moyens { binaires, dans, grappe, journaux: None, dossiers: DOSSIERS, reseau: 3, graine: 7 };
    let gabarit = Gabarit::make(moyens).expect("a base");
    let compteur = gabarit.compteur().expect("its clear list");
    assert_eq!(compteur.people() as u64, DOSSIERS);
    let mut terrain = gabarit.terrain(None).expect("a copy");
    assert_eq!(terrain.structures().len(), 4);
    terrain.serve().expect("served");

    clocks(&mut terrain);
    counts(&mut terrain, &compteur);
    copies(&mut terrain);
    another_control_is_refused(&gabarit);
}

/// One side's hour moved away: nothing opens. Both moved: a new day.
fn clocks(terrain: &mut Terrain) {
    let dossier = terrain.dossiers().expect("identifiers").remove(0);
    let lea = terrain.persona("conseiller", 0, 0).expect("Léa");
    let opens = |terrain: &Terrain| {
        let mut browser = terrain.enter(&lea).ok()?;
        Some(browser.opens(&dossier).expect("an answer").status)
    };
    assert_eq!(opens(terrain), Some(200));
    for side in [Cote::ContreCle, Cote::Coffre] {
        terrain.advance(side, DAY).expect("a clock");
        assert_ne!(opens(terrain), Some(200), "{side:?} is a day ahead alone");
        terrain.put_back(side, DAY).expect("a clock");
        assert_eq!(opens(terrain), Some(200), "{side:?} is back");
    }
    terrain.advance(Cote::Deux, DAY).expect("both clocks");
    assert_eq!(opens(terrain), Some(200));
    let entries = terrain.entries(Cote::Coffre).expect("readable");
    let last = entries.iter().map(|e| e.time).max().expect("some");
    assert!((last / 1_000) as i64 >= terrain.horloges.0.now() - 600, "entries bear the hour of the moved clock");
}

/// What one browser received is counted, and the journal says the same.
fn counts(terrain: &mut Terrain, compteur: &Compteur) {
    let butin = Butin::default();
    let lea = terrain.persona("conseiller", 0, 0).expect("Léa");
    let mut browser = Attaquant::enter(terrain, &lea, &butin).expect("enters");
    for dossier in terrain.dossiers().expect("identifiers").iter().take(3) {
        assert_eq!(browser.opens(dossier).expect("an answer").status, 200);
    }
    browser.get("/portefeuille?de=structure").expect("an answer");
    terrain.restart().expect("again");
    let contenu = butin.contenu();
    let compte = compteur.count(&contenu.recus);
    let (named, lines) = (compte.personnes.len(), compte.lignes.len());
    assert!(named >= 3 && named + lines >= 25, "{named} persons, {lines} lines");
    let entries = terrain.entries(Cote::Coffre).expect("readable");
    assert_eq!(compare(&entries, &contenu, &compte, false).ecart, 0);
    assert_eq!(terrain.verify().expect("it holds") as usize, entries.len());
}

/// An old base put back on the coffre's side alone: the contre-clé knows more, and nothing starts. On both sides: it does.
fn copies(terrain: &mut Terrain) {
    terrain.stop().expect("stopped");
    let old = terrain.copy("avant").expect("copied");
    terrain.serve().expect("served");
    let dossier = terrain.dossiers().expect("identifiers").remove(0);
    let lea = terrain.persona("conseiller", 0, 0).expect("Léa");
    assert_eq!(terrain.enter(&lea).expect("enters").opens(&dossier).expect("an answer").status, 200);
    assert!(terrain.tables().expect("tables").iter().any(|table| table == "dossier"));
    let changed = terrain.writes("update dossier set structure = structure").expect("its holder may");
    assert_eq!(changed, DOSSIERS);
    terrain.kill();
    terrain.put_copy_back(&old, Cote::Coffre).expect("put back");
    assert!(terrain.serve().is_err(), "an old journal is not gone on with");
    terrain.kill();
    terrain.put_copy_back(&old, Cote::Deux).expect("put back");
    terrain.serve().expect("both sides agree");
    terrain.stop().expect("stopped");
}

fn another_control_is_refused(gabarit: &Gabarit) {
    let mut terrain = gabarit.terrain(Some("autre")).expect("a copy");
    assert!(terrain.serve().is_err(), "no control has this name");
    let mut terrain = gabarit.terrain(Some("budget")).expect("a copy");
    terrain.serve().expect("a fictional base may");
}
