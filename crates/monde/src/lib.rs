//! monde

pub mod communes;
pub mod donnees;
pub mod noms;
pub mod personnes;
pub mod scan;
