//! The rows of a structure's day: a rendez-vous, a workshop, who is enrolled, a ticket, a replacement, a list received. Each clear column
//! of one row is changed, then what is sealed is exchanged with another row's; at last everything is given to the neighbour. A page shows
//! a row as it was written, or not at all and says so; no neighbour is shown anybody.

use jiff::ToSpan;
use journal::encoding::hex;

use super::super::attaquant::Attaquant;
use super::super::complices::creation::said;
use super::super::complices::tableau::{Tableau, raison};
use super::super::terrain::Terrain;
use super::{Cellule, Sql, shown};
use crate::client::{Navigateur, dossiers_in};

/// Who looks at the rows of a table.
enum Lecteur {
    /// The agent named by this column of the row.
    Colonne(&'static str),
    /// Somebody of this role.
    Role(&'static str),
}

/// A table whose rows hold sealed words beside clear columns.
struct Table {
    nom: &'static str,
    /// Names one row.
    cle: &'static str,
    /// Which row: one that its reader's page shows today.
    choix: &'static str,
    lecteur: Lecteur,
    /// Where it shows: `{}` is the row's column that follows; a number is a day.
    page: (&'static str, &'static str),
    /// What the page says of the row: the column of a person or of an agent; none, where the page itself is the row's.
    temoin: Option<&'static str>,
    colonnes: &'static [&'static str],
}

const TABLES: &[Table] = &[
    Table {
        nom: "rendez_vous",
        cle: "id",
        choix: "genre = 1 and statut = 1",
        lecteur: Lecteur::Colonne("agent"),
        page: ("/agenda?jour={}", "jour"),
        temoin: Some("id"),
        colonnes: &["structure", "genre", "agent", "site", "jour", "debut", "fin", "statut", "dossier", "maj"],
    },
    Table {
        nom: "atelier",
        cle: "id",
        choix: "etat = 1",
        lecteur: Lecteur::Role("conseiller"),
        page: ("/ateliers/{}", "id"),
        temoin: None,
        colonnes: &[
            "structure",
            "offre",
            "animateur",
            "site",
            "jour",
            "debut",
            "fin",
            "limite",
            "places",
            "etat",
            "maj",
        ],
    },
    Table {
        nom: "inscription",
        cle: "dossier",
        choix: "1 = 1",
        lecteur: Lecteur::Role("conseiller"),
        page: ("/ateliers/{}", "atelier"),
        temoin: Some("dossier"),
        colonnes: &["structure", "rang", "statut", "maj", "dossier"],
    },
    Table {
        nom: "passage",
        cle: "id",
        choix: "etat = 1 and genre = 1",
        lecteur: Lecteur::Role("accueil"),
        page: ("/accueil", "id"),
        temoin: Some("dossier"),
        colonnes: &["structure", "genre", "dossier", "agent", "site", "temps", "etat"],
    },
    Table {
        nom: "remplacement",
        cle: "id",
        choix: "1 = 1",
        lecteur: Lecteur::Colonne("par"),
        page: ("/", "id"),
        temoin: Some("de"),
        colonnes: &["structure", "de", "par", "debut", "fin"],
    },
    Table {
        nom: "reperage_liste",
        cle: "id",
        choix: "1 = 1",
        lecteur: Lecteur::Role("direction"),
        page: ("/reperage/{}", "id"),
        temoin: None,
        colonnes: &["structure", "source", "recue", "retires"],
    },
    Table {
        nom: "reperage",
        cle: "dossier",
        choix: "1 = 1",
        lecteur: Lecteur::Role("direction"),
        page: ("/reperage/{}", "liste"),
        temoin: Some("dossier"),
        colonnes: &["structure", "issue", "tentatives", "maj", "dossier"],
    },
];

/// Words of the structure, in clear and of nobody: whatever becomes of them, the pages answer and show nobody more.
const MOTS: [&str; 4] = ["site", "offre", "surcouche", "calendrier"];

/// Whether this drill changes the table.
pub fn knows(table: &str) -> bool {
    MOTS.contains(&table) || TABLES.iter().any(|t| t.nom == table)
}

/// Everything, on the base as it lies; it is not put back at the end.
pub fn changes(terrain: &mut Terrain, tableau: &mut Tableau) -> Result<(), String> {
    tableau.famille("lignes de la journée");
    terrain.serve()?;
    // Whatever the hour of the drill, somebody stands at the desk.
    let mut desk = terrain.enter(&terrain.persona("accueil", 0, 0)?)?;
    let someone = terrain.dossiers()?.into_iter().next().ok_or("a base with nobody")?;
    let welcomed = said(desk.post(&format!("/accueil/{someone}"), &[("geste", "ticket")]))?;
    if welcomed.status >= 400 {
        return Err(format!("a ticket: {}", raison(&welcomed)));
    }
    for table in TABLES {
        one_row(terrain, tableau, table)?;
    }
    given_to_the_neighbour(terrain, tableau)?;
    words(terrain, tableau)?;
    terrain.stop()
}

fn one_row(terrain: &Terrain, tableau: &mut Tableau, table: &Table) -> Result<(), String> {
    let sql = Sql::of(terrain);
    let Table { nom, cle, choix, .. } = *table;
    let reads = |column: &str, place: &str| -> Result<Cellule, String> {
        let found = terrain.reads::<Cellule>(&format!("select {column} from {nom} where {place} limit 1"))?;
        found.into_iter().next().ok_or(format!("no row of {nom} where {place}"))
    };
    let of_reader = match table.lecteur {
        Lecteur::Role(_) => choix.to_owned(),
        Lecteur::Colonne(column) => {
            let whose = sql.literal(&reads(column, &format!("{choix} order by {cle}"))?);
            format!("{choix} and {column} = {whose}")
        }
    };
    let mut reader = reader(terrain, table, &reads, &of_reader)?;
    let mut seen = None;
    for id in
        terrain.reads::<Cellule>(&format!("select {cle} from {nom} where {of_reader} order by {cle} limit 200"))?
    {
        let id = sql.literal(&id);
        let place = place(cle, &id, nom, &sql, &reads)?;
        let named = match reads(table.page.1, &place)? {
            Cellule::Int(jour) => jiff::civil::date(1970, 1, 1).saturating_add(jour.days()).to_string(),
            id => digits(&id),
        };
        let target = table.page.0.replace("{}", &named);
        let witness = table.temoin.map(|column| reads(column, &place).map(|cell| digits(&cell))).transpose()?;
        let before = said(reader.get(&target))?;
        if before.status != 200 {
            return Err(format!("{nom}, {target}: {}", raison(&before)));
        }
        let before = shown(&before.text());
        let is_shown = witness.as_ref().is_none_or(|witness| before.contains(witness));
        seen = Some((place, target, witness, before));
        if is_shown {
            break;
        }
        seen = None;
    }
    let (place, target, witness, before) = seen.ok_or(format!("no row of {nom} is shown to its reader"))?;
    let other = reads("contenu", &format!("not ({place}) order by {cle} desc"));

    for column in table.colonnes.iter().chain(&["contenu"]) {
        let old = reads(column, &place)?;
        let new = match (&old, *column) {
            (_, "contenu") => match &other {
                Ok(content) => sql.literal(content),
                Err(_) => sql.other(&old).1,
            },
            (Cellule::Text(_), _) => format!("'{}'", terrain.structures()[1]),
            (Cellule::Int(n), _) => (n + 1).to_string(),
            (Cellule::Bytes(_), _) => sql.other(&old).1,
        };
        let changed = terrain.writes(&format!("update {nom} set {column} = {new} where {place}"))?;
        let answer = said(reader.get(&target))?;
        // A column that names the row: it goes back by its new name.
        let back = place.replace(&format!("{column} = {}", sql.literal(&old)), &format!("{column} = {new}"));
        terrain.writes(&format!("update {nom} set {column} = {} where {back}", sql.literal(&old)))?;
        let essai = format!("{nom}.{column} changée");
        if changed != 1 {
            return Err(format!("{essai}: {changed} rows"));
        }
        let page = shown(&answer.text());
        let times = |text: &str| witness.as_ref().map_or(0, |witness| text.matches(witness.as_str()).count());
        let why = match answer.status {
            200 if page == before => Some("montre ce qui était inscrit".to_owned()),
            200 if page.contains("ne se li") => Some("ne se lit pas, et la page le dit".to_owned()),
            200 if times(&page) < times(&before) => Some("la ligne n'est plus montrée".to_owned()),
            400..=499 => Some(raison(&answer)),
            _ => None,
        };
        tableau.stopped(essai, why);
    }
    Ok(())
}

/// What names one row: two columns, where the first one alone may stand in several.
fn place(
    cle: &str,
    id: &str,
    nom: &str,
    sql: &Sql,
    reads: &dyn Fn(&str, &str) -> Result<Cellule, String>,
) -> Result<String, String> {
    if cle != "dossier" {
        return Ok(format!("{cle} = {id}"));
    }
    let second = if nom == "inscription" { "atelier" } else { "liste" };
    let list = sql.literal(&reads(second, &format!("{cle} = {id} order by {second}"))?);
    Ok(format!("{second} = {list} and {cle} = {id}"))
}

fn reader(
    terrain: &Terrain,
    table: &Table,
    reads: &dyn Fn(&str, &str) -> Result<Cellule, String>,
    place: &str,
) -> Result<Navigateur, String> {
    match table.lecteur {
        Lecteur::Role(role) => terrain.enter(&terrain.persona(role, 0, 0)?),
        Lecteur::Colonne(column) => {
            let agent = digits(&reads(column, place)?);
            let whose = terrain.personas().iter().find(|persona| hex(&persona.agent) == agent);
            terrain.enter(whose.ok_or(format!("{}: nobody is {agent}", table.nom))?)
        }
    }
}

/// All rows of the day say that they are the neighbour's.
fn given_to_the_neighbour(terrain: &Terrain, tableau: &mut Tableau) -> Result<(), String> {
    let mut named = Vec::new();
    for (table, path) in [("atelier", "/ateliers"), ("reperage_liste", "/reperage")] {
        let ids = terrain.reads::<Cellule>(&format!("select id from {table}"))?;
        named.extend(ids.iter().take(3).map(|id| format!("{path}/{}", digits(id))));
    }
    for table in TABLES {
        terrain.writes(&format!("update {} set structure = '{}'", table.nom, terrain.structures()[1]))?;
    }
    let pages =
        ["/", "/agenda", "/agenda?vue=semaine", "/agenda?agent=tous", "/ateliers", "/accueil", "/reperage", "/qualite"];
    for role in ["conseiller", "direction", "gestionnaire"] {
        let persona = terrain.persona(role, 1, 0)?;
        let mut thief = said(Attaquant::enter(terrain, &persona, &tableau.mesure.butin))?;
        for page in pages.iter().map(|page| (*page).to_owned()).chain(named.clone()) {
            let answer = said(thief.get(&page))?;
            let is_held = answer.status < 500 && dossiers_in(&answer.text()).is_empty();
            let why = if answer.status == 200 { "personne n'y est montré".to_owned() } else { raison(&answer) };
            tableau.stopped(format!("données à la structure voisine, {role}, {}", kind(&page)), is_held.then_some(why));
        }
    }
    Ok(())
}

/// The words of the structure, emptied.
fn words(terrain: &Terrain, tableau: &mut Tableau) -> Result<(), String> {
    let mut lea = terrain.enter(&terrain.persona("conseiller", 0, 0)?)?;
    for table in MOTS {
        terrain.writes(&format!("delete from {table}"))?;
        for page in ["/", "/agenda", "/ateliers", "/reperage"] {
            let answer = said(lea.get(page))?;
            let is_held = answer.status < 500;
            tableau.holds(format!("{table} vidée, GET {page}"), is_held, &format!("statut {}", answer.status));
        }
    }
    Ok(())
}

/// A page without the id that it names.
fn kind(page: &str) -> String {
    match page.rsplit_once('/') {
        Some((noun, id)) if id.len() == 32 => format!("GET {noun}/…"),
        _ => format!("GET {page}"),
    }
}

fn digits(cell: &Cellule) -> String {
    match cell {
        Cellule::Bytes(bytes) => hex(bytes),
        Cellule::Int(n) => n.to_string(),
        Cellule::Text(text) => text.clone(),
    }
}
