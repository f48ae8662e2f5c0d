//! POST /gels/lever: one of the two who lift a freeze.

use axum::extract::State;
use axum::response::Response;

use super::place;
use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::geste;
use crate::refus::Refus;
use crate::saisies::Saisies;

/// Signs it.
pub async fn lift(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    geste::signed(&etat, &demande, degel, |_| "/gels?fait=degel".to_owned()).await
}

fn degel(saisies: &Saisies) -> Result<Geste, Refus> {
    Ok(Geste::Degeler { structure: place(saisies)? })
}
