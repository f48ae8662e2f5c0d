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
    let (parti, lie) = (says("parti=1") || says("proconnect=fini"), says("lie=1"));
    let proconnect = etat.proconnect.is_some();
    #[cfg(feature = "demo")]
    let personas = etat.demo.as_ref().map(|demo| demo.affiches(cadre.langue, &domaine::Clair::default()));
    #[cfg(not(feature = "demo"))]
    let personas = None;
    reponse::page(&ConnexionPage { cadre, parti, lie, proconnect, personas })
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
    /// Whether who she is may be said with ProConnect.
    pub proconnect: bool,
    /// Personas of a fictional base; none elsewhere.
    pub personas: Option<Personas>,
}

/// Some personas of a fictional base, by structure and role: a big world has thousands.
pub struct Personas {
    /// Structure, then role.
    pub structures: Vec<(String, Vec<ParRole>)>,
    /// How many are shown.
    pub montres: usize,
    /// How many answer.
    pub total: usize,
    /// Whether there are enough of them to be searched.
    pub cherche: bool,
}

/// A role, and those who have it: number and invented name.
pub type ParRole = (String, Vec<(usize, String)>);

impl Personas {
    /// "Les 30 premiers sur 4 000 sont montrés."
    pub fn premiers(&self, cadre: &Cadre) -> String {
        cadre.langue.t2("personas-premiers", ("n", self.montres), ("total", self.total))
    }
}
