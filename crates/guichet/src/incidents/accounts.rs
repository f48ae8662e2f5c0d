//! POST /incidents/{incident}/ajout, /retrait: one account more, one less.

use axum::extract::{Path, State};
use axum::response::Response;
use domaine::AgentId;

use super::named;
use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::geste;
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;

/// Signs one more.
pub async fn add(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let incident = named(&id)?;
    let more = |saisies: &_| Ok(Geste::AjouterCompte { incident, agent: account(saisies)? });
    geste::signed(&etat, &demande, more, |_| format!("/incidents/{incident}?fait=ajout")).await
}

/// Signs one less.
pub async fn take_out(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let incident = named(&id)?;
    let less = |saisies: &_| Ok(Geste::RetirerCompte { incident, agent: account(saisies)? });
    geste::signed(&etat, &demande, less, |_| format!("/incidents/{incident}?fait=retrait")).await
}

/// The account of a form.
pub(super) fn account(saisies: &Saisies) -> Result<AgentId, Refus> {
    clair::code(saisies.get("agent"), |text| text.parse().ok()).ok_or(geste::wrong("agent", "incident-compte"))
}
