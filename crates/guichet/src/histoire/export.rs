//! GET /habilitations/{agent}/preuves: the same history as a file that a third party checks without us: bytes of the entries,
//! what was signed, the way of each to the root, the cosigned note. No name is in it, nor in the file's own.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domaine::AgentId;

use crate::demande::Demande;
use crate::face::Refusal;
use crate::refus::Refus;
use crate::{Etat, preuves};

/// Gives the file.
pub async fn export(State(etat): State<Etat>, Path(agent): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let agent: AgentId = agent.parse().map_err(|_| Refusal::Introuvable)?;
    let found = etat.coffre.preuves(&demande.signee, agent).await?;
    let mut answer = Json(preuves::file(&found)).into_response();
    let named = format!("attachment; filename=\"preuves-{}.json\"", &agent.to_string()[..8]);
    if let Ok(named) = HeaderValue::from_str(&named) {
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, named);
    }
    Ok(answer)
}
