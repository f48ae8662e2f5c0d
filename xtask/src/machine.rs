//! What the machine must have, how to tell, and how to get it. As root on Debian it is installed;
//! elsewhere the exact command is printed and nothing is touched.

use crate::Arret;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One thing that the machine must have.
pub struct Besoin {
    /// Its name, as printed.
    pub name: &'static str,
    /// Debian's packages that bring it.
    apt: &'static [&'static str],
    is_here: fn() -> bool,
}

/// A C compiler: aws-lc-rs and SQLite are built from source.
pub const COMPILATEUR: Besoin =
    Besoin { name: "C compiler", apt: &["gcc", "libc6-dev", "make"], is_here: || runs("cc", &["--version"]) };
/// The browser of the end-to-end tests; without a font a page has no text to measure.
pub const NAVIGATEUR: Besoin =
    Besoin { name: "Chromium", apt: &["chromium", "fonts-dejavu-core"], is_here: || find("chromium").is_some() };
/// Drives the browser, and runs the stand-in for ProConnect. Playwright asks for version 20.
pub const NODE: Besoin = Besoin { name: "Node.js 20 and npm", apt: &["nodejs", "npm"], is_here: node_20 };
/// The server's binaries; a throw-away cluster is made with them, no service is used.
pub const POSTGRESQL: Besoin =
    Besoin { name: "PostgreSQL server", apt: &["postgresql"], is_here: || postgresql_bin().is_some() };
/// The first foreign verifier of the journal.
pub const GO: Besoin =
    Besoin { name: "Go and golang.org/x/mod", apt: &["golang-go", "golang-golang-x-mod-dev"], is_here: go_with_mod };
/// The second foreign verifier of the journal.
pub const PYTHON: Besoin = Besoin {
    name: "Python 3 with pip",
    apt: &["python3", "python3-pip", "python3-venv"],
    is_here: || runs("python3", &["-m", "pip", "--version"]),
};
/// Moves the clock of unmodified binaries.
pub const FAKETIME: Besoin = Besoin { name: "libfaketime", apt: &["libfaketime"], is_here: || libfaketime().is_some() };

/// Sees to it that everything in `needs` is on the machine, or says how to get it and stops.
pub fn ensure(needs: &[&Besoin]) -> Result<(), Arret> {
    let missing: Vec<&&Besoin> = needs.iter().filter(|need| !(need.is_here)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|need| need.name).collect();
    let packages: Vec<&str> = missing.iter().flat_map(|need| need.apt).copied().collect();
    println!("missing on this machine: {}", names.join(", "));

    let by_hand = format!("apt-get update && apt-get install -y --no-install-recommends {}", packages.join(" "));
    if !(is_root() && find("apt-get").is_some()) {
        return Err(Arret::failed(format!("please run, as root:\n    {by_hand}")));
    }
    println!("installing: {}", packages.join(" "));
    apt(&["update", "-q"])?;
    apt(&[&["install", "-y", "-q", "--no-install-recommends"], &packages[..]].concat())?;

    let still: Vec<&str> = missing.iter().filter(|need| !(need.is_here)()).map(|need| need.name).collect();
    if still.is_empty() {
        return Ok(());
    }
    Err(Arret::failed(format!("still missing after the installation: {}", still.join(", "))))
}

/// cargo-nextest comes from crates, not from Debian; any user may install it.
pub fn ensure_nextest() -> Result<(), Arret> {
    if runs("cargo", &["nextest", "--version"]) {
        return Ok(());
    }
    println!("installing cargo-nextest (once, a few minutes)");
    let status = Command::new("cargo").args(["install", "cargo-nextest", "--locked"]).status()?;
    if status.success() {
        return Ok(());
    }
    Err(Arret::failed("cargo-nextest could not be installed; please run:\n    cargo install cargo-nextest --locked"))
}

/// The newest installed server's folder of binaries, or the one on the PATH.
fn postgresql_bin() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").is_file())
        .collect();
    versions.sort();
    versions.pop().or_else(|| find("initdb").and_then(|path| path.parent().map(Path::to_path_buf)))
}

fn libfaketime() -> Option<PathBuf> {
    std::fs::read_dir("/usr/lib")
        .ok()?
        .flatten()
        .map(|entry| entry.path().join("faketime/libfaketime.so.1"))
        .find(|path| path.is_file())
}

fn go_with_mod() -> bool {
    runs("go", &["version"]) && Path::new("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog").is_dir()
}

fn node_20() -> bool {
    let Ok(output) = Command::new("node").arg("--version").output() else {
        return false;
    };
    let version = String::from_utf8_lossy(&output.stdout).into_owned();
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|n| n.parse::<u32>().ok());
    major.is_some_and(|major| major >= 20) && runs("npm", &["--version"])
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn apt(args: &[&str]) -> Result<(), Arret> {
    let status =
        Command::new("apt-get").args(args).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(Arret::failed(format!("apt-get {} failed", args[0]))) }
}

fn runs(program: &str, args: &[&str]) -> bool {
    let command =
        Command::new(program).args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    command.is_ok_and(|status| status.success())
}

fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(program)).find(|candidate| candidate.is_file())
}
