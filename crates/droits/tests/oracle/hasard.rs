//! Chance that can be replayed, the clock of a history, and the hands that sign its entries: rightly, or slightly wrong.

use std::rc::Rc;

use droits::habilitation::acte::{ACTE, ActePiece};
use droits::piece::LoginPiece;
use droits::registre::State;
use droits::signature::{LOGIN, challenge, sha256};
use journal::Kind;
use journal::entry::{Entry, LoginId, Pseudonym};

use crate::modele::Modele;
use crate::monde::{BEGIN, empty};
use crate::signature::{assertion, key, own_key_piece, statement};
use crate::vie::{Bilan, DAY, HOUR, MINUTE, training_period};

/// An entry and its piece.
pub type Ligne = (Entry, Option<Vec<u8>>);

/// What a history likes to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Humeur {
    /// A bit of everything.
    Melee,
    /// Newcomers, one after the other, by the same few hands.
    Rentree,
    /// From one date to the next.
    Calendrier,
}

/// The generator of one history.
pub struct Hasard {
    state: u64,
    pub now: u64,
    pub humeur: Humeur,
    /// Every how many acts one is made slightly wrong.
    pub wrong: u64,
}

/// An account as it is now.
#[derive(Clone)]
pub struct Profil {
    pub b: Rc<Bilan>,
    pub state: State,
}

impl Hasard {
    /// The generator of this seed.
    pub fn new(seed: u64) -> Hasard {
        let mut h = Hasard { state: seed, now: BEGIN + 15 * MINUTE, humeur: Humeur::Melee, wrong: 8 };
        h.humeur = [Humeur::Melee, Humeur::Rentree, Humeur::Calendrier][h.below(3) as usize];
        h.wrong = [6, 12, 40][h.below(3) as usize];
        h
    }

