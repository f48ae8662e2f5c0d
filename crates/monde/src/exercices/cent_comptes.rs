//! A hundred accounts phished in an hour: each login is used once, without a gesture of anybody's key, to open people whom nothing
//! explains to her. They read side by side, so that no rule has cut the first when the last begins. What bounds the sum is the
//! budget of each; the vigie must see them as one campaign within the hour.

use std::collections::{BTreeMap, BTreeSet};

use droits::Role;
use droits::budget::Plafonds;
use journal::Kind;
use journal::encoding::hex;
use journal::entry::{Decision, Entry, Pseudonym};

use super::butin::Butin;
use super::complices::creation::said;
use super::complices::tableau::Tableau;
use super::complices::{Complice, wait};
use super::flotte::{COMPTES_MAX, heard, hijacks};
use super::jours::{hears, listens};
use super::terrain::{Cote, Terrain};
use super::{Controle, Exercice, Mesure};

/// As a program does that reads no page: each goes on until it is cut.
pub const EXERCICE: Exercice = Exercice {
    nom: "cent-comptes",
    titre: "Autant de conseillères que la base en a, hameçonnées dans l'heure, sans un geste : ce que rien n'explique.",
    profil: "jusqu'à la coupure",
    plafond: COMPTES_MAX * SANS_EXPLICATION,
    plafond_lignes: 0,
    controle: Controle::Nomme("budget"),
    non_couvert: &[
        "cent comptes à la fois : ils sont ceux que la base a, et le plafond est celui de chacun, multiplié",
    ],
    run: |terrain| run(terrain, REFUS_COUPE),
};

/// As somebody who reads what he is told: at the first refusal each stops, and no rule has spoken of a campaign.
pub const PRUDENTS: Exercice = Exercice {
    profil: "chacun s'arrête au premier refus",
    controle: Controle::Toujours("le même contrôle que l'autre profil, dont le second passage lit toute la base"),
    run: |terrain| run(terrain, 1),
    ..EXERCICE
};

/// Each account, in a day.
const SANS_EXPLICATION: u64 = Plafonds::of(Role::Conseiller).inexplique_jour as u64;

/// Refused so many times, an account is cut.
const REFUS_COUPE: u64 = droits::budget::REFUS_MAX as u64;

/// Between two rounds, seconds: slow enough that nobody seems to read faster than a person.
const TOUR: u64 = 60;

/// What the campaign rule asks for, and within what it must have spoken.
const V09: u8 = 9;
const V09_AGENTS: usize = 5;
const HEURE: u64 = 3_600_000;

/// Times that the script waits for it, on a loaded machine: an alert that could not be written is tried again five seconds later.
const ECOUTES_MAX: u32 = 40;

fn run(terrain: &mut Terrain, refusals: u64) -> Result<Mesure, String> {
    listens(terrain)?;
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let is_on = terrain.sans_controle().is_none();
    let begun = terrain.horloges.0.now().unsigned_abs() * 1_000;
    let mut others = others(terrain)?;
    let mut fleet = hijacks(terrain, &tableau.mesure.butin)?;
    while !others.is_empty() && fleet.iter().any(|one| one.refused < refusals) {
        for one in fleet.iter_mut().filter(|one| one.refused < refusals) {
            one.takes_another(&mut others)?;
        }
        wait(terrain, TOUR)?;
        if is_on {
            hears();
        }
    }
    if is_on {
        neighbours(terrain, &mut tableau)?;
        let accounts = fleet.len();
        tableau.mesure.faits.push(("comptes détournés".into(), accounts as u64));
        told(terrain, &mut tableau.mesure, accounts, refusals == REFUS_COUPE, begun)?;
    }
    Ok(tableau.mesure)
}

