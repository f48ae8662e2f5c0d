//! GET /gels: what is frozen now, until when and by whom, and the form that freezes.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use droits::Role;
use jiff::civil::Date;

use crate::demande::Demande;
use crate::face::{GelLu, Gels};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, heure, reponse};

/// Lengths that the form offers, minutes: of the network by one person, of a structure by one, of either by two.
const RESEAU: &[u16] = &[30, 15];
const STRUCTURE: &[u16] = &[60, 240, 720, 1_440];
const DEUX: &[u16] = &[1_440, 2_880, 4_320];

/// Shows it.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let gels = etat.coffre.gels(&demande.signee).await?;
    let cadre = Cadre::of(&etat, demande.langue, gels.agent.clone());
    let fait = match parameter(query.as_deref(), "fait") {
        Some("gel") => Some(cadre.t("fait-gel")),
        Some("degel") => Some(cadre.t("fait-degel")),
        _ => None,
    };
    reponse::page(&GelsPage { cadre, gels, fait, today: heure::today() })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "gels/show.html")]
pub struct GelsPage {
    cadre: Cadre,
    gels: Gels,
    fait: Option<String>,
    today: Date,
}

impl GelsPage {
    fn is_vigie(&self) -> bool {
        self.gels.agent.role == Role::Vigie
    }

    fn structure(&self) -> String {
        self.gels.agent.structure.to_string()
    }

    /// As the form names it.
    fn code(&self, ligne: &GelLu) -> String {
        ligne.structure.map_or_else(|| super::RESEAU.to_owned(), |code| code.to_string())
    }

    fn ou(&self, ligne: &GelLu) -> String {
        match ligne.structure {
            Some(code) => self.cadre.langue.t1("gel-de-structure", "code", code.to_string()),
            None => self.cadre.t("gel-de-reseau"),
        }
    }

    fn quand(&self, ligne: &GelLu) -> String {
        let langue = self.cadre.langue;
        let said = |ms| heure::instant(ms, self.today, langue);
        langue.t2("gel-quand", ("depuis", said(ligne.depuis)), ("jusqua", said(ligne.jusqua)))
    }

    fn durees(&self, choix: &'static [u16]) -> Vec<(u16, String)> {
        choix.iter().map(|minutes| (*minutes, self.duree(*minutes))).collect()
    }

    fn duree(&self, minutes: u16) -> String {
        match minutes {
            0..60 => self.cadre.langue.t1("gel-minutes", "n", minutes),
            _ => self.cadre.langue.t1("gel-heures", "n", minutes / 60),
        }
    }
}
