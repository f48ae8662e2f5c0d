//! Starting: a coffre is sealed until its root comes; the root opens the journal, meets the contre-clé, reads the directory.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, RwLock};

use contre_cle::client::ContreCle;
use droits::habilitation::Regles;
use journal::Kind;
use journal::entry::Entry;
use journal::storage::Storage;
use subtle::ConstantTimeEq;

use crate::annuaire::Annuaire;
use crate::base::{Base, SqlError, migrate};
use crate::racine::Racine;
use crate::relais::Relais;
use crate::schema::MIGRATIONS;
use crate::sequenceur::{Conditions, Follow, Sequenceur, StartFault, What, Wish};
use crate::suivi::Suivi;
use crate::{Alive, Coffre, Inner};

crate::statements! {
    GET = "select valeur from reglage where cle = ?1";
    PUT = "insert into reglage (cle, valeur) values (?1, ?2)";
}

/// What a coffre is told once and for all.
#[derive(Clone, Debug)]
pub struct Config {
    /// WebAuthn relying party: the host name of the address.
    pub rp_id: String,
    /// The address's origin, for example `https://cairn.ml-roubaix.example`.
    pub origin: String,
    /// Folder of published tiles; none in tests.
    pub publish: Option<PathBuf>,
    /// Controls that are on: all of them, but in drills on a fictional base.
    pub regles: Regles,
    /// The operator says that the contre-clé comes back from a copy, and lost entries that it had cosigned: once.
    pub contre_cle_restauree: bool,
    /// Who takes messages to telephones in charge; none: no code can be sent.
    pub relais: Option<Arc<dyn Relais>>,
}

/// Why a coffre does not come alive.
#[derive(Debug)]
pub enum StartError {
    /// This root is not the one of this base.
    WrongRoot,
    /// It is alive already.
    Already,
    /// The base.
    Base(SqlError),
    /// The journal or the contre-clé.
    Journal(StartFault),
}

impl std::fmt::Display for StartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            StartError::WrongRoot => f.write_str("this key is not the one of this base"),
            StartError::Already => f.write_str("already unsealed"),
            StartError::Base(error) => write!(f, "base: {error}"),
            StartError::Journal(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for StartError {}

impl From<SqlError> for StartError {
    fn from(error: SqlError) -> StartError {
        StartError::Base(error)
    }
}

impl Coffre {
    /// A sealed coffre.
    pub fn sealed(config: Config) -> Coffre {
        Coffre { inner: Arc::new(Inner { config, alive: OnceLock::new() }) }
    }

    /// What it was told.
    pub fn config(&self) -> &Config {
        &self.inner.config
    }

    /// Gives the root. Blocking: at start, or on a thread that may wait.
    ///
    /// # Errors
    /// See [`StartError`]; the coffre then stays sealed.
    pub fn unseal<S: Storage + 'static>(
        &self,
        root: &[u8; 32],
        base: Base,
        storage: S,
        contre: Box<dyn ContreCle>,
    ) -> Result<(), StartError> {
        self.unseal_under(0, root, base, storage, contre)
    }

    /// Whether this root is the one of this base, without opening anything: for an instance that waits. Blocking.
    ///
    /// # Errors
    /// See [`StartError`].
    pub fn check_root(root: &[u8; 32], base: &Base) -> Result<(), StartError> {
        migrate(base, MIGRATIONS)?;
        check_witness(base, &Racine::from_root(root))
    }

    /// As [`Coffre::unseal`], for who holds the bail under this number; zero for who is alone. Says so first in the journal.
    ///
    /// # Errors
    /// See [`StartError`]; the coffre then stays sealed.
    pub fn unseal_under<S: Storage + 'static>(
        &self,
        epoque: u32,
        root: &[u8; 32],
        base: Base,
        storage: S,
        contre: Box<dyn ContreCle>,
    ) -> Result<(), StartError> {
        migrate(&base, MIGRATIONS)?;
        let racine = Racine::from_root(root);
        check_witness(&base, &racine)?;
        let keys = Racine::from_root(root);
        let annuaire = base.read_blocking(move |tx| Annuaire::read(tx, &keys))?;
        let signer = racine.journal().map_err(|_| StartError::WrongRoot)?;
        let (suivi, watch) = Suivi::new(&base)?;
        let from = suivi.known();
        let Config { publish, regles, contre_cle_restauree, .. } = &self.inner.config;
        let conditions = Conditions { regles: *regles, contre_cle_restauree: *contre_cle_restauree, epoque };
        let sequenceur = Sequenceur::start(storage, signer, contre, publish.clone(), conditions, watch, from)
            .map_err(StartError::Journal)?;
        suivi.start(sequenceur.clone());
        let alive = Alive {
            base,
            parts: racine.parts(),
            racine,
            sequenceur,
            suivi,
            annuaire: RwLock::new(annuaire),
            noms: RwLock::new(HashMap::new()),
            montres: Mutex::default(),
            loading: tokio::sync::Mutex::new(()),
            challenges: Mutex::default(),
            seen: Mutex::default(),
            asked: Mutex::default(),
            shown: Mutex::default(),
            presentes: Mutex::default(),
            drafts: Mutex::default(),
            writing: Mutex::default(),
            enrolments: Mutex::default(),
            imports: Default::default(),
            mandats: Default::default(),
            agendas: Default::default(),
            catalogue: Default::default(),
            reperages: Default::default(),
            habilitations: Default::default(),
        };
        self.inner.alive.set(alive).map_err(|_| StartError::Already)?;
        // Neither changes what is right: the number is in every entry, and a contre-clé that is away hears of it later.
        let first = [(epoque != 0, Kind::Fence), (self.inner.config.contre_cle_restauree, Kind::Restore)];
        let said = first
            .into_iter()
            .filter(|(is_so, _)| *is_so)
            .map(|(_, kind)| Wish { what: What::Record(Box::new(Entry::new(kind)), None), follow: Follow::Nothing });
        self.alive().map_err(|_| StartError::Already)?.sequenceur.commit_blocking(said.collect());
        self.resume_mandats();
        Ok(())
    }
}

fn check_witness(base: &Base, racine: &Racine) -> Result<(), StartError> {
    let known = base.read_blocking(|tx| tx.one::<(Vec<u8>,)>(&GET, &["temoin".into()]))?;
    let witness = racine.witness();
    match known {
        Some((stored,)) if bool::from(stored.as_slice().ct_eq(&*witness)) => Ok(()),
        Some(_) => Err(StartError::WrongRoot),
        None => {
            let witness = *witness;
            base.write_blocking(move |tx| tx.exec(&PUT, &["temoin".into(), witness.into()]))?;
            Ok(())
        }
    }
}
