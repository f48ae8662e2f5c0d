//! The vigie: detection on journal entries, and nothing else.
//!
//! Pure: entries in, alerts out; no clock, no file, no name. So a month is replayed offline with other rules or other norms, and
//! the same entries give the same alerts. A rule is one file in `regles/` (see `docs/vigie.md`). What an alert becomes (a
//! gesture asked for, a suspension written) is decided by who runs this.

pub mod alerte;
pub mod amorti;
#[cfg(test)]
mod attaques;
#[cfg(test)]
mod essai;
pub mod normes;
pub mod regles;
pub mod suivi;
pub mod table;
pub mod temps;

use journal::entry::{Entry, Kind};

pub use alerte::{Alerte, Gravite, Raison};
pub use normes::{NormeFaute, Normes};
pub use regles::v05_suite::Rangs;
pub use regles::{Fiche, Texte, histoires, non_couvert};

use amorti::Amorti;
use regles::v05_suite::Alphabet;
use regles::{Moment, Regle, Soir};
use suivi::Suivi;

/// Every rule at work on one journal.
pub struct Vigie {
    suivi: Suivi,
    regles: Vec<Box<dyn Regle>>,
    alphabet: Option<Alphabet>,
    amorti: Amorti,
}

impl Vigie {
    /// A vigie that has seen nothing yet. It learns habits as it reads: give it the journal from its first entry, or at least
    /// the last two months, before what it says is believed.
    pub fn new(normes: Normes) -> Vigie {
        let whole = "norms are read by every rule before they exist";
        Vigie {
            suivi: Suivi::new(&normes).expect(whole),
            regles: regles::build(&normes).expect(whole),
            alphabet: None,
            amorti: Amorti::new(&normes).expect(whole),
        }
    }

    /// The same, with ranks in the alphabetical order of names, which entries do not hold: rule V5 then sees them too.
    pub fn with_rangs(normes: Normes, rangs: Box<dyn Rangs + Send>) -> Vigie {
        let alphabet = Alphabet::new(&normes, rangs).expect("norms are read by every rule before they exist");
        Vigie { alphabet: Some(alphabet), ..Vigie::new(normes) }
    }

    /// Takes the entry of this index, and says what the rules see. Entries come in the order of the journal, each once.
    pub fn take(&mut self, index: u64, entry: &Entry) -> Vec<Alerte> {
        let mut alertes = Vec::new();
        // What a vigie said, this one or an earlier version of it, is no behaviour of anybody.
        if entry.kind == Kind::Alert {
            return alertes;
        }
        if let Some(jour) = self.suivi.ends_day(entry) {
            let soir = Soir { jour, index, temps: entry.time.min(temps::TEMPS_MAX), suivi: &self.suivi };
            for regle in &mut self.regles {
                regle.end_day(&soir, &mut alertes);
            }
            self.amorti.end_day(self.suivi.effectif());
            self.suivi.end_day();
        }
        let qui = self.suivi.fold(index, entry);
        let (temps, jour) = (self.suivi.temps(), self.suivi.jour());
        let moment = Moment { index, entry, temps, jour, qui, suivi: &self.suivi };
        for regle in &mut self.regles {
            regle.take(&moment, &mut alertes);
        }
        if let Some(alphabet) = &mut self.alphabet {
            alphabet.take(&moment, &mut alertes);
        }
        if alertes.is_empty() {
            return alertes;
        }
        let mut heard = Vec::new();
        for regle in &mut self.regles {
            regle.hear(&moment, &alertes, &mut heard);
        }
        alertes.append(&mut heard);
        self.amorti.damp(&mut alertes, temps, self.suivi.effectif());
        alertes
    }
}

#[cfg(test)]
mod tests {
    use journal::entry::Pseudonym;

    use super::*;
    use crate::essai::{Cahier, LEA, MAX};

    /// Two agents at work, and a thief: the same entries give the same alerts, at once or again.
    #[test]
    fn the_same_entries_give_the_same_alerts() {
        let mut cahier = Cahier::new();
        for n in 0..40 {
            cahier.opens(LEA, n, 0).waits(3);
            cahier.opens(MAX, n, 3).waits(200);
        }
        assert!(!cahier.alertes.is_empty());
        let mut again = Vigie::new(Normes::livrees());
        let replayed: Vec<Alerte> = cahier.entries.iter().zip(0..).flat_map(|(e, n)| again.take(n, e)).collect();
        assert_eq!(replayed, cahier.alertes);
    }

    #[test]
    fn an_honest_day_says_nothing() {
        let mut cahier = Cahier::new();
        for day in (0..30).filter(|day| day % 7 < 5) {
            cahier.at(day, 8).login(LEA).waits(20).login(MAX);
            for n in 0..17 {
                for (number, agent) in (0..).zip([LEA, MAX]) {
                    let subject = (day * 131 + n * 57 + number * 29) % 400;
                    cahier.opens(agent, subject, u8::from(n % 17 != 0)).waits(200 + n * 40);
                    // To one in three they come back, to write what was said.
                    if n % 3 == 0 {
                        cahier.opens(agent, subject, 1);
                    }
                }
            }
        }
        assert_eq!(cahier.alertes, []);
    }

    #[test]
    fn entries_of_the_programs_and_of_the_vigie_are_nobody_s() {
        let mut vigie = Vigie::new(Normes::livrees());
        let speak = [Kind::FuseBlown, Kind::Canary];
        for kind in Kind::ALL.iter().filter(|kind| !speak.contains(kind)) {
            assert_eq!(vigie.take(0, &Entry::new(*kind)), [], "{kind:?}");
        }
    }

    /// A journal may come from elsewhere: nothing that decodes stops the reading of it.
    #[test]
    fn no_entry_is_too_strange() {
        let mut vigie = Vigie::new(Normes::livrees());
        for kind in Kind::ALL {
            for (index, value) in [0, u64::MAX, 1, u64::MAX - 1].into_iter().enumerate() {
                let (time, until, count) = (value, value, value as u32);
                let (actor, object, subject) = ([value as u8; 16], [7; 16], [9; 16]);
                let (rule, role, explained) = (14, 255, u16::MAX);
                let entry =
                    Entry { time, until, count, actor, object, subject, rule, role, explained, ..Entry::new(*kind) };
                vigie.take(index as u64, &entry);
            }
        }
    }

    #[test]
    fn it_may_be_given_to_a_thread() {
        fn is_send<T: Send>(_: &T) {}
        struct Aucun;
        impl Rangs for Aucun {
            fn rang(&self, _: &Pseudonym) -> Option<u32> {
                None
            }
        }
        is_send(&Vigie::with_rangs(Normes::livrees(), Box::new(Aucun)));
    }
}
