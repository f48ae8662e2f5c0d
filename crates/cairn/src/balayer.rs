//! `cairn balayer`: the sweep, on a base that is not being served.

use clap::Args;

use crate::Fin;
use crate::gardien::Gardien;
use crate::lieux::Lieux;

/// Options of `cairn balayer`.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    lieux: Lieux,
}

/// Sweeps a fictional base whose keys are given. A real one sweeps itself once a day while it is served.
pub fn run(options: &Options) -> Fin {
    let mut gardien = Gardien::start(&options.lieux)?;
    let swept = sweep(options, &gardien);
    gardien.stop();
    let seen = swept?;
    println!("{} dossiers, {} écarts", seen.dossiers, seen.ecarts.len());
    for (dossier, rule) in &seen.ecarts {
        println!("  règle {rule} : {}", dossier.map_or("dossier disparu".to_owned(), |d| d.to_string()));
    }
    if seen.ecarts.is_empty() { Ok(()) } else { Err("the base is not what was recorded".into()) }
}

fn sweep(options: &Options, gardien: &Gardien) -> Result<coffre::Balayage, String> {
    let coffre = options.lieux.sealed()?;
    open(&coffre, options, gardien)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
    runtime.block_on(coffre.sweep()).map_err(|e| format!("{e:?}"))
}

#[cfg(feature = "demo")]
fn open(coffre: &coffre::Coffre, options: &Options, gardien: &Gardien) -> Fin {
    let cles = options.lieux.cles()?.ok_or("give --cles FICHIER")?;
    gardien.unseal(&cles.racine_contre_cle)?;
    crate::serve::unseal(coffre, &options.lieux, &cles.racine_coffre)
}

#[cfg(not(feature = "demo"))]
fn open(_: &coffre::Coffre, _: &Options, _: &Gardien) -> Fin {
    Err("a real base sweeps itself once a day while it is served".into())
}
