//! monde

pub mod client;
pub mod communes;
pub mod creer;
pub mod donnees;
pub mod exercices;
pub mod geste;
pub mod http;
pub mod mesure;
pub mod noms;
pub mod nouveau;
pub mod passkey;
pub mod persona;
pub mod personnes;
pub mod plan;
mod progression;
pub mod scan;
pub mod semaine;
pub mod vie;
