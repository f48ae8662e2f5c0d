//! Two verifiers that nobody here wrote accept our journal, and refuse it with one byte flipped.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output};

use journal::tiles::Publisher;

use crate::publication::{files, log_of};
use crate::support::{Folder, cosigned, cosigner, signer};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../essais/verificateurs/verifier.sh");

fn run(arguments: &[&str], only: &str) -> Output {
    Command::new(SCRIPT).args(arguments).env("CAIRN_VERIFICATEUR", only).output().expect("verifier.sh starts")
}

/// Verifies with one of the verifiers: `Ok` with what it printed, `Err` with its complaint.
fn judge(only: &str, dir: &Path) -> Result<String, String> {
    let output = run(&[dir.to_str().unwrap(), &signer().vkey(), &cosigner().vkey()], only);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.code() {
        Some(0) => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        Some(1) if complaint.contains(&format!("{only}: REFUSED")) => Err(complaint),
        other => panic!("{only} verifier failed ({other:?}): {complaint}"),
    }
}

/// One file of each kind, and of each level for tiles.
const KINDS: &[&str] = &[
    "checkpoint",
    "tile/0/000",
    "tile/0/002.p/188",
    "tile/0/002.p/88",
    "tile/1/000.p/2",
    "tile/entries/001",
    "tile/entries/002.p/188",
    "tile/entries/002.p/88",
];

#[test]
fn both_foreign_verifiers_catch_every_flipped_byte() {
    let ready = run(&["--prepare"], "");
    if !ready.status.success() {
        let why = String::from_utf8_lossy(&ready.stderr).into_owned();
        assert!(std::env::var_os("CI").is_none(), "foreign verifiers are missing: {why}");
        // Past the capture of the test harness: a skipped control must be seen.
        let _ = writeln!(io::stderr(), "SKIPPED both_foreign_verifiers_catch_every_flipped_byte: {why}");
        return;
    }
    let folder = Folder::new("foreign");
    let log = log_of(&[600, 100], |log| {
        Publisher::open(&folder.0).unwrap().publish(log, &cosigned(log)).unwrap();
    });
    let piece = files(&folder.0).into_keys().find(|name| name.starts_with("piece/")).unwrap();
    let root = journal::encoding::hex(&log.tree().root());
    for only in ["go", "python"] {
        let said = judge(only, &folder.0).unwrap();
        assert!(said.contains("size 700") && said.contains(&root), "{said}");
        for name in KINDS.iter().copied().chain([piece.as_str()]) {
            let path = folder.0.join(name);
            let bytes = std::fs::read(&path).unwrap();
            let mut changed = bytes.clone();
            changed[bytes.len() * 2 / 3] ^= 1;
            std::fs::write(&path, changed).unwrap();
            let complaint = judge(only, &folder.0).expect_err(name);
            // The tiles of the right edge are proven together, by the root: the library names no single one.
            let named = complaint.contains(name) || only == "python" && complaint.contains("right-edge tiles");
            assert!(named, "{only}, {name}: {complaint}");
            std::fs::write(&path, bytes).unwrap();
        }
        judge(only, &folder.0).unwrap();
    }
}
