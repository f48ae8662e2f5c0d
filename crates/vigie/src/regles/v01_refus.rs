//! V1: who goes on when she was told to stop.

use journal::Kind;

use super::{Fiche, Moment, Regle, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{Codes, NormeFaute, Normes};
use crate::table::{ParAgent, Traces, court};

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 1,
    version: 1,
    cle: "v01",
    gravite: Gravite::CompteSuspendu,
    bruit: 0.1,
    raisons: &[("v01-tentatives", &["tentatives", "inexpliquees"])],
    histoire: Texte {
        fr: "Un voleur tient le compte d'un agent et ouvre des dossiers que rien n'explique. La limite l'arrête ; il essaie encore, \
             parce qu'un programme ou une personne pressée ne lit pas la page qui refuse.",
        en: "A thief holds an agent's account and opens dossiers that nothing explains. The limit stops him; he tries again, for a \
             program, or a person in haste, does not read the page that refuses.",
    },
    signal: Texte {
        fr: "Troisième ouverture refusée du jour pour dossiers inexpliqués épuisés. Deux refus du même dossier en deux secondes \
             sont un double clic : ils comptent pour un.",
        en: "Third opening of the day refused because unexplained dossiers are used up. Two refusals of one dossier within two \
             seconds are a double click: they count for one.",
    },
};

/// Its state: attempts of the day, by agent.
pub struct Etat {
    refus: Codes,
    tentatives: u32,
    meme_geste: u64,
    agents: ParAgent<Tentatives>,
}

#[derive(Default)]
struct Tentatives {
    jour: u64,
    count: u32,
    last: (u64, u64),
    traces: Traces,
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        Ok(Etat {
            refus: normes.codes("v01", "refus")?,
            tentatives: normes.nombre("v01", "tentatives")? as u32,
            meme_geste: normes.nombre("v01", "meme_geste_ms")?,
            agents: ParAgent::default(),
        })
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        let Some(qui) = m.qui.filter(|_| m.entry.kind == Kind::Refusal && self.refus.holds(m.entry.rule)) else {
            return;
        };
        let hers = self.agents.of(qui.agent);
        if hers.jour != m.jour {
            *hers = Tentatives { jour: m.jour, ..Tentatives::default() };
        }
        let subject = court(&m.entry.subject);
        let is_double_click = hers.count > 0 && hers.last.0 == subject && m.temps - hers.last.1 < self.meme_geste;
        hers.last = (subject, m.temps);
        if is_double_click {
            return;
        }
        hers.count += 1;
        hers.traces.push(m.index);
        // Once: what follows meets a suspended account, or a restored one, which another third attempt cuts again.
        if hers.count == self.tentatives {
            let said = [i64::from(hers.count), i64::from(qui.inexpliquees)];
            let alerte = m.alerte(&FICHE).compte(hers.count).raison("v01-tentatives", &said);
            sortie.push(alerte.preuves(hers.traces.all()));
            hers.count = 0;
            hers.traces.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::essai::{Cahier, LEA, MAX};

    #[test]
    fn the_third_refused_attempt_rings() {
        let mut cahier = Cahier::new();
        (0..12).for_each(|n| {
            cahier.opens(LEA, n, 0).waits(90);
        });
        (20..23).for_each(|n| {
            cahier.refused(LEA, 14, n).waits(90);
        });
        assert_eq!(cahier.said(1), [(Gravite::CompteSuspendu, 3)]);
        let alerte = cahier.of_rule(1).next().expect("just seen");
        assert_eq!((alerte.acteur, &alerte.preuves[..]), (LEA, &[12, 13, 14][..]));
        assert_eq!(alerte.raison.nombres, [3, 12]);
    }

    #[test]
    fn two_attempts_other_refusals_and_another_agent_do_not() {
        let mut cahier = Cahier::new();
        (0..2).for_each(|n| {
            cahier.refused(LEA, 14, n).waits(60);
        });
        (0..2).for_each(|n| {
            cahier.refused(MAX, 14, n).waits(60);
        });
        (0..9).for_each(|n| {
            cahier.refused(LEA, 6, n).waits(60);
        });
        assert_eq!(cahier.said(1), []);
    }

    #[test]
    fn a_double_click_is_one_attempt_and_the_night_forgets() {
        let check = |gap_ms: u64, expected: usize| {
            let mut cahier = Cahier::new();
            cahier.refused(LEA, 14, 1).waits_ms(gap_ms).refused(LEA, 14, 1).waits(60).refused(LEA, 14, 1);
            assert_eq!(cahier.said(1).len(), expected, "{gap_ms} ms");
        };
        check(1_999, 0);
        check(2_000, 1);
        let mut cahier = Cahier::new();
        cahier.refused(LEA, 14, 1).waits(60).refused(LEA, 14, 2).at(1, 9).refused(LEA, 14, 3);
        assert_eq!(cahier.said(1), []);
    }
}
