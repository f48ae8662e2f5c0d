//! Somebody with a right writes other people's identifiers into his requests: a conseiller and a direction of another
//! structure, a gestionnaire and a DPO of the same one, on every route that names a dossier, with every identifier known.

use super::attaquant::{Attaquant, Passant};
use super::butin::Butin;
use super::terrain::Terrain;
use super::{Case, Controle, Exercice, Mesure};
use crate::http::Answer;

pub const EXERCICE: Exercice = Exercice {
    nom: "identite-changee",
    titre: "Identifiants changés dans les demandes : chacun essaie ceux des autres sur toutes les routes.",
    profil: "voisins et sans droit, toutes les routes",
    plafond: 0,
    plafond_lignes: 0,
    controle: Controle::Toujours("la structure et le rôle ne se débranchent pas"),
    non_couvert: &[],
    run,
};

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// Every route that names a dossier, with a body that its own agent would send.
const ROADS: &[(&str, &str, &str)] = &[
    ("GET", "", ""),
    ("GET", "/modifier?partie=contact", ""),
    ("GET", "/impression?feuille=contact", ""),
    ("GET", "/lectures", ""),
    ("POST", "", "partie=contact&avant-voie=&voie=1+rue"),
    ("POST", "/delicat", ""),
    ("POST", "/identifiants", ""),
    ("POST", "/evenements", "genre=telephone&date=2026-11-20&duree=15&texte=x"),
    ("PUT", "/brouillon", "genre=telephone&texte=x"),
];

/// Dossiers tried on every route; all the others are tried on their page.
const ON_ALL_ROADS: usize = 20;

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut mesure = Mesure { butin: Butin::default(), ..Mesure::default() };
    let dossiers = terrain.dossiers()?;
    let people = [("conseiller", 1), ("direction", 1), ("gestionnaire", 0), ("dpo", 0)];
    let share = dossiers.len().div_ceil(people.len());
    for ((role, structure), own) in people.into_iter().zip(dossiers.chunks(share)) {
        let persona = terrain.persona(role, structure, 0)?;
        let mut thief = Attaquant::enter(terrain, &persona, &mesure.butin).map_err(|e| e.to_string())?;
        for (method, rest, fields) in ROADS {
            let tried = if rest.is_empty() && *method == "GET" { own.len() } else { ON_ALL_ROADS.min(own.len()) };
            let mut said = Said::default();
            for dossier in &own[..tried] {
                let body = (!fields.is_empty() || *method != "GET").then_some((FORM, fields.as_bytes()));
                let answer = thief.sends(method, &format!("/dossiers/{dossier}{rest}"), body, true);
                said.hears(&answer.map_err(|e| e.to_string())?);
            }
            let who = if structure == 0 { role.to_owned() } else { format!("{role} voisin") };
            mesure.conclude(who, format!("{method} /dossiers/…{rest}"), &said);
        }
    }
    let mut nobody = Passant::new(terrain, &mesure.butin);
    for (method, rest, fields) in ROADS {
        let mut said = Said::default();
        for dossier in dossiers.iter().take(ON_ALL_ROADS) {
            let answer = nobody.sends(method, &format!("/dossiers/{dossier}{rest}"), "text/html", fields);
            said.hears(&answer.map_err(|e| e.to_string())?);
        }
        mesure.conclude("personne".into(), format!("{method} /dossiers/…{rest}"), &said);
    }
    Ok(mesure)
}

/// What one kind of attempt was answered.
#[derive(Default)]
struct Said {
    tries: usize,
    statuses: Vec<u16>,
    failures: usize,
}

impl Said {
    fn hears(&mut self, answer: &Answer) {
        self.tries += 1;
        self.failures += usize::from(answer.status >= 500);
        if !self.statuses.contains(&answer.status) {
            self.statuses.push(answer.status);
        }
    }
}

impl Mesure {
    fn conclude(&mut self, famille: String, essai: String, said: &Said) {
        let statuses: Vec<String> = said.statuses.iter().map(u16::to_string).collect();
        if said.failures > 0 {
            self.echecs.push(format!("{famille}, {essai} : {} pannes", said.failures));
        }
        let refus = format!("statut {} sur {} essais", statuses.join(", "), said.tries);
        self.cases.push(Case { famille, essai, refus });
    }
}
