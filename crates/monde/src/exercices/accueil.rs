//! The front desk hijacked for a day. She reads how to reach anybody, to whom she gives a ticket: so many that her day is the largest, and
//! of each no more than identity and contact. Once at a distance, without a gesture of her key; once with every gesture.

use super::attaquant::Attaquant;
use super::butin::Butin;
use super::complices::creation::said;
use super::complices::{Complice, wait};
use super::conseiller::{SEARCHES, other_roads, says_the_hour};
use super::terrain::Terrain;
use super::{Case, Controle, Exercice, Mesure};
use crate::client::asks_a_tranche;
use crate::http::Answer;

pub const SANS_GESTE: Exercice = Exercice {
    profil: "sans un geste, une connexion",
    plafond: 20,
    controle: Controle::Toujours("le même contrôle qu'avec tous les gestes, dont le second passage lit toute la base"),
    run: |terrain| run(terrain, false),
    ..TOUS_LES_GESTES
};

pub const TOUS_LES_GESTES: Exercice = Exercice {
    nom: "accueil",
    titre: "Agent d'accueil détourné : un ticket à chacun, puis comment le joindre, dossier après dossier, une journée.",
    profil: "tous les gestes, une journée",
    plafond: 120,
    plafond_lignes: 400,
    controle: Controle::Nomme("budget"),
    non_couvert: &[],
    run: |terrain| run(terrain, true),
};

/// Identity and contact.
const CLASSES: &[u8] = &[1, 2];

/// Times that he waits for an hour to turn.
const HEURES_MAX: u32 = 8;

struct Vol<'a> {
    agent: &'a Complice,
    thief: Attaquant,
    gestures: bool,
    tickets: u64,
    hours: u32,
}

fn run(terrain: &mut Terrain, gestures: bool) -> Result<Mesure, String> {
    let mut mesure = Mesure { butin: Butin::default(), classes: Some(CLASSES), ..Mesure::default() };
    let agent = Complice::new(terrain, "accueil", 0, 0)?;
    let thief = agent.enters(terrain, &mesure.butin)?;
    let mut vol = Vol { agent: &agent, thief, gestures, tickets: 0, hours: 0 };
    for text in SEARCHES {
        said(vol.thief.post("/recherche", &[("requete", text)]))?;
    }
    wait(terrain, 61)?;
    let mut opened = 0;
    let dossiers = terrain.dossiers()?;
    for dossier in &dossiers {
        if !vol.reaches(terrain, &mesure.butin, dossier)? {
            break;
        }
        opened += 1;
    }
    // Everything else that a dossier holds, of one whose contact is open to her.
    let page = said(vol.thief.opens(&dossiers[0]))?.status;
    for (essai, status) in
        other_roads(&mut vol.thief, &dossiers[0])?.into_iter().chain([("GET /dossiers/…".into(), page)])
    {
        if status < 400 {
            mesure.echecs.push(format!("{essai} : statut {status}"));
        }
        mesure.cases.push(Case { famille: "au-delà du contact".into(), essai, refus: format!("statut {status}") });
    }
    mesure.faits.extend([
        ("contacts obtenus".into(), opened),
        ("tickets donnés".into(), vol.tickets),
        ("heures attendues".into(), vol.hours.into()),
    ]);
    Ok(mesure)
}

impl Vol<'_> {
    /// The contact of one, with a ticket where nothing explains it, the gesture when he obtains it, an hour later when the hour is full;
    /// whether it opened.
    fn reaches(&mut self, terrain: &mut Terrain, butin: &Butin, dossier: &str) -> Result<bool, String> {
        let is_on = terrain.sans_controle().is_none();
        if is_on {
            let ticket = said(self.thief.post(&format!("/accueil/{dossier}"), &[("geste", "ticket")]))?;
            self.tickets += u64::from(ticket.status < 400);
        }
        for _ in 0..4 {
            let answer: Answer = said(self.thief.get(&format!("/dossiers/{dossier}/contact")))?;
            match answer.status {
                200 => return Ok(true),
                429 if asks_a_tranche(&answer) && self.gestures => {
                    said(self.thief.signs("/tranches", &[("vers", "/")], &self.agent.key))?;
                }
                429 if !is_on => wait(terrain, 61)?,
                429 if !asks_a_tranche(&answer) && says_the_hour(&answer) && self.hours < HEURES_MAX => {
                    self.an_hour(terrain, butin)?;
                    said(self.thief.post(&format!("/accueil/{dossier}"), &[("geste", "ticket")]))?;
                }
                _ => return Ok(false),
            }
        }
        Ok(false)
    }

    /// An hour goes by. With her key he signs in again; without, he keeps her login awake.
    fn an_hour(&mut self, terrain: &mut Terrain, butin: &Butin) -> Result<(), String> {
        self.hours += 1;
        wait(terrain, 1_801)?;
        said(self.thief.get("/compte"))?;
        wait(terrain, 1_801)?;
        if self.gestures {
            self.thief = self.agent.enters(terrain, butin)?;
        }
        Ok(())
    }
}
