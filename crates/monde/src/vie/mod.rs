//! Normal life: what a network of missions locales asks for in a month, and what the real rules answer.
//!
//! [`demandes`] makes the month, seeded, in the order of time, each demande with the truth about it. [`joue`] asks the real
//! `droits::decide` of each, folds what results as the coffre does, and follows what an agent does next when she is refused.
//! Everybody here is honest: whatever stops somebody is a fault of the rules, and is counted as one.
//!
//! Every number is in `parametres.toml`, with its source. Without HTTP, keys or disk: [`echantillon`] draws what is to be asked
//! of the real programs.

pub mod bilan;
mod cadre;
mod evenements;
mod jeu;
mod journee;
pub mod parametres;
mod reseau;
mod suite;
mod terrain;
mod tirage;
pub mod trace;
mod vigie;

#[cfg(test)]
mod essais;

use std::fmt;

use journal::entry::Pseudonym;

pub use bilan::Bilan;
pub use jeu::{Muette, Prend, Signal, Veille, joue};
pub use reseau::Reseau;

use crate::personnes::Alea;

/// What month is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Structures of the network.
    pub structures: usize,
    /// Working days.
    pub jours: usize,
    /// The same seed makes the same month.
    pub graine: u64,
    /// Openings, in thousandths of the parameters' own.
    pub volume: u64,
    /// Share of openings that is to be strongly explained, in thousandths; none: what the parameters' own reasons give.
    pub explique: Option<u64>,
    /// Whether batches of allowances and fairs are mandats; else agents open each dossier of them.
    pub mandats: bool,
}

impl Default for Options {
    fn default() -> Options {
        let mandats = *parametres::parametres().evenements.mandat;
        Options { structures: 60, jours: 22, graine: 7, volume: 1_000, explique: None, mandats }
    }
}

/// A month that cannot be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// No structure, or more than this number.
    Structures(usize),
    /// No day, or more than this number: probations and certificates end after it.
    Jours(usize),
    /// Nobody, or more than ten times life.
    Volume,
    /// Less than nothing, or more than everything.
    Explique,
}

impl fmt::Display for Impossible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Impossible::Structures(most) => write!(f, "from 1 to {most} structures"),
            Impossible::Jours(most) => write!(f, "from 1 to {most} working days"),
            Impossible::Volume => write!(f, "a volume above 0, up to 10"),
            Impossible::Explique => write!(f, "a share from 0 to 1"),
        }
    }
}

impl std::error::Error for Impossible {}

/// One thing that somebody asks for, or states, and the truth about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demande {
    /// Milliseconds since 1970 UTC.
    pub temps: u64,
    /// Place of the agent in [`Reseau::agents`].
    pub agent: u32,
    /// What.
    pub quoi: Quoi,
    /// Why, in truth.
    pub motif: Motif,
    /// The event that it belongs to, if it is no ordinary day's.
    pub special: Option<Special>,
}

/// What is asked. A person is a number, [`personne`] her pseudonym.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoi {
    /// Opens a dossier.
    Ouvre(u32),
    /// Shows its identifiers.
    Revele(u32),
    /// Prints it.
    Imprime(u32),
    /// Makes one.
    Cree(u32),
    /// A page of labels.
    Liste {
        /// Persons on it.
        personnes: u16,
        /// Of these, those that no list of the day had shown her.
        nouvelles: u16,
        /// It answers a search.
        cherchee: bool,
    },
    /// States a fact.
    Dit {
        /// See `droits::budget::explanation`.
        code: u8,
        /// Of whom; of a replacement, nobody.
        personne: u32,
        /// Place of the agent whom it serves.
        pour: u32,
        /// Of a replacement, the place of the replaced.
        de: u32,
        /// Milliseconds, exclusive.
        jusqua: u64,
    },
    /// A line of a mandat: what it reads of this person goes to its recipient. No opening of anybody's: its own ceiling and its
    /// own entries bound it, which are not played here.
    Mandat(u32),
    /// A dossier passes to the agent's structure, which the rules of rights are not asked about.
    Transfere(u32),
}

