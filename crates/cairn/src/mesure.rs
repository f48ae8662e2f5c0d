//! `cairn mesure`: benches through HTTP, with real signatures and the journal on a real disk, and a bare page in the
//! same run. Each makes its own fictional base, serves it in processes of its own, and removes it; or takes one that
//! stands already, when making it takes longer than measuring.

mod banc;
#[path = "../../../xtask/src/pg.rs"]
#[allow(dead_code, reason = "the kit of the developer's commands; a bench uses a part of it")]
pub(crate) mod pg;

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, Subcommand, ValueEnum};
use monde::mesure::{self, Mesure, fichier, nu};
use monde::personnes::Monde;
use monde::plan::{Taille, plan};

use crate::Fin;
use banc::Banc;

/// Seed of the worlds made, of the people searched, and of the typing errors.
const GRAINE: u64 = 1;

/// Seed of the people of the imported file: nobody of the base.
const GRAINE_FICHIER: u64 = 1_000_003;

/// Benches.
#[derive(Subcommand)]
pub enum Commande {
    /// Opening a dossier.
    Ouverture(Options),
    /// A person's page.
    Personne(Options),
    /// The page where a day begins: a conseiller's, then a direction's.
    Journee(Options),
    /// An agenda: one's own week, then everybody's day.
    Agenda(Options),
    /// Pages of the portefeuille: one's own people, filtered and sorted; then the whole structure by last activity.
    Portefeuille(Options),
    /// Searching people, with a typing error in each name.
    Recherche(Options),
    /// Importing a spreadsheet, which is then taken back.
    Import(OptionsImport),
    /// All of these, on three bases alike: lists show two hundred distinct persons a day to each.
    Tout(OptionsImport),
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
    /// Dossiers in the base, in all.
    #[arg(long, default_value_t = 3_000)]
    dossiers: u64,
    /// Structures that share them; by default as many as they would fill.
    #[arg(long)]
    structures: Option<usize>,
    /// Database engine.
    #[arg(long, value_enum, default_value_t = Moteur::Sqlite)]
    moteur: Moteur,
    /// Requests measured one at a time; as many again, many at once.
    #[arg(long, default_value_t = 2_000)]
    combien: usize,
    /// Prints one JSON object for each act and nothing else.
    #[arg(long)]
    json: bool,
    /// Adds the JSON line to this file; of a folder, to its file `ACTE.jsonl`.
    #[arg(long, value_name = "FICHIER")]
    sortie: Option<PathBuf>,
    /// Where the base is made; by default a folder of the system's temporary one.
    #[arg(long, value_name = "DOSSIER")]
    vers: Option<PathBuf>,
    /// Port of the server under measure; of a base made already, its own.
    #[arg(long, default_value_t = 8_799)]
    port: u16,
    /// A base that `cairn monde creer` made of as many dossiers, structures and seed 1. It stays; its journal grows.
    #[arg(long, value_name = "DOSSIER", requires = "cles", conflicts_with = "vers")]
    base_existante: Option<PathBuf>,
    /// Its keys.
    #[arg(long, value_name = "FICHIER", requires = "base_existante")]
    cles: Option<PathBuf>,
    /// Its address, on PostgreSQL.
    #[arg(long, value_name = "ADRESSE", requires = "postmaster", requires = "base_existante")]
    base: Option<String>,
    /// An empty database of the same cluster, for the bare table.
    #[arg(long, value_name = "ADRESSE", requires = "base")]
    base_nu: Option<String>,
    /// The cluster's main process, whose time is counted with that of its children.
    #[arg(long, value_name = "PID", requires = "base")]
    postmaster: Option<u32>,
}

