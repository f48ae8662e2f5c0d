//! GET /composants, GET /composants/{partie}: for those who build pages and those who draw a theme. In no menu.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domaine::GenreEvenement;

use crate::Etat;
use crate::langues::Langue;
use crate::pages::trace::Trace;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::reponse;

/// Each part is a page of its own: none is heavier than a page may be.
const PARTIES: [&str; 6] = ["jetons", "actions", "saisie", "messages", "listes", "cadres"];

/// Colours shown as patches; the test of contrast reads all of them.
const COULEURS: [&str; 12] =
    ["fond", "carte", "creux", "encre", "douce", "trait", "accent", "tete", "info", "succes", "attention", "danger"];

/// Every icon of the sprite.
const ICONES: &str = include_str!("../assets/icones.svg");

#[derive(Template)]
#[template(path = "composants/show.html")]
struct ComposantsPage {
    cadre: Cadre,
    partie: &'static str,
}

impl ComposantsPage {
    fn parties(&self) -> [(&'static str, String); 6] {
        PARTIES.map(|partie| (partie, self.cadre.t(&format!("composants-{partie}"))))
    }

    fn couleurs(&self) -> [&'static str; 12] {
        COULEURS
    }

    /// A fortnight of readings, and what is usual.
    fn trace(&self) -> Trace {
        Trace::of((0..14).map(|n| (n.to_string(), n * 5 % 9)), Some(6))
    }

    /// A kind of contact, as a line of the timeline names it.
    fn genre(&self, cle: &str) -> &'static str {
        GenreEvenement::from_key(cle).map_or("", |genre| self.cadre.langue.mot(genre.valeur()))
    }

    fn icones(&self) -> impl Iterator<Item = &'static str> {
        ICONES.split("id=\"").skip(1).filter_map(|rest| rest.split('"').next())
    }
}

/// GET /composants: the first part.
pub async fn index(state: State<Etat>, headers: HeaderMap, query: RawQuery) -> Result<Response, Refus> {
    show(state, headers, query, Path(PARTIES[0].to_owned())).await
}

/// GET /composants/{partie}.
pub async fn show(
    State(etat): State<Etat>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    Path(partie): Path<String>,
) -> Result<Response, Refus> {
    let partie = PARTIES.into_iter().find(|known| *known == partie).ok_or(Refus::Inconnue)?;
    let langue = Langue::of(&headers, query.as_deref());
    reponse::page(&ComposantsPage { cadre: Cadre::empty(&etat, langue), partie })
}

#[cfg(test)]
mod tests {
    use axum::http::Method;
    use domaine::catalogue::Catalogue;

    use super::*;
    use crate::essais::gens::{envoie, guichet, navigation};

    #[test]
    fn the_catalogue_names_icons_that_are_drawn() {
        let named = Catalogue::all().flat_map(|liste| liste.valeurs()).filter_map(|valeur| valeur.texte("icone"));
        let missing: Vec<_> = named.filter(|icone| !ICONES.contains(&format!("id=\"{icone}\""))).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[tokio::test]
    async fn every_part_shows_every_component_of_its_file_in_both_languages_and_both_modes() {
        let (app, _) = guichet();
        let mut all = String::new();
        for partie in PARTIES {
            for langue in Langue::ALL {
                let target = format!("/composants/{partie}?langue={}", langue.code());
                let page = envoie(&app, navigation(Method::GET, &target)).await;
                assert_eq!(page.status, 200, "{target}");
                assert!(page.corps.len() < 30_000, "{target}: {} bytes", page.corps.len());
                assert!(
                    page.corps.contains(r#"class="clair""#) && page.corps.contains(r#"class="sombre""#),
                    "{target}"
                );
                assert!(!page.corps.contains('«'), "{target}: a word is missing");
                assert!(!page.corps.contains(" style=") && !page.corps.contains("<style"), "{target}");
                let mut ids: Vec<_> = page.corps.split(" id=\"").skip(1).filter_map(|r| r.split('"').next()).collect();
                ids.sort_unstable();
                assert!(ids.windows(2).all(|two| two[0] != two[1]), "{target}: an id stands twice");
                all.push_str(&page.corps);
            }
        }
        assert_eq!(envoie(&app, navigation(Method::GET, "/composants/autre")).await.status, 404);
    }

    /// A macro that the living page does not call is a component that nobody looks at.
    #[test]
    fn no_macro_is_forgotten() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/pages/composants");
        let page = include_str!("show.html");
        for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
            let text = std::fs::read_to_string(entry.path()).expect("a page is text");
            for name in text.split("- macro ").skip(1).filter_map(|rest| rest.split('(').next()) {
                let inside = text.matches(&format!("{name}(")).count() > 1;
                assert!(inside || page.contains(&format!("::{name}(")), "{name} is not shown");
            }
        }
    }

    /// `attrs` goes to the page as it is: it is a literal of the page, so that no data can become an attribute.
    #[test]
    fn attributes_are_literals() {
        fn walk(folder: &std::path::Path) {
            for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    walk(&path);
                } else if path.extension().is_some_and(|e| e == "html") {
                    let text = std::fs::read_to_string(&path).expect("a page is text");
                    for given in text.split("attrs=").skip(1) {
                        assert!(given.starts_with('"'), "{}: attrs={:.30}", path.display(), given);
                    }
                    let safe = text.matches("|safe").count();
                    let ours = text.matches("{{ attrs|safe }}").count();
                    assert_eq!(safe, ours, "{}: nothing else goes to a page unescaped", path.display());
                }
            }
        }
        walk(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    }
}
