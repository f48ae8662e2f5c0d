//! POST /connexion/fin: leaving. The worker forgets the browser's key as it lets this request through.

use axum::extract::State;
use axum::response::Response;

use crate::demande::Demande;
use crate::face::{Error, Refusal};
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Ends the login. One that had already ended is no obstacle to leaving.
pub async fn leave(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    match etat.coffre.logout(&demande.signee).await {
        Ok(_) | Err(Error::Refusal(Refusal::Login(_))) => Ok(reponse::toward("/connexion?parti=1", demande.page)),
        Err(error) => Err(error.into()),
    }
}
