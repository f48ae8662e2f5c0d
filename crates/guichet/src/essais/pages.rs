//! Every page of the guichet, as served: what it is made of, how heavy it is, what leaves with it.

use axum::http::Method;

use super::gens::{Agent, Reponse, envoie, guichet, navigation};
use crate::vitrine::gens::{self, dossier};
use crate::vitrine::parcours;

/// A sentence with every word.
const PHRASE: &str = "statut=actif&age=18-21&sans-nouvelle=30&nouveaux=90&tri=age";
/// A telephone and a mail that somebody else changed since: the form was given others.
const CONFLIT: &str = "partie=contact&avant-telephone=0639980001&telephone=0639980002&avant-mail=&mail=lina%40essai.example\
    &avant-voie=12+rue+des+Essais&voie=14+rue+des+Essais";

/// The form of somebody whom the vitrine knows.
fn known() -> String {
    "nom-naissance=Lefebvre&prenom=Noah&naissance=2004-02-12".to_owned()
}

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
    let foule = format!("/dossiers/{}", dossier(gens::FOULE));
    for partie in ["identite", "sejour", "representants", "famille", "formation", "langues", "mobilite", "emploi"] {
        pages.push((partie, lea.va(&format!("{opened}/modifier?partie={partie}")).await));
    }
    pages.extend([
        ("recherche", lea.va("/").await),
        ("résultats", lea.envoie("/recherche", "requete=Lefebvre").await),
        ("aucun résultat", lea.envoie("/recherche", "requete=zzzzzzz").await),
        ("portefeuille", lea.va("/portefeuille?page=2").await),
        ("portefeuille, une phrase", lea.va(&format!("/portefeuille?{PHRASE}")).await),
        ("portefeuille, cinq mille", lea.va("/portefeuille?de=structure&page=200").await),
        ("portefeuille, une personne", lea.va(&format!("/portefeuille?de={}", gens::agent(3).id)).await),
        ("portefeuille, personne", lea.va(&format!("/portefeuille?de={}", gens::agent(5).id)).await),
        ("portefeuille, trop de mots", lea.va("/portefeuille?sans-nouvelle=3000").await),
        ("lectures", lea.va("/lectures").await),
        ("lectures, page 2", lea.va("/lectures?page=2&langue=en").await),
        ("fiche de contact", lea.va(&format!("{opened}/impression?feuille=contact")).await),
        ("fiche de parcours", lea.va(&format!("{opened}/impression?feuille=parcours")).await),
        ("modifier", lea.va(&format!("{opened}/modifier?partie=contact")).await),
        ("modifier, conflit", lea.envoie(&opened, CONFLIT).await),
        ("modifier, à corriger", lea.envoie(&opened, "partie=contact&avant-mail=&mail=pas+un+mail").await),
        ("dossier après un changement", lea.va(&format!("{opened}?ecrit=1&gardes=mail.voie")).await),
        ("dossier presque vide", lea.va(&format!("/dossiers/{}", dossier(2))).await),
        ("délicat", lea.envoie(&format!("{opened}/delicat"), "").await),
        ("argent", lea.envoie(&format!("{opened}/argent"), "").await),
        ("délicat, rien", lea.envoie(&format!("/dossiers/{}/delicat", dossier(2)), "").await),
        ("dossier", lea.va(&opened).await),
        ("dossier in English", lea.va(&format!("{opened}?langue=en")).await),
        ("identifiants", lea.envoie(&format!("{opened}/identifiants"), "").await),
        (
            "identifiants, à corriger",
            lea.envoie(&format!("{opened}/identifiants/modification"), "avant-nir=&nir=12").await,
        ),
        ("dossier, une foule", lea.va(&foule).await),
        ("dossier, une foule in English", lea.va(&format!("{foule}?fil=9&auteur=2&langue=en")).await),
        ("dossier, fil filtré", lea.va(&format!("{opened}?quoi=contact&mois=3&auteur=1")).await),
        ("dossier, fil vide", lea.va(&format!("{opened}?quoi=situation&mois=3&auteur=99")).await),
        ("dossier, d'un rendez-vous", lea.va(&format!("{opened}?rendez-vous={}", parcours::CE_MATIN)).await),
        ("dossier, créneau pris", lea.va(&format!("{opened}?ecrit=evenement&suivant=occupe")).await),
        ("dossier, clé douteuse", lea.va(&format!("{opened}?ecrit=1&alertes=nir:nir-cle")).await),
        ("situations", lea.va(&format!("{opened}/modifier?partie=situations&situation=3")).await),
        ("situations, aucune", lea.va(&format!("/dossiers/{}/modifier?partie=situations", dossier(2))).await),
        ("situations, une foule", lea.va(&format!("{foule}/modifier?partie=situations&situation=7&langue=en")).await),
        ("statut", lea.va(&format!("{opened}/modifier?partie=statut")).await),
        ("statut, sans situation", lea.va(&format!("/dossiers/{}/modifier?partie=statut", dossier(2))).await),
        ("statut, fini", lea.va(&format!("/dossiers/{}/modifier?partie=statut&langue=en", dossier(4))).await),
        ("contact", lea.va(&format!("{foule}/contact")).await),
        ("contact, rien", lea.va(&format!("/dossiers/{}/contact", dossier(2))).await),
        ("contact, à corriger", lea.envoie(&format!("{opened}/contact"), "avant-mail=&mail=pas+un+mail").await),
        ("nouveau", lea.va("/dossiers/nouveau").await),
        ("nouveau à corriger", lea.envoie("/dossiers", "prenom=Lina").await),
        ("nouveau, depuis la recherche", lea.envoie("/dossiers/nouveau", "requete=Lina+Essai").await),
        ("nouveau, quelqu'un ressemble", lea.envoie("/dossiers", &known()).await),
        ("introuvable", lea.va("/dossiers/0").await),
        ("panne", lea.va(&format!("/dossiers/{}", domaine::DossierId(gens::PANNE))).await),
        ("abîmé", lea.va(&format!("/dossiers/{}", domaine::DossierId(gens::ABIME))).await),
    ]);
    pages.extend(training(&lea, &coffre).await);
    pages.extend(super::comptes::samples(&lea, &coffre).await);
    pages.extend(super::ateliers::samples().await);
    pages.extend(super::agenda::samples(&lea).await);
    pages.extend(super::attendus::samples().await);
    pages.extend(super::accueil::samples().await);
    pages.extend(super::journee::samples().await);
    pages.extend(super::proconnect::samples().await);
    let late = lea.signe(Method::GET, "/", "", true);
    Agent::entre(&app, &coffre).await;
    pages.push(("reprise", envoie(&app, late).await));
    pages
}

