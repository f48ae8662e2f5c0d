//! ARCHITECTURE.md names, beside each invariant, the test that enforces it. A test that was renamed or
//! removed would leave a promise behind: every name in that column must exist.

use crate::lieux::Lieux;
use crate::sources;
use std::fs;

#[test]
fn every_test_that_architecture_names_exists() {
    let root = Lieux::find().root;
    let text = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("the architecture is written down");
    let named = named_tests(&text);
    assert!(!named.is_empty(), "the table of invariants was not found");

    let mut code = String::new();
    for extension in ["rs", "mjs"] {
        for path in sources::files_with(&root, extension).expect("the tree is readable") {
            code += &fs::read_to_string(path).expect("sources are UTF-8");
        }
    }
    for name in named {
        assert!(exists(&name, &code), "ARCHITECTURE.md names {name}, which no file defines");
    }
}

/// A Rust test or module of tests, or the title of a browser test.
fn exists(name: &str, code: &str) -> bool {
    let last = name.rsplit("::").next().unwrap_or(name);
    ["fn ", "mod "]
        .iter()
        .any(|word| code.contains(&format!("{word}{last}(")) || code.contains(&format!("{word}{last};")))
        || ["test", "journee"].iter().any(|word| code.contains(&format!("{word}('{last}'")))
}

/// What stands between back-quotes in the last cell of each invariant.
fn named_tests(text: &str) -> Vec<String> {
    let rows = text.lines().skip_while(|line| *line != "## Invariants").filter(|line| line.starts_with("| "));
    let cells = rows.filter_map(|row| row.trim_end_matches(" |").rsplit(" | ").next());
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

#[test]
fn names_are_found_in_the_table() {
    let text = "x `no`\n## Invariants\n\n| # | invariant | enforced by |\n|---|---|---|\n\
                | 1 | a `word` | `coffre`: `a::b` |\n| 2 | c | — |\n| 3 | d | `e` |\n";
    assert_eq!(named_tests(text), ["coffre", "a::b", "e"]);
    assert!(exists("x::grows", "fn grows() {}"));
    assert!(exists("essais", "mod essais;"));
    assert!(exists("opens a dossier", "test('opens a dossier', async () => {"));
    assert!(!exists("grows", "fn grows_not() {}"));
}
