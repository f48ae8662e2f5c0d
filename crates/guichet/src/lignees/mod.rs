//! /lignees: who stands behind whom.

pub mod show;

mod arbre;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/lignees", get(show::show))
}
