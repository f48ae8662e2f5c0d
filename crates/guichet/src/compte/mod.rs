//! /compte: my own account. Everybody signed in sees hers, and nobody else's.

pub mod add_key;
pub mod alert;
pub mod remove_key;
pub mod show;

use axum::Router;
use axum::routing::{get, post};

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/compte", get(show::show))
        .route("/compte/alerte", post(alert::alert))
        .route("/compte/cles", post(add_key::add_key))
        .route("/compte/cles/retrait", post(remove_key::remove_key))
}
