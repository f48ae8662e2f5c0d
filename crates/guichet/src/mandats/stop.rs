//! POST /mandats/{mandat}/arret: it only takes power away, so that it asks for no key.

use axum::extract::{Path, State};
use axum::response::Response;

use super::mandat;
use crate::demande::Demande;
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Stops it.
pub async fn stop(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let mandat = mandat(&id)?;
    etat.coffre.stop_mandat(&demande.signee, mandat).await?;
    Ok(reponse::toward(&format!("/mandats/{mandat}?fait=arrete"), demande.page))
}
