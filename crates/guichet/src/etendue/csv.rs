//! GET /etendue/csv?comptes=…: the answer as the authority receives it, one line a person and no name.

use axum::extract::{RawQuery, State};
use axum::response::Response;

use super::saisie::Saisie;
use crate::demande::Demande;
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Gives the file.
pub async fn export(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let saisie = Saisie::read(query.as_deref());
    let fichier = etat.coffre.etendue_csv(&demande.signee, saisie.whole()?).await?;
    Ok(reponse::file("text/csv; charset=utf-8", "etendue.csv", fichier.octets, &etat.coffre, fichier.receipt))
}
