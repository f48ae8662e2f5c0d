//! /repartition: who accompanies whom in the structure, and who replaces whom.

pub mod affect;
pub mod list;
pub mod show;

use axum::Router;
use axum::routing::get;

use crate::Etat;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/repartition", get(list::list))
        .route("/repartition/{id}", get(show::show).post(affect::affect))
}
