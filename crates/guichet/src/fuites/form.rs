//! GET /fuites: where what is said to be a leak is pasted. It shows nobody.

use axum::extract::State;
use axum::response::Response;

use super::FuitePage;
use crate::demande::Demande;
use crate::face::Refusal;
use crate::pages::Cadre;
use crate::refus::Refus;
use crate::{Etat, heure, reponse};

/// Shows the form.
pub async fn form(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let agent = etat.coffre.agent(&demande.signee).await?;
    if !agent.role.reads_journal() {
        return Err(Refusal::Role.into());
    }
    let cadre = Cadre::of(&etat, demande.langue, agent);
    reponse::page(&FuitePage { cadre, trouve: None, erreur: String::new(), today: heure::today() })
}
