//! The fold of entries into accounts, authenticators, logins and budgets.
//!
//! An entry that its own rule does not allow is *void*: it stays in the journal, and changes nothing here.
//! What would give power and has no rule yet (approvals, restorations) is void too.

use std::collections::{HashMap, HashSet};

use journal::entry::{Entry, Kind, LoginId, Pseudonym};

use crate::budget::{Day, Fuse};
use crate::mandat::{Mandat, Stage, is_line, mandat_end};
use crate::piece::{Credential, LoginPiece};
use crate::role::Role;
use crate::signature::{LOGIN, challenge};

/// Longest life of a login: 12 hours, in milliseconds.
pub const LOGIN_MAX: u64 = 12 * 3_600_000;

/// How late a login may stand in the journal behind what is already there, milliseconds.
const LATE_MAX: u64 = 60_000;

/// How long the address of a first agent serves, milliseconds.
pub const INVITATION_MAX: u64 = 15 * 60_000;

/// Authenticators that each agent holds from the first day.
pub const AUTHENTICATORS_MIN: usize = 2;

/// Checks a passkey's assertion. The contre-clé and the coffre each have their own way.
pub trait Attest {
    /// Whether this assertion answers the challenge with this credential, with user verification.
    fn holds(&self, credential: &Credential, challenge: &[u8; 32], piece: &LoginPiece) -> bool;
}

/// Every account that exists, as the entries made it.
#[derive(Clone, Debug, Default)]
pub struct Registre {
    fictional: Option<bool>,
    seeds_closed: bool,
    agents: HashMap<Pseudonym, Agent>,
    logins: HashMap<LoginId, Login>,
    /// Logins long over: only their names, so that an old assertion never serves again.
    past: HashSet<LoginId>,
    credentials: HashMap<Vec<u8>, Pseudonym>,
    mandats: HashMap<[u8; 16], Mandat>,
    fuse: Fuse,
    latest: u64,
}

/// An account.
#[derive(Clone, Debug)]
pub struct Agent {
    /// What she does.
    pub role: Role,
    /// Where.
    pub structure: [u8; 8],
    /// Whether it carries rights.
    pub state: State,
    /// Her authenticators.
    pub credentials: Vec<Credential>,
    /// Her one live login.
    pub login: Option<LoginId>,
    pub(crate) day: Day,
    enrol_until: u64,
    /// SHA-256 of the one-use address that was printed for her.
    pub invitation: [u8; 32],
}

/// State of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Made at the console, waiting for two authenticators.
    Seeded,
    /// Carries rights.
    Active,
    /// Cut until reviewed.
    Suspended,
    /// Asleep.
    Asleep,
    /// Closed for ever.
    Closed,
}

/// A signed-in browser.
#[derive(Clone, Debug)]
pub struct Login {
    /// Whose.
    pub agent: Pseudonym,
    /// Its public key.
    pub browser_key: Vec<u8>,
    /// End, milliseconds.
    pub until: u64,
    /// How it ended, if it did.
    pub ended: Option<u8>,
    requests: HashSet<[u8; 32]>,
}

/// Rules of a `LoginEnd` entry.
pub mod login_end {
    /// The agent left.
    pub const LEFT: u8 = 1;
    /// She signed in elsewhere.
    pub const REPLACED: u8 = 2;
    /// Too long idle.
    pub const IDLE: u8 = 3;
}

/// Why an entry changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Void {
    /// The kind needs a second genesis, or a first one.
    Genesis,
    /// The console is closed.
    SeedsClosed,
    /// The agent is unknown, or known already.
    Agent,
    /// The piece is missing, unreadable or another one.
    Piece,
    /// Too late, or for too long.
    Time,
    /// The assertion does not hold, or was used before.
    Assertion,
    /// No rule gives this power yet.
    NoRule,
}

impl Registre {
    /// Takes one entry, in order. `piece` is the side document that the entry names.
    ///
    /// # Errors
    /// [`Void`] when the entry has no effect; the registre is then unchanged.
    pub fn fold(&mut self, entry: &Entry, piece: Option<&[u8]>, attest: &dyn Attest) -> Result<(), Void> {
        // Time never runs back: an entry that claims an earlier hour gains nothing from it.
        self.latest = self.latest.max(entry.time);
        match entry.kind {
            Kind::Genesis => self.genesis(entry),
            Kind::Seed => self.seed(entry),
            Kind::SeedClosed => {
                self.seeds_closed = true;
                Ok(())
            }
            Kind::Enrolment => self.enrol(entry, piece),
            Kind::Login => self.login(entry, piece, attest),
            Kind::LoginEnd => self.end_login(entry),
            kind if kind.reads() => {
                self.open(entry);
                Ok(())
            }
            Kind::MandatProposed => self.propose_mandat(entry, piece),
            Kind::MandatEnded => self.end_mandat(entry, piece),
            Kind::Creation if is_line(entry) => self.mandat_line(entry),
            Kind::Erasure if self.mandats.get(&entry.object).is_some_and(|m| m.takes_back(&entry.subject)) => Ok(()),
            Kind::Refusal | Kind::ResultPage | Kind::TokenLookup | Kind::JournalRead | Kind::Creation => {
                self.remember_request(entry);
                if entry.kind == Kind::Creation
                    && let Some(agent) = self.agents.get_mut(&entry.actor)
                {
                    agent.day.count_creation(entry.time);
                }
                Ok(())
            }
            Kind::Suspension => self.set_state(entry, State::Suspended),
            Kind::Proposal
            | Kind::Sleep
            | Kind::Closing
            | Kind::Erasure
            | Kind::MandatApproved
            | Kind::Approval
            | Kind::Activation
            | Kind::Confirmation
            | Kind::Restoration
            | Kind::Waking
            | Kind::Mover
            | Kind::RightsEmergency
            | Kind::DirectionHandover => Err(Void::NoRule),
            _ => Ok(()),
        }
    }

