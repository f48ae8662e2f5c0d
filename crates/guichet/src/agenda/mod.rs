//! /agenda: rendez-vous, absences, open slots, tomorrow on paper, and the address that other programs read.

pub mod book;
pub mod change;
pub mod flux;
pub mod grille;
mod ics;
pub mod plage;
pub mod print;
mod saisie;
pub mod show;
pub mod vue;

use axum::Router;
use axum::routing::{get, post};
use domaine::{DossierId, RendezVousId};

use crate::Etat;
use crate::face::Refusal;
use crate::refus::Refus;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/agenda", get(show::show).post(plage::plan))
        .route("/agenda/nouveau", get(book::form))
        .route("/agenda/report", get(change::form))
        .route("/agenda/plage", get(plage::form))
        .route("/agenda/impression", get(print::print))
        .route("/agenda/flux", post(flux::open))
        .route("/agenda/flux/oubli", post(flux::close))
        .route("/agenda/flux/{jeton}", get(flux::read))
        .route("/agenda/{dossier}", post(book::book))
        .route("/agenda/{dossier}/{rendez_vous}", post(change::change))
}

/// The dossier that a path names.
fn dossier(text: &str) -> Result<DossierId, Refus> {
    text.parse().map_err(|_| Refus::from(Refusal::Introuvable))
}

/// The rendez-vous that a path names.
fn rendez_vous(text: &str) -> Result<RendezVousId, Refus> {
    text.parse().map_err(|_| Refus::from(Refusal::Introuvable))
}
