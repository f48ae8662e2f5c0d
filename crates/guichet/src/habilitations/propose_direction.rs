//! POST /habilitations/{agent}/direction: asks that this person becomes the direction.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::habilitations::on_account;
use crate::refus::Refus;

/// Signs it.
pub async fn propose_direction(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    demande: Demande,
) -> Result<Response, Refus> {
    on_account(&etat, &id, &demande, "direction", |agent, _| Ok(Geste::ProposerDirection { agent })).await
}
