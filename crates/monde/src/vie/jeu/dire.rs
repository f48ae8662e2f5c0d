//! Facts that people state: asked of the rules like everything else, and folded.

use droits::budget::explanation;
use droits::decide::Demande as Question;
use droits::faits::Dit;
use droits::{Role, decide};
use journal::Kind;
use journal::entry::Entry;

use super::{Jeu, PERSONNE};
use crate::vie::cadre::{JOUR, jour_de};
use crate::vie::{Demande, Motif, Quoi, personne};

impl Jeu<'_> {
    /// Somebody at the desk gives a ticket for who asks.
    pub(super) fn ticket(&mut self, demande: &Demande, temps: u64) {
        let (Quoi::Ouvre(p) | Quoi::Revele(p) | Quoi::Imprime(p)) = demande.quoi else { return };
        let structure = self.reseau.agents[demande.agent as usize].structure;
        let mut there = self.reseau.presents(structure, Role::Accueil, jour_de(temps));
        there.extend(self.reseau.presents(structure, Role::Conseiller, jour_de(temps)));
        let Some(by) = there.into_iter().find(|by| *by != demande.agent) else { return };
        let quoi = Quoi::Dit {
            code: explanation::TICKET,
            personne: p,
            pour: demande.agent,
            de: demande.agent,
            jusqua: temps + JOUR,
        };
        self.works(by, temps);
        self.states(&Demande { agent: by, quoi, motif: Motif::Service, ..*demande }, temps);
    }

    pub(super) fn states(&mut self, demande: &Demande, temps: u64) {
        let Quoi::Dit { code, personne: p, jusqua, .. } = demande.quoi else { return };
        let a = &self.reseau.agents[demande.agent as usize];
        if self.journees[demande.agent as usize].is_cut {
            return;
        }
        if p != PERSONNE && self.structures.get(p as usize).is_some_and(|s| *s != a.structure as u32) {
            self.bilan.partis += 1;
            return;
        }
        let Some(login) = self.terrain.login(demande.agent, temps) else { return };
        let structure = self.reseau.structures[a.structure].code;
        let entry = self.fact_entry(demande);
        let mut de = [0; 16];
        de.copy_from_slice(&entry.content[..16]);
        let question = Question {
            subject: (p != PERSONNE).then(|| (personne(p), structure)),
            time: temps,
            explanation: code,
            dit: Some(Dit { pour: entry.object, de, jusqua }),
            ..Question::new(login, self.actes.dit, self.terrain.request())
        };
        match decide(&self.terrain.registre, question) {
            Ok(permit) => {
                let filled = Entry { object: entry.object, content: entry.content, until: jusqua, ..permit.entry() };
                if self.terrain.fold(&filled, None).is_ok() {
                    self.entrusts(demande, temps);
                }
            }
            Err(refus) => {
                let refusal = refus.entry(&self.terrain.registre, &question);
                let _ = self.terrain.fold(&refusal, None);
                self.bilan.refused(self.qui(demande.agent), jour_de(temps), refus as u8);
            }
        }
    }

    /// What was stated before the month: at the console of a fictional base, as its worlds are made.
    pub(super) fn console(&mut self, demande: &Demande) {
        let Quoi::Dit { jusqua, .. } = demande.quoi else { return };
        let entry = Entry { time: demande.temps, until: jusqua, ..self.fact_entry(demande) };
        if self.terrain.fold(&entry, None).is_ok() {
            self.entrusts(demande, demande.temps);
        }
    }

    pub(super) fn fact_entry(&self, demande: &Demande) -> Entry {
        let mut entry = Entry::new(Kind::Explanation);
        let Quoi::Dit { code, personne: p, pour, de, .. } = demande.quoi else { return entry };
        let a = &self.reseau.agents[demande.agent as usize];
        (entry.actor, entry.structure) = (a.id, self.reseau.structures[a.structure].code);
        (entry.explanation, entry.object) = (code, self.reseau.agents[pour as usize].id);
        if p != PERSONNE {
            entry.subject = personne(p);
        }
        if code == explanation::REMPLACEMENT {
            entry.content[..16].copy_from_slice(&self.reseau.agents[de as usize].id);
        }
        entry
    }

    /// An affectation is written in the head of the dossier too.
    pub(super) fn entrusts(&mut self, demande: &Demande, temps: u64) {
        if let Quoi::Dit { code: explanation::AFFECTATION, personne: p, pour, .. } = demande.quoi {
            self.grow(p, PERSONNE);
            self.referents[p as usize] = (pour, temps);
        }
    }
}
