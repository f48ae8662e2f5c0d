//! `cairn mesure`: benches through HTTP, with real signatures and the journal on a real disk, and a bare page in the
//! same run. Each makes its own fictional base, serves it in processes of its own, and removes it.

#[path = "../../../xtask/src/pg.rs"]
#[allow(dead_code, reason = "the kit of the developer's commands; a bench uses a part of it")]
mod pg;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use clap::{Args, Subcommand, ValueEnum};
use monde::mesure::cpu::{Processus, children};
use monde::mesure::{self, nu};
use monde::persona::Cles;
use monde::personnes::Monde;
use pg::Cluster;

use crate::Fin;

/// Benches.
#[derive(Subcommand)]
pub enum Commande {
    /// Opening a dossier.
    Ouverture(Options),
    /// Searching people, with a typing error in each name.
    Recherche(Options),
    /// The bare page's server, started by the bench.
    #[command(hide = true)]
    NuServeur {
        #[arg(long)]
        lignes: u64,
        #[arg(long)]
        octets: u64,
    },
}

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// Dossiers in the base.
    #[arg(long, default_value_t = 3_000)]
    dossiers: u64,
    /// Database engine.
    #[arg(long, value_enum, default_value_t = Moteur::Sqlite)]
    moteur: Moteur,
    /// Requests measured one at a time; as many again, many at once.
    #[arg(long, default_value_t = 2_000)]
    combien: usize,
    /// Prints one JSON object and nothing else.
    #[arg(long)]
    json: bool,
    /// Where the base is made; by default a folder of the system's temporary one.
    #[arg(long, value_name = "DOSSIER")]
    vers: Option<PathBuf>,
    /// Port of the server under measure.
    #[arg(long, default_value_t = 8_799)]
    port: u16,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Moteur {
    Sqlite,
    Postgresql,
}

impl Moteur {
    fn key(self) -> &'static str {
        match self {
            Moteur::Sqlite => "sqlite",
            Moteur::Postgresql => "postgresql",
        }
    }
}

/// Runs a bench.
pub fn run(commande: Commande) -> Fin {
    match commande {
        Commande::NuServeur { lignes, octets } => nu::serve(lignes, octets).map_err(|e| e.to_string()),
        Commande::Ouverture(options) => {
            let banc = Banc::start(&options)?;
            let measured = mesure::ouverture(&mesure::Options {
                adresse: banc.adresse.clone(),
                origine: banc.origine.clone(),
                moteur: options.moteur.key().into(),
                combien_dossiers: options.dossiers,
                personas: banc.cles.personas.clone(),
                dossiers: Vec::new(),
                combien: options.combien,
                pids: banc.pids(),
                base: banc.processus.clone(),
                nu: Some(nu::Lancement {
                    programme: std::env::current_exe().map_err(|e| e.to_string())?,
                    args: vec!["mesure".into(), "nu-serveur".into()],
                    base: banc.base_nu.clone(),
                }),
            })
            .map_err(|e| e.to_string())?;
            println!("{}", measured.json());
            if !options.json {
                println!("plus grande page : {} octets", measured.octets_max);
                println!("CPU par demande, {} à la fois : {:.3} ms", mesure::CONNEXIONS, measured.cpu_ensemble_ms);
            }
            Ok(())
        }
        Commande::Recherche(options) => {
            let banc = Banc::start(&options)?;
            let structure = monde::donnees::structures().first().ok_or("no structure")?;
            let monde = Monde::new(GRAINE, structure, options.dossiers);
            let measured = mesure::recherche(&mesure::OptionsRecherche {
                adresse: banc.adresse.clone(),
                origine: banc.origine.clone(),
                moteur: options.moteur.key().into(),
                personas: banc.cles.personas.clone(),
                monde: &monde,
                combien: options.combien,
                graine: GRAINE,
                pids: banc.pids(),
                base: banc.processus.clone(),
            })
            .map_err(|e| e.to_string())?;
            println!("{}", measured.json());
            Ok(())
        }
    }
}

const GRAINE: u64 = 1;

/// A base made and served for one bench; everything goes when it is dropped.
struct Banc {
    dir: PathBuf,
    adresse: String,
    origine: String,
    cles: Cles,
    serveur: Child,
    processus: Processus,
    base_nu: String,
    _cluster: Option<Cluster>,
}

impl Banc {
    fn start(options: &Options) -> Result<Banc, String> {
        let dir = options
            .vers
            .clone()
            .unwrap_or_else(|| std::env::temp_dir().join(format!("cairn-mesure-{}", std::process::id())));
        if dir.exists() {
            return Err(format!("{} is there already", dir.display()));
        }
        std::fs::create_dir_all(&dir).map_err(|e| format!("{}: {e}", dir.display()))?;
        let Bases { base, nu: base_nu, processus, cluster } = bases(options.moteur, &dir)?;
        let program = std::env::current_exe().map_err(|e| e.to_string())?;
        let origine = format!("http://localhost:{}", options.port);
        let (donnees, cles) = (dir.join("base"), dir.join("cles.json"));
        let mut create = Command::new(&program);
        create.args(["monde", "creer", "--structures", "1"]).arg("--vers").arg(&donnees).arg("--cles").arg(&cles);
        create.args([
            "--dossiers",
            &options.dossiers.to_string(),
            "--graine",
            &GRAINE.to_string(),
            "--origine",
            &origine,
        ]);
        create.args(base.iter().flat_map(|url| ["--base", url]));
        let made = create.status().map_err(|e| e.to_string())?;
        if !made.success() {
            return Err("the base could not be made".into());
        }
        let mut serve = Command::new(&program);
        serve.arg("serve").arg("--donnees").arg(&donnees).arg("--cles").arg(&cles).stdout(Stdio::null());
        serve.args(base.iter().flat_map(|url| ["--base", url]));
        let serveur = serve.spawn().map_err(|e| e.to_string())?;
        let read = Cles::read(&cles).map_err(|e| e.to_string())?;
        let adresse = format!("localhost:{}", options.port);
        let banc = Banc { dir, adresse, origine, cles: read, serveur, processus, base_nu, _cluster: cluster };
        banc.wait()?;
        Ok(banc)
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

/// Where the base under measure and the bare table are, and which processes the database is.
struct Bases {
    /// None for the embedded engine.
    base: Option<String>,
    nu: String,
    processus: Processus,
    /// A cluster of our own, for as long as the bench lasts.
    cluster: Option<Cluster>,
}

fn bases(moteur: Moteur, dir: &Path) -> Result<Bases, String> {
    if moteur == Moteur::Sqlite {
        let nu = format!("sqlite:{}", dir.join("nu.db").display());
        return Ok(Bases { base: None, nu, processus: Processus::Aucun, cluster: None });
    }
    let cluster = Cluster::start(dir).map_err(|e| format!("PostgreSQL: {e}"))?;
    let pid = cluster.pid().map_err(|e| format!("PostgreSQL: {e}"))?;
    for name in ["cairn", "nu"] {
        cluster.create_database(name).map_err(|e| format!("PostgreSQL: {e}"))?;
    }
    Ok(Bases {
        base: Some(cluster.url("cairn")),
        nu: cluster.url("nu"),
        processus: Processus::Postmaster(pid),
        cluster: Some(cluster),
    })
}
