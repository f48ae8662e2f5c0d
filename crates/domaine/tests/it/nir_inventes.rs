//! Invented people have the order 000, which is never given: a number without it could be somebody's.

use std::fs;
use std::path::{Path, PathBuf};

use domaine::nir;

/// NIR that are printed in public documents, and carry no marker. Nothing else without order 000 may stand in the tree.
const PUBLICS: [&str; 5] = ["295109912611193", "253072B07300470", "253072A07300443", "255081416802538", nir::SPECIMEN];

/// Where people put a space in a NIR.
const GROUPES: [usize; 6] = [1, 3, 5, 7, 10, 13];

#[test]
fn no_nir_in_the_tree_can_be_somebody() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (mut files, mut numbers) = (Vec::new(), 0);
    texts(&root, &mut files);
    for path in &files {
        let Ok(texte) = fs::read_to_string(path) else { continue };
        for nir in literals(&texte) {
            numbers += 1;
            let is_public = PUBLICS.contains(&nir.as_str());
            assert!(is_public || &nir[10..13] == "000", "{}: a NIR without the marker 000", path.display());
        }
    }
    assert!(files.len() > 300 && numbers > 100, "{} files, {numbers} numbers: the walk missed the tree", files.len());
}

#[test]
fn a_literal_is_found_however_it_is_written() {
    let check = |texte: &str, expected: &[&str]| assert_eq!(literals(texte), expected, "{texte}");
    check("nir=\"203077511500016\"", &["203077511500016"]);
    check("(2 03 07 75 115 000 16)", &["203077511500016"]);
    check("1.05.05.2a.004.000.25;", &["105052A00400025"]);
    check("2030775115000 16", &["203077511500016"]);
    check("13001 13011 13013", &[]); // codes of communes whose digits happen to answer
    check("203077511500017", &[]); // its key is wrong: nobody's
    check("1203077511500016", &[]); // a longer number
    check("203077511500016é", &["203077511500016"]);
    check("203077511500016F", &[]); // a longer word
    check("20307751150001", &[]);
}

/// The sound NIR of a text: in one run, with the key apart, or in the groups that people write, of which the first is one
/// digit. Other groups are something else: lists of communes are full of fifteen digits.
fn literals(texte: &str) -> Vec<String> {
    let bytes = texte.as_bytes();
    let mut found = Vec::new();
    for start in 0..bytes.len() {
        let is_first = matches!(bytes[start], b'1'..=b'8') && (start == 0 || !bytes[start - 1].is_ascii_alphanumeric());
        if !is_first {
            continue;
        }
        let (mut nir, mut at, mut gaps) = (String::with_capacity(15), start, Vec::new());
        while nir.len() < 15 && at < bytes.len() {
            match bytes[at] {
                c if c.is_ascii_alphanumeric() => nir.push(c.to_ascii_uppercase().into()),
                b' ' | b'.' | b'-' if bytes[at - 1].is_ascii_alphanumeric() => gaps.push(nir.len()),
                _ => break,
            }
            at += 1;
        }
        let ends = bytes.get(at).is_none_or(|c| !c.is_ascii_alphanumeric());
        let is_written = match gaps[..] {
            [] | [13] => true,
            [first, ..] => first == 1 && gaps.iter().all(|gap| GROUPES.contains(gap)),
        };
        if ends && is_written && nir.len() == 15 && nir::parse(&nir).is_ok() {
            found.push(nir);
        }
    }
    found
}

/// The texts of the repository: neither what is built nor what is fetched.
fn texts(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let Ok(kind) = entry.file_type() else { continue };
        let name = name.to_string_lossy();
        if kind.is_dir() && !name.starts_with('.') && !name.starts_with("target") && name != "node_modules" {
            texts(&path, into);
        } else if kind.is_file() && entry.metadata().is_ok_and(|file| file.len() < 8_000_000) {
            into.push(path);
        }
    }
}
