//! POST /dossiers/{id}/identifiants: the numbers that are masked until asked for, one dossier at a time.

use axum::extract::{Path, State};
use axum::response::Response;

use super::unfold::{self, Contenu};
use crate::demande::Demande;
use crate::pages::Cadre;
use crate::refus::Refus;
use crate::{Etat, dossiers};

/// Reveals, as a class unfolds, with what is left of the day's reveals.
pub async fn reveal(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let revealed = etat.coffre.reveal(&demande.signee, dossiers::named(&id)?).await?;
    let cadre = Cadre::empty(&etat, demande.langue);
    let contenu = Contenu::revealed(&cadre, id, &revealed.champs, revealed.reste);
    unfold::answer(&etat, cadre, contenu, demande.page, revealed.receipt)
}
