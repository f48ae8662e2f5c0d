//! POST /habilitations/{agent}/refus: the drawn approver says no, and the demand ends.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::Geste;
use crate::habilitations::named;
use crate::refus::Refus;
use crate::{Etat, geste};

/// Signs it.
pub async fn refuse(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let agent = named(&id)?;
    let geste = |_: &_| Ok(Geste::Refuser { agent });
    geste::signed(&etat, &demande, geste, |_| "/approbations?fait=refuse".to_owned()).await
}
