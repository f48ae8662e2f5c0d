//! /habilitations: accounts, and the demands of rights that wait for signatures. No dossier is ever shown here.
//!
//! Reading: [`desk`], [`show`]. Asking: [`propose`], after a [`liste`] of the staff. Each other file is one gesture on one
//! account, named by its verb; whether it may be made is never said here.

pub mod approve;
pub mod bind_identity;
pub mod certify;
pub mod close;
pub mod confirm;
pub mod decline;
pub mod desk;
pub mod hand_over;
pub mod liste;
pub mod propose;
pub mod propose_direction;
pub mod redo_keys;
pub mod refuse;
pub mod renew;
pub mod rescue;
pub mod restore;
pub mod show;
pub mod suspend;
pub mod transfer;
pub mod veto;
pub mod wake;

mod colonnes;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::Response;
use axum::routing::{get, post};
use domaine::AgentId;
use jiff::civil::Date;

use crate::demande::Demande;
use crate::face::{Geste, Refusal};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, geste};

/// Its roads.
pub fn routes() -> Router<Etat> {
    // A list of the staff is larger than any form.
    let list = post(liste::deposit).layer(DefaultBodyLimit::max(liste::FICHIER_MAX));
    Router::new()
        .route("/habilitations", get(desk::desk))
        .route("/habilitations/liste", list)
        .route("/habilitations/nouvelle", get(propose::form).post(propose::propose))
        .route("/habilitations/{agent}", get(show::show))
        .route("/habilitations/{agent}/renouvellement", post(renew::renew))
        .route("/habilitations/{agent}/cles", post(redo_keys::redo_keys))
        .route("/habilitations/{agent}/direction", post(propose_direction::propose_direction))
        .route("/habilitations/{agent}/approbation", post(approve::approve))
        .route("/habilitations/{agent}/refus", post(refuse::refuse))
        .route("/habilitations/{agent}/tirage", post(decline::decline))
        .route("/habilitations/{agent}/veto", post(veto::veto))
        .route("/habilitations/{agent}/confirmation", post(confirm::confirm))
        .route("/habilitations/{agent}/retablissement", post(restore::restore))
        .route("/habilitations/{agent}/reveil", post(wake::wake))
        .route("/habilitations/{agent}/cloture", post(close::close))
        .route("/habilitations/{agent}/mutation", post(transfer::transfer))
        .route("/habilitations/{agent}/certification", post(certify::certify))
        .route("/habilitations/{agent}/passation", post(hand_over::hand_over))
        .route("/habilitations/{agent}/secours", post(rescue::rescue))
        .route("/habilitations/{agent}/suspension", post(suspend::suspend))
        .route("/habilitations/{agent}/identite", post(bind_identity::bind_identity))
}

/// The account that a path names; a text that names none gets the answer of an account that is not there.
pub fn named(text: &str) -> Result<AgentId, Refus> {
    text.parse().map_err(|_| Refus::from(Refusal::Introuvable))
}

/// A gesture on the account that the path names; its page then says what was done.
async fn on_account(
    etat: &Etat,
    id: &str,
    demande: &Demande,
    fait: &str,
    made: impl FnOnce(AgentId, &Saisies) -> Result<Geste, Refus>,
) -> Result<Response, Refus> {
    let agent = named(id)?;
    let vers = |_| format!("/habilitations/{agent}?fait={fait}");
    geste::signed(etat, demande, |saisies| made(agent, saisies), vers).await
}

/// The latest day that a grant signed today may state: it holds through that day, and at most a year.
fn last_day(today: Date) -> Date {
    today.checked_add(jiff::Span::new().days(364)).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_names_nobody_is_nobody() {
        assert!(named("0").is_err() && named(&"2".repeat(32)).is_ok());
    }
}
