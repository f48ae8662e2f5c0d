//! Two insiders who leave together: each reads only her own people, a fifth of a portefeuille a day, and they put both together. Neither
//! goes above anything; what bounds them is what they follow, and how long they go unseen is told of each.

use std::collections::BTreeSet;

use droits::budget::day;
use journal::Kind;
use journal::encoding::hex;
use journal::entry::Decision;

use super::butin::Butin;
use super::cadence::{Cadence, Vol};
use super::complices::{Complice, wait};
use super::jours::{QUI, listens, of_referents, takes, tomorrow, until_monday};
use super::terrain::{Cote, Terrain};
use super::{Controle, Exercice, Mesure};

pub const EXERCICE: Exercice = Exercice {
    nom: "deux-portefeuilles",
    titre: "Deux conseillères lisent chacune son portefeuille, et mettent les deux en commun avant de partir ensemble.",
    profil: "cinq jours ouvrés",
    plafond: DEUX * PAR_JOUR * JOURS,
    plafond_lignes: 200 * DEUX,
    controle: Controle::Toujours("chacune a le droit de lire chacun des siens"),
    non_couvert: &[],
    run: |terrain| run(terrain, 0),
};

/// They come back to two of twenty, as who writes would: the rule that watches for this asks for no more.
pub const PRUDENTES: Exercice = Exercice {
    profil: "elles reviennent à deux sur vingt",
    non_couvert: &["écrire pour de bon dans les dossiers lus : chaque écriture reste, et se voit au dossier"],
    run: |terrain| run(terrain, 2),
    ..EXERCICE
};

const DEUX: u64 = 2;
const JOURS: u64 = 5;
/// As many as a working day of somebody busy.
const PAR_JOUR: u64 = 20;
/// Readings without work that the vigie lets pass (`vigie/normes.toml`, v16).
const V16: u8 = 16;
const LECTURES: u64 = 60;

fn run(terrain: &mut Terrain, revues: u64) -> Result<Mesure, String> {
    wait(terrain, until_monday(terrain))?;
    listens(terrain)?;
    let mut mesure = Mesure { butin: Butin::default(), ..Mesure::default() };
    let mut elles = Vec::new();
    for n in [0, QUI] {
        let qui = Complice::new(terrain, "conseiller", 0, n)?;
        let hers = of_referents(terrain, &[hex(&qui.persona.agent)])?;
        elles.push((qui, hers));
    }
    let portefeuilles: Vec<u64> = elles.iter().map(|(_, hers)| hers.len() as u64).collect();
    for _ in 0..JOURS {
        for (qui, hers) in &mut elles {
            let mut again: Vec<String> = hers.iter().rev().take(revues as usize).cloned().collect();
            let mut vol = Vol::new(terrain, &mesure.butin, qui, Cadence::HUMAINE)?;
            takes(terrain, &mesure.butin, &mut vol, hers, PAR_JOUR)?;
            takes(terrain, &mesure.butin, &mut vol, &mut again, revues)?;
        }
        tomorrow(terrain)?;
    }
    told(terrain, &mut mesure, &portefeuilles, revues == 0)?;
    Ok(mesure)
}

/// What the journal says of each: how many she read, that all is explained, and on which day each rule first spoke of her.
fn told(terrain: &Terrain, mesure: &mut Mesure, portefeuilles: &[u64], is_to_ring: bool) -> Result<(), String> {
    let entries = terrain.entries(Cote::ContreCle)?;
    let logins = mesure.butin.contenu().logins.clone();
    let theirs = || entries.iter().filter(|e| logins.contains(&e.login));
    let first = theirs().map(|e| day(e.time)).min().unwrap_or(0);
    let mut actors = Vec::new();
    for entry in theirs().filter(|e| e.kind == Kind::Login) {
        if !actors.contains(&entry.actor) {
            actors.push(entry.actor);
        }
    }
    for ((n, actor), whole) in (1..).zip(&actors).zip(portefeuilles) {
        let read = theirs().filter(|e| e.actor == *actor && e.kind.reads() && e.decision == Decision::Granted);
        let (seen, bare): (BTreeSet<_>, Vec<_>) =
            (read.clone().map(|e| e.subject).collect(), read.filter(|e| e.explanation == 0).collect());
        mesure.faits.push((format!("lus par la {n}e, sur {whole}"), seen.len() as u64));
        if !bare.is_empty() {
            mesure.echecs.push(format!("{} lectures de la {n}e que rien n'explique", bare.len()));
        }
        let mut rules = BTreeSet::new();
        for alert in entries.iter().filter(|e| e.kind == Kind::Alert && e.object == *actor) {
            if rules.insert(alert.rule) {
                mesure.faits.push((format!("V{} parle de la {n}e, jour", alert.rule), 1 + day(alert.time) - first));
            }
        }
        if is_to_ring && seen.len() as u64 >= LECTURES && !rules.contains(&V16) {
            mesure.echecs.push(format!("la vigie ne dit rien de la {n}e"));
        }
    }
    Ok(())
}
