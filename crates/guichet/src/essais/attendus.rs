//! Approvals, parrains, newcomers, reviews: who is asked for what, and what never happens by itself.

use axum::http::Method;
use droits::Role;

use super::gens::{Agent, Reponse, envoie, guichet, navigation};
use crate::encodage;
use crate::face::{Coffre, Geste};
use crate::vitrine::attendus::{CODE, LEURRE};
use crate::vitrine::comptes::agent_id;

/// Every page of these slices, with its name.
pub async fn samples() -> Vec<(&'static str, Reponse)> {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let of = |what: &str, n: usize| format!("/{what}/{}", agent_id(n));
    let mut pages = vec![
        ("approbations, aucune", lea.va("/approbations").await),
        ("parrainages, personne", lea.va("/parrainages").await),
        ("revue, rien", lea.va("/campagnes").await),
        ("accès, pas dans son rôle", lea.va("/acces").await),
        ("listes de repérage", lea.va("/reperage").await),
        ("liste de repérage", lea.va(&format!("/reperage/{}", "5e".repeat(16))).await),
        ("liste de repérage, page 2", lea.va(&format!("/reperage/{}?page=2&langue=en", "5e".repeat(16))).await),
        ("liste de repérage, personne", lea.va(&format!("/reperage/{}?issue=3", "5e".repeat(16))).await),
        ("arrivée close", envoie(&app, navigation(Method::GET, &format!("/arrivee/{CODE}"))).await),
    ];
    coffre.plays(Role::Gestionnaire);
    pages.extend([
        ("approbations", lea.va("/approbations").await),
        ("approuver", lea.va(&of("approbations", 0)).await),
        ("approuver, in English", lea.va(&format!("{}?langue=en", of("approbations", 0))).await),
        ("approuver, pas à vous", lea.va(&of("approbations", 1)).await),
        ("approuver, sans carte", lea.va(&of("approbations", 8)).await),
        ("accès", lea.va("/acces").await),
        ("accès, in English", lea.va("/acces?langue=en").await),
        ("accès, personne", lea.va("/acces?role=vigie").await),
        ("lignées", lea.va("/lignees").await),
        ("histoire", lea.va(&format!("{}/histoire", of("habilitations", 4))).await),
        ("histoire, introuvable", lea.va("/habilitations/0/histoire").await),
    ]);
    coffre.plays(Role::Direction);
    pages.extend([
        ("catalogue", lea.va("/catalogue").await),
        ("catalogue, une liste", lea.va("/catalogue/offre").await),
        ("catalogue, in English", lea.va("/catalogue/absences?langue=en").await),
        ("catalogue, longue", lea.va("/catalogue/situation-types").await),
        ("listes de repérage, aucune", lea.va("/reperage").await),
        ("parrainages", lea.va("/parrainages").await),
        ("parrainages, signé", lea.va("/parrainages?signe=1").await),
        ("parrainage, fermé", lea.va(&of("parrainages", 1)).await),
        ("parrainage, ouvert", lea.envoie(&format!("{}/adresse", of("parrainages", 1)), "").await),
        ("revue", lea.va("/campagnes?fait=signe").await),
        ("revue, plus utile", lea.va(&of("campagnes", 4)).await),
        ("revue, plus utile, personne", lea.va(&format!("/campagnes/{LEURRE}")).await),
    ]);
    for (name, n) in [("arrivée, première clé", 1), ("arrivée, seconde clé", 2), ("arrivée, quatre mots", 3)] {
        pages.push((name, envoie(&app, navigation(Method::GET, &format!("/arrivee/{CODE}?langue=fr"))).await));
        key(&coffre, n).await;
    }
    pages.push(("parrainage, à signer", lea.va(&of("parrainages", 1)).await));
    sign(&lea, &format!("{}/signature", of("parrainages", 1)), &cles()).await;
    pages.push(("arrivée, signée", envoie(&app, navigation(Method::GET, &format!("/arrivee/{CODE}"))).await));
    lea.demande(Method::POST, &format!("/campagnes/{LEURRE}/certification"), "").await;
    pages.push(("revue, reprise", lea.va("/campagnes").await));
    coffre.plays(Role::Dpo);
    pages.push(("revue, à côté", lea.va("/campagnes").await));
    pages
}

/// The newcomer's phone makes one more key.
async fn key(coffre: &Coffre, n: u8) {
    let attestation = crate::face::Attestation { credential: vec![n], client_data: vec![], attestation_object: vec![] };
    // The vitrine makes two; a third would be another hash.
    if n <= 2 {
        coffre.bind_arrivee(CODE, attestation).await.expect("the address is open");
    }
}

