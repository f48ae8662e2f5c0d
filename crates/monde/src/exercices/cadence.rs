//! A conseiller hijacked for a day, every gesture obtained, at the paces of real thefts, with the vigie listening: how many persons
//! he has when it cuts him, and after how long. What bounds him all the same is his budget: the vigie only shortens his day.

use std::collections::BTreeSet;

use journal::Kind;

use super::attaquant::Attaquant;
use super::butin::Butin;
use super::complices::{Complice, wait};
use super::compte_2025::creation::said;
use super::jours::{self, Plan};
use super::terrain::{Cote, Terrain};
use super::{Controle, Exercice, Mesure};
use crate::client::{asks_a_tranche, dossiers_in};

/// So many openings, then so many seconds: clocks are moved by whole seconds.
#[derive(Clone, Copy)]
pub(super) struct Cadence {
    ouvertures: u64,
    secondes: u64,
}

impl Cadence {
    /// As somebody reads: slow enough for every rule that looks at minutes.
    pub(super) const HUMAINE: Cadence = Cadence { ouvertures: 1, secondes: 90 };
}

pub const RAFALE: Exercice = Exercice {
    profil: "50 par seconde",
    run: |terrain| run(terrain, Cadence { ouvertures: 50, secondes: 1 }),
    ..EXERCICE
};

/// 36.8 million persons in 29 days: the jobseekers' register, 2024.
pub const FRANCE_TRAVAIL: Exercice = Exercice {
    profil: "14,7 par seconde (2024)",
    run: |terrain| run(terrain, Cadence { ouvertures: 147, secondes: 10 }),
    ..EXERCICE
};

/// 1.2 million accounts in 17 days: the register of bank accounts, 2026. Slow enough for any limit by the minute.
pub const FICOBA: Exercice = Exercice {
    profil: "0,8 par seconde (2026)",
    run: |terrain| run(terrain, Cadence { ouvertures: 4, secondes: 5 }),
    ..EXERCICE
};

pub const PATIENT: Exercice =
    Exercice { profil: "un dossier toutes les 90 secondes", run: |terrain| run(terrain, Cadence::HUMAINE), ..EXERCICE };

/// A Sunday's night at full speed: at one in the morning UTC, so that the night holds the end of one working day and the beginning of
/// the next, which turns at three.
pub const NUIT: Exercice = Exercice {
    profil: "la nuit, 50 par seconde",
    plafond: 2 * 60,
    controle: RAFALE_SUFFIT,
    run: |terrain| {
        wait(terrain, jours::until_monday(terrain) - NUIT_AVANT)?;
        run(terrain, Cadence { ouvertures: 50, secondes: 1 })
    },
    ..EXERCICE
};

/// Twenty on each day of work, for a week: under every limit of an hour, of a day and of seven.
pub const PAR_JOUR: Exercice = Exercice {
    profil: "20 par jour ouvré, une semaine",
    plafond: 20 * 5,
    controle: RAFALE_SUFFIT,
    run: |terrain| jours::run(terrain, Plan { jours: 7, par_jour: 20, inexpliquees: 20, ..Plan::OUVRES }),
    ..EXERCICE
};

/// The same script and the same control: once without it is enough.
const RAFALE_SUFFIT: Controle =
    Controle::Toujours("le même contrôle que la rafale, dont le second passage lit toute la base");

/// From one in the morning to half past eight.
const NUIT_AVANT: u64 = 27_000;

const EXERCICE: Exercice = Exercice {
    nom: "cadence",
    titre: "Conseiller détourné, tous les gestes obtenus, la vigie à l'écoute : combien avant qu'elle le coupe.",
    profil: "",
    plafond: 60,
    plafond_lignes: 200,
    controle: Controle::Nomme("budget"),
    non_couvert: &[],
    run: |_| Err("a pace".into()),
};

/// Times that he waits for an hour to turn.
const HEURES_MAX: u32 = 8;

