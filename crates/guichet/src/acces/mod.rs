//! /acces: who may what in my structure.

pub mod show;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/acces", get(show::show))
}
