//! Every statement, on both engines: prepared, and never reading a whole table unless a list here says so.

use std::path::Path;

use coffre::base::essai::{bases, statements};
use coffre::base::{full_scans, migrate, prepare_all};
use coffre::schema::MIGRATIONS;

/// Statements that read a whole table, and why they may.
const WHOLE: [(&str, &str); 4] = [
    ("coffre::annuaire::AGENTS", "at start: the directory of agents is in memory"),
    ("coffre::annuaire::STRUCTURES", "at start: their names too"),
    ("coffre::base::migration::LAST", "at start: a table of a few lines"),
    ("coffre::suivi::LAST", "at start: the last index of an index"),
];

#[test]
fn every_statement_prepares_and_reads_by_a_key() {
    let all = statements();
    for (engine, base) in bases() {
        migrate(&base, MIGRATIONS).expect("migrates");
        prepare_all(&base, &all).unwrap_or_else(|(name, error)| panic!("{engine}: {name}: {error}"));
        let mut scans = full_scans(&base, &all).expect("the plans are told");
        scans.retain(|name| !WHOLE.iter().any(|(known, _)| known == name));
        assert!(scans.is_empty(), "{engine}: whole tables are read by {scans:?}");
    }
}

#[test]
fn no_module_is_forgotten() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../coffre/src");
    let known = statements();
    let (mut files, mut modules) = (vec![source.clone()], 0);
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(&path).expect("reads").map(|e| e.expect("reads").path()));
            continue;
        }
        let relative = path.strip_prefix(&source).expect("inside").with_extension("");
        let module = format!("coffre::{}", relative.to_string_lossy().replace('/', "::").trim_end_matches("::mod"));
        let text = std::fs::read_to_string(&path).expect("reads");
        if module.ends_with("tests")
            || !text.lines().any(|l| matches!(l.trim(), "statements! {" | "crate::statements! {"))
        {
            continue;
        }
        modules += 1;
        assert!(
            known.iter().any(|s| s.name().starts_with(&format!("{module}::"))),
            "base::essai::statements() lacks {module}"
        );
    }
    assert!(modules >= 11, "only {modules} modules were found: has the macro another name?");
}
