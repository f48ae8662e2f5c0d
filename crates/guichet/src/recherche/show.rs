//! What a search shows: under the field of the page where a day begins, or on a page of its own when the form is sent plainly.

use askama::Template;
use domaine::Clair;

use crate::face::Liste;
use crate::pages::{Cadre, clair as filters};

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
