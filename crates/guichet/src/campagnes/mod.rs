//! /campagnes: accounts reviewed one line at a time, with facts of use. Some lines stand for nobody: only the coffre knows which.

pub mod beside;
pub mod certify;
pub mod end;
pub mod list;
pub mod show;

use axum::Router;
use axum::routing::{get, post};

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/campagnes", get(list::list))
        .route("/campagnes/reprise", post(beside::beside))
        .route("/campagnes/{agent}", get(show::show))
        .route("/campagnes/{agent}/certification", post(certify::certify))
        .route("/campagnes/{agent}/cloture", post(end::close))
        .route("/campagnes/{agent}/depart", post(end::leave))
}
