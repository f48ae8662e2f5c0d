//! POST /compte/cles: one more key of one's own. First the browser makes it (`debut`), then a key that she holds already
//! signs for it, as any gesture.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::demande::Demande;
use crate::face::{Attestation, Geste};
use crate::geste::{self, wrong};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, encodage};

/// `debut=1` → `{defi, exclues, rpId}`; the new key's three parts → the gesture.
pub async fn add_key(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    if Saisies::read(&demande.corps).is("debut", "1") {
        let begun = etat.coffre.begin_key(&demande.signee).await?;
        let exclues: Vec<_> = begun.cles.iter().map(|cle| encodage::base64url(cle)).collect();
        let told = json!({ "defi": encodage::base64url(&begun.challenge), "exclues": exclues, "rpId": begun.rp_id });
        return Ok(Json(told).into_response());
    }
    let made = |saisies: &Saisies| Ok(Geste::AjouterCle(Box::new(attestation(saisies)?)));
    geste::signed(&etat, &demande, made, |_| "/compte?fait=cle-ajoutee#cles".to_owned()).await
}

fn attestation(saisies: &Saisies) -> Result<Attestation, Refus> {
    let part = |name| clair::code(saisies.get(name), encodage::from_base64url).filter(|bytes| !bytes.is_empty());
    let refused = || wrong("cle", "cle-refusee");
    Ok(Attestation {
        credential: part("cle").ok_or_else(refused)?,
        client_data: part("cleClientData").ok_or_else(refused)?,
        attestation_object: part("cleAttestation").ok_or_else(refused)?,
    })
}
