//! /: where a day begins.

mod bloc;
pub mod show;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/", get(show::show))
}
