//! The list that a count leads to.

use askama::Template;
use domaine::AgentId;

use crate::face::{ARevoir, ListeQualite};
use crate::pages::{Cadre, clair as filters};
use crate::qualite::show::address;

/// People on a page: what the journal records at once.
const PAR_PAGE: usize = 25;

/// Data of the page.
#[derive(Template)]
#[template(path = "qualite/list.html")]
pub struct ListePage {
    /// Frame.
    pub cadre: Cadre,
    /// What is to be put right, and in which files.
    pub lue: ListeQualite,
    /// In whose portefeuille, as asked.
    pub de: Option<AgentId>,
    /// Page, from 1.
    pub numero: u32,
}

impl ListePage {
    fn titre(&self) -> String {
        match self.lue.quoi {
            ARevoir::Mois(n) => self.cadre.n("qualite-mois-titre", u16::from(n)),
            quoi => self.cadre.t(&format!("qualite-{}", quoi.key())),
        }
    }

    fn page(&self, step: i64) -> Option<String> {
        let page = i64::from(self.numero) + step;
        let is_one = (1..=i64::from(self.pages())).contains(&page);
        is_one.then(|| format!("{}&page={page}", address(self.lue.quoi, self.de)))
    }

    fn pages(&self) -> u32 {
        u32::try_from(self.lue.liste.total.div_ceil(PAR_PAGE)).unwrap_or(u32::MAX).max(1)
    }

    fn rang(&self) -> String {
        self.cadre.langue.t2("portefeuille-rang", ("n", self.numero), ("pages", self.pages()))
    }
}
