//! POST /habilitations/{agent}/confirmation: a parrain confirms a probation.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::habilitations::on_account;
use crate::refus::Refus;

/// Signs it.
pub async fn confirm(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    on_account(&etat, &id, &demande, "confirmation", |agent, _| Ok(Geste::Confirmer { agent })).await
}
