//! The coffre: policy, budgets, first key share, decryption, storage.
//!
//! Its face is [`face`] and the verbs of [`Coffre`]; nothing else leaves this crate. There is deliberately
//! no verb that opens several dossiers: a list shows labels, a page at a time, and is an entry too.

pub mod annuaire;
pub mod base;
pub mod etendue;
pub mod face;
pub mod fiche;
pub mod instances;
pub mod lignes;
pub mod noms;
pub mod racine;
pub mod relais;
pub mod repertoire;
pub mod sceau;
pub mod schema;
pub mod sequenceur;
pub mod vigie;

mod accueil;
mod agenda;
mod ateliers;
mod balayage;
mod catalogue;
mod connexion;
mod creation;
mod demarrage;
mod dossiers;
mod enrolement;
mod faits;
mod filtre;
mod filtres;
mod fuites;
mod habilitations;
mod imports;
mod journee;
mod lectures;
pub mod leurres;
mod listes;
mod mandats;
mod montres;
#[doc(hidden)]
pub mod passkey;
mod rangee;
mod repartition;
mod reperage;
mod suivi;

pub use balayage::Balayage;
#[cfg(feature = "console")]
pub use creation::{
    Console, Lot, NouveauPassage, NouvelAtelier, NouvelleLigne, NouvelleListe, NouvelleOffre, NouvelleSemaine, Ouvrage,
};
pub use creation::{Nouveau, NouveauParcours, NouvelEvenement, NouvelleSituation};
pub use demarrage::{Config, StartError};
pub use enrolement::{Adresse, Premier};

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

use domaine::{CodeStructure, DossierId};
use journal::entry::LoginId;

use annuaire::Annuaire;
use base::{Base, SqlError};
use face::{Error, Panne, PanneKind, Refusal};
use noms::Noms;
use racine::{Racine, Secret};
use sequenceur::{Fault, Sequenceur};

/// The coffre. Cheap to clone. It exists sealed, and its verbs answer `Scelle`, until its root comes.
#[derive(Clone)]
pub struct Coffre {
    inner: Arc<Inner>,
}

struct Inner {
    config: Config,
    alive: OnceLock<Alive>,
}

/// Everything that only exists once the root is there.
struct Alive {
    base: Base,
    racine: Racine,
    parts: Secret,
    sequenceur: Sequenceur,
    suivi: suivi::Suivi,
    annuaire: RwLock<Annuaire>,
    noms: RwLock<HashMap<CodeStructure, Arc<RwLock<Noms>>>>,
    montres: Mutex<montres::Montres>,
    loading: tokio::sync::Mutex<()>,
    challenges: Mutex<connexion::Challenges>,
    seen: Mutex<HashMap<LoginId, u64>>,
    asked: Mutex<HashMap<LoginId, HashMap<[u8; 32], u8>>>,
    shown: Mutex<HashMap<LoginId, HashSet<[u8; 32]>>>,
    presentes: Mutex<HashMap<[u8; 32], u64>>,
    drafts: Mutex<HashMap<(LoginId, DossierId), dossiers::DraftKey>>,
    writing: Mutex<HashMap<DossierId, Arc<tokio::sync::Mutex<()>>>>,
    enrolments: Mutex<enrolement::Enrolments>,
    imports: imports::Imports,
    mandats: mandats::Mandats,
    agendas: agenda::Agendas,
    catalogue: catalogue::Memoire,
    reperages: reperage::Memoire,
    habilitations: habilitations::Habilitations,
}

impl Coffre {
    fn alive(&self) -> Result<&Alive, Error> {
        self.inner.alive.get().ok_or_else(|| panne(PanneKind::Scelle, "sealed"))
    }

    /// Whether the base is marked fictional; `false` while sealed.
    pub fn fictif(&self) -> bool {
        self.inner.alive.get().is_some_and(|alive| alive.sequenceur.registre().is_fictional() == Some(true))
    }

    /// Whether the root is there.
    pub fn is_unsealed(&self) -> bool {
        self.inner.alive.get().is_some()
    }

    /// Publishes the journal's tiles up to now, with the two verifier keys beside them. Blocking.
    ///
    /// # Errors
    /// Sealed, or nothing could be written.
    pub fn publish(&self) -> Result<(), Error> {
        let alive = self.alive()?;
        alive.suivi.flush();
        alive.sequenceur.publish_blocking()?;
        Ok(())
    }

    /// The base, for the developer's commands (measures, sweeps) and tests.
    ///
    /// # Errors
    /// Sealed.
    pub fn base(&self) -> Result<&Base, Error> {
        Ok(&self.alive()?.base)
    }
}

/// A failure of ours: logged once with its cause, told to the user by a number.
fn panne(quoi: PanneKind, cause: &str) -> Error {
    let mut random = [0; 4];
    aws_lc_rs::rand::fill(&mut random).expect("the system's random source answers");
    let numero = format!("{:08X}", u32::from_be_bytes(random));
    tracing::error!(numero, ?quoi, cause, "panne");
    Error::Panne(Panne { quoi, numero })
}

impl From<SqlError> for Error {
    fn from(error: SqlError) -> Error {
        panne(PanneKind::Base, &error.to_string())
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        match fault {
            Fault::Refus(refuse) => Error::Refusal(connexion::refusal(refuse)),
            Fault::Void(index) => Error::Refusal(Refusal::Integrite { entree: index }),
            Fault::No(no, index) => panne(PanneKind::ContreCle, &format!("{no:?} to entry {index}")),
            Fault::ContreCle => panne(PanneKind::ContreCle, "no answer"),
            Fault::Journal => panne(PanneKind::Journal, "cannot be written"),
        }
    }
}

/// A lock whose holder panicked is still a lock: what it guards is changed in single steps.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes).expect("the system's random source answers");
    bytes
}
