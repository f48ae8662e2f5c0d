//! GET /incidents/{incident}: the case. Its accounts, what happened to them, what they read by day; what may be done about it, and its end.

use std::fmt::Write;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domaine::AgentId;
use jiff::civil::Date;

use super::named;
use crate::demande::Demande;
use crate::encodage::hex;
use crate::face::{CompteAlerte, FRISE_MAX, FaitIncident, IncidentLu, IncidentVu, QuoiIncident};
use crate::langues::Langue;
use crate::pages::trace::Trace;
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::vigie::{age, nom};
use crate::{Etat, heure, reponse};

/// Entries that are printed: the whole case is one page.
const SUR_PAPIER: usize = 20;

/// Shows it.
pub async fn show(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let vu = etat.coffre.incident(&demande.signee, named(&id)?).await?;
    let receipt = vu.receipt;
    let cadre = Cadre::of(&etat, demande.langue, vu.agent.clone());
    let fait = match parameter(query.as_deref(), "fait") {
        Some("ouvert") => Some("fait-incident-ouvert"),
        Some("ajout") => Some("fait-incident-ajout"),
        Some("retrait") => Some("fait-incident-retrait"),
        Some("clos") => Some("fait-incident-clos"),
        _ => None,
    };
    let fait = fait.map(|key| cadre.t(key));
    reponse::delivered(&IncidentPage { cadre, vu, fait, today: heure::today() }, &etat.coffre, receipt)
}

/// What an incident was: words, the kind of badge, its icon.
pub(super) fn issue(cas: &IncidentLu, langue: Langue) -> (String, &'static str, &'static str) {
    match &cas.cloture {
        None => (langue.t("incident-ouvert"), "attention", "horloge"),
        Some(fin) if fin.is_confirme => (langue.t("incident-confirme"), "danger", "danger"),
        Some(_) => (langue.t("incident-infirme"), "succes", "succes"),
    }
}

/// Data of the page.
#[derive(Template)]
#[template(path = "incidents/show.html")]
pub struct IncidentPage {
    cadre: Cadre,
    vu: IncidentVu,
    fait: Option<String>,
    today: Date,
}

impl IncidentPage {
    fn numero(&self) -> String {
        self.cadre.n("incident-numero", self.vu.cas.numero)
    }

    fn issue(&self) -> (String, &'static str, &'static str) {
        issue(&self.vu.cas, self.cadre.langue)
    }

    fn is_ouvert(&self) -> bool {
        self.vu.cas.cloture.is_none()
    }

    fn instant(&self, ms: &u64) -> String {
        heure::instant(*ms, self.today, self.cadre.langue)
    }

    fn age(&self) -> String {
        self.cadre.langue.t1("incident-age", "age", age(self.vu.cas.depuis, self.cadre.langue))
    }

    fn role(&self, qui: &CompteAlerte) -> String {
        comptes::role(&qui.role, self.cadre.langue)
    }

    fn etat(&self, qui: &CompteAlerte) -> String {
        comptes::etat(qui.etat, self.cadre.langue)
    }

    fn pastille(&self, qui: &CompteAlerte) -> (&'static str, &'static str) {
        comptes::etat_pastille(qui.etat)
    }

    fn is_retirable(&self, compte: &AgentId) -> bool {
        self.vu.retirables.contains(compte)
    }

    /// The étendue of exactly these accounts.
    fn etendue(&self) -> String {
        self.vu.cas.comptes.iter().fold("/etendue?demander=1".to_owned(), |mut address, qui| {
            let _ = write!(address, "&comptes={}", qui.id);
            address
        })
    }

    fn vu(&self) -> String {
        hex(&self.vu.vu)
    }

    fn trace(&self) -> Trace {
        let said = |(day, n): &(i32, u32)| (heure::jour(heure::date_of_days(*day)), *n as usize);
        Trace::of(self.vu.jours.iter().map(said), None)
    }

    fn coupe(&self) -> Option<String> {
        (self.vu.total > FRISE_MAX)
            .then(|| self.cadre.langue.t2("incident-frise-coupee", ("n", FRISE_MAX), ("total", self.vu.total)))
    }

    /// What happened lately, and what only the screen has room for.
    fn frises(&self) -> [(bool, &[FaitIncident]); 2] {
        let (lately, before) = self.vu.frise.split_at(self.vu.frise.len().min(SUR_PAPIER));
        [(false, lately), (true, before)]
    }

    /// Which ends this reader may sign: the form's word, what is signed, the button.
    fn fins(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let all = [
            (self.vu.is_confirmable, ("confirme", "mots-incident-confirmer", "incident-confirmer")),
            (self.vu.is_infirmable, ("faux", "mots-incident-infirmer", "incident-infirmer")),
        ];
        all.into_iter().filter(|(may, _)| *may).map(|(_, fin)| fin).collect()
    }

    /// What an entry says, in words.
    fn dit(&self, fait: &FaitIncident) -> String {
        let regle = |key, regle| self.cadre.langue.t1(key, "regle", nom(regle));
        let key = match fait.quoi {
            QuoiIncident::Connexion => "fait-entree-login",
            QuoiIncident::FinDeConnexion => "fait-entree-login-fin",
            QuoiIncident::Alerte(numero) => return regle("fait-entree-alerte", numero),
            QuoiIncident::Suspension => "fait-entree-suspension",
            QuoiIncident::SuspensionRegle(numero) => return regle("fait-entree-suspension-regle", numero),
            QuoiIncident::Retablissement => "fait-entree-retablissement",
            QuoiIncident::Fermeture => "fait-entree-cloture",
            QuoiIncident::Mesure => "fait-entree-mesure",
            QuoiIncident::Gel => "fait-entree-gel",
            QuoiIncident::Levee => "fait-entree-levee",
            QuoiIncident::Etape(etape) => return self.cadre.t(&format!("fait-entree-etape-{etape}")),
        };
        self.cadre.t(key)
    }

    /// Which sign stands beside it.
    fn icone(&self, fait: &FaitIncident) -> &'static str {
        match fait.quoi {
            QuoiIncident::Connexion | QuoiIncident::FinDeConnexion => "personne",
            QuoiIncident::Alerte(_) => "attention",
            QuoiIncident::Retablissement | QuoiIncident::Levee => "succes",
            QuoiIncident::Etape(_) => "plume",
            _ => "verrou",
        }
    }
}
