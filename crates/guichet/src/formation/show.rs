//! GET /formation: where I stand with my certificate, and what there is to read.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domaine::formation::rappel::jours_restants;
use domaine::formation::{Module, Parcours, SEUIL, rappel};

use crate::demande::Demande;
use crate::formation::{dire, parcours};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, heure, reponse};

/// Shows it.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let compte = etat.coffre.compte(&demande.signee).await?;
    let (parcours, until) = (parcours(&compte.compte), compte.compte.dates.formation);
    let cadre = Cadre::of(&etat, demande.langue, compte.agent);
    let signe = parameter(query.as_deref(), "signe").is_some();
    reponse::page(&FormationPage { cadre, parcours, until, now: heure::now_ms(), signe })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "formation/show.html")]
pub struct FormationPage {
    cadre: Cadre,
    parcours: Parcours,
    /// End of her certificate, milliseconds since 1970 UTC; zero for who has none.
    until: u64,
    now: u64,
    /// Whether she has just signed it.
    signe: bool,
}

impl FormationPage {
    /// The notice at the top: how it looks, and its sentence.
    fn etat(&self) -> (&'static str, String) {
        let langue = self.cadre.langue;
        let until = self.until;
        if until == 0 {
            return ("attention", langue.t("formation-etat-aucun"));
        }
        let jour = heure::jour(heure::date(until));
        if until <= self.now {
            return ("danger", langue.t1("formation-etat-fini", "jour", jour));
        }
        match rappel(until, self.now) {
            None => ("succes", langue.t1("formation-etat-valable", "jour", jour)),
            Some(_) => {
                let left = jours_restants(until, self.now);
                ("attention", langue.t2("formation-etat-rappel", ("n", left), ("jour", jour)))
            }
        }
    }

    fn duree(&self) -> String {
        self.cadre.t(&format!("formation-duree-{}", self.parcours.key()))
    }

    fn modules(&self) -> &'static [&'static Module] {
        self.parcours.modules()
    }

    fn titres(&self, module: &Module) -> Vec<(usize, &'static str)> {
        (1..).zip(module.ecrans.iter().map(|ecran| dire(&self.cadre.langue, &ecran.titre))).collect()
    }

    fn titre(&self, module: &Module) -> &'static str {
        dire(&self.cadre.langue, &module.titre)
    }

    fn questions(&self) -> usize {
        self.parcours.questions().count()
    }

    fn seuil(&self) -> usize {
        SEUIL.pour_cent_min
    }
}
