//! The front desk, the distribution, replacements, the quality of files: their pages, and what their buttons answer.

use axum::http::Method;
use droits::Role;

use super::gens::{Agent, Reponse, guichet};
use crate::vitrine::accueil::{DESERT, FOULE};
use crate::vitrine::gens::{self, dossier};

/// Every page of these slices, with its name.
pub async fn samples() -> Vec<(&'static str, Reponse)> {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let of = |n: usize| format!("/repartition/{}", gens::agent(n).id);
    let zeros = domaine::AgentId([0xee; 16]);
    let code = |n: u32| format!("/codes/{}", dossier(n));
    let mut pages = vec![
        ("code à envoyer", lea.va(&code(1)).await),
        ("code à dire", lea.va(&code(2)).await),
        ("code à dire, in English", lea.va(&format!("{}?langue=en", code(2))).await),
        ("accueil, vu d'une conseillère", lea.va("/accueil").await),
        ("répartition, vue d'une conseillère", lea.va("/repartition").await),
        ("dossiers d'une collègue", lea.va(&of(2)).await),
        ("qualité, les siens", lea.va("/qualite").await),
        ("qualité, rien", lea.va("/qualite?page=7&langue=en").await),
        ("qualité, une liste vide", lea.va("/qualite?liste=mois-0").await),
        ("portefeuille d'une remplacée", lea.va(&format!("/portefeuille?de={}", gens::agent(2).id)).await),
    ];
    coffre.plays(Role::Accueil);
    pages.extend([
        ("code, à l'accueil", lea.va(&code(2)).await),
        ("accueil", lea.va("/accueil").await),
        ("accueil, page 2", lea.va("/accueil?page=2&langue=en").await),
        ("accueil, une ligne illisible", lea.va("/accueil?site=2").await),
        ("accueil, une foule", lea.va(&format!("/accueil?site={FOULE}")).await),
        ("accueil, personne", lea.va(&format!("/accueil?site={DESERT}")).await),
    ]);
    coffre.plays(Role::Direction);
    pages.extend([
        ("répartition", lea.va("/repartition").await),
        ("répartition, in English", lea.va("/repartition?langue=en").await),
        ("confier", lea.va(&of(2)).await),
        ("confier, page 3", lea.va(&format!("{}?page=3&langue=en", of(3))).await),
        ("confier, une seule personne", lea.va(&format!("{}?statut=fin-accompagnement", of(5))).await),
        ("confier, sans référent", lea.va(&format!("/repartition/{zeros}")).await),
        ("qualité", lea.va("/qualite").await),
        ("qualité, in English", lea.va("/qualite?langue=en").await),
        ("qualité, une liste", lea.va(&format!("/qualite?liste=a-confirmer&de={}&page=2", gens::agent(2).id)).await),
        ("qualité, un mois", lea.va("/qualite?liste=mois-12").await),
    ]);
    pages
}

/// The one test that renders every page stops at the first that is wrong; these are looked at by themselves too.
#[tokio::test]
async fn these_pages_are_light() {
    for (nom, page) in samples().await {
        assert!(page.status.is_success() && page.corps.len() < 30_000, "{nom}: {} {}", page.status, page.corps.len());
        let missing = page.corps.split('«').skip(1).find(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
        assert!(missing.is_none(), "{nom}: a word is missing");
    }
}

#[tokio::test]
async fn a_search_from_the_desk_shows_cards_with_two_gestures() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    coffre.plays(Role::Accueil);
    let cards = lea.demande(Method::POST, "/recherche", "requete=Lefebvre&depuis=accueil").await;
    let first = format!("formaction=\"/accueil/{}\"", dossier(1));
    assert!(cards.corps.contains("name=\"geste\" value=\"ticket\"") && cards.corps.contains("value=\"appel\""));
    assert!(cards.corps.contains(&first), "{}", cards.corps);
    assert!(cards.corps.contains(&format!("href=\"/dossiers/{}/contact\"", dossier(1))), "never to the whole file");
    assert!(cards.corps.len() < 30_000 && !cards.corps.contains("<html"));
    assert!(cards.corps.contains(&format!("href=\"/codes/{}\"", dossier(1))), "or asks for a code");
    let nobody = lea.demande(Method::POST, "/recherche", "requete=zzzzzzz&depuis=accueil").await;
    assert!(!nobody.corps.contains("/dossiers/nouveau"), "the front desk creates no dossier");
}

