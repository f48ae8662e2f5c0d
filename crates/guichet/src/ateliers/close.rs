//! POST /ateliers/{x}/cloture: closed, or shown again with those whom the sheet forgot.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::ateliers::atelier;
use crate::ateliers::show::AtelierPage;
use crate::demande::Demande;
use crate::face::Cloture;
use crate::pages::Cadre;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Closes it.
pub async fn close(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let id = atelier(&id)?;
    let absents = Saisies::read(&demande.corps).is("absents", "1");
    match etat.coffre.close_atelier(&demande.signee, id, absents).await? {
        Cloture::Faite(_) => Ok(reponse::toward(&format!("/ateliers/{id}?fait=clos"), demande.page)),
        Cloture::Oublies(vu) => {
            let receipt = vu.receipt;
            let cadre = Cadre::of(&etat, demande.langue, vu.agent.clone());
            let page = AtelierPage { cadre, vu: *vu, pour: None, fait: None };
            Ok((StatusCode::CONFLICT, reponse::delivered(&page, &etat.coffre, receipt)?).into_response())
        }
    }
}
