//! POST /ateliers/{x}: places, another time, cancelled, opened again, the ticks of a page of its sheet. Back to the session.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::ateliers::{atelier, saisie};
use crate::demande::Demande;
use crate::face::{ChangementAtelier, Error};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Changes it.
pub async fn change(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let id = atelier(&id)?;
    let saisies = Saisies::read(&demande.corps);
    let changement = saisie::changement(&saisies).map_err(Error::Saisie)?;
    let fait = match changement {
        ChangementAtelier::Places(_) => "places",
        ChangementAtelier::Deplace { .. } => "deplace",
        ChangementAtelier::Annuler => "annule",
        ChangementAtelier::Rouvrir => "rouvert",
        ChangementAtelier::Emarger(_) => "emarge",
    };
    let promus = etat.coffre.change_atelier(&demande.signee, id, changement).await?;
    let page = clair::nombre(saisies.get("page")).unwrap_or(1);
    Ok(reponse::toward(&format!("/ateliers/{id}?fait={fait}&promus={promus}&page={page}"), demande.page))
}
