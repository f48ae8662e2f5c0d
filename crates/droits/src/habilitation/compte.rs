//! An account, and the state that its history gives it at a time. Nothing here is stored as a state: the clock is the rule.

use journal::entry::{LoginId, Pseudonym};

use super::regles::{ASLEEP_MAX, CAMPAIGN, GRACE, PROPOSAL_MAX, UNUSED_MAX, certification};
use crate::budget::Essai;
use crate::piece::Credential;
use crate::role::Role;
use crate::usage::Usage;

/// An account.
#[derive(Clone, Debug)]
pub struct Agent {
    /// What she does.
    pub role: Role,
    /// Where.
    pub structure: [u8; 8],
    /// Head of her chain of proposers: two accounts of one root never cosign each other.
    pub racine: Pseudonym,
    /// Who signed for her, in order.
    pub liens: Vec<(Lien, Pseudonym)>,
    /// Whether she may vouch for a newcomer besides her role.
    pub is_parrain: bool,
    /// Her authenticators.
    pub credentials: Vec<Credential>,
    /// Of those that she added alone of late: from when each serves, milliseconds.
    pub(crate) fraiches: Vec<(Vec<u8>, u64)>,
    /// Hashes of federated identities bound to her: they say who she is, and give no right.
    pub identites: Vec<[u8; 32]>,
    /// Her one live login.
    pub login: Option<LoginId>,
    /// SHA-256 of the one-use address that was printed for a first agent.
    pub invitation: [u8; 32],
    /// Where her life stands.
    pub vie: Vie,
    /// Whether the console made it: it has no proposer.
    pub(crate) is_first: bool,
    pub(crate) usage: Usage,
    pub(crate) essai: Essai,
    pub(crate) enrol_until: u64,
    pub(crate) approvals: Vec<u64>,
    pub(crate) vouched: Vec<u64>,
    /// Demands that she made, but renewals, of the last week.
    pub(crate) proposed: Vec<u64>,
    /// Renewals that she asked for, of the last week.
    pub(crate) renewed: Vec<u64>,
    /// Accounts that she cut or closed.
    pub(crate) cut: Vec<u64>,
    /// Freezes that she signed, of the last day.
    pub(crate) gels: Vec<u64>,
    /// Dossiers that she held out to another structure, of the last day.
    pub(crate) donnes: Vec<u64>,
    /// Portefeuilles that she took over by herself, of the last week.
    pub(crate) taken: Vec<u64>,
}

/// How one person stands behind another's account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lien {
    /// She proposed it.
    Proposant,
    /// She approved it.
    Approbateur,
    /// She vouched for it, present.
    Parrain,
}

/// Dates of a life, in milliseconds.
#[derive(Clone, Debug)]
pub struct Vie {
    /// How far it came.
    pub phase: Phase,
    /// First instant at which the grant no longer holds.
    pub grant_until: u64,
    /// First instant at which the certificate no longer holds; zero for who has none.
    pub training_until: u64,
    /// Whether the course was ever passed.
    pub is_trained: bool,
    /// First instant at which the last recertification no longer holds.
    pub certified_until: u64,
    /// Last login.
    pub last_used: u64,
    /// Since when the programs keep it asleep.
    pub asleep_since: Option<u64>,
    /// Causes cured since they came, each with its date: they keep it asleep until somebody wakes it.
    pub cured: Vec<(Cause, u64)>,
    /// Whether its keys were lost and made again: what cools since is no birth.
    pub has_new_keys: bool,
    /// Whether a parrain confirmed the probation.
    pub is_confirmed: bool,
    /// Cut until two persons review it: by whom, and who already asked to lift it.
    pub suspended: Option<Suspension>,
    /// From when it is closed for ever.
    pub closed_from: Option<u64>,
    /// Until when causes of sleep are set aside.
    pub emergency_until: u64,
}

