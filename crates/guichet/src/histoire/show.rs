//! GET /habilitations/{agent}/histoire: each step of an account, who signed it, and where it stands in the journal.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::{Evenementiel, FicheCompte, Refusal};
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::{Etat, heure, reponse};

/// Shows it.
pub async fn show(State(etat): State<Etat>, Path(agent): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let agent = agent.parse().map_err(|_| Refusal::Introuvable)?;
    let fiche = etat.coffre.habilitation(&demande.signee, agent).await?;
    let cadre = Cadre::of(&etat, demande.langue, fiche.agent.clone());
    reponse::page(&HistoirePage { cadre, fiche })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "histoire/show.html")]
pub struct HistoirePage {
    cadre: Cadre,
    fiche: FicheCompte,
}

impl HistoirePage {
    fn role(&self) -> String {
        comptes::role(&self.fiche.compte.role, self.cadre.langue)
    }

    fn droit(&self) -> String {
        comptes::droit(&self.fiche.compte, self.cadre.langue)
    }

    fn quoi(&self, pas: &Evenementiel) -> String {
        comptes::pas(pas.genre, self.cadre.langue)
    }

    fn quand(&self, pas: &Evenementiel) -> String {
        heure::instant_long(pas.le, self.cadre.langue)
    }

    fn icone(&self, pas: &Evenementiel) -> &'static str {
        match pas.genre.0 {
            62 | 63 => "cle",
            64 | 70 | 75 | 79 => "calendrier",
            65 => "fourche",
            66 | 68 | 71 | 73 => "succes",
            67 | 69 | 72 => "danger",
            74 | 84 => "horloge",
            76 | 77 => "verrou",
            78 => "formation",
            _ => "situation",
        }
    }

    fn le(&self) -> String {
        comptes::instant_dit(heure::now_ms(), self.cadre.langue)
    }
}
