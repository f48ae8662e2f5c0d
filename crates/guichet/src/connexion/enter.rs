//! POST /connexion: the passkey's answer, against a login.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::demande::refuse_foreign;
use crate::face::Assertion;
use crate::refus::Refus;
use crate::{Etat, encodage};

/// All in base64url, named as WebAuthn names them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Corps {
    defi: String,
    credential: String,
    authenticator_data: String,
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    signature: String,
}

/// The answer → `{login, agent}`: the page compares the agent with the one who was there.
pub async fn enter(State(etat): State<Etat>, headers: HeaderMap, corps: Bytes) -> Result<Json<Value>, Refus> {
    refuse_foreign(&Method::POST, &headers)?;
    let corps: Corps = serde_json::from_slice(&corps).map_err(|_| Refus::Illisible)?;
    let assertion = read(&corps).ok_or(Refus::Illisible)?;
    let logged_in = etat.coffre.login(assertion).await?;
    Ok(Json(json!({ "login": encodage::hex(&logged_in.login), "agent": logged_in.agent.id.to_string() })))
}

fn read(corps: &Corps) -> Option<Assertion> {
    Some(Assertion {
        challenge: encodage::from_base64url(&corps.defi)?.try_into().ok()?,
        credential: encodage::from_base64url(&corps.credential)?,
        authenticator_data: encodage::from_base64url(&corps.authenticator_data)?,
        client_data: encodage::from_base64url(&corps.client_data)?,
        signature: encodage::from_base64url(&corps.signature)?,
    })
}
