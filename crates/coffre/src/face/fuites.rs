//! What the check of a leak says: a proportion, and who read those people in common. Never whom, nor which line.

use domaine::fuite::Verdict;

use super::{Agent, CompteAlerte, Receipt};

/// What somebody pasted, checked.
#[derive(Debug)]
pub struct FuiteVerifiee {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who asked.
    pub agent: Agent,
    /// Lines that hold something to compare.
    pub lignes: usize,
    /// Distinct persons among them.
    pub personnes: usize,
    /// What can be said.
    pub verdict: Verdict,
    /// Accounts that read half of those that are ours, or more: the widest first.
    pub communs: Vec<LecteurCommun>,
    /// Entry of the question: the proofs of each account are asked for as its étendue.
    pub question: u64,
}

/// An account that read many of them.
#[derive(Debug)]
pub struct LecteurCommun {
    /// Whose; none when it is not for the reader to know.
    pub qui: Option<CompteAlerte>,
    /// How many of them, in tenths.
    pub dixiemes: u8,
    /// First and last reading, milliseconds since 1970 UTC.
    pub fenetre: (u64, u64),
    /// Some entries of it, oldest first.
    pub entrees: Vec<u64>,
}
