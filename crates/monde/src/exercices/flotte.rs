//! A fleet: every conseillère of a structure hijacked at once, and each kept small. No day of any of them is remarkable; what bounds the
//! whole is that each has a budget of her own, and how many there are. Which rules speak, of how many and when, is told.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use journal::Kind;
use journal::encoding::hex;
use journal::entry::{Entry, Pseudonym};

use super::attaquant::Attaquant;
use super::butin::Butin;
use super::complices::creation::said;
use super::complices::{Complice, wait};
use super::jours::{hears, listens, of_referents, tomorrow, until_monday};
use super::terrain::{Cote, Terrain};
use super::{Controle, Exercice, Mesure};
use crate::client::asks_a_tranche;

/// Accounts of one fleet at most, as the security notes have it.
pub(super) const COMPTES_MAX: u64 = 100;

/// As somebody busy, for a week: every day some of her own, and four people whom nothing explains.
pub const EXERCICE: Exercice = Exercice {
    nom: "flotte",
    titre: "Toutes les conseillères d'une structure détournées à la fois, chacune sous les seuils, jour après jour.",
    profil: "4 inexpliqués et 15 des siens par jour, cinq jours ouvrés",
    plafond: COMPTES_MAX * Plan::OCCUPEES.en_tout(),
    plafond_lignes: 0,
    controle: Controle::Toujours("le même contrôle que cent-comptes, dont le second passage lit toute la base"),
    non_couvert: &["des comptes de plusieurs structures : les voisines de cette base n'ont personne à lire"],
    run: |terrain| run(terrain, Plan::OCCUPEES),
};

/// As somebody who knows every rule: eleven a day are one fewer than what V16 looks at.
pub const PRUDENTE: Exercice = Exercice {
    profil: "4 inexpliqués et 7 des siens par jour, dix jours ouvrés",
    plafond: COMPTES_MAX * Plan::PRUDENTES.en_tout(),
    run: |terrain| run(terrain, Plan::PRUDENTES),
    ..EXERCICE
};

/// Between two rounds, seconds: the pace of a reader, at each account.
const TOUR: u64 = 90;

/// Numbers above it are those of slow statistics.
const STATISTIQUES: u8 = 100;

/// What each account takes in a day, and for how many days of work.
#[derive(Clone, Copy)]
struct Plan {
    jours: u64,
    inexpliques: u64,
    siens: u64,
}

impl Plan {
    const OCCUPEES: Plan = Plan { jours: 5, inexpliques: 4, siens: 15 };
    const PRUDENTES: Plan = Plan { jours: 10, inexpliques: 4, siens: 7 };

    const fn par_jour(self) -> u64 {
        self.inexpliques + self.siens
    }

    const fn en_tout(self) -> u64 {
        self.par_jour() * self.jours
    }
}

/// One account of the fleet.
pub(super) struct Compte {
    pub(super) thief: Attaquant,
    who: Complice,
    /// What she follows; what she did not read yet.
    hers: BTreeSet<String>,
    left: VecDeque<String>,
    pub(super) opened: u64,
    /// Refusals met; of these, those that a gesture of her key would have lifted: he has her login of the day, and no gesture.
    pub(super) refused: u64,
    gestures: u64,
}

/// Enters with the passkeys of every conseillère of the structure that has dossiers.
pub(super) fn hijacks(terrain: &Terrain, butin: &Butin) -> Result<Vec<Compte>, String> {
    let mut fleet = Vec::new();
    for n in 0..COMPTES_MAX as usize {
        let Ok(who) = Complice::new(terrain, "conseiller", 0, n) else { break };
        let left = of_referents(terrain, &[hex(&who.persona.agent)])?;
        let (thief, hers) = (who.enters(terrain, butin)?, left.iter().cloned().collect());
        fleet.push(Compte { thief, who, hers, left: left.into(), opened: 0, refused: 0, gestures: 0 });
    }
    Ok(fleet)
}

impl Compte {
    /// Opens the first of these that she does not follow, without a gesture; it is gone from them if it opened.
    pub(super) fn takes_another(&mut self, others: &mut Vec<String>) -> Result<(), String> {
        let Some(at) = others.iter().rposition(|dossier| !self.hers.contains(dossier)) else { return Ok(()) };
        if self.opens(&others[at].clone())? {
            others.remove(at);
        }
        Ok(())
    }

