//! /reperage: lists of people whom somebody else asks the structure to reach.

pub mod list;
pub mod show;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/reperage", get(list::list)).route("/reperage/{liste}", get(show::show))
}
