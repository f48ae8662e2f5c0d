//! `cargo xtask test`: chooses the steps, sees to the machine, runs, sums up.

use crate::comptes::Comptes;
use crate::etapes::{Contexte, ETAPES, Etape};
use crate::lieux::Lieux;
use crate::{Arret, machine};
use std::fs;
use std::time::{Duration, Instant};

/// Runs every step that concerns the project as it stands, or those named by `--only`.
pub fn run(args: &[String]) -> Result<(), Arret> {
    let lieux = Lieux::find();
    let ci = std::env::var("CI").is_ok_and(|value| value == "true");
    let steps = choose(args, &lieux)?;

    let needs: Vec<_> = steps.iter().flat_map(|step| step.needs).copied().collect();
    machine::ensure(&without_repeats(needs))?;
    if steps.iter().any(|step| step.name == "tests") {
        machine::ensure_nextest()?;
    }
    // Journals of the last run are kept when the foreign verifiers alone are asked for.
    let replays_only = steps.iter().all(|step| step.name == "verificateurs");
    if lieux.logs().exists() && !replays_only {
        fs::remove_dir_all(lieux.logs())?;
    }

    let mut context = Contexte::new(lieux.clone(), ci);
    let mut table = Vec::new();
    for step in steps {
        println!("\n── {}", step.name);
        let start = Instant::now();
        let counts = context.run(step).unwrap_or_else(|error| {
            println!("{error}");
            Comptes { failed: 1, ..Comptes::default() }
        });
        table.push(Ligne { name: step.name, counts, took: start.elapsed() });
    }
    drop(context); // the cluster stops before the verdict, so that the verdict stays the last line

    conclude(&table, ci, &lieux)
}

struct Ligne {
    name: &'static str,
    counts: Comptes,
    took: Duration,
}

/// The table, what was skipped, and the closing line alone at the end.
fn conclude(table: &[Ligne], ci: bool, lieux: &Lieux) -> Result<(), Arret> {
    for line in table.iter().filter(|line| !line.counts.last_words.is_empty()) {
        println!("\n── {}: the last words of what failed", line.name);
        line.counts.last_words.iter().for_each(|said| println!("{said}"));
    }
    println!("\n{:<16}{:>8}{:>8}{:>10}", "step", "passed", "failed", "seconds");
    for line in table {
        let seconds = line.took.as_secs_f64();
        println!("{:<16}{:>8}{:>8}{seconds:>10.1}", line.name, line.counts.passed, line.counts.failed);
    }
    println!("full output of each step: {}", lieux.logs().display());

    let skipped: Vec<&String> = table.iter().flat_map(|line| &line.counts.skipped).collect();
    for line in &skipped {
        println!("{line}");
    }
    let passed: u64 = table.iter().map(|line| line.counts.passed).sum();
    let mut failed: u64 = table.iter().map(|line| line.counts.failed).sum();
    if ci && !skipped.is_empty() {
        println!("under CI nothing may be skipped");
        failed += skipped.len() as u64;
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 { Ok(()) } else { Err(Arret::failed("")) }
}

fn choose(args: &[String], lieux: &Lieux) -> Result<Vec<&'static Etape>, Arret> {
    let mut wanted = Vec::new();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match (arg.as_str(), args.next()) {
            ("--only", Some(name)) => wanted.push(name.as_str()),
            _ => return Err(Arret::usage()),
        }
    }
    let known: Vec<&str> = ETAPES.iter().map(|step| step.name).collect();
    if let Some(unknown) = wanted.iter().find(|name| !known.contains(name)) {
        return Err(Arret::failed(format!("no step {unknown}; there are: {}", known.join(", "))));
    }
    let chosen = |step: &&Etape| (wanted.is_empty() || wanted.contains(&step.name)) && (step.concerns)(lieux);
    Ok(ETAPES.iter().filter(chosen).collect())
}

fn without_repeats(needs: Vec<&'static machine::Besoin>) -> Vec<&'static machine::Besoin> {
    let mut once: Vec<&'static machine::Besoin> = Vec::new();
    for need in needs {
        if !once.iter().any(|known| known.name == need.name) {
            once.push(need);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(args: &[&str], expected: Result<&[&str], ()>) {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let chosen = choose(&args, &Lieux::find()).map(|steps| steps.iter().map(|s| s.name).collect::<Vec<_>>());
        assert_eq!(chosen.map_err(|_| ()), expected.map(<[&str]>::to_vec), "{args:?}");
    }

    #[test]
    fn steps_are_chosen_by_name() {
        check(&["--only", "fmt"], Ok(&["fmt"]));
        check(&["--only", "clippy", "--only", "fmt"], Ok(&["fmt", "clippy"]));
        check(&["--only"], Err(()));
        check(&["--only", "nonsense"], Err(()));
        check(&["fmt"], Err(()));
    }
}
