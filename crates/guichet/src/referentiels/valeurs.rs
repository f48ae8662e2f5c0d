//! GET /referentiels/champs/{champ}: the values that a field may take, with the code that is stored and where the list comes from.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domaine::catalogue::{Catalogue, Liste};
use domaine::dictionnaire::{Champ, Nature};

use crate::langues::Langue;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Shows the list of one field.
pub async fn show(
    State(etat): State<Etat>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    Path(champ): Path<String>,
) -> Result<Response, Refus> {
    let champ = Champ::from_key(&champ).ok_or(Refus::Inconnue)?;
    let liste = list_of(champ).ok_or(Refus::Inconnue)?;
    let langue = Langue::of(&headers, query.as_deref());
    reponse::page(&ValeursPage { cadre: Cadre::empty(&etat, langue), champ, liste })
}

/// The list from which a field takes its values, if it takes them from one.
pub fn list_of(champ: Champ) -> Option<&'static Liste> {
    match champ.nature() {
        Nature::Liste(nom) | Nature::Multiple(nom) => Catalogue::get(nom),
        _ => None,
    }
}

/// Data of the page.
#[derive(Template)]
#[template(path = "referentiels/valeurs.html")]
pub struct ValeursPage {
    /// Frame.
    pub cadre: Cadre,
    /// Whose values.
    pub champ: Champ,
    /// Where they come from.
    pub liste: &'static Liste,
}

impl ValeursPage {
    fn titre(&self) -> String {
        self.cadre.t(&format!("champ-{}", self.champ.key()))
    }

    /// Codes and words.
    fn valeurs(&self) -> impl Iterator<Item = (u16, &'static str)> {
        self.liste.valeurs().iter().map(|valeur| (valeur.code, self.cadre.langue.mot(valeur)))
    }
}