/// Why an agent opens a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the parameter of the same name says it")]
pub enum Motif {
    Portefeuille,
    RendezVous,
    Ticket,
    Appel,
    Remplacement,
    Atelier,
    Affectation,
    Creation,
    /// What she stated herself a moment ago.
    Faible,
    /// A good reason that the system does not hold.
    Aucun,
    /// The wrong dossier.
    Erreur,
    /// No opening: a list, a statement.
    Service,
}

impl Motif {
    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Motif::Portefeuille => "portefeuille",
            Motif::RendezVous => "rendez_vous",
            Motif::Ticket => "ticket",
            Motif::Appel => "appel",
            Motif::Remplacement => "remplacement",
            Motif::Atelier => "atelier",
            Motif::Affectation => "affectation",
            Motif::Creation => "creation",
            Motif::Faible => "faible",
            Motif::Aucun => "aucun",
            Motif::Erreur => "erreur",
            Motif::Service => "service",
        }
    }

    /// Those that an ordinary day draws from, in the order of [`parametres::Parts::poids`].
    pub const ORDINAIRES: [Motif; 10] = [
        Motif::Portefeuille,
        Motif::RendezVous,
        Motif::Ticket,
        Motif::Appel,
        Motif::Remplacement,
        Motif::Atelier,
        Motif::Affectation,
        Motif::Creation,
        Motif::Faible,
        Motif::Aucun,
    ];
}

/// What makes a day another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Special {
    /// The monthly batch of allowances.
    Allocation,
    /// A job fair to which 180 persons are called.
    Forum,
    /// A colleague is sick at a day's notice.
    Maladie,
    /// Two structures become one.
    Fusion,
    /// September.
    Rentree,
    /// Files are checked.
    Audit,
}

impl Special {
    /// All of them.
    pub const ALL: [Special; 6] =
        [Special::Allocation, Special::Forum, Special::Maladie, Special::Fusion, Special::Rentree, Special::Audit];

    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Special::Allocation => "allocation",
            Special::Forum => "forum",
            Special::Maladie => "maladie",
            Special::Fusion => "fusion",
            Special::Rentree => "rentree",
            Special::Audit => "audit",
        }
    }
}

/// Pseudonym of a person of the month.
pub fn personne(numero: u32) -> Pseudonym {
    nom(0x4a, numero)
}

/// The month: who is there, and what they ask for, in the order of time. What was stated before the month comes first.
///
/// # Errors
/// See [`Impossible`].
pub fn demandes(options: &Options) -> Result<(Reseau, Vec<Demande>), Impossible> {
    let reseau = Reseau::new(options)?;
    let mut all = journee::ordinaires(&reseau, options);
    evenements::ajoute(&reseau, options, &mut all);
    // Stable: what one agent asks for within the same millisecond stays in its order.
    all.sort_by_key(|demande| demande.temps);
    Ok((reseau, all))
}

/// So many openings drawn from the month, in the order of time: what is to be asked again of the real programs, through HTTP.
pub fn echantillon(demandes: &[Demande], combien: usize, graine: u64) -> Vec<Demande> {
    let mut openings: Vec<usize> =
        (0..demandes.len()).filter(|n| matches!(demandes[*n].quoi, Quoi::Ouvre(_))).collect();
    let mut alea = Alea::new(graine, "vie", 0, "echantillon");
    let combien = combien.min(openings.len());
    for n in 0..combien {
        let other = n + alea.below((openings.len() - n) as u64) as usize;
        openings.swap(n, other);
    }
    openings.truncate(combien);
    openings.sort_unstable();
    openings.into_iter().map(|n| demandes[n]).collect()
}

/// A name in an entry: a letter that tells agents from persons, and a number.
fn nom(lettre: u8, numero: u32) -> Pseudonym {
    let mut id = [lettre; 16];
    id[12..].copy_from_slice(&numero.to_be_bytes());
    id
}
