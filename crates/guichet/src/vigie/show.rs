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
use crate::pages::trace::Trace;
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::{Etat, heure, reponse};

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

    fn trace(&self) -> Trace {
        Trace::of_days(&self.cas.jours, self.cas.usuel)
    }

    fn resume(&self) -> String {
        let most = self.cas.jours.iter().map(|(_, n)| *n).max().unwrap_or(0);
        match self.cas.usuel {
            Some(usuel) => self.cadre.langue.t2("vigie-usuel", ("max", most), ("usuel", usuel)),
            None => self.cadre.langue.t1("vigie-usuel-seul", "max", most),
        }
    }
}
