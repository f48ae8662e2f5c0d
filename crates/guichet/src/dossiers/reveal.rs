//! POST /dossiers/{id}/identifiants: the numbers that are masked until asked for, one dossier at a time.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domaine::{Champ, Clair};

use crate::demande::Demande;
use crate::face::Revealed;
use crate::pages::{Cadre, clair, clair as filters};
use crate::refus::Refus;
use crate::{Etat, dossiers, reponse};

/// Reveals: a fragment put in place by the dossier's script, or a small page when the form was sent plainly.
pub async fn reveal(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let revealed = etat.coffre.reveal(&demande.signee, dossiers::named(&id)?).await?;
    let receipt = revealed.receipt;
    let cadre = Cadre::empty(&etat, demande.langue);
    if demande.page {
        reponse::delivered(&RevelePage { cadre, revealed, retour: id }, &etat.coffre, receipt)
    } else {
        reponse::delivered(&Revele { cadre, revealed }, &etat.coffre, receipt)
    }
}

/// Data of the fragment.
#[derive(Template)]
#[template(path = "dossiers/reveal.html", block = "fragment")]
pub struct Revele {
    /// Frame.
    pub cadre: Cadre,
    /// Identifiers.
    pub revealed: Revealed,
}

/// Data of the page around it.
#[derive(Template)]
#[template(path = "dossiers/reveal.html")]
pub struct RevelePage {
    /// Frame.
    pub cadre: Cadre,
    /// Identifiers.
    pub revealed: Revealed,
    /// The dossier to go back to.
    pub retour: String,
}

impl Revele {
    fn lignes(&self) -> Vec<(String, Clair)> {
        lignes(&self.cadre, &self.revealed)
    }
}

impl RevelePage {
    fn lignes(&self) -> Vec<(String, Clair)> {
        lignes(&self.cadre, &self.revealed)
    }
}

fn lignes(cadre: &Cadre, revealed: &Revealed) -> Vec<(String, Clair)> {
    let name = |champ: &Champ| cadre.t(&format!("champ-{}", champ.key()));
    revealed.champs.iter().map(|(champ, value)| (name(champ), clair::affiche(*champ, value, cadre.langue))).collect()
}
