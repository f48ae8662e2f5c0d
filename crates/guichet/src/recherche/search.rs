//! POST /recherche: names travel in the body, never in an address.

use axum::extract::State;
use axum::response::Response;

use crate::demande::Demande;
use crate::pages::{Cadre, clair};
use crate::recherche::show::{RecherchePage, Resultats};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Searches: a fragment for the script that types ahead, a page for the form sent plainly.
pub async fn search(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let requete = clair::trimmed(Saisies::read(&demande.corps).get("requete"));
    let liste = etat.coffre.search(&demande.signee, requete).await?;
    let receipt = liste.receipt;
    let cadre = Cadre::of(&etat, demande.langue, liste.agent.clone());
    if demande.page {
        reponse::delivered(&RecherchePage { cadre, liste: Some(liste) }, &etat.coffre, receipt)
    } else {
        reponse::delivered(&Resultats { cadre: &cadre, liste: &liste }, &etat.coffre, receipt)
    }
}
