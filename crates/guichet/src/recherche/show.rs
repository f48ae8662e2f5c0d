//! GET /: the field where the day begins.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domaine::Clair;

use crate::demande::Demande;
use crate::face::Liste;
use crate::pages::menu::Menu;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Shows the empty field; nobody is listed until asked for.
pub async fn show(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let agent = etat.coffre.agent(&demande.signee).await?;
    // Who reads no dossier begins her day elsewhere.
    if let Some(accueil) = Menu::accueil(agent.role) {
        return Ok(reponse::toward(accueil, demande.page));
    }
    let cadre = Cadre::of(&etat, demande.langue, agent);
    reponse::page(&RecherchePage { cadre, requete: Clair::default(), liste: None })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "recherche/show.html")]
pub struct RecherchePage {
    /// Frame.
    pub cadre: Cadre,
    /// What was asked.
    pub requete: Clair,
    /// Results, when the form was sent plainly.
    pub liste: Option<Liste>,
}

/// Data of the results alone, put under the field by its script.
#[derive(Template)]
#[template(path = "recherche/resultats.html")]
pub struct Resultats<'a> {
    /// Frame.
    pub cadre: &'a Cadre,
    /// What was asked: it begins a new dossier when nobody answers.
    pub requete: &'a Clair,
    /// Results.
    pub liste: &'a Liste,
}
