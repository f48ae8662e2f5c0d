//! The drills, on the programs as they were built for the tests: on the charter's 3,000 dossiers with the embedded base,
//! and once more, smaller, with PostgreSQL.

use super::{Contexte, build, lance};
use crate::comptes::{Comptes, Runner};
use std::io;

/// Engine and dossiers of each run.
const RUNS: [(&str, &str); 2] = [("sqlite", "3000"), ("postgresql", "300")];

/// Builds both programs, and runs every drill on each engine. One run is one check: it names the figures itself.
pub fn run(context: &mut Contexte) -> io::Result<Comptes> {
    let built = build(context)?;
    if built.failed > 0 {
        return Ok(built);
    }
    let cluster = context.postgres()?;
    let journals = context.lieux.journaux();
    let mut sum = Comptes::default();
    for (engine, dossiers) in RUNS {
        let mut command = context.command(&context.lieux.target.join("debug/cairn").to_string_lossy());
        command.args(["exercice", "--moteur", engine, "--dossiers", dossiers, "--grappe", &cluster]);
        command.arg("--journaux").arg(&journals);
        sum.add(lance::run(&mut command, Runner::Check, &context.log("exercices"))?);
    }
    Ok(sum)
}
