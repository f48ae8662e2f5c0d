//! /mandats: campaigns of calls. One proposes and receives, two approve, the programs read; the file is sealed, and one word stops it.

pub mod approve;
pub mod file;
pub mod list;
pub mod new;
pub mod show;
pub mod stop;

use axum::Router;
use axum::routing::{get, post};
use domaine::MandatId;

use crate::Etat;
use crate::face::{Error, Refusal};
use crate::refus::Refus;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/mandats", get(list::list))
        .route("/mandats/nouveau", get(new::form).post(new::propose))
        .route("/mandats/{mandat}", get(show::show))
        .route("/mandats/{mandat}/approbation", post(approve::approve))
        .route("/mandats/{mandat}/arret", post(stop::stop))
        .route("/mandats/{mandat}/fichier", get(file::file))
}

/// The mandat of an address.
fn mandat(text: &str) -> Result<MandatId, Refus> {
    text.parse().map_err(|_| Refus::Coffre(Error::Refusal(Refusal::Introuvable)))
}
