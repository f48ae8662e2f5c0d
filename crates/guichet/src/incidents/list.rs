//! GET /incidents: those that are open, and the latest that are closed.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;

use crate::demande::Demande;
use crate::face::{IncidentLu, IncidentsLus};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::vigie::age;
use crate::{Etat, heure, reponse};

/// Shows both.
pub async fn list(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let incidents = etat.coffre.incidents(&demande.signee).await?;
    let receipt = incidents.receipt;
    let cadre = Cadre::of(&etat, demande.langue, incidents.agent.clone());
    reponse::delivered(&IncidentsPage { cadre, incidents, today: heure::today() }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "incidents/list.html")]
pub struct IncidentsPage {
    cadre: Cadre,
    incidents: IncidentsLus,
    today: Date,
}

impl IncidentsPage {
    fn listes(&self) -> [(&'static str, &[IncidentLu]); 2] {
        [("incidents-ouverts", &self.incidents.ouverts), ("incidents-clos", &self.incidents.clos)]
    }

    fn numero(&self, cas: &IncidentLu) -> String {
        self.cadre.n("incident-numero", cas.numero)
    }

    /// Since when it is open, or when it ended.
    fn quand(&self, cas: &IncidentLu) -> String {
        match &cas.cloture {
            None => self.cadre.langue.t1("incident-age", "age", age(cas.depuis, self.cadre.langue)),
            Some(fin) => heure::en_tete(&heure::instant(fin.le, self.today, self.cadre.langue)),
        }
    }

    fn comptes(&self, cas: &IncidentLu) -> String {
        self.cadre.n("incident-comptes", cas.comptes.len() + cas.ailleurs)
    }

    /// What it was: words, the kind of badge, its icon.
    fn issue(&self, cas: &IncidentLu) -> (String, &'static str, &'static str) {
        super::show::issue(cas, self.cadre.langue)
    }
}
