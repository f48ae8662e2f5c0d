//! More dossiers for one day, asked of the direction or of a parrain before what her role may read is used up.

use droits::Role;
use droits::budget::{RALLONGE, RALLONGES_MAX, day_end};
use droits::habilitation::region::region;
use journal::Kind;
use journal::entry::Entry;

use super::Jeu;
use crate::vie::cadre::{MINUTE, jour_de};
use crate::vie::parametres::parametres;
use crate::vie::tirage::un;

/// Who makes her day longer, and from when on.
#[derive(Clone, Copy)]
pub(super) struct Rallonge {
    par: u32,
    depuis: u64,
}

impl Jeu<'_> {
    /// What is left of the day, of the week and of reveals stands on her pages: near an end she asks, and once more of somebody
    /// else. Where nobody is there who may give it, nobody does; and nobody gives it to herself.
    pub(super) fn looks_at_what_is_left(&mut self, agent: u32, temps: u64) {
        let a = &self.reseau.agents[agent as usize];
        let hers = &self.journees[agent as usize];
        if hers.rallonge.is_some() || hers.demandees >= RALLONGES_MAX || !self.is_near_an_end(agent, temps) {
            return;
        }
        let asked = hers.donneur;
        let jour = jour_de(temps);
        let mut there = self.reseau.presents(a.structure, Role::Direction, jour);
        if *parametres().suite.rallonge_par_parrain {
            there.extend(self.reseau.presents(a.structure, Role::ReferentCollectif, jour));
        }
        let structure = a.structure;
        let here = there.into_iter().find(|by| *by != agent && Some(*by) != asked);
        let par = here.or_else(|| self.neighbour(structure, asked, jour));
        let granted = par.map(|par| {
            let minutes = un(&mut self.alea, &parametres().suite.rallonge_minutes);
            Rallonge { par, depuis: temps + minutes * MINUTE }
        });
        let hers = &mut self.journees[agent as usize];
        (hers.demandees, hers.rallonge, hers.donneur) = (hers.demandees + 1, granted, par.or(asked));
        self.bilan.asked_for_more(self.qui(agent), granted.is_some());
    }

    /// Where nobody is there, the direction of another structure of the region, who is called.
    fn neighbour(&self, structure: usize, asked: Option<u32>, jour: usize) -> Option<u32> {
        let of = |place: usize| region(&self.reseau.structures[place].code);
        let near = (0..self.reseau.structures.len()).filter(|place| *place != structure && of(*place) == of(structure));
        near.flat_map(|place| self.reseau.presents(place, Role::Direction, jour)).find(|by| Some(*by) != asked)
    }

    fn is_near_an_end(&self, agent: u32, temps: u64) -> bool {
        let (id, role) = { (self.reseau.agents[agent as usize].id, self.reseau.agents[agent as usize].role) };
        let Some(rights) = self.terrain.registre.agent(&id) else { return false };
        let (usage, most) = (rights.usage(), rights.usage().plafonds(role, temps));
        let rest = *parametres().suite.rallonge_reste as u16;
        let is_near = |used: u16, most: u16, rest: u16| most > 0 && used.saturating_add(rest) >= most;
        usage.is_nearly_spent(role, temps)
            && (is_near(usage.of_day(temps).all(), most.jour, rest)
                || is_near(usage.of_week(temps).all(), most.semaine, rest)
                || is_near(usage.reveals(temps), most.revelations, 1))
    }

    /// When what she asked for is given; `None` where nothing is on its way.
    pub(super) fn rallonge_awaited(&self, agent: u32) -> Option<u64> {
        self.journees[agent as usize].rallonge.map(|given| given.depuis)
    }

    /// Whoever was asked has signed by now: the entry stands before she goes on.
    pub(super) fn receives(&mut self, agent: u32, temps: u64) {
        let Some(Rallonge { par, depuis }) =
            self.journees[agent as usize].rallonge.filter(|given| given.depuis <= temps)
        else {
            return;
        };
        let time = depuis.max(self.terrain.registre.latest());
        let mut entry = Entry { time, count: u32::from(RALLONGE), ..Entry::new(Kind::BudgetExtension) };
        entry.until = day_end(time);
        entry.content[..16].copy_from_slice(&self.reseau.agents[agent as usize].id);
        let hers = &mut self.journees[agent as usize];
        (hers.rallonge, hers.is_full) = (None, false);
        // A giver who was cut meanwhile gives nothing: she learns it at her limit.
        let _ = self.terrain.signed(par, entry);
    }
}
