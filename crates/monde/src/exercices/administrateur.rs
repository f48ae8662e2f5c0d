//! Whoever administers the database: he copies it all, and writes in every table what he likes, while the programs run and while they
//! are stopped. He reads nobody; each change of a dossier is refused at its next opening or named by the sweep.

use std::path::PathBuf;

use coffre::base::{FromRow, Row, SqlError};
use journal::encoding::hex;

mod journee;

use super::attaquant::Attaquant;
use super::butin::Butin;
use super::complices::creation::said;
use super::complices::tableau::{Tableau, raison};
use super::complices::wait;
use super::terrain::{Cote, Terrain};
use super::{Controle, Exercice, Mesure};
use crate::client::{Navigateur, dossiers_in};

pub const EXERCICE: Exercice = Exercice {
    nom: "administrateur",
    titre: "Administrateur de la base : il la copie, écrit dans chaque table, programmes en marche et arrêtés.",
    profil: "SQL sur toutes les tables",
    plafond: 0,
    plafond_lignes: 0,
    controle: Controle::Toujours("le scellement et les condensés ne se débranchent pas"),
    non_couvert: &[
        "les listes ne détectent rien seules : une étiquette changée est vue à l'ouverture ou au balayage",
        "les noms de lieux et d'offres d'atelier sont des mots en clair : il peut les récrire",
        "une ligne de la journée effacée (un rendez-vous, un passage) manque sans que rien le dise",
        "ce que des lignes donneraient de droits : famille « SQL direct » de l'exercice 2025",
    ],
    run,
};

/// Tables whose rows belong to one dossier: the column that names it, then the others.
const DOSSIERS: &[(&str, &str, &[&str])] = &[
    ("dossier", "id", &["structure", "epoch", "etat", "cree", "part"]),
    ("entete", "dossier", &["etat", "statut", "referent", "maj", "digest"]),
    ("ligne", "dossier", &["genre", "num", "etat", "code", "jour", "contenu"]),
    ("etiquette", "dossier", &["etat", "structure", "contenu"]),
    ("jeton", "dossier", &["genre", "valeur", "etat"]),
];

/// All others: emptied, and given to another structure where they name one.
const AUTRES: &[(&str, bool)] = &[
    ("acte", false),
    ("agent", true),
    ("approbation", false),
    ("bail", false),
    ("barriere", false),
    ("brouillon", false),
    ("campagne", false),
    ("carte", true),
    ("compteur", false),
    ("filtre", false),
    ("import", true),
    ("import_ligne", false),
    ("invitation", false),
    ("journal_octets", false),
    ("lecture", false),
    ("mandat", false),
    ("migration", false),
    ("page", false),
    ("reglage", false),
    ("rh", true),
    ("structure", false),
    ("suivi", false),
    ("trace", false),
];

/// A change of one dossier, and what its page said before.
struct Change {
    dossier: String,
    what: String,
    sql: Vec<String>,
    before: String,
    /// The dossier's name itself is what changes: the sweep can only say that one is gone.
    is_renamed: bool,
}

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    tableau.famille("tables");
    for table in terrain.tables()? {
        let is_known =
            DOSSIERS.iter().any(|d| d.0 == table) || AUTRES.iter().any(|a| a.0 == table) || journee::knows(&table);
        tableau.holds(format!("table {table}"), is_known, "essayée ci-dessous");
    }
    let lea = terrain.persona("conseiller", 0, 0)?;
    let mut hers = terrain.enter(&lea)?;
    let mut own = Vec::new();
    for page in 1..=4 {
        own.extend(dossiers_in(&said(hers.portefeuille(page))?.text()));
    }
    own.dedup();
    let mut changes = changes(terrain, &mut hers, &own)?;
    copies(terrain, &tableau.mesure.butin)?;

    let stopped = changes.split_off(changes.len() / 2);
    tableau.famille("en marche");
    writes(terrain, &changes)?;
    opens(terrain, &mut tableau, &mut hers, &changes)?;
    terrain.stop()?;
    tableau.famille("programmes arrêtés");
    writes(terrain, &stopped)?;
    terrain.serve()?;
    opens(terrain, &mut tableau, &mut terrain.enter(&lea)?, &stopped)?;
    terrain.stop()?;

    tableau.famille("balayage");
    let swept = terrain.sweep()?;
    let gone = swept.lines().filter(|line| line.contains("disparu")).count();
    let renamed = changes.iter().chain(&stopped).filter(|change| change.is_renamed).count();
    tableau.holds("dossiers disparus", gone >= renamed, &format!("{gone} disparus, {renamed} renommés"));
    for change in changes.iter().chain(&stopped).filter(|change| !change.is_renamed) {
        tableau.holds(change.what.clone(), swept.contains(&change.dossier), "nommé par le balayage");
    }
    tableau.mesure.faits.push(("changements de dossiers".into(), (changes.len() + stopped.len()) as u64));
    let last = swept.lines().next().unwrap_or_default().to_owned();
    tableau.holds("compte rendu", last.contains("écarts"), &last);

    others(terrain, &mut tableau, &own[own.len() - 1])?;
    journee::changes(terrain, &mut tableau)?;
    copies(terrain, &tableau.mesure.butin)?;
    Ok(tableau.mesure)
}

