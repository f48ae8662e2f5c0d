//! GET /vigie/{agent}: what was said of one account, beside what it does on other days and what is usual there. From here the
//! account is given back, or left cut.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use droits::habilitation::State as EtatCompte;
use jiff::civil::Date;

use super::{dit, fiche, mesure, nom};
use crate::demande::Demande;
use crate::face::{AlerteLue, CasAlerte};
use crate::habilitations::named;
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::{Etat, heure, reponse};

/// The plot, in units of its own: it is scaled to its place.
const HAUTEUR: u16 = 60;
const PAS: usize = 10;

/// Shows the case.
pub async fn show(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let cas = etat.coffre.cas(&demande.signee, named(&id)?).await?;
    let receipt = cas.receipt;
    let cadre = Cadre::of(&etat, demande.langue, cas.agent.clone());
    reponse::delivered(&CasPage { cadre, cas, today: heure::today() }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "vigie/show.html")]
pub struct CasPage {
    cadre: Cadre,
    cas: CasAlerte,
    today: Date,
}

/// A bar of the plot.
struct Barre {
    x: usize,
    y: u16,
    hauteur: u16,
    jour: String,
    combien: u16,
}

impl CasPage {
    fn role(&self) -> String {
        comptes::role(&self.cas.qui.role, self.cadre.langue)
    }

    fn etat(&self) -> String {
        comptes::etat(self.cas.qui.etat, self.cadre.langue)
    }

    fn pastille(&self) -> (&'static str, &'static str) {
        comptes::etat_pastille(self.cas.qui.etat)
    }

    fn is_suspendu(&self) -> bool {
        self.cas.qui.etat == EtatCompte::Suspended
    }

    fn quand(&self, alerte: &AlerteLue) -> String {
        heure::en_tete(&heure::instant(alerte.le, self.today, self.cadre.langue))
    }

    fn regle(&self, alerte: &AlerteLue) -> String {
        nom(alerte.regle)
    }

    fn histoire(&self, alerte: &AlerteLue) -> &'static str {
        fiche(alerte.regle).map_or("", |fiche| dit(&fiche.histoire, self.cadre.langue))
    }

    fn signal(&self, alerte: &AlerteLue) -> &'static str {
        fiche(alerte.regle).map_or("", |fiche| dit(&fiche.signal, self.cadre.langue))
    }

    fn mesure(&self, alerte: &AlerteLue) -> String {
        fiche(alerte.regle).map_or_else(String::new, |fiche| mesure(fiche.gravite, self.cadre.langue))
    }

    fn entree(&self, alerte: &AlerteLue) -> String {
        self.cadre.langue.t2("vigie-entree", ("n", alerte.entree), ("compte", alerte.compte))
    }

    fn barres(&self) -> Vec<Barre> {
        let most = self.plus();
        let bar = |(n, (day, combien)): (usize, &(i32, u16))| {
            let hauteur = haut(*combien, most).max(u16::from(*combien > 0));
            let jour = heure::jour(heure::date_of_days(*day));
            Barre { x: n * PAS + 1, y: HAUTEUR - hauteur, hauteur, jour, combien: *combien }
        };
        self.cas.jours.iter().enumerate().map(bar).collect()
    }

    /// The days with something, newest first: the same numbers as the plot.
    fn table(&self) -> Vec<Barre> {
        self.barres().into_iter().rev().filter(|barre| barre.combien > 0).collect()
    }

    /// Where the usual day stands on the plot.
    fn ligne(&self) -> Option<u16> {
        self.cas.usuel.map(|usuel| HAUTEUR - haut(usuel, self.plus()))
    }

    fn plus(&self) -> u16 {
        self.cas.jours.iter().map(|(_, n)| *n).chain(self.cas.usuel).max().unwrap_or(0).max(1)
    }

    fn largeur(&self) -> usize {
        self.cas.jours.len().max(1) * PAS
    }

    fn resume(&self) -> String {
        let most = self.cas.jours.iter().map(|(_, n)| *n).max().unwrap_or(0);
        match self.cas.usuel {
            Some(usuel) => self.cadre.langue.t2("vigie-usuel", ("max", most), ("usuel", usuel)),
            None => self.cadre.langue.t1("vigie-usuel-seul", "max", most),
        }
    }
}

fn haut(combien: u16, most: u16) -> u16 {
    u16::try_from(u32::from(HAUTEUR) * u32::from(combien) / u32::from(most.max(1))).unwrap_or(HAUTEUR)
}
