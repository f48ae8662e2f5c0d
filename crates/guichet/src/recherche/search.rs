//! POST /recherche: names travel in the body, never in an address. One act, four askers: the search page, the palette
//! (only her own people), the front desk, and the form of a new dossier (those who may be the one being typed).

use axum::extract::State;
use axum::response::Response;

use crate::demande::Demande;
use crate::pages::doublons::DoublonsListe;
use crate::pages::{Cadre, champs, clair};
use crate::recherche::found;
use crate::recherche::show::{RecherchePage, Resultats};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Searches: a fragment for the script that types ahead, a page for the form sent plainly.
pub async fn search(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let saisies = Saisies::read(&demande.corps);
    if saisies.is("objet", "doublons") {
        return duplicates(&etat, &demande, &saisies).await;
    }
    let requete = clair::trimmed(saisies.get("requete"));
    if saisies.is("depuis", "accueil") {
        return found::found(&etat, &demande, requete).await;
    }
    let liste = etat.coffre.search(&demande.signee, requete.clone(), saisies.is("miens", "1")).await?;
    let receipt = liste.receipt;
    let cadre = Cadre::of(&etat, demande.langue, liste.agent.clone());
    if demande.page {
        reponse::delivered(&RecherchePage { cadre, requete, liste: Some(liste) }, &etat.coffre, receipt)
    } else {
        reponse::delivered(&Resultats { cadre: &cadre, requete: &requete, liste: &liste }, &etat.coffre, receipt)
    }
}

/// Always a fragment: the form of a new dossier asks for it as its first fields are filled.
async fn duplicates(etat: &Etat, demande: &Demande, saisies: &Saisies) -> Result<Response, Refus> {
    let doublons = etat.coffre.duplicates(&demande.signee, champs::filled(saisies)).await?;
    let receipt = doublons.receipt;
    let cadre = Cadre::of(etat, demande.langue, doublons.agent.clone());
    let liste = DoublonsListe { cadre: &cadre, doublons: &doublons, confirmer: false };
    reponse::delivered(&liste, &etat.coffre, receipt)
}
