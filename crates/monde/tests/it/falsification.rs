//! Whoever holds the database changes it as he likes: every column of every table that speaks of a dossier, edited,
//! deleted, swapped, rolled back, added. Nothing changed is ever shown; it is found at the next opening or by the
//! sweep, and the journal says so.
//!
//! The columns are read from the schema: a new one has no case here, and the test fails until it has.

use std::collections::BTreeMap;
use std::sync::Mutex;

use coffre::base::{Base, FromRow, Row, SqlError, Statement, Value};
use coffre::schema::MIGRATIONS;
use domaine::DossierId;
use journal::entry::Kind;

use crate::essai::{Essai, Personne, textes};

/// What happens to someone who changes a table's rows.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Fate {
    /// Found at the opening or by the sweep, and journalled.
    Found,
    /// Outside the integrity of dossiers; why.
    Outside(&'static str),
}

/// Every table of the schema, and what a change of it becomes.
const TABLES: [(&str, Fate); 38] = [
    ("dossier", Fate::Found),
    ("entete", Fate::Found),
    ("ligne", Fate::Found),
    ("etiquette", Fate::Found),
    ("jeton", Fate::Found),
    (
        "brouillon",
        Fate::Outside("not part of a dossier's state: sealed to its author and dossier, it opens or is not there"),
    ),
    (
        "trace",
        Fate::Outside(
            "a copy of the journal, for the page: the journal itself is what counts, and is verified elsewhere",
        ),
    ),
    ("lecture", Fate::Outside("as trace; a disputed answer is made again from the journal alone")),
    (
        "page",
        Fate::Outside("checked against what the journal's entry commits to: altered, the page is said not to be named"),
    ),
    ("suivi", Fate::Outside("how far the index goes: taken away, everything is followed again")),
    ("bail", Fate::Outside("who answers: taken away, another holder writes the journal under a greater number")),
    ("barriere", Fate::Outside("as bail; put back, the journal says that it is behind, and nothing starts")),
    (
        "journal_octets",
        Fate::Outside("the journal itself, empty for one instance: each batch is signed, and followed elsewhere"),
    ),
    ("reglage", Fate::Outside("of the base: a changed witness keeps the coffre sealed")),
    ("structure", Fate::Outside("public names of public codes")),
    ("agent", Fate::Outside("sealed names; rights are in the journal")),
    ("invitation", Fate::Outside("hashes of addresses; enrolment is in the journal")),
    ("filtre", Fate::Outside("sealed to its agent: it opens or is not there, and holds no one's name")),
    (
        "import",
        Fate::Outside("a file being corrected, sealed: what is made of it is signed, and then dossiers like others"),
    ),
    ("import_ligne", Fate::Outside("its rows, sealed each in its place: altered, one does not open")),
    ("compteur", Fate::Outside("the next short number; rights do not hang on it")),
    ("carte", Fate::Outside("sealed, and named by its hash in the journal: altered, it is not shown")),
    ("rh", Fate::Outside("sealed to its structure; it reminds, and gives no right")),
    ("acte", Fate::Outside("a copy of the journal, for the page: what is proven is read from the journal itself")),
    ("campagne", Fate::Outside("how far a review came: a row taken away begins it again, and gives no right")),
    ("approbation", Fate::Outside("how long decisions took: a measure, on which no right hangs")),
    ("site", Fate::Outside("public places of a structure")),
    ("offre", Fate::Outside("public services of a structure")),
    ("rendez_vous", Fate::Outside("each row seals its own clear columns: one that was changed is not shown")),
    ("atelier", Fate::Outside("as rendez_vous")),
    ("inscription", Fate::Outside("as rendez_vous")),
    ("passage", Fate::Outside("as rendez_vous")),
    ("remplacement", Fate::Outside("as rendez_vous; what it explains comes from the journal")),
    ("reperage_liste", Fate::Outside("as rendez_vous")),
    ("reperage", Fate::Outside("as rendez_vous")),
    (
        "surcouche",
        Fate::Outside("words that a structure chooses: nothing of a person, and its digest is in the journal"),
    ),
    (
        "mandat",
        Fate::Outside(
            "sealed, and named by its hash in the journal; its list and recipient are those that were signed",
        ),
    ),
    ("calendrier", Fate::Outside("digest of a feed's address, which shows hours and no name")),
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Type {
    Int,
    Text,
    Blob,
}

/// Tables and their columns, as the migrations leave them.
fn schema() -> BTreeMap<String, Vec<(String, Type)>> {
    let mut tables = BTreeMap::new();
    for statement in MIGRATIONS.iter().flat_map(|m| m.texte.split(';')) {
        let statement = statement.trim();
        if let Some((table, column)) = statement.strip_prefix("alter table ").and_then(|s| s.split_once(" add column "))
        {
            let of: &mut Vec<(String, Type)> = tables.get_mut(table).expect("a table that exists");
            of.extend(column_of(column));
            continue;
        }
        let Some(rest) = statement.strip_prefix("create table ") else {
            assert!(
                // What follows the journal may be emptied, and is made again at the next start.
                statement.is_empty() || statement.starts_with("create index") || statement == "delete from acte",
                "this test does not read `{statement}`"
            );
            continue;
        };
        let (name, body) = rest.split_once('(').expect("columns");
        let body = &body[..body.rfind(')').expect("the end of the columns")];
        let body = body.split("primary key (").next().expect("something");
        tables.insert(name.trim().to_owned(), body.split(',').filter_map(column_of).collect());
    }
    tables
}

/// Name and type of a column's declaration.
fn column_of(declaration: &str) -> Option<(String, Type)> {
    let mut words = declaration.split_whitespace();
    let (name, kind) = (words.next()?, words.next()?);
    let kind = match kind {
        "{int}" => Type::Int,
        "{text}" => Type::Text,
        "{blob}" => Type::Blob,
        other => panic!("this test does not know the type {other}"),
    };
    Some((name.to_owned(), kind))
}

/// One row as it lies, whatever its table.
#[derive(Clone, Debug, PartialEq)]
struct Rang(Vec<Value>);

impl FromRow for Rang {
    fn from_row(row: &Row<'_>) -> Result<Rang, SqlError> {
        let value = |i| {
            row.int(i)
                .map(Value::Int)
                .or_else(|_| row.bytes(i).map(|b| Value::Bytes(b.to_vec())))
                .or_else(|_| row.text(i).map(|t| Value::Text(t.to_owned())))
        };
        let mut all = Vec::new();
        while let Ok(value) = value(all.len()) {
            all.push(value);
        }
        Ok(Rang(all))
    }
}

/// A statement made by hand, as an attacker's are. Each text is kept once.
fn statement(text: String) -> Statement {
    static KNOWN: Mutex<BTreeMap<String, &'static str>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().expect("texts");
    let text = *known.entry(text.clone()).or_insert_with(|| Box::leak(text.into_boxed_str()));
    Statement::new(text, text)
}

struct Attaquant<'a> {
    base: &'a Base,
    columns: BTreeMap<String, Vec<(String, Type)>>,
}

