//! POST /codes/{dossier}: sends a code, and comes to the field where it is typed.

use axum::extract::{Path, State};
use axum::response::Response;

use super::{named, show};
use crate::demande::Demande;
use crate::face::Error;
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Asks for it.
pub async fn ask(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let dossier = named(&id)?;
    match etat.coffre.ask_code(&demande.signee, dossier).await {
        Ok(()) => Ok(reponse::toward(&format!("/codes/{dossier}"), demande.page)),
        Err(Error::Saisie(erreurs)) if demande.page => show::to_correct(&etat, demande.langue, dossier, &erreurs),
        Err(error) => Err(error.into()),
    }
}
