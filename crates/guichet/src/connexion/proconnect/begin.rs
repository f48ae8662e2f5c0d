//! POST /connexion/proconnect: leaving for the provider. A script asks, since the policy lets no form lead elsewhere.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::refused::{Famille, words};
use super::{Retenue, of};
use crate::Etat;
use crate::demande::refuse_foreign;
use crate::langues::Langue;
use crate::refus::Refus;

/// → `{adresse}`, whose `state` the tab keeps; or `{message}`.
pub async fn begin(State(etat): State<Etat>, RawQuery(query): RawQuery, headers: HeaderMap) -> Result<Response, Refus> {
    refuse_foreign(&Method::POST, &headers)?;
    let (status, key) = match of(&etat)?.begin().await {
        Ok(adresse) => return Ok(Json(json!({ "adresse": adresse })).into_response()),
        Err(Retenue::Affluence) => (StatusCode::TOO_MANY_REQUESTS, "proconnect-affluence".to_owned()),
        Err(Retenue::Fournisseur(refusal)) => {
            tracing::warn!(why = %refusal, "no ProConnect sign-in begins");
            let famille = Famille::of(refusal);
            (famille.status(), famille.key())
        }
    };
    let message = words(Langue::of(&headers, query.as_deref()), &key);
    Ok((status, Json(json!({ "message": message }))).into_response())
}
