//! POST /campagnes/reprise: a second person says that she sits beside the one whose review begins again.

use axum::extract::State;
use axum::response::Response;

use crate::demande::Demande;
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Lifts the reprise.
pub async fn beside(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    etat.coffre.beside(&demande.signee).await?;
    Ok(reponse::toward("/campagnes?fait=leve", demande.page))
}
