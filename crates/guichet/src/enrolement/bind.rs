//! POST /enrolement/{code}: one new authenticator.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method};
use serde_json::{Value, json};

use crate::demande::refuse_foreign;
use crate::enrolement::CLES;
use crate::refus::Refus;
use crate::{Etat, attestation};

/// The authenticator's answer → `{liees, reste}`; the page is shown again while some remain.
pub async fn bind(
    State(etat): State<Etat>,
    Path(code): Path<String>,
    headers: HeaderMap,
    corps: Bytes,
) -> Result<Json<Value>, Refus> {
    refuse_foreign(&Method::POST, &headers)?;
    let attestation = attestation::read(&corps).ok_or(Refus::Illisible)?;
    let invitation = etat.coffre.enrol(&code, attestation).await?;
    Ok(Json(json!({ "liees": invitation.liees, "reste": CLES.saturating_sub(invitation.liees) })))
}
