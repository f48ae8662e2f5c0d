//! 2024 again: the disks of both sides, the database, the backups and the programs' traces are copied, while everything runs and after it
//! has stopped. The thief looks for every value that he could wish for, in every usual writing, and for the master keys in every file;
//! then he tries to open what is sealed, with what he has. He finds nobody, also with the root of one side. With both roots, which the
//! design keeps out of these folders and with two organisations, he opens everything at home: it is that distance which holds.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use coffre::racine::Racine;
use contre_cle::parts::Parts;
use contre_cle::racine::{Racine as AutreRacine, class_half};
use journal::act::classes;
use journal::encoding::from_hex;
use journal::storage::DiskStorage;

use super::administrateur::copies;
use super::butin::Butin;
use super::coffre_tenu::{cles, held};
use super::complices::creation::said;
use super::complices::tableau::Tableau;
use super::compte::{cells, is_marker};
use super::terrain::Terrain;
use super::{Controle, Exercice, Mesure};
use crate::client::dossiers_in;
use crate::scan::{Valeur, scan};

pub const EXERCICE: Exercice = Exercice {
    nom: "copie-2024",
    titre: "Copie complète des disques, bases, sauvegardes et traces des deux côtés, cherchée et déchiffrée chez le voleur.",
    profil: "les deux côtés, en marche et arrêtés",
    plafond: 0,
    plafond_lignes: 0,
    controle: Controle::Separe("les deux racines, hors des dossiers copiés, chez deux organisations"),
    non_couvert: &[
        "les fichiers d'une grappe PostgreSQL : ici ses lignes ; ses fichiers et ses journaux d'écriture, par l'essai des disques volés",
        "la mémoire des programmes, l'échange de page : l'exploitant les coupe",
        "ce que disent les colonnes en clair : docs/menaces.md, colonne par colonne",
    ],
    run,
};

/// Files in which a master key could lie.
const FICHIER_MAX: u64 = 64 * 1_024;

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let (values, typed) = (values(terrain)?, works(terrain)?);
    let running = terrain.steal("en-marche")?;
    terrain.stop()?;
    let stopped = terrain.steal("arrete")?;
    // Twice would say the same: what both roots change is only what can be opened at home.
    if !terrain.tient_tout {
        tableau.famille("valeurs");
        let rows = copies(terrain, &tableau.mesure.butin)?;
        for folder in [&running, &stopped] {
            said(tableau.mesure.butin.keep_files(folder))?;
        }
        looks(terrain, &mut tableau, &values, &typed, &[&running, &stopped, &rows])?;
    }

    tableau.famille("clés maîtresses");
    let (ours, theirs) = (cles(terrain)?.racine_coffre, cles(terrain)?.racine_contre_cle);
    let tried = roots(terrain, &mut tableau, &stopped, [&ours, &theirs])?;
    tableau.mesure.faits.push(("clés maîtresses essayées".into(), tried));

    tableau.famille("déchiffrement");
    let none = [0; 32];
    for (essai, one, other) in [
        ("sans racine", none, none),
        ("avec la racine du coffre seule", ours, none),
        ("avec la racine de la contre-clé seule", none, theirs),
    ] {
        let opened = opens(terrain, &tableau.mesure.butin, &one, &other)?;
        tableau.holds(essai, opened == 0, "aucun dossier ne s'ouvre");
    }
    if terrain.tient_tout {
        let opened = opens(terrain, &tableau.mesure.butin, &ours, &theirs)?;
        tableau.mesure.faits.push(("dossiers ouverts avec les deux racines".into(), opened));
    }
    Ok(tableau.mesure)
}

/// Every value in every usual writing, under one layer of digits or base64 as well; then in the clear list, where all of them are.
fn looks(
    terrain: &Terrain,
    tableau: &mut Tableau,
    values: &[Valeur],
    typed: &[Valeur],
    places: &[&Path],
) -> Result<(), String> {
    let report = said(scan(&[values, typed].concat(), places))?;
    let why = format!("{} valeurs cherchées sous {} formes", report.values, report.variants);
    tableau.holds("toutes les écritures usuelles", report.found == 0, &why);
    let clear = said(scan(values, &[&terrain.fichier("clair.csv")]))?;
    tableau.holds("les mêmes, dans la liste en clair", clear.found == clear.values, "elles y sont toutes");
    Ok(())
}

