//! What a search from the front desk shows: a card a person, with the two gestures of the desk.

use askama::Template;
use axum::response::Response;
use domaine::Clair;

use crate::demande::Demande;
use crate::face::{Etiquette, Trouves};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, heure, reponse};

/// Searches; always a fragment, put under the field by its script.
pub async fn found(etat: &Etat, demande: &Demande, requete: Clair) -> Result<Response, Refus> {
    let trouves = etat.coffre.find(&demande.signee, requete).await?;
    let receipt = trouves.liste.receipt;
    let cadre = Cadre::of(etat, demande.langue, trouves.liste.agent.clone());
    reponse::delivered(&Cartes { cadre, trouves }, &etat.coffre, receipt)
}

/// Data of the fragment.
#[derive(Template)]
#[template(path = "recherche/found.html")]
struct Cartes {
    cadre: Cadre,
    trouves: Trouves,
}

impl Cartes {
    /// "attendue à 10 h 30 par Léa Masson": the words, and by whom.
    fn attendu(&self, personne: &Etiquette) -> Option<(String, Option<&Clair>)> {
        let known = self.trouves.attendus.iter().find(|(dossier, ..)| *dossier == personne.dossier)?;
        let said = self.cadre.langue.t1("accueil-attendu", "heure", heure::minute(known.1, self.cadre.langue));
        Some((said, known.2.as_ref()))
    }
}
