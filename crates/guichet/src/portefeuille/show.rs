//! GET /portefeuille?page=2: those whose référent the agent is, 25 a page, by name.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::Liste;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, reponse};

/// People on a page: what the journal records at once.
const PAR_PAGE: usize = 25;

/// Shows one page.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let numero = page_number(query.as_deref());
    let liste = etat.coffre.portefeuille(&demande.signee, numero).await?;
    let receipt = liste.receipt;
    let cadre = Cadre::of(&etat, demande.langue, liste.agent.clone());
    reponse::delivered(&PortefeuillePage { cadre, liste, numero }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "portefeuille/show.html")]
pub struct PortefeuillePage {
    /// Frame.
    pub cadre: Cadre,
    /// The people.
    pub liste: Liste,
    /// Page, from 1.
    pub numero: u32,
}

impl PortefeuillePage {
    fn pages(&self) -> u32 {
        u32::try_from(self.liste.total.div_ceil(PAR_PAGE)).unwrap_or(u32::MAX).max(1)
    }

    fn rang(&self) -> String {
        self.cadre.langue.t2("portefeuille-rang", ("n", self.numero), ("pages", self.pages()))
    }
}

/// The page asked for; anything else is the first.
fn page_number(query: Option<&str>) -> u32 {
    let asked = query.unwrap_or("").split('&').find_map(|pair| pair.strip_prefix("page="));
    asked.and_then(|text| text.parse().ok()).filter(|n| (1..=1000).contains(n)).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_page_that_makes_no_sense_is_the_first() {
        let check = |query, expected| assert_eq!(super::page_number(query), expected, "{query:?}");
        check(None, 1);
        check(Some("page=3"), 3);
        check(Some("langue=en&page=2"), 2);
        check(Some("page=0"), 1);
        check(Some("page=-1"), 1);
        check(Some("page=99999999999"), 1);
    }
}