impl Attaquant<'_> {
    fn exec(&self, text: String, values: Vec<Value>) -> u64 {
        let statement = statement(text);
        self.base.write_blocking(move |tx| tx.exec(&statement, &values)).expect("the attacker knows SQL")
    }

    fn names(&self, table: &str) -> String {
        self.columns[table].iter().map(|c| c.0.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The column that names the dossier.
    fn key(&self, table: &str) -> &'static str {
        if table == "dossier" { "id" } else { "dossier" }
    }

    fn rows(&self, table: &str, dossier: Option<DossierId>) -> Vec<Rang> {
        let names = self.names(table);
        let (text, values) = match dossier {
            Some(id) => (
                format!("select {names} from {table} where {} = ?1 order by {names}", self.key(table)),
                vec![Value::from(id.0)],
            ),
            None => (format!("select {names} from {table}"), vec![]),
        };
        let statement = statement(text);
        self.base.read_blocking(move |tx| tx.all(&statement, &values)).expect("reads")
    }

    fn delete(&self, table: &str, row: &Rang) {
        let tests: Vec<String> =
            (1..).zip(&self.columns[table]).map(|(n, (name, _))| format!("{name} = ?{n}")).collect();
        assert_eq!(
            self.exec(format!("delete from {table} where {}", tests.join(" and ")), row.0.clone()),
            1,
            "{table}"
        );
    }

    fn insert(&self, table: &str, row: &Rang) {
        assert!(self.try_insert(table, row), "{table}: the place is taken");
    }

    /// Whether there was room: the engine itself refuses two rows of one key.
    fn try_insert(&self, table: &str, row: &Rang) -> bool {
        let places: Vec<String> = (1..=row.0.len()).map(|n| format!("?{n}")).collect();
        let text = format!("insert into {table} ({}) values ({})", self.names(table), places.join(", "));
        let (statement, values) = (statement(text), row.0.clone());
        match self.base.write_blocking(move |tx| tx.exec(&statement, &values)) {
            Ok(_) => true,
            Err(SqlError::Unique { .. }) => false,
            Err(error) => panic!("{table}: {error}"),
        }
    }

    fn replace(&self, table: &str, old: &Rang, new: &Rang) {
        self.delete(table, old);
        self.insert(table, new);
    }

    /// Everything of a dossier, table by table.
    fn copy(&self, dossier: DossierId) -> Vec<(&'static str, Vec<Rang>)> {
        found().map(|table| (table, self.rows(table, Some(dossier)))).collect()
    }

    /// Puts a copy back in the place of what is there now.
    fn restore(&self, dossier: DossierId, copy: &[(&'static str, Vec<Rang>)]) {
        for (table, rows) in copy {
            self.exec(format!("delete from {table} where {} = ?1", self.key(table)), vec![dossier.0.into()]);
            rows.iter().for_each(|row| self.insert(table, row));
        }
    }
}

fn found() -> impl Iterator<Item = &'static str> {
    TABLES.into_iter().filter(|(_, fate)| *fate == Fate::Found).map(|(table, _)| table)
}

fn attaquant(e: &Essai) -> Attaquant<'_> {
    Attaquant { base: &e.base, columns: schema() }
}