/// What the parrain's form brings back.
fn cles() -> String {
    format!("cles={}", encodage::hex(&droits::signature::sha256(&[1, 2])))
}

/// Both passes of a gesture; where it leads.
async fn sign(agent: &Agent, target: &str, corps: &str) -> Reponse {
    let first = agent.demande(Method::POST, target, corps).await;
    assert_eq!(first.status, 200, "{target}: {}", first.corps);
    let said: serde_json::Value = serde_json::from_str(&first.corps).expect("what is to be signed");
    let defi = said["defi"].as_str().expect("a challenge");
    let second = format!("{corps}&defi={defi}&credential=AA&authenticatorData=AA&clientDataJSON=AA&signature=AA");
    agent.demande(Method::POST, target, &second).await
}

#[tokio::test]
async fn the_approver_compares_before_three_answers_of_equal_weight() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    coffre.plays(Role::Gestionnaire);
    let page = lea.va(&format!("/approbations/{}", agent_id(0))).await.corps;
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(at("id=\"comparaison\"") < at("id=\"avis\""), "the comparison comes first");
    // Twenty seconds, first shown now or a moment ago: the first answer sleeps, the two others do not.
    assert_eq!(page.matches("<button disabled>").count(), 1);
    assert!(at("<button disabled>") < at("/refus\""));
    assert!(!page[at("id=\"avis\"")..at("id=\"geste\"")].contains("premier"), "no answer is put forward");
    for word in ["2027", "Clara Roussel", "diffère", "depuis 30 jours", "secondes"] {
        assert!(page.contains(word), "{word}");
    }
    // A button and the key's own: two clicks after the comparison.
    let asks = |page: &str| page.matches(" data-geste>").count();
    assert_eq!(asks(&page), 3);
    let neighbour = lea.va(&format!("/approbations/{}", agent_id(1))).await.corps;
    assert_eq!(asks(&neighbour), 0, "what waits for somebody else has no answer here");
    assert_eq!(asks(&lea.va("/approbations").await.corps), 0, "a list judges nobody");
}

#[tokio::test]
async fn a_parrain_makes_two_gestures_and_both_screens_say_the_same() {
    let (app, coffre) = guichet();
    let marc = Agent::entre(&app, &coffre).await;
    coffre.plays(Role::Direction);
    let page = format!("/parrainages/{}", agent_id(1));
    let phone = || envoie(&app, navigation(Method::GET, &format!("/arrivee/{CODE}")));
    assert_eq!(phone().await.status, 404, "nothing is open before the parrain opens it");

    let opened = marc.envoie(&format!("{page}/adresse"), "").await.corps;
    assert!(opened.contains(&format!("http://localhost/arrivee/{CODE}")) && opened.contains("v1h-"));
    assert!(!marc.va(&page).await.corps.contains(CODE), "the address shows once");
    for n in [1, 2] {
        assert!(phone().await.corps.contains("data-lier"));
        assert!(marc.va(&page).await.corps.contains("data-attendre"), "the parrain's page follows by itself");
        key(&coffre, n).await;
    }
    let (hers, his) = (phone().await.corps, marc.va(&page).await.corps);
    for word in ["cerise", "tambour", "ruisseau", "lanterne"] {
        assert!(hers.contains(word) && his.contains(word), "{word}");
    }
    assert!(!hers.contains(" data-geste>") && !his.contains("data-attendre"));

    let wrong = marc.demande(Method::POST, &format!("{page}/signature"), "cles=00").await;
    assert_eq!(wrong.status, 400);
    let done = sign(&marc, &format!("{page}/signature"), &cles()).await;
    assert_eq!(done.header("cairn-vers"), "/parrainages?signe=1");
    assert!(matches!(coffre.signed().as_slice(), [Geste::Parrainer { .. }]));
    assert!(phone().await.corps.contains("/connexion?vers=/formation"));
}

