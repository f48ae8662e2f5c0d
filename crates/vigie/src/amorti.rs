//! Damping: a rule gone mad must neither cut the country off nor bury what the others say.
//!
//! Within an hour, more than ten times the noise that a whole day of the network's agents would make (and never fewer than a
//! minimum) is a storm: what the rule says comes out as a note, marked, and one alert says so. Budgets still hold: they do not
//! depend on a rule. The rule is believed again after a whole working day below that number.

use std::collections::VecDeque;

use crate::alerte::{Alerte, Gravite};
use crate::normes::{NormeFaute, Normes};
use crate::regles::{Fiche, REGLES, Texte};

/// What is said of damping: its own alerts bear this number.
pub const FICHE: Fiche = Fiche {
    numero: 200,
    version: 1,
    cle: "amorti",
    gravite: Gravite::Note,
    bruit: 0.001,
    raisons: &[("amorti", &["regle", "alertes", "limite"])],
    histoire: Texte {
        fr: "Une règle mal réglée, ou un changement des habitudes (horaires, afflux, fusion), suspendrait la moitié d'une région. Une règle \
             qui sonne trop est ramenée à des notes, et une personne le sait.",
        en: "A badly set rule, or a change of habits (hours, influx, merger), would suspend half a region. A rule that rings too much is \
             brought down to notes, and a person is told.",
    },
    signal: Texte {
        fr: "En une heure, plus de dix fois le bruit attendu d'une journée du réseau, et dix alertes au moins. Fin après un jour ouvré entier \
             sous ce nombre.",
        en: "Within an hour, more than ten times the noise expected of a day of the network, and ten alerts at least. It ends after a whole \
             working day below that number.",
    },
};

/// What each rule said lately.
pub(crate) struct Amorti {
    fois: f64,
    fenetre: u64,
    minimum: usize,
    regles: Vec<Cours>,
}

struct Cours {
    numero: u8,
    bruit: f64,
    /// Times of the last hour, no more of them than the limit needs.
    recent: VecDeque<u64>,
    of_day: usize,
    /// It began on the day that now runs: that day is not a quiet one.
    began_today: bool,
    is_damped: bool,
}

impl Amorti {
    pub(crate) fn new(normes: &Normes) -> Result<Amorti, NormeFaute> {
        let cours = |fiche: &Fiche| Cours {
            numero: fiche.numero,
            bruit: fiche.bruit,
            recent: VecDeque::new(),
            of_day: 0,
            began_today: false,
            is_damped: false,
        };
        Ok(Amorti {
            fois: normes.nombre("amorti", "fois")? as f64,
            fenetre: normes.nombre("amorti", "fenetre_ms")?,
            minimum: normes.nombre("amorti", "minimum")? as usize,
            regles: REGLES.iter().map(|ligne| cours(ligne.fiche)).collect(),
        })
    }

    /// Marks what is damped, and adds the alert that says so when a rule has just become so. `agents` is how many work.
    pub(crate) fn damp(&mut self, alertes: &mut Vec<Alerte>, temps: u64, agents: u32) {
        let mut begun = Vec::new();
        for alerte in alertes.iter_mut() {
            let limit = |bruit: f64| limit(self.fois, bruit, agents, self.minimum);
            let Some(cours) = self.regles.iter_mut().find(|cours| cours.numero == alerte.regle) else { continue };
            let limit = limit(cours.bruit);
            cours.recent.push_back(temps);
            cours.of_day += 1;
            while cours.recent.len() > limit + 1 || cours.recent.front().is_some_and(|at| at + self.fenetre <= temps) {
                cours.recent.pop_front();
            }
            if cours.recent.len() > limit && !cours.is_damped {
                (cours.is_damped, cours.began_today) = (true, true);
                begun.push(said(alerte, cours.recent.len(), limit));
            }
            if cours.is_damped {
                (alerte.gravite, alerte.amortie) = (Gravite::Note, true);
            }
        }
        alertes.append(&mut begun);
    }

    /// A day on which somebody worked is over.
    pub(crate) fn end_day(&mut self, agents: u32) {
        for cours in &mut self.regles {
            let is_quiet = cours.of_day <= limit(self.fois, cours.bruit, agents, self.minimum);
            if is_quiet && !cours.began_today {
                cours.is_damped = false;
            }
            (cours.of_day, cours.began_today) = (0, false);
        }
    }
}

