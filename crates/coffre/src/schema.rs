//! The tables. `docs/menaces.md` says, column by column, what a stolen base reveals; a test compares the two.

use crate::base::Migration;

/// Every step, in order.
pub const MIGRATIONS: &[Migration] = &[
    Migration { numero: 1, nom: "spine", texte: SPINE },
    Migration { numero: 2, nom: "everyday", texte: EVERYDAY },
    Migration { numero: 3, nom: "imports", texte: IMPORTS },
    Migration { numero: 4, nom: "habilitations", texte: HABILITATIONS },
];

const SPINE: &str = "
create table reglage (cle {text} not null primary key, valeur {blob} not null) {strict};

create table structure (code {text} not null primary key, nom {text} not null) {strict};

create table agent (
    id {blob} not null primary key,
    structure {text} not null,
    contenu {blob} not null) {strict};

create table invitation (
    code {blob} not null primary key,
    agent {blob} not null,
    limite {int} not null) {strict};

create table dossier (
    id {blob} not null primary key,
    structure {text} not null,
    epoch {int} not null,
    etat {int} not null,
    cree {int} not null,
    part {blob} not null) {strict};
create index dossier_structure on dossier (structure, id);

create table entete (
    dossier {blob} not null,
    etat {int} not null,
    statut {int} not null,
    referent {blob} not null,
    maj {int} not null,
    digest {blob} not null,
    primary key (dossier, etat)) {strict};

create table ligne (
    dossier {blob} not null,
    genre {int} not null,
    num {int} not null,
    etat {int} not null,
    code {int} not null,
    jour {int} not null,
    contenu {blob} not null,
    primary key (dossier, genre, num, etat)) {strict};

create table etiquette (
    dossier {blob} not null,
    etat {int} not null,
    structure {text} not null,
    contenu {blob} not null,
    primary key (dossier, etat)) {strict};
create index etiquette_structure on etiquette (structure, dossier, etat);

create table jeton (
    genre {int} not null,
    valeur {blob} not null,
    dossier {blob} not null,
    etat {int} not null,
    primary key (genre, valeur, dossier, etat)) {strict};
create index jeton_dossier on jeton (dossier);

create table brouillon (
    agent {blob} not null,
    dossier {blob} not null,
    contenu {blob} not null,
    maj {int} not null,
    primary key (agent, dossier)) {strict};

create table trace (
    sujet {blob} not null,
    entree {int} not null,
    genre {int} not null,
    temps {int} not null,
    acteur {blob} not null,
    classes {int} not null,
    champs {int} not null,
    explication {int} not null,
    etat {int} not null,
    primary key (sujet, entree)) {strict};
create index trace_entree on trace (entree);

create table compteur (structure {text} not null primary key, dernier {int} not null) {strict}
";

const EVERYDAY: &str = "
create index trace_acteur on trace (acteur, temps);

create table filtre (
    agent {blob} not null,
    num {int} not null,
    contenu {blob} not null,
    primary key (agent, num)) {strict}
";

const IMPORTS: &str = "
create table import (
    id {blob} not null primary key,
    structure {text} not null,
    agent {blob} not null,
    etat {int} not null,
    cree {int} not null,
    contenu {blob} not null) {strict};
create index import_agent on import (agent, cree);
create index import_etat on import (etat, cree);

create table import_ligne (
    import {blob} not null,
    num {int} not null,
    etat {int} not null,
    dossier {blob} not null,
    contenu {blob} not null,
    primary key (import, num)) {strict};
create index import_ligne_etat on import_ligne (import, etat);

create index brouillon_dossier on brouillon (dossier)
";

const HABILITATIONS: &str = "
create table carte (
    agent {blob} not null primary key,
    structure {text} not null,
    contenu {blob} not null) {strict};

create table rh (
    id {blob} not null primary key,
    structure {text} not null,
    contenu {blob} not null) {strict};
create index rh_structure on rh (structure);

create table acte (
    sujet {blob} not null,
    entree {int} not null,
    genre {int} not null,
    regle {int} not null,
    temps {int} not null,
    acteur {blob} not null,
    signe {int} not null,
    primary key (sujet, entree)) {strict};
create index acte_entree on acte (entree);
create index acte_acteur on acte (acteur, temps);

create table campagne (
    agent {blob} not null,
    debut {int} not null,
    reprise {int} not null,
    faites {int} not null,
    primary key (agent, debut)) {strict};

create table approbation (
    acteur {blob} not null,
    entree {int} not null,
    secondes {int} not null,
    refus {int} not null,
    primary key (acteur, entree)) {strict}
";

#[cfg(test)]
mod tests {
    use super::*;

    /// `table.column` of every table that the steps create, plus the table of the steps themselves.
    fn columns() -> Vec<String> {
        let mut all = vec!["migration.numero".to_owned(), "migration.nom".into(), "migration.empreinte".into()];
        for step in MIGRATIONS {
            for statement in step.texte.split(';').map(str::trim).filter(|s| s.starts_with("create table")) {
                let (head, body) = statement.split_once('(').expect("a table has columns");
                let table = head.trim_start_matches("create table").trim();
                let columns = body.split(',').map(str::trim).filter(|c| c.contains("not null"));
                all.extend(columns.filter_map(|c| c.split_whitespace().next()).map(|c| format!("{table}.{c}")));
            }
        }
        all
    }

    #[test]
    fn every_column_is_declared_with_what_it_reveals() {
        let page = include_str!("../../../docs/menaces.md");
        let columns = columns();
        assert!(columns.len() > 40, "the reading of the schema found only {columns:?}");
        for column in &columns {
            assert!(page.contains(&format!("| `{column}` |")), "docs/menaces.md does not declare {column}");
        }
        let declared = page.lines().filter_map(|l| l.strip_prefix("| `")?.split('`').next());
        for column in declared.filter(|c| c.contains('.')) {
            assert!(columns.iter().any(|c| c == column), "docs/menaces.md declares {column}, which is no column");
        }
    }
}
