//! /quotas: more new accounts a week for a season. The direction asks, another structure's direction grants.

pub mod ask;
pub mod show;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/quotas", get(show::show).post(ask::ask))
}
