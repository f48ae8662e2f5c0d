//! GET /dossiers/{dossier}/lectures?page=2: who read this dossier, when, what of it and why. The dossier is not opened, and its person
//! has no name here.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use jiff::civil::Date;

use super::named;
use crate::demande::Demande;
use crate::face::{GenreLecture, LECTURES_PAR_PAGE, LectureDuDossier, LecturesDuDossier};
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::page_number;
use crate::{Etat, encodage, heure, reponse};

/// Shows one page.
pub async fn readings(
    State(etat): State<Etat>,
    Path(dossier): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let numero = page_number(query.as_deref());
    let lectures = etat.coffre.readings_of(&demande.signee, named(&dossier)?, numero).await?;
    let receipt = lectures.receipt;
    let cadre = Cadre::of(&etat, demande.langue, lectures.agent.clone());
    reponse::delivered(&LecturesPage { cadre, lectures, numero, today: heure::today() }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "dossiers/readings.html")]
pub struct LecturesPage {
    cadre: Cadre,
    lectures: LecturesDuDossier,
    numero: u32,
    today: Date,
}

impl LecturesPage {
    fn sujet(&self) -> String {
        encodage::hex(&self.lectures.sujet)
    }

    fn quand(&self, ligne: &LectureDuDossier) -> String {
        heure::en_tete(&heure::instant(ligne.le, self.today, self.cadre.langue))
    }

    fn role(&self, ligne: &LectureDuDossier) -> String {
        ligne.role.map_or_else(String::new, |role| comptes::role(&role, self.cadre.langue))
    }

    fn quoi(&self, ligne: &LectureDuDossier) -> String {
        let genre = match ligne.genre {
            GenreLecture::Ouverture => "lecture-ouverture",
            GenreLecture::Revelation => "lecture-revelation",
            GenreLecture::Impression => "lecture-impression",
            GenreLecture::Mandat => "lecture-mandat",
        };
        format!("{} : {}", self.cadre.t(genre), self.cadre.classes(ligne.classes))
    }

    fn raison(&self, ligne: &LectureDuDossier) -> String {
        self.cadre.t(&format!("lecture-motif-{}", ligne.explication.key()))
    }

    fn page(&self, de: i64) -> String {
        let pages = i64::try_from(self.lectures.total.div_ceil(LECTURES_PAR_PAGE)).unwrap_or(i64::MAX);
        let wanted = i64::from(self.numero) + de;
        if (1..=pages).contains(&wanted) { format!("?page={wanted}") } else { String::new() }
    }

    fn rang(&self) -> String {
        let pages = u32::try_from(self.lectures.total.div_ceil(LECTURES_PAR_PAGE)).unwrap_or(u32::MAX).max(1);
        self.cadre.langue.t2("portefeuille-rang", ("n", self.numero), ("pages", pages))
    }
}
