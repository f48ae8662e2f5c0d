//! /approbations: demands for which I was drawn, one at a time.

pub mod list;
pub mod show;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/approbations", get(list::list)).route("/approbations/{agent}", get(show::show))
}