    /// splitmix64.
    pub fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.number() % n.max(1)
    }

    /// Once in `n`.
    pub fn chance(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut out = [0; N];
        for chunk in out.chunks_mut(8) {
            let number = self.number().to_be_bytes();
            chunk.copy_from_slice(&number[..chunk.len()]);
        }
        out
    }

    /// One of these accounts, often the same one in a history of newcomers.
    pub fn pick<'a>(&mut self, all: &'a [Profil], suits: impl Fn(&Profil) -> bool) -> Option<&'a Profil> {
        let found: Vec<&Profil> = all.iter().filter(|p| suits(p)).collect();
        let n = if self.humeur == Humeur::Rentree && !self.chance(3) { 0 } else { self.below(found.len() as u64) };
        found.get(n as usize).copied()
    }

    /// A date at most `max` after `t`: inside, or at the limit, or one millisecond on either side of it.
    pub fn until(&mut self, t: u64, max: u64) -> u64 {
        match self.below(24) {
            0 => t + max,
            1 => t + max + 1,
            2 => t + max - 1,
            3 => t,
            4 => t + 1,
            5 => t + self.below(2 * DAY),
            _ => t + max - self.below(max / 3),
        }
    }

    /// The time of the next act.
    /// On the way to a far date people mostly go on signing in, and those who must take their course again do.
    pub fn advance(&mut self, m: &Modele, all: &[Profil], lines: &mut Vec<Ligne>) -> u64 {
        self.now = self.now.max(m.latest);
        let (to_date, hours) = match self.humeur {
            Humeur::Melee => (6, 8),
            Humeur::Rentree => (25, 40),
            Humeur::Calendrier => (3, 6),
        };
        if self.chance(to_date) {
            let is_newer = |p: &Profil| !p.b.is_first_agent && p.state != State::Closed;
            let newer = self.pick(all, is_newer).filter(|_| self.below(3) > 0).map(|p| p.b.dates());
            let mut dates = newer.unwrap_or_else(|| all[self.below(all.len() as u64) as usize].b.dates());
            dates.extend(m.quotas.last().map(|q| q.until));
            dates.extend(m.logins.last().map(|l| l.until));
            let far = [3, 10, 10, 40, 40, 120, 400][self.below(7) as usize] * DAY;
            dates.retain(|date| (self.now + 2..self.now + far).contains(date));
            if !dates.is_empty() {
                let date = dates[self.below(dates.len() as u64) as usize];
                if !self.chance(4) {
                    self.life_goes_on(m, all, date, lines);
                }
                self.now = date + self.below(3) - 1;
                return self.now;
            }
        }
        self.now += match self.below(hours) {
            0 => self.below(30) * HOUR,
            1 => self.below(2 * HOUR),
            _ => self.below(MINUTE),
        };
        // A clock that runs back gains nothing.
        if self.chance(30) { self.now - self.below(3 * DAY) } else { self.now }
    }

    fn life_goes_on(&mut self, m: &Modele, all: &[Profil], date: u64, lines: &mut Vec<Ligne>) {
        let mut seen = m.latest;
        while date > seen + 12 * DAY {
            seen = (seen + 40 * DAY).min(date - DAY);
            for p in all {
                if !matches!(p.state, State::Cooling | State::Probation | State::Active) || self.chance(20) {
                    continue;
                }
                lines.push(self.login(&p.b, seen).0);
                if p.b.training_until < seen + 45 * DAY && !self.chance(6) {
                    let login = lines.last().map_or([0; 16], |(e, _)| e.login);
                    let until = self.until(seen, training_period(p.b.role));
                    let e = Entry { actor: p.b.id, object: p.b.id, login, until, ..empty(Kind::Training, seen) };
                    lines.push(self.sign(&p.b, e));
                }
            }
        }
    }

    /// The act, signed by its actor, after a login when she has none.
    pub fn signed(&mut self, m: &Modele, all: &[Profil], by: &Bilan, mut e: Entry) -> Vec<Ligne> {
        let mut lines = Vec::new();
        let mut by = by;
        if self.chance(self.wrong) {
            by = self.spoil(all, by, &mut e);
        }
        e.actor = by.id;
        let t = e.time.max(m.latest);
        let live = m.logins.iter().rfind(|l| l.agent == by.id && !l.is_over && t < l.until).map(|l| l.id);
        e.login = match live {
            Some(login) => login,
            None => {
                let (line, login) = self.login(by, e.time);
                lines.push(line);
                login
            }
        };
        if self.chance(self.wrong * 20) {
            e.login = m.logins.get(self.below(m.logins.len() as u64) as usize).map_or([1; 16], |l| l.id);
        }
        let holder = if self.chance(self.wrong * 20) { &all[self.below(all.len() as u64) as usize].b } else { by };
        lines.push(self.sign(holder, e));
        lines
    }

    /// One assertion over the entry.
    fn sign(&mut self, holder: &Bilan, mut e: Entry) -> Ligne {
        let nonce: [u8; 32] = self.bytes();
        let id = match holder.credentials.len() {
            0 => vec![0],
            n => holder.credentials[self.below(n as u64) as usize].id.clone(),
        };
        let is_own_key = e.kind == Kind::Enrolment;
        let mut new_key = key(self.number());
        if is_own_key && self.chance(self.wrong) {
            // One that waits for a parrain already, or that she has.
            let known = holder.waiting.first().map(|(_, c)| c).or(holder.credentials.first());
            new_key = known.cloned().unwrap_or(new_key);
        }
        if is_own_key && e.content == [0; 32] {
            e.content = sha256(&new_key.encode());
        }
        e.request = challenge(ACTE, &nonce, statement(&e).as_bytes());
        let mut assertion = assertion(&id, &e.request);
        match self.below(self.wrong * 30) {
            0 => assertion.signature[0] ^= 1,
            1 => e.request[31] ^= 1,
            2 => e.until += 1,
            3 => e.object[0] ^= 1,
            _ => {}
        }
        let mut piece = ActePiece { nonce, assertion }.encode();
        if is_own_key {
            piece = own_key_piece(&new_key, &piece);
        }
        e.piece = sha256(&piece);
        (e, Some(piece))
    }

    /// Makes the act one that this person might try: another hand, another person, another field.
    fn spoil<'a>(&mut self, all: &'a [Profil], by: &'a Bilan, e: &mut Entry) -> &'a Bilan {
        match self.below(10) {
            0..=2 => return &all[self.below(all.len() as u64) as usize].b,
            3 => e.object = all[self.below(all.len() as u64) as usize].b.id,
            4 => e.object = by.id,
            5 if e.role != 0 => e.role = self.below(9) as u8,
            6 if e.structure != [0; 8] => e.structure = all[self.below(all.len() as u64) as usize].b.structure,
            7 if matches!(e.kind, Kind::Approval | Kind::ProposalRefused | Kind::Parrain | Kind::AuthenticatorEnd) => {
                e.content[0] ^= 1
            }
            8 if e.kind == Kind::Proposal && e.rule == 1 => e.count = self.below(3) as u32,
            8 if e.kind == Kind::Quota => e.count = 19 + self.below(3) as u32,
            9 if e.kind == Kind::Proposal => e.rule = 1 + self.below(4) as u8,
            _ => {}
        }
        by
    }

    /// A login of this person.
    pub fn login(&mut self, by: &Bilan, time: u64) -> (Ligne, LoginId) {
        let nonce: [u8; 32] = self.bytes();
        let browser_key = vec![4; 3];
        let request = challenge(LOGIN, &nonce, &browser_key);
        let login: LoginId = request[..16].try_into().expect("32 bytes hold 16");
        let id = by.credentials.first().map_or(vec![0], |c| c.id.clone());
        let piece = LoginPiece { browser_key, nonce, assertion: assertion(&id, &request) }.encode();
        let until = self.until(time, 12 * HOUR);
        let e = Entry { actor: by.id, login, request, until, piece: sha256(&piece), ..empty(Kind::Login, time) };
        ((e, Some(piece)), login)
    }

    /// A key that the newcomer's browser made.
    pub fn newcomer_key(&mut self, all: &[Profil], object: Pseudonym, time: u64) -> Ligne {
        let mut new_key = key(self.number());
        if self.chance(self.wrong * 10) {
            let other = &all[self.below(all.len() as u64) as usize].b;
            let known = other.credentials.first().or(other.waiting.first().map(|(_, c)| c));
            new_key = known.cloned().unwrap_or(new_key);
        }
        let piece = new_key.encode();
        let e = Entry { object, actor: object, rule: 2, piece: sha256(&piece), ..empty(Kind::Enrolment, time) };
        (e, Some(piece))
    }
}
