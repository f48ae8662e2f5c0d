//! /imports: a spreadsheet becomes dossiers, once its agent has read what is said of each row, and signed.

pub mod change;
pub mod deposit;
pub mod list;
pub mod model;
pub mod paroles;
pub mod progress;
pub mod run;
pub mod show;
pub mod undo;

mod colonnes;
mod grille;

use crate::Etat;
use crate::face::ImportEtat;
use crate::langues::Langue;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// Its roads.
pub fn routes() -> Router<Etat> {
    // A file, and a row of a hundred long cells, are larger than any form of ours.
    let deposit = post(deposit::deposit).layer(DefaultBodyLimit::max(tableur::FICHIER_MAX));
    let change = post(change::change).layer(DefaultBodyLimit::max(GESTE_MAX));
    Router::new()
        .route("/imports", get(list::list).merge(deposit))
        .route("/imports/modele.csv", get(model::model))
        .route("/imports/{import}", get(show::show).merge(change))
        .route("/imports/{import}/avancement", get(progress::progress))
        .route("/imports/{import}/execution", post(run::run))
        .route("/imports/{import}/annulation", post(undo::undo))
}

/// Longest body of a gesture: a whole row comes back, a hundred cells of two thousand characters at their worst.
pub const GESTE_MAX: usize = 2 * 1024 * 1024;

/// A sentence around a count, written as people write it: "1 987 dossiers". The plain number chooses the plural.
pub fn compte(langue: Langue, key: &str, n: u32) -> String {
    langue.t2(key, ("n", n), ("nombre", grouped(n, langue)))
}

/// A number in groups of three digits.
pub fn grouped(n: u32, langue: Langue) -> String {
    let separator = match langue {
        Langue::Fr => '\u{202f}',
        Langue::En => ',',
    };
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// Key of a state in translations: `import-etat-{key}`.
pub fn etat_key(etat: ImportEtat) -> &'static str {
    match etat {
        ImportEtat::Essai => "essai",
        ImportEtat::EnCours => "en-cours",
        ImportEtat::Fait => "fait",
        ImportEtat::Interrompu => "interrompu",
        ImportEtat::Annule => "annule",
    }
}

/// "1 024 dossiers créés sur 1 987".
pub fn avancement(langue: Langue, faits: u32, sur: u32) -> String {
    langue.t2("import-avancement", ("faits", grouped(faits, langue)), ("sur", grouped(sur, langue)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_groups() {
        let check = |n, expected| assert_eq!(grouped(n, Langue::En), expected);
        check(0, "0");
        check(999, "999");
        check(1_000, "1,000");
        check(10_000, "10,000");
        check(1_234_567, "1,234,567");
        assert_eq!(grouped(1_987, Langue::Fr), "1\u{202f}987");
    }
}