    /// Whether the base is marked fictional; `None` before its first entry.
    pub fn is_fictional(&self) -> Option<bool> {
        self.fictional
    }

    /// The latest time that an entry has stated.
    pub fn latest(&self) -> u64 {
        self.latest
    }

    /// Whether the console is closed for ever.
    pub fn are_seeds_closed(&self) -> bool {
        self.seeds_closed
    }

    /// An account.
    pub fn agent(&self, agent: &Pseudonym) -> Option<&Agent> {
        self.agents.get(agent)
    }

    /// A login, alive or not.
    pub fn login_of(&self, login: &LoginId) -> Option<&Login> {
        self.logins.get(login)
    }

    /// Whose authenticator this is.
    pub fn agent_of_credential(&self, credential: &[u8]) -> Option<(&Pseudonym, &Credential)> {
        let agent = self.credentials.get(credential)?;
        let found = self.agents.get(agent)?.credentials.iter().find(|c| c.id == credential)?;
        Some((agent, found))
    }

    /// A mandat.
    pub fn mandat(&self, object: &[u8; 16]) -> Option<&Mandat> {
        self.mandats.get(object)
    }

    pub(crate) fn fuse(&self) -> &Fuse {
        &self.fuse
    }

    fn genesis(&mut self, entry: &Entry) -> Result<(), Void> {
        if self.fictional.is_some() || !matches!(entry.rule, 1 | 2) {
            return Err(Void::Genesis);
        }
        self.fictional = Some(entry.rule == 1);
        Ok(())
    }

    fn seed(&mut self, entry: &Entry) -> Result<(), Void> {
        if self.seeds_closed {
            return Err(Void::SeedsClosed);
        }
        let role = Role::from_number(entry.role).ok_or(Void::Agent)?;
        if self.agents.contains_key(&entry.object) {
            return Err(Void::Agent);
        }
        self.agents.insert(
            entry.object,
            Agent {
                role,
                structure: entry.structure,
                state: State::Seeded,
                credentials: Vec::new(),
                login: None,
                day: Day::default(),
                enrol_until: entry.until.min(entry.time.saturating_add(INVITATION_MAX)),
                invitation: entry.content,
            },
        );
        Ok(())
    }

    /// A first agent binds her authenticators: two, within the time of her invitation, and never more.
    fn enrol(&mut self, entry: &Entry, piece: Option<&[u8]>) -> Result<(), Void> {
        let credential = piece.and_then(Credential::decode).ok_or(Void::Piece)?;
        if self.credentials.contains_key(&credential.id) {
            return Err(Void::Piece);
        }
        let agent = self.agents.get_mut(&entry.object).ok_or(Void::Agent)?;
        if agent.state != State::Seeded {
            return Err(Void::Agent);
        }
        if self.latest > agent.enrol_until {
            return Err(Void::Time);
        }
        self.credentials.insert(credential.id.clone(), entry.object);
        agent.credentials.push(credential);
        if agent.credentials.len() >= AUTHENTICATORS_MIN {
            agent.state = State::Active;
        }
        Ok(())
    }

    fn login(&mut self, entry: &Entry, piece: Option<&[u8]>, attest: &dyn Attest) -> Result<(), Void> {
        let piece = piece.and_then(LoginPiece::decode).ok_or(Void::Piece)?;
        let agent = self.agents.get(&entry.actor).ok_or(Void::Agent)?;
        if agent.state != State::Active {
            return Err(Void::Agent);
        }
        if entry.time.saturating_add(LATE_MAX) < self.latest
            || entry.until <= entry.time
            || entry.until > entry.time.saturating_add(LOGIN_MAX)
        {
            return Err(Void::Time);
        }
        // The login is named by its challenge: an assertion presented again names a login that exists.
        let expected = challenge(LOGIN, &piece.nonce, &piece.browser_key);
        let is_known = self.logins.contains_key(&entry.login) || self.past.contains(&entry.login);
        if entry.login != expected[..16] || entry.request != expected || is_known {
            return Err(Void::Assertion);
        }
        let credential = agent.credentials.iter().find(|c| c.id == piece.credential).ok_or(Void::Assertion)?;
        if !attest.holds(credential, &expected, &piece) {
            return Err(Void::Assertion);
        }
        self.forget_old_logins(entry.time);
        self.logins.insert(
            entry.login,
            Login {
                agent: entry.actor,
                browser_key: piece.browser_key,
                until: entry.until,
                ended: None,
                requests: HashSet::new(),
            },
        );
        let previous = self.agents.get_mut(&entry.actor).and_then(|a| a.login.replace(entry.login));
        self.close(previous, login_end::REPLACED);
        Ok(())
    }

