//! GET /agenda/impression?jour=2026-11-24&site=2: tomorrow by place, on paper. Names as the reader is entitled to them; no phone.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;

use crate::agenda::vue;
use crate::demande::Demande;
use crate::face::{FeuilleAgenda, LigneAgenda};
use crate::pages::listes::mot;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::{page_number, parameter};
use crate::{Etat, heure, reponse};

/// Lines of a sheet.
const PAR_FEUILLE: usize = 100;

/// Shows the sheet.
pub async fn print(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let query = query.as_deref();
    let jour = parameter(query, "jour").and_then(vue::day);
    let site = parameter(query, "site").and_then(|n| n.parse().ok()).filter(|n| *n > 0);
    let page = page_number(query);
    let feuille = etat.coffre.print_agenda(&demande.signee, jour, site, page).await?;
    let receipt = feuille.receipt;
    let cadre = Cadre::of(&etat, demande.langue, feuille.agent.clone());
    reponse::delivered(&FeuillePage { cadre, feuille, site, page }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "agenda/print.html")]
pub struct FeuillePage {
    /// Frame.
    pub cadre: Cadre,
    /// The sheet.
    pub feuille: FeuilleAgenda,
    /// Only this site.
    pub site: Option<u32>,
    /// Page, from 1.
    pub page: u32,
}

impl FeuillePage {
    fn titre(&self) -> String {
        format!("{} {}", self.cadre.t("agenda-feuille-titre"), heure::titre(self.feuille.jour, self.cadre.langue))
    }

    /// Places in their order, those without a place last.
    fn lieux(&self) -> Vec<(String, Vec<&LigneAgenda>)> {
        let of = |num: u32| self.feuille.lignes.iter().filter(move |ligne| ligne.site == num).collect::<Vec<_>>();
        let named = self.feuille.sites.iter().map(|(num, nom)| (nom.clone(), of(*num)));
        let known = |num: u32| self.feuille.sites.iter().any(|(n, _)| *n == num);
        let others = self.feuille.lignes.iter().filter(|ligne| !known(ligne.site)).collect();
        named.chain([(self.cadre.t("agenda-sans-site"), others)]).filter(|(_, lignes)| !lignes.is_empty()).collect()
    }

    fn quand(&self, ligne: &LigneAgenda) -> String {
        heure::minute(ligne.plage.debut(), self.cadre.langue)
    }

    fn objet(&self, ligne: &LigneAgenda) -> String {
        mot(&self.cadre, "rdv-objets", ligne.objet).unwrap_or_default()
    }

    fn le(&self) -> String {
        heure::civile_longue(self.feuille.maintenant, self.cadre.langue)
    }

    fn suite(&self, by: i64) -> Option<String> {
        let pages = self.feuille.total.div_ceil(PAR_FEUILLE) as i64;
        let to = i64::from(self.page) + by;
        let site = self.site.map(|n| format!("&site={n}")).unwrap_or_default();
        (1..=pages).contains(&to).then(|| format!("/agenda/impression?jour={}{site}&page={to}", self.feuille.jour))
    }
}