/// Each column and each table of a dossier, on a dossier of its own; then a deleted row, and a dossier put back as it was.
fn changes(terrain: &mut Terrain, hers: &mut Navigateur, own: &[String]) -> Result<Vec<Change>, String> {
    let sql = Sql::of(terrain);
    let mut changes: Vec<Change> = Vec::new();
    let mut next = own.iter();
    for (table, key, columns) in DOSSIERS {
        for column in columns.iter().chain([key]) {
            let mut tries = 0;
            // Some have no token, or no entretien: the next one has.
            let (dossier, before, old) = loop {
                let (dossier, before) = take(terrain, hers, &mut next)?;
                let place = format!("where {key} = {}", sql.blob(&dossier));
                match terrain.reads::<Cellule>(&format!("select {column} from {table} {place}"))?.into_iter().next() {
                    Some(old) => break (dossier, before, old),
                    None if tries < 5 => tries += 1,
                    None => return Err(format!("no row of {table}")),
                }
            };
            let (was, new) = sql.other(&old);
            let place = format!("where {key} = {} and {column} = {was}", sql.blob(&dossier));
            let update = format!("update {table} set {column} = {new} {place}");
            let what = format!("{table}.{column} changée");
            changes.push(Change {
                is_renamed: *table == "dossier" && column == key,
                dossier,
                what,
                sql: vec![update],
                before,
            });
        }
        let (dossier, before) = take(terrain, hers, &mut next)?;
        let delete = format!("delete from {table} where {key} = {}", sql.blob(&dossier));
        let what = format!("{table} : lignes effacées");
        changes.push(Change { is_renamed: *table == "dossier", dossier, what, sql: vec![delete], before });
    }
    // A dossier as it was before an entretien, row for row.
    let (dossier, _) = take(terrain, hers, &mut next)?;
    let mut put_back = Vec::new();
    for (table, key, _) in DOSSIERS {
        let place = format!("from {table} where {key} = {}", sql.blob(&dossier));
        put_back.push(format!("delete {place}"));
        for Rangee(row) in terrain.reads::<Rangee>(&format!("select * {place}"))? {
            let row: Vec<String> = row.iter().map(|cell| sql.literal(cell)).collect();
            put_back.push(format!("insert into {table} values ({})", row.join(", ")));
        }
    }
    let written = said(hers.records_entretien(&dossier, "2026-11-20", "essai du balayage"))?;
    if written.status >= 400 {
        return Err(raison(&written));
    }
    let before = shown(&said(hers.opens(&dossier))?.text());
    let what = "remis dans son état d'avant".to_owned();
    changes.push(Change { dossier, what, sql: put_back, before, is_renamed: false });
    Ok(changes)
}

/// The next of her dossiers, and what its page says. When her hour is full she waits for the next one, at her browser.
fn take(
    terrain: &mut Terrain,
    hers: &mut Navigateur,
    next: &mut std::slice::Iter<'_, String>,
) -> Result<(String, String), String> {
    let dossier = next.next().ok_or("the portefeuille is too small for this drill")?.clone();
    let mut before = said(hers.opens(&dossier))?;
    if before.status == 429 {
        wait(terrain, 1_801)?;
        said(hers.get("/compte"))?;
        wait(terrain, 1_801)?;
        before = said(hers.opens(&dossier))?;
    }
    if before.status == 200 { Ok((dossier, shown(&before.text()))) } else { Err(raison(&before)) }
}

fn writes(terrain: &Terrain, changes: &[Change]) -> Result<(), String> {
    for change in changes {
        let mut rows = 0;
        for sql in &change.sql {
            rows += terrain.writes(sql).map_err(|why| format!("{}: {why}", change.what))?;
        }
        if rows == 0 {
            return Err(format!("{}: no row changed", change.what));
        }
    }
    Ok(())
}

/// Her own conseiller is refused, or shown what was recorded; a neighbour's gets nothing.
fn opens(terrain: &Terrain, tableau: &mut Tableau, hers: &mut Navigateur, changes: &[Change]) -> Result<(), String> {
    let voisine = terrain.persona("conseiller", 1, 0)?;
    let mut thief = said(Attaquant::enter(terrain, &voisine, &tableau.mesure.butin))?;
    for change in changes {
        let answer = said(hers.opens(&change.dossier))?;
        let is_same = answer.status == 200 && shown(&answer.text()) == change.before;
        let is_held = is_same || (answer.status >= 400 && answer.status != 500);
        let why = if is_same { "montre ce qui était inscrit".to_owned() } else { raison(&answer) };
        tableau.stopped(format!("{}, sa conseillère ouvre", change.what), is_held.then_some(why));
        let answer = said(thief.opens(&change.dossier))?;
        tableau.refused(format!("{}, la voisine ouvre", change.what), &answer);
    }
    Ok(())
}

