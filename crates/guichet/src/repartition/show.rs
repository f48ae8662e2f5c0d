//! GET /repartition/{agent}: the dossiers of one person, or nobody's (zeros), ticked by a direction to go to another.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domaine::{AgentId, Statut};

use crate::demande::Demande;
use crate::face::{AReaffecter, Refusal};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::{page_number, parameter};
use crate::{Etat, reponse};

/// People on a page: what the journal records at once.
const PAR_PAGE: usize = 25;

/// Shows one page.
pub async fn show(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let de: AgentId = id.parse().map_err(|_| Refus::from(Refusal::Introuvable))?;
    let statut = parameter(query.as_deref(), "statut").and_then(Statut::from_key);
    let numero = page_number(query.as_deref());
    let page = etat.coffre.portefeuille_de(&demande.signee, de, statut, numero).await?;
    let receipt = page.liste.receipt;
    let cadre = Cadre::of(&etat, demande.langue, page.liste.agent.clone());
    reponse::delivered(&ReaffecterPage { cadre, page, de, statut, numero }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "repartition/show.html")]
pub struct ReaffecterPage {
    /// Frame.
    pub cadre: Cadre,
    /// The people, and to whom they may go.
    pub page: AReaffecter,
    /// Whose.
    pub de: AgentId,
    /// Only this statut.
    pub statut: Option<Statut>,
    /// Page, from 1.
    pub numero: u32,
}

impl ReaffecterPage {
    /// Words, address and whether it is this one, of each statut.
    fn statuts(&self) -> Vec<(String, String, bool)> {
        let one = |statut: &Statut| {
            let address = format!("/repartition/{}?statut={}", self.de, statut.key());
            (self.cadre.statut(statut), address, self.statut == Some(*statut))
        };
        let all = (self.cadre.t("reaffecter-tous-statuts"), format!("/repartition/{}", self.de), self.statut.is_none());
        std::iter::once(all).chain(Statut::ALL.iter().map(one)).collect()
    }

    /// Who distributes ticks.
    fn coche(&self) -> bool {
        self.page.liste.agent.role.distributes() && !self.page.vers.is_empty()
    }

    fn page(&self, step: i64) -> Option<String> {
        let page = i64::from(self.numero) + step;
        let statut = self.statut.map(|statut| format!("&statut={}", statut.key())).unwrap_or_default();
        (1..=i64::from(self.pages())).contains(&page).then(|| format!("/repartition/{}?page={page}{statut}", self.de))
    }

    fn pages(&self) -> u32 {
        u32::try_from(self.page.liste.total.div_ceil(PAR_PAGE)).unwrap_or(u32::MAX).max(1)
    }

    fn rang(&self) -> String {
        self.cadre.langue.t2("portefeuille-rang", ("n", self.numero), ("pages", self.pages()))
    }
}
