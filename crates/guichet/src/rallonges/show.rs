//! GET /rallonges: whose day is nearly used up, and how far each is.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domaine::CodeStructure;

use crate::demande::Demande;
use crate::face::{Rallonge, Rallonges};
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, reponse};

/// Shows it.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let rallonges = etat.coffre.rallonges(&demande.signee).await?;
    let cadre = Cadre::of(&etat, demande.langue, rallonges.agent.clone());
    let fait = parameter(query.as_deref(), "fait") == Some("rallonge");
    reponse::page(&RallongesPage { cadre, rallonges, fait })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "rallonges/show.html")]
pub struct RallongesPage {
    cadre: Cadre,
    rallonges: Rallonges,
    /// Whether one was given just now.
    fait: bool,
}

/// How far somebody is, as a meter says it.
struct Jauge {
    nom: String,
    texte: String,
    faits: u16,
    limite: u16,
    etat: &'static str,
}

impl RallongesPage {
    /// What was given already, and who may give what is left.
    fn donnee(&self, ligne: &Rallonge) -> String {
        self.cadre.langue.t1("rallonge-donnee", "n", ligne.donnees)
    }

    fn ailleurs(&self, code: &CodeStructure) -> String {
        self.cadre.langue.t1("rallonge-ailleurs", "code", code.to_string())
    }

    fn role(&self, ligne: &Rallonge) -> String {
        comptes::role(&ligne.role, self.cadre.langue)
    }

    /// Those of what her role may read that are more than nothing.
    fn jauges(&self, ligne: &Rallonge) -> Vec<Jauge> {
        let all = [("jour", ligne.jour), ("semaine", ligne.semaine), ("revelations", ligne.revelations)];
        let jauge = |(key, (faits, limite)): (&str, (u16, u16))| Jauge {
            nom: self.cadre.t(&format!("rallonge-{key}")),
            texte: self.cadre.langue.t2("rallonge-sur", ("n", faits), ("limite", limite)),
            faits,
            limite,
            etat: match (faits >= limite, u32::from(faits) * 4 > u32::from(limite) * 3) {
                (true, _) => "danger",
                (false, true) => "attention",
                (false, false) => "",
            },
        };
        all.into_iter().filter(|(_, (_, limite))| *limite > 0).map(jauge).collect()
    }
}
