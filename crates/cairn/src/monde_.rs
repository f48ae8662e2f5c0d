//! `cairn monde creer`: a fictional base, through the product's own sealing.

use std::path::PathBuf;

use clap::Subcommand;
use monde::persona::Cles;

use crate::Fin;
use crate::gardien::Gardien;
use crate::lieux::{Distant, Lieux};

/// Commands on fictional bases.
#[derive(Subcommand)]
pub enum Commande {
    /// Make one.
    Creer {
        /// Folder of the base; it must not hold one.
        #[arg(long, value_name = "DOSSIER")]
        vers: PathBuf,
        /// Where its keys are written: outside the folder.
        #[arg(long, value_name = "FICHIER")]
        cles: PathBuf,
        /// PostgreSQL address; without it, an embedded SQLite base.
        #[arg(long, value_name = "ADRESSE")]
        base: Option<String>,
        /// Number of structures.
        #[arg(long, default_value_t = 1)]
        structures: usize,
        /// Number of dossiers in each.
        #[arg(long, default_value_t = 300)]
        dossiers: u64,
        /// The same seed makes the same people.
        #[arg(long, default_value_t = 1)]
        graine: u64,
        /// Address of the application: passkeys belong to it.
        #[arg(long, default_value = "http://localhost:8080")]
        origine: String,
        /// Writes every sealed value in clear, to look for them in stolen disks.
        #[arg(long, value_name = "CSV")]
        clair: Option<PathBuf>,
    },
}

/// Makes a base.
pub fn run(commande: Commande) -> Fin {
    let Commande::Creer { vers, cles, base, structures, dossiers, graine, origine, clair } = commande;
    let lieux = Lieux { donnees: vers, base, distant: Distant::default(), cles: Some(cles.clone()) };
    lieux.make().map_err(|e| format!("{}: {e}", lieux.donnees.display()))?;
    lieux.set_origine(&origine)?;
    let mut gardien = Gardien::start(&lieux)?;
    let made = make(&lieux, &gardien, &monde::creer::Options { structures, dossiers, graine, clair });
    gardien.stop();
    made?.write(&cles).map_err(|e| format!("{}: {e}", cles.display()))
}

fn make(lieux: &Lieux, gardien: &Gardien, options: &monde::creer::Options) -> Result<Cles, String> {
    let keys = monde::creer::roots();
    gardien.unseal(&keys.racine_contre_cle)?;
    let coffre = lieux.sealed()?;
    crate::serve::unseal(&coffre, lieux, &keys.racine_coffre)?;
    let keys = monde::creer::create(&coffre, keys, options)?;
    coffre.publish().map_err(|e| format!("{e:?}"))?;
    Ok(keys)
}

/// The name of a structure of the reference data, or its code.
fn nom_usuel(code: &str) -> String {
    monde::donnees::structures().iter().find(|s| s.code == code).map_or(code, |s| s.nom_usuel).to_owned()
}

/// The personas as the sign-in page wants them.
pub fn demo(cles: &Cles) -> guichet::demo::Demo {
    let personas = cles
        .personas
        .iter()
        .map(|p| guichet::demo::Persona {
            nom: p.nom.clone(),
            role: droits::Role::from_key(&p.role).unwrap_or(droits::Role::Accueil),
            structure: nom_usuel(&p.structure),
            credential: p.credential.clone(),
            d: p.d,
            x: p.x,
            y: p.y,
        })
        .collect();
    guichet::demo::Demo { personas }
}
