//! GET /ateliers/{x}: the session, its sheet a page at a time, and what may be done now. `?feuille=emargement` is for paper.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domaine::agenda::ecrire_heure;
use domaine::seance::{EtatSeance, StatutInscription};
use domaine::{AgentId, DossierId};

use crate::ateliers::{self, list};
use crate::demande::Demande;
use crate::face::{AtelierVu, InscritVu};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::{page_number, parameter};
use crate::{Etat, heure, reponse};

/// Lines of a page of the sheet.
const PAR_PAGE: usize = 25;

/// Shows it.
pub async fn show(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let id = ateliers::atelier(&id)?;
    let vu = etat.coffre.atelier(&demande.signee, id, page_number(query.as_deref())).await?;
    let receipt = vu.receipt;
    let cadre = Cadre::of(&etat, demande.langue, vu.agent.clone());
    if parameter(query.as_deref(), "feuille") == Some("emargement") {
        return reponse::delivered(&FeuillePage { cadre, vu }, &etat.coffre, receipt);
    }
    let pour = parameter(query.as_deref(), "pour").and_then(|text| text.parse().ok());
    let fait = said(&cadre, query.as_deref());
    reponse::delivered(&AtelierPage { cadre, vu, pour, fait }, &etat.coffre, receipt)
}

/// What has just been done, in words; nothing for what no page of ours writes.
fn said(cadre: &Cadre, query: Option<&str>) -> Option<String> {
    let number = |name| parameter(query, name).and_then(|text| text.parse::<u16>().ok()).unwrap_or(0);
    let fait = parameter(query, "fait")?;
    let key = format!("atelier-fait-{fait}");
    if !fait.bytes().all(|b| b.is_ascii_lowercase()) || !cadre.langue.has(&key) {
        return None;
    }
    let mut said = match fait {
        "attente" => cadre.n(&key, number("rang")),
        "cree" => cadre.n(&key, number("combien")),
        _ => cadre.t(&key),
    };
    if number("promus") > 0 {
        said = format!("{said} {}", cadre.n("atelier-promus", number("promus")));
    }
    if number("ecartees") > 0 {
        said = format!("{said} {}", cadre.n("atelier-ecartees", number("ecartees")));
    }
    Some(said)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "ateliers/show.html")]
pub struct AtelierPage {
    /// Frame.
    pub cadre: Cadre,
    /// The session and a page of its sheet.
    pub vu: AtelierVu,
    /// The person whose gestures are shown.
    pub pour: Option<DossierId>,
    /// What has just been done.
    pub fait: Option<String>,
}

/// A gesture for one person: where it goes, its fields, its words.
struct Geste {
    /// Whether it is sent to the session rather than to the person: it changes what is on the sheet, and who is entrusted stays.
    feuille: bool,
    valeur: &'static str,
    mot: String,
}

impl AtelierPage {
    fn quand(&self) -> String {
        ateliers::quand(&self.vu.ligne.plage, self.cadre.langue)
    }

    fn places(&self) -> String {
        list::places(&self.cadre, &self.vu.ligne)
    }

    fn etat(&self) -> String {
        list::etat(&self.cadre, &self.vu.ligne)
    }

    fn genre(&self) -> String {
        self.cadre.t(&format!("atelier-genre-{}", self.vu.ligne.genre.key()))
    }

    fn site(&self) -> &str {
        self.vu.sites.iter().find(|(num, _)| *num == self.vu.ligne.site).map_or("", |(_, nom)| nom)
    }

    fn est_ouverte(&self) -> bool {
        self.vu.ligne.etat == EtatSeance::Ouverte
    }

    fn est_close(&self) -> bool {
        self.vu.ligne.etat == EtatSeance::Close
    }

    fn est_annulee(&self) -> bool {
        self.vu.ligne.etat == EtatSeance::Annulee
    }

    /// Whether its day has come: presences may be said, and it may be closed.
    fn a_lieu(&self) -> bool {
        self.vu.maintenant.date() >= self.vu.ligne.plage.jour()
    }

    /// Whether the sheet is ticked here.
    fn emarge(&self) -> bool {
        self.est_ouverte() && self.a_lieu() && self.vu.inscrit
    }

    fn inscriptible(&self) -> bool {
        self.est_ouverte() && self.vu.inscrit && self.vu.oublies.is_none()
    }

