//! Facts that explain an opening: a rendez-vous, a ticket, a call, an enrolment, an affectation, a replacement. Folded from
//! entries of kind 34 by both sides, so that neither takes the other's word for why a dossier is opened.

use std::collections::HashMap;

use journal::entry::{Entry, Pseudonym};

use crate::budget::explanation;
use crate::role::Role;

/// A day, milliseconds: an act of another person serves an account on probation once it is this old.
pub const JOUR: u64 = 24 * 3_600_000;

/// How long a ticket explains to whoever gave it at the front desk, milliseconds: the person stands before her (security note 2.8, X4).
pub const GUICHET: u64 = 30 * 60_000;

/// Facts below which nobody looks for those that are over.
const LOOK_MIN: usize = 1_024;

/// What a statement says, besides its code and its dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dit {
    /// Whom it serves; zero: whoever may answer in the structure.
    pub pour: Pseudonym,
    /// Of a replacement, whose portefeuille.
    pub de: Pseudonym,
    /// Milliseconds, exclusive; now or before: it is withdrawn.
    pub jusqua: u64,
}

impl Dit {
    /// What an entry of kind 34 says.
    pub fn of(entry: &Entry) -> Dit {
        let mut de = [0; 16];
        if entry.explanation == explanation::REMPLACEMENT {
            de.copy_from_slice(&entry.content[..16]);
        }
        Dit { pour: entry.object, de, jusqua: entry.until }
    }
}

/// One fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fait {
    /// See [`explanation`].
    pub code: u8,
    /// Whom it serves; zero: whoever may answer in the structure.
    pub pour: Pseudonym,
    /// Who stated it.
    pub par: Pseudonym,
    /// She was on probation: her word explains nothing to others who are.
    pub en_essai: bool,
    /// Milliseconds.
    pub depuis: u64,
    /// Milliseconds, exclusive.
    pub jusqua: u64,
}

/// A colleague's portefeuille taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remplacement {
    /// Whose portefeuille.
    pub de: Pseudonym,
    /// Who stated it.
    pub par: Pseudonym,
    /// Milliseconds.
    pub depuis: u64,
    /// Milliseconds, exclusive.
    pub jusqua: u64,
}

/// Every fact that may still serve.
#[derive(Clone, Debug, Default)]
pub struct Faits {
    dossiers: HashMap<Pseudonym, Vec<Fait>>,
    remplacements: HashMap<Pseudonym, Vec<Remplacement>>,
    count: usize,
    next_look: usize,
}

impl Fait {
    /// Whether it explains at once to this agent of this role: somebody else stated it, or it is a day old. What an agent states for
    /// herself is weak until then: she would state it of anybody; what a newcomer states, of anybody's, is weak as long.
    pub fn is_strong(&self, agent: &Pseudonym, role: Role, time: u64) -> bool {
        let is_believed = self.par != *agent || self.is_given_at_the_desk(role, time);
        self.is_said() || is_old(self.depuis, time) || (is_believed && !self.en_essai)
    }

    /// The person said her code: whoever typed it had it from her.
    fn is_said(&self) -> bool {
        self.code == explanation::CODE
    }

    /// A ticket of the last half hour, for the front desk itself. Nobody else would ever give it there, and what the desk reads of it
    /// is how to reach the person (C1 C2), within its own day.
    fn is_given_at_the_desk(&self, role: Role, time: u64) -> bool {
        role == Role::Accueil && self.code == explanation::TICKET && time < self.depuis.saturating_add(GUICHET)
    }

    /// Whether it explains to an account on probation: somebody else stated it, who was not on probation, a day ago at least. Two
    /// false accounts explain nothing to each other. A code is the person's own word, and needs no colleague.
    pub fn serves_probation(&self, agent: &Pseudonym, time: u64) -> bool {
        self.is_said() || (self.par != *agent && !self.en_essai && is_old(self.depuis, time))
    }
}

