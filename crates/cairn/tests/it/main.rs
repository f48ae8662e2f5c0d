//! The programs themselves, as processes: real sockets, real disks, real signals.

mod authentificateur;
mod base_reelle;
mod brouillons;
mod codes;
mod coupure;
mod demandes_volees;
mod disques_voles;
#[cfg(feature = "exercice")]
mod exercices;
mod importer;
mod instances;
mod lecture;
mod leurres;
mod morts;
mod pannes;
#[path = "../../../contre-cle/tests/it/papiers.rs"]
mod papiers;
#[path = "../../../../xtask/src/pg.rs"]
#[allow(dead_code, missing_docs, reason = "the kit of throw-away clusters; tests use a part of it")]
mod pg;
mod proconnect;
mod saisies;
mod serveur;
mod voisins_comptes;
mod voisins_journee;
