//! POST /habilitations/{agent}/suspension: anybody may cut an account at once. It only takes power away, so that it asks
//! for no key; two people of two roles lift it.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::habilitations::named;
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Cuts it.
pub async fn suspend(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let agent = named(&id)?;
    etat.coffre.suspend(&demande.signee, Some(agent)).await?;
    Ok(reponse::toward(&format!("/habilitations/{agent}?fait=suspension"), demande.page))
}