/// What to measure, with a file to import.
#[derive(Args)]
pub struct OptionsImport {
    #[command(flatten)]
    options: Options,
    /// Rows of the file.
    #[arg(long, default_value_t = 2_000)]
    lignes: usize,
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
    use Acte::{Agenda, Import, Journee, Ouverture, Personne, Portefeuille, Recherche};
    match commande {
        Commande::NuServeur { lignes, octets } => nu::serve(lignes, octets).map_err(|e| e.to_string()),
        Commande::Ouverture(options) => measure(&options, &[Ouverture]),
        Commande::Personne(options) => measure(&options, &[Personne]),
        Commande::Journee(options) => measure(&options, &[Journee]),
        Commande::Agenda(options) => measure(&options, &[Agenda]),
        Commande::Portefeuille(options) => measure(&options, &[Portefeuille]),
        Commande::Recherche(options) => measure(&options, &[Recherche]),
        Commande::Import(OptionsImport { options, lignes }) => measure(&options, &[Import(lignes)]),
        Commande::Tout(OptionsImport { options, lignes }) => {
            // Lists show two hundred distinct persons a day to each: acts that show many begin a day of their own.
            let days: [&[Acte]; 3] =
                [&[Ouverture, Personne, Journee, Agenda], &[Portefeuille], &[Recherche, Import(lignes)]];
            days.into_iter().try_for_each(|acts| measure(&options, acts))
        }
    }
}

#[derive(Clone, Copy)]
enum Acte {
    Ouverture,
    Personne,
    Journee,
    Agenda,
    Portefeuille,
    Recherche,
    /// This many rows.
    Import(usize),
}

fn measure(options: &Options, actes: &[Acte]) -> Fin {
    let start = Instant::now();
    let banc = Banc::start(options)?;
    if !options.json {
        eprintln!("base prête en {:.0} s", start.elapsed().as_secs_f64());
    }
    let asked = banc.asked(options)?;
    let mut over: Vec<String> = Vec::new();
    for acte in actes {
        let start = Instant::now();
        let measured = match *acte {
            Acte::Ouverture => mesure::ouverture(&asked),
            Acte::Personne => mesure::personne(&asked),
            Acte::Journee => mesure::journee(&asked),
            Acte::Agenda => mesure::agenda(&asked),
            Acte::Portefeuille => mesure::portefeuille(&asked),
            Acte::Recherche => mesure::recherche(&asked, &worlds(options)?, GRAINE),
            Acte::Import(lignes) => {
                let structure = monde::donnees::structures().first().ok_or("no structure")?;
                // A few more people than rows: those who look alike are left out.
                let people = Monde::new(GRAINE_FICHIER, structure, lignes as u64 + lignes as u64 / 10 + 10);
                mesure::import(&asked, &fichier::csv(&people, lignes))
            }
        };
        let measured = measured.map_err(|e| e.to_string())?;
        say(options, &measured, start)?;
        over.extend(measured.depassement().map(|over| over.to_string()));
    }
    // A debug build promises nothing: it is twenty times slower.
    if over.is_empty() || cfg!(debug_assertions) { Ok(()) } else { Err(over.join(" ; ")) }
}

/// The worlds that filled the structures, laid out as `cairn monde creer` does.
fn worlds(options: &Options) -> Result<Vec<Monde>, String> {
    let taille = Taille { dossiers: options.dossiers, structures: options.structures, egales: false };
    plan(GRAINE, taille).map_err(|e| e.to_string())
}

fn say(options: &Options, measured: &Mesure, start: Instant) -> Fin {
    let line = measured.json();
    println!("{line}");
    if !options.json {
        println!("CPU par demande, {} à la fois : {:.3} ms", mesure::CONNEXIONS, measured.cpu_ensemble_ms);
        println!("mesuré en {:.0} s", start.elapsed().as_secs_f64());
    }
    let Some(path) = &options.sortie else { return Ok(()) };
    let path = if path.is_dir() { path.join(format!("{}.jsonl", measured.chiffres.acte)) } else { path.clone() };
    let file = OpenOptions::new().create(true).append(true).open(&path);
    file.and_then(|mut file| writeln!(file, "{line}")).map_err(|e| format!("{}: {e}", path.display()))
}
