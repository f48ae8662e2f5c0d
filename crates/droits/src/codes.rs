//! The code spoken by the young person: six digits that reach her telephone and that she says aloud. What it shows is that who holds
//! that telephone is there, and lets this agent in.
//!
//! Two entries of kind 34, folded by both sides. The first commits to the digits before anybody knows them; the second brings them
//! with their salt. A try that brings something else is an entry too, and counts. Nothing here knows a telephone.

use std::collections::HashMap;

use journal::entry::{Entry, LoginId, Pseudonym};

use crate::budget::{CODES_PER_PERSON_MAX, day};
use crate::signature::sha256;

/// How long a code may be said, milliseconds, exclusive.
pub const CODE_VIE: u64 = 15 * 60_000;

/// Tries of one code.
pub const ESSAIS_MAX: u8 = 5;

/// Digits of a code.
pub const CHIFFRES: usize = 6;

const DOMAINE: &[u8] = b"cairn/code\0";

/// What an entry brings when a code is said: six ASCII digits, then their salt.
pub type Dire = [u8; 32];

/// What the entry of the asking holds: neither an agent nor a dossier can be put in the place of another.
pub fn engagement(dire: &Dire, agent: &Pseudonym, sujet: &Pseudonym) -> [u8; 32] {
    sha256(&[DOMAINE, dire, agent, sujet].concat())
}

/// A code that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attente {
    /// The request that asked for it, by the name that its entry gives it.
    pub demande: [u8; 32],
    /// Milliseconds.
    pub depuis: u64,
    /// Tries so far.
    pub essais: u8,
    login: LoginId,
    engagement: [u8; 32],
}

impl Attente {
    /// Whether it may still be said at this time.
    fn stands(&self, time: u64) -> bool {
        time < self.depuis.saturating_add(CODE_VIE) && self.essais < ESSAIS_MAX
    }

    /// Tries left.
    pub fn restent(&self) -> u8 {
        ESSAIS_MAX.saturating_sub(self.essais)
    }
}

/// Codes that wait to be said, and how many each person was sent today.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    attentes: HashMap<(Pseudonym, Pseudonym), Attente>,
    jour: u64,
    envois: HashMap<Pseudonym, u16>,
}

impl Codes {
    /// Whether this person may be sent one more: nobody rings a young person's telephone all day.
    pub fn allows(&self, sujet: &Pseudonym, time: u64) -> bool {
        day(time) > self.jour || self.envois.get(sujet).is_none_or(|n| *n < CODES_PER_PERSON_MAX)
    }

    /// The code that this login of this agent may say of this dossier now.
    pub fn attente(&self, agent: &Pseudonym, sujet: &Pseudonym, login: &LoginId, time: u64) -> Option<&Attente> {
        self.attentes.get(&(*agent, *sujet)).filter(|one| one.login == *login && one.stands(time))
    }

    /// One was asked for: it takes the place of the one before. One that ends at its own time is taken back, and stays counted.
    pub(crate) fn ask(&mut self, entry: &Entry, time: u64) {
        self.attentes.retain(|_, one| one.stands(time));
        let pair = (entry.actor, entry.subject);
        if entry.until <= time {
            self.attentes.remove(&pair);
            return;
        }
        if day(time) > self.jour {
            (self.jour, self.envois) = (day(time), HashMap::new());
        }
        *self.envois.entry(entry.subject).or_default() += 1;
        let (demande, login, engagement) = (entry.request, entry.login, entry.content);
        self.attentes.insert(pair, Attente { demande, depuis: time, essais: 0, login, engagement });
    }

    /// One was said: whether it was right, and then it serves no more. `None` when none may be said.
    pub(crate) fn say(&mut self, entry: &Entry, time: u64) -> Option<bool> {
        let pair = (entry.actor, entry.subject);
        let one = self.attentes.get_mut(&pair).filter(|one| one.login == entry.login && one.stands(time))?;
        let is_right = engagement(&entry.content, &pair.0, &pair.1) == one.engagement;
        if is_right {
            self.attentes.remove(&pair);
        } else {
            one.essais += 1;
        }
        Some(is_right)
    }
}

#[cfg(test)]
mod tests {
    use journal::entry::Kind;

    use super::*;

    const NOON: u64 = 1_763_812_800_000;
    const LEA: Pseudonym = [2; 16];
    const KARINE: Pseudonym = [3; 16];
    const INES: Pseudonym = [1; 16];
    const OTHER: Pseudonym = [9; 16];
    const LOGIN: LoginId = [7; 16];
    const RIGHT: Dire = *b"123456a salt of twenty-six byte.";
    const WRONG: Dire = [0; 32];

