//! GET /mandats: what waits for approvals, what runs, what was done.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use jiff::civil::Date;

use crate::demande::Demande;
use crate::face::{EtatMandat, MandatLu, MandatsLus};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, heure, reponse};

/// Shows it.
pub async fn list(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let mandats = etat.coffre.mandats(&demande.signee).await?;
    let cadre = Cadre::of(&etat, demande.langue, mandats.agent.clone());
    let is_fait = parameter(query.as_deref(), "fait") == Some("propose");
    let fait = is_fait.then(|| cadre.t("fait-mandat-propose"));
    reponse::page(&MandatsPage { cadre, mandats, fait, today: heure::today() })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "mandats/list.html")]
pub struct MandatsPage {
    cadre: Cadre,
    mandats: MandatsLus,
    fait: Option<String>,
    today: Date,
}

impl MandatsPage {
    fn propose(&self) -> bool {
        self.mandats.agent.role.accompanies()
    }

    fn etat(&self, ligne: &MandatLu) -> String {
        etat(&self.cadre, ligne)
    }

    fn quand(&self, ligne: &MandatLu) -> String {
        quand(&self.cadre, ligne, self.today)
    }

    fn runs(&self, ligne: &MandatLu) -> bool {
        runs(ligne)
    }
}

/// Where it stands, in words.
pub(super) fn etat(cadre: &Cadre, ligne: &MandatLu) -> String {
    cadre.t(&format!("mandat-etat-{}", ligne.etat.key()))
}

/// From when to when.
pub(super) fn quand(cadre: &Cadre, ligne: &MandatLu, today: Date) -> String {
    let said = |ms| heure::instant(ms, today, cadre.langue);
    cadre.langue.t2("mandat-quand", ("depuis", said(ligne.depuis)), ("jusqua", said(ligne.jusqua)))
}

/// Whether a bar says how far it is.
pub(super) fn runs(ligne: &MandatLu) -> bool {
    matches!(ligne.etat, EtatMandat::EnCours | EtatMandat::Suspendu)
}
