//! POST /bris/{dossier}/don: holds an open dossier out to whoever read a code aloud.

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
pub async fn give(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let dossier = named(&id)?;
    let don = |saisies: &crate::saisies::Saisies| {
        let code = clair::code(saisies.get("code"), |text| Some(text.to_owned()).filter(|code| code.len() == 8));
        Ok(Geste::Donner { dossier, code: code.ok_or(wrong("code", "bris-code"))? })
    };
    geste::signed(&etat, &demande, don, |_| "/bris?fait=don".to_owned()).await
}