/// Tables that hold no dossier: whatever becomes of them, nobody is shown to somebody else.
fn others(terrain: &mut Terrain, tableau: &mut Tableau, dossier: &str) -> Result<(), String> {
    tableau.famille("autres tables");
    let copie = terrain.copy("saine")?;
    let structures = terrain.structures();
    for (table, has_structure) in AUTRES {
        let mut sqls = vec![(format!("{table} vidée"), format!("delete from {table}"))];
        if *has_structure {
            let moved = format!("update {table} set structure = '{}'", structures[1]);
            sqls.push((format!("{table} donnée à la structure voisine"), moved));
        }
        for (what, sql) in sqls {
            if terrain.writes(&sql)? == 0 {
                tableau.holds(what, true, "aucune ligne dans cette base");
                continue;
            }
            match terrain.serve() {
                Err(_) => tableau.stopped(what, Some("les programmes ne démarrent pas".into())),
                Ok(()) => {
                    for (role, s) in [("conseiller", 1), ("gestionnaire", 0)] {
                        let persona = terrain.persona(role, s, 0)?;
                        let essai = format!("{what}, {role} {}", if s == 0 { "d'ici" } else { "voisin" });
                        match Attaquant::enter(terrain, &persona, &tableau.mesure.butin) {
                            Err(why) => tableau.stopped(essai, Some(why.to_string())),
                            Ok(mut thief) => tableau.refused(essai, &said(thief.opens(dossier))?),
                        }
                    }
                }
            }
            terrain.kill();
            terrain.put_copy_back(&copie, Cote::Deux)?;
        }
    }
    Ok(())
}

/// All rows of all tables, as he copies them.
pub(super) fn copies(terrain: &Terrain, butin: &Butin) -> Result<PathBuf, String> {
    let mut bytes = Vec::new();
    for table in terrain.tables()? {
        for Rangee(row) in terrain.reads::<Rangee>(&format!("select * from {table}"))? {
            for cell in row {
                match cell {
                    Cellule::Int(n) => bytes.extend_from_slice(n.to_string().as_bytes()),
                    Cellule::Text(text) => bytes.extend_from_slice(text.as_bytes()),
                    Cellule::Bytes(own) => bytes.extend_from_slice(&own),
                }
                bytes.push(b'\n');
            }
        }
    }
    let file = terrain.fichier("base-copiee");
    std::fs::write(&file, bytes).map_err(|e| e.to_string())?;
    said(butin.keep_files(&file))?;
    Ok(file)
}

/// What a dossier's page says, without what belongs to the reader's moment.
fn shown(page: &str) -> String {
    let main = page.split_once("<main").map_or(page, |(_, rest)| rest);
    main.split("</main>").next().unwrap_or(main).to_owned()
}

/// One value as it lies.
enum Cellule {
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// One row as it lies, whatever its table.
struct Rangee(Vec<Cellule>);

impl Cellule {
    fn read(row: &Row<'_>, i: usize) -> Result<Cellule, SqlError> {
        let bytes = || row.bytes(i).map(|bytes| Cellule::Bytes(bytes.to_vec()));
        let text = |_| row.text(i).map(|text| Cellule::Text(text.to_owned()));
        row.int(i).map(Cellule::Int).or_else(|_| bytes()).or_else(text)
    }
}

impl FromRow for Cellule {
    fn from_row(row: &Row<'_>) -> Result<Cellule, SqlError> {
        Cellule::read(row, 0)
    }
}

impl FromRow for Rangee {
    fn from_row(row: &Row<'_>) -> Result<Rangee, SqlError> {
        let mut all = Vec::new();
        while let Ok(cell) = Cellule::read(row, all.len()) {
            all.push(cell);
        }
        Ok(Rangee(all))
    }
}

/// How this engine writes bytes.
struct Sql {
    is_sqlite: bool,
}

impl Sql {
    fn of(terrain: &Terrain) -> Sql {
        Sql { is_sqlite: terrain.reads::<(i64,)>("select count(*) from sqlite_master").is_ok() }
    }

    fn blob(&self, digits: &str) -> String {
        if self.is_sqlite { format!("unhex('{digits}')") } else { format!("decode('{digits}', 'hex')") }
    }

    fn literal(&self, value: &Cellule) -> String {
        match value {
            Cellule::Int(n) => n.to_string(),
            Cellule::Text(text) => format!("'{text}'"),
            Cellule::Bytes(bytes) => self.blob(&hex(bytes)),
        }
    }

    /// A value, and another one of its type.
    fn other(&self, value: &Cellule) -> (String, String) {
        let new = match value {
            Cellule::Int(n) => Cellule::Int(n + 1_000),
            Cellule::Text(_) => Cellule::Text("13055S00".to_owned()),
            Cellule::Bytes(bytes) => Cellule::Bytes(bytes.iter().rev().map(|byte| byte ^ 1).collect()),
        };
        (self.literal(value), self.literal(&new))
    }
}
