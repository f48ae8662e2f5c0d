//! Developer commands: what `.ci/run` runs, and the demonstration. Standard library only, so that
//! `cargo xtask` answers a few seconds after a fresh clone, before anything else is built.

mod comptes;
#[cfg(test)]
mod controles;
mod courbes;
mod demo;
mod deps;
mod essai;
mod etapes;
mod lance;
mod lieux;
mod long;
mod machine;
mod mesures;
mod outils;
#[allow(dead_code, reason = "a whole kit for crash tests and benches; the commands use a part of it")]
mod pg;
mod sources;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask demo [--port N] [--neuf]   build, make 300 fictional dossiers in ./demo, serve them
cargo xtask test [--only NAME]...      everything that CI runs; installs what the machine lacks
cargo xtask long                       the same tests with their large numbers: hours, before a release
cargo xtask mesures [--tailles N,N] [--moteurs sqlite,postgresql]
                                       every bench at 3,000, 30,000 and 300,000 dossiers, then the curves
cargo xtask courbes                    redraw the curves and tables of docs/mesures.md
cargo xtask deps --write               rewrite the committed dependency list of the contre-clé
cargo xtask pg -- COMMAND...           run COMMAND with CAIRN_ESSAI_PG set to a throw-away cluster
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("", &[][..]),
    };
    let outcome = match command {
        "test" => essai::run(rest),
        "demo" => demo::run(rest),
        "deps" => deps::run(rest),
        "long" => long::run(),
        "mesures" => mesures::run(rest),
        "courbes" => courbes::run(rest),
        "pg" => outils::with_postgres(rest),
        _ => Err(Arret::usage()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(arret) => {
            if !arret.message.is_empty() {
                eprintln!("{}", arret.message);
            }
            ExitCode::from(arret.code)
        }
    }
}

/// Why a command ended badly: what to print (may be empty when all was said) and the exit code.
#[derive(Debug)]
pub struct Arret {
    message: String,
    code: u8,
}

impl Arret {
    /// The work itself failed.
    pub fn failed(message: impl Into<String>) -> Arret {
        Arret { message: message.into(), code: 1 }
    }

    /// The command was not understood.
    pub fn usage() -> Arret {
        Arret { message: USAGE.into(), code: 2 }
    }
}

impl From<std::io::Error> for Arret {
    fn from(error: std::io::Error) -> Arret {
        Arret::failed(error.to_string())
    }
}
