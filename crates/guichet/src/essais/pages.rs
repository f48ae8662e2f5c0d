//! Every page of the guichet, as served: what it is made of, how heavy it is, what leaves with it.

use axum::http::Method;

use super::gens::{Agent, Reponse, envoie, guichet, navigation};
use crate::vitrine::gens::{self, dossier};

/// Every page there is, with its name.
async fn samples() -> Vec<(&'static str, Reponse)> {
    let (app, coffre) = guichet();
    let open = |target: &str| envoie(&app, navigation(Method::GET, target));
    let mut pages = vec![
        ("connexion", open("/connexion").await),
        ("au revoir", open("/connexion?parti=1").await),
        ("enrolement", open(&format!("/enrolement/{}", gens::CODE)).await),
        ("enrolement clos", open("/enrolement/autre").await),
        ("attente", open("/").await),
    ];
    let lea = Agent::entre(&app, &coffre).await;
    let opened = format!("/dossiers/{}", dossier(1));
    pages.extend([
        ("recherche", lea.va("/").await),
        ("résultats", lea.envoie("/recherche", "requete=Lefebvre").await),
        ("aucun résultat", lea.envoie("/recherche", "requete=zzzzzzz").await),
        ("portefeuille", lea.va("/portefeuille?page=2").await),
        ("dossier", lea.va(&opened).await),
        ("dossier in English", lea.va(&format!("{opened}?langue=en")).await),
        ("identifiants", lea.envoie(&format!("{opened}/identifiants"), "").await),
        ("nouveau", lea.va("/dossiers/nouveau").await),
        ("nouveau à corriger", lea.envoie("/dossiers", "prenom=Lina").await),
        ("introuvable", lea.va("/dossiers/0").await),
        ("panne", lea.va(&format!("/dossiers/{}", domaine::DossierId(gens::PANNE))).await),
        ("abîmé", lea.va(&format!("/dossiers/{}", domaine::DossierId(gens::ABIME))).await),
    ]);
    let late = lea.signe(Method::GET, "/", "", true);
    Agent::entre(&app, &coffre).await;
    pages.push(("reprise", envoie(&app, late).await));
    pages
}

#[tokio::test]
async fn every_page_is_light_complete_and_has_nothing_inline() {
    for (nom, page) in samples().await {
        let html = &page.corps;
        assert!(page.header("content-type").starts_with("text/html"), "{nom}: {}", page.header("content-type"));
        assert!(html.len() < 30_000, "{nom}: {} bytes", html.len());
        assert_eq!(html.matches("<h1").count(), 1, "{nom}");
        assert!(html.contains(r#"<html lang="fr">"#) || html.contains(r#"<html lang="en">"#), "{nom}");
        assert!(html.contains("<title>") && !html.contains("<title></title>"), "{nom}");
        assert!(!html.contains('«'), "{nom}: a word is missing");
        assert_eq!(html.matches("<script").count(), html.matches("<script defer src=\"/assets/").count(), "{nom}");
        assert!(!html.contains("<style") && !html.contains(" style=") && !html.contains("javascript:"), "{nom}");
        assert!(!html.contains(" on") || !has_handler(html), "{nom}: an inline handler");
        assert!(!html.contains("/assets/absent-"), "{nom}: an asset is missing");
        every_field_has_its_label(nom, html);
    }
}

#[tokio::test]
async fn every_answer_carries_the_policy() {
    let (app, _) = guichet();
    let mut answers = samples().await;
    answers.push(("worker", envoie(&app, navigation(Method::GET, "/sw.js")).await));
    answers.push(("santé", envoie(&app, navigation(Method::GET, "/sante")).await));
    for (nom, answer) in answers {
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self';") && !policy.contains("unsafe"),
            "{nom}: {policy}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{nom}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{nom}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{nom}");
        assert_eq!(answer.header("cache-control"), if nom == "worker" { "no-cache" } else { "no-store" }, "{nom}");
        assert_eq!(answer.header("set-cookie"), "", "{nom}: there is no cookie here");
    }
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_their_hash() {
    let (app, _) = guichet();
    let style = envoie(&app, navigation(Method::GET, &crate::assets::address("cairn.css"))).await;
    assert_eq!(style.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(envoie(&app, navigation(Method::GET, "/assets/cairn.css")).await.status, 404);
    assert_eq!(envoie(&app, navigation(Method::GET, "/assets/..%2Flib.rs")).await.status, 404);
}

#[tokio::test]
async fn a_page_with_somebody_in_it_is_noted_as_delivered_and_no_other() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let opened = format!("/dossiers/{}", dossier(1));
    for (method, target, corps, expected) in [
        (Method::GET, "/", "", 0),
        (Method::GET, opened.as_str(), "", 1),
        (Method::GET, "/portefeuille", "", 2),
        (Method::POST, "/recherche", "requete=Lefebvre", 3),
        (Method::POST, &format!("{opened}/identifiants"), "", 4),
        (Method::GET, "/dossiers/nouveau", "", 4),
        (Method::GET, "/dossiers/0", "", 4),
    ] {
        lea.demande(method, target, corps).await;
        assert_eq!(coffre.delivered_count(), expected, "{target}");
    }
}

#[tokio::test]
async fn a_title_says_initials_and_number() {
    let (app, coffre) = guichet();
    let page = Agent::entre(&app, &coffre).await.va(&format!("/dossiers/{}", dossier(1))).await.corps;
    let title = page.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
    assert_eq!(title, "Dossier N. L. · n° 4001 · Cairn");
    assert!(page.contains("&#60;b&#62;après&#60;/b&#62;"), "what was typed is text, never markup");
}

#[tokio::test]
async fn a_form_goes_back_to_its_dossier_and_a_script_is_told_where() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let opened = format!("/dossiers/{}", dossier(1));
    let (target, corps) =
        (format!("{opened}/entretiens"), "genre=telephone&date=2026-11-20&duree=15&texte=Rappel%C3%A9e");
    let plain = lea.envoie(&target, corps).await;
    assert_eq!((plain.status.as_u16(), plain.header("location")), (303, opened.as_str()));
    let fetched = lea.demande(Method::POST, &target, corps).await;
    assert_eq!((fetched.status.as_u16(), fetched.header("cairn-vers")), (204, opened.as_str()));
    assert!(lea.va(&opened).await.corps.contains("Rappelée"));
}

#[tokio::test]
async fn a_draft_comes_back_with_its_hour() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let opened = format!("/dossiers/{}", dossier(1));
    let saved = lea.demande(Method::PUT, &format!("{opened}/brouillon"), "genre=atelier&texte=Commenc%C3%A9").await;
    assert_eq!(saved.status, 204);
    let page = lea.va(&opened).await.corps;
    assert!(page.contains(">\nCommencé</textarea>") && page.contains("Brouillon de "));
    assert!(page.contains(r#"<option value="atelier" selected>"#));
}

/// An attribute that a browser would run.
fn has_handler(html: &str) -> bool {
    html.match_indices(" on").any(|(at, _)| {
        let name: String = html[at + 1..].chars().take_while(char::is_ascii_alphabetic).collect();
        name.len() > 3 && html[at + 1 + name.len()..].starts_with('=')
    })
}

/// Each field that a person fills has an id, and a label that names it.
fn every_field_has_its_label(nom: &str, html: &str) {
    for tag in ["<input", "<select", "<textarea"] {
        for field in html.split(tag).skip(1) {
            let field = field.split('>').next().unwrap_or("");
            let id = field.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("none");
            assert!(html.contains(&format!("<label for=\"{id}\"")), "{nom}: {tag}{field}");
        }
    }
}
