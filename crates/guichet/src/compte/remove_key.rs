//! POST /compte/cles/retrait: a key of one's own that no longer serves: lost, broken, or given back.

use axum::extract::State;
use axum::response::Response;

use crate::demande::Demande;
use crate::face::Geste;
use crate::geste::{self, wrong};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, encodage};

/// Signs its end, with another one.
pub async fn remove_key(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let made = |saisies: &Saisies| {
        let cle = clair::code(saisies.get("cle"), encodage::from_base64url).filter(|cle| !cle.is_empty());
        Ok(Geste::RetirerCle { cle: cle.ok_or(wrong("cle", "cle-refusee"))? })
    };
    geste::signed(&etat, &demande, made, |_| "/compte?fait=cle-retiree#cles".to_owned()).await
}
