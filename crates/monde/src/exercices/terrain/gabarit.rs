//! The base that every drill begins with: made once by the real program, then copied.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::postgresql::Postgresql;
use super::{Cote, Terrain, copy, unique};
use crate::exercices::compte::Compteur;
use crate::exercices::horloge::Horloge;
use crate::persona::Cles;

/// What the drills are run with.
#[derive(Clone, Debug)]
pub struct Moyens {
    /// Folder of the programs `cairn` and `contre-cle`.
    pub binaires: PathBuf,
    /// Where the scratch folders are made.
    pub dans: PathBuf,
    /// Maintenance address of a PostgreSQL cluster; none for SQLite.
    pub grappe: Option<String>,
    /// Where the journals of runs with all controls are left, for verifiers that are not ours; none: nowhere.
    pub journaux: Option<PathBuf>,
    /// Dossiers of the one structure that has some.
    pub dossiers: u64,
    /// Neighbouring structures, which have agents only.
    pub reseau: usize,
    /// Seed of the world.
    pub graine: u64,
}

/// The base that every drill begins with, made once.
pub struct Gabarit {
    moyens: Moyens,
    dossier: PathBuf,
    port: u16,
    postgresql: Option<Postgresql>,
}

impl Gabarit {
    /// Makes it with the real `cairn monde creer`.
    ///
    /// # Errors
    /// A sentence for the person at the console.
    pub fn make(moyens: Moyens) -> Result<Gabarit, String> {
        let name = unique();
        let dossier = moyens.dans.join(&name);
        fs::create_dir_all(&dossier).map_err(|e| format!("{}: {e}", dossier.display()))?;
        // Passkeys belong to an address: every copy is served at this one, and drills take turns.
        let port = free_port().ok_or("no free port")?;
        let mut gabarit = Gabarit { moyens, dossier, port, postgresql: None };
        gabarit.postgresql = match &gabarit.moyens.grappe {
            Some(grappe) => Some(Postgresql::create(grappe, &name, "template0")?),
            None => None,
        };
        gabarit.fill()?;
        Ok(gabarit)
    }

    /// The clear list of its people.
    fn clair(&self) -> PathBuf {
        self.dossier.join("clair.csv")
    }

    /// Who knows its people in whatever an attacker received.
    ///
    /// # Errors
    /// The files'.
    pub fn compteur(&self) -> std::io::Result<Compteur> {
        let cles = Cles::read(&self.dossier.join("cles.json"))?;
        Compteur::read(&self.clair(), cles.personas.into_iter().map(|persona| persona.nom))
    }

    /// A copy, not served yet; with this control off, if one is named. Its clocks say 8:30 UTC of the coming morning.
    ///
    /// # Errors
    /// A sentence: the disk, the cluster, libfaketime that is not installed.
    pub fn terrain(&self, sans: Option<&'static str>) -> Result<Terrain, String> {
        let name = unique();
        let dossier = self.moyens.dans.join(&name);
        let said = |e: std::io::Error| format!("{}: {e}", dossier.display());
        copy(&self.dossier.join("base"), &dossier.join("base")).map_err(said)?;
        let clock = |file: &str| Horloge::new(&dossier.join(file)).map_err(said);
        let postgresql = match &self.postgresql {
            Some(own) => Some(Postgresql::create(&own.grappe, &name, &own.nom)?),
            None => None,
        };
        let mut terrain = Terrain {
            moyens: self.moyens.clone(),
            horloges: (clock("heure-coffre")?, clock("heure-contre-cle")?),
            postgresql,
            port: self.port,
            cles: Cles::read(&self.dossier.join("cles.json")).map_err(said)?,
            sans,
            tient_tout: false,
            cairn: None,
            contre_cle: None,
            dossier: dossier.clone(),
        };
        fs::copy(self.dossier.join("cles.json"), terrain.fichier("cles.json")).map_err(said)?;
        // What a leak would hold: a drill that invents one begins with it.
        fs::copy(self.clair(), terrain.fichier("clair.csv")).map_err(said)?;
        let morning = terrain.horloges.0.until_morning();
        terrain.advance(Cote::Deux, morning)?;
        Ok(terrain)
    }

    fn fill(&self) -> Result<(), String> {
        let origine = format!("http://localhost:{}", self.port);
        let mut command = Command::new(self.moyens.binaires.join("cairn"));
        command.args(["monde", "creer", "--structures", "1", "--origine", &origine]);
        command.arg("--dossiers").arg(self.moyens.dossiers.to_string());
        command.arg("--reseau").arg(self.moyens.reseau.to_string());
        command.arg("--graine").arg(self.moyens.graine.to_string());
        command.arg("--vers").arg(self.dossier.join("base")).arg("--cles").arg(self.dossier.join("cles.json"));
        command.arg("--clair").arg(self.clair());
        command.args(self.postgresql.iter().flat_map(|own| ["--base".to_owned(), own.url()]));
        // To a file: a contre-clé that is left behind would keep a pipe open.
        let errors = self.dossier.join("erreurs");
        let file = File::create(&errors).map_err(|e| e.to_string())?;
        let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file).status();
        match status.map_err(|e| format!("cairn: {e}"))?.success() {
            true => Ok(()),
            false => Err(format!("the base could not be made: {}", fs::read_to_string(errors).unwrap_or_default())),
        }
    }
}

/// A port that nobody listens at, below those which the system lends to outgoing connections: between a stop and the
/// next start it must not be lent.
fn free_port() -> Option<u16> {
    let first = u16::try_from(std::process::id() % 8_000).ok()?;
    (0..8_000).map(|step| 20_000 + (first + step) % 8_000).find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
}

impl Drop for Gabarit {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dossier);
    }
}
