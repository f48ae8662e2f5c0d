//! The waiting page: what an unsigned navigation gets. It holds no data; its script waits for the worker and comes back.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::langues::Langue;
use crate::theme::Theme;
use crate::{Config, assets, reponse};

/// A page under 2 kB with its headers. Its style is the one that every page has, so that a browser has it already.
pub fn page(config: &Config, langue: Langue) -> Response {
    let (script, style) = (assets::address("attente.js"), assets::address("cairn.css"));
    match reponse::page(&AttentePage { langue, script, style, theme: config.theme.as_ref() }) {
        Ok(page) => page,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

#[derive(Template)]
#[template(path = "attente/attente.html")]
struct AttentePage<'a> {
    langue: Langue,
    script: String,
    style: String,
    theme: Option<&'a Theme>,
}
