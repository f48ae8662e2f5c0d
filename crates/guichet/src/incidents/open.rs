//! POST /incidents/ouverture: an incident is opened, of one account.

use axum::extract::State;
use axum::response::Response;

use super::accounts::account;
use crate::Etat;
use crate::demande::Demande;
use crate::face::{Geste, Signe};
use crate::geste;
use crate::refus::Refus;

/// Signs it; its page follows.
pub async fn open(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let page = |signe: Signe| match signe.incident {
        Some(incident) => format!("/incidents/{incident}?fait=ouvert"),
        None => "/incidents".to_owned(),
    };
    geste::signed(&etat, &demande, |saisies| Ok(Geste::OuvrirIncident { agent: account(saisies)? }), page).await
}
