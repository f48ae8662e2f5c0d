//! POST /habilitations/{agent}/approbation: the drawn approver says yes.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::Geste;
use crate::habilitations::named;
use crate::refus::Refus;
use crate::{Etat, geste};

/// Signs it.
pub async fn approve(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let agent = named(&id)?;
    let geste = |_: &_| Ok(Geste::Approuver { agent });
    geste::signed(&etat, &demande, geste, |_| "/approbations?fait=approuve".to_owned()).await
}