/// See [`Vie::suspended`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspension {
    /// Who cut, each in turn; zero for the programs.
    pub by: Vec<Pseudonym>,
    /// When, milliseconds.
    pub at: u64,
    /// The rule that the entry states.
    pub rule: u8,
    /// The first of the two who lift.
    pub first: Option<(Pseudonym, Role)>,
}

/// How far an account came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// A first agent who waits for two authenticators.
    Seeded,
    /// Waits for approvals since this time.
    Proposed(u64),
    /// Waits for a parrain; proposed at this time.
    Approved(u64),
    /// Keys bound at this time; how long it cools, and how long it is on probation.
    Enrolled(u64, u64, u64),
}

/// State of an account at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Made at the console, waiting for two authenticators.
    Seeded,
    /// Waiting for approvals.
    Proposed,
    /// Waiting for a parrain.
    Approved,
    /// Keys bound; opens nothing yet.
    Cooling,
    /// Opens little.
    Probation,
    /// Carries its rights.
    Active,
    /// Opens nothing until a cause is cured.
    Asleep,
    /// Cut until reviewed by two.
    Suspended,
    /// Closed for ever.
    Closed,
}

/// Why an account sleeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// The certificate lapsed, or there is none.
    Formation,
    /// The grant ended.
    Echeance,
    /// Nobody recertified it.
    Campagne,
    /// No login for too long.
    Inusite,
    /// The probation ended without confirmation.
    Essai,
    /// A cured cause, or the programs: somebody else wakes it.
    Attente,
}

impl State {
    /// Whether a dossier may be opened.
    pub fn opens(self) -> bool {
        matches!(self, State::Probation | State::Active)
    }

    /// Whether a browser may sign in: to work, or to see one's own account and take the course.
    pub fn enters(self) -> bool {
        matches!(self, State::Cooling | State::Probation | State::Active | State::Asleep)
    }

    /// Its key in translations.
    pub fn key(self) -> &'static str {
        match self {
            State::Seeded => "amorce",
            State::Proposed => "propose",
            State::Approved => "approuve",
            State::Cooling => "attente",
            State::Probation => "probation",
            State::Active => "actif",
            State::Asleep => "sommeil",
            State::Suspended => "suspendu",
            State::Closed => "clos",
        }
    }
}

impl Cause {
    /// Its key in translations.
    pub fn key(self) -> &'static str {
        match self {
            Cause::Formation => "formation",
            Cause::Echeance => "echeance",
            Cause::Campagne => "campagne",
            Cause::Inusite => "inusite",
            Cause::Essai => "essai",
            Cause::Attente => "attente",
        }
    }
}

impl Agent {
    /// From when a key of hers serves, milliseconds, if that is still to come at this time.
    pub fn serves_from(&self, credential: &[u8], time: u64) -> Option<u64> {
        self.fraiches.iter().find(|(id, from)| id == credential && time < *from).map(|(_, from)| *from)
    }

    /// Her keys that serve at this time.
    pub fn keys_at(&self, time: u64) -> impl Iterator<Item = &Credential> {
        self.credentials.iter().filter(move |key| self.serves_from(&key.id, time).is_none())
    }

    pub(crate) fn new(role: Role, structure: [u8; 8], racine: Pseudonym, phase: Phase, grant_until: u64) -> Agent {
        Agent {
            role,
            structure,
            racine,
            liens: Vec::new(),
            is_parrain: false,
            credentials: Vec::new(),
            fraiches: Vec::new(),
            identites: Vec::new(),
            login: None,
            invitation: [0; 32],
            is_first: phase == Phase::Seeded,
            vie: Vie {
                phase,
                grant_until,
                training_until: 0,
                is_trained: false,
                certified_until: 0,
                last_used: 0,
                asleep_since: None,
                cured: Vec::new(),
                has_new_keys: false,
                is_confirmed: false,
                suspended: None,
                closed_from: None,
                emergency_until: 0,
            },
            usage: Usage::default(),
            essai: Essai::default(),
            enrol_until: 0,
            approvals: Vec::new(),
            vouched: Vec::new(),
            proposed: Vec::new(),
            renewed: Vec::new(),
            cut: Vec::new(),
            gels: Vec::new(),
            donnes: Vec::new(),
            taken: Vec::new(),
        }
    }

