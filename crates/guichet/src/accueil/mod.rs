//! /accueil: the front desk. Who is expected, who waits, whose call is to be answered.

pub mod note;
pub mod show;

use axum::Router;
use axum::routing::{get, post};

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/accueil", get(show::show)).route("/accueil/{dossier}", post(note::note))
}
