//! /connexion: coming in and leaving. The worker signs none of it but the leaving.

pub mod challenge;
pub mod enter;
pub mod leave;
pub mod proconnect;
pub mod show;

use axum::Router;
use axum::routing::{get, post};

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/connexion", get(show::show).post(enter::enter))
        .route("/connexion/defi", post(challenge::challenge))
        .route("/connexion/fin", post(leave::leave))
        .route("/connexion/proconnect", post(proconnect::begin::begin))
        .route("/connexion/proconnect/retour", get(proconnect::back::back).post(proconnect::conclude::conclude))
        .route("/connexion/proconnect/fin", post(proconnect::end::end))
        .route("/connexion/proconnect/sortie", get(proconnect::end::left))
}