/// Another value of the same type.
fn other(value: &Value, by: u8) -> Value {
    match value {
        Value::Int(n) => Value::Int(n + i64::from(by)),
        Value::Text(_) => Value::Text("13055S00".into()),
        Value::Bytes(bytes) => {
            let mut bytes = bytes.clone();
            let last = bytes.len() - 1;
            bytes[last] ^= by;
            Value::Bytes(bytes)
        }
        other => other.clone(),
    }
}

/// The change is found at the opening or by the sweep; what is shown meanwhile is what was recorded.
fn is_found(e: &Essai, lea: &Personne, dossier: DossierId, right: &[String], case: &str) {
    let before = e.count(Kind::Integrity);
    let opened = lea.opens(dossier);
    if let Ok(opened) = &opened {
        assert_eq!(textes(opened), right, "{case}: something else is shown");
    }
    let at_opening = e.count(Kind::Integrity) > before;
    assert_eq!(at_opening, matches!(&opened, Err(error) if format!("{error:?}").contains("Integrite")), "{case}");
    let seen = e.run(e.coffre().sweep()).expect("sweeps");
    let by_sweep = e.count(Kind::Integrity) > before + usize::from(at_opening);
    assert!(at_opening || by_sweep, "{case}: nobody saw it ({opened:?}, {seen:?})", opened = opened.is_ok());
    assert!(!seen.ecarts.is_empty(), "{case}: the sweep sees it too");
}

fn is_clean(e: &Essai, lea: &Personne, dossier: DossierId, right: &[String], case: &str) {
    assert_eq!(textes(&lea.opens(dossier).unwrap_or_else(|error| panic!("{case}: {error:?}"))), right, "{case}");
    let seen = e.run(e.coffre().sweep()).expect("sweeps");
    assert!(seen.ecarts.is_empty(), "{case}: {seen:?}");
}

