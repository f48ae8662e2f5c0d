//! `cairn journal`: what anyone can do with a published journal.

use std::path::PathBuf;

use clap::Subcommand;

use crate::Fin;

/// Commands on a journal.
#[derive(Subcommand)]
pub enum Commande {
    /// Verify every tile, bundle, piece and signature of a published journal.
    Verifier {
        /// Folder of tiles.
        dossier: PathBuf,
        /// Verifier key of the journal; by default the file `cles` beside the folder.
        #[arg(long)]
        journal: Option<String>,
        /// Verifier key of the contre-clé.
        #[arg(long)]
        contre_cle: Option<String>,
    },
}

/// Runs a command.
pub fn run(commande: Commande) -> Fin {
    let Commande::Verifier { dossier, journal, contre_cle } = commande;
    let beside = std::fs::read_to_string(dossier.with_extension("vkey")).unwrap_or_default();
    let mut lines = beside.lines().map(str::to_owned);
    let (first, second) = (lines.next(), lines.next());
    let journal = journal.or(first).ok_or("give --journal CLE: the journal's verifier key")?;
    let contre_cle = contre_cle.or(second);
    let report =
        journal::verify::verify(&dossier, &journal, contre_cle.as_deref()).map_err(|fault| fault.to_string())?;
    println!("{report:?}");
    Ok(())
}
