//! /codes/{dossier}: six digits on the young person's telephone, and the field where what she says is typed.

pub mod ask;
pub mod say;
pub mod show;

use axum::Router;
use axum::routing::{get, post};
use domaine::DossierId;

use crate::Etat;
use crate::face::Refusal;
use crate::refus::Refus;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/codes/{dossier}", get(show::show).post(ask::ask))
        .route("/codes/{dossier}/dit", post(say::say))
}

/// The dossier that a path names; a text that names none gets the answer of a dossier that is not there.
fn named(text: &str) -> Result<DossierId, Refus> {
    text.parse().map_err(|_| Refus::from(Refusal::Introuvable))
}
