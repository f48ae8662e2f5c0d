//! /ateliers: sessions collectives, from the date that is given to the sheet that is closed.

pub mod change;
pub mod close;
pub mod enrol;
pub mod list;
pub mod new;
mod saisie;
pub mod show;
pub mod vue;

use axum::Router;
use axum::routing::{get, post};
use domaine::agenda::Plage;
use domaine::{AtelierId, DossierId};

use crate::Etat;
use crate::face::Refusal;
use crate::heure;
use crate::langues::Langue;
use crate::refus::Refus;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/ateliers", get(list::list))
        .route("/ateliers/nouveau", get(new::form).post(new::create))
        .route("/ateliers/{atelier}", get(show::show).post(change::change))
        .route("/ateliers/{atelier}/cloture", post(close::close))
        .route("/ateliers/{atelier}/{dossier}", post(enrol::enrol))
}

/// The session that a path names.
fn atelier(text: &str) -> Result<AtelierId, Refus> {
    text.parse().map_err(|_| Refus::from(Refusal::Introuvable))
}

/// The dossier that a path names.
fn dossier(text: &str) -> Result<DossierId, Refus> {
    text.parse().map_err(|_| Refus::from(Refusal::Introuvable))
}

/// "Lundi 23 novembre 2026, 9 h 00 – 12 h 00".
fn quand(plage: &Plage, langue: Langue) -> String {
    format!("{}, {}", heure::en_tete(&heure::titre(plage.jour(), langue)), heure::plage(plage, langue))
}
