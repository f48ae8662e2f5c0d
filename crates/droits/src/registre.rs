//! The fold of entries into accounts, authenticators, logins and budgets.
//!
//! An entry that its own rule does not allow is *void*: it stays in the journal, and changes nothing here.
//! Acts on accounts are judged in [`crate::habilitation`].

use std::collections::{HashMap, HashSet};

use journal::act::Purpose;
use journal::entry::{Entry, Kind, LoginId, Pseudonym};

use crate::budget::{Fuse, PRISES_FENETRE, TRANCHE, explanation};
use crate::campagne::{Campagne, is_campagne, is_lecture};
use crate::codes::Codes;
use crate::decide::{Refus, is_own, unfolds};
use crate::faits::{Dit, Faits};
use crate::habilitation::bris::Glaces;
use crate::habilitation::gel::{Gels, is_gel};
use crate::habilitation::incident::Incidents;
use crate::habilitation::regles::{GRANT_MAX, SEED_TRAINING};
pub use crate::habilitation::{Agent, State};
use crate::habilitation::{Cause, Habilitation, Phase, Regles};
use crate::mandat::{Mandat, Stage, is_line, mandat_end};
use crate::piece::{Assertion, Credential, LoginPiece};
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
    fn holds(&self, credential: &Credential, challenge: &[u8; 32], assertion: &Assertion) -> bool;

    /// Whether this is the seed of a demand's lot. Only the contre-clé knows: it comes of its own cosignature.
    fn is_seed(&self, _object: &Pseudonym, _seed: &[u8; 32]) -> bool {
        true
    }
}

/// Every account that exists, as the entries made it.
#[derive(Clone, Debug, Default)]
pub struct Registre {
    pub(crate) regles: Regles,
    fictional: Option<bool>,
    seeds_closed: bool,
    pub(crate) agents: HashMap<Pseudonym, Agent>,
    logins: HashMap<LoginId, Login>,
    /// Logins long over: only their names, so that an old assertion never serves again.
    past: HashSet<LoginId>,
    pub(crate) credentials: HashMap<Vec<u8>, Pseudonym>,
    /// Challenges of acts already made.
    pub(crate) signed: HashSet<[u8; 32]>,
    pub(crate) habilitations: HashMap<Pseudonym, Habilitation>,
    /// New accounts of the last week, for the quotas.
    pub(crate) enrolled: Vec<Enrole>,
    pub(crate) quotas: HashMap<[u8; 8], Quotas>,
    pub(crate) emergencies: HashMap<Pseudonym, Emergency>,
    pub(crate) gels: Gels,
    pub(crate) glaces: Glaces,
    pub(crate) incidents: Incidents,
    mandats: HashMap<[u8; 16], Mandat>,
    pub(crate) campagnes: HashMap<[u8; 16], Campagne>,
    faits: Faits,
    codes: Codes,
    fuse: Fuse,
    latest: u64,
}

/// A new account, for the week's quotas.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Enrole {
    pub(crate) at: u64,
    pub(crate) proposer: Pseudonym,
    pub(crate) structure: [u8; 8],
}

/// The quota of a structure: what one direction asks, what two granted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quotas {
    pub(crate) asked: Option<Quota>,
    pub(crate) granted: Option<Quota>,
}

#[derive(Clone, Debug)]
pub(crate) struct Quota {
    pub(crate) by: Pseudonym,
    pub(crate) count: u32,
    pub(crate) until: u64,
}

/// Officers who declare an emergency for one account.
#[derive(Clone, Debug, Default)]
pub(crate) struct Emergency {
    pub(crate) until: u64,
    pub(crate) officers: Vec<(Pseudonym, [u8; 8])>,
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
    /// New dossiers since its last gesture.
    neufs: u16,
    /// Gestures that began a tranche.
    tranches: u32,
    /// New dossiers of a tranche.
    taille: u16,
}

/// Rules of a `LoginEnd` entry.
pub mod login_end {
    /// The agent left.
    pub const LEFT: u8 = 1;
    /// She signed in elsewhere.
    pub const REPLACED: u8 = 2;
    /// Too long idle.
    pub const IDLE: u8 = 3;
    /// The account was suspended or closed.
    pub const CUT: u8 = 4;
}

