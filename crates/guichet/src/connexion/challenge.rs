//! POST /connexion/defi: what the passkey must sign, made of the browser's new key.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::demande::refuse_foreign;
use crate::refus::Refus;
use crate::{Etat, encodage};

#[derive(Deserialize)]
struct Corps {
    /// The raw public key, uncompressed, base64url.
    cle: String,
}

/// `{cle}` → `{defi, rpId}`.
pub async fn challenge(State(etat): State<Etat>, headers: HeaderMap, corps: Bytes) -> Result<Json<Value>, Refus> {
    refuse_foreign(&Method::POST, &headers)?;
    let corps: Corps = serde_json::from_slice(&corps).map_err(|_| Refus::Illisible)?;
    let key =
        encodage::from_base64url(&corps.cle).and_then(|key| <[u8; 65]>::try_from(key).ok()).ok_or(Refus::Illisible)?;
    let challenge = etat.coffre.login_challenge(key).await?;
    Ok(Json(json!({ "defi": encodage::base64url(&challenge.challenge), "rpId": etat.rp_id })))
}
