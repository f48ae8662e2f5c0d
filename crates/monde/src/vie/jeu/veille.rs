//! Who watches the entries, and what comes of what she says: an alert that a human looks at, an account cut and restored. A
//! newcomer's confirmation is here too: it is signed by the same people.

use droits::registre::{login_end, mesure, suspension};
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use super::{Apres, Essai, Jeu, PERSONNE};
use crate::vie::cadre::{MINUTE, jour_de, minuit};
use crate::vie::parametres::parametres;
use crate::vie::{Demande, Motif, Quoi};

/// Who watches the entries: the vigie, once it is there. Given each entry of the month in order, it says what it would do.
pub trait Veille {
    /// What this entry makes it say.
    fn take(&mut self, index: u64, entry: &Entry) -> Vec<Signal>;
}

/// What whoever watches says of an agent. Everybody is honest here: each is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Of whom; zero: of nobody in particular.
    pub agent: Pseudonym,
    /// Number of its rule.
    pub regle: u8,
    /// A human is asked to look.
    pub humain: bool,
    /// What it takes away.
    pub prend: Prend,
}

/// What an alert takes away from the account that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prend {
    /// Nothing: it is noted.
    Rien,
    /// The next new dossier asks for a gesture.
    Geste,
    /// From now on each five do.
    TrancheCinq,
    /// Lists and the search are over for the day.
    Recherche,
    /// The login ends.
    Login,
    /// The account is cut.
    Compte,
}

/// Nobody watches.
pub struct Muette;

impl Veille for Muette {
    fn take(&mut self, _: u64, _: &Entry) -> Vec<Signal> {
        Vec::new()
    }
}

impl Jeu<'_> {
    /// What whoever watches said meanwhile.
    pub(super) fn hears(&mut self, temps: u64) {
        for signal in std::mem::take(&mut self.terrain.signaux) {
            self.bilan.said(&signal);
            let Some(agent) = self.terrain.place(&signal.agent) else {
                self.bilan.of_nobody += u64::from(signal.humain);
                continue;
            };
            if signal.humain {
                self.bilan.alert(self.qui(agent), jour_de(temps));
            }
            self.restrains(agent, &signal, temps);
        }
    }

    /// Written by the programs, as the coffre writes what the vigie decides.
    fn restrains(&mut self, agent: u32, signal: &Signal, temps: u64) {
        let object = signal.agent;
        let rule = match signal.prend {
            Prend::Rien => return,
            Prend::Geste => mesure::GESTE,
            Prend::TrancheCinq => mesure::TRANCHE_CINQ,
            Prend::Recherche => mesure::RECHERCHE_FERMEE,
            Prend::Login => {
                let login = self.terrain.registre.agent(&object).and_then(|agent| agent.login);
                let ends = Entry { rule: login_end::CUT, time: temps, ..Entry::new(Kind::LoginEnd) };
                let _ = login.map(|login| self.terrain.fold(&Entry { login, ..ends }, None));
                // She signs in again.
                return self.bilan.gesture(self.qui(agent), jour_de(temps));
            }
            Prend::Compte => {
                let rule = suspension::VIGIE.saturating_add(signal.regle);
                return self.suspends(agent, Entry { object, rule, time: temps, ..Entry::new(Kind::Suspension) });
            }
        };
        // Of a login that has just ended there is nothing to take.
        let _ = self.terrain.fold(&Entry { object, rule, time: temps, ..Entry::new(Kind::Freeze) }, None);
    }

    pub(super) fn suspends(&mut self, agent: u32, entry: Entry) {
        let temps = entry.time;
        if self.journees[agent as usize].is_cut || self.terrain.fold(&entry, None).is_err() {
            return;
        }
        self.journees[agent as usize].is_cut = true;
        self.bilan.suspended(self.qui(agent));
        let demande = Demande { temps, agent, quoi: Quoi::Ouvre(PERSONNE), motif: Motif::Service, special: None };
        let later = temps + *parametres().suite.restauration_minutes * MINUTE;
        self.later(&demande, Apres::Restauration, Essai { temps: later, depuis: temps, essais: 0 });
    }

    /// Two persons of two roles lift the suspension: the direction and the DPO.
    pub(super) fn restores(&mut self, agent: u32, temps: u64, depuis: u64) {
        let a = &self.reseau.agents[agent as usize];
        let direction = self.reseau.structures[a.structure].agents.start;
        let keepers = if agent == direction { [direction + 1, direction + 2] } else { [direction, direction + 2] };
        for keeper in keepers {
            let lifts = Entry { object: a.id, time: temps, ..Entry::new(Kind::Restoration) };
            let _ = self.terrain.signed(keeper, lifts);
        }
        let is_cut = self.terrain.registre.agent(&a.id).is_some_and(|a| a.vie.suspended.is_some());
        self.journees[agent as usize].is_cut = is_cut;
        self.bilan.waited(self.qui(agent), agent, jour_de(depuis), temps - depuis);
    }

    /// A parrain confirms each newcomer in the fourth week: her account would sleep from the thirtieth day on.
    pub(super) fn confirms_later(&mut self, jours: usize) {
        let Some(jour) = jours.checked_sub(1).map(|last| last.min(15)).filter(|jour| *jour >= 5) else { return };
        let new = |agent: &u32| self.reseau.agents[*agent as usize].en_essai;
        let newcomers: Vec<u32> = (0..self.reseau.agents.len() as u32).filter(new).collect();
        for agent in newcomers {
            let temps = minuit(jour) + *parametres().calendrier.reprise * MINUTE;
            let demande = Demande { temps, agent, quoi: Quoi::Ouvre(PERSONNE), motif: Motif::Service, special: None };
            self.later(&demande, Apres::Confirmation, Essai { temps, depuis: temps, essais: 0 });
        }
    }

    pub(super) fn confirms(&mut self, agent: u32, temps: u64) {
        let a = &self.reseau.agents[agent as usize];
        let direction = self.reseau.structures[a.structure].agents.start;
        let confirms = Entry { object: a.id, time: temps, ..Entry::new(Kind::Confirmation) };
        let _ = self.terrain.signed(direction, confirms);
    }
}
