//! GET /imports/{m}?vue=pretes&page=2: the rows of an import, with what is said of each.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::{ImportEtat, Refusal};
use crate::imports::grille::Grille;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::{page_number, parameter};
use crate::{Etat, reponse};

/// Shows one page of one view.
pub async fn show(
    State(etat): State<Etat>,
    Path(import): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let import = import.parse().map_err(|_| Refusal::Introuvable)?;
    let vue = Grille::vue(parameter(query.as_deref(), "vue"));
    let numero = page_number(query.as_deref());
    let page = etat.coffre.import_page(&demande.signee, import, vue, numero).await?;
    let receipt = page.receipt;
    let cadre = Cadre::of(&etat, demande.langue, page.agent.clone());
    let g = Grille { langue: demande.langue, page, vue, numero };
    reponse::delivered(&ImportGrille { cadre, g }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "imports/show.html")]
pub struct ImportGrille {
    /// Frame.
    pub cadre: Cadre,
    /// The grid.
    pub g: Grille,
}
