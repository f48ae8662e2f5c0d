//! POST /connexion/proconnect/fin, GET /connexion/proconnect/sortie: ending the session there too, and coming back from it.
//! On a shared desk, the next person would be signed in at ProConnect as this one.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

use super::refused::{Famille, words};
use super::{now, of};
use crate::demande::refuse_foreign;
use crate::langues::Langue;
use crate::pages::clair;
use crate::refus::Refus;
use crate::{Etat, encodage, reponse};

#[derive(Deserialize)]
struct Corps {
    /// As the page of the sign-in gave it.
    sortie: String,
}

/// `{sortie}` → `{adresse}`, or `{message}`.
pub async fn end(
    State(etat): State<Etat>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    corps: Bytes,
) -> Result<Response, Refus> {
    refuse_foreign(&Method::POST, &headers)?;
    let proconnect = of(&etat)?;
    let corps: Corps = serde_json::from_slice(&corps).map_err(|_| Refus::Illisible)?;
    let says = |status: StatusCode, key: &str| {
        let message = words(Langue::of(&headers, query.as_deref()), key);
        Ok((status, Json(json!({ "message": message }))).into_response())
    };
    let Some(hint) = proconnect.sorties.take(&corps.sortie, now()) else {
        return says(StatusCode::GONE, "proconnect-fin-passee");
    };
    // The provider wants one; nothing hangs on it here.
    let mut state = [0; 16];
    aws_lc_rs::rand::fill(&mut state).map_err(|_| Refus::interne("no chance"))?;
    match proconnect.client.logout_url(&hint, &encodage::hex(&state), now()).await {
        Ok(adresse) => Ok(Json(clair::adresse(&adresse)).into_response()),
        Err(refusal) => {
            tracing::warn!(why = %refusal, "no end of the ProConnect session");
            let famille = Famille::of(refusal);
            says(famille.status(), &famille.key())
        }
    }
}

/// To the sign-in page, which says it.
pub async fn left(State(etat): State<Etat>) -> Result<Response, Refus> {
    of(&etat)?;
    Ok(reponse::toward("/connexion?proconnect=fini", true))
}
