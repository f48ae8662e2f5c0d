//! Checks on the project itself, run with the other tests: who depends on whom, how small the
//! contre-clé is, what may not stand in a committed file.

mod architecture;
mod contre_cle;
mod dependances;
mod langues;
mod sources_propres;
