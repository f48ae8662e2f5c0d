//! S1: more dossiers than a person of this role opens, over several days.

use std::collections::VecDeque;

use crate::alerte::{Alerte, Gravite};
use crate::normes::{NormeFaute, Normes, ParRole};
use crate::regles::{Fiche, Regle, Soir, Texte};
use crate::table::ParAgent;
use crate::temps::jour_de_semaine;

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 101,
    version: 1,
    cle: "s01",
    gravite: Gravite::TrancheCinq,
    bruit: 0.5,
    raisons: &[("s01-compte", &["score-centieme", "attendu-centieme", "ouvertures", "jours"])],
    histoire: Texte {
        fr: "Un voleur patient prend chaque jour un peu moins que la limite. Aucun jour n'est remarquable, leur somme l'est.",
        en: "A patient thief takes a little less than the limit each day. No day is remarkable, their sum is.",
    },
    signal: Texte {
        fr: "Somme, sur cinq jours travaillés, de -log10 de la probabilité d'ouvrir autant de dossiers nouveaux (loi binomiale négative du \
             rôle, selon le jour de la semaine, ajustée dans des bornes à l'habitude de la personne).",
        en: "Sum, over five days of work, of -log10 of the probability of opening so many new dossiers (negative binomial of the role, by \
             day of the week, adjusted within bounds to the person's habit).",
    },
};

/// Its state: scores of the last days, and a smoothed factor, by agent.
pub struct Etat {
    jours: usize,
    seuil: f64,
    /// What one day adds at most: a single day, however odd, is an event and no pace.
    jour_max: f64,
    semaine: [f64; 7],
    bornes: (f64, f64),
    lissage: f64,
    roles: ParRole<Option<(f64, f64)>>,
    agents: ParAgent<Scores>,
}

#[derive(Default)]
struct Scores {
    scores: VecDeque<f64>,
    /// Her openings over those of her role, smoothed; it starts at one.
    facteur: Option<f64>,
}

impl Etat {
    pub(crate) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        let absent = |name: &str| NormeFaute::Absent(format!("s01.{name}"));
        let week = normes.liste("s01", "semaine_pour_cent")?;
        let semaine: [f64; 7] = week.try_into().map_err(|_| absent("semaine_pour_cent"))?;
        let [least, most] = normes.liste("s01", "propre_pour_cent")? else { return Err(absent("propre_pour_cent")) };
        Ok(Etat {
            jours: normes.nombre("s01", "jours")? as usize,
            seuil: normes.nombre("s01", "score_centiemes")? as f64 / 100.0,
            jour_max: normes.nombre("s01", "score_jour_max_centiemes")? as f64 / 100.0,
            semaine: semaine.map(|percent| percent / 100.0),
            bornes: (least / 100.0, most / 100.0),
            lissage: 1.0 / normes.nombre("s01", "lissage_jours")?.max(1) as f64,
            roles: normes.par_role(|role| Some((role.moyenne, role.forme))),
            agents: ParAgent::default(),
        })
    }
}

impl Regle for Etat {
    fn end_day(&mut self, soir: &Soir<'_>, sortie: &mut Vec<Alerte>) {
        let weekday = self.semaine[jour_de_semaine(soir.jour)];
        for (number, agent) in soir.suivi.actifs() {
            let Some((moyenne, forme)) = *self.roles.of(agent.role) else { continue };
            if agent.ouvertures == 0 {
                continue;
            }
            let hers = self.agents.of(number);
            let usual = (moyenne * weekday).max(0.1);
            let facteur = hers.facteur.unwrap_or(1.0);
            let expected = usual * facteur.clamp(self.bornes.0, self.bornes.1);
            let score = (-tail(agent.ouvertures, expected, forme).log10()).clamp(0.0, self.jour_max);
            // Learnt after it is judged, and bounded: nobody teaches it to accept anything.
            hers.facteur = Some(facteur + (f64::from(agent.ouvertures) / usual - facteur) * self.lissage);
            hers.scores.push_back(score);
            if hers.scores.len() > self.jours {
                hers.scores.pop_front();
            }
            let sum: f64 = hers.scores.iter().sum();
            if sum > self.seuil {
                let said =
                    [hundredths(sum), hundredths(expected), i64::from(agent.ouvertures), hers.scores.len() as i64];
                sortie.push(soir.alerte(&FICHE, number).compte(agent.ouvertures).raison("s01-compte", &said));
                // These days have spoken.
                hers.scores.clear();
            }
        }
    }
}

/// Probability of `count` or more, of a negative binomial of this mean and form.
fn tail(count: u32, mean: f64, form: f64) -> f64 {
    let chance = mean / (form + mean);
    let mut each = (form / (form + mean)).powf(form);
    let mut below = 0.0;
    for k in 0..count {
        below += each;
        each *= chance * (form + f64::from(k)) / f64::from(k + 1);
    }
    // Near one, the sum from there is exact where the difference is not.
    if below < 0.999 {
        return 1.0 - below;
    }
    let mut above = 0.0;
    for k in count..count + 400 {
        above += each;
        each *= chance * (form + f64::from(k)) / f64::from(k + 1);
    }
    above.max(1e-300)
}

fn hundredths(value: f64) -> i64 {
    (value * 100.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::essai::{Cahier, LEA};

    /// So many new dossiers on each of so many working days, at a human pace.
    fn said_of(per_day: u64, days: u64) -> Vec<(Gravite, u32)> {
        let mut cahier = Cahier::new();
        for day in (0..).filter(|day| day % 7 < 5).take(days as usize) {
            cahier.at(day, 8).login(LEA);
            (0..per_day).for_each(|n| {
                cahier.opens(LEA, day * 100 + n, 1).waits(36_000 / per_day);
            });
        }
        cahier.at(40, 9).login(LEA);
        cahier.said(101)
    }

    #[test]
    fn fifty_a_day_rings_within_the_week() {
        assert!(said_of(50, 5).contains(&(Gravite::TrancheCinq, 50)));
    }

    #[test]
    fn a_month_of_honest_days_does_not_nor_one_day_of_a_job_fair() {
        assert_eq!(said_of(17, 22), []);
        assert_eq!(said_of(24, 22), []);
        assert_eq!(said_of(60, 2), [], "two heavy days alone");
    }

    #[test]
    fn the_tail_is_that_of_the_law() {
        // Form 1 is a geometric law: the tail is a power.
        for count in [0, 1, 5, 40, 90] {
            let expected = 0.5f64.powi(count);
            let found = tail(count as u32, 1.0, 1.0);
            assert!((found / expected - 1.0).abs() < 1e-6, "{count}: {found} {expected}");
        }
    }
}
