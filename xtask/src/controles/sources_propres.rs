//! What may not stand in a committed file: the folders of somebody's machine, and the hosts of package
//! registries (a mirror, a closed network, an operator's own: where packages come from is a setting).

use crate::lieux::Lieux;
use crate::sources;
use std::fs;

/// Written in pieces, so that this file does not hold them.
fn banned() -> Vec<String> {
    let paths =
        [("/wo", "rk/"), ("/ro", "ot/"), ("/tm", "p/"), ("/far", "m/"), ("shared/kno", "wledge"), ("/ho", "me/")];
    let hosts = [
        ("registry.npm", "js.org"),
        ("registry.yarn", "pkg.com"),
        ("pypi", ".org"),
        ("pythonhosted", ".org"),
        ("index.crates", ".io"),
        ("static.crates", ".io"),
        ("deb.deb", "ian.org"),
        ("proxy.gol", "ang.org"),
    ];
    paths.iter().chain(&hosts).map(|(head, tail)| format!("{head}{tail}")).collect()
}

/// Words of the list that `text` holds.
fn found<'a>(banned: &'a [String], text: &str) -> Vec<&'a String> {
    banned.iter().filter(|word| text.contains(word.as_str())).collect()
}

#[test]
fn no_file_names_a_machine_or_a_registry() {
    let root = Lieux::find().root;
    let banned = banned();
    let mut faults = Vec::new();
    for path in sources::files(&root).expect("the tree is readable") {
        let text = String::from_utf8_lossy(&fs::read(&path).expect("files are readable")).into_owned();
        for word in found(&banned, &text) {
            faults.push(format!("{}: {word}", path.strip_prefix(&root).unwrap_or(&path).display()));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_list_finds_its_words() {
    let banned = banned();
    for word in &banned {
        assert!(!found(&banned, &format!("see {word}x")).is_empty());
    }
    assert!(found(&banned, "crates/journal/src, docs/adr, the work of a conseiller").is_empty());
}
