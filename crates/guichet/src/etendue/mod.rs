//! /etendue: whom accounts, logins or structures read: the answer, its file for the authority, its proofs.

pub mod csv;
pub mod preuves;
pub mod saisie;
pub mod show;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/etendue", get(show::show))
        .route("/etendue/csv", get(csv::export))
        .route("/etendue/preuves", get(preuves::export))
}
