//! `cairn mesure`: benches through HTTP, with real signatures and the journal on a real disk, and a bare page in the
//! same run. Each makes its own fictional base, serves it in processes of its own, and removes it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use clap::{Args, Subcommand, ValueEnum};
use monde::mesure::cpu::{Processus, children};
use monde::mesure::{self, nu};
use monde::persona::Cles;
use monde::personnes::Monde;

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
        let (base, base_nu, processus) = bases(options.moteur, &dir)?;
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
        let banc = Banc { dir, adresse, origine, cles: read, serveur, processus, base_nu };
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

/// Addresses of the base under measure (none for the embedded one) and of the bare table, and the database's processes.
fn bases(moteur: Moteur, dir: &Path) -> Result<(Option<String>, String, Processus), String> {
    if moteur == Moteur::Sqlite {
        return Ok((None, format!("sqlite:{}", dir.join("nu.db").display()), Processus::Aucun));
    }
    let url = std::env::var("CAIRN_ESSAI_PG")
        .map_err(|_| "PostgreSQL: run `cargo xtask pg -- cairn mesure …`, which lends a throw-away cluster")?;
    let psql = |query: &str| -> Result<String, String> {
        let out = Command::new("psql").args([&url, "-XAtqc", query]).output().map_err(|e| format!("psql: {e}"))?;
        if !out.status.success() {
            return Err(format!("psql: {}", String::from_utf8_lossy(&out.stderr).trim()));
        }
        Ok(String::from_utf8_lossy(&out.stdout).trim().to_owned())
    };
    let name = format!("cairn_mesure_{}", std::process::id());
    for database in [name.clone(), format!("{name}_nu")] {
        psql(&format!("create database {database}"))?;
    }
    let data = psql("show data_directory")?;
    let pid_file =
        std::fs::read_to_string(Path::new(&data).join("postmaster.pid")).map_err(|e| format!("{data}: {e}"))?;
    let postmaster = pid_file.lines().next().and_then(|line| line.trim().parse().ok()).ok_or("postmaster.pid")?;
    let of = |database: &str| url.replacen("/postgres?", &format!("/{database}?"), 1);
    if of(&name) == url {
        return Err("CAIRN_ESSAI_PG does not name the database `postgres`".into());
    }
    Ok((Some(of(&name)), of(&format!("{name}_nu")), Processus::Postmaster(postmaster)))
}