impl Remplacement {
    /// As [`Fait::is_strong`].
    pub fn is_strong(&self, agent: &Pseudonym, time: u64) -> bool {
        self.par != *agent || is_old(self.depuis, time)
    }

    /// As [`Fait::serves_probation`].
    pub fn serves_probation(&self, agent: &Pseudonym, time: u64) -> bool {
        self.par != *agent && is_old(self.depuis, time)
    }
}

fn is_old(depuis: u64, time: u64) -> bool {
    time >= depuis.saturating_add(JOUR)
}

impl Faits {
    /// Takes an entry of kind 34 that was granted. One that ends at its own time withdraws the facts of its code, dossier and
    /// agent, whoever stated them; another one takes the place of what its own author said: a colleague's word stands beside it.
    pub(crate) fn fold(&mut self, entry: &Entry, en_essai: bool, time: u64) {
        self.forget(time);
        let Dit { pour, de, jusqua } = Dit::of(entry);
        let (code, par) = (entry.explanation, entry.actor);
        let jusqua = jusqua.min(time.saturating_add(explanation::duree_max(code)));
        if code == explanation::REMPLACEMENT {
            let of = self.remplacements.entry(pour).or_default();
            of.retain(|r| r.de != de);
            if jusqua > time {
                of.push(Remplacement { de, par, depuis: time, jusqua });
            }
            return;
        }
        let of = self.dossiers.entry(entry.subject).or_default();
        let before = of.len();
        of.retain(|fait| match code {
            // One person accompanies: who is entrusted with a dossier takes the place of whoever was.
            explanation::AFFECTATION => fait.code != code,
            _ => (fait.code, fait.pour) != (code, pour) || (jusqua > time && fait.par != par),
        });
        if jusqua > time {
            of.push(Fait { code, pour, par, en_essai, depuis: time, jusqua });
        }
        self.count = self.count + of.len() - before;
    }

    /// The facts on a dossier that stand at this time, as they serve this agent. `is_front`: she answers at the front desk,
    /// where whatever brings the person explains; a code serves who asked for it and nobody else.
    pub fn of(&self, subject: &Pseudonym, agent: &Pseudonym, is_front: bool, time: u64) -> impl Iterator<Item = &Fait> {
        let all = self.dossiers.get(subject).into_iter().flatten();
        let serves = move |fait: &&Fait| (is_front && !fait.is_said()) || fait.pour == *agent || fait.pour == [0; 16];
        all.filter(move |fait| time < fait.jusqua).filter(serves)
    }

    /// The replacement by which this agent answers for a colleague at this time.
    pub fn replaces(&self, agent: &Pseudonym, colleague: &Pseudonym, time: u64) -> Option<&Remplacement> {
        self.of_replacer(agent, time).find(|r| r.de == *colleague)
    }

    /// Everybody for whom this agent answers at this time.
    pub fn of_replacer(&self, agent: &Pseudonym, time: u64) -> impl Iterator<Item = &Remplacement> {
        self.remplacements.get(agent).into_iter().flatten().filter(move |r| time < r.jusqua)
    }

    /// Looked at when the facts have doubled since the last time, so that it costs nothing.
    fn forget(&mut self, time: u64) {
        if self.count < self.next_look.max(LOOK_MIN) {
            return;
        }
        self.dossiers.retain(|_, of| {
            of.retain(|fait| time < fait.jusqua);
            !of.is_empty()
        });
        self.count = self.dossiers.values().map(Vec::len).sum();
        self.next_look = self.count.saturating_mul(2);
    }
}

#[cfg(test)]
mod tests {
    use journal::entry::Kind;

    use super::*;

    const NOON: u64 = 1_763_812_800_000;
    const INES: Pseudonym = [1; 16];
    const LEA: Pseudonym = [2; 16];
    const KARINE: Pseudonym = [3; 16];
    const ACCUEIL: Pseudonym = [4; 16];

