//! GET /formation/{module}?ecran=2: one screen of the course; `ecran=tout` is the whole module, to be printed.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domaine::formation::{Bloc, Ecran, Module, Parcours};

use crate::demande::Demande;
use crate::formation::{dire, parcours, rang};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, heure, reponse};

/// Shows a screen.
pub async fn module(
    State(etat): State<Etat>,
    Path(key): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let compte = etat.coffre.compte(&demande.signee).await?;
    let parcours = parcours(&compte.compte);
    let module = parcours.module(&key).ok_or(Refus::Inconnue)?;
    let cadre = Cadre::of(&etat, demande.langue, compte.agent);
    let asked = parameter(query.as_deref(), "ecran");
    if asked == Some("tout") {
        return reponse::page(&FeuillePage { cadre, module });
    }
    // A screen that makes no sense is the first.
    let n = asked.and_then(|n| n.parse().ok()).filter(|n| (1..=module.ecrans.len()).contains(n)).unwrap_or(1);
    reponse::page(&EcranPage { cadre, parcours, module, n })
}

/// One screen.
#[derive(Template)]
#[template(path = "formation/module.html")]
pub struct EcranPage {
    cadre: Cadre,
    parcours: Parcours,
    module: &'static Module,
    /// From 1.
    n: usize,
}

impl EcranPage {
    fn ecran(&self) -> &'static Ecran {
        &self.module.ecrans[self.n - 1]
    }

    fn rang(&self) -> String {
        let (n, total) = rang(self.parcours, self.module.key, self.n);
        self.cadre.langue.t2("formation-rang", ("n", n), ("total", total))
    }

    /// The screen before, through the modules; none before the first.
    fn avant(&self) -> Option<String> {
        if self.n > 1 {
            return Some(address(self.module, self.n - 1));
        }
        let before = self.place().checked_sub(1)?;
        self.parcours.modules().get(before).map(|module| address(module, module.ecrans.len()))
    }

    /// The screen after; none after the last: then comes the exam.
    fn apres(&self) -> Option<String> {
        if self.n < self.module.ecrans.len() {
            return Some(address(self.module, self.n + 1));
        }
        self.parcours.modules().get(self.place() + 1).map(|module| address(module, 1))
    }

    fn place(&self) -> usize {
        self.parcours.modules().iter().position(|module| module.key == self.module.key).unwrap_or(0)
    }

    fn titre(&self) -> &'static str {
        dire(&self.cadre.langue, &self.ecran().titre)
    }
}

/// A whole module on paper.
#[derive(Template)]
#[template(path = "formation/feuille.html")]
pub struct FeuillePage {
    cadre: Cadre,
    module: &'static Module,
}

impl FeuillePage {
    fn titre(&self) -> &'static str {
        dire(&self.cadre.langue, &self.module.titre)
    }

    fn le(&self) -> String {
        heure::jour(heure::today())
    }
}

fn address(module: &Module, n: usize) -> String {
    format!("/formation/{}?ecran={n}", module.key)
}
