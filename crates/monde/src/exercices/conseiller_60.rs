//! A conseiller hijacked for a day, her passkey included: every gesture that he asks for is obtained. He knows every
//! identifier of the base beforehand, so that only the limit of the day stands between him and all of it.

use std::time::Duration;

use super::attaquant::Attaquant;
use super::butin::Butin;
use super::terrain::{Cote, Terrain};
use super::{Case, Controle, Exercice, Mesure};

pub const EXERCICE: Exercice = Exercice {
    nom: "conseiller-60",
    titre: "Conseiller détourné, tous les gestes obtenus : il ouvre dossier après dossier pendant une journée.",
    profil: "tous les gestes, une journée",
    plafond: 60,
    plafond_lignes: 200,
    controle: Controle::Nomme("budget"),
    non_couvert: &[
        "les listes et la recherche : le plafond de 200 lignes par jour n'est pas construit, et la liste de son \
         propre portefeuille montre des noms entiers avec leur date de naissance",
    ],
    run,
};

/// Refusals in a row, each asked again a minute later, after which he gives up.
const REFUSALS_MAX: u32 = 4;

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mesure = Mesure { butin: Butin::default(), ..Mesure::default() };
    let lea = terrain.persona("conseiller", 0, 0)?;
    let mut thief = Attaquant::enter(terrain, &lea, &mesure.butin).map_err(|e| e.to_string())?;
    let dossiers = terrain.dossiers()?;
    let mut opened = 0_u64;
    let mut refused: Vec<&String> = Vec::new();
    for dossier in &dossiers {
        let mut status = thief.opens(dossier).map_err(|e| e.to_string())?.status;
        if status != 200 {
            // The network's fuse lets through again after a minute; a limit of the day does not.
            terrain.advance(Cote::Deux, Duration::from_secs(61))?;
            status = thief.opens(dossier).map_err(|e| e.to_string())?.status;
        }
        if status == 200 {
            opened += 1;
            refused.clear();
            continue;
        }
        refused.push(dossier);
        if refused.len() as u32 >= REFUSALS_MAX {
            break;
        }
    }
    let mut cases = Vec::new();
    for dossier in refused.iter().take(1) {
        for (method, rest, fields) in OTHER_ROADS {
            let target = format!("/dossiers/{dossier}{rest}");
            let answer = match *method {
                "GET" => thief.get(&target),
                "PUT" => thief.sends("PUT", &target, Some((FORM, fields.as_bytes())), false),
                _ => thief.sends("POST", &target, Some((FORM, fields.as_bytes())), true),
            };
            let status = answer.map_err(|e| e.to_string())?.status;
            let essai = format!("{method} /dossiers/…{rest}");
            cases.push(Case { famille: "après la limite".into(), essai, refus: format!("statut {status}") });
        }
    }
    Ok(Mesure { cases, faits: vec![("ouvertures obtenues".into(), opened)], ..mesure })
}

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// Every other way to what a dossier holds, once its page is refused.
const OTHER_ROADS: &[(&str, &str, &str)] = &[
    ("GET", "/modifier?partie=contact", ""),
    ("GET", "/impression?feuille=contact", ""),
    ("GET", "/impression?feuille=parcours", ""),
    ("POST", "/delicat", ""),
    ("POST", "/identifiants", ""),
    ("POST", "", "partie=contact&avant-voie=&voie=1+rue"),
    ("POST", "/entretiens", "genre=telephone&date=2026-11-20&duree=15&texte=x"),
    ("PUT", "/brouillon", "genre=telephone&texte=x"),
];