/// Rules of a `Suspension` entry.
pub mod suspension {
    /// Oneself.
    pub const SELF: u8 = 1;
    /// Somebody who keeps the accounts of the structure, or the vigie.
    pub const KEEPER: u8 = 2;
    /// The programs: too often past what may stay unexplained.
    pub const BUDGET: u8 = 3;
    /// The programs, by a rule of the vigie: this and the rule's number.
    pub const VIGIE: u8 = 100;
}

/// Rules of a `Freeze` entry that the programs write about an account: each takes something away until the login or the day ends.
pub mod mesure {
    /// The next new dossier asks for a gesture.
    pub const GESTE: u8 = 2;
    /// From now on a tranche of this login is five dossiers.
    pub const TRANCHE_CINQ: u8 = 3;
    /// Lists and the search are over for the day.
    pub const RECHERCHE_FERMEE: u8 = 4;
}

/// New dossiers of a tranche, once a rule has asked for a short one.
pub const TRANCHE_COURTE: u16 = 5;

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
    /// No rule gives this power.
    NoRule,
    /// A quota is used up.
    Quota,
    /// The structure of who acts is frozen for an incident.
    Frozen,
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
            Kind::Enrolment if entry.rule == 0 => self.enrol(entry, piece),
            Kind::Enrolment if entry.rule == 2 => self.wait_for_parrain(entry, piece),
            Kind::Login => self.login(entry, piece, attest),
            Kind::LoginEnd => self.end_login(entry),
            kind if kind.reads() => {
                self.open(entry);
                Ok(())
            }
            Kind::MandatProposed if is_campagne(entry) => self.propose_campagne(entry, piece, attest),
            Kind::MandatProposed => self.propose_mandat(entry, piece),
            Kind::MandatStarted => self.start_mandat(entry),
            Kind::MandatLine if is_lecture(entry) => self.read_line(entry),
            Kind::MandatEnded => self.end_mandat(entry, piece),
            Kind::Creation if is_line(entry) => self.mandat_line(entry),
            Kind::Erasure if self.mandats.get(&entry.object).is_some_and(|m| m.takes_back(&entry.subject)) => Ok(()),
            Kind::Explanation if explanation::is_code(entry.explanation) => self.hear_code(entry),
            Kind::Explanation => self.state_fact(entry),
            Kind::Freeze if !is_gel(entry) => self.restrain(entry),
            Kind::Alert => {
                self.ring(entry);
                Ok(())
            }
            Kind::Refusal => {
                self.remember_request(entry);
                self.count_refusal(entry);
                Ok(())
            }
            Kind::ResultPage | Kind::TokenLookup | Kind::JournalRead | Kind::Creation => {
                self.remember_request(entry);
                let Some(agent) = self.agents.get_mut(&entry.actor) else { return Ok(()) };
                if is_controle(entry) {
                    agent.usage.count_controle(entry.time);
                }
                if entry.kind == Kind::ResultPage {
                    agent.usage.count_listed(entry.time, entry.unexplained);
                }
                if entry.kind == Kind::Creation {
                    agent.usage.count_creation(entry.time);
                    if agent.state(self.latest) == State::Probation {
                        agent.essai.create(&entry.subject);
                    }
                }
                Ok(())
            }
            Kind::Enrolment
            | Kind::AuthenticatorEnd
            | Kind::Proposal
            | Kind::LotDrawn
            | Kind::Approval
            | Kind::ProposalRefused
            | Kind::Parrain
            | Kind::Veto
            | Kind::Confirmation
            | Kind::Suspension
            | Kind::Restoration
            | Kind::Sleep
            | Kind::Waking
            | Kind::Closing
            | Kind::Mover
            | Kind::Training
            | Kind::Recertification
            | Kind::Binding
            | Kind::Quota
            | Kind::DirectionHandover
            | Kind::RightsEmergency
            | Kind::BreakGlass
            | Kind::BudgetExtension
            | Kind::Incident
            | Kind::MandatApproved
            | Kind::Freeze
            | Kind::Gesture => self.act(entry, piece, attest),
            Kind::Erasure => Err(Void::NoRule),
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

    /// A registre where these controls are on.
    pub fn with(regles: Regles) -> Registre {
        Registre { regles, ..Registre::default() }
    }

    /// Every account, in no order.
    pub fn agents(&self) -> impl Iterator<Item = (&Pseudonym, &Agent)> {
        self.agents.iter()
    }

    /// A demand that waits.
    pub fn habilitation(&self, object: &Pseudonym) -> Option<&Habilitation> {
        self.habilitations.get(object)
    }

    /// Every demand that waits, in no order.
    pub fn habilitations(&self) -> impl Iterator<Item = &Habilitation> {
        self.habilitations.values()
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

    /// The facts that explain openings.
    pub fn faits(&self) -> &Faits {
        &self.faits
    }

    /// The codes that wait to be said.
    pub fn codes(&self) -> &Codes {
        &self.codes
    }

    pub(crate) fn fuse(&self) -> &Fuse {
        &self.fuse
    }

    pub(crate) fn fuse_mut(&mut self) -> &mut Fuse {
        &mut self.fuse
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
        let taken = |a: &Agent| a.role == Role::Direction && a.structure == entry.structure;
        if role == Role::Direction && self.agents.values().any(taken) {
            return Err(Void::Agent);
        }
        let grant_until = entry.time.saturating_add(GRANT_MAX);
        let mut agent = Agent::new(role, entry.structure, entry.object, Phase::Seeded, grant_until);
        agent.is_parrain = entry.rule == 1 && role != Role::Gestionnaire;
        agent.enrol_until = entry.until.min(entry.time.saturating_add(INVITATION_MAX));
        agent.invitation = entry.content;
        agent.vie.training_until = entry.time.saturating_add(SEED_TRAINING);
        self.agents.insert(entry.object, agent);
        Ok(())
    }

    /// A first agent binds her authenticators: two, within the time of her invitation, and never more.
    fn enrol(&mut self, entry: &Entry, piece: Option<&[u8]>) -> Result<(), Void> {
        let credential = piece.and_then(Credential::decode).ok_or(Void::Piece)?;
        if self.credentials.contains_key(&credential.id) {
            return Err(Void::Piece);
        }
        let agent = self.agents.get_mut(&entry.object).ok_or(Void::Agent)?;
        if agent.vie.phase != Phase::Seeded || agent.vie.suspended.is_some() {
            return Err(Void::Agent);
        }
        if self.latest > agent.enrol_until {
            return Err(Void::Time);
        }
        self.credentials.insert(credential.id.clone(), entry.object);
        agent.credentials.push(credential);
        if agent.credentials.len() >= AUTHENTICATORS_MIN {
            agent.enrol(self.latest, 0, 0);
        }
        Ok(())
    }

    fn login(&mut self, entry: &Entry, piece: Option<&[u8]>, attest: &dyn Attest) -> Result<(), Void> {
        let piece = piece.and_then(LoginPiece::decode).ok_or(Void::Piece)?;
        let agent = self.agents.get(&entry.actor).ok_or(Void::Agent)?;
        if !agent.state(self.latest).enters() {
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
        let credential =
            agent.keys_at(self.latest).find(|c| c.id == piece.assertion.credential).ok_or(Void::Assertion)?;
        if !attest.holds(credential, &expected, &piece.assertion) {
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
                neufs: 0,
                tranches: 0,
                taille: TRANCHE,
            },
        );
        let time = self.latest;
        let previous = self.agents.get_mut(&entry.actor).and_then(|agent| {
            agent.settle(time, Cause::Inusite);
            agent.vie.last_used = time;
            agent.login.replace(entry.login)
        });
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

    pub(crate) fn close(&mut self, login: Option<LoginId>, rule: u8) {
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
        let time = self.latest;
        let is_explained = self.explains(&entry.actor, &entry.subject, entry.explanation, time).unwrap_or(false);
        let Some(agent) = self.agents.get_mut(&entry.actor) else { return };
        if entry.explanation == 0 && agent.state(time) == State::Probation {
            agent.essai.count(&entry.subject);
        }
        if agent.usage.count(entry.time, &entry.subject, is_explained) {
            self.fuse.count(entry.time);
            if let Some(login) = self.logins.get_mut(&entry.login) {
                login.neufs = login.neufs.saturating_add(1);
            }
        }
        if entry.kind == Kind::Reveal {
            agent.usage.count_reveal(entry.time);
        }
        if entry.kind == Kind::Print {
            agent.usage.count_print(entry.time, &entry.subject);
        }
        if unfolds(entry.classes) {
            agent.usage.count_unfolding(entry.time, &entry.subject);
        }
    }

    /// What goes past what may stay unexplained is counted; a navigation gets the page that offers the ways on, anything else
    /// was made without it.
    fn count_refusal(&mut self, entry: &Entry) {
        if entry.rule != Refus::BudgetInexplique as u8 || !self.regles.budget {
            return;
        }
        let has_page = matches!(
            Purpose::from_number(entry.purpose),
            Some(Purpose::Accompagnement | Purpose::Contact | Purpose::Impression)
        ) && !unfolds(entry.classes);
        if let Some(agent) = self.agents.get_mut(&entry.actor) {
            agent.usage.count_refusal(entry.time, has_page);
        }
    }

    /// The suspension that this refusal calls for: the account went too often past what may stay unexplained, and is not cut yet.
    pub fn cut_after(&self, refusal: &Entry) -> Option<Entry> {
        let agent = self.agents.get(&refusal.actor)?;
        let calls = refusal.kind == Kind::Refusal && refusal.rule == Refus::BudgetInexplique as u8;
        if !calls || agent.vie.suspended.is_some() || !agent.usage.is_barred(self.latest) {
            return None;
        }
        let mut entry = Entry::new(Kind::Suspension);
        (entry.object, entry.rule, entry.time) = (refusal.actor, suspension::BUDGET, refusal.time);
        Some(entry)
    }

    /// The programs take something away from an account, for a rule that rang. Nobody asks here: it only narrows.
    fn restrain(&mut self, entry: &Entry) -> Result<(), Void> {
        let agent = self.agents.get_mut(&entry.object).ok_or(Void::Agent)?;
        match entry.rule {
            mesure::RECHERCHE_FERMEE => agent.usage.count_listed(entry.time, u16::MAX),
            mesure::GESTE | mesure::TRANCHE_CINQ => {
                let login = agent.login.and_then(|login| self.logins.get_mut(&login)).ok_or(Void::Agent)?;
                if entry.rule == mesure::TRANCHE_CINQ {
                    login.taille = TRANCHE_COURTE;
                }
                login.neufs = login.neufs.max(login.taille);
            }
            _ => return Err(Void::NoRule),
        }
        Ok(())
    }

    /// A gesture begins the next tranche of a login.
    pub(crate) fn begin_tranche(&mut self, entry: &Entry) {
        if let Some(login) = self.logins.get_mut(&entry.login) {
            login.neufs = 0;
            login.tranches = login.tranches.saturating_add(1);
        }
    }

    /// A fact serves an account of the structure, or whoever is free there; a replacement is of one colleague by another.
    fn state_fact(&mut self, entry: &Entry) -> Result<(), Void> {
        let (code, dit, time) = (entry.explanation, Dit::of(entry), self.latest);
        let is_here = |agent: &Pseudonym| self.agents.get(agent).is_some_and(|a| a.structure == entry.structure);
        let serves_somebody = is_here(&dit.pour) || (dit.pour == [0; 16] && code == explanation::TICKET);
        let is_of_another = code != explanation::REMPLACEMENT || (is_here(&dit.de) && dit.de != dit.pour);
        if !serves_somebody || !is_of_another || !explanation::STATED.contains(&code) {
            return Err(Void::Agent);
        }
        self.remember_request(entry);
        let is_known = self.faits.replaces(&dit.pour, &dit.de, time).is_some();
        let mut en_essai = false;
        if let Some(author) = self.agents.get_mut(&entry.actor) {
            en_essai = author.state(time) == State::Probation;
            // What the console of a fictional base says is counted to nobody.
            if dit.jusqua > time && entry.login != [0; 16] {
                let own = is_own(&dit, author, &entry.actor).then_some(&entry.subject);
                let takes = code == explanation::REMPLACEMENT;
                author.usage.count_fact(time, own.filter(|_| !takes));
                if takes && own.is_some() && !is_known {
                    author.taken.retain(|at| at.saturating_add(PRISES_FENETRE) > time);
                    author.taken.push(time);
                }
            }
        }
        self.faits.fold(entry, en_essai, time);
        Ok(())
    }

    /// A code is sent for the agent who asks, or said by her. One that is wrong is no fact, and is counted.
    fn hear_code(&mut self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest;
        let Some(agent) = self.agents.get_mut(&entry.actor) else { return Err(Void::Agent) };
        let is_hers = entry.object == entry.actor && agent.structure == entry.structure && entry.login != [0; 16];
        if !is_hers || entry.subject == [0; 16] {
            return Err(Void::Agent);
        }
        if entry.explanation == explanation::CODE_DEMANDE {
            if entry.until > time {
                agent.usage.count_code(time);
            }
            self.codes.ask(entry, time);
        } else if self.codes.say(entry, time).ok_or(Void::Time)? && entry.until > time {
            self.faits.fold(entry, false, time);
        }
        self.remember_request(entry);
        Ok(())
    }

    fn remember_request(&mut self, entry: &Entry) {
        if let Some(login) = self.logins.get_mut(&entry.login) {
            login.requests.insert(entry.request);
        }
    }

    fn propose_mandat(&mut self, entry: &Entry, piece: Option<&[u8]>) -> Result<(), Void> {
        let known = self.mandats.get(&entry.object);
        if self.campagnes.contains_key(&entry.object) {
            return Err(Void::Agent);
        }
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
        if let Some(ended) = self.end_campagne(entry) {
            return ended;
        }
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
        let is_active = |agent: &Pseudonym| self.agents.get(agent).is_some_and(|a| a.state(self.latest).opens());
        if mandat.actor != [0; 16] && !is_active(&mandat.actor) {
            return Err(Void::Agent);
        }
        if mandat.actor == [0; 16] && self.seeds_closed {
            return Err(Void::SeedsClosed);
        }
        mandat.line(entry, self.latest)?;
        let agent = self.agents.get_mut(&mandat.actor).filter(|_| mandat.actor != [0; 16]);
        if agent.is_none_or(|agent| agent.usage.take_line(self.latest)) { Ok(()) } else { Err(Void::Time) }
    }
}

impl Agent {
    /// Dossiers that she opened on the day of this time: what the limit of the day is compared with.
    pub fn openings(&self, time: u64) -> u16 {
        self.usage.of_day(time).all()
    }

    /// What she has used of her budgets.
    pub fn usage(&self) -> &crate::usage::Usage {
        &self.usage
    }

    /// Portefeuilles that she took over by herself in the week before this time.
    pub fn prises(&self, time: u64) -> usize {
        self.taken.iter().filter(|at| at.saturating_add(PRISES_FENETRE) > time).count()
    }

    /// Dossiers that she opened without explanation in her probation: what its limit is compared with.
    pub fn essai_unexplained(&self) -> usize {
        self.essai.unexplained()
    }
}

impl Login {
    /// Whether its tranche is used up.
    pub fn is_spent(&self) -> bool {
        self.neufs >= self.taille
    }

    /// Gestures that began a tranche so far.
    pub fn tranches(&self) -> u32 {
        self.tranches
    }

    /// Whether this very request was already journalled.
    pub fn has_seen(&self, request: &[u8; 32]) -> bool {
        self.requests.contains(request)
    }
}
/// Whether an entry is the look-up of a check of a leak.
fn is_controle(entry: &Entry) -> bool {
    entry.kind == Kind::TokenLookup && entry.purpose == Purpose::Controle as u8
}
