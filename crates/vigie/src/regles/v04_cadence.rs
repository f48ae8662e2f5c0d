//! V4: faster than a person reads.

use super::{Fiche, Moment, Regle, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{NormeFaute, Normes};
use crate::table::ParAgent;

/// Openings that are remembered at most: the longest run that the norms may ask for.
const SUITE_MAX: usize = 32;

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 4,
    version: 1,
    cle: "v04",
    gravite: Gravite::CompteSuspendu,
    bruit: 0.05,
    raisons: &[
        ("v04-rafale", &["ouvertures", "ecart-ms", "fois"]),
        ("v04-mediane", &["ouvertures", "ecart-ms", "fois"]),
    ],
    histoire: Texte {
        fr: "Un programme ouvre les dossiers l'un après l'autre à la place de l'agent : extension du navigateur, script dans la page, \
             prise de main à distance. Personne ne lit un dossier en quatre secondes, dix fois de suite.",
        en: "A program opens dossiers one after the other in the agent's place: browser extension, script in the page, remote control. \
             Nobody reads a dossier in four seconds, ten times in a row.",
    },
    signal: Texte {
        fr: "Dix ouvertures nouvelles dont l'écart médian est sous 4 s, ou cinq à moins d'une seconde : un geste. La deuxième fois du \
             jour : suspension. Un navigateur qui rouvre ses onglets au matin y ressemble : c'est le bruit attendu.",
        en: "Ten new openings with a median gap below 4 s, or five less than a second apart: a gesture. The second time of a day: \
             suspension. A browser that restores its tabs in the morning looks alike: this is the expected noise.",
    },
};

/// Its state: the latest openings of each agent.
pub struct Etat {
    suite: usize,
    mediane: u64,
    rafale: usize,
    rafale_ms: u64,
    pause: u64,
    agents: ParAgent<Suite>,
}

#[derive(Default)]
struct Suite {
    at: Vec<(u64, u64)>,
    jour: u64,
    times: u32,
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        let length = |name: &str| match normes.nombre("v04", name)? as usize {
            n @ 2..=SUITE_MAX => Ok(n),
            _ => Err(NormeFaute::Absent(format!("v04.{name}"))),
        };
        Ok(Etat {
            suite: length("suite")?,
            mediane: normes.nombre("v04", "mediane_ms")?,
            rafale: length("rafale")?,
            rafale_ms: normes.nombre("v04", "rafale_ms")?,
            pause: normes.nombre("v04", "pause_ms")?,
            agents: ParAgent::default(),
        })
    }

    /// Which of the two signs the latest openings show: length of the run, and its median or longest gap.
    fn seen(&self, at: &[(u64, u64)]) -> Option<(&'static str, usize, u64)> {
        let gaps = |length: usize| -> Option<Vec<u64>> {
            let run = &at[at.len().checked_sub(length)?..];
            let mut gaps: Vec<u64> = run.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
            gaps.sort_unstable();
            Some(gaps)
        };
        // Cheap first: the last gap alone rules out the burst on most days.
        if let Some(longest) = gaps(self.rafale).and_then(|gaps| gaps.last().copied())
            && longest < self.rafale_ms
        {
            return Some(("v04-rafale", self.rafale, longest));
        }
        let middle = gaps(self.suite).map(|gaps| gaps[gaps.len() / 2])?;
        (middle < self.mediane).then_some(("v04-mediane", self.suite, middle))
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        let Some(qui) = m.qui.filter(|qui| qui.is_new) else { return };
        let mut at = std::mem::take(&mut self.agents.of(qui.agent).at);
        // A run begins again after a pause, so that yesterday's openings lend it no length; and, as times are the entries'
        // own, after a clock that steps back: nobody is accused of its haste.
        let is_run = |last: &(u64, u64)| m.entry.time.checked_sub(last.0).is_some_and(|gap| gap < self.pause);
        if !at.last().is_some_and(is_run) {
            at.clear();
        }
        at.push((m.entry.time, m.index));
        if at.len() > SUITE_MAX {
            at.remove(0);
        }
        let seen = self.seen(&at);
        let hers = self.agents.of(qui.agent);
        if let Some((code, length, gap)) = seen {
            if hers.jour != m.jour {
                (hers.jour, hers.times) = (m.jour, 0);
            }
            hers.times += 1;
            let gravite = if hers.times == 1 { Gravite::Geste } else { Gravite::CompteSuspendu };
            let alerte = m.alerte(&FICHE).gravite(gravite).compte(length as u32);
            let alerte = alerte.raison(code, &[length as i64, gap as i64, i64::from(hers.times)]);
            sortie.push(alerte.preuves(at.iter().rev().take(length).map(|at| at.1)));
            // The next time needs a whole run again.
            at.clear();
        }
        hers.at = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::essai::{Cahier, LEA, MAX};

    fn said_of(openings: u64, gap_ms: u64) -> Vec<(Gravite, u32)> {
        let mut cahier = Cahier::new();
        (0..openings).for_each(|n| {
            cahier.opens(LEA, n, 1).waits_ms(gap_ms);
        });
        cahier.said(4)
    }

    #[test]
    fn a_script_rings_and_the_second_time_suspends() {
        assert_eq!(said_of(20, 3_000), [(Gravite::Geste, 10), (Gravite::CompteSuspendu, 10)]);
        assert_eq!(said_of(5, 900), [(Gravite::Geste, 5)]);
    }

    #[test]
    fn a_person_who_reads_does_not_nor_do_two_agents_together() {
        assert_eq!(said_of(40, 9_000), []);
        let mut cahier = Cahier::new();
        for n in 0..30 {
            cahier.opens(if n % 2 == 0 { LEA } else { MAX }, n, 1).waits(3);
        }
        assert_eq!(cahier.said(4), []);
    }

    #[test]
    fn the_edges() {
        assert_eq!(said_of(9, 3_999), []);
        assert_eq!(said_of(10, 3_999).len(), 1);
        assert_eq!(said_of(10, 4_000), []);
        assert_eq!(said_of(5, 999).len(), 1);
        assert_eq!(said_of(5, 1_000), []);
        let mut cahier = Cahier::new();
        (0..40).for_each(|_| {
            cahier.opens(LEA, 1, 1).waits_ms(500);
        });
        assert_eq!(cahier.said(4), [], "one dossier opened again is one opening");
        let mut cahier = Cahier::new();
        (0..4).for_each(|n| {
            cahier.opens(LEA, n, 1).waits(600);
        });
        (4..12).for_each(|n| {
            cahier.opens(LEA, n, 1).waits(3);
        });
        assert_eq!(cahier.said(4), [], "eight tabs of her next rendez-vous, after a pause");
        let mut cahier = Cahier::new();
        cahier.at(0, 10).opens(LEA, 0, 1).at(0, 9);
        (1..13).for_each(|n| {
            cahier.opens(LEA, n, 1).waits(200);
        });
        assert_eq!(cahier.said(4), [], "a clock that steps back by an hour");
    }
}
