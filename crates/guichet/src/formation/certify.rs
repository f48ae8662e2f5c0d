//! POST /formation/certificat: the key signs the certificate of an exam that was passed.
//!
//! The sheet comes along, and the coffre grades it again: nothing between the exam and the signature has to be believed.

use axum::extract::State;
use axum::response::Response;

use crate::demande::Demande;
use crate::formation::copie;
use crate::refus::Refus;
use crate::{Etat, geste};

/// Either pass of the gesture.
pub async fn certify(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    geste::signed(&etat, &demande, copie::geste, |_| "/formation?signe=1".to_owned()).await
}
