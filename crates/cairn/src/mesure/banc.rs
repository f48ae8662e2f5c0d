//! A base served for a bench, in processes of its own.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use monde::mesure::cpu::{Processus, children};
use monde::mesure::{self, nu};
use monde::persona::Cles;

use super::pg::{self, Cluster};
use super::{GRAINE, Moteur, Options};
use crate::Fin;
use crate::lieux::{Distant, Lieux, port_of};

/// A base and its server. What was made for the bench goes when it is dropped.
pub struct Banc {
    /// Folder of the bench itself.
    dir: PathBuf,
    adresse: String,
    origine: String,
    cles: Cles,
    serveur: Child,
    processus: Processus,
    base_nu: Option<String>,
    _cluster: Option<Cluster>,
}

impl Banc {
    /// Makes a base, or takes the one that was named, and serves it.
    pub fn start(options: &Options) -> Result<Banc, String> {
        let own = std::env::temp_dir().join(format!("cairn-mesure-{}", std::process::id()));
        let dir = options.vers.clone().unwrap_or(own);
        if dir.exists() {
            return Err(format!("{} is there already", dir.display()));
        }
        std::fs::create_dir_all(&dir).map_err(|e| format!("{}: {e}", dir.display()))?;
        // From here on, the folder goes with the bench, or at once if there is none.
        let made = Banc::serve(options, dir.clone());
        if made.is_err() {
            let _ = std::fs::remove_dir_all(&dir);
        }
        made
    }

    fn serve(options: &Options, dir: PathBuf) -> Result<Banc, String> {
        let Bases { base, nu, processus, cluster } = bases(options, &dir)?;
        let program = std::env::current_exe().map_err(|e| e.to_string())?;
        let (donnees, cles, origine) = match (&options.base_existante, &options.cles) {
            (Some(donnees), Some(cles)) => (donnees.clone(), cles.clone(), origin_of(donnees)?),
            _ => {
                let (donnees, cles) = (dir.join("base"), dir.join("cles.json"));
                let origine = format!("http://localhost:{}", options.port);
                make(&program, options, &donnees, &cles, &origine, base.as_deref())?;
                (donnees, cles, origine)
            }
        };
        // Read before anything is started: an unreadable file leaves nothing behind.
        let keys = Cles::read(&cles).map_err(|e| e.to_string())?;
        let port = port_of(&origine).unwrap_or(options.port);
        let mut serve = Command::new(&program);
        serve.arg("serve").arg("--donnees").arg(&donnees).arg("--cles").arg(&cles).stdout(Stdio::null());
        serve.args(base.iter().flat_map(|url| ["--base", url]));
        let serveur = serve.spawn().map_err(|e| e.to_string())?;
        let banc = Banc {
            dir,
            adresse: format!("localhost:{port}"),
            origine,
            cles: keys,
            serveur,
            processus,
            base_nu: nu,
            _cluster: cluster,
        };
        banc.wait()?;
        Ok(banc)
    }

    /// What the benches ask, and of whom.
    pub fn asked(&self, options: &Options) -> Result<mesure::Options, String> {
        let programme = std::env::current_exe().map_err(|e| e.to_string())?;
        let args = vec!["mesure".into(), "nu-serveur".into()];
        Ok(mesure::Options {
            adresse: self.adresse.clone(),
            origine: self.origine.clone(),
            moteur: options.moteur.key().into(),
            dossiers: options.dossiers,
            personas: self.cles.personas.clone(),
            combien: options.combien,
            pids: self.pids(),
            base: self.processus.clone(),
            nu: self.base_nu.clone().map(|base| nu::Lancement { programme, args, base }),
        })
    }

    fn wait(&self) -> Fin {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(120) {
            if std::net::TcpStream::connect(&self.adresse).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err("the server does not answer".into())
    }

    /// The application and the contre-clé beside it.
    fn pids(&self) -> Vec<u32> {
        let application = self.serveur.id();
        std::iter::once(application).chain(children(application)).collect()
    }
}

impl Drop for Banc {
    fn drop(&mut self) {
        let pids = self.pids();
        let _ = self.serveur.kill();
        let _ = self.serveur.wait();
        for pid in pids.iter().skip(1) {
            let _ = Command::new("kill").arg(pid.to_string()).status();
        }
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

fn make(
    program: &Path,
    options: &Options,
    donnees: &Path,
    cles: &Path,
    origine: &str,
    base: Option<&str>,
) -> Result<(), String> {
    let mut create = Command::new(program);
    create.args(["monde", "creer", "--origine", origine]).arg("--vers").arg(donnees).arg("--cles").arg(cles);
    create.args(["--dossiers", &options.dossiers.to_string(), "--graine", &GRAINE.to_string()]);
    if let Some(structures) = options.structures {
        create.args(["--structures", &structures.to_string()]);
    }
    create.args(base.iter().flat_map(|url| ["--base", url]));
    // Standard output is the report's.
    let made = create.stdout(Stdio::null()).status().map_err(|e| e.to_string())?;
    if made.success() { Ok(()) } else { Err("the base could not be made".into()) }
}

/// The address that a base was made for: its passkeys belong to it.
fn origin_of(donnees: &Path) -> Result<String, String> {
    let lieux = Lieux {
        donnees: donnees.to_owned(),
        base: None,
        distant: Distant::default(),
        contre_cle_restauree: false,
        relais: None,
        cles: None,
    };
    lieux.origine()
}

/// Where the base under measure and the bare table are, and which processes the database is.
struct Bases {
    /// None for the embedded engine.
    base: Option<String>,
    /// None leaves the baseline out.
    nu: Option<String>,
    processus: Processus,
    /// A cluster of our own, for as long as the bench lasts.
    cluster: Option<Cluster>,
}

fn bases(options: &Options, dir: &Path) -> Result<Bases, String> {
    if options.moteur == Moteur::Sqlite {
        let nu = Some(format!("sqlite:{}", dir.join("nu.db").display()));
        return Ok(Bases { base: None, nu, processus: Processus::Aucun, cluster: None });
    }
    if let (Some(base), Some(pid)) = (&options.base, options.postmaster) {
        let processus = Processus::Postmaster(pid);
        return Ok(Bases { base: Some(base.clone()), nu: options.base_nu.clone(), processus, cluster: None });
    }
    if options.base_existante.is_some() {
        return Err("a base of PostgreSQL that stands already: give --base and --postmaster".into());
    }
    // A quarter of a small server's memory, as its own documentation advises.
    let options = pg::Options { cache_mb: 2_048, ..pg::Options::default() };
    let cluster = Cluster::start_with(dir, options).map_err(|e| format!("PostgreSQL: {e}"))?;
    let pid = cluster.pid().map_err(|e| format!("PostgreSQL: {e}"))?;
    for name in ["cairn", "nu"] {
        cluster.create_database(name).map_err(|e| format!("PostgreSQL: {e}"))?;
    }
    Ok(Bases {
        base: Some(cluster.url("cairn")),
        nu: Some(cluster.url("nu")),
        processus: Processus::Postmaster(pid),
        cluster: Some(cluster),
    })
}
