//! /formation: the course, its exam, and the certificate that a passed exam lets somebody sign.

pub mod certify;
pub mod examen;
pub mod grade;
pub mod module;
pub mod show;

mod copie;

use axum::Router;
use axum::routing::{get, post};
use domaine::formation::{Parcours, Texte};
use droits::Role;

use crate::Etat;
use crate::face::Compte;
use crate::langues::Langue;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/formation", get(show::show))
        .route("/formation/examen", get(examen::examen).post(grade::grade))
        .route("/formation/certificat", post(certify::certify))
        .route("/formation/{module}", get(module::module))
}

/// A sentence of the course in the reader's language. References, as templates hand things over.
pub fn dire(langue: &Langue, texte: &Texte) -> &'static str {
    match langue {
        Langue::Fr => texte.fr,
        Langue::En => texte.en,
    }
}

/// What the holder of an account has to learn. A direction vouches for newcomers by its role.
pub fn parcours(compte: &Compte) -> Parcours {
    Parcours::of(compte.role == Role::Gestionnaire, compte.is_parrain || compte.role == Role::Direction)
}

/// Screens before the first one of each module, and in all: "écran 6 sur 8" counts through the whole course.
fn rang(parcours: Parcours, module: &str, ecran: usize) -> (usize, usize) {
    let mut before = 0;
    let mut total = 0;
    for other in parcours.modules() {
        if other.key == module {
            before = total;
        }
        total += other.ecrans.len();
    }
    (before + ecran, total)
}
