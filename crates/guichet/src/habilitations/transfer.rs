//! POST /habilitations/{agent}/mutation: somebody leaves for another structure; rights here end on a day.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::geste::wrong;
use crate::habilitations::on_account;
use crate::pages::clair;
use crate::refus::Refus;

/// Signs the first day without rights here.
pub async fn transfer(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    on_account(&etat, &id, &demande, "mutation", |agent, saisies| {
        let date = clair::date(saisies.get("date")).ok_or(wrong("date", "habilitation-date"))?;
        Ok(Geste::Muter { agent, date })
    })
    .await
}
