//! GET /approbations: the demands that wait for me. A list without buttons: each is judged on its own page, after a comparison.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::{Compte, Demande as Attente};
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, heure, reponse};

/// Shows it.
pub async fn list(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let attendus = etat.coffre.approbations(&demande.signee).await?;
    let asked = parameter(query.as_deref(), "fait");
    let fait = ["approuve", "refuse", "decline"].into_iter().find(|what| asked == Some(*what));
    let cadre = Cadre::of(&etat, demande.langue, attendus.agent);
    reponse::page(&ApprobationsPage { cadre, comptes: attendus.comptes, fait })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "approbations/list.html")]
pub struct ApprobationsPage {
    cadre: Cadre,
    comptes: Vec<Compte>,
    /// What was just signed, by the end of its key.
    fait: Option<&'static str>,
}

impl ApprobationsPage {
    fn fait_mots(&self, fait: &str) -> String {
        self.cadre.t(&format!("approbations-fait-{fait}"))
    }

    fn quoi(&self, compte: &Compte) -> String {
        let genre = compte.demande.as_ref().map_or("nouveau", |demande| demande.genre.key());
        self.cadre.t(&format!("demande-{genre}"))
    }

    fn role(&self, compte: &Compte) -> String {
        comptes::role(&compte.role, self.cadre.langue)
    }

    fn depuis(&self, attente: &Attente) -> String {
        heure::depuis(attente.le, heure::today(), self.cadre.langue)
    }
}
