//! GET /vigie?vue=revues&page=2: alerts that wait for a person, the oldest first; those that press nobody; those that were reviewed; and every rule with its story, so that who is called at night knows what rang.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domaine::veille::revue_avant;
use droits::habilitation::State as EtatCompte;
use jiff::civil::Date;

use super::{age, dit, fiche, mesure, nom, presse, suite};
use crate::demande::Demande;
use crate::face::{AlerteLue, Alertes, Attente, CompteAlerte, FileAlertes, VueAlertes};
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::{page_number, parameter};
use crate::{Etat, heure, reponse};

const PAR_PAGE: usize = 25;

/// Shows one page.
pub async fn list(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let page = page_number(query.as_deref());
    let file = match parameter(query.as_deref(), "vue") {
        Some("consignees") => FileAlertes::Consignees,
        Some("revues") => FileAlertes::Revues,
        _ => FileAlertes::ARevoir,
    };
    let vue = VueAlertes { file, page, presse };
    let alertes = etat.coffre.alertes(&demande.signee, vue).await?;
    let receipt = alertes.receipt;
    let cadre = Cadre::of(&etat, demande.langue, alertes.agent.clone());
    let fait = (parameter(query.as_deref(), "fait") == Some("fausse")).then(|| cadre.t("fait-fausse"));
    let page = AlertesPage { cadre, alertes, file, numero: page, fait, today: heure::today() };
    reponse::delivered(&page, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "vigie/list.html")]
pub struct AlertesPage {
    cadre: Cadre,
    alertes: Alertes,
    file: FileAlertes,
    numero: u32,
    fait: Option<String>,
    today: Date,
}

/// A rule, in words.
struct Regle {
    nom: String,
    histoire: &'static str,
    signal: &'static str,
    mesure: String,
    bruit: String,
}

impl AlertesPage {
    /// The three lists: address, words with the count, whether it is this one.
    fn files(&self) -> Vec<(&'static str, String, bool)> {
        let all = [
            ("/vigie", "vigie-a-revoir", FileAlertes::ARevoir),
            ("/vigie?vue=consignees", "vigie-consignees", FileAlertes::Consignees),
            ("/vigie?vue=revues", "vigie-revues", FileAlertes::Revues),
        ];
        let said = |(href, key, file): (&'static str, &str, FileAlertes)| {
            (href, self.cadre.n(key, self.alertes.comptes[file as usize]), file == self.file)
        };
        all.into_iter().map(said).collect()
    }

    fn total(&self) -> usize {
        self.alertes.comptes[self.file as usize]
    }

    fn is_a_revoir(&self) -> bool {
        self.file == FileAlertes::ARevoir
    }

    fn vide(&self) -> &'static str {
        match self.file {
            FileAlertes::ARevoir => "vigie-vide",
            FileAlertes::Consignees => "vigie-vide-consignees",
            FileAlertes::Revues => "vigie-vide-revues",
        }
    }

    fn vers(&self, page: u32) -> String {
        let vue = match self.file {
            FileAlertes::ARevoir => "",
            FileAlertes::Consignees => "vue=consignees&",
            FileAlertes::Revues => "vue=revues&",
        };
        format!("/vigie?{vue}page={page}")
    }

    /// How long it has waited, and whether that is too long.
    fn attente(&self, alerte: &AlerteLue) -> (String, bool) {
        let is_late = heure::now_ms() >= revue_avant(alerte.le);
        let key = if is_late { "vigie-attend-tard" } else { "vigie-attend" };
        (self.cadre.langue.t1(key, "age", age(alerte.le, self.cadre.langue)), is_late)
    }

    fn reseau(&self, attente: &Attente) -> String {
        let age = age(attente.depuis, self.cadre.langue);
        self.cadre.langue.t2("vigie-attendent", ("n", attente.combien), ("age", age))
    }

    fn suite(&self, alerte: &AlerteLue) -> String {
        suite(&alerte.suite, self.cadre.langue).0
    }

    fn quand(&self, alerte: &AlerteLue) -> String {
        heure::en_tete(&heure::instant(alerte.le, self.today, self.cadre.langue))
    }

    fn regle(&self, alerte: &AlerteLue) -> String {
        nom(alerte.regle)
    }

    /// Its first sentence: the rest is below, with the rule.
    fn histoire(&self, alerte: &AlerteLue) -> &'static str {
        let all = fiche(alerte.regle).map_or("", |fiche| dit(&fiche.histoire, self.cadre.langue));
        all.split_inclusive(". ").next().unwrap_or(all).trim_end()
    }

    fn role(&self, compte: &CompteAlerte) -> String {
        comptes::role(&compte.role, self.cadre.langue)
    }

    fn etat(&self, compte: &CompteAlerte) -> String {
        comptes::etat(compte.etat, self.cadre.langue)
    }

    /// Whether its state is worth a badge: most accounts work.
    fn is_autre(&self, compte: &CompteAlerte) -> bool {
        compte.etat != EtatCompte::Active
    }

    fn pastille(&self, compte: &CompteAlerte) -> (&'static str, &'static str) {
        comptes::etat_pastille(compte.etat)
    }

    fn regles(&self) -> Vec<Regle> {
        let langue = self.cadre.langue;
        let said = |fiche: &&'static ::vigie::Fiche| Regle {
            nom: nom(fiche.numero),
            histoire: dit(&fiche.histoire, langue),
            signal: dit(&fiche.signal, langue),
            mesure: mesure(fiche.gravite, langue),
            bruit: langue.t1("vigie-bruit", "n", fiche.bruit),
        };
        ::vigie::histoires().iter().map(said).collect()
    }

    /// What entries cannot tell: nobody is to believe that it is watched.
    fn non_couvert(&self) -> Vec<(&'static str, &'static str)> {
        ::vigie::non_couvert().iter().map(|(nom, texte)| (*nom, dit(texte, self.cadre.langue))).collect()
    }

    fn pages(&self) -> u32 {
        u32::try_from(self.total().div_ceil(PAR_PAGE)).unwrap_or(u32::MAX).max(1)
    }

    fn rang(&self) -> String {
        self.cadre.langue.t2("portefeuille-rang", ("n", self.numero), ("pages", self.pages()))
    }
}
