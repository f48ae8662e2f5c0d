//! POST /habilitations/liste: the list of the staff, as a file. It takes the place of the one before; it makes no account.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tokio::sync::Semaphore;

use crate::demande::Demande;
use crate::habilitations::colonnes;
use crate::imports::deposit;
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Largest list, in bytes: the staff of the largest structure takes a hundredth of it.
pub const FICHIER_MAX: usize = 2_000_000;
/// Lines: more is a list of something else.
const LIGNES_MAX: usize = 1_000;

/// Lists read at the same time.
static LECTURES: Semaphore = Semaphore::const_new(1);

/// Reads the file and hands its lines to the coffre.
pub async fn deposit(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let langue = demande.langue;
    let corps = demande.corps.clone();
    // Reading a file is long work: not for a stranger.
    etat.coffre.vouch(&demande.signee).await?;
    let _turn = LECTURES.acquire().await.map_err(|_| Refus::interne("no reading of lists"))?;
    let read = tokio::task::spawn_blocking(move || tableur::read(&corps, None)).await;
    let feuille = match read.map_err(|_| Refus::interne("the reading of a list broke"))? {
        Ok(feuille) if feuille.lignes.len() > LIGNES_MAX => return Ok(refused(&langue.t("rh-trop-longue"))),
        Ok(feuille) => feuille,
        Err(illisible) => return Ok(refused(&deposit::sentence(langue, illisible))),
    };
    match colonnes::read(&feuille) {
        Ok(lignes) => {
            etat.coffre.deposit_rh(&demande.signee, lignes).await?;
            Ok(reponse::toward("/habilitations?fait=liste#rh", demande.page))
        }
        Err(manque) => Ok(refused(&langue.t(manque))),
    }
}

fn refused(message: &str) -> Response {
    let told = Json(json!({ "message": message, "numero": null, "erreurs": {} }));
    (StatusCode::UNPROCESSABLE_ENTITY, told).into_response()
}
