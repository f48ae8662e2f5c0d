//! POST /fuites: how many of these people are ours, and who read them in common. What was pasted is neither kept nor shown again.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::FuitePage;
use crate::demande::Demande;
use crate::face::Error;
use crate::pages::{Cadre, erreur};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, heure, reponse};

/// Checks.
pub async fn check(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let saisies = Saisies::read(&demande.corps);
    let today = heure::today();
    match etat.coffre.check_leak(&demande.signee, saisies.get("fuite")).await {
        Ok(trouve) => {
            let receipt = trouve.receipt;
            let cadre = Cadre::of(&etat, demande.langue, trouve.agent.clone());
            let page = FuitePage { cadre, trouve: Some(trouve), erreur: String::new(), today };
            reponse::delivered(&page, &etat.coffre, receipt)
        }
        Err(Error::Saisie(fautes)) if demande.page => {
            // The form is shown again to whoever sent it: no agent is looked up, a nonce serves once.
            let mots = fautes.first().map_or_else(String::new, |faute| erreur::mots(demande.langue, faute));
            let cadre = Cadre::empty(&etat, demande.langue);
            let mut answer = reponse::page(&FuitePage { cadre, trouve: None, erreur: mots, today })?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
        Err(autre) => Err(autre.into()),
    }
}
