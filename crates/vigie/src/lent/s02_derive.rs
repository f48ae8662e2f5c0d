//! S2: the slow drip.

use std::collections::VecDeque;

use crate::alerte::{Alerte, Gravite};
use crate::normes::{NormeFaute, Normes, ParRole};
use crate::regles::{Fiche, Regle, Soir, Texte};
use crate::table::{ParAgent, Traces};

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 102,
    version: 1,
    cle: "s02",
    gravite: Gravite::TrancheCinq,
    bruit: 0.5,
    raisons: &[("s02-derive", &["somme-centieme", "inexpliquees", "jours"])],
    histoire: Texte {
        fr: "Un agent, ou qui tient son compte, regarde chaque jour trois ou quatre personnes qu'il n'a pas à regarder : jamais assez \
             pour une limite, cent personnes en un mois.",
        en: "An agent, or whoever holds the account, looks each day at three or four people without reason: never enough for a limit, a \
             hundred people in a month.",
    },
    signal: Texte {
        fr: "Somme cumulée (CUSUM), sur trente jours travaillés, des dossiers inexpliqués du jour (cinq au plus), moins la moyenne du rôle et un écart-type. \
             Quatre par jour sont vus en huit jours ouvrés.",
        en: "Cumulative sum (CUSUM), over thirty days of work, of the unexplained dossiers of the day (five at most), less the mean of the role and one \
             standard deviation. Four a day are seen within eight working days.",
    },
};

/// Its state: unexplained dossiers of the last thirty days, by agent.
pub struct Etat {
    jours: usize,
    seuil: f64,
    /// What a day counts for at most: a drip is slow, and one heavy day is for other rules.
    jour_max: u32,
    roles: ParRole<Option<f64>>,
    agents: ParAgent<Jours>,
}

#[derive(Default)]
struct Jours {
    inexpliques: VecDeque<u32>,
    traces: Traces,
}

impl Etat {
    pub(crate) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        Ok(Etat {
            jours: normes.nombre("s02", "jours")? as usize,
            seuil: normes.nombre("s02", "seuil")? as f64,
            jour_max: normes.nombre("s02", "jour_max")? as u32,
            roles: normes.par_role(|role| Some(role.inexplique_moyenne + role.inexplique_ecart)),
            agents: ParAgent::default(),
        })
    }
}

impl Regle for Etat {
    fn end_day(&mut self, soir: &Soir<'_>, sortie: &mut Vec<Alerte>) {
        for (number, agent) in soir.suivi.actifs() {
            let Some(allowance) = *self.roles.of(agent.role) else { continue };
            let hers = self.agents.of(number);
            hers.inexpliques.push_back(agent.inexpliquees.min(self.jour_max));
            if hers.inexpliques.len() > self.jours {
                hers.inexpliques.pop_front();
            }
            agent.traces_inexpliquees.all().for_each(|index| hers.traces.push(index));
            // Reckoned anew from what is remembered: what is older than thirty days is forgotten for good.
            let sum = cusum(&hers.inexpliques, allowance);
            if sum > self.seuil {
                let total: u32 = hers.inexpliques.iter().sum();
                let said = [(sum * 100.0).round() as i64, i64::from(total), hers.inexpliques.len() as i64];
                let alerte = soir.alerte(&FICHE, number).compte(total).raison("s02-derive", &said);
                sortie.push(alerte.preuves(hers.traces.all()));
                *hers = Jours::default();
            }
        }
    }
}

fn cusum(values: &VecDeque<u32>, allowance: f64) -> f64 {
    values.iter().fold(0.0, |sum: f64, value| (sum + f64::from(*value) - allowance).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::essai::{Cahier, LEA};

    /// The working day, counted from one, on whose evening it first rings, with so many unexplained a day.
    fn seen_after(per_day: u64, days: u64) -> Option<u64> {
        let mut cahier = Cahier::new();
        let workdays: Vec<u64> = (0..).filter(|day| day % 7 < 5).take(days as usize + 1).collect();
        for (count, day) in (0..).zip(&workdays) {
            cahier.at(*day, 8).login(LEA);
            if !cahier.said(102).is_empty() {
                return Some(count);
            }
            (0..15 + per_day).for_each(|n| {
                cahier.opens(LEA, day * 100 + n, u8::from(n >= per_day)).waits(1_500);
            });
        }
        None
    }

    #[test]
    fn four_a_day_are_seen_within_eight_working_days() {
        assert!(seen_after(4, 20).is_some_and(|days| days <= 8), "{:?}", seen_after(4, 20));
        assert!(seen_after(5, 20) < seen_after(4, 20));
        assert_eq!(seen_after(12, 20), seen_after(5, 20), "a heavy day is for other rules");
    }

    #[test]
    fn what_is_usual_is_never_seen() {
        assert_eq!(seen_after(0, 40), None);
        assert_eq!(seen_after(1, 40), None);
    }

    #[test]
    fn at_the_allowance_it_does_not_grow_and_old_days_are_forgotten() {
        let sum = |values: &[u32]| cusum(&values.iter().copied().collect(), 2.0);
        assert_eq!(sum(&[2; 30]), 0.0);
        assert_eq!(sum(&[9, 0, 0, 0, 0]), 0.0);
        assert_eq!(sum(&[0, 9, 3]), 8.0);
    }
}
