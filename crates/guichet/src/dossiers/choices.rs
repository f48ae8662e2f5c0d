//! GET /dossiers/panneau/offre and …/situation: what the panel of a conversation offers to choose from, asked for when that part of it is
//! unfolded. It is of the catalogue and of the structure: nobody is shown.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::panneau::{CategorieOfferte, ThemeOffert, categories, offered, themes};
use crate::demande::Demande;
use crate::pages::Cadre;
use crate::refus::Refus;
use crate::{Etat, reponse};

/// A fragment for who is in.
pub async fn choices(State(etat): State<Etat>, Path(quoi): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let agent = etat.coffre.agent(&demande.signee).await?;
    let today = super::today(&agent);
    let cadre = Cadre::of(&etat, demande.langue, agent);
    match quoi.as_str() {
        "offre" => reponse::page(&OffreFragment { themes: themes(&cadre), cadre }),
        "situation" => reponse::page(&SituationFragment {
            categories: categories(&cadre),
            contrats: offered(&cadre, "contrats").collect(),
            today,
            cadre,
        }),
        _ => Err(Refus::Inconnue),
    }
}

/// The offre de service, by theme.
#[derive(Template)]
#[template(path = "dossiers/choices_offre.html")]
struct OffreFragment {
    cadre: Cadre,
    themes: Vec<ThemeOffert>,
}

/// A new situation.
#[derive(Template)]
#[template(path = "dossiers/choices_situation.html")]
struct SituationFragment {
    cadre: Cadre,
    categories: Vec<CategorieOfferte>,
    contrats: Vec<(u16, String)>,
    today: jiff::civil::Date,
}
