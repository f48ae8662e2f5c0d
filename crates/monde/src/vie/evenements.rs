//! What makes a day another one: a sick colleague, the batch of allowances, a job fair, a merger, an audit. September is a factor
//! of ordinary days.

use droits::Role;
use droits::budget::explanation;

use super::cadre::{JOUR, MINUTE, Presence, debut, minuit, moment, moments};
use super::journee::{Ici, Mois};
use super::parametres::parametres;
use super::reseau::Reseau;
use super::tirage::{au_moins_un, un};
use super::{Demande, Motif, Options, Quoi, Special};
use crate::personnes::Alea;

/// Colleagues among whom a sick one's people are shared.
const PRENEURS: usize = 4;

/// Adds what the events of the month bring.
pub fn ajoute(reseau: &Reseau, options: &Options, out: &mut Vec<Demande>) {
    let mut mois = Mois::new(reseau, options);
    let p = &parametres().evenements;
    let count = reseau.structures.len();
    for agent in 0..reseau.agents.len() as u32 {
        if reseau.agents[agent as usize].role == Role::Conseiller {
            allocation(&mut mois, agent);
            maladies(&mut mois, agent);
        }
    }
    let fairs = au_moins_un(count, *p.forum_structures_pour_mille);
    let without = au_moins_un(fairs, *p.forum_sans_liste_pour_mille);
    for n in 0..fairs {
        // The first have a list, where there is one with a list at all; spread over the network.
        forum(&mut mois, n * count / fairs, n + without < fairs);
    }
    let audits = au_moins_un(count, *p.audit_structures_pour_mille);
    let unannounced = *p.audit_sans_fait_pour_mille as usize * audits / 1_000;
    for n in 0..audits {
        audit(&mut mois, (n * count / audits + 1) % count, n >= unannounced);
    }
    for n in 0..au_moins_un(count / 2, *p.fusion_paires_pour_mille).min(count / 2) {
        fusion(&mut mois, 2 * n, 2 * n + 1);
    }
    out.append(&mut mois.out);
}

/// Each conseiller goes once through those of hers who are paid.
fn allocation(mois: &mut Mois, agent: u32) {
    let p = &parametres().evenements;
    let mut alea = Alea::new(mois.options.graine, "vie", u64::from(agent), "allocation");
    let jour = un(&mut alea, &p.allocation_jours) as usize - 1;
    if jour >= mois.options.jours || mois.reseau.presence(agent, jour) != Presence::La {
        return;
    }
    let n = un(&mut alea, &p.allocation_personnes) * mois.options.volume / 1_000;
    let siens = mois.reseau.agents[agent as usize].siens.clone();
    let first = alea.below(u64::from(siens.end - siens.start));
    for (k, at) in moments(&mut alea, n).into_iter().enumerate() {
        let personne = siens.start + ((first + k as u64) % u64::from(siens.end - siens.start)) as u32;
        let ici = Ici { agent, jour, temps: minuit(jour) + at, special: Some(Special::Allocation) };
        // Of a batch that is a mandat, she opens those whose identifier is to be looked at.
        let is_checked = (k as u64) < *p.allocation_revelations;
        if mois.options.mandats {
            mois.push(ici, Quoi::Mandat(personne), Motif::Service);
        }
        if is_checked || !mois.options.mandats {
            mois.push(ici, Quoi::Ouvre(personne), Motif::Portefeuille);
        }
        if is_checked {
            mois.push(Ici { temps: ici.temps + 30_000, ..ici }, Quoi::Revele(personne), Motif::Portefeuille);
        }
    }
}

