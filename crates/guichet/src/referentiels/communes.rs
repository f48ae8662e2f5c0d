//! POST /referentiels/communes: communes by name, département or postal code.

use axum::extract::State;
use axum::response::Response;
use referentiel::communes::{self, Commune};

use super::{Proposee, REPONSES_MAX, answer};
use crate::Etat;
use crate::demande::Demande;
use crate::langues::Langue;
use crate::refus::Refus;

/// The communes that answer.
pub async fn communes(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let langue = demande.langue;
    answer(&etat, &demande, communes::VERSION, |text| {
        communes::search(text, REPONSES_MAX).into_iter().map(|commune| line(langue, commune)).collect()
    })
    .await
}

/// A former commune says so: who chooses sees that the name will change.
fn line(langue: Langue, commune: Commune) -> Proposee {
    let ancienne = commune.ancienne.map(|nom| format!("{} {nom}", langue.t("referentiel-ancienne")));
    let parts = [Some(commune.postal.to_owned()).filter(|code| !code.is_empty()), ancienne];
    let note = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Proposee { code: commune.code, texte: commune.label(), note }
}
