//! /habilitations/{agent}/histoire, /habilitations/{agent}/preuves: a right, back to its signatures.

pub mod export;
pub mod show;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/habilitations/{agent}/histoire", get(show::show))
        .route("/habilitations/{agent}/preuves", get(export::export))
}
