//! The course as its reader goes through it: screens, exam, what is said of a mistake.

use axum::http::Method;
use domaine::formation::{Parcours, Question, VERSION};
use droits::Role;

use super::gens::{Agent, Reponse, guichet};
use crate::heure;
use crate::vitrine::formation::Eleve;

const JOUR: u64 = 86_400_000;

/// Ticks a sheet as it was shown: the answers of each question are given by `chooses`.
pub fn fill(page: &str, parcours: Parcours, chooses: impl Fn(&Question, usize) -> bool) -> String {
    let page = page.replace("&#39;", "'").replace("&#34;", "\"");
    let value = |tag: &str, name: &str| -> String {
        let rest = tag.split(&format!(" {name}=\"")).nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let tirage = page.split("name=\"tirage\"").nth(1).map(|rest| value(rest, "value")).expect("a draw");
    let mut corps = format!("tirage={tirage}");
    for part in page.split("<fieldset>").skip(1).filter_map(|part| part.split("</fieldset>").next()) {
        let part = part.split("</fieldset>").next().unwrap_or_default();
        let question = parcours.questions().find(|q| part.contains(q.scene.fr)).expect("a question of the course");
        for tag in part.split("<input").skip(1) {
            let n = question.choix.iter().position(|choix| tag.contains(&format!(">{}<", choix.texte.fr)));
            let n = n.unwrap_or_else(|| panic!("{}: no choice of it in {tag}", question.key));
            if chooses(question, n) {
                corps.push_str(&format!("&{}={}", value(tag, "name"), value(tag, "value")));
            }
        }
    }
    corps
}

fn right(question: &Question, n: usize) -> bool {
    question.choix[n].juste
}

async fn exam(lea: &Agent, parcours: Parcours, chooses: impl Fn(&Question, usize) -> bool) -> Reponse {
    let page = lea.va("/formation/examen").await.corps;
    lea.envoie("/formation/examen", &fill(&page, parcours, chooses)).await
}

#[tokio::test]
async fn each_role_has_its_course_and_no_other() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    for (role, is_parrain, parrain, gestionnaire) in [
        (Role::Conseiller, false, 404, 404),
        (Role::Conseiller, true, 200, 404),
        (Role::Direction, false, 200, 404),
        (Role::Dpo, false, 404, 404),
        (Role::Gestionnaire, false, 404, 200),
    ] {
        coffre.becomes(Eleve { role, is_parrain, ..Eleve::default() });
        assert_eq!(lea.va("/formation/commun").await.status, 200);
        assert_eq!(lea.va("/formation/parrain").await.status, parrain, "{role:?}");
        assert_eq!(lea.va("/formation/gestionnaire").await.status, gestionnaire, "{role:?}");
    }
    assert_eq!(lea.va("/formation/autre").await.status, 404);
}

#[tokio::test]
async fn the_first_page_says_where_she_stands() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    for (left, expected) in [
        (None, "pas encore de certificat"),
        (Some(180 * JOUR), "valable jusqu&#39;au"),
        (Some(29 * JOUR + 1000), "il reste 30 jours"),
        (Some(1000), "il reste 1 jour."),
        (Some(0), "votre compte dort"),
    ] {
        let formation = left.map_or(0, |left| heure::now_ms() + left);
        coffre.becomes(Eleve { formation, ..Eleve::default() });
        let page = lea.va("/formation").await.corps;
        assert!(page.contains(expected), "{left:?}: {expected}");
    }
}

#[tokio::test]
async fn a_course_is_walked_from_screen_to_screen_up_to_the_exam() {
    let (app, coffre) = guichet();
    coffre.becomes(Eleve { role: Role::Gestionnaire, ..Eleve::default() });
    let lea = Agent::entre(&app, &coffre).await;
    let link = |page: &str, rel: &str| -> Option<String> {
        let rest = page.split(&format!("rel=\"{rel}\" href=\"")).nth(1)?;
        rest.split('"').next().map(str::to_owned)
    };
    let mut seen = vec!["/formation/commun".to_owned()];
    loop {
        let here = seen.last().expect("somewhere").clone();
        let page = lea.va(&here).await.corps;
        let total: usize = Parcours::Gestionnaire.modules().iter().map(|m| m.ecrans.len()).sum();
        assert!(page.contains(&format!("Écran {} sur {total}", seen.len())), "{here}");
        // Going back leads where one came from.
        if let [.., before, _] = seen.as_slice() {
            let back = link(&page, "prev").expect("a way back");
            assert!(
                back == *before || (before == "/formation/commun" && back == "/formation/commun?ecran=1"),
                "{back}"
            );
        } else {
            assert_eq!(link(&page, "prev"), None);
        }
        let next = link(&page, "next").expect("a way on");
        if next == "/formation/examen" {
            assert_eq!(seen.len(), total);
            return;
        }
        seen.push(next);
    }
}

#[tokio::test]
async fn a_screen_that_makes_no_sense_is_the_first_and_a_whole_module_is_a_sheet() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    for ecran in ["0", "6", "-1", "x", "99999999999999999999", "%ff"] {
        let page = lea.va(&format!("/formation/commun?ecran={ecran}")).await;
        assert!(page.status == 200 && page.corps.contains("Écran 1 sur 5"), "{ecran}");
    }
    let sheet = lea.va("/formation/commun?ecran=tout").await.corps;
    assert!(sheet.contains("class=\"feuille\"") && sheet.contains(&format!("version {VERSION}")));
    assert_eq!(sheet.matches("<h2>").count(), 5);
    let english = lea.va("/formation/commun?langue=en").await.corps;
    assert!(english.contains("one account was enough") && !english.contains("un seul compte"));
}

