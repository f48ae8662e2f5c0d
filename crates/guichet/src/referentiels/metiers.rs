//! POST /referentiels/metiers: jobs of the ROME, by any of their names or by code.

use axum::extract::State;
use axum::response::Response;
use referentiel::metiers;

use super::{Proposee, REPONSES_MAX, answer};
use crate::Etat;
use crate::demande::Demande;
use crate::refus::Refus;

/// The names that answer; the note is the job, where the name is another one.
pub async fn metiers(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    answer(&etat, &demande, metiers::VERSION, |text| {
        let found = metiers::search(text, REPONSES_MAX).into_iter();
        found
            .map(|metier| {
                let note = if metier.nom == metier.metier { "" } else { metier.metier };
                Proposee { code: metier.code, texte: metier.label(), note: note.to_owned() }
            })
            .collect()
    })
    .await
}
