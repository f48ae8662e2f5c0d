//! POST /habilitations/{agent}/renouvellement: a grant that goes on, until a day that the proposer states.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::geste::wrong;
use crate::habilitations::on_account;
use crate::pages::clair;
use crate::refus::Refus;

/// Asks for it; an approver elsewhere grants it.
pub async fn renew(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    on_account(&etat, &id, &demande, "renouvellement", |agent, saisies| {
        let jusqu = clair::date(saisies.get("jusqu")).ok_or(wrong("jusqu", "habilitation-date"))?;
        Ok(Geste::Renouveler { agent, jusqu })
    })
    .await
}