    fn entry(code: u8, pour: Pseudonym, time: u64, until: u64) -> Entry {
        let mut entry = Entry::new(Kind::Explanation);
        (entry.explanation, entry.subject, entry.object, entry.actor) = (code, INES, pour, ACCUEIL);
        (entry.time, entry.until) = (time, until);
        entry
    }

    fn codes(faits: &Faits, agent: &Pseudonym, is_front: bool, time: u64) -> Vec<u8> {
        faits.of(&INES, agent, is_front, time).map(|f| f.code).collect()
    }

    #[test]
    fn a_fact_serves_whom_it_names_until_its_end() {
        let mut faits = Faits::default();
        faits.fold(&entry(explanation::RENDEZ_VOUS, LEA, NOON, NOON + JOUR), false, NOON);
        assert_eq!(codes(&faits, &LEA, false, NOON + JOUR - 1), [explanation::RENDEZ_VOUS]);
        assert_eq!(codes(&faits, &LEA, false, NOON + JOUR), []);
        assert_eq!(codes(&faits, &KARINE, false, NOON), []);
        assert_eq!(codes(&faits, &KARINE, true, NOON), [explanation::RENDEZ_VOUS]);
    }

    #[test]
    fn a_ticket_for_nobody_serves_each() {
        let mut faits = Faits::default();
        faits.fold(&entry(explanation::TICKET, [0; 16], NOON, NOON + JOUR), false, NOON);
        assert_eq!(codes(&faits, &LEA, false, NOON), [explanation::TICKET]);
        assert_eq!(codes(&faits, &KARINE, false, NOON), [explanation::TICKET]);
    }

    #[test]
    fn what_is_withdrawn_serves_no_more_and_the_rest_stands() {
        let mut faits = Faits::default();
        faits.fold(&entry(explanation::RENDEZ_VOUS, LEA, NOON, NOON + JOUR), false, NOON);
        faits.fold(&entry(explanation::APPEL, LEA, NOON, NOON + JOUR), false, NOON);
        faits.fold(&entry(explanation::RENDEZ_VOUS, LEA, NOON + 5, NOON + 5), false, NOON + 5);
        assert_eq!(codes(&faits, &LEA, false, NOON + 6), [explanation::APPEL]);
    }

    #[test]
    fn a_replacement_ends_by_itself() {
        let mut faits = Faits::default();
        let mut one = entry(explanation::REMPLACEMENT, KARINE, NOON, NOON + JOUR);
        one.content[..16].copy_from_slice(&LEA);
        faits.fold(&one, false, NOON);
        assert!(faits.replaces(&KARINE, &LEA, NOON + JOUR - 1).is_some());
        assert!(faits.replaces(&KARINE, &LEA, NOON + JOUR).is_none());
        assert!(faits.replaces(&LEA, &KARINE, NOON).is_none());
    }

    #[test]
    fn what_one_states_for_oneself_is_weak_for_a_day() {
        let check = |par, en_essai, age, strong, probation| {
            let (code, jusqua) = (explanation::RENDEZ_VOUS, NOON + 9 * JOUR);
            let fait = Fait { code, pour: LEA, par, en_essai, depuis: NOON, jusqua };
            let time = NOON + age;
            let found = (fait.is_strong(&LEA, Role::Conseiller, time), fait.serves_probation(&LEA, time));
            assert_eq!(found, (strong, probation), "{age}");
        };
        check(LEA, false, 0, false, false);
        check(LEA, false, JOUR - 1, false, false);
        check(LEA, false, JOUR, true, false);
        check(ACCUEIL, false, 0, true, false);
        check(ACCUEIL, false, JOUR - 1, true, false);
        check(ACCUEIL, false, JOUR, true, true);
        // A newcomer's word about a colleague: weak for a day, and never enough for another newcomer.
        check(KARINE, true, 0, false, false);
        check(KARINE, true, JOUR, true, false);
    }

