//! The network: structures with their teams, and the people whom each follows.

use std::ops::Range;

use droits::Role;
use journal::entry::Pseudonym;

use super::cadre::{JOURS_MAX, Presence, presences};
use super::parametres::parametres;
use super::tirage::un;
use super::{Impossible, Options, nom};
use crate::donnees::structures;
use crate::personnes::Alea;

/// Fewer structures than this draw no approver by lot: newcomers of such a network come by another ceremony, and are left out.
const LOT_STRUCTURES_MIN: usize = 7;

/// Who is there.
pub struct Reseau {
    /// Structures.
    pub structures: Vec<Structure>,
    /// Agents of all of them.
    pub agents: Vec<Agent>,
    /// Number of the first dossier made during the month.
    pub premier_nouveau: u32,
    presences: Vec<Vec<Presence>>,
}

/// A mission locale.
pub struct Structure {
    /// Its code.
    pub code: [u8; 8],
    /// Its agents, by place.
    pub agents: Range<u32>,
    /// People whom somebody follows.
    pub suivis: Range<u32>,
    /// All of its dossiers, these first.
    pub dossiers: Range<u32>,
}

/// An agent.
pub struct Agent {
    /// Her name in entries.
    pub id: Pseudonym,
    /// What she does.
    pub role: Role,
    /// Place of her structure.
    pub structure: usize,
    /// Whom she follows.
    pub siens: Range<u32>,
    /// Her own pace, in hundredths.
    pub allure: u64,
    /// Whether she is on probation during the month.
    pub en_essai: bool,
}

impl Reseau {
    /// The network of these options.
    ///
    /// # Errors
    /// See [`Impossible`].
    pub fn new(options: &Options) -> Result<Reseau, Impossible> {
        let real = structures();
        if !(1..=real.len()).contains(&options.structures) {
            return Err(Impossible::Structures(real.len()));
        }
        if !(1..=JOURS_MAX).contains(&options.jours) {
            return Err(Impossible::Jours(JOURS_MAX));
        }
        if !(1..=10_000).contains(&options.volume) {
            return Err(Impossible::Volume);
        }
        if options.explique.is_some_and(|share| share > 1_000) {
            return Err(Impossible::Explique);
        }
        let mut reseau =
            Reseau { structures: Vec::new(), agents: Vec::new(), premier_nouveau: 0, presences: Vec::new() };
        for one in &real[..options.structures] {
            reseau.add(options, one.code);
        }
        reseau.presences = presences(&reseau, options);
        Ok(reseau)
    }

    /// Whether, and why not, an agent works on a day.
    pub fn presence(&self, agent: u32, jour: usize) -> Presence {
        self.presences[agent as usize][jour]
    }

    /// Those of this role who work on a day, newcomers left out.
    pub fn presents(&self, structure: usize, role: Role, jour: usize) -> Vec<u32> {
        let is_there = |agent: &u32| {
            let a = &self.agents[*agent as usize];
            a.role == role && !a.en_essai && self.presence(*agent, jour) == Presence::La
        };
        self.structures[structure].agents.clone().filter(is_there).collect()
    }

    /// Who follows a person at the beginning of the month.
    pub fn referent(&self, structure: usize, personne: u32) -> Option<u32> {
        let follows = |agent: &u32| self.agents[*agent as usize].siens.contains(&personne);
        self.structures[structure].agents.clone().find(follows)
    }

    fn add(&mut self, options: &Options, code: &str) {
        let p = &parametres().equipe;
        let structure = self.structures.len();
        let mut alea = Alea::new(options.graine, code, 0, "vie-equipe");
        let size = un(&mut alea, &p.taille_pour_cent);
        let many = |of: u64| (of * size + 50).div_euclid(100).max(1);
        let conseillers = many(*p.conseiller);
        let newcomers = match options.structures {
            LOT_STRUCTURES_MIN.. => super::tirage::part(&mut alea, conseillers, *p.essai_pour_mille),
            _ => 0,
        };
        let team = [
            (Role::Direction, *p.direction, false),
            (Role::Gestionnaire, *p.gestionnaire, false),
            (Role::Dpo, *p.dpo, false),
            (Role::Vigie, *p.vigie, false),
            (Role::Accueil, many(*p.accueil), false),
            (Role::ReferentCollectif, many(*p.referent_collectif), false),
            (Role::Conseiller, conseillers, false),
            (Role::Conseiller, newcomers, true),
        ];
        let first = self.agents.len() as u32;
        let first_person = self.premier_nouveau;
        let mut person = first_person;
        for (role, combien, en_essai) in team {
            for _ in 0..combien {
                let follows = match role {
                    Role::Conseiller => alea.between(*p.portefeuille_min, *p.portefeuille_max),
                    // Who leads groups follows a few.
                    Role::ReferentCollectif => *p.portefeuille_min / 4,
                    _ => 0,
                } as u32;
                let allure = un(&mut alea, &parametres().rythme.agent_pour_cent);
                let id = nom(0x41, self.agents.len() as u32);
                self.agents.push(Agent { id, role, structure, siens: person..person + follows, allure, en_essai });
                person += follows;
            }
        }
        let asleep = u64::from(person - first_person) * *p.en_veille_pour_cent / 100;
        let dossiers = first_person..person + asleep as u32;
        self.premier_nouveau = dossiers.end;
        let mut bytes = [0; 8];
        let length = code.len().min(8);
        bytes[..length].copy_from_slice(&code.as_bytes()[..length]);
        self.structures.push(Structure {
            code: bytes,
            agents: first..self.agents.len() as u32,
            suivis: first_person..person,
            dossiers,
        });
    }
}
