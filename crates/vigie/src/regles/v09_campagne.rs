//! V9: several accounts in the same hour.

use std::collections::VecDeque;

use journal::entry::Pseudonym;

use super::{Fiche, Moment, Regle, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{NormeFaute, Normes};

/// Alerts that are remembered at most: in a storm the latest are enough to count five agents.
const MEMOIRE: usize = 512;

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 9,
    version: 1,
    cle: "v09",
    gravite: Gravite::TrancheCinq,
    // Once a month for 15,000 agents: 330,000 days of one agent.
    bruit: 0.003,
    raisons: &[
        ("v09-reseau", &["agents", "graves"]),
        ("v09-structure", &["agents", "graves"]),
        ("v09-parrain", &["agents", "graves"]),
    ],
    histoire: Texte {
        fr: "Une même personne tient plusieurs comptes, par hameçonnage, et reste petite sur chacun. Vus ensemble, ils se voient.",
        en: "One person holds several accounts, by phishing, and stays small on each. Seen together, they are seen.",
    },
    signal: Texte {
        fr: "Cinq agents en 60 minutes avec V1 ou V4 dans tout le réseau ; ou cinq d'une même structure, ou d'un même parrain, avec V1, V4 \
             ou V8, dont deux avec V1 ou V4. Réseau et navigateur ne sont pas inscrits.",
        en: "Five agents within 60 minutes with V1 or V4 in the whole network; or five of one structure, or of one parrain, with V1, V4 or \
             V8, two of them with V1 or V4. Network and browser are not recorded.",
    },
};

/// Rules that it hears, and those among them that count alone.
const ENTENDUES: [u8; 3] = [1, 4, 8];
const GRAVES: [u8; 2] = [1, 4];

/// Its state: what was heard in the last hour.
pub struct Etat {
    agents: usize,
    graves: usize,
    fenetre: u64,
    entendu: VecDeque<Entendu>,
    said: VecDeque<(u64, Groupe)>,
}

#[derive(Clone, Copy)]
struct Entendu {
    temps: u64,
    acteur: Pseudonym,
    structure: [u8; 8],
    parrain: Option<Pseudonym>,
    is_grave: bool,
    index: u64,
}

/// What the accounts share.
#[derive(Clone, Copy, PartialEq)]
enum Groupe {
    Reseau,
    Structure([u8; 8]),
    Parrain(Pseudonym),
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        Ok(Etat {
            agents: normes.nombre("v09", "agents")? as usize,
            graves: normes.nombre("v09", "dont_graves")? as usize,
            fenetre: normes.nombre("v09", "fenetre_ms")?,
            entendu: VecDeque::new(),
            said: VecDeque::new(),
        })
    }

    /// The agents of a group, the grave ones among them, and the entries that name them.
    fn count(&self, groupe: Groupe) -> (usize, usize, Vec<u64>) {
        let (mut all, mut graves, mut entries) = (Vec::new(), Vec::new(), Vec::new());
        let belongs = |one: &&Entendu| match groupe {
            Groupe::Reseau => one.is_grave,
            Groupe::Structure(structure) => one.structure == structure,
            Groupe::Parrain(parrain) => one.parrain == Some(parrain),
        };
        for one in self.entendu.iter().filter(belongs) {
            if !all.contains(&one.acteur) {
                all.push(one.acteur);
                entries.push(one.index);
            }
            if one.is_grave && !graves.contains(&one.acteur) {
                graves.push(one.acteur);
            }
        }
        (all.len(), graves.len(), entries)
    }
}

impl Regle for Etat {
    fn hear(&mut self, m: &Moment<'_>, dites: &[Alerte], sortie: &mut Vec<Alerte>) {
        for dite in dites.iter().filter(|dite| ENTENDUES.contains(&dite.regle) && dite.acteur != [0; 16]) {
            let parrain = m.suivi.parrain(&dite.acteur);
            let (acteur, structure, is_grave) = (dite.acteur, dite.structure, GRAVES.contains(&dite.regle));
            self.entendu.push_back(Entendu { temps: m.temps, acteur, structure, parrain, is_grave, index: m.index });
            let old = |since: u64| since + self.fenetre <= m.temps;
            while self.entendu.len() > MEMOIRE || self.entendu.front().is_some_and(|one| old(one.temps)) {
                self.entendu.pop_front();
            }
            while self.said.front().is_some_and(|(since, _)| old(*since)) {
                self.said.pop_front();
            }
            let groups = [Some(Groupe::Reseau), Some(Groupe::Structure(structure)), parrain.map(Groupe::Parrain)];
            for groupe in groups.into_iter().flatten() {
                let (agents, graves, entries) = self.count(groupe);
                if agents < self.agents || graves < self.graves || self.said.iter().any(|(_, said)| *said == groupe) {
                    continue;
                }
                self.said.push_back((m.temps, groupe));
                let (code, structure) = match groupe {
                    Groupe::Reseau => ("v09-reseau", [0; 8]),
                    Groupe::Structure(structure) => ("v09-structure", structure),
                    Groupe::Parrain(_) => ("v09-parrain", [0; 8]),
                };
                let alerte = m.alerte(&FICHE).compte(agents as u32).raison(code, &[agents as i64, graves as i64]);
                let alerte = alerte.preuves(entries);
                // It concerns nobody in particular; of a parrain, her.
                let acteur = if let Groupe::Parrain(parrain) = groupe { parrain } else { [0; 16] };
                sortie.push(Alerte { acteur, login: [0; 16], structure, ..alerte });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::essai::{Cahier, agent};

    /// So many agents, one after the other, each refused three times.
    fn said_of(agents: u64, minutes_between: u64) -> Vec<&'static str> {
        let mut cahier = Cahier::new();
        for n in 0..agents {
            cahier.login(agent(n));
            (0..3).for_each(|attempt| {
                cahier.refused(agent(n), 14, attempt);
            });
            cahier.waits(minutes_between * 60);
        }
        cahier.of_rule(9).map(|alerte| alerte.raison.code).collect()
    }

    #[test]
    fn five_accounts_in_an_hour_ring_once_for_each_thing_they_share() {
        assert_eq!(said_of(5, 10), ["v09-reseau", "v09-structure"]);
        assert_eq!(said_of(9, 5), ["v09-reseau", "v09-structure"]);
    }

    #[test]
    fn a_team_that_works_on_a_saturday_does_not() {
        let team: Vec<_> = (0..9).map(agent).collect();
        let mut cahier = Cahier::new();
        cahier.habits(&team);
        team.iter().for_each(|agent| {
            cahier.at(19, 9).login(*agent);
        });
        assert_eq!((cahier.said(8).len(), cahier.said(9).len()), (9, 0));
    }

    #[test]
    fn four_do_not_nor_five_in_a_longer_time_nor_one_account_five_times() {
        assert_eq!(said_of(4, 1), Vec::<&str>::new());
        assert_eq!(said_of(5, 15), Vec::<&str>::new(), "the first is an hour old");
        let mut cahier = Cahier::new();
        (0..15).for_each(|attempt| {
            cahier.refused(agent(1), 14, attempt);
        });
        assert_eq!((cahier.said(1).len(), cahier.said(9).len()), (5, 0));
    }
}
