//! V13: who collects identifiers.

use std::collections::VecDeque;

use journal::Kind;

use super::{Fiche, Moment, Regle, Soir, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{Codes, NormeFaute, Normes, ParRole};
use crate::table::{ParAgent, Traces};

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 13,
    version: 1,
    cle: "v13",
    gravite: Gravite::Geste,
    bruit: 0.5,
    raisons: &[("v13-jour", &["devoilements", "limite"]), ("v13-part", &["part-millieme", "part-role-millieme"])],
    histoire: Texte {
        fr: "Un voleur veut les numéros de sécurité sociale, qui se vendent : il fait dévoiler chaque dossier. Un conseiller ne dévoile un \
             numéro que pour une démarche.",
        en: "A thief wants social security numbers, which sell: he has every dossier revealed. A conseiller reveals a number only for \
             a procedure.",
    },
    signal: Texte {
        fr: "Dévoilement au-dessus de la limite du jour, ou refusé pour cette raison : un geste, une fois par jour. Sur sept jours, au moins \
             dix dévoilements et une part trois fois celle de son rôle : une note, une fois par semaine.",
        en: "A reveal above the limit of the day, or refused for that reason: a gesture, once a day. Over seven days, at least ten \
             reveals and a share three times that of her role: a note, once a week.",
    },
};

/// Days over which shares are compared.
const JOURS: u64 = 7;

/// Its state: reveals of the day and of the week, by agent; those of a role.
pub struct Etat {
    refus: Codes,
    limites: ParRole<Option<u32>>,
    fois: u64,
    semaine_min: u32,
    pairs_min: u64,
    agents: ParAgent<Semaine>,
    /// Reveals and new openings of a role; halved each week, so that the present weighs.
    pairs: Vec<(u64, u64)>,
    halved: Option<u64>,
}

#[derive(Default)]
struct Semaine {
    jour: u64,
    count: u32,
    traces: Traces,
    said: Option<u64>,
    /// Day, reveals, new openings.
    jours: VecDeque<(u64, u32, u32)>,
    noted: Option<u64>,
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        Ok(Etat {
            refus: normes.codes("v13", "refus")?,
            limites: normes.par_role(|role| Some(role.revelations)),
            fois: normes.nombre("v13", "fois_les_pairs")?,
            semaine_min: normes.nombre("v13", "semaine_min")? as u32,
            pairs_min: normes.nombre("v13", "pairs_min")?,
            agents: ParAgent::default(),
            pairs: vec![(0, 0); 256],
            halved: None,
        })
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        let Some(qui) = m.qui else { return };
        let is_reveal = m.entry.kind == Kind::Reveal;
        let is_refused = m.entry.kind == Kind::Refusal && self.refus.holds(m.entry.rule);
        if !is_reveal && !is_refused {
            return;
        }
        let Some(max) = *self.limites.of(qui.role) else { return };
        let hers = self.agents.of(qui.agent);
        if hers.jour != m.jour {
            (hers.jour, hers.count, hers.traces) = (m.jour, 0, Traces::default());
        }
        hers.count += u32::from(is_reveal);
        hers.traces.push(m.index);
        if (hers.count > max || is_refused) && hers.said.replace(m.jour) != Some(m.jour) {
            let said = [i64::from(hers.count), i64::from(max)];
            let alerte = m.alerte(&FICHE).compte(hers.count).raison("v13-jour", &said);
            sortie.push(alerte.preuves(hers.traces.all()));
        }
    }

    fn end_day(&mut self, soir: &Soir<'_>, sortie: &mut Vec<Alerte>) {
        let peers = self.pairs.clone();
        for (number, agent) in soir.suivi.actifs() {
            let hers = self.agents.of(number);
            let reveals = if hers.jour == soir.jour { hers.count } else { 0 };
            hers.jours.push_back((soir.jour, reveals, agent.ouvertures));
            while hers.jours.front().is_some_and(|(day, ..)| day + JOURS <= soir.jour) {
                hers.jours.pop_front();
            }
            let role = &mut self.pairs[usize::from(agent.role)];
            *role = (role.0 + u64::from(reveals), role.1 + u64::from(agent.ouvertures));
            let (week, opened) = hers.jours.iter().fold((0, 0), |(r, o), day| (r + day.1, o + day.2));
            // The days before this one: a role is not compared with a share that it is part of.
            let (theirs, of) = peers[usize::from(agent.role)];
            let exceeds = u64::from(week) * of > self.fois * theirs * u64::from(opened.max(1));
            let is_quiet = hers.noted.is_none_or(|day| day + JOURS <= soir.jour);
            if reveals > 0 && week >= self.semaine_min && of >= self.pairs_min && exceeds && is_quiet {
                hers.noted = Some(soir.jour);
                let shares = [per_mille(week.into(), opened.into()), per_mille(theirs, of)];
                let alerte = soir.alerte(&FICHE, number).gravite(Gravite::Note).compte(week);
                sortie.push(alerte.raison("v13-part", &shares).preuves(hers.traces.all()));
            }
        }
        if soir.jour >= *self.halved.get_or_insert(soir.jour) + JOURS {
            self.halved = Some(soir.jour);
            self.pairs.iter_mut().for_each(|role| *role = (role.0 / 2, role.1 / 2));
        }
    }
}

