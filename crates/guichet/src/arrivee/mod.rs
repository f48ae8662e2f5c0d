//! /arrivee/{code}: a newcomer's own path, on her phone, beside her parrain.

pub mod bind;
pub mod show;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/arrivee/{code}", get(show::show).post(bind::bind))
}

/// Keys that a newcomer makes: one is used, the other stays in a drawer.
const CLES: u8 = 2;
