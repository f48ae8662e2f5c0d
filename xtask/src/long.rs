//! `cargo xtask long`: the tests whose small numbers CI runs, with their large ones: 200 deaths of each process,
//! 3,000 dossiers on stolen disks, the étendue of 1.6 million readings, the six million dossiers of the country. Hours, not minutes; before a release.

mod etendue;
mod pays;

use std::process::Command;

use crate::{Arret, lieux::Lieux, machine, outils};

/// Runs everything long.
pub fn run() -> Result<(), Arret> {
    machine::ensure(&[&machine::COMPILATEUR, &machine::POSTGRESQL, &machine::FAKETIME])?;
    let lieux = Lieux::find();
    if let Some(dossiers) = pays::asked() {
        return pays::run(&lieux, Some(dossiers));
    }
    if let Some(lectures) = etendue::asked() {
        return etendue::run(&lieux, Some(lectures));
    }
    let build = ["build", "--workspace", "--bins", "--locked"];
    let mut steps = vec![Command::new("cargo")];
    steps[0].args(build);
    let cluster = outils::postgres(&lieux)?;
    let mut tests = Command::new("cargo");
    tests
        .args([
            "nextest",
            "run",
            "--locked",
            "--profile",
            "long",
            "--package",
            "cairn",
            "--package",
            "monde",
            "--package",
            "droits",
        ])
        .env("CAIRN_LONG", "1")
        .env("CAIRN_ESSAI_PG", outils::maintenance(&cluster))
        .env("CAIRN_BINAIRES", lieux.target.join("debug"))
        .env("CAIRN_VERIFICATEURS", lieux.outils())
        .env("CAIRN_ESSAI_JOURNAUX", lieux.journaux());
    steps.push(tests);
    for step in &mut steps {
        if !step.current_dir(&lieux.root).status()?.success() {
            return Err(Arret::failed("cargo xtask long: a step failed"));
        }
    }
    etendue::run(&lieux, None)?;
    pays::run(&lieux, None)
}