/// What he would wish for: what can be there only if it leaked, markers, phones, mails, identifiers, accounts.
fn values(terrain: &Terrain) -> Result<Vec<Valeur>, String> {
    let text = said(fs::read_to_string(terrain.fichier("clair.csv")))?;
    let lines = text.lines().filter_map(cells).filter(|(rang, classe, ..)| *rang != 0 && *classe >= 2);
    let is_telling = |texte: &str| {
        let figures = texte.bytes().filter(u8::is_ascii_digit).count();
        texte.contains('@') || figures >= 9 || texte.split(' ').any(is_marker)
    };
    let telling = lines.filter(|(_, _, _, texte)| is_telling(texte));
    Ok(telling.map(|(_, classe, champ, texte)| Valeur { classe, champ, texte }).collect())
}

/// A morning, so that there are readings, searches, drafts and entretiens to be found. Gives what was typed.
fn works(terrain: &Terrain) -> Result<Vec<Valeur>, String> {
    let mut typed = Vec::new();
    for n in 0..2 {
        let mut agent = terrain.enter(&terrain.persona("conseiller", 0, n)?)?;
        let page = said(agent.portefeuille(1))?.text();
        said(agent.searches("martin"))?;
        for (rank, dossier) in dossiers_in(&page).iter().take(8).enumerate() {
            said(agent.opens(dossier))?;
            let texte = format!("MQ4VOL{n}X{rank}ENTRETIEN");
            said(agent.records_entretien(dossier, "2026-11-20", &texte))?;
            let draft = format!("MQ4VOL{n}X{rank}BROUILLON");
            said(agent.put(&format!("/dossiers/{dossier}/brouillon"), &[("texte", &draft)]))?;
            typed.extend([texte, draft]);
        }
    }
    Ok(typed.into_iter().map(|texte| Valeur { classe: 4, champ: "saisi".into(), texte }).collect())
}

/// Thirty-two bytes that lie anywhere in a small file: none is a master key. Gives how many were looked at.
fn roots(terrain: &Terrain, tableau: &mut Tableau, folder: &Path, wanted: [&[u8; 32]; 2]) -> Result<u64, String> {
    let mut files = Vec::new();
    small_files(folder, &mut files)?;
    let mut tried = HashSet::new();
    for file in &files {
        tried.extend(keys_in(&said(fs::read(file))?));
    }
    for (essai, root) in [("celle du coffre", wanted[0]), ("celle de la contre-clé", wanted[1])] {
        tableau.holds(essai, !tried.contains(root), "dans aucun fichier");
    }
    let kept = keys_in(&said(fs::read(terrain.fichier("cles.json")))?);
    let is_seen = wanted.iter().all(|root| kept.contains(*root));
    tableau.holds("les mêmes, dans le fichier que personne ne copie", is_seen, "elles y sont");
    Ok(tried.len() as u64)
}

/// Everything that could be a key: thirty-two bytes in a row, or sixty-four digits.
fn keys_in(bytes: &[u8]) -> HashSet<[u8; 32]> {
    let plain = bytes.windows(32).filter_map(|window| <[u8; 32]>::try_from(window).ok());
    let runs = bytes.split(|byte| !byte.is_ascii_hexdigit()).flat_map(|run| run.windows(64));
    let written = runs.filter_map(|run| from_hex(std::str::from_utf8(run).ok()?)?.try_into().ok());
    plain.chain(written).collect()
}

fn small_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    for entry in said(fs::read_dir(folder))?.flatten() {
        let kind = said(entry.metadata())?;
        if kind.is_dir() {
            small_files(&entry.path(), files)?;
        } else if kind.len() <= FICHIER_MAX {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// Opens what these two roots open, at home: the halves of both sides, then every record of every dossier. Gives how many dossiers.
fn opens(terrain: &Terrain, butin: &Butin, ours: &[u8; 32], theirs: &[u8; 32]) -> Result<u64, String> {
    let storage = said(DiskStorage::open(terrain.base().join("contre-cle/parts")))?;
    let parts = said(Parts::open(storage))?;
    let other = said(AutreRacine::from_root(theirs))?;
    let mut opened = 0;
    for tenu in held(terrain, &Racine::from_root(ours))? {
        // Without the right root, whatever stands there: it is no half of his.
        let share = said(parts.get(&other, &tenu.sujet))?.map_or([0; 32], |share| *share);
        let halves: Vec<[u8; 32]> = (0..7).map(|class| class_half(&share, class, tenu.stored.epoch)).collect();
        let text = tenu.clear(classes::ALL, &halves);
        if !text.is_empty() {
            opened += 1;
            butin.keep_clear(format!("dossier ouvert chez lui, {opened}e"), None, text);
        }
    }
    Ok(opened)
}
