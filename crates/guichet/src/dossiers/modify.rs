//! POST /dossiers/{id}: what a form of change holds, beside what it was given.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domaine::saisie::Raison;
use domaine::{Champ, Groupe};

use super::edit::{self, Deux, ModifierPage};
use crate::demande::Demande;
use crate::face::{Error, Modified};
use crate::pages::{Cadre, clair};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, dossiers, reponse};

/// Changes, and goes back to the dossier, which says what it kept of somebody else's and what is doubtful.
pub async fn modify(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let dossier = dossiers::named(&id)?;
    let saisies = Saisies::read(&demande.corps);
    let partie = clair::code(saisies.get("partie"), |key| Some(edit::part(key))).unwrap_or(Groupe::Identite);
    match etat.coffre.modify_dossier(&demande.signee, dossier, edit::read([partie], &saisies)).await {
        Ok(Modified::Ecrit { gardes, alertes, .. }) => {
            let said = said(&gardes, &alertes);
            Ok(reponse::toward(&format!("/dossiers/{dossier}?ecrit=1{said}"), demande.page))
        }
        Ok(Modified::Conflits(conflits)) => {
            let opened = &conflits.opened;
            let receipt = opened.receipt;
            let cadre = Cadre::of(&etat, demande.langue, opened.agent.clone());
            let (par, quand, miens) = (&conflits.par, conflits.quand, conflits.champs.as_slice());
            let page = ModifierPage::to_correct(cadre, dossier, "", [partie], &saisies, vec![]);
            let page = page.in_conflict(&Deux { par, quand, miens, champs: &opened.champs }).of(opened);
            let page = reponse::delivered(&page, &etat.coffre, receipt)?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(Error::Saisie(erreurs)) if demande.page => {
            let cadre = Cadre::empty(&etat, demande.langue);
            let page = ModifierPage::to_correct(cadre, dossier, "", [partie], &saisies, erreurs);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, reponse::page(&page)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// What the dossier says next, as keys of fields and of reasons: an address holds no value.
pub fn said(gardes: &[Champ], alertes: &[(Champ, Raison)]) -> String {
    let mut said = String::new();
    if !gardes.is_empty() {
        let keys: Vec<_> = gardes.iter().map(|champ| champ.key()).collect();
        said += &format!("&gardes={}", keys.join("."));
    }
    if !alertes.is_empty() {
        let keys: Vec<_> = alertes.iter().map(|(champ, raison)| format!("{}:{}", champ.key(), raison.key())).collect();
        said += &format!("&alertes={}", keys.join("."));
    }
    said
}
