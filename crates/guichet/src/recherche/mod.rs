//! /recherche: finding a person.

pub mod found;
pub mod search;
pub mod show;

use axum::Router;
use axum::routing::post;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/recherche", post(search::search))
}