    /// A day after its end a login is a name; looked at when they have doubled, so that it costs nothing.
    fn forget_old_logins(&mut self, time: u64) {
        if self.logins.len() < 2 * self.agents.len() + 64 || !self.logins.len().is_power_of_two() {
            return;
        }
        let Registre { logins, past, .. } = self;
        logins.retain(|name, login| {
            let stays = login.until.saturating_add(2 * LOGIN_MAX) > time;
            if !stays {
                past.insert(*name);
            }
            stays
        });
    }

    fn end_login(&mut self, entry: &Entry) -> Result<(), Void> {
        if !self.logins.contains_key(&entry.login) {
            return Err(Void::Agent);
        }
        self.close(Some(entry.login), entry.rule);
        Ok(())
    }

    fn close(&mut self, login: Option<LoginId>, rule: u8) {
        let Some(login) = login else { return };
        if let Some(found) = self.logins.get_mut(&login) {
            found.ended.get_or_insert(rule);
            found.requests = HashSet::new();
            let agent = self.agents.get_mut(&found.agent).expect("a login's agent exists");
            if agent.login == Some(login) {
                agent.login = None;
            }
        }
    }

    fn open(&mut self, entry: &Entry) {
        self.remember_request(entry);
        let Some(agent) = self.agents.get_mut(&entry.actor) else { return };
        if agent.day.count(entry.time, &entry.subject, entry.explanation != 0) {
            self.fuse.count(entry.time);
        }
        if entry.kind == Kind::Reveal {
            agent.day.count_reveal(entry.time);
        }
    }

    fn remember_request(&mut self, entry: &Entry) {
        if let Some(login) = self.logins.get_mut(&entry.login) {
            login.requests.insert(entry.request);
        }
    }

    fn propose_mandat(&mut self, entry: &Entry, piece: Option<&[u8]>) -> Result<(), Void> {
        let known = self.mandats.get(&entry.object);
        let mandat = if entry.login == [0; 16] {
            if self.fictional != Some(true) || self.seeds_closed || known.is_some() {
                return Err(Void::SeedsClosed);
            }
            Mandat::at_console(entry)
        } else {
            let login = self.logins.get(&entry.login).ok_or(Void::Agent)?;
            let agent = self.agents.get(&entry.actor).ok_or(Void::Agent)?;
            Mandat::signed(known, entry, piece, agent, login)?
        };
        self.mandats.insert(entry.object, mandat);
        self.remember_request(entry);
        Ok(())
    }

    /// Undoing is signed; ending early only takes power away.
    fn end_mandat(&mut self, entry: &Entry, piece: Option<&[u8]>) -> Result<(), Void> {
        let mandat = self.mandats.get_mut(&entry.object).ok_or(Void::Agent)?;
        match entry.rule {
            mandat_end::UNDONE => {
                let login = self.logins.get(&entry.login).ok_or(Void::Agent)?;
                mandat.undo(entry, piece, login, self.latest)?;
                self.remember_request(entry);
            }
            _ if mandat.state == Stage::Open => mandat.state = Stage::Ended,
            _ => {}
        }
        Ok(())
    }

    fn mandat_line(&mut self, entry: &Entry) -> Result<(), Void> {
        let mandat = self.mandats.get_mut(&entry.object).ok_or(Void::Agent)?;
        let is_active = |agent: &Pseudonym| self.agents.get(agent).is_some_and(|a| a.state == State::Active);
        if mandat.actor != [0; 16] && !is_active(&mandat.actor) {
            return Err(Void::Agent);
        }
        if mandat.actor == [0; 16] && self.seeds_closed {
            return Err(Void::SeedsClosed);
        }
        mandat.line(entry, self.latest)?;
        let agent = self.agents.get_mut(&mandat.actor).filter(|_| mandat.actor != [0; 16]);
        if agent.is_none_or(|agent| agent.day.take_line(self.latest)) { Ok(()) } else { Err(Void::Time) }
    }

    fn set_state(&mut self, entry: &Entry, state: State) -> Result<(), Void> {
        let agent = self.agents.get_mut(&entry.object).ok_or(Void::Agent)?;
        if agent.state == State::Closed {
            return Err(Void::Agent);
        }
        agent.state = state;
        let login = agent.login;
        self.close(login, login_end::LEFT);
        Ok(())
    }
}

impl Agent {
    /// Dossiers that she opened on the day of this time: what the limit of the day is compared with.
    pub fn openings(&self, time: u64) -> u16 {
        let (explained, unexplained, _) = self.day.counters(time);
        explained + unexplained
    }
}

impl Login {
    /// Whether this very request was already journalled.
    pub fn has_seen(&self, request: &[u8; 32]) -> bool {
        self.requests.contains(request)
    }
}
