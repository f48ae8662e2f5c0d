//! The month played: each demande is asked of the real rules, in the order of time, and what an agent does next is followed.

mod actes;
mod dire;
mod rallonge;
mod veille;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use droits::budget::ESSAI_UNEXPLAINED_MAX;
use droits::decide::{Demande as Question, Permit};
use droits::registre::Void;
use droits::{Refus, Role, Tete, decide};
use journal::Kind;

use self::actes::Actes;
use self::rallonge::Rallonge;
pub use self::veille::{Muette, Prend, Signal, Veille};
use super::bilan::{Bilan, Qui};
use super::cadre::{MINUTE, debut, jour_de, minuit};
use super::parametres::parametres;
use super::reseau::Reseau;
use super::suite::{WayOn, asks_first, regle, way_on};
use super::terrain::Terrain;
use super::{Demande, Motif, Options, Quoi, personne};
use crate::personnes::Alea;

/// Plays these demandes.
///
/// # Errors
/// Why the accounts of the network could not be made.
pub fn joue(reseau: &Reseau, options: &Options, demandes: &[Demande], veille: &mut dyn Veille) -> Result<Bilan, Void> {
    let mut jeu = Jeu::new(reseau, options, Terrain::new(reseau, veille)?);
    jeu.confirms_later(options.jours);
    for demande in demandes {
        while let Some(Reverse(next)) = jeu.plus_tard.peek()
            && next.temps <= demande.temps
        {
            let Some(Reverse(next)) = jeu.plus_tard.pop() else { break };
            jeu.resumes(next);
        }
        jeu.begins(demande);
    }
    while let Some(Reverse(next)) = jeu.plus_tard.pop() {
        jeu.resumes(next);
    }
    jeu.bilan.entrees = jeu.terrain.entries();
    Ok(jeu.bilan)
}

struct Jeu<'a> {
    reseau: &'a Reseau,
    terrain: Terrain<'a>,
    bilan: Bilan,
    alea: Alea,
    actes: Actes,
    /// Of each person, who follows her and since when; none: [`PERSONNE`].
    referents: Vec<(u32, u64)>,
    /// Of each person, the place of her structure.
    structures: Vec<u32>,
    journees: Vec<Journee>,
    plus_tard: BinaryHeap<Reverse<Suite>>,
    ordre: u64,
}

/// No agent, or no structure.
const PERSONNE: u32 = u32::MAX;

/// What one agent did today.
#[derive(Clone, Default)]
struct Journee {
    jour: Option<usize>,
    vues: HashSet<u32>,
    lignes: u16,
    is_warned: bool,
    /// The day's dossiers are used up, and she knows it.
    is_full: bool,
    is_cut: bool,
    /// More for the day, on its way.
    rallonge: Option<Rallonge>,
    /// Times that she asked for more, and whom.
    demandees: u16,
    donneur: Option<u32>,
}

/// What is to be gone on with. Ordered by time, then by the order in which it was put off.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Suite {
    temps: u64,
    ordre: u64,
    apres: Apres,
    essais: u8,
    depuis: u64,
    demande: Remise,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Apres {
    Geste,
    Ticket,
    Encore,
    Restauration,
    Confirmation,
}

/// A demande that is never compared: two are told apart by their order.
#[derive(Clone, Copy)]
struct Remise(Demande);

impl PartialEq for Remise {
    fn eq(&self, _: &Remise) -> bool {
        true
    }
}

impl Eq for Remise {}

impl PartialOrd for Remise {
    fn partial_cmp(&self, other: &Remise) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Remise {
    fn cmp(&self, _: &Remise) -> std::cmp::Ordering {
        std::cmp::Ordering::Equal
    }
}

/// A demande on its way: how often it was tried, and since when.
#[derive(Clone, Copy)]
struct Essai {
    temps: u64,
    depuis: u64,
    essais: u8,
}

impl<'a> Jeu<'a> {
    fn new(reseau: &'a Reseau, options: &Options, terrain: Terrain<'a>) -> Jeu<'a> {
        let count = reseau.premier_nouveau as usize;
        let (mut referents, mut structures) = (vec![(PERSONNE, 0); count], vec![PERSONNE; count]);
        for (place, structure) in reseau.structures.iter().enumerate() {
            structures[structure.dossiers.start as usize..structure.dossiers.end as usize].fill(place as u32);
        }
        for (place, agent) in reseau.agents.iter().enumerate() {
            referents[agent.siens.start as usize..agent.siens.end as usize].fill((place as u32, 0));
        }
        Jeu {
            reseau,
            terrain,
            bilan: Bilan::new(*options),
            alea: Alea::new(options.graine, "vie", 0, "jeu"),
            actes: Actes::read(),
            referents,
            structures,
            journees: vec![Journee::default(); reseau.agents.len()],
            plus_tard: BinaryHeap::new(),
            ordre: 0,
        }
    }

    fn begins(&mut self, demande: &Demande) {
        if let Some(special) = demande.special {
            *self.bilan.specials.entry(special).or_default() += 1;
        }
        if demande.temps < debut() {
            self.console(demande);
            return;
        }
        self.does(demande, Essai { temps: demande.temps, depuis: demande.temps, essais: 0 });
    }

