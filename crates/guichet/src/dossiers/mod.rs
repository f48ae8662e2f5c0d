//! /dossiers: the young people's files.

mod bandeau;
pub mod change_statut;
pub mod choices;
pub mod confirm_groupe;
pub mod contact;
pub mod create;
mod ecrit;
pub mod edit;
mod edit_situation;
mod edit_statut;
pub mod fil;
mod filtre;
pub mod modify;
pub mod modify_class;
pub mod new;
mod panneau;
mod paroles;
mod parties;
mod plan;
pub mod print;
pub mod readings;
pub mod record_evenement;
pub mod resolve_proposition;
pub mod reveal;
mod saisie_parcours;
pub mod save_draft;
pub mod show;
pub mod unfold;
pub mod write_situation;

use axum::Router;
use axum::routing::{get, post, put};
use domaine::DossierId;

use crate::Etat;
use crate::face::Refusal;
use crate::refus::Refus;

/// Its roads.
pub fn routes() -> Router<Etat> {
    let evenement = || post(record_evenement::record_evenement);
    Router::new()
        .route("/dossiers", post(create::create))
        .route("/dossiers/nouveau", get(new::new).post(new::begin))
        .route("/dossiers/{dossier}", get(show::show).post(modify::modify))
        .route("/dossiers/{dossier}/modifier", get(edit::edit))
        .route("/dossiers/{dossier}/lectures", get(readings::readings))
        .route("/dossiers/{dossier}/impression", get(print::print))
        .route("/dossiers/{dossier}/identifiants", post(reveal::reveal))
        .route("/dossiers/{dossier}/brouillon", put(save_draft::save_draft))
        .route("/dossiers/panneau/{quoi}", get(choices::choices))
        .route("/dossiers/{dossier}/evenements", evenement())
        .route("/dossiers/{dossier}/evenements/delicat", evenement())
        .route("/dossiers/{dossier}/situations", post(write_situation::write_situation))
        .route("/dossiers/{dossier}/propositions", post(resolve_proposition::resolve_proposition))
        .route("/dossiers/{dossier}/statut", post(change_statut::change_statut))
        .route("/dossiers/{dossier}/confirmation", post(confirm_groupe::confirm_groupe))
        .route("/dossiers/{dossier}/contact", get(contact::show).post(contact::modify))
        .route("/dossiers/{dossier}/delicat", post(unfold::delicat))
        .route("/dossiers/{dossier}/argent", post(unfold::argent))
        .route("/dossiers/{dossier}/delicat/modification", post(modify_class::delicat))
        .route("/dossiers/{dossier}/argent/modification", post(modify_class::argent))
        .route("/dossiers/{dossier}/identifiants/modification", post(modify_class::identifiants))
}

/// The dossier that a path names; a text that names none gets the answer of a dossier that is not there.
fn named(text: &str) -> Result<DossierId, Refus> {
    text.parse().map_err(|_| Refus::from(Refusal::Introuvable))
}

/// Today, on the calendar of her structure.
fn today(agent: &crate::face::Agent) -> jiff::civil::Date {
    domaine::fuseau::Fuseau::of_structure(agent.structure).aujourdhui(crate::heure::now_ms())
}

/// A value of the query string: codes and numbers only, since no address of ours holds anything else.
fn asked<'a>(query: Option<&'a str>, name: &str) -> Option<&'a str> {
    query?.split('&').filter_map(|pair| pair.split_once('=')).find(|(n, _)| *n == name).map(|(_, value)| value)
}