    fn takes_own(&mut self) -> Result<(), String> {
        let Some(dossier) = self.left.pop_front() else { return Ok(()) };
        self.opens(&dossier).map(drop)
    }

    fn opens(&mut self, dossier: &str) -> Result<bool, String> {
        let answer = said(self.thief.opens(dossier))?;
        self.gestures += u64::from(asks_a_tranche(&answer));
        let is_open = answer.status == 200;
        (self.opened, self.refused) = (self.opened + u64::from(is_open), self.refused + u64::from(!is_open));
        Ok(is_open)
    }
}

fn run(terrain: &mut Terrain, plan: Plan) -> Result<Mesure, String> {
    wait(terrain, until_monday(terrain))?;
    listens(terrain)?;
    let mut mesure = Mesure { butin: Butin::default(), ..Mesure::default() };
    let begun = terrain.horloges.0.now().unsigned_abs() * 1_000;
    let mut others = terrain.dossiers()?;
    let mut fleet = hijacks(terrain, &mesure.butin)?;
    let mut worked = 0;
    while worked < plan.jours {
        for turn in 0..plan.par_jour() {
            for one in &mut fleet {
                if turn < plan.inexpliques { one.takes_another(&mut others)? } else { one.takes_own()? }
            }
            wait(terrain, TOUR)?;
        }
        worked += 1;
        tomorrow(terrain)?;
        if worked % 5 == 0 {
            wait(terrain, until_monday(terrain))?;
        }
        for one in &mut fleet {
            one.thief = one.who.enters(terrain, &mesure.butin)?;
        }
    }
    hears();
    let taken: u64 = fleet.iter().map(|one| one.opened).sum();
    let most = fleet.len() as u64 * plan.en_tout();
    mesure.faits.push(("comptes détournés".into(), fleet.len() as u64));
    mesure.faits.push(("pris par tous, au plus".into(), most));
    mesure.faits.push(("pris par tous".into(), taken));
    mesure.faits.push(("refus rencontrés".into(), fleet.iter().map(|one| one.refused).sum()));
    mesure.faits.push(("dont gestes demandés".into(), fleet.iter().map(|one| one.gestures).sum()));
    if taken > most {
        mesure.echecs.push(format!("{taken} dossiers pris, {most} au plus"));
    }
    told(terrain, &mut mesure, begun, plan.jours)?;
    Ok(mesure)
}

/// On which day each rule first spoke, and of how many accounts; or that none did.
fn told(terrain: &Terrain, mesure: &mut Mesure, begun: u64, worked: u64) -> Result<(), String> {
    let rules = heard(&terrain.entries(Cote::ContreCle)?, begun);
    for (rule, heard) in &rules {
        let day = 1 + droits::budget::day(heard.first) - droits::budget::day(begun);
        let name = if *rule > STATISTIQUES { format!("S{}", rule - STATISTIQUES) } else { format!("V{rule}") };
        mesure.faits.push((format!("{name} parle, jour"), day));
        mesure.faits.push((format!("{name}, de combien de comptes"), heard.of.len() as u64));
    }
    if rules.is_empty() {
        mesure.faits.push(("la vigie ne dit rien d'aucun, jours ouvrés".into(), worked));
    }
    Ok(())
}

/// What one rule said: when first, milliseconds, and of whom.
pub(super) struct Dit {
    pub(super) first: u64,
    pub(super) of: BTreeSet<Pseudonym>,
}

/// Every rule that spoke since then.
pub(super) fn heard(entries: &[Entry], begun: u64) -> BTreeMap<u8, Dit> {
    let mut rules: BTreeMap<u8, Dit> = BTreeMap::new();
    for alert in entries.iter().filter(|e| e.kind == Kind::Alert && e.time >= begun) {
        let dit = rules.entry(alert.rule).or_insert(Dit { first: alert.time, of: BTreeSet::new() });
        // A campaign concerns nobody in particular.
        dit.of.extend(Some(alert.object).filter(|of| *of != [0; 16]));
    }
    rules
}