/// The longest course, in both languages: screens, sheet, exam, and both ends of it.
async fn training(lea: &Agent, coffre: &crate::face::Coffre) -> Vec<(&'static str, Reponse)> {
    use crate::vitrine::formation::Eleve;
    use domaine::formation::Parcours;
    let role = droits::Role::Gestionnaire;
    coffre.becomes(Eleve { role, ..Eleve::default() });
    let exam = lea.va("/formation/examen").await;
    let sheet =
        |right: bool| super::formation::fill(&exam.corps, Parcours::Gestionnaire, |q, n| q.choix[n].juste == right);
    let (passed, failed) = (sheet(true), sheet(false));
    let pages = vec![
        ("formation", lea.va("/formation").await),
        ("formation, an English screen", lea.va("/formation/gestionnaire?ecran=2&langue=en").await),
        ("formation, un écran", lea.va("/formation/commun?ecran=4").await),
        ("formation, feuille", lea.va("/formation/commun?ecran=tout").await),
        ("examen in English", lea.va("/formation/examen?langue=en").await),
        ("examen réussi", lea.envoie("/formation/examen", &passed).await),
        ("examen à repasser", lea.envoie("/formation/examen", &failed).await),
        ("examen, sans réponse", lea.envoie("/formation/examen", "tirage=0000000000000007").await),
        ("examen", exam),
    ];
    coffre.becomes(Eleve::default());
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
        // French quotation marks have their space; a key that nobody wrote shows itself without.
        let missing = html.split('«').skip(1).find(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
        assert_eq!(missing.map(|rest| &rest[..rest.len().min(40)]), None, "{nom}: a word is missing");
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
        (Method::GET, opened.as_str(), "", 1),
        (Method::GET, "/portefeuille", "", 2),
        (Method::POST, "/recherche", "requete=Lefebvre", 3),
        (Method::POST, &format!("{opened}/identifiants"), "", 4),
        (Method::GET, "/dossiers/nouveau", "", 4),
        (Method::GET, "/dossiers/0", "", 4),
        (Method::GET, "/lectures", "", 5),
        (Method::GET, &format!("{opened}/modifier"), "", 6),
        (Method::GET, &format!("{opened}/impression"), "", 7),
        (Method::POST, &format!("{opened}/delicat"), "", 8),
        (Method::POST, "/recherche", "objet=doublons&nom-naissance=Lefebvre&prenom=Noah", 9),
        (Method::POST, &opened, CONFLIT, 10),
        (Method::POST, "/dossiers", &known(), 11),
        (Method::POST, &opened, "partie=contact&avant-voie=12+rue+des+Essais&voie=14+rue+des+Essais", 11),
        (Method::POST, "/dossiers/nouveau", "requete=Lina", 11),
        (Method::POST, "/portefeuille/filtres", "nom=Essai&requete=statut%3Dactif", 11),
        (Method::POST, "/portefeuille/filtres/oubli", "num=1", 11),
        (Method::GET, "/", "", 12),
    ] {
        lea.demande(method, target, corps).await;
        assert_eq!(coffre.delivered_count(), expected, "{target}");
    }
}

