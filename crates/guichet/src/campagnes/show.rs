//! GET /campagnes/{agent}: an account that is no longer needed. Close it, end it on a day, or let it fall asleep.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domaine::AgentId;

use super::list;
use crate::demande::Demande;
use crate::face::{LigneCampagne, Refusal};
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::{Etat, heure, reponse};

/// Shows the three ways. A line that is not hers, or is none, is not found.
pub async fn show(State(etat): State<Etat>, Path(agent): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let agent: AgentId = agent.parse().map_err(|_| Refusal::Introuvable)?;
    let campagne = etat.coffre.campagne(&demande.signee).await?;
    let ligne = campagne.lignes.into_iter().find(|ligne| ligne.compte.agent == agent).ok_or(Refusal::Introuvable)?;
    let cadre = Cadre::of(&etat, demande.langue, campagne.agent);
    reponse::page(&InutilePage { cadre, ligne })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "campagnes/show.html")]
pub struct InutilePage {
    cadre: Cadre,
    ligne: LigneCampagne,
}

impl InutilePage {
    fn role(&self) -> String {
        comptes::role(&self.ligne.compte.role, self.cadre.langue)
    }

    fn faits(&self) -> Vec<String> {
        list::faits(&self.cadre, &self.ligne)
    }

    /// When it falls asleep by itself, if nobody certifies it.
    fn sommeil(&self) -> String {
        let jour = comptes::instant_dit(self.ligne.compte.dates.campagne, self.cadre.langue);
        self.cadre.langue.t1("campagne-sommeil-aide", "jour", jour)
    }

    fn demain(&self) -> String {
        heure::today().tomorrow().map(|day| day.to_string()).unwrap_or_default()
    }
}
