//! `cairn leurres`: lays, in a folder, what a thief looks for and nobody uses. Whoever uses it is written in the journal, and the desk
//! of the vigie says so.
//!
//! To copy these files rings nothing: only their use does. Who lays them notes elsewhere, on paper, where they are.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use clap::Args;
use coffre::leurres::Appat;

use crate::Fin;
use crate::lieux::Lieux;

/// Options of `cairn leurres`.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    lieux: Lieux,
    /// Folder where the files are laid: a shared drive, a mailbox's export, the home of an administrator.
    #[arg(long, value_name = "DOSSIER")]
    vers: PathBuf,
}

/// Lays one of each kind. The base need not be unsealed, nor stopped.
pub fn run(options: &Options) -> Fin {
    let origine = options.lieux.origine()?;
    let base = options.lieux.open_base()?;
    fs::create_dir_all(&options.vers).map_err(|e| format!("{}: {e}", options.vers.display()))?;
    for appat in Appat::ALL {
        let file = options.vers.join(name(appat));
        if file.exists() {
            return Err(format!("{} is there already", file.display()));
        }
        let secret = appat.lay(&base).map_err(|e| e.to_string())?;
        let mut open = OpenOptions::new();
        let written = open.write(true).create_new(true).mode(0o600).open(&file);
        let written = written.and_then(|mut to| to.write_all(&content(appat, &origine, &secret)));
        written.map_err(|e| format!("{}: {e}", file.display()))?;
        println!("{}", file.display());
    }
    println!("Notez ailleurs, sur papier, où sont ces fichiers : rien ici ne les distingue de vrais.");
    Ok(())
}

/// Names that somebody in a hurry leaves behind.
const fn name(appat: Appat) -> &'static str {
    match appat {
        Appat::Compte => "compte-gestion-secours.txt",
        Appat::Cle => "connecteur-partenaire.env",
        Appat::Sauvegarde => "cairn-sauvegarde-coffre.bin",
    }
}

fn content(appat: Appat, origine: &str, secret: &str) -> Vec<u8> {
    match appat {
        Appat::Compte => format!(
            "Compte de secours « gestion-secours » (rôle gestionnaire), à n'utiliser que si les deux gestionnaires sont absents.\n\
             Adresse pour y lier une clé : {origine}/enrolement/{secret}\n"
        )
        .into_bytes(),
        Appat::Cle => format!("CAIRN_ADRESSE={origine}\nCAIRN_CLE={secret}\n# en-tête : Authorization: Bearer $CAIRN_CLE\n")
            .into_bytes(),
        Appat::Sauvegarde => {
            let mut file = format!(
                "cairn-sauvegarde 1\ncontenu: coffre (base, journal)\nchiffrement: aes-256-gcm-siv\n\
                 cle: sur demande, {origine}/sante, Authorization: Bearer {secret}\n\n"
            )
            .into_bytes();
            let from = file.len();
            file.resize(from + (3 << 20), 0);
            aws_lc_rs::rand::fill(&mut file[from..]).expect("the system's random source answers");
            file
        }
    }
}
