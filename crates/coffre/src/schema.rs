//! The tables. `docs/menaces.md` says, column by column, what a stolen base reveals; a test compares the two.

use crate::base::Migration;

/// Every step, in order.
pub const MIGRATIONS: &[Migration] = &[
    Migration { numero: 1, nom: "spine", texte: SPINE },
    Migration { numero: 2, nom: "everyday", texte: EVERYDAY },
    Migration { numero: 3, nom: "imports", texte: IMPORTS },
    Migration { numero: 4, nom: "habilitations", texte: HABILITATIONS },
    Migration { numero: 5, nom: "journee", texte: JOURNEE },
    Migration { numero: 6, nom: "etendue", texte: ETENDUE },
    Migration { numero: 7, nom: "vigie", texte: VIGIE },
    Migration { numero: 8, nom: "instances", texte: INSTANCES },
    Migration { numero: 9, nom: "mandats", texte: MANDATS },
    Migration { numero: 10, nom: "incidents", texte: INCIDENTS },
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

/// What a day is made of. A row of the structure says in clear ids, days, minutes and states; `contenu` seals them again with
/// what was typed, so that an edited row does not open.
const JOURNEE: &str = "
alter table entete add column contact {int} not null default 0;
alter table entete add column fin {int} not null default 0;
alter table entete add column motif {int} not null default 0;
create index entete_referent on entete (referent, dossier);
alter table ligne add column fin {int} not null default 0;

create table site (
    structure {text} not null,
    num {int} not null,
    nom {text} not null,
    ouvert {int} not null,
    primary key (structure, num)) {strict};

create table rendez_vous (
    id {blob} not null primary key,
    structure {text} not null,
    genre {int} not null,
    agent {blob} not null,
    site {int} not null,
    jour {int} not null,
    debut {int} not null,
    fin {int} not null,
    statut {int} not null,
    dossier {blob} not null,
    serie {blob} not null,
    maj {int} not null,
    contenu {blob} not null) {strict};
create index rendez_vous_structure on rendez_vous (structure, jour);
create index rendez_vous_agent on rendez_vous (agent, jour);
create index rendez_vous_dossier on rendez_vous (dossier, jour);
create index rendez_vous_agent_statut on rendez_vous (agent, statut, jour);
create index rendez_vous_structure_statut on rendez_vous (structure, statut, jour);

create table offre (
    id {blob} not null primary key,
    structure {text} not null,
    code {int} not null,
    genre {int} not null,
    nom {text} not null,
    ouverte {int} not null) {strict};
create index offre_structure on offre (structure);

create table atelier (
    id {blob} not null primary key,
    structure {text} not null,
    offre {blob} not null,
    animateur {blob} not null,
    site {int} not null,
    jour {int} not null,
    debut {int} not null,
    fin {int} not null,
    limite {int} not null,
    places {int} not null,
    etat {int} not null,
    serie {blob} not null,
    maj {int} not null,
    contenu {blob} not null) {strict};
create index atelier_structure on atelier (structure, jour);
create index atelier_animateur on atelier (animateur, jour);

create table inscription (
    atelier {blob} not null,
    dossier {blob} not null,
    structure {text} not null,
    rang {int} not null,
    statut {int} not null,
    maj {int} not null,
    contenu {blob} not null,
    primary key (atelier, dossier)) {strict};
create index inscription_dossier on inscription (dossier);

create table passage (
    id {blob} not null primary key,
    structure {text} not null,
    genre {int} not null,
    dossier {blob} not null,
    agent {blob} not null,
    site {int} not null,
    temps {int} not null,
    etat {int} not null,
    contenu {blob} not null) {strict};
create index passage_structure on passage (structure, etat, temps);
create index passage_agent on passage (agent, etat, temps);
create index passage_dossier on passage (dossier, temps);

create table remplacement (
    id {blob} not null primary key,
    structure {text} not null,
    de {blob} not null,
    par {blob} not null,
    debut {int} not null,
    fin {int} not null,
    contenu {blob} not null) {strict};
create index remplacement_structure on remplacement (structure, fin);

create table reperage_liste (
    id {blob} not null primary key,
    structure {text} not null,
    source {int} not null,
    recue {int} not null,
    retires {int} not null,
    contenu {blob} not null) {strict};
create index reperage_liste_structure on reperage_liste (structure, recue);

create table reperage (
    liste {blob} not null,
    dossier {blob} not null,
    structure {text} not null,
    issue {int} not null,
    tentatives {int} not null,
    maj {int} not null,
    contenu {blob} not null,
    primary key (liste, dossier)) {strict};
create index reperage_dossier on reperage (dossier);

create table surcouche (
    structure {text} not null,
    liste {text} not null,
    code {int} not null,
    etat {int} not null,
    libelle {text} not null,
    parent {int} not null,
    maj {int} not null,
    primary key (structure, liste, code)) {strict};

create table calendrier (
    agent {blob} not null primary key,
    structure {text} not null,
    jeton {blob} not null,
    cree {int} not null) {strict};
create index calendrier_jeton on calendrier (jeton)
";

/// Who read what, in the order of the journal. `lecture` is an index of it, thrown away and made again at will: without a line in
/// `suivi`, everything is followed again from entry 0 at the next start. `page` is not in the journal, which commits to it.
/// `livraison` is the entry that says that the answer left, 0 when none does: entry 0 is the journal's own beginning.
pub(crate) const ETENDUE: &str = "
create table lecture (
    entree {int} not null primary key,
    genre {int} not null,
    temps {int} not null,
    acteur {blob} not null,
    login {blob} not null,
    structure {blob} not null,
    sujet {blob} not null,
    classes {int} not null,
    champs {int} not null,
    nombre {int} not null,
    livraison {int} not null) {strict};
create index lecture_acteur on lecture (acteur, temps);
create index lecture_login on lecture (login, temps);
create index lecture_structure on lecture (structure, temps);
create index lecture_sujet on lecture (sujet, temps);

create table page (entree {int} not null primary key, sujets {blob} not null) {strict};

create table suivi (numero {int} not null primary key, entree {int} not null) {strict}
";

/// The alerts of the desk, among all that happens to accounts.
pub(crate) const VIGIE: &str = "create index acte_genre on acte (genre, entree)";

/// Several instances over one base: who sequences, under which number, and then the journal's own files. `barriere` is apart from
/// `bail`, which changes every second: each write reads it, and must not collide with that.
pub(crate) const INSTANCES: &str = "
create table bail (
    numero {int} not null primary key,
    titulaire {text} not null,
    adresse {text} not null,
    epoque {int} not null,
    jusque {int} not null) {strict};

create table barriere (numero {int} not null primary key, epoque {int} not null) {strict};

create table journal_octets (
    fichier {text} not null,
    debut {int} not null,
    fin {int} not null,
    octets {blob} not null,
    primary key (fichier, debut)) {strict};
create index journal_octets_debut on journal_octets (debut)
";

/// Mandats that read: what one says of itself, sealed; then its output, sealed to its recipient. `fichier` is empty until it is whole.
pub(crate) const MANDATS: &str = "
create table mandat (
    id {blob} not null primary key,
    structure {text} not null,
    agent {blob} not null,
    cree {int} not null,
    contenu {blob} not null,
    fichier {blob} not null) {strict}
";

/// Incidents and freezes stand among acts too: the table is emptied, and follows the journal again from its first entry.
pub(crate) const INCIDENTS: &str = "delete from acte";

#[cfg(test)]
mod tests {
    use super::*;

    /// `table.column` of every table that the steps create, plus the table of the steps themselves.
    fn columns() -> Vec<String> {
        let mut all = vec!["migration.numero".to_owned(), "migration.nom".into(), "migration.empreinte".into()];
        for step in MIGRATIONS {
            let added = step.texte.split(';').filter_map(|s| s.trim().strip_prefix("alter table "));
            all.extend(added.filter_map(|s| {
                let (table, rest) = s.split_once(" add column ")?;
                Some(format!("{table}.{}", rest.split_whitespace().next()?))
            }));
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
