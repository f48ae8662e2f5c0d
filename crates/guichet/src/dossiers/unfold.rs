//! POST /dossiers/{id}/delicat and …/argent: a class that stays shut until asked for, one dossier at a time. What it holds comes with the form
//! that changes it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domaine::{Champ, Clair, Classe};

use super::edit::LigneModifiee;
use super::parties::{self, Partie};
use crate::demande::Demande;
use crate::face::{Receipt, Unfolded};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, dossiers, heure, reponse};

/// Health, housing, protection, delicate notes.
pub async fn delicat(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    unfold(&etat, id, demande, Classe::Delicat).await
}

/// Resources and bank account.
pub async fn argent(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    unfold(&etat, id, demande, Classe::Argent).await
}

async fn unfold(etat: &Etat, id: String, demande: Demande, classe: Classe) -> Result<Response, Refus> {
    let unfolded = etat.coffre.unfold(&demande.signee, dossiers::named(&id)?).await?;
    let cadre = Cadre::empty(etat, demande.langue);
    let contenu = Contenu::of(&cadre, id, classe, &unfolded);
    answer(etat, cadre, contenu, demande.page, unfolded.receipt)
}

/// What both show.
pub struct Contenu {
    /// The dossier.
    pub dossier: String,
    /// "delicat", "argent" or "identifiants": the title, and the road of its form.
    pub cle: &'static str,
    pub parties: Vec<(Partie, Vec<LigneModifiee>)>,
    /// Delicate notes: when, by whom, what.
    pub notes: Vec<(String, Option<Clair>, Clair)>,
    /// What is left of a day's reveals.
    pub reste: Option<u16>,
}

impl Contenu {
    fn of(cadre: &Cadre, dossier: String, classe: Classe, unfolded: &Unfolded) -> Contenu {
        let note = |note: &crate::face::NoteDelicate| (heure::jour(note.date), note.agent.clone(), note.texte.clone());
        let (today, langue) = (heure::today(), cadre.langue);
        let part = |groupe| {
            let partie = Partie::new(groupe, &unfolded.champs, &unfolded.fraicheurs, langue, today);
            (partie, LigneModifiee::fresh(cadre, groupe, &unfolded.champs))
        };
        let cle = if classe == Classe::Argent { "argent" } else { "delicat" };
        let parties = parties::of_class(classe).map(part).collect();
        Contenu { parties, dossier, cle, notes: unfolded.notes.iter().map(note).collect(), reste: None }
    }

    /// The identifiers that were revealed.
    pub fn revealed(cadre: &Cadre, dossier: String, champs: &[(Champ, Clair)], reste: u16) -> Contenu {
        let (today, langue) = (heure::today(), cadre.langue);
        let part = |groupe| {
            let partie = Partie::new(groupe, champs, &[], langue, today);
            (partie, LigneModifiee::fresh(cadre, groupe, champs))
        };
        let parties = parties::of_class(Classe::Identifiants).map(part).collect();
        Contenu { parties, dossier, cle: "identifiants", notes: Vec::new(), reste: Some(reste) }
    }

    fn titre(&self, cadre: &Cadre) -> String {
        cadre.t(&format!("dossier-classe-{}", self.cle))
    }

    fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.parties.iter().all(|(partie, _)| partie.lignes.is_empty())
    }
}

/// Data of the fragment.
#[derive(Template)]
#[template(path = "dossiers/unfold.html", block = "fragment")]
pub struct Deplie {
    pub cadre: Cadre,
    pub contenu: Contenu,
}

/// Data of the page around it.
#[derive(Template)]
#[template(path = "dossiers/unfold.html")]
pub struct DepliePage {
    pub cadre: Cadre,
    pub contenu: Contenu,
}

/// The answer: a fragment put in place by the dossier's script, or a small page when the form was sent plainly.
pub fn answer(etat: &Etat, cadre: Cadre, contenu: Contenu, is_page: bool, receipt: Receipt) -> Result<Response, Refus> {
    if is_page {
        reponse::delivered(&DepliePage { cadre, contenu }, &etat.coffre, receipt)
    } else {
        reponse::delivered(&Deplie { cadre, contenu }, &etat.coffre, receipt)
    }
}
