//! /remplacements: a colleague's portefeuille, taken over until a day.

pub mod record;

use axum::Router;
use axum::routing::post;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/remplacements", post(record::record))
}
