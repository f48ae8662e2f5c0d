//! POST /referentiels/pays: countries, by name or by nationality.

use axum::extract::State;
use axum::response::Response;
use referentiel::pays;

use super::{Proposee, REPONSES_MAX, answer};
use crate::Etat;
use crate::demande::Demande;
use crate::refus::Refus;

/// The countries that answer.
pub async fn pays(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    answer(&etat, &demande, pays::VERSION, |text| {
        let found = pays::search(text, REPONSES_MAX).into_iter();
        found.map(|pays| Proposee { code: pays.code, texte: pays.nom.to_owned(), note: String::new() }).collect()
    })
    .await
}
