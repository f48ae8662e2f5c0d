//! S3: a week unlike that of her peers.

use crate::alerte::{Alerte, Gravite};
use crate::normes::{NormeFaute, Normes};
use crate::regles::{Fiche, Moment, Regle, Soir, Texte};
use crate::table::ParAgent;
use crate::temps::semaine;
use journal::Kind;
use journal::act::classes;

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 103,
    version: 1,
    cle: "s03",
    gravite: Gravite::Note,
    bruit: 1.0,
    raisons: &[(
        "s03-pairs",
        &[
            "inexpliquees-centieme",
            "hors-heures-centieme",
            "delicat-centieme",
            "devoilements-centieme",
            "libelles-centieme",
            "reouvertures-centieme",
        ],
    )],
    histoire: Texte {
        fr: "Rien n'est interdit dans la semaine de cet agent, mais elle ne ressemble à celle d'aucun collègue : beaucoup d'inexpliqué, de \
             données délicates, de listes, à d'autres heures.",
        en: "Nothing in this agent's week is forbidden, but it is like no colleague's: much unexplained, many delicate data, many lists, at \
             other hours.",
    },
    signal: Texte {
        fr: "À la fin de la semaine, deux traits au moins à plus de cinq écarts robustes (médiane, écart absolu médian) de ceux du rôle, parmi : \
             part inexpliquée, part hors des heures habituelles, part de C5, dévoilements et libellés par dossier, réouvertures.",
        en: "At the end of the week, at least two traits more than five robust deviations (median, median absolute deviation) from those of \
             the role, among: share unexplained, share outside usual hours, share of C5, reveals and labels for each dossier, reopenings.",
    },
};

/// Traits, in the order of the numbers of the reason.
const TRAITS: usize = 6;

/// Its state: the counts of the current week, by agent.
pub struct Etat {
    ouvertures_min: u32,
    pairs_min: usize,
    ecarts: f64,
    traits_min: usize,
    plancher: f64,
    semaine: u64,
    agents: ParAgent<Semaine>,
}

#[derive(Clone, Default)]
struct Semaine {
    role: u8,
    ouvertures: u32,
    inexpliquees: u32,
    hors_heures: u32,
    delicat: u32,
    revelations: u32,
    libelles: u32,
    lectures: u32,
}

impl Etat {
    pub(crate) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        Ok(Etat {
            ouvertures_min: normes.nombre("s03", "ouvertures_min")? as u32,
            pairs_min: normes.nombre("s03", "pairs_min")? as usize,
            ecarts: normes.nombre("s03", "ecarts")? as f64,
            traits_min: normes.nombre("s03", "traits_min")? as usize,
            plancher: normes.nombre("s03", "plancher_pour_mille")? as f64 / 1_000.0,
            semaine: 0,
            agents: ParAgent::default(),
        })
    }

    fn compare(&mut self, soir: &Soir<'_>, sortie: &mut Vec<Alerte>) {
        let min = self.ouvertures_min;
        let mut weeks: Vec<(usize, u8, [f64; TRAITS])> = Vec::new();
        for (number, week) in self.agents.all() {
            let week = std::mem::take(week);
            if week.ouvertures >= min {
                weeks.push((number, week.role, week.traits()));
            }
        }
        let mut roles: Vec<u8> = weeks.iter().map(|(_, role, _)| *role).collect();
        roles.sort_unstable();
        roles.dedup();
        for role in roles {
            let peers: Vec<_> = weeks.iter().filter(|(_, its, _)| *its == role).collect();
            if peers.len() < self.pairs_min {
                continue;
            }
            let usual: [(f64, f64); TRAITS] =
                std::array::from_fn(|at| centre(peers.iter().map(|(.., traits)| traits[at]).collect()));
            for (number, _, traits) in peers {
                let away: [f64; TRAITS] = std::array::from_fn(|at| {
                    let (median, deviation) = usual[at];
                    (traits[at] - median) / deviation.max(self.plancher)
                });
                let far = away.iter().filter(|z| **z > self.ecarts).count();
                if far >= self.traits_min {
                    let said = away.map(|z| (z * 100.0).round() as i64);
                    sortie.push(soir.alerte(&FICHE, *number).compte(far as u32).raison("s03-pairs", &said));
                }
            }
        }
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, _: &mut Vec<Alerte>) {
        let Some(qui) = m.qui else { return };
        let reads = m.entry.kind.reads();
        if !reads && m.entry.kind != Kind::ResultPage {
            return;
        }
        let is_odd = qui.is_new && m.suivi.is_odd_hour(qui.agent);
        let hers = self.agents.of(qui.agent);
        hers.role = qui.role;
        if !reads {
            hers.libelles = hers.libelles.saturating_add(m.entry.count);
            return;
        }
        hers.lectures += 1;
        hers.ouvertures += u32::from(qui.is_new);
        hers.inexpliquees += u32::from(qui.is_unexplained);
        hers.hors_heures += u32::from(is_odd);
        hers.delicat += u32::from(m.entry.classes & classes::C5 != 0);
        hers.revelations += u32::from(m.entry.kind == Kind::Reveal);
    }

    fn end_day(&mut self, soir: &Soir<'_>, sortie: &mut Vec<Alerte>) {
        // The day that ends may be followed by one of another week: its number is read from the entry that ends it.
        let next = semaine(crate::temps::jour(soir.temps));
        if next != semaine(soir.jour) && next > self.semaine {
            self.semaine = next;
            self.compare(soir, sortie);
        }
    }
}

