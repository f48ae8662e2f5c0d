//! POST /dossiers/{id}/confirmation: a part is still true. One gesture.

use axum::extract::{Path, State};
use axum::response::Response;
use domaine::Groupe;

use super::saisie_parcours::Lecteur;
use crate::demande::Demande;
use crate::face::Error;
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, dossiers, reponse};

/// Notes it, and goes back to the part.
pub async fn confirm_groupe(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    demande: Demande,
) -> Result<Response, Refus> {
    let dossier = dossiers::named(&id)?;
    let saisies = Saisies::read(&demande.corps);
    let mut lecteur = Lecteur::new(&saisies);
    let groupe = lecteur.needed("groupe", |value| clair::code(value, Groupe::from_key));
    lecteur.done()?;
    let Some(groupe) = groupe else { return Err(Error::Saisie(Vec::new()).into()) };
    etat.coffre.confirm_groupe(&demande.signee, dossier, groupe).await?;
    Ok(reponse::toward(&format!("/dossiers/{dossier}?ecrit=confirme#{}", groupe.key()), demande.page))
}
