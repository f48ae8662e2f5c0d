//! The waiting page: what an unsigned navigation gets. It holds no data; its script waits for the worker and comes back.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::langues::Langue;
use crate::{assets, reponse};

/// A page under 2 kB with its headers.
pub fn page(langue: Langue) -> Response {
    let waiting = AttentePage { langue, script: assets::address("attente.js") };
    match reponse::page(&waiting) {
        Ok(page) => page,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

#[derive(Template)]
#[template(path = "attente/attente.html")]
struct AttentePage {
    langue: Langue,
    script: String,
}