    fn entry(agent: Pseudonym, sujet: Pseudonym, content: [u8; 32]) -> Entry {
        let mut entry = Entry::new(Kind::Explanation);
        (entry.actor, entry.subject, entry.login, entry.content) = (agent, sujet, LOGIN, content);
        (entry.until, entry.request) = (u64::MAX, [content[0]; 32]);
        entry
    }

    fn asked() -> Codes {
        let mut codes = Codes::default();
        codes.ask(&entry(LEA, INES, engagement(&RIGHT, &LEA, &INES)), NOON);
        codes
    }

    #[test]
    fn the_fifth_try_is_heard_and_no_sixth() {
        let mut codes = asked();
        for n in 1..ESSAIS_MAX {
            assert_eq!(codes.say(&entry(LEA, INES, WRONG), NOON + 1), Some(false));
            assert_eq!(codes.attente(&LEA, &INES, &LOGIN, NOON + 1).map(Attente::restent), Some(ESSAIS_MAX - n));
        }
        let mut late = codes.clone();
        assert_eq!(codes.say(&entry(LEA, INES, RIGHT), NOON + 1), Some(true), "the fifth");
        assert_eq!(late.say(&entry(LEA, INES, WRONG), NOON + 1), Some(false));
        assert_eq!(late.say(&entry(LEA, INES, RIGHT), NOON + 1), None, "the sixth");
        assert!(late.attente(&LEA, &INES, &LOGIN, NOON + 1).is_none());
    }

    #[test]
    fn it_is_said_within_fifteen_minutes_by_who_asked_of_whom_she_asked() {
        let check = |agent, sujet, login, time, expected| {
            let said = Entry { login, ..entry(agent, sujet, RIGHT) };
            assert_eq!(asked().say(&said, time), expected);
        };
        check(LEA, INES, LOGIN, NOON, Some(true));
        check(LEA, INES, LOGIN, NOON + CODE_VIE - 1, Some(true));
        check(LEA, INES, LOGIN, NOON + CODE_VIE, None);
        check(KARINE, INES, LOGIN, NOON, None);
        check(LEA, OTHER, LOGIN, NOON, None);
        check(LEA, INES, [8; 16], NOON, None);
    }

    #[test]
    fn a_commitment_is_of_one_agent_and_one_dossier() {
        let ours = engagement(&RIGHT, &LEA, &INES);
        assert_ne!(ours, engagement(&RIGHT, &KARINE, &INES));
        assert_ne!(ours, engagement(&RIGHT, &LEA, &OTHER));
        assert_ne!(ours, engagement(&WRONG, &LEA, &INES));
        // What was committed to for another dossier is wrong of this one.
        let mut codes = Codes::default();
        codes.ask(&entry(LEA, INES, engagement(&RIGHT, &LEA, &OTHER)), NOON);
        assert_eq!(codes.say(&entry(LEA, INES, RIGHT), NOON), Some(false));
    }

    #[test]
    fn once_said_it_is_over_and_the_next_takes_its_place() {
        let mut codes = asked();
        assert_eq!(codes.say(&entry(LEA, INES, RIGHT), NOON), Some(true));
        assert_eq!(codes.say(&entry(LEA, INES, RIGHT), NOON), None, "said again");
        let mut codes = asked();
        let other: Dire = *b"654321a salt of twenty-six byte.";
        codes.ask(&entry(LEA, INES, engagement(&other, &LEA, &INES)), NOON + 1);
        assert_eq!(codes.say(&entry(LEA, INES, RIGHT), NOON + 2), Some(false), "the one before");
        assert_eq!(codes.say(&entry(LEA, INES, other), NOON + 2), Some(true));
    }

    #[test]
    fn three_a_day_for_one_person_whoever_asks_and_what_was_taken_back_counts() {
        let mut codes = asked();
        codes.ask(&Entry { until: 0, ..entry(LEA, INES, WRONG) }, NOON);
        assert!(codes.attente(&LEA, &INES, &LOGIN, NOON).is_none(), "taken back");
        codes.ask(&entry(KARINE, INES, WRONG), NOON);
        assert!(codes.allows(&INES, NOON));
        codes.ask(&entry(KARINE, INES, WRONG), NOON);
        assert!(!codes.allows(&INES, NOON), "the fourth");
        assert!(codes.allows(&OTHER, NOON) && codes.allows(&INES, NOON + 24 * 3_600_000));
    }
}
