//! The page of a person and its panel, through HTTP: what it says first, what each form of it sends, and to whom.

use axum::http::Method;

use super::gens::{Agent, guichet};
use crate::vitrine::gens::{self, dossier};
use crate::vitrine::parcours;

async fn page(n: u32, query: &str) -> String {
    let (app, coffre) = guichet();
    Agent::entre(&app, &coffre).await.va(&format!("/dossiers/{}{query}", dossier(n))).await.corps
}

#[tokio::test]
async fn marks_come_before_anything_that_is_dialled() {
    let page = page(gens::FOULE, "").await;
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}"));
    let phone = at("06\u{a0}39\u{a0}98");
    assert!(at("Ne pas contacter les parents.") < phone && at("Canal dangereux") < phone);
    assert!(at("SMS, Courrier") < phone && at("31/12/2026") < phone);
    let (app, coffre) = guichet();
    let contact = Agent::entre(&app, &coffre).await.va(&format!("/dossiers/{}/contact", dossier(gens::FOULE))).await;
    let at = |text: &str| contact.corps.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(at("Ne pas contacter les parents.") < at("tel:0639981234") && at("Canal dangereux") < at("tel:"));
    assert!(!contact.corps.contains("Boulangerie"), "nothing of the pathway");
}

#[tokio::test]
async fn a_rendez_vous_fills_the_panel_and_another_one_does_not() {
    let filled = page(1, &format!("?rendez-vous={}", parcours::CE_MATIN)).await;
    assert!(filled.contains(&format!(r#"name="rendez-vous" value="{}""#, parcours::CE_MATIN)));
    assert!(
        filled.contains(r#"name="duree" type="number" inputmode="numeric" min="0" max="1440" required value="30""#)
    );
    // One that is to come, one of somebody else, and nonsense fill nothing.
    for other in [domaine::RendezVousId([0x4e; 16]).to_string(), domaine::RendezVousId([1; 16]).to_string(), "1".into()]
    {
        assert!(!page(1, &format!("?rendez-vous={other}")).await.contains(r#"name="rendez-vous""#), "{other}");
    }
}

#[tokio::test]
async fn why_a_situation_is_not_counted_is_answered_in_place() {
    let page = page(1, "").await;
    assert!(page.contains("Pourquoi ce n'est pas compté ?") || page.contains("Pourquoi ce n&#39;est pas compté ?"));
    assert!(
        page.contains(&format!("/dossiers/{}/modifier?partie=situations&#38;situation=3#rome", dossier(1))),
        "where to mend it"
    );
    assert!(page.contains("Fiche de saisie"), "the source is said");
}

#[tokio::test]
async fn each_form_goes_where_the_dossier_shows_it() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let opened = format!("/dossiers/{}", dossier(1));
    for (road, corps, toward) in [
        ("evenements", "genre=telephone&date=2026-11-20&duree=15&texte=x", ""),
        ("evenements/delicat", "genre=telephone&date=2026-11-20&duree=15&texte=&delicat=x", ""),
        ("situations", "type=101&contrat=1&debut-situation=2026-11-20", "?ecrit=situation#plan"),
        ("situations", "annuler=3", "?ecrit=situation#plan"),
        ("propositions", "resultats=2.realise&resultats-le=2026-11-20", "?ecrit=proposition#propositions"),
        ("confirmation", "groupe=contact", "?ecrit=confirme#contact"),
        ("statut", "jour=2026-11-20&motif=1&sortie=3", "?ecrit=statut"),
        ("statut", "geste=reprise", "?ecrit=statut"),
        ("delicat/modification", "avant-logement=&logement=heberge-amis", "?ecrit=1"),
        ("argent/modification", "avant-ressources-montant=&ressources-montant=520", "?ecrit=1"),
        ("identifiants/modification", "avant-nir-etat=&nir-etat=", "?ecrit=1"),
        ("contact", "avant-mail=&mail=lina%40essai.example", "/contact?ecrit=1"),
    ] {
        let answer = lea.demande(Method::POST, &format!("{opened}/{road}"), corps).await;
        assert_eq!(answer.status, 204, "{road}: {}", answer.corps);
        assert_eq!(answer.header("cairn-vers"), format!("{opened}{toward}"), "{road}");
    }
}

#[tokio::test]
async fn every_form_says_all_that_is_wrong_at_once_and_writes_nothing() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let opened = format!("/dossiers/{}", dossier(1));
    for (road, corps, expected) in [
        ("evenements", "genre=&date=hier&duree=", 3),
        ("evenements", "", 3),
        ("situations", "type=", 1),
        ("situations", "type=x&debut-situation=31/02", 1),
        ("propositions", "resultats=x&resultats-le=", 2),
        ("confirmation", "groupe=autre", 1),
        ("statut", "", 2),
        ("delicat/modification", "avant-rqth-fin=&rqth-fin=bientot", 1),
        ("contact", "avant-mail=&mail=rien&avant-telephone=&telephone=06", 2),
    ] {
        let answer = lea.demande(Method::POST, &format!("{opened}/{road}"), corps).await;
        assert_eq!(answer.status, 422, "{road} {corps}");
        let said: serde_json::Value = serde_json::from_str(&answer.corps).expect("what is wrong, by field");
        assert_eq!(said["erreurs"].as_object().map_or(0, serde_json::Map::len), expected, "{road} {corps}: {said}");
    }
}

#[tokio::test]
async fn who_reads_and_does_not_write_has_no_form() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    coffre.plays(droits::Role::Direction);
    let page = lea.va(&format!("/dossiers/{}", dossier(1))).await.corps;
    assert!(
        !page.contains(r#"id="entretien""#) && !page.contains(r#"id="confirmer""#) && !page.contains(r#"id="deplier""#)
    );
    assert!(!page.contains("/modifier?partie=identite\" data-acte"), "nothing leads to a form that refuses");
}

#[tokio::test]
async fn what_is_delicate_is_asked_apart() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let opened = format!("/dossiers/{}", dossier(1));
    let page = lea.va(&format!("{opened}?quoi=contact")).await.corps;
    assert!(!page.contains("Ne veut pas que sa famille") && page.contains("une partie délicate, rangée à part"));
    let unfolded = lea.demande(Method::POST, &format!("{opened}/delicat"), "").await.corps;
    assert!(unfolded.contains("Ne veut pas que sa famille") && !unfolded.contains("<html"));
    assert!(
        unfolded.contains(&format!(r#"action="{opened}/delicat/modification""#))
            && unfolded.contains(r#"id="rqth-fin""#)
    );
    assert!(!unfolded.contains("ressources-montant"), "one class at a time");
    let money = lea.demande(Method::POST, &format!("{opened}/argent"), "").await.corps;
    assert!(money.contains("ressources-montant") && !money.contains("Ne veut pas"));
}
