//! GET /connexion: one button, one gesture of the key.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::langues::Langue;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Shows the button; says goodbye to whoever has just left.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, headers: HeaderMap) -> Result<Response, Refus> {
    let cadre = Cadre::gesture(&etat, Langue::of(&headers, query.as_deref()));
    let says = |pair| query.as_deref().is_some_and(|query| query.split('&').any(|p| p == pair));
    let (parti, lie) = (says("parti=1"), says("lie=1"));
    #[cfg(feature = "demo")]
    let personas = etat.demo.iter().flat_map(|demo| demo.affiches(cadre.langue)).collect();
    #[cfg(not(feature = "demo"))]
    let personas = Vec::new();
    reponse::page(&ConnexionPage { cadre, parti, lie, personas })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "connexion/show.html")]
pub struct ConnexionPage {
    /// Frame.
    pub cadre: Cadre,
    /// Whether somebody has just left.
    pub parti: bool,
    /// Whether somebody has just bound her last key.
    pub lie: bool,
    /// Personas of a fictional base, by number; none elsewhere.
    pub personas: Vec<PersonaAffiche>,
}

/// One persona's button.
pub struct PersonaAffiche {
    /// Invented name.
    pub nom: String,
    /// Role, in words.
    pub role: String,
    /// Where.
    pub structure: String,
}
