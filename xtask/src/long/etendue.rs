//! The étendue of the 2025 case: 1.6 million readings of two accounts among 20 million of others, on both engines. The rows are
//! injected below the interface, by a test of the coffre that says so.

use std::process::Command;

use crate::lieux::Lieux;
use crate::{Arret, outils};

/// Readings of others.
const LECTURES: u64 = 20_000_000;

/// The number that `CAIRN_LONG_ETENDUE` asks for: this step alone, smaller, to try it.
pub fn asked() -> Option<u64> {
    std::env::var("CAIRN_LONG_ETENDUE").ok()?.parse().ok()
}

/// Injects, asks, prints the figures; fails above the goals.
pub fn run(lieux: &Lieux, lectures: Option<u64>) -> Result<(), Arret> {
    let cluster = outils::postgres(lieux)?;
    let status = Command::new("cargo")
        .args(["nextest", "run", "--release", "--locked", "--profile", "long", "--package", "coffre", "--no-capture"])
        .arg("etendue::mesure::an_answer_comes_in_seconds")
        .env("CAIRN_LONG_ETENDUE", lectures.unwrap_or(LECTURES).to_string())
        .env("CAIRN_ESSAI_PG", outils::maintenance(&cluster))
        .current_dir(&lieux.root)
        .status()?;
    if status.success() { Ok(()) } else { Err(Arret::failed("cargo xtask long: the étendue takes too long")) }
}
