//! POST /rallonges: the day of a colleague is made longer, once.

use axum::extract::State;
use axum::response::Response;

use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::geste;
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;

/// Signs it.
pub async fn give(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    geste::signed(&etat, &demande, rallonge, |_| "/rallonges?fait=rallonge".to_owned()).await
}

fn rallonge(saisies: &Saisies) -> Result<Geste, Refus> {
    let agent = clair::code(saisies.get("agent"), |text| text.parse().ok()).ok_or(Refus::Illisible)?;
    Ok(Geste::Rallonger { agent })
}
