//! What is refused, and how it looks to each asker.

use axum::body::Body;
use axum::http::{Method, Request};

use super::gens::{Agent, envoie, guichet, navigation};
use crate::vitrine::gens::{self, dossier};

#[tokio::test]
async fn an_unsigned_navigation_waits_without_any_data() {
    let (app, _) = guichet();
    for target in ["/".to_owned(), "/portefeuille?page=2".into(), format!("/dossiers/{}", dossier(1))] {
        let waiting = envoie(&app, navigation(Method::GET, &target)).await;
        assert_eq!(waiting.status, 200, "{target}");
        assert!(waiting.corps.contains("/assets/attente."), "{target}");
        let headers: usize = waiting.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
        assert!(waiting.corps.len() + headers + 120 < 2048, "{} + {headers}", waiting.corps.len());
    }
}

#[tokio::test]
async fn anything_else_unsigned_is_refused() {
    let (app, _) = guichet();
    for (method, target) in
        [(Method::POST, "/recherche"), (Method::POST, "/dossiers"), (Method::POST, "/connexion/fin")]
    {
        let page = envoie(&app, navigation(method.clone(), target)).await;
        assert_eq!((page.status.as_u16(), page.header("cairn-reprise")), (401, "1"), "{method} {target}");
    }
    let fetched =
        Request::builder().uri("/portefeuille").header("accept", "*/*").body(Body::empty()).expect("a request");
    let refused = envoie(&app, fetched).await;
    assert_eq!((refused.status.as_u16(), refused.header("cairn-reprise")), (401, "1"));
    assert!(refused.corps.starts_with('{'), "{}", refused.corps);
}

#[tokio::test]
async fn changing_anything_signed_is_refused() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let target = format!("/dossiers/{}", dossier(1));
    assert_eq!(lea.va(&target).await.status, 200);

    let elsewhere = |signed: Request<Body>, target: &str| {
        let (mut parts, body) = signed.into_parts();
        parts.uri = target.parse().expect("an address");
        Request::from_parts(parts, body)
    };
    let neighbour = elsewhere(lea.signe(Method::GET, &target, "", true), &format!("/dossiers/{}", dossier(2)));
    assert_eq!(envoie(&app, neighbour).await.status, 401);
    let query = elsewhere(lea.signe(Method::GET, "/portefeuille", "", true), "/portefeuille?page=2");
    assert_eq!(envoie(&app, query).await.status, 401);

    let (parts, _) = lea.signe(Method::POST, "/recherche", "requete=Lefebvre", false).into_parts();
    let other_body = Request::from_parts(parts, Body::from("requete=Dacosta"));
    assert_eq!(envoie(&app, other_body).await.status, 400);
}

#[tokio::test]
async fn a_request_serves_once() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let (parts, _) = lea.signe(Method::GET, "/portefeuille", "", true).into_parts();
    let again = Request::from_parts(parts.clone(), Body::empty());
    assert_eq!(envoie(&app, Request::from_parts(parts, Body::empty())).await.status, 200);
    assert_eq!(envoie(&app, again).await.status, 401);
}

#[tokio::test]
async fn another_site_changes_nothing() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    for site in [Some("cross-site"), Some("same-site"), Some("none"), None] {
        let mut signed = lea.signe(Method::POST, "/recherche", "requete=Lefebvre", true);
        signed.headers_mut().remove("sec-fetch-site");
        if let Some(site) = site {
            signed.headers_mut().insert("sec-fetch-site", site.parse().expect("a header"));
        }
        assert_eq!(envoie(&app, signed).await.status, 403, "{site:?}");
    }
    let mut unsigned = navigation(Method::POST, "/connexion/defi");
    *unsigned.body_mut() = Body::from(r#"{"cle":""}"#);
    assert_eq!(envoie(&app, unsigned).await.status, 403);
}

#[tokio::test]
async fn bad_input_is_an_answer_never_a_panic() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    assert_eq!(lea.va("/dossiers/%ff").await.status.as_u16() / 100, 4);
    assert_eq!(lea.va("/dossiers/1").await.status, 404);
    assert_eq!(lea.va("/nulle-part").await.status, 404);
    assert_eq!(lea.demande(Method::DELETE, "/portefeuille", "").await.status, 404);
    let target = format!("/dossiers/{}/evenements", dossier(1));
    assert_eq!(lea.demande(Method::POST, &target, "date=hier&duree=%ff").await.status, 422);
    let long = "a".repeat(crate::demande::CORPS_MAX + 1);
    assert_eq!(lea.demande(Method::POST, &target, &long).await.status, 413);
    for corps in ["", "{}", r#"{"cle":"AAAA"}"#, "\u{0}"] {
        let mut asked = navigation(Method::POST, "/connexion/defi");
        asked.headers_mut().insert("sec-fetch-site", "same-origin".parse().expect("a header"));
        *asked.body_mut() = Body::from(corps);
        assert_eq!(envoie(&app, asked).await.status, 400, "{corps}");
    }
}

#[tokio::test]
async fn failures_say_what_to_do() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let named = |id: [u8; 16]| format!("/dossiers/{}", domaine::DossierId(id));
    let silent = lea.va(&named(gens::PANNE)).await;
    assert_eq!((silent.status.as_u16(), silent.header("retry-after")), (503, "5"));
    assert!(silent.corps.contains("data-reessai") && silent.corps.contains("1a2b3c4d"));
    assert_eq!(lea.va(&named(gens::ABIME)).await.status, 409);
    let broken = lea.va(&named(gens::CREVE)).await;
    assert_eq!(broken.status, 500);
    assert!(!broken.corps.contains("on purpose"));
}
