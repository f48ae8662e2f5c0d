//! The living page: every component of the guichet in every state, light and dark side by side. It shows nobody.

pub mod show;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/composants", get(show::index)).route("/composants/{partie}", get(show::show))
}
