//! GET /repartition: how many dossiers each accompanies, who is away, who replaces whom.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domaine::{AgentId, Statut};

use crate::demande::Demande;
use crate::face::{LigneRepartition, RemplacementVu, Repartition};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::page_number;
use crate::{Etat, heure, reponse};

/// Colleagues on a page.
const PAR_PAGE: usize = 25;
/// Replacements on the page.
const REMPLACEMENTS: usize = 12;

/// Shows the distribution. It names no young person.
pub async fn list(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let repartition = etat.coffre.repartition(&demande.signee).await?;
    let receipt = repartition.receipt;
    let cadre = Cadre::of(&etat, demande.langue, repartition.agent.clone());
    let numero = page_number(query.as_deref());
    reponse::delivered(&RepartitionPage { cadre, repartition, numero }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "repartition/list.html")]
pub struct RepartitionPage {
    /// Frame.
    pub cadre: Cadre,
    /// By name.
    pub repartition: Repartition,
    /// Page, from 1.
    pub numero: u32,
}

impl RepartitionPage {
    fn lignes(&self) -> impl Iterator<Item = &LigneRepartition> {
        self.repartition.lignes.iter().skip((self.numero as usize - 1) * PAR_PAGE).take(PAR_PAGE)
    }

    fn page(&self, step: i64) -> Option<String> {
        let page = i64::from(self.numero) + step;
        let pages = self.repartition.lignes.len().div_ceil(PAR_PAGE);
        (1..=i64::try_from(pages).unwrap_or(0)).contains(&page).then(|| format!("/repartition?page={page}"))
    }

    /// The first to end, and those that concern who reads before them.
    fn remplacements(&self) -> Vec<&RemplacementVu> {
        let me = self.repartition.agent.id;
        let mut all: Vec<&RemplacementVu> = self.repartition.remplacements.iter().collect();
        all.sort_by_key(|un| un.de.0 != me && un.par.0 != me);
        all.truncate(REMPLACEMENTS);
        all
    }

    fn statuts(&self) -> Vec<(String, &'static str)> {
        Statut::ALL.iter().map(|statut| (self.cadre.statut(statut), statut.key())).collect()
    }

    /// Where the dossiers of one line are.
    fn adresse(&self, id: &AgentId) -> String {
        format!("/repartition/{id}")
    }

    fn personne(&self) -> AgentId {
        AgentId([0; 16])
    }

    fn sans_referent(&self) -> usize {
        self.repartition.sans_referent.iter().sum()
    }

    fn absence(&self, ligne: &LigneRepartition) -> Option<String> {
        let (first, last) = ligne.absence?;
        let (first, last) = (heure::jour(first), heure::jour(last));
        if first == last { Some(first) } else { Some(format!("{first} – {last}")) }
    }

    fn jour(&self, remplacement: &RemplacementVu) -> String {
        heure::jour(remplacement.jusqu_au)
    }

    /// Who distributes chooses who replaces; others take over themselves.
    fn choisit(&self) -> bool {
        self.repartition.agent.role.distributes()
    }

    fn peut_reprendre(&self) -> bool {
        self.choisit() || self.repartition.agent.role.accompanies()
    }

    fn autres(&self) -> Vec<&LigneRepartition> {
        let me = self.repartition.agent.id;
        self.repartition.lignes.iter().filter(|ligne| self.choisit() || ligne.id != me).collect()
    }

    fn min(&self) -> String {
        self.repartition.aujourdhui.to_string()
    }

    fn max(&self) -> String {
        self.repartition.aujourdhui.saturating_add(jiff::Span::new().days(60)).to_string()
    }
}