    #[test]
    fn a_ticket_explains_to_the_desk_that_gave_it_for_half_an_hour() {
        let check = |role, code, (par, en_essai), age, strong| {
            let fait = Fait { code, pour: KARINE, par, en_essai, depuis: NOON, jusqua: NOON + 9 * JOUR };
            assert_eq!(fait.is_strong(&ACCUEIL, role, NOON + age), strong, "{role:?} {code} {age}");
        };
        let ticket = explanation::TICKET;
        check(Role::Accueil, ticket, (ACCUEIL, false), 0, true);
        check(Role::Accueil, ticket, (ACCUEIL, false), GUICHET - 1, true);
        check(Role::Accueil, ticket, (ACCUEIL, false), GUICHET, false);
        for code in [explanation::RENDEZ_VOUS, explanation::APPEL, explanation::ATELIER] {
            check(Role::Accueil, code, (ACCUEIL, false), 0, false);
        }
        for role in [Role::Conseiller, Role::ReferentCollectif, Role::Direction] {
            check(role, ticket, (ACCUEIL, false), 0, false);
            check(role, ticket, (LEA, false), 0, true);
        }
        // A newcomer at the desk is believed by nobody, herself included.
        check(Role::Accueil, ticket, (ACCUEIL, true), 0, false);
        check(Role::Accueil, ticket, (LEA, true), 0, false);
    }

    #[test]
    fn ones_own_word_takes_nothing_from_a_colleagues() {
        let mut faits = Faits::default();
        let own = |time, until| Entry { actor: LEA, ..entry(explanation::RENDEZ_VOUS, LEA, time, until) };
        let strong =
            |faits: &Faits, time| faits.of(&INES, &LEA, false, time).any(|f| f.is_strong(&LEA, Role::Conseiller, time));
        faits.fold(&entry(explanation::RENDEZ_VOUS, LEA, NOON, NOON + JOUR), false, NOON);
        faits.fold(&own(NOON + 5, NOON + 2 * JOUR), false, NOON + 5);
        assert!(strong(&faits, NOON + 6));
        // Withdrawn, nobody's word stands.
        faits.fold(&own(NOON + 7, NOON + 7), false, NOON + 7);
        assert_eq!(codes(&faits, &LEA, false, NOON + 8), []);
    }

    #[test]
    fn who_is_entrusted_takes_the_place_of_who_was() {
        let mut faits = Faits::default();
        faits.fold(&entry(explanation::AFFECTATION, LEA, NOON, u64::MAX), false, NOON);
        faits.fold(&entry(explanation::AFFECTATION, KARINE, NOON + 5, u64::MAX), false, NOON + 5);
        assert_eq!(codes(&faits, &LEA, false, NOON + 6), []);
        assert_eq!(codes(&faits, &KARINE, false, NOON + 6), [explanation::AFFECTATION]);
    }

    #[test]
    fn no_fact_serves_longer_than_its_kind_allows() {
        let check = |code, days: u64| {
            let mut faits = Faits::default();
            faits.fold(&entry(code, LEA, NOON, u64::MAX), false, NOON);
            assert_eq!(codes(&faits, &LEA, false, NOON + days * JOUR - 1), [code]);
            assert_eq!(codes(&faits, &LEA, false, NOON + days * JOUR), []);
        };
        check(explanation::TICKET, 1);
        check(explanation::APPEL, 7);
        check(explanation::RENDEZ_VOUS, 800);
        check(explanation::ATELIER, 800);
    }

    #[test]
    fn old_facts_leave_memory() {
        let mut faits = Faits::default();
        for n in 0..5_000u32 {
            let mut one = entry(explanation::APPEL, LEA, NOON + u64::from(n), NOON + u64::from(n) + 1);
            one.subject[..4].copy_from_slice(&n.to_be_bytes());
            faits.fold(&one, false, NOON + u64::from(n));
        }
        assert!(faits.dossiers.len() <= 2_048, "{}", faits.dossiers.len());
    }
}
