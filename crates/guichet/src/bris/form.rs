//! GET /bris/{dossier}?code=ABCEFHJK: to whom this dossier would be held out. Nothing of the dossier is shown.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domaine::DossierId;

use super::named;
use crate::demande::Demande;
use crate::face::Preneur;
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, reponse};

/// Shows who read the code aloud.
pub async fn form(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let dossier = named(&id)?;
    let code = parameter(query.as_deref(), "code").unwrap_or_default();
    let code: String = code.chars().filter(char::is_ascii_alphabetic).take(8).map(|c| c.to_ascii_uppercase()).collect();
    let preneur = etat.coffre.preneur(&demande.signee, &code).await?;
    let cadre = Cadre::of(&etat, demande.langue, preneur.agent.clone());
    reponse::page(&DonPage { cadre, dossier, code, preneur })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "bris/form.html")]
pub struct DonPage {
    cadre: Cadre,
    dossier: DossierId,
    code: String,
    preneur: Preneur,
}

impl DonPage {
    fn role(&self, role: &droits::Role) -> String {
        comptes::role(role, self.cadre.langue)
    }
}
