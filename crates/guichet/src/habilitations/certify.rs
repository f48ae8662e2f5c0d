//! POST /habilitations/{agent}/certification: a line of a recertification, still needed as it is.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::Geste;
use crate::habilitations::named;
use crate::refus::Refus;
use crate::{Etat, geste};

/// Signs it.
pub async fn certify(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let agent = named(&id)?;
    let geste = |_: &_| Ok(Geste::Certifier { agent });
    geste::signed(&etat, &demande, geste, |_| "/campagnes?fait=certification".to_owned()).await
}