/// Each day of her illness, colleagues receive half of those whom she would have. The direction says who replaces her, late, or
/// forgets it; most of those who come take a ticket.
fn maladies(mois: &mut Mois, malade: u32) {
    let p = &parametres().calendrier;
    let structure = mois.reseau.agents[malade as usize].structure;
    for jour in 0..mois.options.jours {
        let Presence::Malade(since) = mois.reseau.presence(malade, jour) else { continue };
        let mut of_all = Alea::new(mois.options.graine, "vie", u64::from(malade) * 64 + since as u64, "maladie");
        let forgotten = of_all.chance(*p.remplacement_oublie_pour_mille);
        let late = un(&mut of_all, &p.remplacement_minutes) * MINUTE;
        let mut alea = Alea::new(mois.options.graine, "vie", u64::from(malade) * 64 + jour as u64, "malade");
        // Those who took over on the first day, as far as they are there; else others, who take over that day.
        let mut first = mois.reseau.presents(structure, Role::Conseiller, since);
        in_turn(&mut first, malade);
        let is_there = |agent: &u32| mois.reseau.presence(*agent, jour) == Presence::La;
        let mut there: Vec<u32> = first.iter().copied().filter(is_there).collect();
        let is_said = jour > since && !there.is_empty();
        if there.is_empty() {
            there = mois.reseau.presents(structure, Role::Conseiller, jour);
            in_turn(&mut there, malade);
        }
        if there.is_empty() {
            continue;
        }
        let is_sick = |jour: &usize| mois.reseau.presence(malade, *jour) == Presence::Malade(since);
        let last = (jour..mois.options.jours).take_while(is_sick).last().unwrap_or(jour);
        let direction = mois.reseau.presents(structure, Role::Direction, jour);
        let said = minuit(jour) + *p.ouverture * MINUTE + late;
        for par in there.iter().filter(|_| !forgotten && !is_said) {
            // Who has no direction that day takes over by herself.
            let by = direction.first().copied().unwrap_or(*par);
            let jusqua = minuit(last) + JOUR;
            let quoi =
                Quoi::Dit { code: explanation::REMPLACEMENT, personne: u32::MAX, pour: *par, de: malade, jusqua };
            let ici = Ici { agent: by, jour, temps: said, special: Some(Special::Maladie) };
            mois.push(ici, quoi, Motif::Service);
        }
        let siens = mois.reseau.agents[malade as usize].siens.clone();
        let n = mois.count(&mut alea, *parametres().rythme.conseiller) / 2;
        for at in moments(&mut alea, n) {
            let agent = alea.pick(&there);
            let personne = siens.start + alea.below(u64::from(siens.end - siens.start)) as u32;
            let ici = Ici { agent, jour, temps: minuit(jour) + at, special: Some(Special::Maladie) };
            if alea.chance(*p.maladie_ticket_pour_mille) {
                let by = mois.desk(&mut alea, ici);
                mois.says(ici, by, explanation::TICKET, personne, 5 * MINUTE, JOUR);
            }
            mois.opens(&mut alea, ici, Motif::Remplacement, personne);
        }
    }
}

/// Those beside her: nobody gives each sick colleague's people to the same four.
fn in_turn(there: &mut Vec<u32>, malade: u32) {
    let turn = malade as usize % there.len().max(1);
    there.rotate_left(turn);
    there.truncate(PRENEURS);
}

/// A few call 180 persons over two days: from the list of a mandat, which gives telephones and no dossier. Without one, a workshop
/// leader enrolled each of them the day before for who calls, or nobody did.
fn forum(mois: &mut Mois, structure: usize, has_list: bool) {
    let p = &parametres().evenements;
    let mut alea = Alea::new(mois.options.graine, "vie", structure as u64, "forum");
    let first = *p.forum_jour as usize - 1;
    let days: Vec<usize> = (first..first + 2).filter(|jour| *jour < mois.options.jours).collect();
    for jour in &days {
        let mut team = mois.reseau.presents(structure, Role::Conseiller, *jour);
        team.truncate(*p.forum_equipe as usize);
        if team.is_empty() {
            continue;
        }
        let today = *p.forum_personnes * mois.options.volume / 1_000 / days.len() as u64;
        for (n, agent) in (0..today).map(|n| (n, team[n as usize % team.len()])) {
            let temps = minuit(*jour) + moment(&mut alea);
            let ici = Ici { agent, jour: *jour, temps, special: Some(Special::Forum) };
            // Consecutive people of the list: nobody is called twice.
            let all = &mois.reseau.structures[structure].suivis;
            let place = (*jour as u64 * today + n) * 7 % u64::from(all.end - all.start);
            let personne = all.start + place as u32;
            if mois.options.mandats {
                mois.push(ici, Quoi::Mandat(personne), Motif::Service);
                continue;
            }
            let (code, until) = (explanation::ATELIER, minuit(*jour) + JOUR);
            let eve = jour.checked_sub(1);
            let leaders = eve.map_or(vec![], |eve| mois.reseau.presents(structure, Role::ReferentCollectif, eve));
            match (has_list, eve, leaders.first()) {
                (true, Some(eve), Some(by)) => {
                    let temps = minuit(eve) + moment(&mut alea);
                    mois.fact(Ici { temps, ..ici }, *by, code, personne, agent, until);
                }
                (true, ..) => mois.said_before(ici, code, personne, until),
                (false, ..) => {}
            }
            let motif = if has_list { Motif::Atelier } else { Motif::Aucun };
            mois.push(ici, Quoi::Ouvre(personne), motif);
        }
    }
}

