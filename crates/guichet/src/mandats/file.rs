//! GET /mandats/{mandat}/fichier: the sealed file. The browser carries bytes that only the recipient's key opens.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::mandat;
use crate::Etat;
use crate::demande::Demande;
use crate::refus::Refus;

/// Gives it.
pub async fn file(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let octets = etat.coffre.mandat_file(&demande.signee, mandat(&id)?).await?;
    let named = "attachment; filename=\"campagne.csv.age\"";
    Ok(([(CONTENT_TYPE, "application/octet-stream"), (CONTENT_DISPOSITION, named)], octets).into_response())
}
