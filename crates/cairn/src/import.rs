//! `cairn import dossiers`: a spreadsheet examined at the console, and (on a fictional base) imported through a server.
//!
//! A terminal is a log: what is printed names rows, columns and reasons, and never a value. Values go to the file of
//! rejected rows, which its owner alone can read.

mod rapport;
#[cfg(feature = "demo")]
mod serveur;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use domaine::import::{self, Colonne, Examen, LigneExaminee};
use guichet::paroles;
use tableur::{FICHIER_MAX, Feuille, Illisible};

use crate::Fin;

/// Imports.
#[derive(Subcommand)]
pub enum Commande {
    /// Dossiers out of a spreadsheet (CSV or XLSX). Without `--serveur`, a dry run that needs no base.
    Dossiers(Options),
}

/// What to do with a file.
#[derive(Args)]
pub struct Options {
    /// The spreadsheet.
    #[arg(value_name = "FICHIER", required_unless_present = "annuler")]
    fichier: Option<PathBuf>,
    /// Prints the examination as one JSON object, and nothing else.
    #[arg(long)]
    json: bool,
    /// Writes the rejected rows, with their reasons, in a new CSV file for its owner alone.
    #[arg(long, value_name = "CSV")]
    rapport: Option<PathBuf>,
    /// All or nothing, which is the default: while a row is refused, nothing is created.
    #[arg(long, conflicts_with = "ecarter_fautives")]
    tout_ou_rien: bool,
    /// Leaves faulty rows aside, and creates the others.
    #[arg(long)]
    ecarter_fautives: bool,
    #[cfg(feature = "demo")]
    #[command(flatten)]
    serveur: serveur::Options,
}

/// Runs it.
pub fn run(commande: Commande) -> Fin {
    let Commande::Dossiers(options) = commande;
    #[cfg(feature = "demo")]
    if let Some(import) = options.serveur.annuler() {
        return serveur::undo(&options.serveur, import);
    }
    let fichier = options.fichier.as_deref().ok_or("which file?")?;
    let bytes = bytes(fichier)?;
    let name = fichier.extension().map(|extension| format!("fichier.{}", extension.to_string_lossy()));
    let feuille = match tableur::read(&bytes, name.as_deref()) {
        Ok(feuille) => feuille,
        Err(illisible) => {
            if options.json {
                println!("{}", rapport::unreadable(illisible));
            }
            return Err(paroles::illisible(illisible));
        }
    };
    let lecture = Lecture::of(feuille);
    if options.json {
        println!("{}", rapport::json(&lecture));
    } else {
        rapport::print(&lecture);
    }
    if let Some(path) = &options.rapport {
        rapport::write(&lecture, path).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    #[cfg(feature = "demo")]
    if options.serveur.is_given() {
        if lecture.fautives() > 0 && !options.ecarter_fautives {
            return Err(format!("{} : rien n'est envoyé", lecture.refus()));
        }
        return serveur::import(&options.serveur, &bytes, options.ecarter_fautives);
    }
    if lecture.fautives() > 0 { Err(lecture.refus()) } else { Ok(()) }
}

/// A file as it was read and examined.
pub struct Lecture {
    pub feuille: Feuille,
    pub colonnes: Vec<Colonne>,
    pub examen: Examen,
}

impl Lecture {
    fn of(feuille: Feuille) -> Lecture {
        let colonnes = import::guess(&feuille.entetes, &feuille.lignes);
        let today = jiff::Zoned::now().date();
        let examen = import::examine(&feuille.lignes, &colonnes, today);
        Lecture { feuille, colonnes, examen }
    }

    /// Rows with a cell to correct.
    pub fn refusees(&self) -> usize {
        self.examen.lignes.iter().filter(|ligne| is_refused(ligne)).count()
    }

    /// Rows that say somebody who stands in an earlier one.
    pub fn doubles(&self) -> usize {
        self.examen.lignes.iter().filter(|ligne| !is_refused(ligne) && ligne.double_de.is_some()).count()
    }

    /// Rows that would make a dossier.
    pub fn pretes(&self) -> usize {
        self.examen.lignes.len() - self.fautives()
    }

    /// Rows that would not.
    pub fn fautives(&self) -> usize {
        self.refusees() + self.doubles()
    }

    fn refus(&self) -> String {
        format!("{} lignes à corriger, {} en double", self.refusees(), self.doubles())
    }
}

/// Whether a row is refused as it stands.
pub fn is_refused(ligne: &LigneExaminee) -> bool {
    !ligne.is_acceptable()
}

/// The file, or the sentence that says why not; one that is too large is not read.
fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(told)?;
    if file.metadata().map_err(told)?.len() > FICHIER_MAX as u64 {
        return Err(paroles::illisible(Illisible::TropGros));
    }
    let mut bytes = Vec::new();
    // A pipe has no length: it is cut one byte past the limit, which the reader refuses.
    file.take(FICHIER_MAX as u64 + 1).read_to_end(&mut bytes).map_err(told)?;
    Ok(bytes)
}
