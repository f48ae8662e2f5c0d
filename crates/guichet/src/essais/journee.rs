//! The page where a day begins: light when full, useful when empty; its counts lead to their lists, its buttons say one gesture each.

use axum::http::Method;
use droits::Role;

use super::gens::{Agent, Reponse, guichet};
use crate::face::AFaire;

/// Full days, of each role that has one, and a first one.
pub async fn samples() -> Vec<(&'static str, Reponse)> {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let mut pages = vec![("journée", lea.va("/").await), ("journée in English", lea.va("/?langue=en").await)];
    coffre.plays(Role::ReferentCollectif);
    pages.push(("journée, référent collectif", lea.va("/").await));
    coffre.plays(Role::Direction);
    pages.push(("journée, direction", lea.va("/").await));
    for cle in AFaire::ALL {
        pages.push((cle.key(), lea.va(&format!("/portefeuille?de=structure&a-faire={}", cle.key())).await));
    }
    coffre.plays(Role::Conseiller);
    coffre.begins();
    pages.push(("journée, la première", lea.va("/").await));
    pages.push(("journée, the first in English", lea.va("/?langue=en").await));
    pages
}

#[tokio::test]
async fn a_full_day_weighs_less_than_a_page_may() {
    for (nom, page) in samples().await.into_iter().filter(|(nom, _)| nom.starts_with("journée")) {
        println!("{nom}: {} bytes", page.corps.len());
        assert!(page.status == 200 && page.corps.len() < 30_000, "{nom}: {} bytes", page.corps.len());
    }
}

#[tokio::test]
async fn every_count_leads_to_a_list_of_as_many() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    for role in [Role::Conseiller, Role::Direction] {
        coffre.plays(role);
        let page = lea.va("/").await.corps;
        let mut counted = 0;
        for link in page.split("<h3><a href=\"").skip(1).filter(|link| link.contains("data-compte")) {
            let address = link.split('"').next().expect("an address").replace("&#38;", "&").replace("&amp;", "&");
            let shown = link.split("\"compte\">").nth(1).and_then(|rest| rest.split('<').next()).expect("a count");
            let list = lea.va(&address).await.corps;
            let said = list.split("id=\"compte\">").nth(1).and_then(|rest| rest.split(' ').next()).expect("a count");
            assert_eq!(said.replace(['\u{202f}', '\u{a0}', '\u{2068}', '\u{2069}'], ""), shown, "{role:?} {address}");
            counted += 1;
        }
        assert_eq!(counted, AFaire::ALL.len(), "{role:?}");
    }
    let page = lea.va("/").await.corps;
    let to_close = page.split("href=\"/ateliers?").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
    let list = lea.va(&format!("/ateliers?{to_close}")).await.corps;
    assert!(list.contains("vue=a-clore\" aria-current=\"page\""), "the list of workshops to be closed");
}

#[tokio::test]
async fn a_button_says_what_became_of_its_line() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let page = lea.va("/").await.corps;
    let button = page.split("<button form=\"p").nth(1).expect("a button");
    let attribute = |name: &str| {
        let value = button.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.expect("an attribute").to_owned()
    };
    let (form, target, id) = (button.split('"').next().expect("a number"), attribute("formaction"), attribute("value"));
    let fields = page.split(&format!("<form id=\"p{form}\"")).nth(1).and_then(|rest| rest.split("</form>").next());
    let value = |name: &str| {
        let found = fields.expect("its form").split(&format!("name=\"{name}\" value=\"")).nth(1);
        found.and_then(|rest| rest.split('"').next()).expect("a field").to_owned()
    };
    let shared = ["genre", "lieu", "date", "duree"].map(|name| format!("{name}={}", value(name))).join("&");
    let said = lea.demande(Method::POST, &target, &format!("{shared}&retour=%2F&rendez-vous={id}")).await;
    assert_eq!((said.status.as_u16(), said.header("cairn-vers")), (204, "/"), "{target}");
    let absent = page.split("<button form=\"dire\" formaction=\"").nth(1).and_then(|rest| rest.split('"').next());
    let said = lea.demande(Method::POST, absent.expect("a button"), "retour=%2F&statut=absent").await;
    assert_eq!((said.status.as_u16(), said.header("cairn-vers")), (204, "/"));
}

#[tokio::test]
async fn the_field_of_a_search_is_where_the_day_begins() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let page = lea.va("/").await.corps;
    let at = |what: &str| page.find(what).unwrap_or_else(|| panic!("{what} is not there"));
    assert!(at("id=\"requete\"") < at("id=\"aujourdhui\"") && page.contains("autofocus"));
    coffre.begins();
    let first = lea.va("/").await.corps;
    assert!(first.contains("href=\"/dossiers/nouveau\"") && first.contains("href=\"/agenda/nouveau\""));
    // Who receives nobody begins elsewhere, and is shown nobody.
    let before = coffre.delivered_count();
    for (role, elsewhere) in [(Role::Accueil, "/accueil"), (Role::Gestionnaire, "/habilitations")] {
        coffre.plays(role);
        let home = lea.va("/").await;
        assert_eq!((home.status.as_u16(), home.header("location")), (303, elsewhere), "{role:?}");
    }
    assert_eq!(coffre.delivered_count(), before);
}
