//! POST /dossiers: opens a file with what the form holds.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::demande::Demande;
use crate::dossiers::new::NouveauPage;
use crate::face::{Created, Error, NouveauDossier};
use crate::pages::{Cadre, champs};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Creates, and goes to the new dossier. What must be corrected or confirmed comes back with what was typed.
pub async fn create(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let saisies = Saisies::read(&demande.corps);
    let nouveau = NouveauDossier { champs: champs::filled(&saisies), confirme: saisies.is("confirme", "1") };
    match etat.coffre.create_dossier(&demande.signee, nouveau).await {
        Ok(Created::Fait(dossier)) => Ok(reponse::toward(&format!("/dossiers/{dossier}"), demande.page)),
        Ok(Created::Doublons(doublons)) => {
            let receipt = doublons.receipt;
            let cadre = Cadre::of(&etat, demande.langue, doublons.agent.clone());
            let page = NouveauPage { cadre, saisies, erreurs: vec![], doublons: Some(doublons) };
            let page = reponse::delivered(&page, &etat.coffre, receipt)?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(Error::Saisie(erreurs)) if demande.page => {
            // The form is shown again to whoever sent it: no agent is looked up, a nonce serves once.
            let cadre = Cadre::empty(&etat, demande.langue);
            let page = NouveauPage { cadre, saisies, erreurs, doublons: None };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, reponse::page(&page)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
