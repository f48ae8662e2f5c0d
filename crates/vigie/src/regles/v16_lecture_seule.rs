//! V16: somebody who reads her people and does nothing for them.

use std::collections::VecDeque;

use journal::Kind;
use journal::entry::{Decision, Entry};

use super::{Fiche, Moment, Regle, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{Codes, NormeFaute, Normes};
use crate::table::{Carte, ParAgent, court};

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 16,
    version: 1,
    cle: "v16",
    // Each reading is explained and under its limits, and her key is her own: a gesture would stop nothing.
    gravite: Gravite::Note,
    bruit: 0.1,
    raisons: &[("v16-lecture-seule", &["lectures", "travaillees", "jours"])],
    histoire: Texte {
        fr: "Une conseillère lit tout son portefeuille avant de partir, pour l'emporter : chaque lecture est expliquée, aucune ne sert. \
             Aussi, chez une agente honnête : la relecture d'un portefeuille repris, une préparation de bilan.",
        en: "A conseiller reads her whole portefeuille before she leaves, to take it away: each reading is explained, none serves. \
             Also, of an honest agent: going through a portefeuille taken over, preparing a review.",
    },
    signal: Texte {
        fr: "Sur cinq jours de lecture, trois au moins : soixante dossiers lus, dont un sur vingt au plus où elle est revenue dans la journée, \
             a écrit, ou a posé un rendez-vous ou un autre fait après l'avoir lu.",
        en: "Over five days of reading, three at least: sixty dossiers read, of which one in twenty at most that she came back to within \
             the day, wrote in, or stated a rendez-vous or another fact of after she had read it.",
    },
};

/// Its state: dossiers read today, and whether she worked on each; counts of the last days, by agent.
pub struct Etat {
    roles: Codes,
    jours: usize,
    jours_min: usize,
    lectures: u32,
    part_max: u32,
    jour: u64,
    lues: Carte<(usize, u64), bool>,
    agents: ParAgent<VecDeque<Journee>>,
}

/// A day on which she read.
struct Journee {
    jour: u64,
    lues: u32,
    travaillees: u32,
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        Ok(Etat {
            roles: normes.codes("v16", "roles")?,
            jours: normes.nombre("v16", "jours")? as usize,
            jours_min: normes.nombre("v16", "jours_min")? as usize,
            lectures: normes.nombre("v16", "lectures")? as u32,
            part_max: normes.nombre("v16", "part_max_pour_mille")? as u32,
            jour: 0,
            lues: Carte::default(),
            agents: ParAgent::default(),
        })
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        let Some(qui) = m.qui.filter(|qui| self.roles.holds(qui.role)) else { return };
        if self.jour != m.jour {
            (self.jour, self.lues) = (m.jour, Carte::default());
        }
        let dossier = (qui.agent, court(&m.entry.subject));
        let hers = self.agents.of(qui.agent);
        if !qui.is_new {
            let is_first =
                is_work(m.entry) && self.lues.get_mut(&dossier).is_some_and(|done| !std::mem::replace(done, true));
            if let Some(today) = hers.back_mut().filter(|today| is_first && today.jour == m.jour) {
                today.travaillees += 1;
            }
            return;
        }
        self.lues.insert(dossier, false);
        if hers.back().is_none_or(|last| last.jour != m.jour) {
            hers.push_back(Journee { jour: m.jour, lues: 0, travaillees: 0 });
            if hers.len() > self.jours {
                hers.pop_front();
            }
        }
        hers.back_mut().expect("just pushed").lues += 1;
        let sum = |of: fn(&Journee) -> u32| hers.iter().map(of).sum::<u32>();
        let (lues, travaillees) = (sum(|day| day.lues), sum(|day| day.travaillees));
        let is_idle = u64::from(travaillees) * 1_000 <= u64::from(self.part_max) * u64::from(lues);
        if hers.len() >= self.jours_min && lues >= self.lectures && is_idle {
            let numbers = [lues.into(), travaillees.into(), hers.len() as i64];
            let alerte = m.alerte(&FICHE).compte(lues).raison("v16-lecture-seule", &numbers);
            sortie.push(alerte.preuves(m.suivi.agent(qui.agent).traces.all()));
            // Said once: as many again are needed.
            hers.clear();
        }
    }
}

