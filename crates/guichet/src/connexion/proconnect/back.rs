//! GET /connexion/proconnect/retour: where the provider sends the browser back. Anybody can send somebody here with an answer
//! of his own, and she would then be signed in as him: only the tab that left goes on (see `proconnect.js`). Nothing is read here.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::of;
use crate::langues::Langue;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, reponse};

/// A page whose script decides.
pub async fn back(State(etat): State<Etat>, RawQuery(query): RawQuery, headers: HeaderMap) -> Result<Response, Refus> {
    of(&etat)?;
    reponse::page(&RetourPage { cadre: Cadre::empty(&etat, Langue::of(&headers, query.as_deref())) })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "connexion/proconnect/back.html")]
pub struct RetourPage {
    cadre: Cadre,
}
