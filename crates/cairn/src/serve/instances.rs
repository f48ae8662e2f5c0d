//! Several instances over one PostgreSQL base (ADR 13). The one that holds the bail answers; the others pass on to it what their
//! browsers signed, byte for byte, and take over when it is gone.

mod message;
mod poste;
mod relais;
mod veille;

use std::fs;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use clap::Args;
use coffre::Coffre;
use contre_cle::tls::{self, Papers};
use zeroize::Zeroizing;

use crate::Fin;
use crate::lieux::Lieux;

pub use poste::{Ouvrage, Poste};

/// How this instance is called, and how the others reach it.
#[derive(Args, Clone, Default)]
#[group(id = "instances")]
pub struct Options {
    /// Name of this instance, when several serve one PostgreSQL base: letters, digits and hyphens.
    #[arg(long, value_name = "NOM")]
    instance: Option<String>,
    /// host:port where the other instances reach this one, by TLS; without it, a socket in the folder, which they then share.
    #[arg(
        long,
        value_name = "ADRESSE",
        requires_all = ["instance", "instances_certificat", "instances_cle", "instances_autorite"]
    )]
    ecoute_instances: Option<String>,
    /// Our certificate among instances, PEM.
    #[arg(long, value_name = "FICHIER", requires = "ecoute_instances")]
    instances_certificat: Option<PathBuf>,
    /// Its key, PEM.
    #[arg(long, value_name = "FICHIER", requires = "ecoute_instances")]
    instances_cle: Option<PathBuf>,
    /// The authority that signs the instances' certificates, PEM; never the contre-clé's.
    #[arg(long, value_name = "FICHIER", requires = "ecoute_instances")]
    instances_autorite: Option<PathBuf>,
}

/// Where an instance stands among the others.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its name.
    pub nom: String,
    /// What the bail says of it.
    pub adresse: String,
    /// For TLS; none on a socket.
    papers: Option<Papers>,
}

impl Options {
    /// The place that these options give; `None` for who is alone.
    ///
    /// # Errors
    /// A name that is none, an embedded base, or an authority that is the contre-clé's.
    pub fn place(&self, lieux: &Lieux) -> Result<Option<Place>, String> {
        let Some(nom) = &self.instance else { return Ok(None) };
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if nom.is_empty() || nom.len() > 32 || !nom.chars().all(is_name) {
            return Err(format!("--instance: `{nom}` is no name; letters, digits and hyphens"));
        }
        if !lieux.is_postgresql() {
            return Err(
                "--instance needs a PostgreSQL base (--base postgresql://…): the embedded one serves one instance"
                    .into(),
            );
        }
        let papers = self.papers();
        if let (Some(papers), Ok(Some((_, other)))) = (&papers, lieux.distant.papers()) {
            let (ours, theirs) = (read(&papers.authority)?, read(&other.authority)?);
            if ours == theirs {
                return Err("--instances-autorite must not be the contre-clé's authority: whoever signs for one must not sign for the other".into());
            }
        }
        let socket = || lieux.donnees.join(format!("instance-{nom}.prise")).display().to_string();
        let adresse = self.ecoute_instances.clone().unwrap_or_else(socket);
        Ok(Some(Place { nom: nom.clone(), adresse, papers }))
    }

    fn papers(&self) -> Option<Papers> {
        let (certificate, key) = (self.instances_certificat.clone()?, self.instances_cle.clone()?);
        Some(Papers { certificate, key, authority: self.instances_autorite.clone()? })
    }
}

impl Place {
    /// Where this instance waits for its root.
    pub fn prise(&self, lieux: &Lieux) -> PathBuf {
        lieux.donnees.join(format!("coffre-{}.prise", self.nom))
    }

    /// Answers the other instances, on threads of its own.
    fn listen(&self, poste: &Arc<Poste>) -> Fin {
        let poste = Arc::clone(poste);
        if let Some(papers) = self.papers.clone() {
            let adresse = self.adresse.clone();
            thread::spawn(move || {
                let Err(error) = tls::listen(&adresse, &papers, move |stream| relais::answer_all(stream, &poste))
                else {
                    return;
                };
                // Without its address this instance could take the bail, and nobody reach it.
                eprintln!("cairn: {adresse}: {error}");
                std::process::exit(1);
            });
            return Ok(());
        }
        let listener: UnixListener =
            super::bind(self.adresse.as_ref()).map_err(|e| format!("{}: {e}", self.adresse))?;
        thread::spawn(move || {
            for mut connection in listener.incoming().flatten() {
                let poste = Arc::clone(&poste);
                // A connection that breaks is its owner's affair.
                thread::spawn(move || drop(relais::answer_all(&mut connection, &poste)));
            }
        });
        Ok(())
    }
}

/// Opens the doors of an instance: to the others, to its root, and to the bail.
///
/// # Errors
/// An address that cannot be listened on.
pub fn start(poste: &Arc<Poste>) -> Result<thread::JoinHandle<()>, String> {
    poste.place.listen(poste)?;
    veille::start(Arc::clone(poste))
}

/// Keeps the root for when this instance takes the bail.
///
/// # Errors
/// A root that is not the base's.
pub fn keep_root(poste: &Poste, root: &[u8; 32]) -> Fin {
    Coffre::check_root(root, &poste.base).map_err(|e| e.to_string())?;
    poste.keep_root(Zeroizing::new(*root));
    Ok(())
}

fn read(file: &PathBuf) -> Result<Vec<u8>, String> {
    fs::read(file).map_err(|e| format!("{}: {e}", file.display()))
}
