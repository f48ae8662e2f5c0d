//! /ateliers/nouveau: a session, or a series of them. An offre is chosen or named; the hours and the animateur come filled.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domaine::seance::TypeOffre;
use domaine::{AgentId, OffreId};

use crate::ateliers::saisie;
use crate::demande::Demande;
use crate::face::{Error, FormulaireAtelier};
use crate::pages::listes::options;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::{Saisies, parameter};
use crate::{Etat, reponse};

/// GET: the form.
pub async fn form(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let formulaire = etat.coffre.atelier_form(&demande.signee).await?;
    let offre = parameter(query.as_deref(), "offre").and_then(|text| text.parse().ok());
    let cadre = Cadre::of(&etat, demande.langue, formulaire.agent.clone());
    reponse::page(&NouveauPage { cadre, formulaire, offre })
}

/// POST: makes them, and shows the first.
pub async fn create(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let saisies = Saisies::read(&demande.corps);
    let saisi = saisie::nouveau(&saisies).map_err(Error::Saisie)?;
    let made = etat.coffre.create_ateliers(&demande.signee, saisi).await?;
    let (combien, ecartees) = (made.combien, made.ecartees.len());
    let address = format!("/ateliers/{}?fait=cree&combien={combien}&ecartees={ecartees}", made.premier);
    Ok(reponse::toward(&address, demande.page))
}

/// Data of the page.
#[derive(Template)]
#[template(path = "ateliers/new.html")]
pub struct NouveauPage {
    cadre: Cadre,
    formulaire: FormulaireAtelier,
    /// The offre that the form begins with.
    offre: Option<OffreId>,
}

impl NouveauPage {
    fn est_offre(&self, id: &OffreId) -> bool {
        self.offre == Some(*id)
    }

    fn est_moi(&self, id: &AgentId) -> bool {
        self.formulaire.agent.id == *id
    }

    fn genre(&self, genre: &TypeOffre) -> String {
        self.cadre.t(&format!("atelier-genre-{}", genre.key()))
    }

    fn genres(&self) -> [TypeOffre; 2] {
        TypeOffre::ALL
    }

    /// Key and words of each service of the catalogue.
    fn services(&self) -> Vec<(String, String)> {
        options(&self.cadre, "offre").into_iter().map(|service| (service.cle, service.nom)).collect()
    }

    fn rythmes(&self) -> Vec<(&'static str, String)> {
        saisie::RYTHMES.iter().map(|cle| (*cle, self.cadre.t(&format!("atelier-rythme-{cle}")))).collect()
    }

    fn min(&self) -> String {
        self.formulaire.maintenant.date().to_string()
    }
}
