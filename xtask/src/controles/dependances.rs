//! Who may depend on whom. The separation between the guichet, the coffre and the contre-clé rests on
//! this table: widening a line of it is a decision, not a convenience.

use crate::lieux::Lieux;
use crate::sources;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

/// What one crate may use. Tests (dev-dependencies) are not concerned.
struct Regle {
    name: &'static str,
    /// Crates of ours; `None`: all of them.
    ours: Option<&'static [&'static str]>,
    /// Crates of others: the only ones, or all but these.
    others: Others,
}

enum Others {
    Only(&'static [&'static str]),
    AllBut(&'static [&'static str]),
}

const SQL: &[&str] = &["rusqlite", "tokio-postgres"];
const WEB: &[&str] = &["axum", "tower-http", "hyper", "askama", "fluent-bundle"];
const OUTSIDE_WORLD: &[&str] = &[
    "tokio",
    "axum",
    "tower-http",
    "hyper",
    "rusqlite",
    "tokio-postgres",
    "reqwest",
    "async-trait",
    "futures",
    "rand",
    "getrandom",
];

const TABLE: &[Regle] = &[
    Regle { name: "domaine", ours: Some(&[]), others: Others::AllBut(OUTSIDE_WORLD) },
    Regle { name: "journal", ours: Some(&[]), others: Others::Only(&["aws-lc-rs"]) },
    Regle { name: "tableur", ours: Some(&["domaine"]), others: Others::AllBut(OUTSIDE_WORLD) },
    // Public tables and their search: light enough to be looked at alone.
    Regle { name: "referentiel", ours: Some(&[]), others: Others::Only(&["unicode-normalization"]) },
    Regle { name: "droits", ours: Some(&["journal"]), others: Others::AllBut(OUTSIDE_WORLD) },
    Regle {
        name: "contre-cle",
        ours: Some(&["journal", "droits"]),
        others: Others::Only(&["aws-lc-rs", "rustls", "subtle", "zeroize"]),
    },
    Regle { name: "coffre", ours: Some(&["domaine", "journal", "droits", "contre-cle"]), others: Others::AllBut(WEB) },
    Regle { name: "vigie", ours: Some(&["domaine", "journal"]), others: Others::AllBut(SQL) },
    // Speaks with a stranger, hence sees nothing of ours but the type that hides a name.
    Regle {
        name: "federation",
        ours: Some(&["domaine"]),
        others: Others::Only(&[
            "aws-lc-rs",
            "base64",
            "form_urlencoded",
            "http-body-util",
            "hyper",
            "hyper-util",
            "rustls",
            "rustls-native-certs",
            "serde",
            "serde_json",
            "subtle",
            "tokio",
            "tokio-rustls",
        ]),
    },
    Regle {
        name: "guichet",
        ours: Some(&["domaine", "referentiel", "droits", "coffre", "tableur", "federation", "vigie"]),
        others: Others::AllBut(SQL),
    },
    Regle { name: "cairn", ours: None, others: Others::AllBut(&[]) },
    Regle { name: "monde", ours: None, others: Others::AllBut(&[]) },
    Regle { name: "xtask", ours: Some(&[]), others: Others::Only(&[]) },
];

/// Name of each crate of ours, with what it is built from (normal and build dependencies).
fn workspace() -> BTreeMap<String, Vec<String>> {
    crates(|dependency| dependency["kind"] != "dev")
}

/// Name of each crate of ours, with the dependencies that `kept` keeps.
fn crates(kept: fn(&Value) -> bool) -> BTreeMap<String, Vec<String>> {
    let args = ["metadata", "--no-deps", "--format-version", "1", "--locked"];
    let output = Command::new("cargo").args(args).current_dir(Lieux::find().root).output().expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let used = |package: &Value| {
        let all = package["dependencies"].as_array().expect("dependencies");
        all.iter().filter(|dep| kept(dep)).map(|dep| text(&dep["name"])).collect()
    };
    packages.iter().map(|package| (text(&package["name"]), used(package))).collect()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a name").to_owned()
}

/// What breaks the table, one sentence each.
fn faults(workspace: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, used) in workspace {
        let Some(rule) = TABLE.iter().find(|rule| rule.name == name) else {
            faults.push(format!("{name} has no line in the table"));
            continue;
        };
        for dependency in used {
            let allowed = if workspace.contains_key(dependency) {
                rule.ours.is_none_or(|ours| ours.contains(&dependency.as_str()))
            } else {
                match rule.others {
                    Others::Only(these) => these.contains(&dependency.as_str()),
                    Others::AllBut(these) => !these.contains(&dependency.as_str()),
                }
            };
            if !allowed {
                faults.push(format!("{name} may not use {dependency}"));
            }
        }
    }
    faults
}

#[test]
fn every_crate_keeps_to_its_line_of_the_table() {
    assert_eq!(faults(&workspace()), Vec::<String>::new());
}

/// Guards the guard: each kind of fault is seen in a workspace that has it.
#[test]
fn the_table_sees_faults() {
    let sees = |name: &str, dependency: &str, expected: usize| {
        let mut workspace: BTreeMap<String, Vec<String>> =
            TABLE.iter().map(|rule| (rule.name.to_owned(), Vec::new())).collect();
        workspace.insert(name.to_owned(), vec![dependency.to_owned()]);
        assert_eq!(faults(&workspace).len(), expected, "{name} using {dependency}");
    };
    sees("contre-cle", "journal", 0);
    sees("contre-cle", "domaine", 1);
    sees("contre-cle", "serde", 1);
    sees("guichet", "coffre", 0);
    sees("guichet", "journal", 1);
    sees("guichet", "rusqlite", 1);
    sees("federation", "coffre", 1);
    sees("federation", "axum", 1);
    sees("coffre", "axum", 1);
    sees("domaine", "tokio", 1);
    sees("nouveau", "serde", 1);
}

#[test]
fn sql_has_one_home() {
    let with_sql = |engine: &str| -> Vec<String> {
        let all = workspace();
        all.into_iter().filter(|(_, used)| used.iter().any(|dep| dep == engine)).map(|(name, _)| name).collect()
    };
    for engine in SQL {
        assert_eq!(with_sql(engine), ["coffre"], "{engine}");
    }
}

/// The trade and the rights are pure: time and chance come in as parameters.
#[test]
fn the_trade_and_the_rights_read_no_clock_and_touch_no_file() {
    let forbidden =
        ["SystemTime", "Instant::now", "Zoned::now", "Timestamp::now", "std::fs", "std::net", "std::env", "async fn"];
    for name in ["domaine", "droits"] {
        let dir = Lieux::find().root.join("crates").join(name).join("src");
        for path in sources::files_with(&dir, "rs").expect("sources are readable") {
            let code = fs::read_to_string(&path).expect("sources are UTF-8");
            for word in forbidden {
                assert!(!code.contains(word), "{} holds {word}", path.display());
            }
        }
    }
}

/// Each crate of others was argued for once, where the next reader looks for it; tests' crates too.
#[test]
fn every_dependency_has_its_reason() {
    let reasons = fs::read_to_string(Lieux::find().root.join("docs/dependances.md")).expect("reasons are written down");
    let all = crates(|_| true);
    for (name, used) in &all {
        for other in used.iter().filter(|other| !all.contains_key(*other)) {
            assert!(
                reasons.contains(&format!("| `{other}` |")),
                "{other}, used by {name}: a line in docs/dependances.md"
            );
        }
    }
}
