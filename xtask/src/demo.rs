//! `cargo xtask demo`: from a fresh clone to a fictional mission locale in a browser. Speaks French,
//! because whoever tries it may be of the trade.

use crate::lieux::Lieux;
use crate::{Arret, machine};
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

const DONNEES: &str = "demo";
/// Keys lie outside the folder they open.
const CLES: &str = "demo-cles.json";
const DOSSIERS: &str = "300";
const PORT: u16 = 8080;

/// Builds, makes the base when there is none, then becomes the server: Ctrl-C reaches it directly.
pub fn run(args: &[String]) -> Result<(), Arret> {
    let choice = Choix::read(args)?;
    let lieux = Lieux::find();
    machine::ensure(&[&machine::COMPILATEUR])?;
    if !choice.anew {
        same_port(&lieux.root, choice.port)?;
    }
    port_is_free(choice.port)?;

    println!("Construction de Cairn (quelques minutes la première fois)…");
    let build = ["build", "--release", "--locked", "-p", "cairn", "-p", "contre-cle"];
    succeed(Command::new("cargo").args(build).current_dir(&lieux.root), "la construction a échoué")?;

    let cairn = lieux.target.join("release/cairn");
    make_base(&cairn, &lieux.root, &choice)?;

    let port = choice.port.to_string();
    println!(
        "\n  Cairn : http://localhost:{port}\n\n  \
         Ouvrez cette adresse, puis choisissez une personne sur la page d'entrée, par exemple\n  \
         Léa Masson, conseillère. Toutes les données sont fictives.\n  \
         Ctrl-C arrête tout ; la base reste dans ./{DONNEES} (--neuf la refait).\n"
    );
    let mut serve = Command::new(cairn);
    serve.args(["serve", "--donnees", DONNEES, "--cles", CLES, "--port", &port]).current_dir(&lieux.root);
    let error = serve.exec(); // returns only when the server could not be started
    Err(Arret::failed(format!("cairn serve : {error}")))
}

struct Choix {
    port: u16,
    anew: bool,
}

impl Choix {
    fn read(args: &[String]) -> Result<Choix, Arret> {
        let mut choice = Choix { port: PORT, anew: false };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--neuf" => choice.anew = true,
                "--port" => choice.port = args.next().and_then(|port| port.parse().ok()).ok_or_else(Arret::usage)?,
                _ => return Err(Arret::usage()),
            }
        }
        Ok(choice)
    }
}

/// A base is used again only if its making came to its end: the file `PRET` is written last.
fn make_base(cairn: &Path, root: &Path, choice: &Choix) -> Result<(), Arret> {
    let anew = choice.anew;
    let (base, keys) = (root.join(DONNEES), root.join(CLES));
    let ready = base.join("PRET");
    if !anew && ready.is_file() && keys.is_file() {
        println!("Base existante : ./{DONNEES}");
        return Ok(());
    }
    // Nothing is deleted unless asked for: what lies there may be somebody's.
    if !anew && (base.exists() || keys.exists()) {
        return Err(Arret::failed(format!(
            "./{DONNEES} ou {CLES} existe, mais la base est inachevée ; --neuf les efface et recommence"
        )));
    }
    if base.exists() {
        fs::remove_dir_all(&base)?;
    }
    if keys.exists() {
        fs::remove_file(&keys)?;
    }
    println!("Création d'une base fictive de {DOSSIERS} dossiers dans ./{DONNEES}…");
    let mut create = Command::new(cairn);
    create.args(["monde", "creer", "--vers", DONNEES, "--cles", CLES]).current_dir(root);
    create.args(["--structures", "1", "--dossiers", DOSSIERS, "--graine", "1"]);
    create.args(["--origine", &origin(choice.port)]);
    succeed(&mut create, "la base n'a pas pu être créée")?;
    fs::write(ready, "")?;
    Ok(())
}

/// The address is part of every passkey: a base answers on the port that it was made for.
fn same_port(root: &Path, port: u16) -> Result<(), Arret> {
    match fs::read_to_string(root.join(DONNEES).join("coffre/origine")) {
        Ok(known) if known.trim() != origin(port) => Err(Arret::failed(format!(
            "la base de ./{DONNEES} a été faite pour {} : reprenez ce port, ou --neuf la refait",
            known.trim()
        ))),
        _ => Ok(()),
    }
}

fn origin(port: u16) -> String {
    format!("http://localhost:{port}")
}

fn port_is_free(port: u16) -> Result<(), Arret> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => Err(Arret::failed(format!("le port {port} n'est pas libre ({error}) : essayez --port N"))),
    }
}

fn succeed(command: &mut Command, otherwise: &str) -> Result<(), Arret> {
    let status = command.stdin(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(Arret::failed(format!("{otherwise} ({status})"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(args: &[&str], expected: Option<(u16, bool)>) {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        assert_eq!(Choix::read(&args).ok().map(|choice| (choice.port, choice.anew)), expected, "{args:?}");
    }

    #[test]
    fn options_are_read() {
        check(&[], Some((PORT, false)));
        check(&["--port", "9000", "--neuf"], Some((9000, true)));
        check(&["--port"], None);
        check(&["--port", "70000"], None);
        check(&["--autre"], None);
    }
}
