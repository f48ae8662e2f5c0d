//! GET /imports: where a file is given, and what became of those given before.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;

use crate::demande::Demande;
use crate::face::{ImportEtat, ImportResume};
use crate::imports::{compte, etat_key};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, heure, reponse};

/// Shows nobody: states and counts.
pub async fn list(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let (agent, imports) = etat.coffre.imports(&demande.signee).await?;
    let cadre = Cadre::of(&etat, demande.langue, agent);
    reponse::page(&ImportsPage { cadre, imports, today: heure::today() })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "imports/list.html")]
pub struct ImportsPage {
    /// Frame.
    pub cadre: Cadre,
    /// This agent's, newest first.
    pub imports: Vec<ImportResume>,
    /// For "12:03" rather than a whole date.
    pub today: Date,
}

impl ImportsPage {
    fn octets_max(&self) -> usize {
        tableur::FICHIER_MAX
    }

    fn quand(&self, import: &ImportResume) -> String {
        heure::instant(import.cree, self.today, self.cadre.langue)
    }

    fn lignes(&self, import: &ImportResume) -> String {
        compte(self.cadre.langue, "import-lignes", import.lignes)
    }

    fn mot_etat(&self, import: &ImportResume) -> String {
        self.cadre.t(&format!("import-etat-{}", etat_key(import.etat)))
    }

    fn genre(&self, import: &ImportResume) -> &'static str {
        match import.etat {
            ImportEtat::Essai | ImportEtat::EnCours => "info",
            ImportEtat::Fait => "succes",
            ImportEtat::Interrompu => "attention",
            ImportEtat::Annule => "",
        }
    }

    /// Where one goes on with it: to correct, to wait, to see what was made.
    fn adresse(&self, import: &ImportResume) -> String {
        match import.etat {
            ImportEtat::Essai | ImportEtat::Interrompu => format!("/imports/{}", import.id),
            ImportEtat::EnCours => format!("/imports/{}/avancement", import.id),
            ImportEtat::Fait | ImportEtat::Annule => format!("/imports/{}?vue=faites", import.id),
        }
    }

    fn suite(&self, import: &ImportResume) -> String {
        match import.etat {
            ImportEtat::Essai => self.cadre.t("import-suite-essai"),
            ImportEtat::Annule => compte(self.cadre.langue, "import-gardes", import.gardes),
            _ => compte(self.cadre.langue, "import-faits", import.faits),
        }
    }
}