/// Alerts of an hour above which a rule is damped.
fn limit(times: f64, bruit: f64, agents: u32, minimum: usize) -> usize {
    let expected = times * bruit / 1_000.0 * f64::from(agents);
    (expected as usize).max(minimum)
}

/// The alert that says so: it concerns no agent.
fn said(last: &Alerte, count: usize, limit: usize) -> Alerte {
    let alerte = Alerte {
        regle: FICHE.numero,
        version: FICHE.version,
        gravite: FICHE.gravite,
        acteur: [0; 16],
        login: [0; 16],
        structure: [0; 8],
        sujet: None,
        ..last.clone()
    };
    alerte.compte(count as u32).raison("amorti", &[last.regle.into(), count as i64, limit as i64])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::essai::{Cahier, agent};

    /// Agents who are each refused three times on this day, so many seconds apart.
    fn storm(cahier: &mut Cahier, day: u64, agents: u64, seconds: u64) {
        cahier.at(day, 9);
        for n in 0..agents {
            (0..3).for_each(|attempt| {
                cahier.refused(agent(n), 14, attempt);
            });
            cahier.waits(seconds);
        }
    }

    fn graves(cahier: &Cahier) -> usize {
        cahier.said(1).iter().filter(|(gravite, _)| *gravite > Gravite::Note).count()
    }

    #[test]
    fn a_storm_is_damped_within_ten_minutes_and_says_so_once() {
        let mut cahier = Cahier::new();
        storm(&mut cahier, 0, 60, 20);
        assert_eq!((graves(&cahier), cahier.said(1).len()), (10, 60));
        let said: Vec<_> = cahier.of_rule(200).collect();
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].raison.nombres, [1, 11, 10]);
        let began = cahier.alertes[0].temps;
        assert!(said[0].temps - began <= 10 * 60_000, "{} ms", said[0].temps - began);
        assert!(cahier.of_rule(1).all(|alerte| alerte.amortie == (alerte.gravite == Gravite::Note)));
    }

    #[test]
    fn ten_in_an_hour_are_believed_and_so_are_many_in_a_day() {
        let mut cahier = Cahier::new();
        storm(&mut cahier, 0, 10, 20);
        assert_eq!((graves(&cahier), cahier.said(200).len()), (10, 0));
        let mut cahier = Cahier::new();
        storm(&mut cahier, 0, 30, 400);
        assert_eq!((graves(&cahier), cahier.said(200).len()), (30, 0), "nine in an hour");
    }

    #[test]
    fn it_is_believed_again_after_a_whole_quiet_day() {
        let mut cahier = Cahier::new();
        storm(&mut cahier, 0, 20, 20);
        assert_eq!(graves(&cahier), 10);
        storm(&mut cahier, 1, 1, 20);
        assert_eq!(graves(&cahier), 10, "still damped on the day that will be the quiet one");
        storm(&mut cahier, 2, 1, 20);
        assert_eq!(graves(&cahier), 11);
    }

    /// Early in the morning few have signed in, and the limit is low; in the evening the same count would be nothing.
    #[test]
    fn the_day_on_which_it_began_is_never_the_quiet_one() {
        let mut cahier = Cahier::new();
        let notice = |cahier: &mut Cahier, n: u64| {
            cahier.login(agent(n));
            (0..6).for_each(|subject| {
                cahier.opens(agent(n), subject, 0).waits(20);
            });
        };
        let all = |cahier: &mut Cahier| {
            (0..300).for_each(|n| {
                cahier.login(agent(n));
            });
        };
        (0..11).for_each(|n| notice(&mut cahier, n));
        all(&mut cahier);
        for day in [1, 2] {
            cahier.at(day, 9);
            notice(&mut cahier, 20);
            all(&mut cahier);
        }
        let damped: Vec<bool> = cahier.of_rule(2).skip(9).map(|alerte| alerte.amortie).collect();
        assert_eq!(damped, [false, true, true, false]);
    }

    #[test]
    fn what_a_large_network_is_expected_to_make_is_no_storm() {
        let check = |bruit: f64, agents: u32, expected: usize| assert_eq!(limit(10.0, bruit, agents, 10), expected);
        check(0.05, 33, 10);
        check(0.1, 15_000, 15);
        check(5.0, 15_000, 750);
        check(10.0, 2_000, 200);
    }
}
