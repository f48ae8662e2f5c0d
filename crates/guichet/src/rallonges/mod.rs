//! /rallonges: colleagues near the end of what they may read today, and thirty dossiers more for one of them.

pub mod give;
pub mod show;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/rallonges", get(show::show).post(give::give))
}
