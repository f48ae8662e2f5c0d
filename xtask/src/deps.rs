//! The full list of what the contre-clé is made of, committed so that a diff shows a newcomer.

use crate::Arret;
use crate::lieux::Lieux;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

const HEADER: &str = "\
# Everything that is compiled into the contre-clé (features of its own build, build tools left out).
# Rewritten by `cargo xtask deps --write`; a test compares. Each line that appears must be argued for.
";

/// `cargo xtask deps --write`
pub fn run(args: &[String]) -> Result<(), Arret> {
    if args != ["--write"] {
        return Err(Arret::usage());
    }
    let root = Lieux::find().root;
    let list = current(&root)?;
    fs::write(committed(&root), &list)?;
    println!("{} ({} crates)", committed(&root).display(), list.lines().filter(|line| !line.starts_with('#')).count());
    Ok(())
}

/// Where the list is committed.
pub fn committed(root: &Path) -> PathBuf {
    root.join("crates/contre-cle/DEPENDANCES.txt")
}

/// The list as the lock file has it now: one `name version` a line, sorted.
pub fn current(root: &Path) -> io::Result<String> {
    let tree = ["tree", "--locked", "--package", "contre-cle", "--edges", "normal", "--prefix", "none", "--no-dedupe"];
    // One platform, so that the list is the same on every machine.
    let target = ["--target", "x86_64-unknown-linux-gnu", "--format", "{p}"];
    let output = Command::new("cargo").args(tree).args(target).current_dir(root).output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let lines: BTreeSet<String> = text.lines().filter_map(name_and_version).collect();
    Ok(HEADER.to_owned() + &lines.into_iter().map(|line| line + "\n").collect::<String>())
}

/// `aws-lc-rs v1.19.0` → `aws-lc-rs 1.19.0`; crates of ours carry a path after it, left out.
fn name_and_version(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let (name, version) = (words.next()?, words.next()?);
    Some(format!("{name} {}", version.strip_prefix('v')?))
}
