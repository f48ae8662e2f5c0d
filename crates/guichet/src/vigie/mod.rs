//! /vigie: what the rules said, of whom, and what to do about it.

pub mod dismiss;
pub mod list;
pub mod show;

use ::vigie::{Fiche, Gravite, Texte, histoires};
use axum::Router;
use axum::routing::{get, post};

use crate::Etat;
use crate::face::SuiteLue;
use crate::heure;
use crate::langues::Langue;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/vigie", get(list::list))
        .route("/vigie/reseau", post(dismiss::of_nobody))
        .route("/vigie/{agent}", get(show::show))
        .route("/vigie/{agent}/verdict", post(dismiss::dismiss))
}

/// What is known of a rule; none for one that this program does not have any more.
fn fiche(numero: u8) -> Option<&'static Fiche> {
    histoires().into_iter().find(|fiche| fiche.numero == numero)
}

fn dit(texte: &Texte, langue: Langue) -> &'static str {
    match langue {
        Langue::Fr => texte.fr,
        Langue::En => texte.en,
    }
}

/// "V4" for a rule, "S2" for a slow statistic, as the documentation numbers them.
pub(crate) fn nom(numero: u8) -> String {
    match numero {
        0..=100 => format!("V{numero}"),
        101..=199 => format!("S{}", numero - 100),
        _ => "A".into(),
    }
}

/// What an alert of this gravity takes away at once.
fn mesure(gravite: Gravite, langue: Langue) -> String {
    langue.t(match gravite {
        Gravite::Note => "vigie-note",
        Gravite::Geste => "vigie-geste",
        Gravite::TrancheCinq => "vigie-tranche",
        Gravite::RechercheFermee => "vigie-listes",
        Gravite::LoginFerme => "vigie-connexion",
        Gravite::CompteSuspendu => "vigie-compte",
        Gravite::LigneeGelee => "vigie-lignee",
    })
}

/// Whether a rule's alerts are for a person to look at; those of a rule that this program does not know are.
fn presse(numero: u8) -> bool {
    fiche(numero).is_none_or(Fiche::is_for_review)
}

/// How long ago, in the words of who waits.
pub(crate) fn age(depuis: u64, langue: Langue) -> String {
    let minutes = heure::now_ms().saturating_sub(depuis) / 60_000;
    match minutes {
        0..120 => langue.t1("age-minutes", "n", minutes),
        120..2_880 => langue.t1("age-heures", "n", minutes / 60),
        _ => langue.t1("age-jours", "n", minutes / 1_440),
    }
}

/// What became of an alert, in words, and where that is told further.
pub(crate) fn suite(suite: &SuiteLue, langue: Langue) -> (String, Option<String>) {
    match suite {
        SuiteLue::Attend => (langue.t("suite-attend"), None),
        SuiteLue::Fausse { .. } => (langue.t("suite-fausse"), None),
        SuiteLue::Incident { incident, numero, is_ouvert } => {
            let key = if *is_ouvert { "suite-incident" } else { "suite-incident-clos" };
            (langue.t1(key, "n", *numero), Some(format!("/incidents/{incident}")))
        }
    }
}
