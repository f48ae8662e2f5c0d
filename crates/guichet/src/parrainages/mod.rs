//! /parrainages: newcomers for whom I vouch, standing before me, and probations that I confirm.

pub mod list;
pub mod open;
pub mod show;
pub mod sign;

mod qr;

use axum::Router;
use axum::routing::{get, post};

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/parrainages", get(list::list))
        .route("/parrainages/{agent}", get(show::show))
        .route("/parrainages/{agent}/adresse", post(open::open))
        .route("/parrainages/{agent}/signature", post(sign::sign))
}