    /// Its state at this time.
    pub fn state(&self, time: u64) -> State {
        let vie = &self.vie;
        if vie.closed_from.is_some_and(|from| time >= from) {
            return State::Closed;
        }
        if vie.suspended.is_some() {
            return State::Suspended;
        }
        let Phase::Enrolled(at, cooling, probation) = vie.phase else {
            return match vie.phase {
                Phase::Seeded => State::Seeded,
                Phase::Proposed(since) | Phase::Approved(since) if time >= since.saturating_add(PROPOSAL_MAX) => {
                    State::Closed
                }
                Phase::Proposed(_) => State::Proposed,
                _ => State::Approved,
            };
        };
        if time < at + cooling {
            return State::Cooling;
        }
        match self.cause(time) {
            Some((_, since)) if time >= since.saturating_add(ASLEEP_MAX) => State::Closed,
            Some(_) => State::Asleep,
            None if time < at + cooling + probation => State::Probation,
            None => State::Active,
        }
    }

    /// Why it sleeps at this time, and since when: the earliest cause that has come.
    pub fn cause(&self, time: u64) -> Option<(Cause, u64)> {
        if time < self.vie.emergency_until {
            return None;
        }
        self.causes().into_iter().flatten().filter(|(_, since)| *since <= time).min_by_key(|(_, since)| *since)
    }

    /// Every cause of sleep with the instant at which it comes, or came.
    pub fn causes(&self) -> [Option<(Cause, u64)>; 6] {
        let vie = &self.vie;
        let Phase::Enrolled(at, cooling, probation) = vie.phase else { return [None; 6] };
        let start = at + cooling;
        let dated = |cause| self.date_of(cause).map(|date| (cause, date.max(start)));
        let left = vie.cured.iter().map(|(_, date)| (*date).max(start));
        [
            left.chain(vie.asleep_since).min().map(|since| (Cause::Attente, since)),
            dated(Cause::Formation),
            dated(Cause::Echeance),
            dated(Cause::Campagne),
            dated(Cause::Inusite),
            (!vie.is_confirmed).then_some((Cause::Essai, start + probation)),
        ]
    }

    /// The date of a cause that an act may cure, whatever cooling came since.
    fn date_of(&self, cause: Cause) -> Option<u64> {
        match cause {
            Cause::Formation => Some(self.vie.training_until),
            Cause::Echeance => Some(self.vie.grant_until),
            Cause::Campagne => Some(self.vie.certified_until),
            Cause::Inusite => Some(self.vie.last_used.max(self.opens_from()?) + UNUSED_MAX),
            Cause::Essai | Cause::Attente => None,
        }
    }

    /// When cooling ends, once the keys are bound.
    pub fn opens_from(&self) -> Option<u64> {
        match self.vie.phase {
            Phase::Enrolled(at, cooling, _) => Some(at + cooling),
            _ => None,
        }
    }

    /// When probation ends, once the keys are bound.
    pub fn probation_until(&self) -> Option<u64> {
        match self.vie.phase {
            Phase::Enrolled(at, cooling, probation) => Some(at + cooling + probation),
            _ => None,
        }
    }

    /// Whether she made this dossier herself, since her probation began.
    pub fn has_created(&self, subject: &Pseudonym) -> bool {
        self.essai.has_created(subject)
    }

    pub(crate) fn cuts_of_day(&self, time: u64) -> usize {
        self.cut.iter().filter(|at| **at + super::regles::JOUR > time).count()
    }

    /// Whether she may vouch for somebody of her structure.
    pub fn vouches(&self) -> bool {
        self.role == Role::Direction || self.is_parrain
    }

    pub(crate) fn is_enrolled(&self) -> bool {
        matches!(self.vie.phase, Phase::Enrolled(..))
    }

