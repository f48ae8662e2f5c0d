//! POST /enrolement/{code}: one new authenticator.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::demande::refuse_foreign;
use crate::enrolement::CLES;
use crate::face::Attestation;
use crate::refus::Refus;
use crate::{Etat, encodage};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Corps {
    credential: String,
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    attestation_object: String,
}

/// The authenticator's answer → `{liees, reste}`; the page is shown again while some remain.
pub async fn bind(
    State(etat): State<Etat>,
    Path(code): Path<String>,
    headers: HeaderMap,
    corps: Bytes,
) -> Result<Json<Value>, Refus> {
    refuse_foreign(&Method::POST, &headers)?;
    let corps: Corps = serde_json::from_slice(&corps).map_err(|_| Refus::Illisible)?;
    let attestation = read(&corps).ok_or(Refus::Illisible)?;
    let invitation = etat.coffre.enrol(&code, attestation).await?;
    Ok(Json(json!({ "liees": invitation.liees, "reste": CLES.saturating_sub(invitation.liees) })))
}

fn read(corps: &Corps) -> Option<Attestation> {
    Some(Attestation {
        credential: encodage::from_base64url(&corps.credential)?,
        client_data: encodage::from_base64url(&corps.client_data)?,
        attestation_object: encodage::from_base64url(&corps.attestation_object)?,
    })
}
