//! POST /mandats/{mandat}/approbation: one of the two who approve it.

use axum::extract::{Path, State};
use axum::response::Response;

use super::mandat;
use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::geste;
use crate::refus::Refus;

/// Signs it.
pub async fn approve(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let mandat = mandat(&id)?;
    let geste = |_: &_| Ok(Geste::ApprouverMandat { mandat });
    geste::signed(&etat, &demande, geste, |_| format!("/mandats/{mandat}?fait=approuve")).await
}
