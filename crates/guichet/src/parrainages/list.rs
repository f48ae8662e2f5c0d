//! GET /parrainages: who waits for me as a parrain: newcomers to be met, probations to be confirmed.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use droits::habilitation::State as EtatCompte;

use crate::demande::Demande;
use crate::face::Compte;
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, reponse};

/// Shows it.
pub async fn list(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let attendus = etat.coffre.parrainages(&demande.signee).await?;
    let cadre = Cadre::of(&etat, demande.langue, attendus.agent);
    let (essais, arrivees) = attendus.comptes.into_iter().partition(|compte| compte.etat == EtatCompte::Probation);
    reponse::page(&ParrainagesPage {
        cadre,
        arrivees,
        essais,
        signe: parameter(query.as_deref(), "signe") == Some("1"),
    })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "parrainages/list.html")]
pub struct ParrainagesPage {
    cadre: Cadre,
    /// To be vouched for.
    arrivees: Vec<Compte>,
    /// To be confirmed.
    essais: Vec<Compte>,
    /// Whether the keys of a newcomer were signed for just now.
    signe: bool,
}

impl ParrainagesPage {
    fn role(&self, compte: &Compte) -> String {
        comptes::role(&compte.role, self.cadre.langue)
    }

    fn essai(&self, compte: &Compte) -> String {
        let until = comptes::jour_dit(comptes::dernier_jour(compte.dates.probation), self.cadre.langue);
        self.cadre.langue.t1("parrainages-essai", "jour", until)
    }

    /// Whether its keys are made again, rather than for the first time.
    fn is_retour(&self, compte: &Compte) -> bool {
        compte.dates.ouvre > 0
    }
}
