//! /incidents: accounts that somebody looks into together, from the alert that rang to what it was.

pub mod accounts;
pub mod close;
pub mod list;
pub mod open;
pub mod show;

use axum::Router;
use axum::routing::{get, post};
use domaine::IncidentId;

use crate::Etat;
use crate::face::Refusal;
use crate::refus::Refus;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/incidents", get(list::list))
        .route("/incidents/ouverture", post(open::open))
        .route("/incidents/{incident}", get(show::show))
        .route("/incidents/{incident}/ajout", post(accounts::add))
        .route("/incidents/{incident}/retrait", post(accounts::take_out))
        .route("/incidents/{incident}/cloture", post(close::close))
}

/// The incident that a path names; a text that names none gets the answer of one that is not there.
fn named(text: &str) -> Result<IncidentId, Refus> {
    text.parse().map_err(|_| Refus::from(Refusal::Introuvable))
}
