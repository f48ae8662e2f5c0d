//! The code spoken by the young person: whether one waits, and what became of what was typed.

use super::Agent;

/// The page of a code. It shows nobody.
#[derive(Clone, Debug)]
pub struct CodeVu {
    /// Who reads.
    pub agent: Agent,
    /// Whether a code can be sent from here, by her.
    pub is_relaye: bool,
    /// Of a code that waits to be said: the tries left.
    pub restent: Option<u8>,
}

/// What became of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeDit {
    /// It is the one: the dossier explains itself to her for four hours.
    Juste,
    /// It is not.
    Faux {
        /// Tries left.
        restent: u8,
    },
}
