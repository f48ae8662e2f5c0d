//! POST /habilitations/{agent}/passation: the function Direction goes to this person, and the other account is closed.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::habilitations::on_account;
use crate::refus::Refus;

/// Signs it.
pub async fn hand_over(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    on_account(&etat, &id, &demande, "passation", |agent, _| Ok(Geste::PasserDirection { agent })).await
}
