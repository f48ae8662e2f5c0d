//! GET /formation/examen: the questions, in an order that was just drawn.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domaine::formation::{Question, SEUIL};

use crate::demande::Demande;
use crate::formation::copie::{Case, Copie};
use crate::formation::parcours;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Shows a blank sheet.
pub async fn examen(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let compte = etat.coffre.compte(&demande.signee).await?;
    let copie = Copie::blank(parcours(&compte.compte))?;
    let cadre = Cadre::of(&etat, demande.langue, compte.agent);
    reponse::page(&ExamenPage { cadre, copie, rendue: false })
}

/// The sheet, blank or with what was ticked.
#[derive(Template)]
#[template(path = "formation/examen.html")]
pub struct ExamenPage {
    /// Frame.
    pub cadre: Cadre,
    /// The sheet.
    pub copie: Copie,
    /// Whether it was handed in: then the page says what was left blank.
    pub rendue: bool,
}

impl ExamenPage {
    fn questions(&self) -> Vec<(usize, &'static Question, Vec<Case>)> {
        self.copie.questions().collect()
    }

    fn blanches(&self) -> Vec<usize> {
        if self.rendue { self.copie.blanches() } else { Vec::new() }
    }

    fn numero(&self, n: &usize) -> String {
        self.cadre.n("formation-question", n + 1)
    }

    fn seuil(&self) -> usize {
        SEUIL.pour_cent_min
    }
}
