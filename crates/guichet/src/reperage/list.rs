//! GET /reperage: the lists received, and how far each is worked through.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::{ListeReperage, Reperages};
use crate::pages::listes::mot;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::page_number;
use crate::{Etat, heure, reponse};

/// Lists of a page.
const PAR_PAGE: usize = 25;

/// Shows the lists. It names no young person.
pub async fn list(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let numero = page_number(query.as_deref());
    let lu = etat.coffre.reperages(&demande.signee, numero).await?;
    let receipt = lu.receipt;
    let cadre = Cadre::of(&etat, demande.langue, lu.agent.clone());
    reponse::delivered(&ReperagesPage { cadre, lu, numero }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "reperage/list.html")]
pub struct ReperagesPage {
    /// Frame.
    pub cadre: Cadre,
    /// The lists.
    pub lu: Reperages,
    /// Page, from 1.
    pub numero: u32,
}

impl ReperagesPage {
    fn source(&self, liste: &ListeReperage) -> String {
        mot(&self.cadre, "reperage-sources", liste.source).unwrap_or_default()
    }

    fn recue(&self, liste: &ListeReperage) -> String {
        self.cadre.langue.t1("reperage-recue", "jour", heure::jour(liste.recue))
    }

    fn avancement(&self, liste: &ListeReperage) -> String {
        let (faits, total) = (liste.avancement.traites, liste.avancement.total);
        self.cadre.langue.t2("reperage-avancement", ("n", faits as u32), ("total", total as u32))
    }

    fn est_engage(&self, liste: &ListeReperage) -> bool {
        self.lu.engage.is_some_and(|(pour_cent, _)| liste.avancement.est_engage(pour_cent) == Some(true))
    }

    fn retires(&self, liste: &ListeReperage) -> u32 {
        liste.retires.iter().map(|(_, combien)| combien).sum()
    }

    fn pour_cent(&self) -> u16 {
        self.lu.engage.map_or(0, |(pour_cent, _)| u16::from(pour_cent))
    }

    fn page(&self, step: i64) -> Option<String> {
        let page = i64::from(self.numero) + step;
        let is_one = (1..=i64::from(self.pages())).contains(&page);
        is_one.then(|| format!("/reperage?page={page}"))
    }

    fn pages(&self) -> u32 {
        u32::try_from(self.lu.total.div_ceil(PAR_PAGE)).unwrap_or(u32::MAX).max(1)
    }

    fn rang(&self) -> String {
        self.cadre.langue.t2("portefeuille-rang", ("n", self.numero), ("pages", self.pages()))
    }
}
