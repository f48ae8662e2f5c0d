//! /vigie: what the rules said, of whom, and what to do about it.

pub mod list;
pub mod show;

use ::vigie::{Fiche, Gravite, Texte, histoires};
use axum::Router;
use axum::routing::get;

use crate::Etat;
use crate::langues::Langue;

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new().route("/vigie", get(list::list)).route("/vigie/{agent}", get(show::show))
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
fn nom(numero: u8) -> String {
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
