//! Sessions collectives through HTTP: every page with nobody, a few and many, what a form sends and where it comes back.

use axum::http::Method;
use domaine::AtelierId;
use droits::Role;

use super::gens::{Agent, Reponse, guichet};
use crate::vitrine::ateliers::{A_CLORE, ANNULE, AUJOURDHUI, CLOS, TROIS_CENTS, VIDE, atelier};
use crate::vitrine::gens::dossier;

/// Every page of this slice, with its name.
pub async fn samples() -> Vec<(&'static str, Reponse)> {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let of = |n: u8, query: &str| format!("/ateliers/{}{query}", atelier(n));
    let mut pages = vec![
        ("ateliers", lea.va("/ateliers").await),
        ("ateliers, in English", lea.va("/ateliers?langue=en&vue=passes&page=200").await),
        ("ateliers, un mois", lea.va("/ateliers?vue=mois&mois=2026-11").await),
        ("ateliers, à clore", lea.va("/ateliers?vue=a-clore").await),
        ("ateliers, rien", lea.va("/ateliers?site=3").await),
        ("ateliers, pour quelqu'un", lea.va(&format!("/ateliers?pour={}", dossier(1))).await),
        ("atelier, nouveau", lea.va("/ateliers/nouveau").await),
        ("atelier, vide", lea.va(&of(VIDE, "?fait=cree&combien=12&ecartees=1")).await),
        ("atelier, aujourd'hui", lea.va(&of(AUJOURDHUI, "?fait=desinscrit&promus=2")).await),
        ("atelier, quelqu'un", lea.va(&of(AUJOURDHUI, &format!("?pour={}", dossier(3)))).await),
        ("atelier, à clore", lea.va(&of(A_CLORE, "")).await),
        ("atelier, oubliés", lea.envoie(&of(A_CLORE, "/cloture"), "").await),
        ("atelier, clos", lea.va(&of(CLOS, "?fait=clos")).await),
        ("atelier, annulé", lea.va(&of(ANNULE, "")).await),
        ("atelier, trois cents", lea.va(&of(TROIS_CENTS, "?page=12&langue=en")).await),
        ("atelier, feuille", lea.va(&of(AUJOURDHUI, "?feuille=emargement")).await),
        ("atelier, feuille de trois cents", lea.va(&of(TROIS_CENTS, "?feuille=emargement&page=2")).await),
        ("atelier, introuvable", lea.va("/ateliers/0").await),
    ];
    for (name, role) in [("atelier, à l'accueil", Role::Accueil), ("atelier, en direction", Role::Direction)] {
        coffre.plays(role);
        pages.push((name, lea.va(&of(AUJOURDHUI, "")).await));
    }
    pages
}

#[tokio::test]
async fn nobody_three_hundred_or_five_thousand_fit_on_a_page() {
    for (nom, page) in samples().await {
        let html = &page.corps;
        let expected = match nom {
            "atelier, introuvable" => 404,
            "atelier, oubliés" => 409,
            _ => 200,
        };
        assert_eq!(page.status, expected, "{nom}");
        assert!(html.len() < 30_000, "{nom}: {} bytes", html.len());
        assert_eq!(html.matches("<h1").count(), 1, "{nom}");
    }
}

/// What a form sends, and where it comes back; or the fields that it is told of.
#[tokio::test]
async fn forms_come_back_where_they_were() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let session = |n: u8| format!("/ateliers/{}", atelier(n));
    let one = dossier(3);
    let temps = format!("jour=2027-01-05&heure-debut=9h&heure-fin=12h&animateur={}", crate::vitrine::gens::agent(0).id);
    let today = session(AUJOURDHUI);
    for (target, corps, expected) in [
        (
            "/ateliers/nouveau".to_owned(),
            format!("nom=CV&genre=atelier&{temps}&places=12"),
            format!("{}?fait=cree&combien=1&ecartees=0", session(VIDE)),
        ),
        (
            today.clone(),
            format!("geste=emarger&montres={one}&coches=&p0=on&page=1"),
            format!("{today}?fait=emarge&promus=1&page=1"),
        ),
        (today.clone(), "geste=annuler".to_owned(), format!("{today}?fait=annule&promus=1&page=1")),
        (
            format!("{today}/{one}"),
            "geste=desinscrire&page=2".to_owned(),
            format!("{today}?fait=desinscrit&rang=0&promus=0&page=2"),
        ),
        (
            format!("{today}/{one}"),
            "geste=inscrire&retour=dossier".to_owned(),
            format!("/dossiers/{one}?atelier=inscrit&rang=0"),
        ),
        (
            format!("{today}/{one}"),
            "geste=inscrire&retour=https://ailleurs.example".to_owned(),
            format!("{today}?fait=inscrit&rang=0&promus=0&page=1"),
        ),
        (format!("{}/cloture", session(A_CLORE)), "absents=1".to_owned(), format!("{}?fait=clos", session(A_CLORE))),
    ] {
        let answer = lea.demande(Method::POST, &target, &corps).await;
        assert_eq!(answer.header("cairn-vers"), expected, "{target} {corps}: {}", answer.corps);
    }
    for (target, corps, fields) in [
        ("/ateliers/nouveau".to_owned(), String::new(), "animateur genre heure-debut heure-fin jour nom"),
        (today.clone(), "geste=places&places=zéro".to_owned(), "places"),
        (today.clone(), "geste=deplacer".to_owned(), "animateur heure-debut heure-fin jour"),
        (today.clone(), String::new(), "geste"),
        (format!("{today}/{one}"), "geste=effacer".to_owned(), "geste"),
    ] {
        let answer = lea.demande(Method::POST, &target, &corps).await;
        let said: serde_json::Value = serde_json::from_str(&answer.corps).expect("words");
        let mut found: Vec<&String> = said["erreurs"].as_object().expect("fields").keys().collect();
        found.sort();
        assert_eq!(
            (answer.status, found.iter().map(|f| f.as_str()).collect::<Vec<_>>().join(" ").as_str()),
            (422u16.try_into().expect("a status"), fields),
            "{target} {corps}"
        );
    }
}

#[tokio::test]
async fn a_sheet_shows_what_each_may_do() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let page = format!("/ateliers/{}", atelier(AUJOURDHUI));
    let check = |role: Role, html: &str, ticks: bool, closes: bool| {
        assert_eq!(html.contains(r#"type="checkbox""#), ticks, "{role:?} ticks");
        assert_eq!(html.contains(r#"id="cloture""#), closes, "{role:?} closes");
        assert_eq!(html.contains(r#"id="seance""#), closes, "{role:?} changes");
    };
    for (role, ticks, closes) in
        [(Role::Conseiller, true, true), (Role::Accueil, true, false), (Role::Direction, false, false)]
    {
        coffre.plays(role);
        check(role, &lea.va(&page).await.corps, ticks, closes);
    }
    let unknown = AtelierId([0xee; 16]);
    assert_eq!(lea.va(&format!("/ateliers/{unknown}")).await.status, 404);
    assert_eq!(lea.demande(Method::POST, &format!("/ateliers/{unknown}/cloture"), "").await.status, 404);
}
