//! GET /referentiels/champs: what a dossier may hold, by which line of the law, and who reads it. Public: it names nobody, and a young
//! person, a parent or a DPO may read it as well as an agent.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domaine::dictionnaire::{Champ, Groupe};
use droits::Role;

use crate::langues::Langue;
use crate::pages::{Cadre, clair as filters};
use crate::referentiels::valeurs;
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Shows the data dictionary, group by group.
pub async fn show(State(etat): State<Etat>, headers: HeaderMap, RawQuery(query): RawQuery) -> Result<Response, Refus> {
    let langue = Langue::of(&headers, query.as_deref());
    reponse::page(&ChampsPage { cadre: Cadre::empty(&etat, langue) })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "referentiels/champs.html")]
pub struct ChampsPage {
    /// Frame.
    pub cadre: Cadre,
}

impl ChampsPage {
    fn groupes(&self) -> impl Iterator<Item = &'static Groupe> {
        Groupe::ALL.iter().filter(|groupe| self.champs(groupe).next().is_some())
    }

    fn champs(&self, groupe: &Groupe) -> impl Iterator<Item = &'static Champ> {
        let groupe = *groupe;
        Champ::ALL.iter().filter(move |champ| champ.groupe() == groupe)
    }

    fn mot(&self, quoi: &str, key: &str) -> String {
        self.cadre.t(&format!("{quoi}-{key}"))
    }

    fn a_liste(&self, champ: &Champ) -> bool {
        valeurs::list_of(*champ).is_some()
    }

    /// The roles that read this part of a young person whom they follow or receive, as `droits` says.
    fn lecteurs(&self, groupe: &Groupe) -> String {
        let bit = groupe.classe().bit();
        let names = Role::ALL
            .into_iter()
            .filter(|role| role.reads(bit))
            .map(|role| self.cadre.t(&format!("role-{}", role.key())));
        names.collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Method;

    use super::*;
    use crate::essais::gens::{envoie, guichet, navigation};

    #[tokio::test]
    async fn every_field_is_said_and_every_list_answers_in_both_languages() {
        let (app, _) = guichet();
        for langue in Langue::ALL {
            let ask = async |path: &str| {
                envoie(&app, navigation(Method::GET, &format!("{path}?langue={}", langue.code()))).await
            };
            let page = ask("/referentiels/champs").await;
            assert_eq!(page.status, 200);
            assert!(page.corps.len() <= 30_000, "{} bytes", page.corps.len());
            assert!(!page.corps.contains('«'), "a word is missing");
            assert_eq!(page.corps.matches("<th scope=\"row\">").count(), Champ::ALL.len());
            for champ in Champ::ALL {
                let liste = ask(&format!("/referentiels/champs/{}", champ.key())).await;
                let expected = if valeurs::list_of(*champ).is_some() { 200 } else { 404 };
                assert_eq!(liste.status, expected, "{champ:?}");
                assert!(expected == 404 || !liste.corps.contains('«'), "{champ:?}: a word is missing");
            }
        }
    }
}
