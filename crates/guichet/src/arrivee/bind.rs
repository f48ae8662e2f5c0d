//! POST /arrivee/{code}: one more key of a newcomer. It binds nothing: it waits for the parrain's signature.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method};
use serde_json::{Value, json};

use crate::demande::refuse_foreign;
use crate::refus::Refus;
use crate::{Etat, attestation};

/// The authenticator's answer → `{liees}`; the page is shown again, with the next step.
pub async fn bind(
    State(etat): State<Etat>,
    Path(code): Path<String>,
    headers: HeaderMap,
    corps: Bytes,
) -> Result<Json<Value>, Refus> {
    refuse_foreign(&Method::POST, &headers)?;
    let attestation = attestation::read(&corps).ok_or(Refus::Illisible)?;
    let chemin = etat.coffre.bind_arrivee(&code, attestation).await?;
    Ok(Json(json!({ "liees": chemin.liees })))
}
