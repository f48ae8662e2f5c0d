//! V5: dossiers opened in the order of a list.

use std::collections::VecDeque;

use journal::Kind;
use journal::entry::Pseudonym;

use super::{Fiche, Moment, Regle, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{Codes, NormeFaute, Normes};
use crate::table::{Carte, ParAgent, court};

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 5,
    version: 1,
    cle: "v05",
    gravite: Gravite::CompteSuspendu,
    bruit: 0.02,
    raisons: &[
        ("v05-creation", &["tau-millieme", "ouvertures", "inexpliquees"]),
        ("v05-alphabet", &["tau-millieme", "ouvertures", "inexpliquees"]),
    ],
    histoire: Texte {
        fr: "Qui veut tous les dossiers les prend dans l'ordre : du premier créé au dernier, ou de A à Z. Qui accompagne des personnes \
             les ouvre quand elles viennent.",
        en: "Whoever wants all dossiers takes them in order: from the first made to the last, or from A to Z. Whoever accompanies people \
             opens them as they come.",
    },
    signal: Texte {
        fr: "Sur quinze ouvertures nouvelles d'une semaine, tau de Kendall au-dessus de 0,9, dans un sens ou dans l'autre, avec l'ordre \
             de création (ou celui des noms, si qui fait tourner la vigie le donne). Ateliers, dossiers qu'elle a créés et dossiers \
             confiés mis à part. Suspension si la moitié au moins est inexpliquée, un geste sinon.",
        en: "Over fifteen new openings of a week, Kendall's tau above 0.9, in either direction, with the order of creation (or of \
             names, if whoever runs the vigie supplies it). Workshops, dossiers that she made and entrusted ones set apart. Suspension if at \
             least half are unexplained, a gesture otherwise.",
    },
};

/// Ranks that entries do not hold, of dossiers in the alphabetical order of names. Supplied, or not, by whoever runs the vigie,
/// within the process that may know them: a rank is all that comes out.
pub trait Rangs {
    /// Rank of this dossier in its structure; `None` when it has none.
    fn rang(&self, subject: &Pseudonym) -> Option<u32>;
}

/// Its state: the rank of each dossier by creation, and the latest openings of each agent.
pub struct Etat {
    rangs: Carte<u64, u32>,
    next: u32,
    dossiers_max: usize,
    suites: Suites,
}

/// The same rule, over ranks that are supplied.
pub(crate) struct Alphabet {
    rangs: Box<dyn Rangs + Send>,
    suites: Suites,
}

/// The latest openings of each agent, with their ranks in one order.
struct Suites {
    fenetre: usize,
    tau: i64,
    jours_max: u64,
    ecartees: Codes,
    agents: ParAgent<Suite>,
}

#[derive(Default)]
struct Suite {
    pas: VecDeque<Pas>,
    said: Option<u64>,
}

#[derive(Clone, Copy)]
struct Pas {
    rang: u32,
    index: u64,
    jour: u64,
    is_unexplained: bool,
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        let dossiers_max = normes.nombre("v05", "dossiers_max")? as usize;
        Ok(Etat { rangs: Carte::default(), next: 0, dossiers_max, suites: Suites::new(normes)? })
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        match m.entry.kind {
            // Beyond the ceiling the oldest keep their ranks, and newer dossiers have none.
            Kind::Creation if self.rangs.len() < self.dossiers_max => {
                self.next += 1;
                self.rangs.insert(court(&m.entry.subject), self.next);
            }
            Kind::Erasure => drop(self.rangs.remove(&court(&m.entry.subject))),
            _ => {
                let rangs = &self.rangs;
                self.suites.take(m, "v05-creation", |subject| rangs.get(&court(subject)).copied(), sortie);
            }
        }
    }
}

impl Alphabet {
    pub(crate) fn new(normes: &Normes, rangs: Box<dyn Rangs + Send>) -> Result<Alphabet, NormeFaute> {
        Ok(Alphabet { rangs, suites: Suites::new(normes)? })
    }

    pub(crate) fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        let rangs = &self.rangs;
        self.suites.take(m, "v05-alphabet", |subject| rangs.rang(subject), sortie);
    }
}

impl Suites {
    fn new(normes: &Normes) -> Result<Suites, NormeFaute> {
        Ok(Suites {
            fenetre: normes.nombre("v05", "fenetre")? as usize,
            tau: normes.nombre("v05", "tau_pour_mille")? as i64,
            jours_max: normes.nombre("v05", "jours_max")?,
            ecartees: normes.codes("v05", "explications_ecartees")?,
            agents: ParAgent::default(),
        })
    }

