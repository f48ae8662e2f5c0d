//! GET /accueil: today at the front desk.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domaine::catalogue::Catalogue;

use crate::demande::Demande;
use crate::face::{ATTENDUS_PAR_PAGE, AccueilVu, Attendu, Passage, VueAccueil};
use crate::pages::listes::{mot, options};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, heure, reponse};

/// Shows the page of this hour, or the one that is asked for.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let number = |name| parameter(query.as_deref(), name).and_then(|text| text.parse().ok());
    let vue = VueAccueil { page: number("page").filter(|n| (1..=1_000).contains(n)), site: number("site") };
    let accueil = etat.coffre.accueil(&demande.signee, vue).await?;
    let receipt = accueil.receipt;
    let cadre = Cadre::of(&etat, demande.langue, accueil.agent.clone());
    reponse::delivered(&AccueilPage { cadre, accueil, site: vue.site }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "accueil/show.html")]
pub struct AccueilPage {
    /// Frame.
    pub cadre: Cadre,
    /// Who is expected, who waits, who called.
    pub accueil: AccueilVu,
    /// Only this site.
    pub site: Option<u32>,
}

impl AccueilPage {
    /// Code and words of each motif.
    fn motifs(&self) -> Vec<(u16, String)> {
        options(&self.cadre, "motifs-accueil").into_iter().map(|motif| (motif.code, motif.nom)).collect()
    }

    fn heure(&self, attendu: &Attendu) -> String {
        heure::minute(attendu.ligne.plage.debut(), self.cadre.langue)
    }

    /// "arrivée à 10 h 04", "reçue", once there is a ticket.
    fn arrivee(&self, attendu: &Attendu) -> Option<String> {
        let (quand, etat) = attendu.arrivee?;
        let key = format!("accueil-arrivee-{}", etat.key());
        Some(self.cadre.langue.t1(&key, "heure", heure::civile(quand, self.cadre.langue)))
    }

    fn statut(&self, attendu: &Attendu) -> &'static str {
        self.mot("rdv-statuts", attendu.ligne.statut as u16)
    }

    fn est_planifie(&self, attendu: &Attendu) -> bool {
        attendu.ligne.statut == domaine::agenda::StatutRdv::Planifie
    }

    fn depuis(&self, passage: &Passage) -> String {
        heure::civile(passage.arrivee, self.cadre.langue)
    }

    /// A call may wait for days: its day is said.
    fn jour(&self, passage: &Passage) -> Option<String> {
        let jour = passage.arrivee.date();
        (jour != self.accueil.maintenant.date()).then(|| heure::jour(jour))
    }

    fn attente(&self, passage: &Passage) -> String {
        self.cadre.n("accueil-attente", passage.attente)
    }

    fn motif(&self, passage: &Passage) -> String {
        mot(&self.cadre, "motifs-accueil", passage.motif).unwrap_or_default()
    }

    /// A value of the catalogue, in words; nothing for a code that no list has.
    fn mot(&self, liste: &str, code: u16) -> &'static str {
        let valeur = Catalogue::get(liste).and_then(|liste| liste.by_code(code));
        valeur.map_or("", |valeur| self.cadre.langue.mot(valeur))
    }

    fn site(&self, num: &u32) -> &str {
        self.accueil.sites.iter().find(|(n, _)| n == num).map_or("", |(_, nom)| nom)
    }

    fn est_site(&self, num: &u32) -> bool {
        self.site == Some(*num)
    }

    fn masques(&self) -> bool {
        let attendus = self.accueil.attendus.iter().filter_map(|attendu| attendu.ligne.personne.as_ref());
        let passages = self.accueil.attendent.iter().chain(&self.accueil.appels);
        attendus.chain(passages.filter_map(|passage| passage.personne.as_ref())).any(|personne| personne.masquee)
    }

    /// Who receives takes a ticket, and answers a call.
    fn recoit(&self) -> bool {
        self.accueil.agent.role.receives()
    }

    fn page(&self, step: i64) -> Option<String> {
        let page = i64::from(self.accueil.page) + step;
        let site = self.site.map(|site| format!("&site={site}")).unwrap_or_default();
        (1..=i64::from(self.pages())).contains(&page).then(|| format!("/accueil?page={page}{site}"))
    }

    fn pages(&self) -> u32 {
        u32::try_from(self.accueil.attendus_total.div_ceil(ATTENDUS_PAR_PAGE)).unwrap_or(u32::MAX).max(1)
    }

    fn rang(&self) -> String {
        self.cadre.langue.t2("portefeuille-rang", ("n", self.accueil.page), ("pages", self.pages()))
    }
}