    fn does(&mut self, demande: &Demande, essai: Essai) {
        match demande.quoi {
            Quoi::Mandat(_) => self.bilan.mandats += 1,
            Quoi::Transfere(personne) => {
                let structure = self.reseau.agents[demande.agent as usize].structure as u32;
                self.structures[personne as usize] = structure;
            }
            Quoi::Dit { .. } => {
                self.works(demande.agent, essai.temps);
                self.states(demande, essai.temps);
            }
            _ => {
                self.works(demande.agent, essai.temps);
                self.asks(demande, essai);
            }
        }
        self.hears(essai.temps);
    }

    fn resumes(&mut self, suite: Suite) {
        let Suite { temps, depuis, essais, demande: Remise(demande), .. } = suite;
        let agent = demande.agent;
        match suite.apres {
            Apres::Restauration => return self.restores(agent, temps, depuis),
            Apres::Confirmation => return self.confirms(agent, temps),
            Apres::Geste => {
                self.bilan.gesture(self.qui(agent), jour_de(temps));
                // A login that ended meanwhile has made a new one, which begins with a gesture.
                let _ = self.terrain.gesture(agent, temps);
            }
            Apres::Ticket => self.ticket(&demande, temps),
            Apres::Encore => {}
        }
        self.does(&demande, Essai { temps, depuis, essais });
    }

    /// The day of an agent begins with what she does first.
    fn works(&mut self, agent: u32, temps: u64) {
        let jour = jour_de(temps);
        let today = &mut self.journees[agent as usize];
        if today.jour != Some(jour) {
            *today = Journee { jour: Some(jour), is_cut: today.is_cut, ..Journee::default() };
            self.bilan.agent_day(self.qui(agent), jour);
        }
    }

    fn asks(&mut self, demande: &Demande, essai: Essai) {
        let (agent, temps) = (demande.agent, essai.temps);
        self.receives(agent, temps);
        let a = &self.reseau.agents[agent as usize];
        if self.journees[agent as usize].is_cut {
            self.bilan.given_up(self.qui(agent));
            return;
        }
        let subject = match demande.quoi {
            Quoi::Ouvre(p) | Quoi::Revele(p) | Quoi::Imprime(p) | Quoi::Cree(p) => Some(p),
            _ => None,
        };
        if let Quoi::Cree(p) = demande.quoi {
            self.grow(p, a.structure as u32);
        }
        if let Some(p) = subject {
            self.grow(p, PERSONNE);
            if self.structures[p as usize] != a.structure as u32 {
                self.bilan.partis += 1;
                return;
            }
        }
        let reads = !matches!(demande.quoi, Quoi::Cree(_) | Quoi::Liste { .. });
        let why = subject
            .filter(|_| reads)
            .map(|p| self.terrain.registre.explique(&a.id, &personne(p), &self.tete(p), temps));
        let why = why.unwrap_or_default();
        let is_new = subject.is_some_and(|p| !self.journees[agent as usize].vues.contains(&p));
        let is_unsure = reads && is_new && why.code == 0 && essai.essais == 0;
        if is_unsure && self.journees[agent as usize].is_warned && asks_first(&mut self.alea) {
            let secondes = super::tirage::un(&mut self.alea, &parametres().suite.collegue_secondes);
            self.later(demande, Apres::Ticket, Essai { temps: temps + secondes * 1_000, essais: 1, ..essai });
            return;
        }
        // Her page says how many a newcomer has left, in all: the last one is kept, and the colleague beside her looks instead.
        if is_unsure && a.en_essai && demande.motif != Motif::Erreur && self.left_of_probation(agent) <= 1 {
            self.bilan.given_up(self.qui(agent));
            self.passes_on(demande, temps);
            return;
        }
        if self.journees[agent as usize].is_full && is_new && reads {
            self.bilan.given_up(self.qui(agent));
            self.passes_on(demande, temps);
            return;
        }
        let Some(login) = self.terrain.login(agent, temps) else {
            self.bilan.given_up(self.qui(agent));
            return;
        };
        let structure = self.reseau.structures[a.structure].code;
        let lignes = match demande.quoi {
            Quoi::Liste { nouvelles, .. } => self.journees[agent as usize].lignes.saturating_add(nouvelles),
            _ => 0,
        };
        let question = Question {
            subject: subject.map(|p| (personne(p), structure)),
            time: temps,
            explanation: why.code,
            lignes,
            ..Question::new(login, self.actes.of(demande.quoi, a.role), self.terrain.request())
        };
        match decide(&self.terrain.registre, question) {
            Ok(permit) => {
                self.granted(demande, &permit, why.forte, is_new);
                self.bilan.waited(self.qui(agent), agent, jour_de(temps), temps - essai.depuis);
            }
            Err(refus) => {
                self.refused(demande, refus, question, essai);
            }
        }
    }

