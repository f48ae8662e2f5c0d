//! Nothing is opened: he searches two letters after two letters, turns the pages of every list, and takes the lines away. Distinct persons
//! are counted, whatever shows them.

use super::attaquant::Attaquant;
use super::butin::Butin;
use super::complices::Complice;
use super::complices::creation::{day, said};
use super::conseiller::SEARCHES;
use super::terrain::Terrain;
use super::{Case, Controle, Exercice, Mesure};
use crate::client::dossiers_in;

pub const EXERCICE: Exercice = Exercice {
    nom: "recolte",
    titre: "Conseiller détourné qui n'ouvre rien : il cherche chaque début de nom, tourne chaque page, emporte les lignes.",
    profil: "une journée, toutes les listes",
    plafond: 0,
    plafond_lignes: 200,
    controle: Controle::Nomme("budget"),
    non_couvert: &[],
    run,
};

/// Pages of a list, at most.
const PAGES_MAX: usize = 200;

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut mesure = Mesure { butin: Butin::default(), ..Mesure::default() };
    let lea = Complice::new(terrain, "conseiller", 0, 0)?;
    let mut thief = lea.enters(terrain, &mesure.butin)?;
    let refused = searches(&mut thief)?;
    mesure.cases.push(case("POST /recherche", refused));
    for list in ["/portefeuille?de=structure", "/portefeuille", "/portefeuille?de=structure&statut=veille", "/lectures"]
    {
        let refused = turns(&mut thief, list)?;
        mesure.cases.push(case(&format!("GET {list}"), refused));
    }
    let week: Vec<String> = (0..5).map(|n| format!("/agenda?jour={}", day(terrain, n))).collect();
    let pages = ["/", "/accueil", "/qualite", "/repartition", "/reperage", "/ateliers"].map(str::to_owned);
    for target in pages.into_iter().chain(week) {
        let status = said(thief.get(&target))?.status;
        mesure.cases.push(case(&format!("GET {target}"), (status != 200).then_some(status)));
    }
    // By another browser of hers, on the same day.
    let mut again = lea.enters(terrain, &mesure.butin)?;
    let refused = searches(&mut again)?;
    mesure.cases.push(case("POST /recherche, une autre connexion", refused));
    Ok(mesure)
}

/// Two letters after two letters, until one is refused: its status.
fn searches(thief: &mut Attaquant) -> Result<Option<u16>, String> {
    let letters = || ('a'..='z').flat_map(|one| ('a'..='z').map(move |two| format!("{one}{two}")));
    for text in SEARCHES.into_iter().map(str::to_owned).chain(letters()) {
        let status = said(thief.post("/recherche", &[("requete", &text)]))?.status;
        if status != 200 {
            return Ok(Some(status));
        }
    }
    Ok(None)
}

/// Page after page, until one is empty or refused: its status.
fn turns(thief: &mut Attaquant, list: &str) -> Result<Option<u16>, String> {
    let sign = if list.contains('?') { '&' } else { '?' };
    let mut last = Vec::new();
    for page in 1..=PAGES_MAX {
        let answer = said(thief.get(&format!("{list}{sign}page={page}")))?;
        let found = dossiers_in(&answer.text());
        if answer.status != 200 {
            return Ok(Some(answer.status));
        }
        if found.is_empty() || found == last {
            break;
        }
        last = found;
    }
    Ok(None)
}

fn case(essai: &str, refused: Option<u16>) -> Case {
    let refus = refused.map_or_else(|| "montré jusqu'au bout".to_owned(), |status| format!("arrêté, statut {status}"));
    Case { famille: "récolte".into(), essai: essai.to_owned(), refus }
}
