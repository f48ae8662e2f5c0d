//! `cairn cle`: the roots. Any two of three holders open one; each side has its own root and its own holders.
//!
//! No secret sharing: the root is wrapped once for each pair of holders, by two nested `age` envelopes.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::x25519::{Identity, Recipient};
use clap::{Args, Subcommand};
use contre_cle::client::{ContreCle, Socket};
use contre_cle::protocole::{Answer, No, Question};
use zeroize::{Zeroize, Zeroizing};

use crate::Fin;

/// Key ceremonies.
#[derive(Subcommand)]
pub enum Commande {
    /// A holder makes her identity; the line printed is public and goes to whoever makes the root.
    Porteur {
        /// Where the identity is written; it stays with its holder.
        #[arg(long, value_name = "FICHIER")]
        vers: PathBuf,
    },
    /// Makes a root and wraps it for each pair of three holders.
    Creer {
        /// The three public lines.
        #[arg(long = "porteur", value_name = "AGE1…", num_args = 1, required = true)]
        porteurs: Vec<String>,
        /// Folder of the three wrapped files.
        #[arg(long, value_name = "DOSSIER")]
        vers: PathBuf,
    },
    /// Two holders give a root to a process that waits for it.
    Desceller {
        #[command(flatten)]
        ouverture: Ouverture,
        /// Socket of the process: `coffre.prise` or `contre-cle.prise`.
        #[arg(long, value_name = "PRISE")]
        prise: PathBuf,
    },
}

/// A wrapped root and two of its holders.
#[derive(Args)]
pub struct Ouverture {
    /// Folder of the wrapped files.
    #[arg(long, value_name = "DOSSIER")]
    fichiers: PathBuf,
    /// Identities of two holders.
    #[arg(long = "identite", value_name = "FICHIER", num_args = 1, required = true)]
    identites: Vec<PathBuf>,
}

impl Ouverture {
    /// The root.
    pub fn open(&self) -> Result<Zeroizing<[u8; 32]>, String> {
        open(&self.fichiers, &self.identites)
    }
}

/// Runs a ceremony.
pub fn run(commande: Commande) -> Fin {
    match commande {
        Commande::Porteur { vers } => {
            let identity = Identity::generate();
            write_new(&vers, format!("{}\n", identity.to_string().expose_secret()).as_bytes())?;
            println!("{}", identity.to_public());
            Ok(())
        }
        Commande::Creer { porteurs, vers } => create(&porteurs, &vers),
        Commande::Desceller { ouverture, prise } => {
            let root = ouverture.open()?;
            match Socket::new(&prise).ask(&Question::Unseal { root: *root }) {
                Ok(Answer::Here(here)) if !here.is_sealed => {
                    println!("descellé");
                    Ok(())
                }
                Ok(Answer::No(No::WrongRoot)) => {
                    Err("this root is not the one of this base, or the base did not open; see its log".into())
                }
                Ok(other) => Err(format!("unexpected answer {other:?}")),
                Err(error) => Err(format!("{}: {error}", prise.display())),
            }
        }
    }
}

fn create(porteurs: &[String], vers: &Path) -> Fin {
    let [a, b, c] = porteurs else { return Err("three holders are needed: give --porteur three times".into()) };
    let parse = |text: &String| Recipient::from_str(text.trim()).map_err(|why| format!("holder: {why}"));
    let holders = [parse(a)?, parse(b)?, parse(c)?];
    if a == b || b == c || a == c {
        return Err("the three holders must be three".into());
    }
    let mut root = Zeroizing::new([0; 32]);
    aws_lc_rs::rand::fill(&mut *root).map_err(|_| "no randomness")?;
    fs::create_dir_all(vers).map_err(|e| format!("{}: {e}", vers.display()))?;
    for (i, j) in [(0, 1), (0, 2), (1, 2)] {
        let inner = wrap(&holders[j], &*root)?;
        let outer = wrap(&holders[i], &inner)?;
        write_new(&vers.join(format!("racine-{}-{}.age", i + 1, j + 1)), &outer)?;
    }
    println!("racine enveloppée pour chaque paire dans {}", vers.display());
    Ok(())
}

/// Opens a root with the identities of any two holders.
///
/// # Errors
/// No file opens with them.
pub fn open(dir: &Path, identities: &[PathBuf]) -> Result<Zeroizing<[u8; 32]>, String> {
    let identities: Vec<Identity> = identities.iter().map(|file| read_identity(file)).collect::<Result<_, _>>()?;
    if identities.len() < 2 {
        return Err("two holders are needed: give --identite twice".into());
    }
    let files = fs::read_dir(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    for file in files.flatten().map(|f| f.path()).filter(|p| p.extension().is_some_and(|e| e == "age")) {
        let sealed = fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        for outer in &identities {
            let Some(inner) = unwrap(outer, &sealed) else { continue };
            for other in &identities {
                if let Some(root) = unwrap(other, &inner).and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok())
                {
                    return Ok(Zeroizing::new(root));
                }
            }
        }
    }
    Err(format!("no file of {} opens with these two identities", dir.display()))
}

fn wrap(recipient: &Recipient, clear: &[u8]) -> Result<Vec<u8>, String> {
    age::encrypt(recipient, clear).map_err(|e| e.to_string())
}

fn unwrap(identity: &Identity, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    age::decrypt(identity, sealed).ok().map(Zeroizing::new)
}

fn read_identity(file: &Path) -> Result<Identity, String> {
    let mut text = String::new();
    fs::File::open(file)
        .and_then(|mut f| f.read_to_string(&mut text))
        .map_err(|e| format!("{}: {e}", file.display()))?;
    let line = text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-")).unwrap_or_default();
    let identity = Identity::from_str(line).map_err(|why| format!("{}: {why}", file.display()));
    text.zeroize();
    identity
}

fn write_new(file: &Path, bytes: &[u8]) -> Fin {
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .and_then(|mut f| f.write_all(bytes).and_then(|()| f.sync_all()))
        .map_err(|e| format!("{}: {e}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_two_of_three_and_never_one() {
        let dir = std::env::temp_dir().join(format!("cairn-cle-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).expect("a folder");
        let holders: Vec<_> = (0..3)
            .map(|n| {
                let identity = Identity::generate();
                let file = dir.join(format!("porteur-{n}"));
                write_new(&file, identity.to_string().expose_secret().as_bytes()).expect("written");
                (identity.to_public().to_string(), file)
            })
            .collect();
        create(&holders.iter().map(|h| h.0.clone()).collect::<Vec<_>>(), &dir.join("racine")).expect("a root");
        let open_with = |names: &[usize]| {
            let files: Vec<_> = names.iter().map(|n| holders[*n].1.clone()).collect();
            open(&dir.join("racine"), &files).ok()
        };
        let root = open_with(&[0, 1]);
        assert!(root.is_some());
        for pair in [[1, 0], [0, 2], [2, 1]] {
            assert_eq!(open_with(&pair), root, "{pair:?}");
        }
        assert_eq!(open_with(&[0]), None);
        assert_eq!(open_with(&[1, 1]), None);
        fs::remove_dir_all(&dir).expect("removed");
    }
}
