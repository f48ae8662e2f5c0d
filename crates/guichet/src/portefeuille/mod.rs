//! /portefeuille: the young people an agent follows, by a filter that reads as a sentence.

pub mod filtres;
pub mod phrase;
pub mod show;

use axum::Router;
use axum::routing::{get, post};

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/portefeuille", get(show::show))
        .route("/portefeuille/filtres", post(filtres::save))
        .route("/portefeuille/filtres/oubli", post(filtres::drop))
}
