//! The référentiels that are searched rather than listed: communes, countries, jobs (ROME), académies.
//!
//! Public and pure: no I/O, no clock, nothing of anybody. The tables are text in the program; the index of each is made at its
//! first use (or by [`load`]) and holds positions in that text, so that all of them together weigh some 2 MB.

pub mod academies;
pub mod communes;
mod index;
pub mod metiers;
pub mod pays;
mod texte;

/// The editions of the tables: to be shown wherever a code is explained, and written beside what is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// Year of the code officiel géographique.
    pub communes: &'static str,
    /// Version of the ROME.
    pub metiers: &'static str,
    /// Year in which the zones of the countries were computed.
    pub pays: &'static str,
}

/// What is compiled in.
pub fn version() -> Version {
    Version { communes: communes::VERSION, metiers: metiers::VERSION, pays: pays::VERSION }
}

/// Makes every index now, so that nobody's first search waits.
pub fn load() {
    communes::load();
    metiers::load();
    pays::load();
}

/// Bytes held by the indexes, beside the text of the tables.
pub fn memory() -> usize {
    communes::memory() + metiers::memory() + pays::memory()
}