impl Semaine {
    fn traits(&self) -> [f64; TRAITS] {
        let of = |part: u32| f64::from(part) / f64::from(self.ouvertures.max(1));
        let again = self.lectures - self.ouvertures;
        // Labels come by pages of twenty: a tenth, so that the traits have one scale.
        let labels = of(self.libelles) / 10.0;
        [of(self.inexpliquees), of(self.hors_heures), of(self.delicat), of(self.revelations), labels, of(again)]
    }
}

/// Median, and median absolute deviation on the scale of a standard deviation.
fn centre(values: Vec<f64>) -> (f64, f64) {
    let middle = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let median = middle(values.clone());
    let deviation = middle(values.into_iter().map(|value| (value - median).abs()).collect());
    (median, 1.4826 * deviation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::essai::{Cahier, LEA, RECHERCHE, agent};

    /// A week of so many colleagues, and of Léa: so many unexplained of ten a day, so many labels searched for each.
    fn said_of(colleagues: u64, unexplained: u64, labels: u32) -> Vec<(Gravite, u32)> {
        let mut cahier = Cahier::new();
        for day in 0..5 {
            cahier.at(day, 8);
            for number in 0..colleagues {
                cahier.login(agent(number));
                (0..10).for_each(|n| {
                    cahier.opens(agent(number), n, u8::from((n + number + day) % 10 != 0)).lists(
                        agent(number),
                        RECHERCHE,
                        6,
                    );
                    cahier.waits(40);
                });
            }
            cahier.login(LEA);
            (0..10).for_each(|n| {
                cahier.opens(LEA, n, u8::from(n >= unexplained)).lists(LEA, RECHERCHE, labels).waits(400);
            });
        }
        cahier.at(7, 9).login(LEA);
        cahier.said(103)
    }

    #[test]
    fn two_traits_far_away_are_noted() {
        assert_eq!(said_of(24, 5, 16), [(Gravite::Note, 2)]);
    }

    #[test]
    fn a_speciality_is_not_nor_a_week_like_another() {
        assert_eq!(said_of(24, 1, 6), []);
        assert_eq!(said_of(24, 5, 6), [], "one trait");
    }

    #[test]
    fn without_peers_there_is_no_usual_week() {
        assert_eq!(said_of(18, 5, 16), [], "eighteen and herself");
        assert_eq!(said_of(19, 5, 16).len(), 1, "nineteen and herself");
        assert_eq!(centre(vec![3.0, 1.0, 2.0]), (2.0, 1.4826));
    }
}
