//! /referentiels: what a field proposes while somebody types in it. Public tables: no dossier, no act, nothing recorded.
//!
//! Asked by POST although nothing changes: what is typed is a fragment of a place of birth, of an address or of a wish, and no
//! value of somebody stands in an address, where logs, proxies and histories keep it. Hence no cache either: the answer comes
//! from memory in less than a millisecond, and the field asks at a pause.

pub mod champs;
pub mod communes;
pub mod metiers;
pub mod pays;
pub mod valeurs;

use axum::Json;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;

use crate::Etat;
use crate::demande::Demande;
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/referentiels/champs", get(champs::show))
        .route("/referentiels/champs/{champ}", get(valeurs::show))
        .route("/referentiels/communes", post(communes::communes))
        .route("/referentiels/metiers", post(metiers::metiers))
        .route("/referentiels/pays", post(pays::pays))
}

/// Answers shown at most: what a list shows without being scrolled for long.
const REPONSES_MAX: usize = 20;

/// One line of the list.
#[derive(Serialize)]
pub struct Proposee {
    /// Goes to the hidden field.
    pub code: &'static str,
    /// Goes to the field.
    pub texte: String,
    /// Tells it from its neighbours: a postal code, the job of a name. May be empty.
    pub note: String,
}

/// All that answers, and the edition of the table.
#[derive(Serialize)]
struct Reponses {
    version: &'static str,
    reponses: Vec<Proposee>,
}

/// The answers to the body's `requete`, for whoever is in.
async fn answer(
    etat: &Etat,
    demande: &Demande,
    version: &'static str,
    search: impl Fn(&str) -> Vec<Proposee>,
) -> Result<Response, Refus> {
    etat.coffre.agent(&demande.signee).await?;
    let saisies = Saisies::read(&demande.corps);
    let reponses = clair::code(saisies.get("requete"), |text| Some(search(text))).unwrap_or_default();
    Ok(Json(Reponses { version, reponses }).into_response())
}

#[cfg(test)]
mod tests {
    use axum::http::Method;
    use serde_json::Value;

    use super::*;
    use crate::essais::gens::{Agent, envoie, guichet, navigation};

    async fn check(lea: &Agent, table: &str, asked: &str, expected: (&str, &str, &str)) {
        let target = format!("/referentiels/{table}");
        let answer = lea.demande(Method::POST, &target, &format!("requete={asked}")).await;
        assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"), "{asked}");
        let told: Value = serde_json::from_str(&answer.corps).expect("JSON");
        assert!(told["version"].as_str().is_some_and(|version| !version.is_empty()));
        let first = &told["reponses"][0];
        let part = |name: &str| first[name].as_str().unwrap_or("absent").to_owned();
        assert_eq!((&*part("code"), &*part("texte"), &*part("note")), expected, "{asked}");
    }

    #[tokio::test]
    async fn a_field_proposes_what_is_meant() {
        let (app, coffre) = guichet();
        let lea = Agent::entre(&app, &coffre).await;
        check(&lea, "communes", "saint+pierre+17", ("17385", "Saint-Pierre-d'Oléron (17)", "17310")).await;
        check(&lea, "communes", "hellemmes", ("59350", "Lille (59)", "59000 · Ancienne commune : Hellemmes-Lille"))
            .await;
        check(&lea, "metiers", "caissi%C3%A8re", ("D1505", "Caissier / Caissière (D1505)", "Hôte / Hôtesse de caisse"))
            .await;
        check(&lea, "metiers", "D1505", ("D1505", "Hôte / Hôtesse de caisse (D1505)", "")).await;
        check(&lea, "pays", "marocain", ("99350", "Maroc", "")).await;
        check(&lea, "pays", "", ("absent", "absent", "absent")).await;
        check(&lea, "communes", "%FF%FE", ("absent", "absent", "absent")).await;
    }

    #[tokio::test]
    async fn at_most_twenty_and_a_light_answer() {
        let (app, coffre) = guichet();
        let lea = Agent::entre(&app, &coffre).await;
        for (table, asked) in [("communes", "s"), ("metiers", "a"), ("pays", "a")] {
            let answer =
                lea.demande(Method::POST, &format!("/referentiels/{table}"), &format!("requete={asked}")).await;
            let told: Value = serde_json::from_str(&answer.corps).expect("JSON");
            assert_eq!(told["reponses"].as_array().map(Vec::len), Some(REPONSES_MAX), "{table}");
            assert!(answer.corps.len() < 6_000, "{table}: {} bytes", answer.corps.len());
        }
    }

    /// No address holds what is typed: the road by GET does not exist.
    #[tokio::test]
    async fn nobody_else_and_no_other_way() {
        let (app, coffre) = guichet();
        let lea = Agent::entre(&app, &coffre).await;
        for table in ["communes", "metiers", "pays"] {
            let target = format!("/referentiels/{table}");
            assert_eq!(envoie(&app, navigation(Method::POST, &target)).await.status, 401, "{table}");
            assert_eq!(lea.va(&format!("{target}?requete=lille")).await.status, 404, "{table}");
        }
    }
}
