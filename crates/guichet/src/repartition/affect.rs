//! POST /repartition/{dossier}: one dossier goes to another référent. The page's script asks for each that was ticked.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domaine::{AgentId, DossierId};

use crate::demande::Demande;
use crate::face::{Affecte, Error, Refusal, Saisie};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Entrusts it, if it is still whose the page said; else says to whom it was entrusted meanwhile.
pub async fn affect(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let dossier: DossierId = id.parse().map_err(|_| Refus::from(Refusal::Introuvable))?;
    let saisies = Saisies::read(&demande.corps);
    let agent = |name| clair::code(saisies.get(name), |text| text.parse::<AgentId>().ok());
    let wrong = |champ| Error::Saisie(vec![Saisie { champ, raison: "affectation-qui" }]);
    let de = agent("de").ok_or_else(|| wrong("de"))?;
    let vers = agent("vers").ok_or_else(|| wrong("vers"))?;
    match etat.coffre.affect(&demande.signee, dossier, de, vers).await? {
        Affecte::Fait => Ok(reponse::toward(&format!("/repartition/{de}"), demande.page)),
        Affecte::Deja(nom) => {
            let words = demande.langue.t("reaffecter-deja");
            let said = clair::dite(&words, nom.as_ref().unwrap_or(clair::rien()));
            Ok((StatusCode::CONFLICT, Json(said)).into_response())
        }
    }
}
