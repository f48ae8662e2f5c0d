//! PUT /dossiers/{id}/brouillon: the text being typed, sealed on the server every 20 s.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use domaine::GenreEvenement;

use crate::demande::Demande;
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, dossiers};

/// Keeps the draft; an empty text forgets it.
pub async fn save_draft(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    demande: Demande,
) -> Result<StatusCode, Refus> {
    let saisies = Saisies::read(&demande.corps);
    // Only a text that was emptied forgets a draft: a body that has none says nothing about it.
    if !saisies.has("texte") {
        return Err(Refus::Illisible);
    }
    let genre = clair::code(saisies.get("genre"), GenreEvenement::from_key);
    etat.coffre.save_draft(&demande.signee, dossiers::named(&id)?, genre, saisies.get("texte").clone()).await?;
    Ok(StatusCode::NO_CONTENT)
}