fn run(terrain: &mut Terrain, cadence: Cadence) -> Result<Mesure, String> {
    jours::listens(terrain)?;
    let mesure = Mesure { butin: Butin::default(), ..Mesure::default() };
    let lea = Complice::new(terrain, "conseiller", 0, 0)?;
    let mut vol = Vol::new(terrain, &mesure.butin, &lea, cadence)?;
    let page = said(vol.thief.get("/portefeuille?page=1"))?;
    let hers: BTreeSet<String> = dossiers_in(&page.text()).into_iter().collect();
    let all = terrain.dossiers()?;
    // First what nothing explains, as far as it goes; then her own.
    let others = all.iter().filter(|dossier| !hers.contains(*dossier));
    let mut is_cut = false;
    for group in [others.collect::<Vec<_>>(), hers.iter().collect()] {
        for dossier in group {
            match vol.opens(terrain, &mesure.butin, dossier)? {
                Sort::Ouvert => {}
                Sort::Refuse => break,
                Sort::Coupe => is_cut = true,
            }
            if is_cut {
                break;
            }
        }
    }
    let alertes: BTreeSet<u8> =
        terrain.entries(Cote::Coffre)?.iter().filter(|e| e.kind == Kind::Alert).map(|e| e.rule).collect();
    let mut faits = vec![
        ("ouvertures obtenues".into(), vol.opened),
        ("heures attendues".into(), vol.hours.into()),
        ("coupé par la vigie".into(), u64::from(is_cut)),
    ];
    faits.extend(alertes.iter().map(|rule| (format!("règle V{rule}"), 1)));
    Ok(Mesure { faits, ..mesure })
}

pub(super) enum Sort {
    /// It is open.
    Ouvert,
    /// It is not, and nothing that he may wait for changes it.
    Refuse,
    /// Nobody is let in any more by this account.
    Coupe,
}

pub(super) struct Vol<'a> {
    pub(super) thief: Attaquant,
    lea: &'a Complice,
    cadence: Cadence,
    pub(super) opened: u64,
    hours: u32,
}

impl<'a> Vol<'a> {
    /// She is in, and obeys.
    pub(super) fn new(
        terrain: &Terrain,
        butin: &Butin,
        lea: &'a Complice,
        cadence: Cadence,
    ) -> Result<Vol<'a>, String> {
        Ok(Vol { thief: lea.enters(terrain, butin)?, lea, cadence, opened: 0, hours: 0 })
    }

    /// Opens one, at his pace, with the gesture when it is asked for, an hour later when the hour is full.
    pub(super) fn opens(&mut self, terrain: &mut Terrain, butin: &Butin, dossier: &str) -> Result<Sort, String> {
        for _ in 0..4 {
            let answer = said(self.thief.opens(dossier))?;
            match answer.status {
                200 => {
                    self.opened += 1;
                    if self.opened.is_multiple_of(self.cadence.ouvertures) {
                        wait(terrain, self.cadence.secondes)?;
                    }
                    return Ok(Sort::Ouvert);
                }
                // A login that is over, by a rule or after twelve hours, is not an account that is cut.
                401 | 303 => {
                    let Ok(thief) = self.lea.enters(terrain, butin) else { return Ok(Sort::Coupe) };
                    self.thief = thief;
                }
                429 if asks_a_tranche(&answer) => {
                    let key = self.lea.key.clone();
                    said(self.thief.signs("/tranches", &[("vers", "/")], &key))?;
                }
                429 if terrain.sans_controle().is_some() => wait(terrain, 61)?,
                429 if answer.text().contains("en une heure") && self.hours < HEURES_MAX => {
                    self.hours += 1;
                    wait(terrain, 3_601)?;
                    let Ok(thief) = self.lea.enters(terrain, butin) else { return Ok(Sort::Coupe) };
                    self.thief = thief;
                }
                _ => return Ok(Sort::Refuse),
            }
        }
        Ok(Sort::Refuse)
    }
}
