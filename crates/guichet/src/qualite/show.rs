//! GET /qualite: counts, each of which leads to its list. By portefeuille it says what is to be done, by name, and compares nobody.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domaine::AgentId;

use crate::demande::Demande;
use crate::face::{ARevoir, LigneQualite, Qualite, QualiteLue, VueQualite};
use crate::pages::trace::Trace;
use crate::pages::{Cadre, clair as filters};
use crate::qualite::list::ListePage;
use crate::refus::Refus;
use crate::saisies::{page_number, parameter};
use crate::{Etat, reponse};

/// Portefeuilles on a page.
const PAR_PAGE: usize = 25;
/// Shows the counts, or the list of one of them.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let query = query.as_deref();
    let quoi = parameter(query, "liste").and_then(ARevoir::from_key);
    let de = parameter(query, "de").and_then(|id| id.parse().ok());
    let vue = VueQualite { quoi, de, page: page_number(query) };
    match etat.coffre.qualite(&demande.signee, vue).await? {
        QualiteLue::Comptes(qualite) => {
            let receipt = qualite.receipt;
            let cadre = Cadre::of(&etat, demande.langue, qualite.agent.clone());
            reponse::delivered(&QualitePage { cadre, qualite: *qualite, numero: vue.page }, &etat.coffre, receipt)
        }
        QualiteLue::Liste(lue) => {
            let receipt = lue.liste.receipt;
            let cadre = Cadre::of(&etat, demande.langue, lue.liste.agent.clone());
            reponse::delivered(&ListePage { cadre, lue: *lue, de, numero: vue.page }, &etat.coffre, receipt)
        }
    }
}

/// Where the list of one count is.
pub fn address(quoi: ARevoir, de: Option<AgentId>) -> String {
    match de {
        Some(de) => format!("/qualite?liste={}&de={de}", quoi.key()),
        None => format!("/qualite?liste={}", quoi.key()),
    }
}

/// Data of the page.
#[derive(Template)]
#[template(path = "qualite/show.html")]
pub struct QualitePage {
    /// Frame.
    pub cadre: Cadre,
    /// The counts.
    pub qualite: Qualite,
    /// Page of the portefeuilles, from 1.
    pub numero: u32,
}

impl QualitePage {
    /// Words, help, count and address of each, in the order of the page.
    fn comptes(&self) -> Vec<(String, String, usize, String)> {
        let one =
            |(quoi, combien): (&ARevoir, &usize)| (self.titre(quoi), self.aide(quoi), *combien, address(*quoi, None));
        ARevoir::ALL.iter().zip(&self.qualite.total).map(one).collect()
    }

    fn titre(&self, quoi: &ARevoir) -> String {
        self.cadre.t(&format!("qualite-{}", quoi.key()))
    }

    /// The rule in words, with its delay; one that no text gives says so.
    fn aide(&self, quoi: &ARevoir) -> String {
        let (n, is_known) = match quoi {
            ARevoir::SansContact => self.qualite.veille,
            ARevoir::Propositions => self.qualite.rappel,
            _ => (0, true),
        };
        let said = self.cadre.n(&format!("qualite-{}-aide", quoi.key()), n);
        if is_known { said } else { format!("{said} {}", self.cadre.t("qualite-a-confirmer-delai")) }
    }

    /// Columns of the table by portefeuille: all but those that nobody accompanies.
    fn colonnes(&self) -> Vec<String> {
        ARevoir::ALL.iter().skip(1).map(|quoi| self.cadre.t(&format!("qualite-{}-court", quoi.key()))).collect()
    }

    fn lignes(&self) -> impl Iterator<Item = &LigneQualite> {
        self.qualite.lignes.iter().skip((self.numero as usize - 1) * PAR_PAGE).take(PAR_PAGE)
    }

    fn page(&self, step: i64) -> Option<String> {
        let page = i64::from(self.numero) + step;
        let pages = self.qualite.lignes.len().div_ceil(PAR_PAGE);
        (1..=i64::try_from(pages).unwrap_or(0))
            .contains(&page)
            .then(|| format!("/qualite?page={page}#par-portefeuille"))
    }

    fn cases(&self, ligne: &LigneQualite) -> Vec<(usize, String)> {
        let all = ARevoir::ALL.iter().zip(ligne.combien).skip(1);
        all.map(|(quoi, combien)| (combien, address(*quoi, Some(ligne.de.0)))).collect()
    }

    fn trace(&self) -> Trace {
        let last = self.qualite.mois.len().saturating_sub(1);
        let said = |n| self.cadre.n(if n == last { "qualite-mois-plus" } else { "qualite-mois" }, n);
        Trace::of(self.qualite.mois.iter().enumerate().map(|(n, combien)| (said(n), *combien)), None)
    }

    fn mois(&self, rang: &usize) -> String {
        address(ARevoir::Mois(u8::try_from(*rang).unwrap_or(u8::MAX)), None)
    }
}
