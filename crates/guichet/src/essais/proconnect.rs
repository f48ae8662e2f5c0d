//! ProConnect, with a provider of cardboard: who sees what, and that none of it is a login.

use axum::body::Body;
use axum::http::{Method, Request};

use super::gens::{Reponse, envoie, guichet, navigation};
use crate::vitrine::fournisseur::REFUS;

const RETOUR: &str = "/connexion/proconnect/retour";

/// Every page of the folder, with its name.
pub async fn samples() -> Vec<(&'static str, Reponse)> {
    let (app, _) = guichet();
    let mut pages = vec![
        ("proconnect, retour", envoie(&app, navigation(Method::GET, &format!("{RETOUR}?code=x&state=y"))).await),
        ("proconnect, au revoir", envoie(&app, navigation(Method::GET, "/connexion?proconnect=fini")).await),
    ];
    let accounts = (0..9).map(|n| ("proconnect, un compte", format!("compte-{n}")));
    let refusals = (0..REFUS.len()).map(|n| ("proconnect, un refus", format!("refus-{n}")));
    for (name, code) in accounts.chain(refusals).chain([("proconnect, inconnu", "inconnu".to_owned())]) {
        for langue in ["fr", "en"] {
            // Ten begin in a second: each has a guichet of her own.
            pages.push((name, comes_back(&guichet().0, &code, langue).await));
        }
    }
    pages
}

/// Leaves, and comes back with this code.
async fn comes_back(app: &axum::Router, code: &str, langue: &str) -> Reponse {
    let state = leaves(app).await;
    posts(app, &format!("{RETOUR}?langue={langue}"), &format!("requete=code%3D{code}%26state%3D{state}")).await
}

/// Leaves: the state that the tab keeps.
async fn leaves(app: &axum::Router) -> String {
    let begun = posts(app, "/connexion/proconnect", "{}").await;
    assert_eq!(begun.status, 200, "{}", begun.corps);
    let told: serde_json::Value = serde_json::from_str(&begun.corps).expect("JSON");
    let adresse = told["adresse"].as_str().expect("an address");
    adresse.split("state=").nth(1).expect("a state").to_owned()
}

async fn posts(app: &axum::Router, target: &str, corps: &str) -> Reponse {
    envoie(app, from("same-origin", target, corps)).await
}

fn from(site: &str, target: &str, corps: &str) -> Request<Body> {
    let request = Request::post(target).header("accept", "text/html").header("sec-fetch-site", site);
    request.body(Body::from(corps.to_owned())).expect("a request")
}

#[tokio::test]
async fn who_is_known_sees_her_own_account_and_nothing_else() {
    let (app, coffre) = guichet();
    let page = comes_back(&app, "compte-4", "fr").await;
    assert_eq!(page.status, 200);
    for words in ["Bonjour Nadia Berger", "Rien : votre clé suffit", "data-entrer", "Fin de la formation"] {
        assert!(page.corps.contains(words), "{words}");
    }
    for absent in ["<nav", "nadia.berger", "Roubaix", "/dossiers", "jeton"] {
        assert!(!page.corps.contains(absent), "{absent}");
    }
    assert_eq!((page.header("set-cookie"), coffre.delivered_count()), ("", 0));
    // Who has no key yet, or whose account is stopped, is not sent to her key.
    for n in [0, 1, 6, 7, 8] {
        assert!(!comes_back(&app, &format!("compte-{n}"), "fr").await.corps.contains("data-entrer"), "{n}");
    }
}

#[tokio::test]
async fn who_is_unknown_reads_a_code_aloud() {
    let (app, _) = guichet();
    let page = comes_back(&app, "inconnu", "fr").await.corps;
    assert!(page.contains("<kbd>ABCE</kbd> <kbd>FHJK</kbd>") && page.contains("direction ou au gestionnaire"));
    assert!(!page.contains("Inès"), "what the provider says is not shown");
}

#[tokio::test]
async fn a_return_serves_once_and_only_the_one_that_left() {
    let (app, _) = guichet();
    let state = leaves(&app).await;
    let corps = format!("requete=code%3Dcompte-4%26state%3D{state}");
    assert_eq!(envoie(&app, from("cross-site", RETOUR, &corps)).await.status, 403, "another site posts nothing");
    assert_eq!(posts(&app, RETOUR, &corps).await.status, 200);
    assert_eq!(posts(&app, RETOUR, &corps).await.status, 400, "it is used up");
    assert_eq!(posts(&app, RETOUR, "requete=code%3Dcompte-4%26state%3Dautre").await.status, 400);
    assert_eq!(posts(&app, RETOUR, "").await.status, 400);
    assert_eq!(envoie(&app, from("cross-site", "/connexion/proconnect", "{}")).await.status, 403);
}

#[tokio::test]
async fn the_session_there_ends_once() {
    let (app, _) = guichet();
    let page = comes_back(&app, "compte-4", "fr").await.corps;
    let sortie = page.split("data-sortie=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a name");
    let corps = format!(r#"{{"sortie":"{sortie}"}}"#);
    let ended = posts(&app, "/connexion/proconnect/fin", &corps).await;
    assert!(ended.corps.contains("/connexion/proconnect/sortie?state="), "{}", ended.corps);
    assert_eq!(posts(&app, "/connexion/proconnect/fin", &corps).await.status, 410);
    assert_eq!(posts(&app, "/connexion/proconnect/fin", "autre chose").await.status, 400);
    let left = envoie(&app, navigation(Method::GET, "/connexion/proconnect/sortie?state=x")).await;
    assert_eq!((left.status.as_u16(), left.header("location")), (303, "/connexion?proconnect=fini"));
}

#[tokio::test]
async fn without_a_registration_there_is_no_button_and_no_address() {
    let (with, coffre) = guichet();
    let config = crate::Config {
        coffre,
        rp_id: "localhost".into(),
        theme: None,
        proconnect: None,
        #[cfg(feature = "demo")]
        demo: None,
    };
    let without = crate::app(config);
    let shows = async |app| envoie(app, navigation(Method::GET, "/connexion")).await.corps.contains("data-proconnect");
    assert!(shows(&with).await && !shows(&without).await);
    for target in ["/connexion/proconnect", RETOUR, "/connexion/proconnect/fin"] {
        assert_eq!(posts(&without, target, "{}").await.status, 404, "{target}");
    }
    assert_eq!(envoie(&without, navigation(Method::GET, RETOUR)).await.status, 404);
}
