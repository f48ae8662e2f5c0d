//! POST /dossiers/{id}/delicat/modification, …/argent/modification, …/identifiants/modification: what a form of another class holds, sent by
//! the fragment that unfolded it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domaine::{Classe, Groupe};

use super::edit::{self, Deux, ModifierPage};
use super::modify::said;
use super::parties;
use crate::demande::Demande;
use crate::face::{Error, Modified};
use crate::pages::{Cadre, clair};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, dossiers, reponse};

/// The delicate class.
pub async fn delicat(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    modify(&etat, &id, demande, Classe::Delicat, "/delicat/modification").await
}

/// Money.
pub async fn argent(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    modify(&etat, &id, demande, Classe::Argent, "/argent/modification").await
}

/// Identifiers.
pub async fn identifiants(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    demande: Demande,
) -> Result<Response, Refus> {
    modify(&etat, &id, demande, Classe::Identifiants, "/identifiants/modification").await
}

async fn modify(
    etat: &Etat,
    id: &str,
    demande: Demande,
    classe: Classe,
    chemin: &'static str,
) -> Result<Response, Refus> {
    let dossier = dossiers::named(id)?;
    let saisies = Saisies::read(&demande.corps);
    let parts = || parties::of_class(classe);
    let changes = edit::read(parts(), &saisies);
    // Groups that are said to be still true, whether or not something of them changed.
    let key = |value| clair::code(value, Groupe::from_key);
    let confirmes = saisies.all("confirme").iter().filter_map(key).collect();
    match etat.coffre.modify_class(&demande.signee, dossier, changes, confirmes).await {
        Ok(Modified::Ecrit { gardes, alertes, .. }) => {
            let said = said(&gardes, &alertes);
            Ok(reponse::toward(&format!("/dossiers/{dossier}?ecrit=1{said}"), demande.page))
        }
        Ok(Modified::Conflits(conflits)) => {
            let receipt = conflits.opened.receipt;
            let cadre = Cadre::empty(etat, demande.langue);
            let (par, quand, miens) = (&conflits.par, conflits.quand, conflits.champs.as_slice());
            let page = ModifierPage::to_correct(cadre, dossier, chemin, parts(), &saisies, vec![]);
            let page = page.in_conflict(&Deux { par, quand, miens, champs: &conflits.opened.champs });
            let page = reponse::delivered(&page, &etat.coffre, receipt)?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(Error::Saisie(erreurs)) if demande.page => {
            let cadre = Cadre::empty(etat, demande.langue);
            let page = ModifierPage::to_correct(cadre, dossier, chemin, parts(), &saisies, erreurs);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, reponse::page(&page)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
