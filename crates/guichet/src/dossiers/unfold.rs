//! POST /dossiers/{id}/delicat: health and housing, shut until asked for, one dossier at a time.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domaine::Clair;

use crate::demande::Demande;
use crate::face::Unfolded;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, dossiers, reponse};

/// Unfolds: a fragment put in place by the dossier's script, or a small page when the form was sent plainly.
pub async fn unfold(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let unfolded = etat.coffre.unfold(&demande.signee, dossiers::named(&id)?).await?;
    let receipt = unfolded.receipt;
    let cadre = Cadre::empty(&etat, demande.langue);
    if demande.page {
        reponse::delivered(&DepliePage { cadre, unfolded, retour: id }, &etat.coffre, receipt)
    } else {
        reponse::delivered(&Deplie { cadre, unfolded }, &etat.coffre, receipt)
    }
}

/// Data of the fragment.
#[derive(Template)]
#[template(path = "dossiers/unfold.html", block = "fragment")]
pub struct Deplie {
    cadre: Cadre,
    unfolded: Unfolded,
}

/// Data of the page around it.
#[derive(Template)]
#[template(path = "dossiers/unfold.html")]
pub struct DepliePage {
    cadre: Cadre,
    unfolded: Unfolded,
    /// The dossier to go back to.
    retour: String,
}

impl Deplie {
    fn lignes(&self) -> Vec<(String, &Clair)> {
        lines(&self.cadre, &self.unfolded)
    }
}

impl DepliePage {
    fn lignes(&self) -> Vec<(String, &Clair)> {
        lines(&self.cadre, &self.unfolded)
    }
}

fn lines<'a>(cadre: &Cadre, unfolded: &'a Unfolded) -> Vec<(String, &'a Clair)> {
    unfolded.champs.iter().map(|(champ, value)| (cadre.t(&format!("champ-{}", champ.key())), value)).collect()
}
