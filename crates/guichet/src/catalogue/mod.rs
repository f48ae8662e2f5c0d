//! /catalogue: the lists from which forms are made, and what a structure changes in them.

pub mod change;
pub mod list;
pub mod show;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/catalogue", get(list::list)).route("/catalogue/{liste}", get(show::show).post(change::change))
}
