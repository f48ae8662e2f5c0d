//! POST /parrainages/{agent}/signature: the parrain signs for who stands before her, and for the two keys just made.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::{Geste, Refusal};
use crate::pages::clair;
use crate::refus::Refus;
use crate::{Etat, encodage, geste};

/// Either pass of the gesture.
pub async fn sign(State(etat): State<Etat>, Path(agent): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let agent = agent.parse().map_err(|_| Refusal::Introuvable)?;
    let read = |saisies: &crate::saisies::Saisies| {
        let cles = clair::code(saisies.get("cles"), encodage::from_hex32).ok_or(Refus::Illisible)?;
        Ok(Geste::Parrainer { agent, cles })
    };
    geste::signed(&etat, &demande, read, |_| "/parrainages?signe=1".to_owned()).await
}
