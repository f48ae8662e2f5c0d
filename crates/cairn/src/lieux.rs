//! Where things lie: one folder, two sides in it that never read each other, keys elsewhere.

use std::fs;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use coffre::base::{Base, Tailles, Url};
use coffre::relais::Relais;
use coffre::{Coffre, Config};
use contre_cle::tls::Papers;
use droits::habilitation::Regles;

use crate::Fin;

/// The options of every command that opens a base.
#[derive(Args, Clone)]
pub struct Lieux {
    /// Folder of the base: `coffre/` and `contre-cle/` lie in it.
    #[arg(long, value_name = "DOSSIER")]
    pub donnees: PathBuf,
    /// PostgreSQL address (`postgresql://…`); without it, the embedded SQLite base of the folder.
    #[arg(long, value_name = "ADRESSE")]
    pub base: Option<String>,
    #[command(flatten)]
    pub distant: Distant,
    /// The contre-clé comes back from a copy and has lost entries that it had cosigned: say so once, it is journalled.
    #[arg(long)]
    pub contre_cle_restauree: bool,
    /// Who takes messages to telephones in charge, for the one command that sends any.
    #[arg(skip)]
    pub relais: Option<Arc<dyn Relais>>,
    /// Keys of a fictional base. A real base is unsealed by `cairn cle desceller`.
    #[cfg(feature = "demo")]
    #[arg(long, value_name = "FICHIER")]
    pub cles: Option<PathBuf>,
}

/// A contre-clé run by another organisation; without these, ours is started beside the application.
#[derive(Args, Clone, Default)]
pub struct Distant {
    /// Address of the contre-clé, `host:port`.
    #[arg(long = "contre-cle", value_name = "ADRESSE", requires_all = ["tls_certificat", "tls_cle", "tls_autorite"])]
    adresse: Option<String>,
    /// Our certificate, PEM.
    #[arg(long, value_name = "FICHIER")]
    tls_certificat: Option<PathBuf>,
    /// Our key, PEM.
    #[arg(long, value_name = "FICHIER")]
    tls_cle: Option<PathBuf>,
    /// The authority that signs the contre-clé's certificate, PEM.
    #[arg(long, value_name = "FICHIER")]
    tls_autorite: Option<PathBuf>,
}

impl Distant {
    /// Its address and our papers, when it is elsewhere.
    ///
    /// # Errors
    /// An address without its papers.
    pub fn papers(&self) -> Result<Option<(String, Papers)>, String> {
        match (&self.adresse, &self.tls_certificat, &self.tls_cle, &self.tls_autorite) {
            (None, ..) => Ok(None),
            (Some(adresse), Some(certificate), Some(key), Some(authority)) => {
                let papers =
                    Papers { certificate: certificate.clone(), key: key.clone(), authority: authority.clone() };
                Ok(Some((adresse.clone(), papers)))
            }
            _ => Err("--contre-cle needs --tls-certificat, --tls-cle and --tls-autorite".into()),
        }
    }
}

impl Lieux {
    /// The coffre's own folder.
    pub fn coffre(&self) -> PathBuf {
        self.donnees.join("coffre")
    }

    /// The contre-clé's own folder.
    pub fn contre_cle(&self) -> PathBuf {
        self.donnees.join("contre-cle")
    }

    /// Where the contre-clé answers.
    pub fn prise_contre_cle(&self) -> PathBuf {
        self.donnees.join("contre-cle.prise")
    }

    /// Where the coffre waits for its root.
    pub fn prise_coffre(&self) -> PathBuf {
        self.donnees.join("coffre.prise")
    }

    /// Published tiles: what verifiers read.
    pub fn tuiles(&self) -> PathBuf {
        self.coffre().join("tuiles")
    }

    /// Makes the folders, for this user only.
    pub fn make(&self) -> io::Result<()> {
        for dir in [&self.donnees, &self.coffre()] {
            if !dir.exists() {
                fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
            }
        }
        Ok(())
    }