#[tokio::test]
async fn a_newcomer_key_comes_from_our_page_only() {
    let (app, coffre) = guichet();
    let marc = Agent::entre(&app, &coffre).await;
    coffre.plays(Role::Direction);
    marc.envoie(&format!("/parrainages/{}/adresse", agent_id(1)), "").await;
    let post = |site: &str, corps: &str| {
        let request = axum::http::Request::builder().method(Method::POST).uri(format!("/arrivee/{CODE}"));
        let request = request.header("sec-fetch-site", site).body(axum::body::Body::from(corps.to_owned()));
        envoie(&app, request.expect("a request"))
    };
    let whole = r#"{"credential":"AA","clientDataJSON":"AA","attestationObject":"AA"}"#;
    assert_eq!(post("cross-site", whole).await.status, 403);
    assert_eq!(post("same-origin", "{}").await.status, 400);
    let bound = post("same-origin", whole).await;
    assert_eq!((bound.status.as_u16(), bound.corps.as_str()), (200, r#"{"liees":1}"#));
}

#[tokio::test]
async fn a_line_that_stands_for_nobody_looks_like_any_and_begins_the_review_again() {
    let (app, coffre) = guichet();
    let marc = Agent::entre(&app, &coffre).await;
    coffre.plays(Role::Direction);
    let before = marc.va("/campagnes").await.corps;
    let shape = |id: &str| {
        let part = before.split("<section").find(|part| part.contains(id)).unwrap_or_else(|| panic!("{id}"));
        let part = part.split("</section>").next().unwrap_or_default();
        (part.matches('<').count() - 2 * part.matches("<li>").count(), part.matches("data-geste").count())
    };
    assert_eq!(shape(&agent_id(4).to_string()), shape(&LEURRE.to_string()));

    let line = |id: domaine::AgentId| format!("/campagnes/{id}/certification");
    let done = sign(&marc, &line(agent_id(4)), "").await;
    assert_eq!(done.header("cairn-vers"), "/campagnes?fait=signe");
    let caught = marc.demande(Method::POST, &line(LEURRE), "").await;
    assert_eq!((caught.status.as_u16(), caught.header("cairn-vers")), (204, "/campagnes"));
    assert_eq!(coffre.signed().len(), 1, "nobody was certified");
    assert!(marc.va("/campagnes").await.corps.contains("La revue reprend depuis le début"));

    coffre.plays(Role::Dpo);
    assert!(marc.va("/campagnes").await.corps.contains("action=\"/campagnes/reprise\""));
    assert_eq!(marc.demande(Method::POST, "/campagnes/reprise", "").await.header("cairn-vers"), "/campagnes?fait=leve");
    coffre.plays(Role::Direction);
    assert!(!marc.va("/campagnes").await.corps.contains("La revue reprend depuis le début"));

    // Refused, it counts as done; a real one is closed by a signature.
    let seen = marc.demande(Method::POST, &format!("/campagnes/{LEURRE}/cloture"), "").await;
    assert_eq!(seen.header("cairn-vers"), "/campagnes?fait=retire");
    assert!(!marc.va("/campagnes").await.corps.contains(&LEURRE.to_string()));
    assert_eq!(marc.demande(Method::POST, &format!("/campagnes/{}/depart", agent_id(4)), "date=x").await.status, 422);
    sign(&marc, &format!("/campagnes/{}/depart", agent_id(4)), "date=2027-03-01").await;
    assert!(matches!(coffre.signed().last(), Some(Geste::Muter { .. })));
}

#[tokio::test]
async fn who_may_what_reads_like_french() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    coffre.plays(Role::Gestionnaire);
    let all = lea.va("/acces").await.corps;
    let text: String = all.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    let text = text.replace("&#39;", "'");
    assert!(text.contains("Nadia Berger,conseil en insertion et parrain,ouvre les dossiers de la structure jusqu'au "));
    assert!(text.contains("Formation à repasser avant le "));
    assert!(!all.contains("Yves Perrin"), "the closed show when asked for");
    let only = |query: &'static str| lea.va(query);
    assert!(only("/acces?etat=clos").await.corps.contains("Yves Perrin"));
    let asleep = only("/acces?etat=arrete").await.corps;
    assert!(asleep.contains("Louis Fontaine") && asleep.contains("Clara Roussel") && !asleep.contains("Nadia Berger"));
    assert!(!only("/acces?role=gestionnaire").await.corps.contains("Nadia Berger"));
}

#[tokio::test]
async fn proofs_are_a_file_without_a_name() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    coffre.plays(Role::Gestionnaire);
    let file = lea.va(&format!("/habilitations/{}/preuves", agent_id(4))).await;
    assert_eq!(file.header("content-type"), "application/json");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"preuves-24242424.json\"");
    assert!(!file.corps.contains("Nadia") && file.corps.contains("cairn/preuves/1"));
    assert_eq!(lea.va("/habilitations/00000000000000000000000000000000/preuves").await.status, 404);
}
