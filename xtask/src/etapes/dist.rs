//! What is shipped holds no persona and no drill: built as it is shipped, searched byte by byte, then served and asked.

use super::{Contexte, build, lance};
use crate::comptes::{Comptes, Runner};
use std::fs;
use std::io;
use std::path::Path;

/// What only the code of fictional bases and of drills brings into a program: its crate and its modules, as the compiler
/// spells them (both ways), the files they come from, their route, their script, their option.
const TRACES: &[(&str, &[&str])] = &[
    (
        "cairn",
        &[
            "5monde",
            "7guichet4demo",
            "crates/monde/",
            "guichet/src/demo",
            "/demo/personas",
            "/demo/telephone",
            "cairn.read('choix', 'persona')",
            "racine_contre_cle",
            "5cairn8exercice",
            "conseiller-60",
            SANS_CONTROLE,
            SANS,
        ],
    ),
    ("contre-cle", &[SANS_CONTROLE, SANS]),
];

/// The option that turns a control off, and the one function that makes such rules.
const SANS_CONTROLE: &str = "sans-controle";
const SANS: &str = "6Regles4sans";

/// Builds both programs without default features, searches them, and lives a first day of a real base with them.
pub fn run(context: &mut Contexte) -> io::Result<Comptes> {
    let debug = context.lieux.target.join("debug");
    let apart = context.lieux.target.join("sans-demo");
    let failed = Ok(Comptes { failed: 1, ..Comptes::default() });

    if build(context)?.failed > 0 {
        return failed;
    }
    let unseen = traces(&debug, false)?;
    if !unseen.is_empty() {
        println!("not found where they must be, in the programs of the demonstration and of the drills: {unseen:?}");
        return failed;
    }

    // In the same build folder, where nearly everything is compiled already; the programs are then set apart.
    let args = ["build", "-p", "cairn", "-p", "contre-cle", "--no-default-features", "--locked", "--quiet"];
    let built = lance::run(&mut context.cargo(&args), Runner::Check, &context.log("dist"))?;
    fs::create_dir_all(&apart)?;
    for program in ["cairn", "contre-cle"] {
        // Removed first: a program that runs cannot be written over.
        let _ = fs::remove_file(apart.join(program));
        fs::copy(debug.join(program), apart.join(program))?;
    }
    if built.failed + build(context)?.failed > 0 {
        return failed;
    }
    let found = traces(&apart, true)?;
    if !found.is_empty() {
        println!("in the shipped programs: {found:?}");
        return failed;
    }

    let url = context.postgres()?;
    let mut command = context.cargo(&["nextest", "run", "-p", "cairn", "--test", "it", "--locked", "base_reelle"]);
    command.env("CAIRN_BINAIRES", &apart).env("CAIRN_SANS_DEMO", "1").env("CAIRN_ESSAI_PG", url);
    command.env_remove("CAIRN_ESSAI_JOURNAUX");
    let day = lance::run(&mut command, Runner::Nextest, &context.log("dist"))?;
    Ok(Comptes { passed: day.passed + 1, ..day })
}

/// Program and trace, of those that are in the programs of a folder, or of those that are not.
fn traces(dir: &Path, are_there: bool) -> io::Result<Vec<(&'static str, &'static str)>> {
    let mut found = Vec::new();
    for (name, traces) in TRACES {
        // As text: the standard library's search is quick on text only.
        let program = String::from_utf8_lossy(&fs::read(dir.join(name))?).into_owned();
        found.extend(traces.iter().filter(|trace| program.contains(**trace) == are_there).map(|trace| (*name, *trace)));
    }
    Ok(found)
}
