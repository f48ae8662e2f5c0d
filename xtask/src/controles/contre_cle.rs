//! The contre-clé is to be read in a day by somebody of another organisation: small, safe Rust, and
//! nothing underneath that has not been argued for.

use crate::lieux::Lieux;
use crate::{deps, sources};
use std::fs;

const LIGNES_MAX: usize = 2_500;

#[test]
fn its_dependencies_are_those_committed() {
    let root = Lieux::find().root;
    let committed = fs::read_to_string(deps::committed(&root)).unwrap_or_default();
    let current = deps::current(&root).expect("cargo tree answers");
    let lines = |text: &str| text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&current), lines(&committed), "argue for the change, then `cargo xtask deps --write`");
}

#[test]
fn it_is_read_in_a_day() {
    let dir = Lieux::find().root.join("crates/contre-cle/src");
    let mut total = 0;
    for path in sources::files_with(&dir, "rs").expect("sources are readable") {
        total += lines_without_tests(&fs::read_to_string(&path).expect("sources are UTF-8"));
    }
    assert!(total <= LIGNES_MAX, "{total} lines, {LIGNES_MAX} at most");
    println!("contre-clé: {total} lines");
}

/// The workspace forbids it too; here it is written where the reader of this crate alone sees it.
#[test]
fn it_forbids_unsafe_code() {
    let dir = Lieux::find().root.join("crates/contre-cle/src");
    for name in ["lib.rs", "main.rs"] {
        let Ok(code) = fs::read_to_string(dir.join(name)) else {
            continue;
        };
        assert!(code.contains("#![forbid(unsafe_code)]"), "{name}");
    }
}

/// No crate of ours escapes the lints of the workspace, `unsafe_code = "forbid"` among them.
#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    let root = Lieux::find().root;
    let manifests = sources::files_with(&root, "toml").expect("the tree is readable");
    for path in manifests.iter().filter(|path| path.ends_with("Cargo.toml") && path.parent() != Some(&root)) {
        let manifest = fs::read_to_string(path).expect("manifests are UTF-8");
        if manifest.contains("[package]") {
            assert!(manifest.contains("[lints]\nworkspace = true"), "{}", path.display());
        }
    }
    let workspace = fs::read_to_string(root.join("Cargo.toml")).expect("the workspace has a manifest");
    assert!(workspace.contains("unsafe_code = \"forbid\""));
}

/// All lines, blank ones and comments too, up to the tests that close a file.
fn lines_without_tests(code: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    let mut previous = "";
    for line in code.lines() {
        if inside {
            inside = line != "}";
        } else if previous == "#[cfg(test)]" && line.starts_with("mod ") {
            count -= 1; // the attribute
            inside = line.ends_with('{');
        } else {
            count += 1;
        }
        previous = line;
    }
    count
}

#[test]
fn lines_of_tests_are_not_counted() {
    assert_eq!(lines_without_tests("a\n\nb\n"), 3);
    assert_eq!(lines_without_tests("a\n#[cfg(test)]\nmod tests {\n    x\n}\nb\n"), 2);
    assert_eq!(lines_without_tests("a\n#[cfg(test)]\nmod tests;\nb\n"), 2);
    assert_eq!(lines_without_tests("a\n#[cfg(test)]\nfn x() {\n}\n"), 4);
}
