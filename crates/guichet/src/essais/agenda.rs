//! The agenda's pages: empty, full, overflowing; its forms, its sheet, and the address that other programs read.

use axum::http::Method;

use super::gens::{Agent, Reponse, envoie, guichet, navigation};
use crate::vitrine::agenda::DEBORDEE;
use crate::vitrine::gens::{agent, dossier};

/// A Monday, hence a full day.
const LUNDI: &str = "jour=2026-11-23";

/// Pages of the agenda, for the tests that look at every page.
pub async fn samples(lea: &Agent) -> Vec<(&'static str, Reponse)> {
    let (d, overflowing) = (dossier(1), agent(DEBORDEE).id);
    let rdv = format!("agent={}&duree=45&objet=suivi&rythme=semaine&fois=12", agent(0).id);
    let absence = format!("genre=absence&objet=conge&agent={}&jour=2026-11-23&journee=on", agent(0).id);
    vec![
        ("agenda, un jour", lea.va(&format!("/agenda?{LUNDI}")).await),
        ("agenda, a day in English", lea.va(&format!("/agenda?{LUNDI}&langue=en")).await),
        ("agenda, une semaine", lea.va(&format!("/agenda?{LUNDI}&vue=semaine&faits=12&sautes=1")).await),
        ("agenda, vide", lea.va("/agenda?jour=2026-11-22").await),
        ("agenda, un seul", lea.va("/agenda?jour=2026-11-21").await),
        ("agenda, férié", lea.va("/agenda?jour=2026-12-25").await),
        ("agenda, de tous", lea.va(&format!("/agenda?{LUNDI}&agent=tous&page=2")).await),
        ("agenda, semaine de tous", lea.va(&format!("/agenda?{LUNDI}&agent=tous&vue=semaine")).await),
        ("agenda, cinq mille", lea.va(&format!("/agenda?{LUNDI}&agent={overflowing}&page=200")).await),
        ("agenda, semaine de cinq mille", lea.va(&format!("/agenda?{LUNDI}&agent={overflowing}&vue=semaine")).await),
        ("agenda, un lieu illisible", lea.va(&format!("/agenda?{LUNDI}&site=2")).await),
        ("rendez-vous", lea.va("/agenda/nouveau?creneau=2026-11-24.570").await),
        ("rendez-vous in English", lea.va(&format!("/agenda/nouveau?dossier={d}&langue=en")).await),
        ("rendez-vous, sans créneau", lea.va(&format!("/agenda/nouveau?agent={overflowing}")).await),
        (
            "rendez-vous, occupé",
            lea.envoie(&format!("/agenda/{d}"), &format!("{rdv}&jour=2026-11-24&debut=12:00")).await,
        ),
        ("report", lea.va(&format!("/agenda/report?de={d}.{d}&creneau=2026-11-24.600&duree=30")).await),
        ("absences et créneaux", lea.va("/agenda/plage").await),
        ("absence sur des rendez-vous", lea.envoie("/agenda", &absence).await),
        ("feuille du jour", lea.va(&format!("/agenda/impression?{LUNDI}")).await),
        ("feuille vide", lea.va("/agenda/impression?jour=2026-11-22").await),
        ("adresse de l'agenda", lea.envoie("/agenda/flux", "").await),
    ]
}

#[tokio::test]
async fn every_view_is_light_and_so_is_a_week_of_sixty() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let week = lea.va(&format!("/agenda?{LUNDI}&vue=semaine")).await.corps;
    let lines = week.matches(" rendez-vous ").count();
    let empty = lea.va("/agenda?jour=2026-11-22").await.corps.len();
    let a_line = (week.len() - empty) / lines;
    for (nom, page) in samples(&lea).await {
        println!("{nom}: {} bytes", page.corps.len());
        assert!(page.corps.len() < 30_000 && page.corps.matches("<h1").count() == 1, "{nom}");
        super::pages::every_field_has_its_label(nom, &page.corps);
        assert!(!page.corps.contains("/assets/absent-"), "{nom}");
    }
    println!("a week of {lines} lines: {} bytes; an empty page {empty}; {a_line} a line", week.len());
    // Her own day is the heaviest: a line has every gesture.
    let today = crate::heure::today();
    if today.weekday().to_monday_zero_offset() < 5 {
        let day = lea.va(&format!("/agenda?jour={today}")).await.corps;
        let (with, lines) = (day.matches("/evenements\"").count(), day.matches("<li class=\"j").count());
        println!("her day: {} bytes, {lines} lines, {with} with every gesture", day.len());
        assert!(empty + 15 * ((day.len() - empty) / lines + 400) < 30_000);
    }
    assert!(empty + 75 * a_line < 30_000, "{empty} + 75 × {a_line}");
}

