//! What is asked and shown of the catalogue: the lists that a structure adapts, and how.

use domaine::Clair;
use domaine::catalogue::{Liste, Surcouche};

use super::Agent;

/// The lists that a structure may adapt.
#[derive(Clone, Debug)]
pub struct CatalogueLu {
    /// Who reads.
    pub agent: Agent,
    /// In alphabetical order, each with what the structure changes in it.
    pub listes: Vec<(&'static Liste, Surcouche)>,
    /// Those whose rows are not what the journal says: the national list serves.
    pub refusees: Vec<&'static str>,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct ListeLue {
    /// Who reads.
    pub agent: Agent,
    /// As the catalogue has it.
    pub liste: &'static Liste,
    /// What the structure changes in it.
    pub surcouche: Surcouche,
    /// Its rows are not what the journal says: the national list serves.
    pub refusee: bool,
}

/// A change of a list, for the agent's own structure. What was written with a value stays readable, whatever becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GesteCatalogue {
    /// A value of its own.
    Ajouter {
        /// Its word: for everybody of the structure to read.
        libelle: Clair,
        /// The national value that it details.
        parent: Option<u16>,
    },
    /// Offered no more.
    Masquer(u16),
    /// Offered again.
    Montrer(u16),
}