/// Every dossier, those of whom a fact may be known first: they are taken from the end, and what nothing explains is what is counted.
fn others(terrain: &Terrain) -> Result<Vec<String>, String> {
    let mut known = BTreeSet::new();
    for sql in [
        "select distinct dossier from rendez_vous where dossier is not null",
        "select distinct dossier from inscription",
        "select distinct dossier from passage where dossier is not null",
        // Of a référent who is away: they are explained to whoever answers for her.
        "select distinct e.dossier from entete e join remplacement r on r.de = e.referent",
    ] {
        known.extend(terrain.reads::<(Vec<u8>,)>(sql)?.into_iter().map(|(id,)| hex(&id)));
    }
    let mut others = terrain.dossiers()?;
    others.sort_by_key(|dossier| !known.contains(dossier));
    Ok(others)
}

/// The accounts of other structures, phished likewise: what they know of these dossiers is worth nothing there.
fn neighbours(terrain: &Terrain, tableau: &mut Tableau) -> Result<(), String> {
    tableau.famille("structures voisines");
    let dossiers = terrain.dossiers()?;
    for (s, structure) in terrain.structures().iter().enumerate().skip(1) {
        let mut thief = Complice::new(terrain, "conseiller", s, 0)?.enters(terrain, &tableau.mesure.butin)?;
        for dossier in dossiers.iter().take(REFUS_COUPE as usize) {
            tableau.refused(format!("GET /dossiers/…, conseillère de {structure}"), &said(thief.opens(dossier))?);
        }
    }
    Ok(())
}

/// What each took at most, and when each rule first spoke, minutes after the first opening.
fn told(terrain: &Terrain, mesure: &mut Mesure, accounts: usize, is_to_ring: bool, begun: u64) -> Result<(), String> {
    let mut entries = terrain.entries(Cote::ContreCle)?;
    // Fewer accounts than the rule counts are no campaign.
    let is_to_ring = is_to_ring && accounts >= V09_AGENTS;
    for _ in 0..ECOUTES_MAX {
        if !is_to_ring || heard(&entries, begun).contains_key(&V09) {
            break;
        }
        hears();
        entries = terrain.entries(Cote::ContreCle)?;
    }
    let each = unexplained(&entries, mesure);
    let (sum, most) = (each.values().sum::<u64>(), each.values().copied().max().unwrap_or(0));
    mesure.faits.push(("sans explication, par tous".into(), sum));
    mesure.faits.push(("sans explication, par le plus gourmand".into(), most));
    if most > SANS_EXPLICATION || sum > SANS_EXPLICATION * accounts as u64 {
        mesure.echecs.push(format!("{sum} sans explication pour {accounts} comptes, jusqu'à {most} pour un seul"));
    }
    let rules = heard(&entries, begun);
    let read = entries.iter().filter(|e| e.kind == Kind::Opening && e.time >= begun);
    let first = read.map(|e| e.time).min().unwrap_or(begun);
    for (rule, heard) in &rules {
        mesure
            .faits
            .push((format!("V{rule} parle, minutes après la première ouverture"), (heard.first - first) / 60_000));
        mesure.faits.push((format!("V{rule}, de combien de comptes"), heard.of.len() as u64));
    }
    let is_seen = rules.get(&V09).is_some_and(|heard| heard.first <= first + HEURE);
    if is_to_ring && !is_seen {
        mesure.echecs.push("V9 n'a pas parlé dans l'heure".into());
    }
    Ok(())
}

/// How many persons that nothing explains the journal gives each of these accounts.
fn unexplained(entries: &[Entry], mesure: &Mesure) -> BTreeMap<Pseudonym, u64> {
    let logins = mesure.butin.contenu().logins.clone();
    let is_one = |e: &&Entry| {
        e.kind.reads() && e.decision == Decision::Granted && e.explanation == 0 && logins.contains(&e.login)
    };
    let mut each: BTreeMap<Pseudonym, BTreeSet<Pseudonym>> = BTreeMap::new();
    for entry in entries.iter().filter(is_one) {
        each.entry(entry.actor).or_default().insert(entry.subject);
    }
    each.into_iter().map(|(actor, subjects)| (actor, subjects.len() as u64)).collect()
}
