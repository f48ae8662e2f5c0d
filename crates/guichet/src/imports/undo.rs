//! POST /imports/{m}/annulation: takes back every dossier of an import that nobody has written in since.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::Refusal;
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Hands over the very bytes that the browser signed, and goes to see what was kept.
pub async fn undo(State(etat): State<Etat>, Path(import): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let import = import.parse().map_err(|_| Refusal::Introuvable)?;
    let resume = etat.coffre.undo_import(&demande.signee, import, demande.corps.to_vec()).await?;
    Ok(reponse::toward(&format!("/imports/{}?vue=faites", resume.id), demande.page))
}