#[tokio::test]
async fn what_may_be_said_of_a_line_follows_from_where_it_stands() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let today = format!("/agenda?jour={}", crate::heure::today());
    let later = lea.va("/agenda?jour=2099-11-23").await.corps;
    let now = lea.va(&today).await.corps;
    let is_worked = crate::heure::today().weekday().to_monday_zero_offset() < 5;
    assert!(
        !later.contains("/evenements\"") && !later.contains(r#"value="absent""#),
        "nobody says today who comes tomorrow"
    );
    assert!(later.contains(r#"value="annule""#) && later.contains("/agenda/report?de="));
    if is_worked {
        assert!(now.contains("/evenements\"") && now.contains(r#"name="rendez-vous""#));
    }
    assert!(later.contains("apporter le CV &#60;b&#62;"), "what was typed is text, never markup");
}

#[tokio::test]
async fn a_form_comes_back_with_what_was_typed_or_goes_to_its_day() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let (target, who) = (format!("/agenda/{}", dossier(1)), agent(0).id);
    let typed = |debut: &str, more: &str| {
        format!("agent={who}&jour=2026-11-24&debut={debut}&duree=45&objet=suivi&texte=CV{more}")
    };
    let booked = lea.demande(Method::POST, &target, &typed("10:00", "")).await;
    assert_eq!(booked.header("cairn-vers"), format!("/agenda?jour=2026-11-24&agent={who}&faits=1&sautes=0"));
    let taken = lea.demande(Method::POST, &target, &typed("12:00", "")).await;
    assert_eq!(taken.status, 409);
    for shown in
        [r#"name="force" value="1""#, r#"value="CV""#, r#"value="12:00""#, "Mardi 24 novembre 2026, 12\u{a0}h\u{a0}00"]
    {
        assert!(taken.corps.contains(shown), "{shown}");
    }
    assert_eq!(lea.demande(Method::POST, &target, &typed("12:00", "&force=1")).await.status, 204);
    let wrong = lea.demande(Method::POST, &target, "agent=x&jour=2026-02-30&duree=3").await;
    assert_eq!(wrong.status, 422);
    for field in ["jour", "debut", "agent", "objet"] {
        assert!(wrong.corps.contains(&format!("\"{field}\"")), "{field}: {}", wrong.corps);
    }
    let moved =
        lea.demande(Method::POST, &format!("{target}/{}", dossier(2)), "statut=absent&retour=jour%3D2026-11-23").await;
    assert_eq!(moved.header("cairn-vers"), "/agenda?jour=2026-11-23");
    let home = lea.demande(Method::POST, &format!("{target}/{}", dossier(2)), "statut=absent&retour=%2F").await;
    assert_eq!(home.header("cairn-vers"), "/");
    for target in ["/agenda/0", "/agenda/0/0"] {
        assert_eq!(lea.demande(Method::POST, target, "statut=absent").await.status, 404, "{target}");
    }
}

#[tokio::test]
async fn an_address_answers_a_calendar_or_nothing() {
    let (app, _) = guichet();
    let read = |target: String| envoie(&app, navigation(Method::GET, &target));
    let known = read(format!("/agenda/flux/{}.ics", "a5".repeat(32))).await;
    assert_eq!((known.status.as_u16(), known.header("content-type")), (200, "text/calendar; charset=utf-8"));
    assert!(known.corps.starts_with("BEGIN:VCALENDAR\r\n") && known.corps.contains("SUMMARY:Rendez-vous\r\n"));
    assert_eq!(known.header("cache-control"), "no-store");
    for unknown in [format!("{}.ics", "a4".repeat(32)), "a5".repeat(32), "x.ics".into(), ".ics".into()] {
        let answer = read(format!("/agenda/flux/{unknown}")).await;
        assert_eq!((answer.status.as_u16(), answer.corps.as_str()), (404, ""), "{unknown}");
    }
    assert_eq!(read(format!("/agenda/flux/{}.ics", "ff".repeat(32))).await.status, 429);
}

#[tokio::test]
async fn the_address_is_told_once_and_whole() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let page = lea.envoie("/agenda/flux", "").await.corps;
    assert!(page.contains(&format!("/agenda/flux/{}.ics", "a5".repeat(32))));
    assert!(!lea.va("/agenda").await.corps.contains("/agenda/flux/a5"));
    assert_eq!(lea.demande(Method::POST, "/agenda/flux/oubli", "").await.header("cairn-vers"), "/agenda");
}
