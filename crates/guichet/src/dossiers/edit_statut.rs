//! GET /dossiers/{id}/modifier?partie=statut: the end of an accompaniment, with its motif and the situation in which the person leaves; or its
//! beginning again.

use askama::Template;
use domaine::situation::{self, Etat, Situation};
use domaine::{Clair, DossierId};
use jiff::civil::Date;

use super::edit::identity;
use super::panneau::{CategorieOfferte, categories, offered};
use super::{paroles, show};
use crate::face::{Opened, StatutVue};
use crate::pages::{Cadre, clair as filters};

/// Data of the page.
#[derive(Template)]
#[template(path = "dossiers/edit_statut.html")]
pub struct StatutPage {
    cadre: Cadre,
    dossier: DossierId,
    qui: (Clair, Clair, Clair),
    suivi: StatutVue,
    today: Date,
    motifs: Vec<(u16, String)>,
    /// Number, words, whether it is the current one.
    situations: Vec<(u32, String, bool)>,
    categories: Vec<CategorieOfferte>,
    contrats: Vec<(u16, String)>,
}

impl StatutPage {
    /// Of an opened dossier.
    pub fn new(cadre: Cadre, opened: &Opened) -> StatutPage {
        let (langue, today) = (cadre.langue, super::today(&opened.agent));
        let toutes: Vec<Situation> = opened.situations.iter().map(|vue| vue.situation).collect();
        let courante = situation::courante(&toutes, today).map(|situation| situation.num);
        let lived = toutes.iter().filter(|situation| situation.etat(today) == Etat::EnCours);
        let say = |situation: &Situation| {
            let words =
                format!("{} ({})", paroles::situation(situation, &cadre), paroles::periode(situation, langue, today));
            (situation.num, words, Some(situation.num) == courante)
        };
        StatutPage {
            dossier: opened.dossier,
            qui: identity(opened),
            suivi: opened.suivi,
            today,
            motifs: offered(&cadre, "statuts-fin").collect(),
            situations: lived.map(say).collect(),
            categories: categories(&cadre),
            contrats: offered(&cadre, "contrats").collect(),
            cadre,
        }
    }

    fn dit(&self) -> String {
        show::statut_dit(&self.suivi, &self.cadre)
    }
}
