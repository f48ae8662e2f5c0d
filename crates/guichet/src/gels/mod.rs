//! /gels: a structure, or the network, frozen for an incident. One person freezes for a short while, two for longer, two lift.

pub mod freeze;
pub mod lift;
pub mod show;

use axum::Router;
use axum::routing::{get, post};
use domaine::CodeStructure;

use crate::Etat;
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/gels", get(show::show).post(freeze::freeze)).route("/gels/lever", post(lift::lift))
}

/// The word that stands for the network where a structure is asked for.
const RESEAU: &str = "reseau";

/// The structure of a form, or the network.
fn place(saisies: &Saisies) -> Result<Option<CodeStructure>, Refus> {
    let read = |text: &str| if text == RESEAU { Some(None) } else { text.parse().ok().map(Some) };
    clair::code(saisies.get("structure"), read).ok_or(crate::geste::wrong("structure", "gel-structure"))
}
