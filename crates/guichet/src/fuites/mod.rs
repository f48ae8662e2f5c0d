//! /fuites: what is said to be a leak, checked without showing anybody.

pub mod check;
pub mod form;

use askama::Template;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use domaine::fuite::Verdict;
use jiff::civil::Date;

use crate::face::{FuiteVerifiee, LecteurCommun};
use crate::pages::{Cadre, clair as filters, comptes};
use crate::{Etat, heure};

/// A thousand long lines, urlencoded.
const FICHIER_MAX: usize = 1 << 20;

/// Its roads.
pub fn routes() -> Router<Etat> {
    let limit = DefaultBodyLimit::max(FICHIER_MAX);
    Router::new().route("/fuites", get(form::form).post(check::check).layer(limit))
}

/// The form, and what was found when something was pasted.
#[derive(Template)]
#[template(path = "fuites/show.html")]
pub struct FuitePage {
    cadre: Cadre,
    trouve: Option<FuiteVerifiee>,
    erreur: String,
    today: Date,
}

impl FuitePage {
    fn a_corriger(&self) -> String {
        self.erreur.clone()
    }

    fn verdict(&self, trouve: &FuiteVerifiee) -> String {
        let langue = self.cadre.langue;
        match trouve.verdict {
            Verdict::Partie(dixiemes) => langue.t1("fuite-partie", "n", i64::from(dixiemes) * 10),
            autre => langue.t(&format!("fuite-{}", autre.key())),
        }
    }

    fn combien(&self, trouve: &FuiteVerifiee) -> String {
        self.cadre.langue.t2("fuite-combien", ("n", trouve.lignes), ("m", trouve.personnes))
    }

    fn genre(&self, trouve: &FuiteVerifiee) -> &'static str {
        match trouve.verdict {
            Verdict::Aucune => "succes",
            Verdict::Partie(_) => "attention",
            Verdict::Toutes => "danger",
        }
    }

    fn role(&self, commun: &LecteurCommun) -> String {
        commun.qui.as_ref().map_or_else(String::new, |qui| comptes::role(&qui.role, self.cadre.langue))
    }

    fn quand(&self, commun: &LecteurCommun) -> String {
        let said = |ms| heure::instant(ms, self.today, self.cadre.langue);
        format!("{} – {}", said(commun.fenetre.0), said(commun.fenetre.1))
    }

    fn part(&self, commun: &LecteurCommun) -> String {
        self.cadre.langue.t1("fuite-part", "n", i64::from(commun.dixiemes) * 10)
    }

    fn entrees(&self, commun: &LecteurCommun) -> String {
        commun.entrees.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
    }
}
