//! POST /habilitations/{agent}/cles: both keys of this person are lost; asks for new ones.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::habilitations::on_account;
use crate::refus::Refus;

/// Signs it.
pub async fn redo_keys(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    on_account(&etat, &id, &demande, "cles", |agent, _| Ok(Geste::RefaireCles { agent })).await
}