    fn take(
        &mut self,
        m: &Moment<'_>,
        code: &'static str,
        rang: impl Fn(&Pseudonym) -> Option<u32>,
        sortie: &mut Vec<Alerte>,
    ) {
        let Some(qui) = m.qui.filter(|qui| qui.is_new && !self.ecartees.holds(m.entry.explanation)) else { return };
        let Some(rang) = rang(&m.entry.subject) else { return };
        let hers = self.agents.of(qui.agent);
        hers.pas.push_back(Pas { rang, index: m.index, jour: m.jour, is_unexplained: qui.is_unexplained });
        while hers.pas.len() > self.fenetre || hers.pas.front().is_some_and(|pas| pas.jour + self.jours_max <= m.jour) {
            hers.pas.pop_front();
        }
        if hers.pas.len() < self.fenetre || hers.said == Some(m.jour) {
            return;
        }
        let tau = tau(hers.pas.make_contiguous());
        if tau.abs() <= self.tau {
            return;
        }
        hers.said = Some(m.jour);
        let unexplained = hers.pas.iter().filter(|pas| pas.is_unexplained).count();
        let is_grave = unexplained * 2 >= hers.pas.len();
        let gravite = if is_grave { Gravite::CompteSuspendu } else { Gravite::Geste };
        let alerte = m.alerte(&FICHE).gravite(gravite).compte(hers.pas.len() as u32);
        let alerte = alerte.raison(code, &[tau, hers.pas.len() as i64, unexplained as i64]);
        sortie.push(alerte.preuves(hers.pas.iter().map(|pas| pas.index)));
    }
}

/// Kendall's tau between the order of openings and that of ranks, in thousandths.
fn tau(pas: &[Pas]) -> i64 {
    let mut sum = 0;
    for (at, first) in pas.iter().enumerate() {
        for second in &pas[at + 1..] {
            sum += (i64::from(second.rang) - i64::from(first.rang)).signum();
        }
    }
    let pairs = (pas.len() * pas.len().saturating_sub(1) / 2).max(1) as i64;
    sum * 1_000 / pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::essai::{Cahier, LEA, subject};

    const ATELIER: u8 = 7;

    fn said_of(order: impl IntoIterator<Item = u64>, explanation: u8) -> Vec<(Gravite, u32)> {
        let mut cahier = Cahier::new();
        cahier.creates(0..400);
        for n in order {
            cahier.opens(LEA, n, explanation).waits(400);
        }
        cahier.said(5)
    }

    #[test]
    fn fifteen_in_the_order_of_creation_ring_forwards_and_backwards() {
        assert_eq!(said_of(100..115, 0), [(Gravite::CompteSuspendu, 15)]);
        assert_eq!(said_of((100..115).rev(), 0), [(Gravite::CompteSuspendu, 15)]);
        assert_eq!(said_of((0..15).map(|n| n * 20), 1), [(Gravite::Geste, 15)], "her own list, in order: a gesture");
    }

    #[test]
    fn people_as_they_come_and_a_workshop_do_not() {
        assert_eq!(said_of((0..60).map(|n| n * 37 % 400), 0), []);
        assert_eq!(said_of(100..130, ATELIER), []);
    }

    #[test]
    fn the_edges() {
        assert_eq!(said_of(100..114, 0), [], "fourteen");
        // One of fifteen out of place by five steps leaves tau at 0.904; by six, at 0.885.
        let moved = |steps: usize| {
            let mut order: Vec<u64> = (100..115).collect();
            let one = order.remove(0);
            order.insert(steps, one);
            said_of(order, 0).len()
        };
        assert_eq!((moved(5), moved(6)), (1, 0));
        let mut cahier = Cahier::new();
        cahier.creates(0..400);
        (0..15).for_each(|n| {
            cahier.at(n, 9).opens(LEA, n, 0);
        });
        assert_eq!(cahier.said(5), [], "one a day is no list");
    }

    #[test]
    fn the_order_of_names_is_seen_when_it_is_supplied() {
        struct Inverse;
        impl Rangs for Inverse {
            fn rang(&self, of: &Pseudonym) -> Option<u32> {
                (0..400).find(|n| subject(*n) == *of).map(|n| (n * 37 % 400) as u32)
            }
        }
        let mut cahier = Cahier::with_rangs(Box::new(Inverse));
        cahier.creates(0..400);
        // 37 * 173 = 1 modulo 400: this is the order of the ranks above.
        (0..15).for_each(|n| {
            cahier.opens(LEA, n * 173 % 400, 0).waits(400);
        });
        let codes: Vec<_> = cahier.of_rule(5).map(|alerte| alerte.raison.code).collect();
        assert_eq!(codes, ["v05-alphabet"]);
    }
}
