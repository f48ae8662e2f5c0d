//! POST /ateliers/{x}/{d}: one person gets a place or a rank, comes no more, or refuses. Back to the session, or to her page.

use axum::extract::{Path, State};
use axum::response::Response;

use domaine::seance::StatutInscription;

use crate::ateliers::{atelier, dossier, saisie};
use crate::demande::Demande;
use crate::face::Error;
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Does it.
pub async fn enrol(
    State(etat): State<Etat>,
    Path((id, person)): Path<(String, String)>,
    demande: Demande,
) -> Result<Response, Refus> {
    let (id, person) = (atelier(&id)?, dossier(&person)?);
    let saisies = Saisies::read(&demande.corps);
    let geste = saisie::geste(&saisies).map_err(Error::Saisie)?;
    let issue = etat.coffre.change_inscription(&demande.signee, id, person, geste).await?;
    let fait = match issue.statut {
        StatutInscription::Inscrit => "inscrit",
        StatutInscription::EnAttente => "attente",
        StatutInscription::Present => "present",
        StatutInscription::Absent => "absent",
        StatutInscription::RefusTiers | StatutInscription::RefusJeune => "refus",
        StatutInscription::Desinscrit => "desinscrit",
    };
    let (rang, promus) = (issue.rang.unwrap_or(0), issue.promus);
    // The only other place to go back to is the page of the same person.
    let address = if saisies.is("retour", "dossier") {
        format!("/dossiers/{person}?atelier={fait}&rang={rang}")
    } else {
        let page = clair::nombre(saisies.get("page")).unwrap_or(1);
        format!("/ateliers/{id}?fait={fait}&rang={rang}&promus={promus}&page={page}")
    };
    Ok(reponse::toward(&address, demande.page))
}
