//! GET /vigie?page=2: alerts, newest first, and every rule with its story, so that who is called at night knows what rang.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use jiff::civil::Date;

use super::{dit, fiche, mesure, nom};
use crate::demande::Demande;
use crate::face::{AlerteLue, Alertes, CompteAlerte};
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::page_number;
use crate::{Etat, heure, reponse};

const PAR_PAGE: usize = 25;

/// Shows one page.
pub async fn list(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let numero = page_number(query.as_deref());
    let alertes = etat.coffre.alertes(&demande.signee, numero).await?;
    let receipt = alertes.receipt;
    let cadre = Cadre::of(&etat, demande.langue, alertes.agent.clone());
    reponse::delivered(&AlertesPage { cadre, alertes, numero, today: heure::today() }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "vigie/list.html")]
pub struct AlertesPage {
    cadre: Cadre,
    alertes: Alertes,
    numero: u32,
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
        u32::try_from(self.alertes.total.div_ceil(PAR_PAGE)).unwrap_or(u32::MAX).max(1)
    }

    fn rang(&self) -> String {
        self.cadre.langue.t2("portefeuille-rang", ("n", self.numero), ("pages", self.pages()))
    }
}
