//! The steps of `cargo xtask test`, in their order. A new step is one entry of `ETAPES`.

mod dist;
mod exercices;

use crate::comptes::{Comptes, Runner};
use crate::lieux::Lieux;
use crate::machine::{self, Besoin};
use crate::pg::Cluster;
use crate::{lance, outils, sources};
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::Command;

/// One step.
pub struct Etape {
    /// Its name, for `--only` and for the table.
    pub name: &'static str,
    /// What the machine must have for it.
    pub needs: &'static [&'static Besoin],
    /// Whether the project holds anything for this step to try.
    pub concerns: fn(&Lieux) -> bool,
    run: fn(&mut Contexte) -> io::Result<Comptes>,
}

/// Every step. The quick ones come first: a badly laid out line is known in seconds.
pub const ETAPES: &[Etape] = &[
    Etape { name: "fmt", needs: &[], concerns: |_| true, run: fmt },
    Etape { name: "clippy", needs: &[&machine::COMPILATEUR], concerns: |_| true, run: clippy },
    Etape {
        name: "tests",
        needs: &[
            &machine::COMPILATEUR,
            &machine::POSTGRESQL,
            &machine::FAKETIME,
            &machine::GO,
            &machine::PYTHON,
            &machine::NODE,
        ],
        concerns: |_| true,
        run: tests,
    },
    Etape {
        name: "exercices",
        needs: &[&machine::COMPILATEUR, &machine::POSTGRESQL, &machine::FAKETIME],
        concerns: |_| true,
        run: exercices::run,
    },
    Etape {
        name: "dist",
        needs: &[&machine::COMPILATEUR, &machine::POSTGRESQL, &machine::FAKETIME],
        concerns: |_| true,
        run: dist::run,
    },
    Etape { name: "doc", needs: &[&machine::COMPILATEUR], concerns: has_doctests, run: doctests },
    Etape {
        name: "navigateur",
        needs: &[&machine::COMPILATEUR, &machine::POSTGRESQL, &machine::NAVIGATEUR, &machine::NODE, &machine::FAKETIME],
        concerns: |lieux| !browser_tests(lieux).is_empty(),
        run: navigateur,
    },
    Etape {
        name: "verificateurs",
        needs: &[&machine::GO, &machine::PYTHON],
        concerns: |lieux| verifier(lieux).is_file() && !browser_tests(lieux).is_empty(),
        run: verificateurs,
    },
];

/// What the steps share: folders, environment, and the cluster, started by the first that asks.
pub struct Contexte {
    lieux: Lieux,
    ci: bool,
    postgres: Option<Cluster>,
}

impl Contexte {
    /// Nothing is started yet.
    pub fn new(lieux: Lieux, ci: bool) -> Contexte {
        Contexte { lieux, ci, postgres: None }
    }

    /// Runs one step; what it could not even begin is an error.
    pub fn run(&mut self, etape: &Etape) -> io::Result<Comptes> {
        (etape.run)(self)
    }

    /// A command at the root of the workspace, in the environment that all the steps share.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.lieux.root).env("CARGO_TERM_COLOR", "never");
        command
            .env("CAIRN_VERIFICATEURS", self.lieux.outils())
            .env("CAIRN_ESSAI_JOURNAUX", self.lieux.journaux())
            .env("CAIRN_BINAIRES", self.lieux.target.join("debug"));
        if self.ci {
            command.env("CARGO_INCREMENTAL", "0");
        }
        command
    }

    fn cargo(&self, args: &[&str]) -> Command {
        let mut command = self.command("cargo");
        command.args(args);
        command
    }

    fn log(&self, name: &str) -> PathBuf {
        self.lieux.logs().join(format!("{name}.log"))
    }

    fn postgres(&mut self) -> io::Result<String> {
        let cluster = match self.postgres.take() {
            Some(running) => running,
            None => outils::postgres(&self.lieux)?,
        };
        Ok(outils::maintenance(self.postgres.insert(cluster)))
    }
}

fn fmt(context: &mut Contexte) -> io::Result<Comptes> {
    lance::run(&mut context.cargo(&["fmt", "--all", "--check"]), Runner::Check, &context.log("fmt"))
}

fn clippy(context: &mut Contexte) -> io::Result<Comptes> {
    let args = ["clippy", "--workspace", "--all-targets", "--locked", "--quiet", "--", "-D", "warnings"];
    lance::run(&mut context.cargo(&args), Runner::Check, &context.log("clippy"))
}

