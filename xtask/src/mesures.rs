//! `cargo xtask mesures`: every bench at every size on both engines, then the curves. Minutes at 3,000 dossiers, an hour
//! at 300,000: never in CI.

use std::process::{Command, Stdio};
use std::time::Instant;

use crate::lieux::Lieux;
use crate::{Arret, courbes, machine};

const TAILLES: [u64; 3] = [3_000, 30_000, 300_000];
const MOTEURS: [&str; 2] = ["sqlite", "postgresql"];

/// Builds, measures, draws.
pub fn run(args: &[String]) -> Result<(), Arret> {
    let choice = Choix::read(args)?;
    let lieux = Lieux::find();
    machine::ensure(&[&machine::COMPILATEUR])?;
    if choice.moteurs.contains(&"postgresql") {
        machine::ensure(&[&machine::POSTGRESQL])?;
    }
    let build = ["build", "--release", "--locked", "-p", "cairn", "-p", "contre-cle"];
    if !Command::new("cargo").args(build).current_dir(&lieux.root).status()?.success() {
        return Err(Arret::failed("the programs could not be built"));
    }
    let folder = lieux.root.join("docs/mesures");
    std::fs::create_dir_all(&folder)?;
    let whole = Instant::now();
    for taille in &choice.tailles {
        for moteur in &choice.moteurs {
            let start = Instant::now();
            println!("{taille} dossiers, {moteur}");
            let mut bench = Command::new(lieux.target.join("release/cairn"));
            bench.args(["mesure", "tout", "--moteur", moteur, "--dossiers", &taille.to_string(), "--sortie"]);
            let status = bench.arg(&folder).stdin(Stdio::null()).current_dir(&lieux.root).status()?;
            if !status.success() {
                return Err(Arret::failed(format!("{taille} dossiers, {moteur}: no figure ({status})")));
            }
            println!("{taille} dossiers, {moteur}: {} s\n", start.elapsed().as_secs());
        }
    }
    println!("all: {} s", whole.elapsed().as_secs());
    courbes::run(&[])
}

#[derive(Debug, PartialEq)]
struct Choix {
    tailles: Vec<u64>,
    moteurs: Vec<&'static str>,
}

impl Choix {
    /// `--tailles 3000,30000`, `--moteurs sqlite`; by default all.
    fn read(args: &[String]) -> Result<Choix, Arret> {
        let mut choice = Choix { tailles: TAILLES.to_vec(), moteurs: MOTEURS.to_vec() };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let values = args.next().ok_or_else(Arret::usage)?.split(',');
            let known = match arg.as_str() {
                "--tailles" => {
                    let sizes = values.map(|text| text.parse().ok().filter(|size| *size > 0));
                    sizes.collect::<Option<_>>().map(|sizes| choice.tailles = sizes)
                }
                "--moteurs" => {
                    let engines = values.map(|text| MOTEURS.into_iter().find(|known| *known == text));
                    engines.collect::<Option<_>>().map(|engines| choice.moteurs = engines)
                }
                _ => None,
            };
            known.ok_or_else(Arret::usage)?;
        }
        Ok(choice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(args: &[&str], expected: Option<(&[u64], &[&'static str])>) {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let expected = expected.map(|(sizes, engines)| Choix { tailles: sizes.to_vec(), moteurs: engines.to_vec() });
        assert_eq!(Choix::read(&args).ok(), expected, "{args:?}");
    }

    #[test]
    fn options_are_read() {
        check(&[], Some((&TAILLES, &MOTEURS)));
        check(&["--tailles", "3000,30000"], Some((&[3_000, 30_000], &MOTEURS)));
        check(&["--moteurs", "sqlite", "--tailles", "300"], Some((&[300], &["sqlite"])));
        check(&["--moteurs", "oracle"], None);
        check(&["--tailles", "beaucoup"], None);
        check(&["--tailles", "3000,"], None);
        check(&["--tailles", "0"], None);
        check(&["--tailles"], None);
        check(&["--autre", "1"], None);
    }
}
