//! What is asked and shown of listes de repérage.

use domaine::reperage::{Avancement, Priorite};
use domaine::{Clair, ImportId};
use jiff::civil::Date;

use super::{Agent, Etiquette, Receipt};

/// What makes an import a liste de repérage.
#[derive(Clone, Debug)]
pub struct ReperageSaisi {
    /// A code of the list "reperage-sources".
    pub source: u16,
    /// Day on which it was received.
    pub recue: Date,
    /// From whom: a body, not a young person.
    pub de: Clair,
}

/// A received list.
#[derive(Clone, Debug)]
pub struct ListeReperage {
    /// The import that it is.
    pub id: ImportId,
    /// See [`ReperageSaisi`].
    pub source: u16,
    /// See [`ReperageSaisi`].
    pub recue: Date,
    /// See [`ReperageSaisi`].
    pub de: Clair,
    /// Lines in all, and those that ask for nothing more.
    pub avancement: Avancement,
    /// On which days people whom nobody had reached were taken off, and how many; oldest first.
    pub retires: Vec<(Date, u32)>,
}

/// The lists of a structure.
#[derive(Debug)]
pub struct Reperages {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// Newest first, at most 25.
    pub listes: Vec<ListeReperage>,
    /// How many there are.
    pub total: usize,
    /// From how many per cent a structure counts as "engagée", and whether a text says so; nothing when none is published.
    pub engage: Option<(u8, bool)>,
    /// Rows that do not read as they were written.
    pub illisibles: usize,
}

/// What is asked of one list.
#[derive(Clone, Copy, Debug, Default)]
pub struct VueReperage {
    /// Only these.
    pub priorite: Option<Priorite>,
    /// Only those whose last outcome is this one.
    pub issue: Option<u16>,
    /// Only those that are to be erased.
    pub a_effacer: bool,
    /// From 1.
    pub page: u32,
}

/// One list.
#[derive(Debug)]
pub struct ReperageLu {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// Which.
    pub liste: ListeReperage,
    /// One page of what was asked, in the order of the work.
    pub lignes: Vec<LigneReperage>,
    /// How many there are.
    pub total: usize,
    /// How many of each, in the order of [`Priorite::ALL`]; of the whole list.
    pub comptes: [usize; 4],
    /// How many were never reached within the delay.
    pub a_effacer: usize,
    /// That delay in months, and whether a text gives it; nothing when none is published.
    pub purge: Option<(u16, bool)>,
    /// Rows that do not read as they were written.
    pub illisibles: usize,
}

/// A person of a list.
#[derive(Clone, Debug)]
pub struct LigneReperage {
    /// Masked unless entrusted.
    pub personne: Etiquette,
    /// In which of the four she stands.
    pub priorite: Priorite,
    /// Day, outcome and author of each attempt, oldest first.
    pub tentatives: Vec<(Date, u16, Option<Clair>)>,
    /// Never reached within the delay.
    pub a_effacer: bool,
}
