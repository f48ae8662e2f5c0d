//! GET /reperage/{x}: the people of one list, in the order of the work, with what each attempt gave.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domaine::reperage::Priorite;

use crate::demande::Demande;
use crate::face::{LigneReperage, Refusal, ReperageLu, VueReperage};
use crate::pages::listes::{OptionListe, mot, options};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::{page_number, parameter};
use crate::{Etat, heure, reponse};

/// People of a page: what the journal records at once.
const PAR_PAGE: usize = 25;

/// Shows the list.
pub async fn show(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let id = id.parse().map_err(|_| Refus::from(Refusal::Introuvable))?;
    let query = query.as_deref();
    let vue = VueReperage {
        priorite: parameter(query, "priorite").and_then(Priorite::from_key),
        issue: parameter(query, "issue").and_then(|code| code.parse().ok()),
        a_effacer: parameter(query, "a-effacer").is_some(),
        page: page_number(query),
    };
    let lu = etat.coffre.reperage(&demande.signee, id, vue).await?;
    let receipt = lu.receipt;
    let cadre = Cadre::of(&etat, demande.langue, lu.agent.clone());
    reponse::delivered(&ReperagePage { cadre, lu, vue }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "reperage/show.html")]
pub struct ReperagePage {
    /// Frame.
    pub cadre: Cadre,
    /// The list.
    pub lu: ReperageLu,
    /// What was asked of it.
    pub vue: VueReperage,
}

impl ReperagePage {
    fn titre(&self) -> String {
        mot(&self.cadre, "reperage-sources", self.lu.liste.source).unwrap_or_default()
    }

    fn avancement(&self) -> String {
        let (faits, total) = (self.lu.liste.avancement.traites as u32, self.lu.liste.avancement.total as u32);
        self.cadre.langue.t2("reperage-avancement", ("n", faits), ("total", total))
    }

    fn recue(&self) -> String {
        self.cadre.langue.t1("reperage-recue", "jour", heure::jour(self.lu.liste.recue))
    }

    /// Words, count, address, and whether it is what is shown.
    fn filtres(&self) -> Vec<(String, usize, String, bool)> {
        let one = |(priorite, n): (&Priorite, &usize)| {
            let address = format!("{}?priorite={}", self.adresse(), priorite.key());
            (self.priorite(priorite), *n, address, self.vue.priorite == Some(*priorite))
        };
        let erase = (self.cadre.t("reperage-a-effacer"), self.lu.a_effacer, format!("{}?a-effacer=1", self.adresse()));
        let mut all: Vec<_> = Priorite::ALL.iter().zip(&self.lu.comptes).map(one).collect();
        all.push((erase.0, erase.1, erase.2, self.vue.a_effacer));
        all
    }

    fn priorite(&self, priorite: &Priorite) -> String {
        self.cadre.t(&format!("reperage-{}", priorite.key()))
    }

    fn adresse(&self) -> String {
        format!("/reperage/{}", self.lu.liste.id)
    }

    /// The last days on which people were taken off, and how many.
    fn retires(&self) -> Vec<String> {
        let langue = self.cadre.langue;
        let one = |(le, combien): &(jiff::civil::Date, u32)| {
            langue.t2("reperage-retires-le", ("n", *combien), ("jour", heure::jour(*le)))
        };
        self.lu.liste.retires.iter().rev().take(3).map(one).collect()
    }

    fn est_issue(&self, issue: &OptionListe) -> bool {
        self.vue.issue == Some(issue.code)
    }

    fn issues(&self) -> Vec<OptionListe> {
        options(&self.cadre, "reperage-resultats")
    }

    /// Who may write of a pathway records outcomes; a direction reads.
    fn ecrit(&self) -> bool {
        self.lu.agent.role.accompanies()
    }

    fn histoire(&self, ligne: &LigneReperage) -> Vec<(String, domaine::Clair)> {
        let told = ligne.tentatives.iter().map(|(le, issue, qui)| {
            let word = mot(&self.cadre, "reperage-resultats", *issue).unwrap_or_default();
            (format!("{}{}{word}", heure::jour(*le), self.cadre.t("deux-points")), qui.clone().unwrap_or_default())
        });
        told.collect()
    }

    fn page(&self, step: i64) -> Option<String> {
        let page = i64::from(self.vue.page.max(1)) + step;
        let is_one = (1..=i64::from(self.pages())).contains(&page);
        let priorite = self.vue.priorite.map(|p| format!("&priorite={}", p.key())).unwrap_or_default();
        let issue = self.vue.issue.map(|code| format!("&issue={code}")).unwrap_or_default();
        let erase = if self.vue.a_effacer { "&a-effacer=1" } else { "" };
        is_one.then(|| format!("{}?page={page}{priorite}{issue}{erase}", self.adresse()))
    }

    fn pages(&self) -> u32 {
        u32::try_from(self.lu.total.div_ceil(PAR_PAGE)).unwrap_or(u32::MAX).max(1)
    }

    fn rang(&self) -> String {
        self.cadre.langue.t2("portefeuille-rang", ("n", self.vue.page.max(1)), ("pages", self.pages()))
    }
}