#[tokio::test]
async fn an_exam_is_never_shown_twice_in_the_same_order_and_gives_nothing_away() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let form = |page: String| page.split("<form method=\"post\" action=\"/formation").nth(1).map(str::to_owned);
    let (one, other) = (lea.va("/formation/examen").await.corps, lea.va("/formation/examen").await.corps);
    for question in Parcours::Agent.questions() {
        for choix in question.choix {
            let told = choix.pourquoi.fr.replace('\'', "&#39;");
            assert!(!one.contains(&told), "{}", question.key);
        }
    }
    assert_ne!(form(one).expect("a form"), form(other).expect("a form"));
}

#[tokio::test]
async fn who_is_right_signs_and_who_is_wrong_learns_why() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    for (role, parcours) in [(Role::Conseiller, Parcours::Agent), (Role::Gestionnaire, Parcours::Gestionnaire)] {
        coffre.becomes(Eleve { role, ..Eleve::default() });
        let passed = exam(&lea, parcours, right).await;
        assert_eq!(passed.status, 409, "nothing is written yet");
        assert!(passed.corps.contains("Examen réussi") && passed.corps.contains("action=\"/formation/certificat\""));

        // One vital question, answered by the worst choice.
        let fell = exam(&lea, parcours, |q, n| if q.key == "geste" { n == 0 } else { right(q, n) }).await;
        assert_eq!(fell.status, 422);
        assert!(fell.corps.contains("Examen à repasser") && fell.corps.contains("Une question vitale est fausse"));
        assert!(fell.corps.contains("Ensuite, c&#39;est signé") && !fell.corps.contains("formation/certificat"));

        // One that is not vital: passed, and explained all the same.
        let nearly = exam(&lea, parcours, |q, n| if q.key == "poste" { n == 2 } else { right(q, n) }).await;
        assert!(nearly.corps.contains("Examen réussi") && nearly.corps.contains("Une minute suffit"));

        let all = exam(&lea, parcours, |q, n| !right(q, n) && (q.is_multiple() || n == wrong(q))).await;
        let none = format!("0 réponses justes sur {}", parcours.questions().count());
        assert!(all.status == 422 && (all.corps.contains(&none) || all.corps.contains("0 réponse juste")), "{none}");
    }
}

/// The first wrong choice of a question.
fn wrong(question: &Question) -> usize {
    question.choix.iter().position(|choix| !choix.juste).expect("a wrong choice")
}

#[tokio::test]
async fn a_question_left_blank_comes_back_with_the_rest_as_it_was() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let page = lea.va("/formation/examen").await.corps;
    let corps = fill(&page, Parcours::Agent, |q, n| q.key != "limite" && right(q, n));
    let back = lea.demande(Method::POST, "/formation/examen", &corps).await;
    assert_eq!(back.status, 422);
    assert!(back.corps.contains("1 question est sans réponse") && !back.corps.contains("à repasser"));
    assert_eq!(back.corps.matches(" checked>").count(), corps.matches('&').count());
    let same = fill(&back.corps, Parcours::Agent, right);
    assert_eq!(same.split('&').next(), corps.split('&').next(), "the same draw");
    assert!(lea.envoie("/formation/examen", &same).await.corps.contains("Examen réussi"));
}

#[tokio::test]
async fn what_is_no_sheet_is_refused_in_words() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    for corps in ["", "q0=1", "tirage=", "tirage=zz", "tirage=00000000000000FF", "%ff", "tirage=1&tirage=2"] {
        let answer = lea.envoie("/formation/examen", corps).await;
        assert_eq!(answer.status, 400, "{corps}");
    }
    let blank = lea.envoie("/formation/examen", "tirage=00000000000000ff&q0=<script>alert(4)</script>").await;
    assert!(blank.status == 422 && !blank.corps.contains("alert(4)"));
}

#[tokio::test]
async fn the_certificate_is_signed_in_two_passes_with_the_sheet_that_passed() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let page = exam(&lea, Parcours::Agent, right).await.corps;
    let hidden = |name: &str| -> String {
        let rest = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let sheet = format!("tirage={}&reponses={}", hidden("tirage"), hidden("reponses"));
    let asked = lea.demande(Method::POST, "/formation/certificat", &sheet).await;
    assert_eq!(asked.status, 200, "{}", asked.corps);
    let defi = asked.corps.split("\"defi\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a challenge");
    let answer = format!("{sheet}&defi={defi}&credential=AA&authenticatorData=AA&clientDataJSON=AA&signature=AA");
    let signed = lea.demande(Method::POST, "/formation/certificat", &answer).await;
    assert_eq!((signed.status.as_u16(), signed.header("cairn-vers")), (204, "/formation?signe=1"));
    assert!(lea.va("/formation?signe=1").await.corps.contains("Certificat signé"));
    assert_eq!(lea.demande(Method::POST, "/formation/certificat", &answer).await.status, 401, "it serves once");
    for bad in ["", "tirage=0000000000000001", "tirage=x&reponses=1", "tirage=0000000000000001&reponses=9"] {
        assert_eq!(lea.demande(Method::POST, "/formation/certificat", bad).await.status, 400, "{bad}");
    }
}