#[tokio::test]
async fn a_title_says_initials_and_number() {
    let (app, coffre) = guichet();
    let page = Agent::entre(&app, &coffre).await.va(&format!("/dossiers/{}?quoi=contact", dossier(1))).await.corps;
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
        (format!("{opened}/evenements"), "genre=telephone&date=2026-11-20&duree=15&texte=Rappel%C3%A9e");
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
    assert!(page.contains(r#"<option value="atelier" data-duree="180" data-lieu="mission-locale" selected>"#));
}

#[tokio::test]
async fn two_people_change_a_dossier_and_lose_nothing() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let opened = format!("/dossiers/{}", dossier(1));
    let change = |corps: &'static str| lea.demande(Method::POST, &opened, corps);

    // Another field than somebody else's: both stand, and the dossier says whose was kept.
    let hers = change("partie=contact&avant-voie=12+rue+des+Essais&voie=14+rue+des+Essais").await;
    assert_eq!(hers.header("cairn-vers"), format!("{opened}?ecrit=1"));
    let mine = change(
        "partie=contact&avant-voie=12+rue+des+Essais&voie=12+rue+des+Essais&avant-commune=Roubaix&commune=Croix",
    )
    .await;
    assert_eq!(mine.header("cairn-vers"), format!("{opened}?ecrit=1&gardes=voie"));
    let page = lea.va(&format!("{opened}?ecrit=1&gardes=voie")).await.corps;
    assert!(
        page.contains("14 rue des Essais") && page.contains("Croix") && page.contains("changé entre-temps : adresse")
    );

    // The same field: nothing is written, both values and all that was typed come back.
    let asked = change(
        "partie=contact&avant-voie=12+rue+des+Essais&voie=16+rue+des+Essais&avant-commune=Croix&commune=Wasquehal",
    )
    .await;
    assert_eq!(asked.status, 409);
    for value in ["16 rue des Essais", "14 rue des Essais", r#"name="choix-voie""#, "Wasquehal", "Karim Benali"] {
        assert!(asked.corps.contains(value), "{value}");
    }
    assert!(!lea.va(&opened).await.corps.contains("Wasquehal"));
    let chosen = change("partie=contact&avant-voie=14+rue+des+Essais&voie=16+rue+des+Essais&choix-voie=autre&avant-commune=Croix&commune=Wasquehal").await;
    assert_eq!(chosen.status, 204);
    let page = lea.va(&opened).await.corps;
    assert!(page.contains("14 rue des Essais") && page.contains("Wasquehal"));
}

#[tokio::test]
async fn a_new_dossier_asks_before_it_makes_a_second_one() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let asked = lea.demande(Method::POST, "/dossiers", &known()).await;
    assert_eq!(asked.status, 409);
    assert!(asked.corps.contains(r#"name="confirme" value="1""#) && asked.corps.contains(r#"value="Lefebvre""#));
    assert_eq!(lea.demande(Method::POST, "/dossiers", &format!("{}&confirme=1", known())).await.status, 204);
    let elsewhere = "nom-naissance=Essai&prenom=Lina&naissance=2006-05-12&telephone=0639980000";
    assert!(lea.demande(Method::POST, "/dossiers", elsewhere).await.corps.contains("Mission locale de Lille"));
    let begun = lea.envoie("/dossiers/nouveau", "requete=Lina+Essai+12%2F05%2F2006").await.corps;
    for value in [r#"value="Essai""#, r#"value="Lina""#, r#"value="2006-05-12""#] {
        assert!(begun.contains(value), "{value}");
    }
}

#[tokio::test]
async fn a_sentence_is_kept_under_a_name_and_given_up() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let kept = lea
        .demande(Method::POST, "/portefeuille/filtres", "nom=%C3%80+relancer&requete=tri%3Dage%26statut%3Dactif")
        .await;
    assert_eq!(kept.header("cairn-vers"), "/portefeuille?statut=actif&tri=age");
    assert!(lea.va("/portefeuille").await.corps.contains(">À relancer</a>"));
    for corps in ["nom=Essai&requete=nom%3DLefebvre", "nom=&requete=statut%3Dactif"] {
        assert_eq!(lea.demande(Method::POST, "/portefeuille/filtres", corps).await.status, 422, "{corps}");
    }
    assert_eq!(
        lea.envoie("/portefeuille/filtres/oubli", "num=1&retour=statut%3Dactif").await.header("location"),
        "/portefeuille?statut=actif"
    );
    assert!(!lea.va("/portefeuille").await.corps.contains("À relancer"));
}

#[tokio::test]
async fn the_palette_asks_for_her_own_people_only() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let all = lea.demande(Method::POST, "/recherche", "requete=Lefebvre").await.corps;
    let hers = lea.demande(Method::POST, "/recherche", "requete=Lefebvre&miens=1").await.corps;
    assert!(all.contains("masquee") && !hers.contains("masquee"));
    assert!(!hers.contains("<html"), "a fragment");
}

/// An attribute that a browser would run.
fn has_handler(html: &str) -> bool {
    html.match_indices(" on").any(|(at, _)| {
        let name: String = html[at + 1..].chars().take_while(char::is_ascii_alphabetic).collect();
        name.len() > 3 && html[at + 1 + name.len()..].starts_with('=')
    })
}

/// Each field that a person fills has an id, and a label that names it.
pub fn every_field_has_its_label(nom: &str, html: &str) {
    for tag in ["<input", "<select", "<textarea"] {
        for field in html.split(tag).skip(1) {
            let field = field.split('>').next().unwrap_or("");
            if field.contains(r#"type="hidden""#) {
                continue;
            }
            let id = field.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("none");
            assert!(html.contains(&format!("<label for=\"{id}\"")), "{nom}: {tag}{field}");
        }
    }
}
