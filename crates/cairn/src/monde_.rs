//! `cairn monde creer`: a fictional base, through the product's own sealing.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Subcommand;
use coffre::relais::Relais;
use domaine::Clair;
use guichet::demo::Telephone;
use monde::creer::Options;
use monde::persona::Cles;
use monde::plan::Taille;

use crate::Fin;
use crate::gardien::Gardien;
use crate::lieux::{Distant, Lieux};

/// Commands on fictional bases.
#[derive(Subcommand)]
pub enum Commande {
    /// Make one. Killed, the same command goes on where it stood.
    Creer {
        /// Folder of the base; it must not hold another one.
        #[arg(long, value_name = "DOSSIER")]
        vers: PathBuf,
        /// Where its keys are written, before the first dossier: outside the folder.
        #[arg(long, value_name = "FICHIER")]
        cles: PathBuf,
        /// PostgreSQL address; without it, an embedded SQLite base.
        #[arg(long, value_name = "ADRESSE")]
        base: Option<String>,
        /// Dossiers in all, up to 6,000,000.
        #[arg(long, default_value_t = 300)]
        dossiers: u64,
        /// Number of structures; by default one for about 4,500 dossiers. Roubaix first, then its neighbours.
        #[arg(long)]
        structures: Option<usize>,
        /// All structures alike, with `--dossiers` each, instead of as unequal as real ones.
        #[arg(long, requires = "structures")]
        egales: bool,
        /// Further structures, of several regions, with a team and no dossier: a network in which approvers are drawn.
        #[arg(long, value_name = "NOMBRE", default_value_t = 0)]
        reseau: usize,
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

/// Makes a base, or goes on with one that was begun.
pub fn run(commande: Commande) -> Fin {
    let Commande::Creer { vers, cles, base, dossiers, structures, egales, reseau, graine, origine, clair } = commande;
    let options = Options { taille: Taille { dossiers, structures, egales }, reseau, graine, clair };
    let worlds = monde::plan::plan(graine, options.taille).map_err(|e| e.to_string())?;
    monde::plan::reseau(graine, &worlds, reseau).map_err(|e| e.to_string())?;
    let lieux = Lieux {
        donnees: vers,
        base,
        distant: Distant::default(),
        contre_cle_restauree: false,
        relais: None,
        cles: Some(cles.clone()),
    };
    let keys = if lieux.origine().is_ok_and(|known| known == origine) && cles.is_file() {
        lieux.cles()?.ok_or("give --cles FICHIER")?
    } else {
        begin(&lieux, &origine, &cles)?
    };
    // An interrupted run may have left a contre-clé that is only just starting.
    let mut gardien = Gardien::start(&lieux).or_else(|_| Gardien::start(&lieux))?;
    let made = make(&lieux, &gardien, keys, &options, &cles);
    gardien.stop();
    made
}

/// The keys come first: nothing is ever sealed with a root that is written nowhere.
fn begin(lieux: &Lieux, origine: &str, file: &Path) -> Result<Cles, String> {
    if lieux.origine().is_ok() {
        return Err(format!("there is a base in {} already", lieux.donnees.display()));
    }
    lieux.make().map_err(|e| format!("{}: {e}", lieux.donnees.display()))?;
    let keys = monde::creer::roots();
    keys.write(file).map_err(|e| format!("{}: {e}", file.display()))?;
    lieux.set_origine(origine)?;
    Ok(keys)
}

fn make(lieux: &Lieux, gardien: &Gardien, keys: Cles, options: &Options, file: &Path) -> Fin {
    gardien.unseal(&keys.racine_contre_cle)?;
    let coffre = lieux.sealed()?;
    crate::serve::unseal(&coffre, lieux, &keys.racine_coffre)?;
    let save = |keys: &Cles| keys.write(file);
    monde::creer::create(&coffre, keys, options, save, |_| ControlFlow::Continue(()))?;
    coffre.publish().map_err(|e| format!("{e:?}"))
}

/// The name of a structure of the reference data, or its code.
fn nom_usuel(code: &str) -> String {
    monde::donnees::structures().iter().find(|s| s.code == code).map_or(code, |s| s.nom_usuel).to_owned()
}

/// The personas as the sign-in page wants them; where no relay was given, a telephone for everybody.
pub fn demo(cles: &Cles, relais: &mut Option<Arc<dyn Relais>>) -> guichet::demo::Demo {
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
    let telephone = relais.is_none().then(Arc::<Telephone>::default);
    if let Some(telephone) = &telephone {
        *relais = Some(Arc::new(Sonne(Arc::clone(telephone))));
    }
    guichet::demo::Demo { personas, telephone }
}

/// The relay of a demonstration: a page.
#[derive(Debug)]
struct Sonne(Arc<Telephone>);

impl Relais for Sonne {
    fn send(&self, telephone: &Clair, texte: &Clair) -> std::io::Result<()> {
        let digits: Vec<char> = telephone.expose().chars().collect();
        let end: String = digits[digits.len().saturating_sub(2)..].iter().collect();
        self.0.receives(Clair::new(end), texte.clone());
        Ok(())
    }
}
