//! The guichet from outside, through HTTP: who gets what, under which headers, and what every page is made of.

mod attendus;
pub mod comptes;
pub mod formation;
pub mod gens;
mod imports;
mod pages;
mod proconnect;
mod refus;
