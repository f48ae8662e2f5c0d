//! GET /etendue/preuves?comptes=…&page=2: the entries that the answer rests on, with what a third party needs to check each alone.

use axum::extract::{RawQuery, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::saisie::Saisie;
use crate::demande::Demande;
use crate::face::PreuvesEtendue;
use crate::refus::Refus;
use crate::saisies::page_number;
use crate::{Etat, preuves, reponse};

/// Gives one file of them.
pub async fn export(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let saisie = Saisie::read(query.as_deref());
    let page = page_number(query.as_deref());
    let found = etat.coffre.etendue_preuves(&demande.signee, saisie.whole()?, page).await?;
    let named = format!("preuves-etendue-{page}.json");
    let octets = file(&found).to_string().into_bytes();
    Ok(reponse::file("application/json", &named, octets, &etat.coffre, found.receipt))
}

/// As the proofs of an account, with the place of this file among all.
fn file(found: &PreuvesEtendue) -> Value {
    let mut file = preuves::file(&found.preuves);
    file["etendue"] = json!({ "question": found.question, "page": found.page.0, "pages": found.page.1 });
    file
}