    /// The same role and life, without keys nor days: to ask what its state would be.
    pub(crate) fn clone_of_life(&self) -> Agent {
        let mut other = Agent::new(self.role, self.structure, self.racine, self.vie.phase, self.vie.grant_until);
        other.vie = self.vie.clone();
        other
    }

    /// Keys are bound: the life begins, or begins again after lost keys.
    pub(crate) fn enrol(&mut self, at: u64, cooling: u64, probation: u64) {
        let is_first = !self.is_enrolled();
        let start = self.opens_from().unwrap_or_default().max(at + cooling);
        let end = self.probation_until().unwrap_or_default().max(at + cooling + probation);
        // New keys shorten nothing: neither a cooling nor a probation that was under way.
        self.vie.phase = Phase::Enrolled(at, start - at, end - start);
        if is_first {
            self.vie.certified_until = at + cooling + certification(self.role) + CAMPAIGN;
        }
        self.vie.is_confirmed = probation == 0;
    }

    /// Before something cures this cause, if it has come: it keeps asleep until somebody else wakes it. The course that was
    /// never passed is no cured cause: a newcomer takes her first one without being woken.
    pub(crate) fn settle(&mut self, time: u64, cured: Cause) {
        if cured == Cause::Formation && !self.vie.is_trained {
            return;
        }
        let has_come = self.causes().into_iter().flatten().any(|(cause, since)| cause == cured && since <= time);
        if let Some(date) = self.date_of(cured).filter(|_| has_come) {
            self.vie.cured.push((cured, date));
        }
    }

    /// Whether it never worked yet: proposed, approved, or in the cooling of its first keys, suspended or not. Cooling after
    /// lost keys is no birth.
    pub(crate) fn is_being_born(&self, time: u64) -> bool {
        match self.vie.phase {
            Phase::Seeded => false,
            Phase::Proposed(_) | Phase::Approved(_) => true,
            Phase::Enrolled(at, cooling, _) => time < at + cooling && !self.vie.has_new_keys,
        }
    }

