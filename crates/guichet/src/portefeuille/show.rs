//! GET /portefeuille?statut=actif&tri=age&page=2: those whose référent the agent is, or whom the sentence says, 25 a page.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::{Filtre, Portee, Portefeuille, RemplacementVu, Tri};
use crate::pages::{Cadre, clair as filters};
use crate::portefeuille::phrase::{self, Choix, Mot};
use crate::refus::Refus;
use crate::saisies::page_number;
use crate::{Etat, heure, reponse};

/// People on a page: what the journal records at once.
const PAR_PAGE: usize = 25;

/// Shows one page.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let (filtre, numero) = (phrase::read(query.as_deref()), page_number(query.as_deref()));
    let portefeuille = etat.coffre.portefeuille(&demande.signee, filtre, numero).await?;
    let receipt = portefeuille.liste.receipt;
    let cadre = Cadre::of(&etat, demande.langue, portefeuille.liste.agent.clone());
    reponse::delivered(&PortefeuillePage { cadre, portefeuille, filtre, numero }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "portefeuille/show.html")]
pub struct PortefeuillePage {
    /// Frame.
    pub cadre: Cadre,
    /// The people, her colleagues, her saved filters.
    pub portefeuille: Portefeuille,
    /// What was asked.
    pub filtre: Filtre,
    /// Page, from 1.
    pub numero: u32,
}

impl PortefeuillePage {
    fn mots(&self) -> Vec<Mot> {
        phrase::mots(&self.filtre, &self.portefeuille.collegues, self.cadre.langue)
    }

    fn sujet(&self) -> String {
        phrase::sujet(&self.filtre, self.cadre.langue)
    }

    fn choix(&self) -> Vec<Choix> {
        phrase::choix(&self.filtre, &self.portefeuille.collegues, self.cadre.langue)
    }

    fn requete(&self) -> String {
        self.filtre.to_query()
    }

    /// What is to be done comes in the order in which it presses.
    fn par_nom(&self) -> bool {
        self.filtre.tri == Tri::Nom && self.filtre.a_faire.is_none()
    }

    /// How many there are, and what the sentence leaves out: a list never hides in silence.
    fn compte(&self) -> String {
        let (shown, all) = (self.portefeuille.liste.total, self.portefeuille.sur);
        let count = self.cadre.n("portefeuille-compte", shown);
        match all.saturating_sub(shown) {
            0 => count,
            out => format!("{count} {}", self.cadre.n("portefeuille-laisse", out)),
        }
    }

    /// Whether she follows nobody at all, whatever the words.
    fn est_vide(&self) -> bool {
        self.portefeuille.sur == 0
    }

    fn est_mien(&self) -> bool {
        self.filtre.portee == Portee::Moi
    }

    fn masques(&self) -> bool {
        self.portefeuille.liste.lignes.iter().any(|ligne| ligne.masquee)
    }

    /// On her own page, all that concern her; on a colleague's, that one.
    fn remplacements(&self) -> Vec<&RemplacementVu> {
        let all = self.portefeuille.remplacements.iter();
        all.filter(|un| self.est_mien() || self.est_ici(un)).collect()
    }

    fn est_remplace(&self, un: &RemplacementVu) -> bool {
        un.de.0 == self.portefeuille.liste.agent.id
    }

    fn est_ici(&self, un: &RemplacementVu) -> bool {
        self.filtre.portee == Portee::Agent(un.de.0)
    }

    fn jour(&self, un: &RemplacementVu) -> String {
        heure::jour(un.jusqu_au)
    }

    fn pages(&self) -> u32 {
        u32::try_from(self.portefeuille.liste.total.div_ceil(PAR_PAGE)).unwrap_or(u32::MAX).max(1)
    }

    fn rang(&self) -> String {
        self.cadre.langue.t2("portefeuille-rang", ("n", self.numero), ("pages", self.pages()))
    }

    fn precedente(&self) -> Option<String> {
        (self.numero > 1).then(|| phrase::page(&self.filtre, (self.numero - 1).min(self.pages())))
    }

    fn suivante(&self) -> Option<String> {
        (self.numero < self.pages()).then(|| phrase::page(&self.filtre, self.numero + 1))
    }
}
