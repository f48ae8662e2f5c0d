//! /enrolement/{code}: binding the two authenticators of a new account, at a one-use address.

pub mod bind;
pub mod show;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/enrolement/{code}", get(show::show).post(bind::bind))
}

/// Authenticators that an account needs: one is used, the other stays in a drawer.
const CLES: u8 = 2;
