//! /bris: a dossier of another structure, for somebody who needs it now. Who has it open gives it to whoever reads her a code; the
//! other says why, and takes it for four hours; the giver's direction reviews it.

pub mod form;
pub mod give;
pub mod review;
pub mod show;
pub mod take;

use axum::Router;
use axum::routing::{get, post};
use domaine::DossierId;

use crate::Etat;
use crate::face::Refusal;
use crate::refus::Refus;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/bris", get(show::show))
        .route("/bris/revue", post(review::review))
        .route("/bris/{dossier}", get(form::form))
        .route("/bris/{dossier}/don", post(give::give))
        .route("/bris/{dossier}/prise", post(take::take))
}

/// The dossier that a path names; a text that names none gets the answer of a dossier that is not there.
fn named(text: &str) -> Result<DossierId, Refus> {
    text.parse().map_err(|_| Refus::from(Refusal::Introuvable))
}
