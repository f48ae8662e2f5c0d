//! What bad input must leave as it was.

use journal::Kind;
use monde::client::{Navigateur, lignes_in};

use super::formulaires::Sujets;
use crate::serveur::Essai;

/// What must not change: writes of the journal, people of the structure, filters, files, mandats, the draft.
#[derive(Debug)]
pub struct Photo {
    pub ecritures: usize,
    pub mandats: usize,
    pub total: usize,
    pub filtres: usize,
    pub imports: usize,
    pub brouillon: bool,
}

impl Photo {
    pub fn of(essai: &Essai, lea: &mut Navigateur, sujets: &Sujets) -> Photo {
        let entries = essai.entries("coffre");
        let count = |kind| entries.iter().filter(|e| e.kind == kind).count();
        let page = |lea: &mut Navigateur, target: &str| {
            let answer = lea.get(target).expect("an answer");
            assert_eq!(answer.status, 200, "{target}");
            answer.text()
        };
        let mut total = 0;
        let mut first = String::new();
        for n in 1.. {
            let text = page(lea, &format!("/portefeuille?de=structure&page={n}"));
            let lines = lignes_in(&text).len();
            if lines == 0 {
                break;
            }
            if n == 1 {
                first = text;
            }
            total += lines;
        }
        Photo {
            ecritures: count(Kind::Write),
            mandats: count(Kind::MandatProposed) + count(Kind::MandatStarted) + count(Kind::MandatEnded),
            total,
            filtres: first.matches("name=\"num\"").count(),
            imports: page(lea, "/imports").matches("/imports/").count(),
            brouillon: page(lea, &format!("/dossiers/{}", sujets.dossier)).contains("Brouillon tenu"),
        }
    }
}
