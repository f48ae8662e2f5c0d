//! GET /mandats/{mandat}: what it is, who approved and who is missing, how far it is, and its sealed file.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use droits::signature::sha256;
use jiff::civil::Date;

use super::{list, mandat};
use crate::demande::Demande;
use crate::face::MandatLu;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, heure, reponse};

/// Shows it.
pub async fn show(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let vu = etat.coffre.mandat(&demande.signee, mandat(&id)?).await?;
    let cadre = Cadre::of(&etat, demande.langue, vu.agent);
    let fait = match parameter(query.as_deref(), "fait") {
        Some("approuve") => Some(cadre.t("fait-mandat-approuve")),
        Some("arrete") => Some(cadre.t("fait-mandat-arrete")),
        _ => None,
    };
    reponse::page(&MandatPage { cadre, mandat: vu.mandat, fait, today: heure::today() })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "mandats/show.html")]
pub struct MandatPage {
    cadre: Cadre,
    mandat: MandatLu,
    fait: Option<String>,
    today: Date,
}

impl MandatPage {
    fn etat(&self) -> String {
        list::etat(&self.cadre, &self.mandat)
    }

    fn quand(&self) -> String {
        list::quand(&self.cadre, &self.mandat, self.today)
    }

    fn runs(&self) -> bool {
        list::runs(&self.mandat)
    }

    /// What two people can read to each other on the telephone.
    fn empreinte(&self) -> String {
        let [a, b, c, d, e, f, ..] = sha256(self.mandat.destinataire.as_bytes());
        format!("{a:02x}{b:02x} {c:02x}{d:02x} {e:02x}{f:02x}")
    }
}
