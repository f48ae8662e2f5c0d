//! /tranches: twenty new dossiers between two gestures of the key.

pub mod begin;

use axum::Router;
use axum::routing::post;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/tranches", post(begin::begin))
}
