//! POST /portefeuille/filtres and /portefeuille/filtres/oubli: a sentence kept under a name of her own, and given up.

use axum::extract::State;
use axum::response::Response;

use crate::demande::Demande;
use crate::face::{Error, Filtre, Saisie};
use crate::pages::clair;
use crate::portefeuille::phrase;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Keeps the sentence, and goes back to its list.
pub async fn save(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let saisies = Saisies::read(&demande.corps);
    let filtre = sent(&saisies, "requete").ok_or(unreadable())?;
    etat.coffre.save_filter(&demande.signee, clair::trimmed(saisies.get("nom")), filtre.to_query()).await?;
    Ok(reponse::toward(&phrase::address(&filtre), demande.page))
}

/// Gives one up, and goes back to the list that was shown.
pub async fn drop(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let saisies = Saisies::read(&demande.corps);
    let num = clair::nombre(saisies.get("num")).ok_or(unreadable())?;
    etat.coffre.drop_filter(&demande.signee, u32::from(num)).await?;
    Ok(reponse::toward(&phrase::address(&sent(&saisies, "retour").unwrap_or_default()), demande.page))
}

/// The filter that a field holds, by its one strict reader: nothing else ever reaches an address.
fn sent(saisies: &Saisies, name: &str) -> Option<Filtre> {
    clair::code(saisies.get(name), Filtre::from_query)
}

fn unreadable() -> Error {
    Error::Saisie(vec![Saisie { champ: "requete", raison: "champ-mal-forme" }])
}
