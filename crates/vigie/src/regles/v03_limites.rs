//! V3: an agent past the limit of her hour or of her day.

use std::collections::VecDeque;

use journal::Kind;

use super::{Fiche, Moment, Regle, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{Codes, NormeFaute, Normes, ParRole};
use crate::table::ParAgent;
use crate::temps::HEURE;

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 3,
    version: 1,
    cle: "v03",
    gravite: Gravite::Geste,
    bruit: 2.0,
    raisons: &[("v03-heure", &["ouvertures", "limite", "refus"]), ("v03-jour", &["ouvertures", "limite", "refus"])],
    histoire: Texte {
        fr: "Un voleur prend tout ce que le jour permet, à toute vitesse. Un agent y arrive aussi, un jour de forum ou de versement : \
             on ne lui demande qu'un geste.",
        en: "A thief takes all that the day allows, as fast as he can. An agent gets there too, on the day of a forum or of payments: \
             she is asked for one gesture only.",
    },
    signal: Texte {
        fr: "Dossiers nouveaux d'une heure glissante, ou du jour, au-dessus de la limite du rôle ; ou un refus pour cette raison. Une fois par jour \
             pour l'heure, une fois pour le jour.",
        en: "New dossiers of a sliding hour, or of the day, above the limit of the role; or a refusal for that reason. Once a day for the \
             hour, once for the day.",
    },
};

/// Its state: openings of the last hour, by agent, at most one more than the limit.
pub struct Etat {
    refus_heure: Codes,
    refus_jour: Codes,
    limites: ParRole<Option<(u32, u32)>>,
    agents: ParAgent<Heure>,
}

#[derive(Default)]
struct Heure {
    recent: VecDeque<(u64, u64)>,
    said_hour: Option<u64>,
    said_day: Option<u64>,
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        Ok(Etat {
            refus_heure: normes.codes("v03", "refus_heure")?,
            refus_jour: normes.codes("v03", "refus_jour")?,
            limites: normes.par_role(|role| Some((role.heure, role.jour))),
            agents: ParAgent::default(),
        })
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        let Some(qui) = m.qui else { return };
        let is_refused = |refus: &Codes| m.entry.kind == Kind::Refusal && refus.holds(m.entry.rule);
        let (hour_refused, day_refused) = (is_refused(&self.refus_heure), is_refused(&self.refus_jour));
        if !qui.is_new && !hour_refused && !day_refused {
            return;
        }
        let Some((hour_max, day_max)) = *self.limites.of(qui.role) else { return };
        let hers = self.agents.of(qui.agent);
        if qui.is_new {
            hers.recent.push_back((m.temps, m.index));
        }
        let is_past = |at: &(u64, u64)| at.0 + HEURE <= m.temps;
        while hers.recent.len() > hour_max as usize + 1 || hers.recent.front().is_some_and(is_past) {
            hers.recent.pop_front();
        }
        let recent = hers.recent.len() as u32;
        if (recent > hour_max || hour_refused) && hers.said_hour.replace(m.jour) != Some(m.jour) {
            let said = [recent.into(), hour_max.into(), m.entry.rule.into()];
            let alerte = m.alerte(&FICHE).compte(recent).raison("v03-heure", &said);
            sortie.push(alerte.preuves(hers.recent.iter().map(|at| at.1).chain([m.index])));
        }
        if (qui.ouvertures > day_max || day_refused) && hers.said_day.replace(m.jour) != Some(m.jour) {
            let traces = m.suivi.agent(qui.agent).traces;
            let said = [qui.ouvertures.into(), day_max.into(), m.entry.rule.into()];
            let alerte = m.alerte(&FICHE).compte(qui.ouvertures).raison("v03-jour", &said);
            sortie.push(alerte.preuves(traces.all().chain([m.index])));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::essai::{Cahier, LEA};

    fn said_of(openings: u64, gap_ms: u64) -> Vec<(Gravite, u32)> {
        let mut cahier = Cahier::new();
        (0..openings).for_each(|n| {
            cahier.opens(LEA, n, 1).waits_ms(gap_ms);
        });
        cahier.said(3)
    }

    #[test]
    fn past_the_limit_of_the_hour_and_of_the_day_it_rings_once_for_each() {
        assert_eq!(said_of(70, 170_000), [(Gravite::Geste, 21), (Gravite::Geste, 61)]);
        let mut cahier = Cahier::new();
        cahier.opens(LEA, 0, 1).waits(60).refused(LEA, 8, 1).waits(60).refused(LEA, 8, 2).waits(60).refused(LEA, 17, 3);
        assert_eq!(
            cahier.said(3),
            [(Gravite::Geste, 1), (Gravite::Geste, 1)],
            "refused for the day, then for the hour"
        );
    }

    #[test]
    fn a_full_day_at_an_even_pace_does_not() {
        assert_eq!(said_of(60, 190_000), []);
    }

    #[test]
    fn limits_are_inclusive_and_the_hour_slides() {
        assert_eq!(said_of(20, 60_000), []);
        assert_eq!(said_of(21, 60_000).len(), 1);
        // Twenty gaps lie between the first and the twenty-first.
        assert_eq!(said_of(21, HEURE / 20 - 1).len(), 1);
        assert_eq!(said_of(21, HEURE / 20), []);
    }
}