fn tests(context: &mut Contexte) -> io::Result<Comptes> {
    // Made ready here once, so that no test waits for a compilation.
    let prepared = prepare_verifiers(context)?;
    if prepared.failed > 0 {
        return Ok(prepared);
    }
    outils::node_modules(&context.lieux.root.join(FEDERATION))?;
    let built = build(context)?;
    if built.failed > 0 {
        return Ok(built);
    }
    let url = context.postgres()?;
    // The output of tests that pass is asked for because `SKIPPED …` lines stand in it.
    let output = ["--no-fail-fast", "--success-output", "immediate", "--failure-output", "final"];
    let mut command = context.cargo(&["nextest", "run", "--workspace", "--locked"]);
    command.args(output).env("CAIRN_ESSAI_PG", url);
    lance::run(&mut command, Runner::Nextest, &context.log("tests"))
}

fn doctests(context: &mut Contexte) -> io::Result<Comptes> {
    let mut command = context.cargo(&["test", "--doc", "--workspace", "--locked", "--quiet"]);
    lance::run(&mut command, Runner::Cargo, &context.log("doc"))
}

/// Real browser, real binaries.
fn navigateur(context: &mut Contexte) -> io::Result<Comptes> {
    let built = build(context)?;
    if built.failed > 0 {
        return Ok(built);
    }
    outils::node_modules(&context.lieux.root.join(NAVIGATEUR))?;
    // The sign-in by ProConnect meets its stand-in in the browser too.
    outils::node_modules(&context.lieux.root.join(FEDERATION))?;

    let url = context.postgres()?;
    let mut command = context.command("node");
    command.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(browser_tests(&context.lieux));
    command.env("CAIRN_ESSAI_PG", url);
    lance::run(&mut command, Runner::Node, &context.log("navigateur"))
}

/// Programs that nobody here wrote replay every journal that the end-to-end tests left.
fn verificateurs(context: &mut Contexte) -> io::Result<Comptes> {
    let mut sum = prepare_verifiers(context)?;
    let journals = sources::files_with(&context.lieux.journaux(), "vkey").unwrap_or_default();
    if journals.is_empty() {
        sum.skipped.push("SKIPPED verificateurs: no end-to-end test left a journal".into());
    }
    for keys in journals {
        let vkeys = fs::read_to_string(&keys)?;
        let mut command = context.command("sh");
        command.arg(verifier(&context.lieux)).arg(keys.with_extension("")).args(vkeys.lines());
        let mut counts = lance::run(&mut command, Runner::Mute, &context.log("verificateurs"))?;
        if counts.failed > 0 {
            counts.last_words.push(format!("refused: {}", keys.display()));
        }
        sum.add(counts);
    }
    Ok(sum)
}

/// Both programs, in the debug profile: cargo builds a program for the tests of its own crate only, and
/// whoever starts `cairn` needs `contre-cle` beside it.
fn build(context: &Contexte) -> io::Result<Comptes> {
    let mut command = context.cargo(&["build", "--workspace", "--bins", "--locked", "--quiet"]);
    lance::run(&mut command, Runner::Check, &context.log("binaires"))
}

fn prepare_verifiers(context: &Contexte) -> io::Result<Comptes> {
    let script = verifier(&context.lieux);
    if !script.is_file() {
        return Ok(Comptes::default());
    }
    let mut command = context.command("sh");
    let counts = lance::run(command.arg(script).arg("--prepare"), Runner::Check, &context.log("verificateurs"))?;
    Ok(Comptes { passed: 0, ..counts }) // making ready proves nothing
}

const NAVIGATEUR: &str = "essais/navigateur";
/// The stand-in for ProConnect, which the tests of `federation` start.
const FEDERATION: &str = "essais/federation";

fn browser_tests(lieux: &Lieux) -> Vec<PathBuf> {
    let mut found = sources::files_with(&lieux.root.join(NAVIGATEUR), "mjs").unwrap_or_default();
    found.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    found
}

fn verifier(lieux: &Lieux) -> PathBuf {
    lieux.root.join("essais/verificateurs/verifier.sh")
}

fn has_doctests(lieux: &Lieux) -> bool {
    let sources = sources::files_with(&lieux.root.join("crates"), "rs").unwrap_or_default();
    sources.iter().any(|path| holds_an_example(&fs::read_to_string(path).unwrap_or_default()))
}

/// Whether a comment holds code that rustdoc would run: a block opened without a language, or as Rust.
fn holds_an_example(code: &str) -> bool {
    let comments = code.lines().map(str::trim).filter_map(|line| line.strip_prefix("///").or(line.strip_prefix("//!")));
    let fences = comments.filter_map(|text| text.trim().strip_prefix("```"));
    fences.step_by(2).any(|language| language.is_empty() || language.starts_with("rust"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_code_that_rustdoc_would_run_is_an_example() {
        assert!(holds_an_example("/// ```\n/// assert!(true);\n/// ```\n"));
        assert!(holds_an_example("//! ```rust\n//! x\n//! ```\n"));
        assert!(!holds_an_example("/// ```text\n/// x\n/// ```\n"));
        assert!(!holds_an_example("/// no fence"));
    }
}
