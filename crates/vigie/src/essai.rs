//! Small ledgers for tests: who does what, when; a vigie reads along. Synthetic people.

use journal::entry::{Decision, Entry, Kind, Pseudonym};

use crate::alerte::{Alerte, Gravite};
use crate::normes::Normes;
use crate::temps::{HEURE, JOUR};
use crate::{Rangs, Vigie, histoires};

/// A conseiller.
pub const LEA: Pseudonym = [0x11; 16];
/// Her neighbour, in the same structure.
pub const MAX: Pseudonym = [0x22; 16];

/// Purpose of a search.
pub const RECHERCHE: u8 = 3;
/// Purpose of a list.
pub const LISTE: u8 = 2;

/// Monday 24 November 2025, 0 h UTC: day 0 of every ledger.
const LUNDI: u64 = 1_763_942_400_000;

/// A ledger that a vigie reads as it is written.
pub struct Cahier {
    vigie: Vigie,
    now: u64,
    /// All that it wrote.
    pub entries: Vec<Entry>,
    /// All that the vigie said.
    pub alertes: Vec<Alerte>,
}

impl Cahier {
    /// Empty, Monday at nine.
    pub fn new() -> Cahier {
        Cahier::of(Vigie::new(Normes::livrees()))
    }

    /// The same, with alphabetical ranks.
    pub fn with_rangs(rangs: Box<dyn Rangs + Send>) -> Cahier {
        Cahier::of(Vigie::with_rangs(Normes::livrees(), rangs))
    }

    fn of(vigie: Vigie) -> Cahier {
        Cahier { vigie, now: LUNDI + 9 * HEURE, entries: Vec::new(), alertes: Vec::new() }
    }

    /// Now is this hour of this day; day 0 is a Monday, 5 and 6 a week-end.
    pub fn at(&mut self, day: u64, hour: u64) -> &mut Cahier {
        self.now = LUNDI + day * JOUR + hour * HEURE;
        self
    }

    /// Seconds go by.
    pub fn waits(&mut self, seconds: u64) -> &mut Cahier {
        self.waits_ms(seconds * 1_000)
    }

    /// Milliseconds go by.
    pub fn waits_ms(&mut self, milliseconds: u64) -> &mut Cahier {
        self.now += milliseconds;
        self
    }

    /// She signs in.
    pub fn login(&mut self, agent: Pseudonym) -> &mut Cahier {
        self.writes(Entry {
            actor: agent,
            login: login(agent),
            role: 1,
            structure: structure(agent),
            ..Entry::new(Kind::Login)
        })
    }

    /// She opens a dossier; the explanation is a code, zero for none.
    pub fn opens(&mut self, agent: Pseudonym, number: u64, explanation: u8) -> &mut Cahier {
        self.reads(Kind::Opening, agent, number, explanation)
    }

    /// An entry that shows a dossier, by a conseiller.
    pub fn reads(&mut self, kind: Kind, agent: Pseudonym, number: u64, explanation: u8) -> &mut Cahier {
        let (role, structure, decision) = (1, structure(agent), Decision::Granted);
        let (login, subject) = (login(agent), subject(number));
        self.writes(Entry { actor: agent, login, subject, explanation, role, structure, decision, ..Entry::new(kind) })
    }

    /// She is refused by this rule.
    pub fn refused(&mut self, agent: Pseudonym, rule: u8, number: u64) -> &mut Cahier {
        let (structure, decision) = (structure(agent), Decision::Refused);
        let (login, subject) = (login(agent), subject(number));
        self.writes(Entry { actor: agent, login, subject, rule, structure, decision, ..Entry::new(Kind::Refusal) })
    }

    /// She is shown a page of so many labels.
    pub fn lists(&mut self, agent: Pseudonym, purpose: u8, count: u32) -> &mut Cahier {
        let (login, structure) = (login(agent), structure(agent));
        self.writes(Entry { actor: agent, login, purpose, structure, count, ..Entry::new(Kind::ResultPage) })
    }

    /// These dossiers are made, in this order.
    pub fn creates(&mut self, numbers: impl IntoIterator<Item = u64>) -> &mut Cahier {
        for number in numbers {
            self.writes(Entry { subject: subject(number), ..Entry::new(Kind::Creation) });
        }
        self
    }

    /// Any entry, now. It must be one that the journal would take.
    pub fn writes(&mut self, entry: Entry) -> &mut Cahier {
        let entry = Entry { time: self.now, ..entry };
        assert_eq!(Entry::decode(&entry.encode()).as_ref(), Ok(&entry), "no such entry exists");
        let index = self.entries.len() as u64;
        let alertes = self.vigie.take(index, &entry);
        alertes.iter().for_each(is_declared);
        self.alertes.extend(alertes);
        self.entries.push(entry);
        self
    }

    /// Ten ordinary working days of these agents, from eight to four, in the two weeks that end with day 13.
    pub fn habits(&mut self, agents: &[Pseudonym]) -> &mut Cahier {
        for day in (0..14).filter(|day| day % 7 < 5) {
            for hour in 8..16 {
                for (number, agent) in (0..).zip(agents) {
                    self.at(day, hour).waits(number * 20).login(*agent);
                    self.waits(5).opens(*agent, hour * 31 + number * 7, 1);
                }
            }
        }
        self
    }

    /// What this rule said, in order: gravity and count.
    pub fn said(&self, regle: u8) -> Vec<(Gravite, u32)> {
        self.of_rule(regle).map(|alerte| (alerte.gravite, alerte.compte)).collect()
    }

    /// The alerts of this rule.
    pub fn of_rule(&self, regle: u8) -> impl Iterator<Item = &Alerte> {
        self.alertes.iter().filter(move |alerte| alerte.regle == regle)
    }
}

/// The reason of an alert is one of those that its rule declares, with as many numbers.
fn is_declared(alerte: &Alerte) {
    let fiche = histoires().into_iter().find(|fiche| fiche.numero == alerte.regle).expect("registered");
    let found = fiche.raisons.iter().find(|(code, _)| *code == alerte.raison.code);
    assert_eq!(found.map(|(_, names)| names.len()), Some(alerte.raison.nombres.len()), "{}", alerte.raison.code);
}

/// One of many agents, of the structure of Léa.
pub fn agent(number: u64) -> Pseudonym {
    let mut out = [0x33; 16];
    out[..8].copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    out
}

/// One of many dossiers.
pub fn subject(number: u64) -> Pseudonym {
    let mut out = [0x44; 16];
    out[..8].copy_from_slice(&(number + 1).wrapping_mul(0x2545_f491_4f6c_dd1d).to_be_bytes());
    out
}

/// The login of an agent.
pub fn login(agent: Pseudonym) -> [u8; 16] {
    agent.map(|byte| byte ^ 0xff)
}

/// Everybody works in one structure.
fn structure(_: Pseudonym) -> [u8; 8] {
    *b"59512S00"
}
