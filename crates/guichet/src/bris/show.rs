//! GET /bris: the code to read aloud, what was held out and taken, and what is to be reviewed.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use droits::habilitation::bris::MOTIFS;
use jiff::civil::Date;

use crate::demande::Demande;
use crate::encodage::hex;
use crate::face::{Bris, BrisARevoir, BrisLu};
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, heure, reponse};

/// Shows it.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let bris = etat.coffre.bris(&demande.signee).await?;
    let cadre = Cadre::of(&etat, demande.langue, bris.agent.clone());
    let fait = match parameter(query.as_deref(), "fait") {
        Some("don") => Some(cadre.t("fait-don")),
        Some("prise") => Some(cadre.t("fait-prise")),
        Some("revue") => Some(cadre.t("fait-revue")),
        _ => None,
    };
    reponse::page(&BrisPage { cadre, bris, fait, today: heure::today() })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "bris/show.html")]
pub struct BrisPage {
    cadre: Cadre,
    bris: Bris,
    fait: Option<String>,
    today: Date,
}

impl BrisPage {
    fn quand(&self, ms: u64) -> String {
        heure::instant(ms, self.today, self.cadre.langue)
    }

    fn jusqua(&self, ligne: &BrisLu) -> String {
        let key = if ligne.is_pris { "bris-jusqua" } else { "bris-a-prendre-jusqua" };
        self.cadre.langue.t1(key, "quand", self.quand(ligne.jusqua))
    }

    fn motifs(&self) -> Vec<(u8, String)> {
        MOTIFS.map(|motif| (motif, self.motif(motif))).collect()
    }

    fn motif(&self, motif: u8) -> String {
        self.cadre.t(&format!("bris-motif-{motif}"))
    }

    fn pris(&self, ligne: &BrisARevoir) -> String {
        let langue = self.cadre.langue;
        let avant = comptes::jour_dit(comptes::dernier_jour(ligne.avant), langue);
        langue.t2("bris-pris", ("depuis", self.quand(ligne.depuis)), ("avant", avant))
    }

    fn sujet(&self, ligne: &BrisARevoir) -> String {
        hex(&ligne.sujet)
    }
}
