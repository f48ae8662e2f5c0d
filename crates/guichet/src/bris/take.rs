//! POST /bris/{dossier}/prise: says why, and takes what was held out.

use axum::extract::{Path, State};
use axum::response::Response;

use super::named;
use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::geste::{self, wrong};
use crate::pages::clair;
use crate::refus::Refus;

/// Signs it.
pub async fn take(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let dossier = named(&id)?;
    let prise = |saisies: &crate::saisies::Saisies| {
        let motif = clair::nombre(saisies.get("motif")).and_then(|motif| u8::try_from(motif).ok());
        let motif = motif.filter(|motif| droits::habilitation::bris::MOTIFS.contains(motif));
        Ok(Geste::Prendre { dossier, motif: motif.ok_or(wrong("motif", "bris-motif"))? })
    };
    geste::signed(&etat, &demande, prise, |_| "/bris?fait=prise".to_owned()).await
}