    fn granted(&mut self, demande: &Demande, permit: &Permit, forte: bool, is_new: bool) {
        let mut entry = permit.entry();
        let agent = demande.agent as usize;
        match demande.quoi {
            Quoi::Liste { personnes, nouvelles, .. } => {
                entry.count = u32::from(personnes);
                self.journees[agent].lignes += nouvelles;
            }
            Quoi::Cree(p) => self.referents[p as usize] = (demande.agent, entry.time),
            Quoi::Ouvre(p) => {
                self.journees[agent].vues.insert(p);
                self.bilan.opened(self.qui(demande.agent), is_new, forte, demande.motif);
            }
            _ => {}
        }
        // What was granted is folded: reads and lists have no rule of their own there.
        let _ = self.terrain.fold(&entry, None);
        if matches!(demande.quoi, Quoi::Ouvre(_) | Quoi::Revele(_)) && is_new | (entry.kind == Kind::Reveal) {
            self.looks_at_what_is_left(demande.agent, entry.time);
        }
    }

    fn refused(&mut self, demande: &Demande, refus: Refus, question: Question, essai: Essai) {
        let (agent, temps) = (demande.agent, essai.temps);
        let (qui, jour) = (self.qui(agent), jour_de(temps));
        let entry = refus.entry(&self.terrain.registre, &question);
        let _ = self.terrain.fold(&entry, None);
        self.bilan.refused(qui, jour, refus as u8);
        if let Some(cut) = self.terrain.registre.cut_after(&entry) {
            self.suspends(agent, cut);
        }
        self.journees[agent as usize].is_warned |= refus as u8 == regle::INEXPLIQUE;
        self.journees[agent as usize].is_full |= matches!(refus as u8, regle::JOUR | regle::SEMAINE);
        if demande.motif == Motif::Erreur && refus as u8 != regle::TRANCHE {
            // The wrong dossier: what she wanted is another one, and nothing follows.
            return;
        }
        let next = |secondes: u64| Essai { temps: temps + secondes * 1_000, essais: essai.essais + 1, ..essai };
        match way_on(refus, essai.essais, &mut self.alea) {
            WayOn::Geste { secondes } => self.later(demande, Apres::Geste, next(secondes)),
            WayOn::Collegue { secondes } => self.later(demande, Apres::Ticket, next(secondes)),
            WayOn::Attend { secondes } => self.later(demande, Apres::Encore, next(secondes)),
            WayOn::Rien => {
                let awaited = self.rallonge_awaited(agent).filter(|_| regle::RALLONGE.contains(&(refus as u8)));
                if let Some(given) = awaited {
                    return self.later(demande, Apres::Encore, next(given.saturating_sub(temps) / 1_000 + 1));
                }
                self.bilan.stopped(qui, refus as u8);
                let closes = minuit(jour) + *parametres().calendrier.fermeture * MINUTE;
                self.bilan.waited(qui, agent, jour, closes.saturating_sub(essai.depuis));
                self.bilan.given_up(qui);
                self.passes_on(demande, temps);
            }
        }
    }

    /// A colleague receives the person instead, if it cannot wait.
    fn passes_on(&mut self, demande: &Demande, temps: u64) {
        let can_wait = !self.alea.chance(*parametres().suite.passe_la_main_pour_mille);
        let (structure, jour) = (self.reseau.agents[demande.agent as usize].structure, jour_de(temps));
        let mut there = self.reseau.presents(structure, Role::Conseiller, jour);
        there.retain(|other| *other != demande.agent);
        if can_wait || there.is_empty() || !matches!(demande.quoi, Quoi::Ouvre(_)) {
            return;
        }
        let other = Demande { agent: self.alea.pick(&there), motif: Motif::Ticket, ..*demande };
        let temps = temps + 10 * MINUTE;
        // Whoever takes over has used a turn: she does not hand it on without end.
        self.later(&other, Apres::Ticket, Essai { temps, depuis: temps, essais: 2 });
    }

    fn later(&mut self, demande: &Demande, apres: Apres, essai: Essai) {
        self.ordre += 1;
        let Essai { temps, depuis, essais } = essai;
        let suite = Suite { temps, ordre: self.ordre, apres, essais, depuis, demande: Remise(*demande) };
        self.plus_tard.push(Reverse(suite));
    }

    fn grow(&mut self, p: u32, structure: u32) {
        if p != PERSONNE && p as usize >= self.structures.len() {
            self.structures.resize(p as usize + 1, PERSONNE);
            self.referents.resize(p as usize + 1, (PERSONNE, 0));
        }
        if structure != PERSONNE {
            self.structures[p as usize] = structure;
        }
    }

    /// What a probation still allows without explanation.
    fn left_of_probation(&self, agent: u32) -> usize {
        let used =
            self.terrain.registre.agent(&self.reseau.agents[agent as usize].id).map_or(0, |a| a.essai_unexplained());
        ESSAI_UNEXPLAINED_MAX.saturating_sub(used)
    }

    /// What the head of a dossier says.
    fn tete(&self, p: u32) -> Tete {
        let (follows, cree) = self.referents[p as usize];
        Tete { referent: (follows != PERSONNE).then(|| self.reseau.agents[follows as usize].id), cree }
    }

    fn qui(&self, agent: u32) -> Qui {
        let a = &self.reseau.agents[agent as usize];
        Qui::of(a.role, a.en_essai)
    }
}