    /// Asleep for nothing but a certificate lapsed a short while ago, whether or not the course was passed again since. The
    /// while is counted from the end of the certificate itself: new keys make no lapse younger.
    pub(crate) fn is_in_grace(&self, time: u64) -> bool {
        let vie = &self.vie;
        let is_other = |cause: Cause| !matches!(cause, Cause::Formation | Cause::Attente);
        let has_other = self.causes().into_iter().flatten().any(|(cause, since)| is_other(cause) && since <= time)
            || vie.cured.iter().any(|(cause, _)| is_other(*cause))
            || vie.asleep_since.is_some();
        let lapsed = vie.cured.iter().map(|(_, date)| *date).chain([vie.training_until]).min();
        let is_recent = lapsed.is_some_and(|lapsed| time < lapsed.saturating_add(GRACE));
        self.state(time) == State::Asleep && vie.is_trained && !has_other && is_recent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::habilitation::regles::{
        COOLING, COOLING_KEYS, GRANT_MAX, HEURE, JOUR, PROBATION, PROBATION_KEYS, training,
    };

    const T: u64 = 1_763_812_800_000;

    /// A conseillère enrolled at T, trained for a year.
    fn nadia() -> Agent {
        let mut agent = Agent::new(Role::Conseiller, *b"59512S00", [1; 16], Phase::Proposed(T), T + GRANT_MAX);
        agent.enrol(T, COOLING, PROBATION);
        agent.vie.training_until = T + training(Role::Conseiller);
        agent.vie.is_trained = true;
        agent
    }

    fn check(agent: &Agent, time: u64, expected: State) {
        assert_eq!(agent.state(time), expected, "{} ms after T", time as i64 - T as i64);
    }

    #[test]
    fn every_limit_to_the_millisecond() {
        let mut agent = nadia();
        check(&agent, T + COOLING - 1, State::Cooling);
        check(&agent, T + COOLING, State::Probation);
        agent.vie.last_used = T + 30 * JOUR;
        let end = T + COOLING + PROBATION;
        check(&agent, end - 1, State::Probation);
        check(&agent, end, State::Asleep);
        assert_eq!(agent.cause(end), Some((Cause::Essai, end)));
        agent.vie.is_confirmed = true;
        check(&agent, end, State::Active);
        let unused = T + 30 * JOUR + UNUSED_MAX;
        check(&agent, unused - 1, State::Active);
        check(&agent, unused, State::Asleep);
        check(&agent, unused + ASLEEP_MAX - 1, State::Asleep);
        check(&agent, unused + ASLEEP_MAX, State::Closed);
    }

    #[test]
    fn training_lapses_at_its_instant() {
        let mut agent = nadia();
        agent.vie.is_confirmed = true;
        agent.vie.training_until = T + 40 * JOUR;
        agent.vie.last_used = T + 39 * JOUR;
        check(&agent, T + 40 * JOUR - 1, State::Active);
        check(&agent, T + 40 * JOUR, State::Asleep);
        agent.settle(T + 41 * JOUR, Cause::Formation);
        agent.vie.training_until = T + 300 * JOUR;
        check(&agent, T + 41 * JOUR, State::Asleep);
        assert_eq!(agent.cause(T + 41 * JOUR), Some((Cause::Attente, T + 40 * JOUR)), "curing is not waking");
    }

    #[test]
    fn grace_is_counted_from_the_certificate_itself_whatever_cooling_came_since() {
        // The end of her certificate, in days, and the hours after new keys that are looked at.
        let check = |lapsed: u64, hours: u64, expected: bool| {
            let mut agent = nadia();
            (agent.vie.is_confirmed, agent.vie.last_used) = (true, T + 40 * JOUR);
            agent.vie.training_until = T + lapsed * JOUR;
            agent.enrol(T + 45 * JOUR, COOLING_KEYS, PROBATION_KEYS);
            let time = T + 45 * JOUR + hours * HEURE;
            assert_eq!(agent.is_in_grace(time), expected, "lapsed on day {lapsed}, {hours} hours after new keys");
            agent.settle(time, Cause::Formation);
            agent.vie.training_until = time + 300 * JOUR;
            assert_eq!(agent.is_in_grace(time), expected, "and passed again");
        };
        check(31, 5, false);
        check(32, 5, true);
        check(32, 23, true);
        check(32, 24, false);
    }

    #[test]
    fn what_a_cured_cause_left_stays_behind_what_the_programs_set() {
        let mut agent = nadia();
        (agent.vie.is_confirmed, agent.vie.last_used) = (true, T + 60 * JOUR);
        agent.vie.asleep_since = Some(T + 50 * JOUR);
        agent.vie.certified_until = T + 60 * JOUR;
        agent.settle(T + 61 * JOUR, Cause::Campagne);
        agent.vie.certified_until = T + 200 * JOUR;
        assert_eq!(agent.cause(T + 61 * JOUR), Some((Cause::Attente, T + 50 * JOUR)));
        agent.vie.asleep_since = None;
        assert_eq!(agent.cause(T + 61 * JOUR), Some((Cause::Attente, T + 60 * JOUR)));
        assert!(!agent.is_in_grace(T + 61 * JOUR), "it was no certificate");
    }

    #[test]
    fn without_a_course_nothing_opens_and_the_first_needs_nobody() {
        let mut agent = nadia();
        (agent.vie.training_until, agent.vie.is_trained) = (0, false);
        check(&agent, T + COOLING, State::Asleep);
        agent.settle(T + COOLING + 1, Cause::Formation);
        (agent.vie.training_until, agent.vie.is_trained) = (T + 300 * JOUR, true);
        check(&agent, T + COOLING + 1, State::Probation);
    }

    #[test]
    fn an_emergency_sets_causes_aside_until_its_end() {
        let mut agent = nadia();
        agent.vie.asleep_since = Some(T + 3 * JOUR);
        agent.vie.emergency_until = T + 5 * JOUR;
        check(&agent, T + 5 * JOUR - 1, State::Probation);
        check(&agent, T + 5 * JOUR, State::Asleep);
    }
}
