//! /qualite: what is to be put right in the files.

mod list;
pub mod show;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/qualite", get(show::show))
}
