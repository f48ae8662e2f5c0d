//! What is shipped holds no persona: built as it is shipped, searched byte by byte, then served and asked.

use super::{Contexte, build, lance};
use crate::comptes::{Comptes, Runner};
use std::fs;
use std::io;
use std::path::Path;

/// What only the code of fictional bases brings into a program: its crate and its module, as the compiler spells
/// them (both ways), the files they come from, their route, their script.
const TRACES: &[&str] = &[
    "5monde",
    "7guichet4demo",
    "crates/monde/",
    "guichet/src/demo",
    "/demo/personas",
    "cairn.read('choix', 'persona')",
    "racine_contre_cle",
];

/// Builds both programs without default features, searches them, and lives a first day of a real base with them.
pub fn run(context: &mut Contexte) -> io::Result<Comptes> {
    let debug = context.lieux.target.join("debug");
    let apart = context.lieux.target.join("sans-demo");
    let failed = Ok(Comptes { failed: 1, ..Comptes::default() });

    if build(context)?.failed > 0 {
        return failed;
    }
    let program = text(&debug)?;
    let unseen: Vec<_> = TRACES.iter().filter(|trace| !program.contains(**trace)).collect();
    if !unseen.is_empty() {
        println!("not found where they must be, in the demonstration's own program: {unseen:?}");
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
    let program = text(&apart)?;
    let found: Vec<_> = TRACES.iter().filter(|trace| program.contains(**trace)).collect();
    if !found.is_empty() {
        println!("in the shipped program: {found:?}");
        return failed;
    }

    let url = context.postgres()?;
    let mut command = context.cargo(&["nextest", "run", "-p", "cairn", "--test", "it", "--locked", "base_reelle"]);
    command.env("CAIRN_BINAIRES", &apart).env("CAIRN_SANS_DEMO", "1").env("CAIRN_ESSAI_PG", url);
    command.env_remove("CAIRN_ESSAI_JOURNAUX");
    let day = lance::run(&mut command, Runner::Nextest, &context.log("dist"))?;
    Ok(Comptes { passed: day.passed + 1, ..day })
}

/// The program `cairn` of a folder, to be searched: the standard library's search is quick on text only.
fn text(dir: &Path) -> io::Result<String> {
    Ok(String::from_utf8_lossy(&fs::read(dir.join("cairn"))?).into_owned())
}
