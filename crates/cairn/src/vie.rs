//! `cairn vie`: a month of normal life, asked of the real rules without HTTP. Ends badly when it is the usual month and a promise
//! is not kept.

use std::path::PathBuf;

use clap::Args;
use monde::vie::{self, Muette, Veille, trace};
use vigie::{Normes, Vigie};

use crate::Fin;

/// Which month.
#[derive(Args)]
pub struct Options {
    /// Structures of the network.
    #[arg(long, default_value_t = 60)]
    structures: usize,
    /// Working days.
    #[arg(long, default_value_t = 22)]
    jours: usize,
    /// The same seed makes the same month.
    #[arg(long, default_value_t = 7)]
    graine: u64,
    /// How much people open: 1.5 is half as much again. The month is judged at 1 only.
    #[arg(long, default_value_t = 1.0)]
    volume: f64,
    /// Share of openings that is to be strongly explained, as 0.85; by default what the parameters' reasons give, about 0.95. The
    /// month is judged by default only.
    #[arg(long)]
    explique: Option<f64>,
    /// Batches of allowances and job fairs are opened dossier by dossier, as before they were mandats.
    #[arg(long)]
    sans_mandat: bool,
    /// Nobody watches: what the limits alone do.
    #[arg(long)]
    sans_vigie: bool,
    /// Prints one JSON object, and nothing else.
    #[arg(long)]
    json: bool,
    /// Draws the month, by role and day; beside it, with the ending `.md`, the same numbers as a table.
    #[arg(long, value_name = "FICHIER.svg")]
    trace: Option<PathBuf>,
}

/// Plays it.
pub fn run(options: &Options) -> Fin {
    let thousandths = |share: f64| (share * 1_000.0).round().max(0.0) as u64;
    let (volume, explique) = (thousandths(options.volume), options.explique.map(thousandths));
    let Options { structures, jours, graine, .. } = *options;
    let month = vie::Options { structures, jours, graine, volume, explique, mandats: !options.sans_mandat };
    let (reseau, demandes) = vie::demandes(&month).map_err(|e| e.to_string())?;
    let mut vigie = Vigie::new(Normes::livrees());
    let veille: &mut dyn Veille = if options.sans_vigie { &mut Muette } else { &mut vigie };
    let bilan = vie::joue(&reseau, &month, &demandes, veille).map_err(|e| format!("accounts: {e:?}"))?;
    if let Some(path) = &options.trace {
        for (path, text) in [(path.clone(), trace::svg(&bilan)), (path.with_extension("md"), trace::tableau(&bilan))] {
            std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        }
    }
    if options.json {
        println!("{:#}", bilan.json());
    } else {
        print!("{}", bilan.table());
    }
    let faults = bilan.fautes();
    if !bilan.is_judged() || options.sans_vigie {
        eprintln!(
            "not judged: another volume, or another share explained, than a normal month's, or no mandat, or nobody who watches"
        );
        return Ok(());
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n       ")) }
}
