//! More dossiers for one day, asked of the direction before the day's are used up.
//!
//! The rules of rights do not hold it yet: what is opened by it is counted and journalled as they would, and never more than thirty.

use droits::budget::Plafonds;
use droits::decide::Demande as Question;
use droits::registre::Login;
use droits::{Refus, Role};
use journal::entry::{Decision, Entry};

use super::{Apres, Essai, Jeu};
use crate::vie::cadre::{MINUTE, jour_de};
use crate::vie::parametres::parametres;
use crate::vie::suite::{WayOn, way_on};
use crate::vie::tirage::un;
use crate::vie::{Demande, Quoi, personne};

impl Jeu<'_> {
    /// The count of the day stands on her page: near its end she asks, once. A direction who is away grants nothing, and nobody
    /// grants it to herself.
    pub(super) fn looks_at_what_is_left(&mut self, agent: u32, temps: u64) {
        let a = &self.reseau.agents[agent as usize];
        let most = u64::from(Plafonds::of(a.role).jour);
        let hers = &self.journees[agent as usize];
        let is_near = hers.vues.len() as u64 + *parametres().suite.rallonge_reste >= most;
        if hers.has_asked || !is_near {
            return;
        }
        let mut there = self.reseau.presents(a.structure, Role::Direction, jour_de(temps));
        if *parametres().suite.rallonge_par_referent {
            there.extend(self.reseau.presents(a.structure, Role::ReferentCollectif, jour_de(temps)));
        }
        let there = there.iter().any(|by| *by != agent);
        let granted = there.then(|| temps + un(&mut self.alea, &parametres().suite.rallonge_minutes) * MINUTE);
        let hers = &mut self.journees[agent as usize];
        (hers.has_asked, hers.rallonge) = (true, granted);
        self.bilan.asked_for_more(self.qui(agent), granted.is_some());
    }

    /// What is left of it now.
    pub(super) fn rallonge(&self, agent: u32, temps: u64) -> u64 {
        let hers = &self.journees[agent as usize];
        let stands = hers.rallonge.is_some_and(|since| since <= temps);
        if stands { parametres().suite.rallonge_dossiers.saturating_sub(hers.rallongees) } else { 0 }
    }

    /// Opens one of them. Tranches go on: each twenty asks for its gesture.
    pub(super) fn goes_on(&mut self, demande: &Demande, question: &Question, essai: Essai) {
        let (agent, temps) = (demande.agent, essai.temps);
        let a = &self.reseau.agents[agent as usize];
        let (Quoi::Ouvre(p) | Quoi::Revele(p) | Quoi::Imprime(p)) = demande.quoi else { return };
        if self.terrain.registre.login_of(&question.login).is_some_and(Login::is_spent)
            && let WayOn::Geste { secondes } = way_on(Refus::Tranche, essai.essais, &mut self.alea)
        {
            return self.later(demande, Apres::Geste, Essai { temps: temps + secondes * 1_000, ..essai });
        }
        let subject = personne(p);
        let entry = Entry {
            decision: Decision::Granted,
            time: temps,
            actor: a.id,
            login: question.login,
            structure: self.reseau.structures[a.structure].code,
            request: question.request,
            purpose: question.act.purpose as u8,
            subject,
            classes: question.act.classes,
            explanation: question.explanation,
            role: a.role as u8,
            ..Entry::new(question.act.kind)
        };
        let _ = self.terrain.fold(&entry, None);
        let is_new = self.journees[agent as usize].vues.insert(p);
        self.journees[agent as usize].rallongees += u64::from(is_new);
        let tete = self.tete(p);
        let why = self.terrain.registre.explique(&a.id, &subject, &tete, temps);
        self.bilan.opened(self.qui(agent), is_new, why.forte, demande.motif);
        self.bilan.waited(self.qui(agent), agent, jour_de(temps), temps - essai.depuis);
    }
}
