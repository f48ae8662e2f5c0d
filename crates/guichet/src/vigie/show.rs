//! GET /vigie/{agent}: what was said of one account, beside what it does on other days and what is usual there. From here the
//! account is given back, or left cut.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domaine::Clair;
use domaine::veille::revue_avant;
use droits::habilitation::State as EtatCompte;
use jiff::civil::Date;

use super::{age, dit, fiche, mesure, nom, presse, suite};
use crate::demande::Demande;
use crate::face::{AlerteLue, Attente, CasAlerte, SuiteLue};
use crate::habilitations::named;
use crate::pages::trace::Trace;
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, heure, reponse};

/// Shows the case.
pub async fn show(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let cas = etat.coffre.cas(&demande.signee, named(&id)?).await?;
    let receipt = cas.receipt;
    let cadre = Cadre::of(&etat, demande.langue, cas.agent.clone());
    // A verdict gives nothing back: what is left to do is said with it.
    let fait = (parameter(query.as_deref(), "fait") == Some("fausse")).then(|| {
        let is_cut = cas.qui.etat == EtatCompte::Suspended;
        cadre.t(if is_cut { "fait-fausse-suspendu" } else { "fait-fausse" })
    });
    reponse::delivered(&CasPage { cadre, cas, fait, today: heure::today() }, &etat.coffre, receipt)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "vigie/show.html")]
pub struct CasPage {
    cadre: Cadre,
    cas: CasAlerte,
    fait: Option<String>,
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

    fn attend(&self, attente: &Attente) -> String {
        let age = age(attente.depuis, self.cadre.langue);
        self.cadre.langue.t2("vigie-attendent", ("n", attente.combien), ("age", age))
    }

    /// Of what a person is to look at: the rest presses nobody.
    fn is_tard(&self, attente: &Attente) -> bool {
        let waits = |alerte: &&AlerteLue| matches!(alerte.suite, SuiteLue::Attend) && presse(alerte.regle);
        let now = heure::now_ms();
        self.cas.alertes.iter().filter(waits).any(|alerte| alerte.le <= attente.jusqua && now >= revue_avant(alerte.le))
    }

    fn suite(&self, alerte: &AlerteLue) -> (String, Option<String>) {
        suite(&alerte.suite, self.cadre.langue)
    }

    fn par(&self, alerte: &AlerteLue) -> Option<Clair> {
        match &alerte.suite {
            SuiteLue::Fausse { par, .. } => par.clone(),
            _ => None,
        }
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