/// The first structure takes the dossiers of the second: each day, those that its conseillers will get to know are transferred, and
/// entrusted to them by the direction before they are opened.
fn fusion(mois: &mut Mois, prend: usize, donne: usize) {
    let p = &parametres().evenements;
    let mut alea = Alea::new(mois.options.graine, "vie", prend as u64, "fusion");
    let first = *p.fusion_jour as usize - 1;
    let all = mois.reseau.structures[donne].suivis.clone();
    let direction = mois.reseau.structures[prend].agents.start;
    // A list that is entrusted is read by names, and not in the order in which its dossiers were made.
    let mut all: Vec<u32> = all.collect();
    for n in (1..all.len()).rev() {
        all.swap(n, alea.below(n as u64 + 1) as usize);
    }
    for jour in (first..first + 3).filter(|jour| *jour < mois.options.jours) {
        for agent in mois.reseau.presents(prend, Role::Conseiller, jour) {
            let n = mois.count(&mut alea, *p.fusion_dossiers_par_agent);
            for at in moments(&mut alea, n) {
                let Some(next) = all.pop() else { return };
                let ici = Ici { agent, jour, temps: minuit(jour) + at, special: Some(Special::Fusion) };
                let early = Ici { temps: minuit(jour) + 3 * 60 * MINUTE + 1, ..ici };
                mois.push(early, Quoi::Transfere(next), Motif::Service);
                let opens = minuit(jour) + *parametres().calendrier.ouverture * MINUTE;
                let by = Ici { temps: opens.saturating_sub(30 * MINUTE), ..ici };
                mois.fact(by, direction, explanation::AFFECTATION, next, agent, by.temps + 800 * JOUR);
                mois.push(ici, Quoi::Ouvre(next), Motif::Affectation);
            }
        }
    }
}

/// A direction looks at the files of a sample over two days.
fn audit(mois: &mut Mois, structure: usize, is_announced: bool) {
    let p = &parametres().evenements;
    let mut alea = Alea::new(mois.options.graine, "vie", structure as u64, "audit");
    let first = *p.audit_jour as usize - 1;
    let agent = mois.reseau.structures[structure].agents.start;
    let days: Vec<usize> =
        (first..mois.options.jours).filter(|jour| mois.reseau.presence(agent, *jour) == Presence::La).take(2).collect();
    for jour in &days {
        for at in moments(&mut alea, *p.audit_dossiers / days.len() as u64) {
            let ici = Ici { agent, jour: *jour, temps: minuit(*jour) + at, special: Some(Special::Audit) };
            let personne = mois.anybody(&mut alea, agent);
            let eve = jour.checked_sub(1);
            let until = minuit(*jour) + JOUR;
            if let Some(eve) = eve.filter(|_| is_announced) {
                let by = mois.desk(&mut alea, Ici { jour: eve, ..ici });
                let temps = minuit(eve) + moment(&mut alea);
                mois.fact(Ici { temps, ..ici }, by, explanation::RENDEZ_VOUS, personne, agent, until);
            }
            let motif = if is_announced { Motif::RendezVous } else { Motif::Aucun };
            mois.push(ici, Quoi::Ouvre(personne), motif);
        }
    }
    debug_assert!(days.is_empty() || minuit(days[0]) > debut());
}
