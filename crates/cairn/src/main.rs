//! `cairn`: the application's binary. One file per command.

mod amorcer;
mod balayer;
mod cle;
mod etendue;
#[cfg(feature = "exercice")]
mod exercice;
mod gardien;
mod import;
mod journal_;
mod leurres;
mod lieux;
#[cfg(feature = "demo")]
mod mesure;
#[cfg(feature = "demo")]
mod monde_;
mod proconnect;
mod serve;
#[cfg(feature = "demo")]
mod vie;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Cairn, the information system of the missions locales.
#[derive(Parser)]
#[command(version, about, long_about = None)]
struct Cli {
    #[command(subcommand)]
    commande: Commande,
}

#[derive(Subcommand)]
enum Commande {
    /// Serve the application, with the contre-clé beside it.
    Serve(serve::Options),
    /// Open an empty base: first agents, each with a one-use address for her two keys.
    Amorcer(amorcer::Options),
    /// Key ceremonies: make a root, give it to a waiting process.
    #[command(subcommand)]
    Cle(cle::Commande),
    /// The journal: verify a published one.
    #[command(subcommand)]
    Journal(journal_::Commande),
    /// Étendue: whom an account read, or who read a person, by a base or by a published journal alone.
    Etendue(etendue::Options),
    /// Imports: dossiers out of a spreadsheet.
    #[command(subcommand)]
    Import(import::Commande),
    /// Decoys of accounts, keys and backups, laid in a folder: whoever uses one is told to the vigie.
    Leurres(leurres::Options),
    /// Check every stored dossier against what was recorded.
    Balayer(balayer::Options),
    /// Fictional bases.
    #[cfg(feature = "demo")]
    #[command(subcommand)]
    Monde(monde_::Commande),
    /// Measures, with their baseline in the same run.
    #[cfg(feature = "demo")]
    #[command(subcommand)]
    Mesure(mesure::Commande),
    /// A month of normal life, asked of the real rules: whom they would stop.
    #[cfg(feature = "demo")]
    Vie(vie::Options),
    /// Drills: attacks on the real programs, with every control on and with the attacked one off.
    #[cfg(feature = "exercice")]
    Exercice(exercice::Options),
}

/// What a command may end with: a sentence for the person at the console.
type Fin = Result<(), String>;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into()))
        .with_writer(std::io::stderr)
        .json()
        .init();
    // A panic's message may quote a value: only its place is written.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
    let fin = match Cli::parse().commande {
        Commande::Serve(options) => serve::run(options),
        Commande::Amorcer(options) => amorcer::run(&options),
        Commande::Cle(commande) => cle::run(commande),
        Commande::Journal(commande) => journal_::run(commande),
        Commande::Etendue(options) => etendue::run(&options),
        Commande::Import(commande) => import::run(commande),
        Commande::Leurres(options) => leurres::run(&options),
        Commande::Balayer(options) => balayer::run(&options),
        #[cfg(feature = "demo")]
        Commande::Monde(commande) => monde_::run(commande),
        #[cfg(feature = "demo")]
        Commande::Mesure(commande) => mesure::run(commande),
        #[cfg(feature = "demo")]
        Commande::Vie(options) => vie::run(&options),
        #[cfg(feature = "exercice")]
        Commande::Exercice(options) => exercice::run(&options),
    };
    match fin {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("cairn: {why}");
            ExitCode::FAILURE
        }
    }
}
