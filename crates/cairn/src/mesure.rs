//! `cairn mesure`: benches through HTTP, with real signatures, and their baseline in the same run.

use clap::Subcommand;

use crate::Fin;

/// Benches.
#[derive(Subcommand)]
pub enum Commande {}

/// Runs a bench.
pub fn run(commande: Commande) -> Fin {
    match commande {}
}