/// Two dossiers of léa's, the first with a second entretien, and the copy of it from before.
struct Victimes {
    a: DossierId,
    b: DossierId,
    lea: Personne,
    right: Vec<String>,
    before: Vec<(&'static str, Vec<Rang>)>,
}

fn victimes(e: &Essai) -> Victimes {
    let lea = e.signs_in("lea");
    let (a, b) = (e.of("lea")[0], e.of("lea")[1]);
    let before = attaquant(e).copy(a);
    lea.records(a, "le second").expect("records");
    lea.records(b, "un autre").expect("records");
    let right = textes(&lea.opens(a).expect("opens"));
    Victimes { a, b, lea, right, before }
}

#[test]
fn every_table_has_its_fate() {
    let mut known: Vec<&str> = TABLES.iter().map(|t| t.0).collect();
    known.sort_unstable();
    assert_eq!(
        schema().keys().map(String::as_str).collect::<Vec<_>>(),
        known,
        "say what a change of a new table becomes"
    );
    assert_eq!(schema()["ligne"].len(), 8, "the schema is read whole");
}

#[test]
fn every_column_edited() {
    Essai::on_each_engine(2, |e| {
        let v = victimes(e);
        let (attaquant, mut cases) = (attaquant(e), 0);
        for table in found() {
            for (n, (column, _)) in attaquant.columns[table].iter().enumerate() {
                for (row, by) in
                    attaquant.rows(table, Some(v.a)).into_iter().flat_map(|row| [(row.clone(), 1), (row, 100)])
                {
                    let mut edited = row.clone();
                    edited.0[n] = other(&row.0[n], by);
                    attaquant.delete(table, &row);
                    if !attaquant.try_insert(table, &edited) {
                        attaquant.insert(table, &row);
                        continue;
                    }
                    let case = format!("{}: {table}.{column} edited", e.engine);
                    is_found(e, &v.lea, v.a, &v.right, &case);
                    attaquant.replace(table, &edited, &row);
                    is_clean(e, &v.lea, v.a, &v.right, &format!("{case}, then put back"));
                    cases += 1;
                }
            }
        }
        assert!(cases > 60, "{cases} cases");
    });
}

#[test]
fn every_row_deleted() {
    Essai::on_each_engine(2, |e| {
        let v = victimes(e);
        let attaquant = attaquant(e);
        for table in found() {
            for row in attaquant.rows(table, Some(v.a)) {
                attaquant.delete(table, &row);
                let case = format!("{}: a row of {table} deleted", e.engine);
                is_found(e, &v.lea, v.a, &v.right, &case);
                attaquant.insert(table, &row);
                is_clean(e, &v.lea, v.a, &v.right, &format!("{case}, then put back"));
            }
        }
        let whole = attaquant.copy(v.a);
        let empty: Vec<_> = whole.iter().map(|(table, _)| (*table, Vec::new())).collect();
        attaquant.restore(v.a, &empty);
        is_found(e, &v.lea, v.a, &v.right, "the whole dossier deleted");
        attaquant.restore(v.a, &whole);
        is_clean(e, &v.lea, v.a, &v.right, "put back");
    });
}

#[test]
fn columns_and_rows_swapped_between_two_dossiers() {
    Essai::on_each_engine(2, |e| {
        let v = victimes(e);
        let attaquant = attaquant(e);
        for table in found() {
            let pairs: Vec<_> =
                attaquant.rows(table, Some(v.a)).into_iter().zip(attaquant.rows(table, Some(v.b))).collect();
            assert!(!pairs.is_empty(), "{table}");
            for (one, two) in pairs {
                for n in 0..one.0.len() {
                    let (mut first, mut second) = (one.clone(), two.clone());
                    std::mem::swap(&mut first.0[n], &mut second.0[n]);
                    if first == one {
                        continue;
                    }
                    attaquant.delete(table, &one);
                    attaquant.delete(table, &two);
                    attaquant.insert(table, &first);
                    attaquant.insert(table, &second);
                    let case = format!("{}: {table}.{} swapped", e.engine, attaquant.columns[table][n].0);
                    is_found(e, &v.lea, v.a, &v.right, &case);
                    attaquant.delete(table, &first);
                    attaquant.delete(table, &second);
                    attaquant.insert(table, &one);
                    attaquant.insert(table, &two);
                }
            }
            is_clean(e, &v.lea, v.a, &v.right, table);
        }
    });
}

#[test]
fn rows_added() {
    Essai::on_each_engine(2, |e| {
        let v = victimes(e);
        let attaquant = attaquant(e);
        // Each row of the neighbour dossier once more, as if it were this one's; and this one's, of another number.
        for table in ["ligne", "etiquette", "jeton"] {
            let key = attaquant.columns[table].iter().position(|c| c.0 == "dossier").expect("it names its dossier");
            for row in attaquant.rows(table, Some(v.b)) {
                let mut added = row.clone();
                added.0[key] = v.a.0.into();
                if table != "jeton" {
                    let etat = attaquant.columns[table].iter().position(|c| c.0 == "etat").expect("an etat");
                    added.0[etat] = Value::Int(2);
                }
                if !attaquant.try_insert(table, &added) {
                    continue;
                }
                is_found(e, &v.lea, v.a, &v.right, &format!("{}: a row added to {table}", e.engine));
                attaquant.delete(table, &added);
            }
            is_clean(e, &v.lea, v.a, &v.right, table);
        }
        // Rows of a state to come count for nothing, and the next write sweeps them away.
        for table in ["entete", "ligne"] {
            let mut added = attaquant.rows(table, Some(v.a)).pop().expect("a row");
            let etat = attaquant.columns[table].iter().position(|c| c.0 == "etat").expect("an etat");
            added.0[etat] = Value::Int(3);
            attaquant.insert(table, &added);
        }
        is_clean(e, &v.lea, v.a, &v.right, "rows of a state to come");
        assert_eq!(v.lea.records(v.a, "le troisième").expect("records"), 3);
        let right = textes(&v.lea.opens(v.a).expect("opens"));
        assert_eq!(right.len(), v.right.len() + 1);
        is_clean(e, &v.lea, v.a, &right, "after the next write");
        // A dossier that nobody ever recorded.
        let mut stranger = attaquant.rows("dossier", Some(v.a)).remove(0);
        stranger.0[0] = Value::from([3; 16]);
        attaquant.insert("dossier", &stranger);
        let before = e.count(Kind::Integrity);
        assert!(!e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty(), "a dossier of nobody");
        assert!(e.count(Kind::Integrity) > before, "a dossier of nobody is journalled");
    });
}

#[test]
fn old_rows_put_back() {
    Essai::on_each_engine(2, |e| {
        let v = victimes(e);
        let attaquant = attaquant(e);
        let now = attaquant.copy(v.a);
        for ((table, old), (_, new)) in v.before.iter().zip(&now) {
            for row in old.iter().filter(|row| !new.contains(row)) {
                // The current row of the same key gives its place; the head keeps one row a state.
                let place = if *table == "dossier" { new.first() } else { None };
                match place {
                    Some(current) => attaquant.replace(table, current, row),
                    None => attaquant.insert(table, row),
                }
                let case = format!("{}: an old row of {table} put back", e.engine);
                let opened = v.lea.opens(v.a);
                match (*table, &opened) {
                    // What the contre-clé recorded says that the write was concluded: it is concluded again.
                    ("dossier", Ok(opened)) => {
                        assert_eq!((opened.etat, textes(opened)), (2, v.right.clone()), "{case}")
                    }
                    // A head of the past beside the present one: it counts for nothing.
                    ("entete", Ok(opened)) => assert_eq!((opened.etat, textes(opened)), (2, v.right.clone()), "{case}"),
                    _ => panic!("{case}: {opened:?}"),
                }
                attaquant.restore(v.a, &now);
            }
        }
        is_clean(e, &v.lea, v.a, &v.right, "put right");
        attaquant.restore(v.a, &v.before);
        is_found(e, &v.lea, v.a, &v.before_texts(), &format!("{}: the whole dossier of before", e.engine));
        let opened = v.lea.opens(v.a);
        assert!(opened.is_err(), "an old state is never shown");
        assert!(v.lea.records(v.a, "par-dessus").is_err(), "nor written over");
        attaquant.restore(v.a, &now);
        is_clean(e, &v.lea, v.a, &v.right, "put right again");
    });
}

impl Victimes {
    /// Nothing: whatever of the old state is shown is wrong.
    fn before_texts(&self) -> Vec<String> {
        Vec::new()
    }
}

#[test]
fn an_old_copy_of_the_whole_base() {
    Essai::on_each_engine(2, |e| {
        let lea = e.signs_in("lea");
        let (a, b) = (e.of("lea")[0], e.of("lea")[1]);
        let whole: Vec<(String, Vec<Rang>)> = {
            let attaquant = attaquant(e);
            attaquant.columns.keys().map(|table| (table.clone(), attaquant.rows(table, None))).collect()
        };
        lea.records(a, "depuis la copie").expect("records");
        let made = lea.creates("Vauquelinard").expect("creates");
        e.stop();
        {
            let attaquant = attaquant(e);
            for (table, rows) in &whole {
                attaquant.exec(format!("delete from {table}"), vec![]);
                rows.iter().for_each(|row| attaquant.insert(table, row));
            }
        }
        e.try_start().expect("starts: the journal is the right one");
        assert!(lea.opens(a).is_err(), "the state of before is not shown");
        lea.opens(b).expect("what has not changed since the copy opens");
        let seen = e.run(e.coffre().sweep()).expect("sweeps");
        assert_eq!(seen.ecarts.len(), 2, "the one written since, and the one made since: {seen:?}");
        assert!(e.count(Kind::Integrity) >= 3, "journalled at the opening and by the sweep");
        assert!(lea.opens(made).is_err());
    });
}

/// What lies outside dossiers' integrity, tried all the same: drafts and traces show nothing that is not theirs.
#[test]
fn what_lies_outside_shows_nothing_of_others() {
    let e = Essai::on_sqlite(2);
    let lea = e.signs_in("lea");
    let (a, b) = (e.of("lea")[0], e.of("lea")[1]);
    lea.drafts(a, "un brouillon").expect("keeps");
    let attaquant = attaquant(&e);
    let row = attaquant.rows("brouillon", Some(a)).remove(0);
    let mut moved = row.clone();
    moved.0[1] = b.0.into();
    attaquant.replace("brouillon", &row, &moved);
    assert!(lea.draft_in(b).is_none(), "a draft of another dossier does not open");
    moved.0[2] = other(&moved.0[2], 1);
    let there = attaquant.rows("brouillon", Some(b)).remove(0);
    attaquant.replace("brouillon", &there, &moved);
    assert!(lea.draft_in(b).is_none(), "nor an altered one");
}

/// A change of the phone makes a new set of tokens. Whoever puts the old one back, or takes the new one away, gains no
/// search, and what is altered is found.
#[test]
fn tokens_of_before_a_change() {
    use domaine::Champ::{Mail, Telephone};
    Essai::on_each_engine(2, |e| {
        let v = victimes(e);
        let old = attaquant(e).rows("jeton", Some(v.a));
        assert_eq!(old.len(), 3, "phone, mail, NIR");
        v.lea.modifies(v.a, &[(Telephone, "0639900000", "0639980099")]).expect("writes");
        let first = attaquant(e).rows("jeton", Some(v.a));
        assert_eq!(first.len(), 3, "the whole set, once");
        for row in old.iter().filter(|row| !first.contains(row)) {
            attaquant(e).insert("jeton", row);
            assert!(v.lea.searches("0639900000").expect("searches").lignes.is_empty(), "it finds nobody");
            is_clean(e, &v.lea, v.a, &v.right, &format!("{}: an old token counts for nothing", e.engine));
            attaquant(e).delete("jeton", row);
        }
        v.lea.modifies(v.a, &[(Telephone, "0639980099", ""), (Mail, "jeune.0@courrier.example", "")]).expect("writes");
        let nir = attaquant(e).rows("jeton", Some(v.a));
        assert_eq!(nir.len(), 1, "the NIR's stays");
        attaquant(e).delete("jeton", &nir[0]);
        first.iter().for_each(|row| attaquant(e).insert("jeton", row));
        is_found(e, &v.lea, v.a, &v.right, &format!("{}: the set of before in the place of the new one", e.engine));
        first.iter().for_each(|row| attaquant(e).delete("jeton", row));
        attaquant(e).insert("jeton", &nir[0]);
        is_clean(e, &v.lea, v.a, &v.right, "put back");
    });
}
