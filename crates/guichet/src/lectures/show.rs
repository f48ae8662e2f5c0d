//! GET /lectures?page=2: my own readings, as the journal has them. The figure that others may ask about, seen first by
//! the one whom it is about.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use jiff::civil::Date;

use crate::demande::Demande;
use crate::face::{GenreLecture, MaLecture, MesLectures};
use crate::pages::trace::Trace;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::page_number;
use crate::{Etat, heure, reponse};

const PAR_PAGE: usize = 25;
/// Shows one page.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let numero = page_number(query.as_deref());
    let lectures = etat.coffre.my_readings(&demande.signee, numero).await?;
    let receipt = lectures.receipt;
    let cadre = Cadre::of(&etat, demande.langue, lectures.agent.clone());
    reponse::delivered(&LecturesPage { cadre, lectures, numero, today: heure::today() }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "lectures/show.html")]
pub struct LecturesPage {
    cadre: Cadre,
    lectures: MesLectures,
    numero: u32,
    today: Date,
}

impl LecturesPage {
    /// Readings by day, in words.
    fn jours(&self) -> Vec<(String, Vec<&MaLecture>)> {
        let mut days: Vec<(Date, Vec<&MaLecture>)> = Vec::new();
        for ligne in &self.lectures.lignes {
            let date = heure::date(ligne.lecture.time);
            match days.last_mut() {
                Some((day, lines)) if *day == date => lines.push(ligne),
                _ => days.push((date, vec![ligne])),
            }
        }
        let titre = |date| match date == self.today {
            true => self.cadre.t("jour-aujourdhui"),
            false => heure::en_tete(&heure::titre(date, self.cadre.langue)),
        };
        days.into_iter().map(|(date, lines)| (titre(date), lines)).collect()
    }

    fn trace(&self) -> Trace {
        Trace::of_days(&self.lectures.jours, None)
    }

    fn plus(&self) -> u16 {
        self.lectures.jours.iter().map(|(_, combien)| *combien).max().unwrap_or(0)
    }

    fn resume(&self) -> String {
        let all = self.lectures.jours.iter().map(|(_, combien)| u32::from(*combien)).sum::<u32>();
        self.cadre.langue.t2("lectures-resume", ("n", all), ("max", self.plus()))
    }

    fn heure(&self, ligne: &MaLecture) -> String {
        heure::heure_seule(ligne.lecture.time, self.cadre.langue)
    }

    fn genre(&self, ligne: &MaLecture) -> (&'static str, String) {
        let (icone, key) = match ligne.lecture.genre {
            GenreLecture::Ouverture => ("lecture", "lecture-ouverture"),
            GenreLecture::Revelation => ("cle", "lecture-revelation"),
            GenreLecture::Impression => ("imprimer", "lecture-impression"),
            GenreLecture::Mandat => ("telephone", "lecture-mandat"),
        };
        (icone, self.cadre.t(key))
    }

    fn quoi(&self, ligne: &MaLecture) -> String {
        self.cadre.classes(ligne.lecture.classes)
    }

    fn raison(&self, ligne: &MaLecture) -> String {
        self.cadre.t(match ligne.lecture.explication {
            0 => "raison-aucune",
            1 => "raison-portefeuille",
            _ => "raison-autre",
        })
    }

    fn pages(&self) -> u32 {
        u32::try_from(self.lectures.total.div_ceil(PAR_PAGE)).unwrap_or(u32::MAX).max(1)
    }

    fn rang(&self) -> String {
        self.cadre.langue.t2("portefeuille-rang", ("n", self.numero), ("pages", self.pages()))
    }
}
