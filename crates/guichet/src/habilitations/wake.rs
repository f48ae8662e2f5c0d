//! POST /habilitations/{agent}/reveil: an account that slept works again.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::habilitations::on_account;
use crate::refus::Refus;

/// Signs it.
pub async fn wake(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    on_account(&etat, &id, &demande, "reveil", |agent, _| Ok(Geste::Reveiller { agent })).await
}
