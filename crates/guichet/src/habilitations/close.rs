//! POST /habilitations/{agent}/cloture: somebody leaves, and her account is closed for ever.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::habilitations::on_account;
use crate::refus::Refus;

/// Signs it.
pub async fn close(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    on_account(&etat, &id, &demande, "cloture", |agent, _| Ok(Geste::Clore { agent })).await
}
