//! POST /formation/examen: what was right, what was not and why; who passes may sign the certificate.
//!
//! Nothing is written here, and nothing is remembered: the sheet goes on to the signature, which grades it again.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domaine::formation::{Choix, Faux, Resultat, SEUIL, VERSION};

use crate::demande::Demande;
use crate::formation::copie::Copie;
use crate::formation::examen::ExamenPage;
use crate::formation::parcours;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, heure, reponse};

/// Grades a sheet. One with a blank comes back as it is: nobody fails for a question that was not seen.
pub async fn grade(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let compte = etat.coffre.compte(&demande.signee).await?;
    let copie = Copie::read(parcours(&compte.compte), &Saisies::read(&demande.corps))?;
    let cadre = Cadre::of(&etat, demande.langue, compte.agent);
    if !copie.blanches().is_empty() {
        let page = reponse::page(&ExamenPage { cadre, copie, rendue: true })?;
        return Ok(with(StatusCode::UNPROCESSABLE_ENTITY, page));
    }
    let resultat = copie.resultat();
    // A page that asks something before anything is written: a script puts it in the place of the form.
    let status = if resultat.recu { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(with(status, reponse::page(&ResultatPage { cadre, copie, resultat })?))
}

fn with(status: StatusCode, mut page: Response) -> Response {
    *page.status_mut() = status;
    page
}

/// What the exam says.
#[derive(Template)]
#[template(path = "formation/grade.html")]
pub struct ResultatPage {
    cadre: Cadre,
    copie: Copie,
    resultat: Resultat,
}

impl ResultatPage {
    fn score(&self) -> String {
        self.cadre.langue.t2("formation-score", ("n", self.resultat.juste), ("sur", self.resultat.sur))
    }

    /// What the gesture will say.
    fn phrase(&self) -> String {
        let days = i32::from(self.copie.parcours.duree_jours_max());
        let end = heure::today().checked_add(jiff::Span::new().days(days)).unwrap_or(jiff::civil::Date::MAX);
        let langue = self.cadre.langue;
        langue.t2("formation-signer-note", ("version", VERSION), ("jour", heure::jour(end)))
    }

    /// Why it is failed, in one sentence.
    fn manque(&self) -> String {
        if self.resultat.faux.iter().any(|faux| faux.question.vital) {
            self.cadre.t("formation-manque-vitale")
        } else {
            self.cadre.n("formation-seuil", SEUIL.pour_cent_min)
        }
    }

    fn explications(&self, faux: &Faux) -> Vec<(&'static Choix, bool)> {
        faux.explications().collect()
    }
}