/// Whether somebody who read a dossier does something for its person by this: comes back to it, writes, states a fact. A print and
/// a reveal take, and do nothing.
fn is_work(entry: &Entry) -> bool {
    entry.decision != Decision::Refused && matches!(entry.kind, Kind::Opening | Kind::Write | Kind::Explanation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::essai::{Cahier, LEA, login, subject};

    /// Twenty of her own on each of so many days from Monday on; of these, the first ones of a day are worked on thus.
    fn reads(days: u64, works: impl Fn(&mut Cahier, u64, u64)) -> Vec<(Gravite, u32)> {
        let mut cahier = Cahier::new();
        for day in 0..days {
            cahier.at(day + day / 5 * 2, 8).login(LEA);
            for n in 0..20 {
                cahier.waits(300).opens(LEA, day * 20 + n, 1);
                works(&mut cahier, day * 20 + n, n);
            }
        }
        cahier.said(16)
    }

    /// An entry of hers on this dossier.
    fn does(cahier: &mut Cahier, kind: Kind, number: u64) {
        let (explanation, until) = if kind == Kind::Explanation { (3, u64::MAX) } else { (0, 0) };
        let entry = Entry { explanation, until, ..Entry::new(kind) };
        cahier.waits(60).writes(Entry { actor: LEA, login: login(LEA), subject: subject(number), ..entry });
    }

    #[test]
    fn who_only_reads_is_noted_on_the_third_day_and_not_each_day() {
        assert_eq!(reads(5, |_, _, _| {}), [(Gravite::Note, 60)]);
        assert_eq!(reads(6, |_, _, _| {}), [(Gravite::Note, 60), (Gravite::Note, 60)]);
    }

    #[test]
    fn who_works_on_three_of_twenty_is_not() {
        for kind in [Kind::Write, Kind::Explanation] {
            assert_eq!(
                reads(10, |cahier, number, n| if n < 3 {
                    does(cahier, kind, number)
                }),
                [],
                "{kind:?}"
            );
        }
        let comes_back = |cahier: &mut Cahier, number, n| {
            if n < 3 {
                cahier.waits(60).opens(LEA, number, 1);
            }
        };
        assert_eq!(reads(10, comes_back), []);
    }

    #[test]
    fn one_in_twenty_is_noted_one_more_is_not_and_returning_to_one_dossier_does_not_hide_the_others() {
        let first = |most| {
            move |cahier: &mut Cahier, number, n| {
                if n < most {
                    does(cahier, Kind::Write, number)
                }
            }
        };
        assert_eq!(reads(3, first(1)), [(Gravite::Note, 60)]);
        assert_eq!(reads(5, first(2)), []);
        let one_again_and_again = |cahier: &mut Cahier, number, n| {
            if n == 0 {
                (0..20).for_each(|_| does(cahier, Kind::Write, number));
            }
        };
        assert_eq!(reads(3, one_again_and_again), [(Gravite::Note, 60)]);
    }

    #[test]
    fn fifty_nine_or_two_days_are_not_and_a_fact_stated_beforehand_is_no_work() {
        let mut cahier = Cahier::new();
        for (day, most) in [(0, 20), (1, 20), (2, 19)] {
            (0..most).for_each(|n| {
                cahier.at(day, 8).waits(n * 600).opens(LEA, day * 20 + n, 1);
            });
        }
        assert_eq!(cahier.said(16), [], "fifty-nine");
        does(&mut cahier, Kind::Explanation, 99);
        cahier.waits(60).opens(LEA, 99, 1);
        assert_eq!(cahier.said(16), [(Gravite::Note, 60)]);
        let mut cahier = Cahier::new();
        for day in 0..2 {
            (0..40).for_each(|n| {
                cahier.at(day, 8).waits(n * 600).opens(LEA, day * 40 + n, 1);
            });
        }
        assert_eq!(cahier.said(16), [], "two days");
    }

    #[test]
    fn eleven_a_day_are_never_sixty_in_five_days_and_prints_are_no_work() {
        let said = |per_day: u64| {
            let mut cahier = Cahier::new();
            for day in 0..10 {
                cahier.at(day + day / 5 * 2, 8);
                (0..per_day).for_each(|n| {
                    cahier.waits(600).opens(LEA, day * 20 + n, 1).waits(60).reads(Kind::Print, LEA, day * 20 + n, 1);
                });
            }
            cahier.said(16)
        };
        assert_eq!(said(11), []);
        assert_eq!(said(12), [(Gravite::Note, 60), (Gravite::Note, 60)]);
    }
}
