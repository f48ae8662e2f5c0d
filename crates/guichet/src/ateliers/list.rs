//! GET /ateliers?vue=a-clore&offre=…&site=2: sessions, without anybody's name. `pour` names a dossier to enrol: then each line enrols it.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domaine::DossierId;
use domaine::seance::EtatSeance;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::ateliers::vue;
use crate::demande::Demande;
use crate::face::{Ateliers, LigneAtelier, Onglet, VueAteliers};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, heure, reponse};

/// Lines of a page, but for a month.
const PAR_PAGE: usize = 25;

/// Shows one page.
pub async fn list(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let asked = vue::read(query.as_deref(), heure::today());
    let pour = parameter(query.as_deref(), "pour").and_then(|text| text.parse().ok());
    let ateliers = etat.coffre.ateliers(&demande.signee, asked).await?;
    let cadre = Cadre::of(&etat, demande.langue, ateliers.agent.clone());
    reponse::page(&AteliersPage { cadre, ateliers, pour })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "ateliers/list.html")]
pub struct AteliersPage {
    cadre: Cadre,
    ateliers: Ateliers,
    /// Whom a line enrols.
    pour: Option<DossierId>,
}

/// A tab: words, address, whether it is the one shown.
struct Part {
    nom: String,
    adresse: String,
    ici: bool,
}

impl AteliersPage {
    fn vue(&self) -> &VueAteliers {
        &self.ateliers.vue
    }

    fn adresse(&self, vue: &VueAteliers) -> String {
        let address = vue::address(vue);
        let sign = if address.contains('?') { '&' } else { '?' };
        self.pour.map_or(address.clone(), |dossier| format!("{address}{sign}pour={dossier}"))
    }

    fn parts(&self) -> Vec<Part> {
        let month = self.ateliers.maintenant.date().first_of_month();
        let here = std::mem::discriminant(&self.vue().onglet);
        let part = |(onglet, nom): (Onglet, String)| Part {
            nom,
            adresse: self.adresse(&VueAteliers { onglet, page: 1, ..*self.vue() }),
            ici: std::mem::discriminant(&onglet) == here,
        };
        let mut all = vec![
            (Onglet::AVenir, self.cadre.t("ateliers-a-venir")),
            (Onglet::Mois(month), self.cadre.t("ateliers-mois")),
        ];
        if self.pour.is_none() {
            all.push((Onglet::AClore, self.cadre.n("ateliers-a-clore", self.ateliers.a_clore)));
            all.push((Onglet::Passes, self.cadre.t("ateliers-passes")));
        }
        all.into_iter().map(part).collect()
    }

    fn est_vue(&self, key: &str) -> bool {
        matches!(
            (self.vue().onglet, key),
            (Onglet::AVenir, "") | (Onglet::Passes, "passes") | (Onglet::AClore, "a-clore") | (Onglet::Mois(_), "mois")
        )
    }

    fn cle(&self) -> &'static str {
        ["passes", "a-clore", "mois"].into_iter().find(|key| self.est_vue(key)).unwrap_or("")
    }

    /// The month shown, and the addresses of its neighbours.
    fn mois(&self) -> Option<(String, String, String)> {
        let Onglet::Mois(jour) = self.vue().onglet else { return None };
        let near = |day: Date| self.adresse(&VueAteliers { onglet: Onglet::Mois(day), page: 1, ..*self.vue() });
        let before = jour.first_of_month().saturating_sub(1.day()).first_of_month();
        let after = jour.last_of_month().saturating_add(1.day());
        Some((heure::mois(jour, self.cadre.langue), near(before), near(after)))
    }

    fn mois_code(&self) -> String {
        match self.vue().onglet {
            Onglet::Mois(jour) => jour.strftime("%Y-%m").to_string(),
            _ => String::new(),
        }
    }

    /// Lines under the day on which they are.
    fn jours(&self) -> Vec<(String, Vec<&LigneAtelier>)> {
        let mut days: Vec<(Date, Vec<&LigneAtelier>)> = Vec::new();
        for ligne in &self.ateliers.lignes {
            match days.last_mut() {
                Some((day, lignes)) if *day == ligne.plage.jour() => lignes.push(ligne),
                _ => days.push((ligne.plage.jour(), vec![ligne])),
            }
        }
        let titre = |day| heure::en_tete(&heure::titre(day, self.cadre.langue));
        days.into_iter().map(|(day, lignes)| (titre(day), lignes)).collect()
    }

    fn heures(&self, ligne: &LigneAtelier) -> String {
        heure::plage(&ligne.plage, self.cadre.langue)
    }

    fn places(&self, ligne: &LigneAtelier) -> String {
        places(&self.cadre, ligne)
    }

    fn etat(&self, ligne: &LigneAtelier) -> String {
        etat(&self.cadre, ligne)
    }

    fn est_ouverte(&self, ligne: &LigneAtelier) -> bool {
        ligne.etat == EtatSeance::Ouverte
    }

    fn site(&self, ligne: &LigneAtelier) -> &str {
        self.ateliers.sites.iter().find(|(num, _)| *num == ligne.site).map_or("", |(_, nom)| nom)
    }

    fn est_offre(&self, id: &domaine::OffreId) -> bool {
        self.vue().offre == Some(*id)
    }

    fn est_site(&self, num: &u32) -> bool {
        self.vue().site == Some(*num)
    }

    fn pages(&self) -> u32 {
        if self.mois().is_some() {
            return 1;
        }
        u32::try_from(self.ateliers.total.div_ceil(PAR_PAGE)).unwrap_or(u32::MAX).max(1)
    }

    fn rang(&self) -> String {
        self.cadre.langue.t2("portefeuille-rang", ("n", self.vue().page), ("pages", self.pages()))
    }

    fn page(&self, page: u32) -> String {
        self.adresse(&VueAteliers { page, ..*self.vue() })
    }

    /// What a month leaves out: a list never hides in silence.
    fn laisse(&self) -> usize {
        if self.mois().is_some() { self.ateliers.total.saturating_sub(self.ateliers.lignes.len()) } else { 0 }
    }
}

/// "9 places prises sur 12, 3 en attente".
pub fn places(cadre: &Cadre, ligne: &LigneAtelier) -> String {
    let taken = match ligne.places {
        Some(places) => cadre.langue.t2("ateliers-places", ("n", ligne.prises), ("places", places)),
        None => cadre.n("ateliers-sans-limite", ligne.prises),
    };
    if ligne.attente == 0 { taken } else { format!("{taken}, {}", cadre.n("ateliers-attente", ligne.attente)) }
}

/// Where it stands, in words.
pub fn etat(cadre: &Cadre, ligne: &LigneAtelier) -> String {
    cadre.t(if ligne.a_clore {
        "atelier-etat-a-clore"
    } else {
        match ligne.etat {
            EtatSeance::Ouverte => "atelier-etat-ouverte",
            EtatSeance::Close => "atelier-etat-close",
            EtatSeance::Annulee => "atelier-etat-annulee",
        }
    })
}
