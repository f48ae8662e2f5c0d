//! The whole country on one machine: six million dossiers made on SQLite, weighed, and served once.

use std::fs;
use std::io;
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::Arret;
use crate::lieux::Lieux;

/// Dossiers of the country, those who left included.
const DOSSIERS: u64 = 6_000_000;

/// What they may weigh, both sides and the published journal together.
const OCTETS_MAX: u64 = 30_000_000_000;

/// How long a server may take to read the journal of such a base.
const START_MAX: Duration = Duration::from_secs(1_800);

/// A port that no other command of ours uses.
const PORT: u16 = 8_173;

/// The number of dossiers that `CAIRN_LONG_MONDE` asks for: this step alone, smaller, to try it.
pub fn asked() -> Option<u64> {
    std::env::var("CAIRN_LONG_MONDE").ok()?.parse().ok()
}

/// Makes, weighs, serves; prints the figures; fails above the weight.
pub fn run(lieux: &Lieux, dossiers: Option<u64>) -> Result<(), Arret> {
    let dossiers = dossiers.unwrap_or(DOSSIERS);
    let build = ["build", "--release", "--locked", "--package", "cairn", "--package", "contre-cle"];
    succeed(Command::new("cargo").args(build).current_dir(&lieux.root), "cargo build --release")?;
    let (cairn, dir) = (lieux.target.join("release/cairn"), lieux.target.join("pays"));
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    fs::create_dir_all(&dir)?;
    let (base, keys) = (dir.join("base"), dir.join("cles.json"));

    let start = Instant::now();
    let mut create = Command::new(&cairn);
    create.args(["monde", "creer", "--dossiers", &dossiers.to_string()]);
    create.args(["--origine", &format!("http://localhost:{PORT}")]);
    create.arg("--vers").arg(&base).arg("--cles").arg(&keys);
    succeed(&mut create, "cairn monde creer")?;
    let seconds = start.elapsed().as_secs_f64();

    let octets = weigh(&base)?;
    let started = serve(&cairn, &base, &keys)?;
    println!("dossiers              {dossiers}");
    println!("dossiers par seconde  {:.0}", dossiers as f64 / seconds);
    println!("octets par dossier    {:.0}", octets as f64 / dossiers as f64);
    println!("octets en tout        {octets}");
    println!("démarrage du serveur  {:.1} s", started.as_secs_f64());
    fs::remove_dir_all(&dir)?;
    if octets > OCTETS_MAX {
        return Err(Arret::failed(format!("{octets} octets : plus que {OCTETS_MAX}")));
    }
    Ok(())
}

/// Bytes of every file under a folder.
fn weigh(dir: &Path) -> io::Result<u64> {
    let mut octets = 0;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        octets += match () {
            () if kind.is_dir() => weigh(&entry.path())?,
            () if kind.is_file() => entry.metadata()?.len(),
            () => 0,
        };
    }
    Ok(octets)
}

/// How long a server takes from its start to its first connection: it listens once everything is read.
fn serve(cairn: &Path, base: &Path, keys: &Path) -> Result<Duration, Arret> {
    let start = Instant::now();
    let mut serve = Command::new(cairn);
    serve.arg("serve").arg("--donnees").arg(base).arg("--cles").arg(keys).stdin(Stdio::null()).stdout(Stdio::null());
    let mut server = serve.spawn()?;
    let answers = loop {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, PORT)).is_ok() {
            break Ok(start.elapsed());
        }
        if let Some(status) = server.try_wait()? {
            return Err(Arret::failed(format!("cairn serve: {status}")));
        }
        if start.elapsed() > START_MAX {
            break Err(Arret::failed("cairn serve does not answer"));
        }
        thread::sleep(Duration::from_millis(50));
    };
    stop(&mut server)?;
    answers
}

/// Asks it to end, as an operator does: it then ends the contre-clé beside it.
fn stop(server: &mut Child) -> io::Result<()> {
    Command::new("kill").arg(server.id().to_string()).status()?;
    server.wait().map(drop)
}

fn succeed(command: &mut Command, what: &str) -> Result<(), Arret> {
    let status = command.stdin(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(Arret::failed(format!("{what}: {status}"))) }
}