fn per_mille(part: u64, of: u64) -> i64 {
    (part * 1_000 / of.max(1)) as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::essai::{Cahier, LEA, agent};

    #[test]
    fn a_refused_reveal_rings_once_a_day() {
        let mut cahier = Cahier::new();
        (0..5).for_each(|n| {
            cahier.opens(LEA, n, 1).waits(60).reads(Kind::Reveal, LEA, n, 1).waits(60);
        });
        assert_eq!(cahier.said(13), []);
        cahier.refused(LEA, 9, 5).waits(60).refused(LEA, 9, 6);
        assert_eq!(cahier.said(13), [(Gravite::Geste, 5)]);
    }

    /// Twenty colleagues reveal one dossier in twenty; Léa, so many of ten a day, for some days of the second week.
    fn said_of(reveals: u64, days: u64) -> Vec<(Gravite, u32)> {
        let mut cahier = Cahier::new();
        for day in (0..12).filter(|day| day % 7 < 5) {
            cahier.at(day, 8);
            for number in 0..20 {
                cahier.login(agent(number));
                (0..20).for_each(|n| {
                    cahier.opens(agent(number), n, 1).waits(30);
                });
                cahier.reads(Kind::Reveal, agent(number), 1, 1);
            }
            if day >= 7 && day < 7 + days {
                cahier.at(day, 17).login(LEA);
                (0..10).for_each(|n| {
                    cahier.opens(LEA, n, 1).waits(190);
                });
                (0..reveals).for_each(|n| {
                    cahier.reads(Kind::Reveal, LEA, n, 1).waits(60);
                });
            }
        }
        cahier.at(14, 9).login(LEA);
        cahier.said(13)
    }

    #[test]
    fn three_times_the_share_of_her_peers_is_noted_once_a_week() {
        assert_eq!(said_of(4, 5), [(Gravite::Note, 12)]);
        assert_eq!(said_of(2, 5), [(Gravite::Note, 10)], "the tenth of the week");
    }

    #[test]
    fn her_peers_share_does_not_nor_too_few_reveals() {
        assert_eq!(said_of(1, 5), [], "one in ten is twice theirs, and five in a week");
        assert_eq!(said_of(3, 2), [], "six in a week");
    }

    #[test]
    fn the_sixth_of_a_day_rings_and_the_fifth_does_not() {
        for (reveals, expected) in [(5, 0), (6, 1), (9, 1)] {
            let mut cahier = Cahier::new();
            cahier.login(LEA);
            (0..reveals).for_each(|n| {
                cahier.reads(Kind::Reveal, LEA, n, 1).waits(60);
            });
            assert_eq!(cahier.said(13).len(), expected, "{reveals}");
        }
    }
}
