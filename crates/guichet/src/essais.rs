//! The guichet from outside, through HTTP: who gets what, under which headers, and what every page is made of.

mod accueil;
mod agenda;
mod ateliers;
mod attendus;
pub mod comptes;
mod dossier;
pub mod formation;
pub mod gens;
mod imports;
mod journee;
mod pages;
mod proconnect;
mod refus;
