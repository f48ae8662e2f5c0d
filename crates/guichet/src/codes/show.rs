//! GET /codes/{dossier}: one button, then one field. The page shows nobody, and says the same of a dossier of another structure.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domaine::DossierId;

use super::named;
use crate::demande::Demande;
use crate::face::Saisie;
use crate::langues::Langue;
use crate::pages::{Cadre, clair as filters, erreur};
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Shows where it stands.
pub async fn show(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let dossier = named(&id)?;
    let vu = etat.coffre.code_vu(&demande.signee, dossier).await?;
    let etape = match (vu.restent, vu.is_relaye) {
        (Some(_), _) => Etape::Dire,
        (None, true) => Etape::Envoyer,
        (None, false) => Etape::Ailleurs,
    };
    let cadre = Cadre::of(&etat, demande.langue, vu.agent);
    let erreur = if etape == Etape::Ailleurs { cadre.t("saisie-code-sans-relais") } else { String::new() };
    reponse::page(&CodePage { dossier, etape, erreur, telephone: telephone(&etat), cadre })
}

/// The page again, with what is wrong beside the field.
pub fn to_correct(etat: &Etat, langue: Langue, dossier: DossierId, erreurs: &[Saisie]) -> Result<Response, Refus> {
    let first = erreurs.first().copied().unwrap_or(Saisie { champ: "code", raison: "code-perime" });
    let (cadre, etape) = (Cadre::empty(etat, langue), Etape::after(first.raison));
    let erreur = erreur::mots(langue, &first);
    let page = CodePage { dossier, etape, erreur, telephone: telephone(etat), cadre };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, reponse::page(&page)?).into_response())
}

/// What the page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Etape {
    /// To have one sent.
    Envoyer,
    /// To type what she says.
    Dire,
    /// None can be sent: the other ways.
    Ailleurs,
}

impl Etape {
    fn after(raison: &str) -> Etape {
        match raison {
            "code-sans-relais" | "code-sans-telephone" | "code-telephone-recent" => Etape::Ailleurs,
            "code-perime" | "code-faux-0" => Etape::Envoyer,
            _ => Etape::Dire,
        }
    }
}

/// Data of the page.
#[derive(Template)]
#[template(path = "codes/show.html")]
pub struct CodePage {
    cadre: Cadre,
    dossier: DossierId,
    etape: Etape,
    /// What is wrong with what was done last; empty when nothing is.
    erreur: String,
    /// Where the telephones of a fictional base are looked at.
    telephone: Option<&'static str>,
}

impl CodePage {
    fn voies(&self) -> [String; 3] {
        erreur::VOIES.map(|key| self.cadre.t(key))
    }
}

#[cfg(feature = "demo")]
fn telephone(etat: &Etat) -> Option<&'static str> {
    etat.demo.as_ref().filter(|demo| demo.telephone.is_some()).map(|_| crate::demo::TELEPHONE)
}

#[cfg(not(feature = "demo"))]
fn telephone(_: &Etat) -> Option<&'static str> {
    None
}