#[tokio::test]
async fn a_code_is_one_button_and_one_field() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let at = |n: u32, dit: &str| format!("/codes/{}{dit}", dossier(n));
    let asks = lea.va(&at(1, "")).await.corps;
    assert_eq!((asks.matches("<form method=\"post\" action=\"/codes/").count(), asks.contains("autofocus")), (1, true));
    let waits = lea.va(&at(2, "")).await.corps;
    for part in ["inputmode=\"numeric\"", "autocomplete=\"one-time-code\"", "autofocus", "name=\"code\""] {
        assert!(waits.contains(part), "{part}");
    }
    let sent = lea.demande(Method::POST, &at(1, ""), "").await;
    assert_eq!((sent.status.as_u16(), sent.header("cairn-vers")), (204, at(1, "").as_str()));
    let opens = async |role: Role, vers: String| {
        coffre.plays(role);
        let right = lea.demande(Method::POST, &at(1, "/dit"), "code=123456").await;
        assert_eq!((right.status.as_u16(), right.header("cairn-vers")), (204, vers.as_str()), "{role:?}");
    };
    opens(Role::Accueil, format!("/dossiers/{}/contact", dossier(1))).await;
    opens(Role::Conseiller, format!("/dossiers/{}", dossier(1))).await;
    let says = async |n: u32, dit: &str, corps: &str, words: &str, field: bool| {
        let page = lea.envoie(&at(n, dit), corps).await;
        assert_eq!(page.status.as_u16(), 422, "{words}");
        assert!(page.corps.contains(words), "{words}: {}", page.corps);
        assert_eq!(page.corps.contains("name=\"code\""), field, "{words}");
        assert!(!page.corps.contains("code=") && !page.corps.contains("999999"), "what was typed is not shown again");
    };
    says(1, "/dit", "code=999999", "Il reste quatre essais", true).await;
    says(1, "/dit", "code=99", "tapez les six chiffres", true).await;
    says(4, "/dit", "code=999999", "les cinq essais sont faits", false).await;
    says(3, "", "", "pas de téléphone", false).await;
    assert_eq!(lea.demande(Method::POST, &at(1, "/dit"), "code=999999").await.status.as_u16(), 422);
    assert_eq!(lea.va("/codes/1").await.status.as_u16(), 404);
}

#[tokio::test]
async fn buttons_come_back_to_where_they_were_pressed() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let check = async |path: &str, corps: &str, status: u16, toward: &str| {
        let answer = lea.demande(Method::POST, path, corps).await;
        assert_eq!((answer.status.as_u16(), answer.header("cairn-vers")), (status, toward), "{path} {corps}");
    };
    let desk = format!("/accueil/{}", dossier(1));
    check(&desk, "geste=ticket&motif=1", 204, "/accueil").await;
    check(&desk, "geste=ticket&retour=%2F", 204, "/").await;
    check(&desk, "geste=ticket&retour=https%3A%2F%2Fvoleur.example", 204, "/accueil").await;
    check(&desk, "geste=rien", 422, "").await;
    check("/accueil/0", "geste=ticket", 404, "").await;
    let (de, vers) = (gens::agent(2).id, gens::agent(3).id);
    check(&format!("/repartition/{}", dossier(1)), &format!("de={de}&vers={vers}"), 204, &format!("/repartition/{de}"))
        .await;
    check(&format!("/repartition/{}", dossier(3)), &format!("de={de}&vers={vers}"), 409, "").await;
    check(&format!("/repartition/{}", dossier(1)), "de=x&vers=y", 422, "").await;
    check("/remplacements", &format!("de={de}&jusqu-au=2026-12-01"), 204, "/repartition#remplacements").await;
    check("/remplacements", "jusqu-au=demain", 422, "").await;
}
