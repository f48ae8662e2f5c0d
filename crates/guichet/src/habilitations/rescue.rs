//! POST /habilitations/{agent}/secours: one of three officers sets causes of sleep aside for a day.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::habilitations::on_account;
use crate::refus::Refus;

/// Signs it.
pub async fn rescue(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    on_account(&etat, &id, &demande, "secours", |agent, _| Ok(Geste::Secourir { agent })).await
}