    /// Who is found by the search is enrolled; from its day on, she is at the door.
    fn geste_recherche(&self) -> &'static str {
        if self.a_lieu() { "sur-place" } else { "inscrire" }
    }

    fn coche(&self, inscrit: &InscritVu) -> bool {
        inscrit.statut == StatutInscription::Present
    }

    fn cochable(&self, inscrit: &InscritVu) -> bool {
        self.emarge() && !matches!(inscrit.statut, StatutInscription::Desinscrit)
    }

    fn statut(&self, inscrit: &InscritVu) -> String {
        match inscrit.statut {
            StatutInscription::EnAttente => self.cadre.n("inscription-en-attente", inscrit.rang),
            statut => self.cadre.t(&format!("inscription-{}", statut.key())),
        }
    }

    fn est_pour(&self, inscrit: &InscritVu) -> bool {
        self.pour == Some(inscrit.dossier)
    }

    fn gestes(&self, inscrit: &InscritVu) -> Vec<Geste> {
        use StatutInscription::{Absent, Desinscrit, EnAttente, Inscrit, Present, RefusJeune, RefusTiers};
        let one = |feuille, valeur, mot: &str| Geste { feuille, valeur, mot: self.cadre.t(mot) };
        let mut all = Vec::new();
        if matches!(inscrit.statut, Inscrit | Present) && self.a_lieu() {
            all.push(one(true, "absent", "atelier-geste-absent"));
        }
        if matches!(inscrit.statut, Absent | RefusJeune | RefusTiers) {
            all.push(one(true, "inscrit", "atelier-geste-inscrit"));
        }
        if matches!(inscrit.statut, Inscrit | EnAttente) {
            all.push(one(false, "desinscrire", "atelier-geste-desinscrire"));
        }
        if inscrit.statut == Desinscrit {
            all.push(one(false, self.geste_recherche(), "atelier-inscrire"));
        }
        if matches!(inscrit.statut, Inscrit | EnAttente | Absent) {
            all.push(one(false, "refus-jeune", "atelier-geste-refus-jeune"));
            all.push(one(false, "refus-tiers", "atelier-geste-refus-tiers"));
        }
        all
    }

    /// Those whom the form shows, and those whom it shows ticked: ids between spaces.
    fn montres(&self) -> String {
        self.ids(|_| true)
    }

    fn coches(&self) -> String {
        self.ids(|inscrit| self.coche(inscrit))
    }

    fn ids(&self, kept: impl Fn(&InscritVu) -> bool) -> String {
        let all = self.vu.inscrits.iter().filter(|inscrit| kept(inscrit));
        all.map(|inscrit| inscrit.dossier.to_string()).collect::<Vec<_>>().join(" ")
    }

    fn resume(&self) -> String {
        let c = self.vu.comptes;
        let part = |key: &str, n: usize| (n > 0).then(|| self.cadre.n(key, n));
        let parts = [
            part("atelier-n-inscrits", c.inscrits),
            part("atelier-n-presents", c.presents),
            part("atelier-n-absents", c.absents),
            part("atelier-n-refus", c.refus),
            part("atelier-n-attente", c.attente),
            part("atelier-n-partis", c.partis),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn masques(&self) -> bool {
        self.vu.inscrits.iter().filter_map(|inscrit| inscrit.personne.as_ref()).any(|personne| personne.masquee)
    }

    fn jour_champ(&self) -> String {
        self.vu.ligne.plage.jour().to_string()
    }

    fn debut(&self) -> String {
        ecrire_heure(self.vu.ligne.plage.debut())
    }

    fn fin(&self) -> String {
        ecrire_heure(self.vu.ligne.plage.fin())
    }

    fn limite(&self) -> String {
        self.vu.ligne.limite.map(|jour| jour.to_string()).unwrap_or_default()
    }

    fn limite_dite(&self) -> Option<String> {
        self.vu.ligne.limite.map(|jour| self.cadre.langue.t1("atelier-limite-dite", "jour", heure::jour(jour)))
    }

    fn close_le(&self) -> Option<String> {
        self.vu.close_le.map(|jour| self.cadre.langue.t1("atelier-close-le", "jour", heure::jour(jour)))
    }

    /// The day after its clôture included.
    fn rouvrable(&self) -> bool {
        self.vu.anime
            && self.vu.close_le.is_some_and(|jour| self.vu.maintenant.date() <= jour.tomorrow().unwrap_or(jour))
    }

    fn nombre_places(&self) -> String {
        self.vu.ligne.places.map(|places| places.to_string()).unwrap_or_default()
    }

    fn est_animateur(&self, id: &AgentId) -> bool {
        self.vu.ligne.animateur.0 == *id
    }

    fn est_site(&self, num: &u32) -> bool {
        self.vu.ligne.site == *num
    }

    fn pages(&self) -> u32 {
        pages(&self.vu)
    }

    fn rang(&self) -> String {
        rang(&self.cadre, &self.vu)
    }
}

/// The sheet to sign by hand.
#[derive(Template)]
#[template(path = "ateliers/feuille.html")]
pub struct FeuillePage {
    cadre: Cadre,
    vu: AtelierVu,
}

impl FeuillePage {
    fn quand(&self) -> String {
        ateliers::quand(&self.vu.ligne.plage, self.cadre.langue)
    }

    fn site(&self) -> &str {
        self.vu.sites.iter().find(|(num, _)| *num == self.vu.ligne.site).map_or("", |(_, nom)| nom)
    }

    /// Those who are expected: neither those who wait nor those who left.
    fn attendus(&self) -> Vec<&InscritVu> {
        use StatutInscription::{Absent, Inscrit, Present};
        self.vu.inscrits.iter().filter(|i| matches!(i.statut, Inscrit | Present | Absent)).collect()
    }

    fn le(&self) -> String {
        heure::jour(self.vu.maintenant.date())
    }

    fn masques(&self) -> bool {
        self.vu.inscrits.iter().filter_map(|inscrit| inscrit.personne.as_ref()).any(|personne| personne.masquee)
    }

    fn pages(&self) -> u32 {
        pages(&self.vu)
    }

    fn rang(&self) -> String {
        rang(&self.cadre, &self.vu)
    }
}

fn pages(vu: &AtelierVu) -> u32 {
    u32::try_from(vu.total.div_ceil(PAR_PAGE)).unwrap_or(u32::MAX).max(1)
}

fn rang(cadre: &Cadre, vu: &AtelierVu) -> String {
    cadre.langue.t2("portefeuille-rang", ("n", vu.page), ("pages", pages(vu)))
}