    /// Opens the database.
    pub fn open_base(&self) -> Result<Base, String> {
        Base::open(&self.url()?).map_err(|e| e.to_string())
    }

    /// Opens the database for a journal that lies in it: one writer.
    pub fn open_journal_base(&self) -> Result<Base, String> {
        Base::open_with(&self.url()?, Tailles { lecteurs: 1, connexions: 1 }).map_err(|e| e.to_string())
    }

    /// Whether the database may be shared by several instances.
    pub fn is_postgresql(&self) -> bool {
        matches!(self.url(), Ok(Url::Postgresql(_)))
    }

    fn url(&self) -> Result<Url, String> {
        let address =
            self.base.clone().unwrap_or_else(|| format!("sqlite:{}", self.coffre().join("cairn.db").display()));
        address.parse().map_err(|e| format!("{e}"))
    }

    /// The origin that this base was made for.
    pub fn origine(&self) -> Result<String, String> {
        let file = self.coffre().join("origine");
        let origin = fs::read_to_string(&file).map_err(|_| {
            format!("no base in {}: make one with `cairn amorcer` or `cairn monde creer`", self.donnees.display())
        })?;
        Ok(origin.trim().to_owned())
    }

    /// Writes the origin of a new base; refuses if there is one already.
    pub fn set_origine(&self, origin: &str) -> Fin {
        if !is_origin(origin) {
            return Err(format!("`{origin}` is not an address: write https://name or http://localhost:port"));
        }
        let file = self.coffre().join("origine");
        if file.exists() {
            return Err(format!("there is a base in {} already", self.donnees.display()));
        }
        fs::write(&file, origin).map_err(|e| format!("{}: {e}", file.display()))
    }

    /// A sealed coffre for this base, with every control on.
    pub fn sealed(&self) -> Result<Coffre, String> {
        self.sealed_with(Regles::default())
    }

    /// A sealed coffre for this base, with these controls on: drills turn one off.
    pub fn sealed_with(&self, regles: Regles) -> Result<Coffre, String> {
        let origin = self.origine()?;
        let host = host_of(&origin).to_owned();
        let contre_cle_restauree = self.contre_cle_restauree;
        Ok(Coffre::sealed(Config {
            rp_id: host,
            origin,
            publish: Some(self.tuiles()),
            regles,
            contre_cle_restauree,
            relais: self.relais.clone(),
        }))
    }

    /// The roots of a fictional base, when its keys were given.
    #[cfg(feature = "demo")]
    pub fn cles(&self) -> Result<Option<monde::persona::Cles>, String> {
        let read = |file: &PathBuf| monde::persona::Cles::read(file).map_err(|e| format!("{}: {e}", file.display()));
        self.cles.as_ref().map(read).transpose()
    }
}

/// The host of an origin: the relying party of its passkeys.
pub fn host_of(origin: &str) -> &str {
    let rest = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    rest.split(':').next().unwrap_or(rest)
}

/// The port of an origin, if it names one.
pub fn port_of(origin: &str) -> Option<u16> {
    origin.rsplit_once(':').and_then(|(_, port)| port.parse().ok())
}

/// Passkeys need a name, not an address, and TLS everywhere but on this machine.
fn is_origin(origin: &str) -> bool {
    let Some((scheme, rest)) = origin.split_once("://") else { return false };
    let host = host_of(origin);
    let has_letters = host.chars().any(|c| c.is_ascii_alphabetic());
    let is_plain = rest.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'));
    has_letters && is_plain && (scheme == "https" || (scheme == "http" && host == "localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_name() {
        for right in ["http://localhost:8080", "https://cairn.ml-roubaix.example"] {
            assert!(is_origin(right), "{right}");
        }
        for wrong in ["localhost:8080", "http://127.0.0.1:8080", "http://cairn.example", "https://x/y", "https://"] {
            assert!(!is_origin(wrong), "{wrong}");
        }
        assert_eq!((host_of("http://localhost:8080"), port_of("http://localhost:8080")), ("localhost", Some(8080)));
    }
}
