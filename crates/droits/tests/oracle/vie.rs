//! The life of one account: the list of what happened to it, and its state at a time.

use std::rc::Rc;

use droits::Role;
use droits::piece::Credential;
use droits::registre::State;
use journal::entry::Pseudonym;

pub const MINUTE: u64 = 60_000;
pub const HOUR: u64 = 60 * MINUTE;
pub const DAY: u64 = 24 * HOUR;

pub const COOLING: u64 = 48 * HOUR;
pub const COOLING_LONG: u64 = 7 * DAY;
pub const COOLING_LOST_KEYS: u64 = 4 * HOUR;
pub const ADDED_KEY: u64 = 48 * HOUR;
pub const PROBATION: u64 = 30 * DAY;
pub const PROBATION_LOST_KEYS: u64 = 7 * DAY;
pub const CONFIRMATION_FROM: u64 = 5 * DAY;
pub const FIRST_TRAINING: u64 = 30 * DAY;
pub const FIRST_GRANT: u64 = 365 * DAY;
pub const CAMPAIGN: u64 = 21 * DAY;
pub const UNUSED: u64 = 45 * DAY;
pub const ASLEEP_MAX: u64 = 90 * DAY;
pub const PROPOSAL_MAX: u64 = 60 * DAY;
pub const LAST_DRAW_MAX: u64 = 3 * DAY;
pub const TOGETHER: u64 = 5 * MINUTE;
pub const LAPSED_MAX: u64 = 14 * DAY;

/// Something that happened to an account.
#[derive(Clone, Debug)]
pub enum Fait {
    Seeded {
        role: Role,
        structure: [u8; 8],
        enrol_until: u64,
        quality: bool,
        stated: u64,
    },
    FirstKey(Credential),
    Proposed(Proposition),
    Drawn {
        drawn: Vec<Pseudonym>,
        ceremony: bool,
        seed: [u8; 32],
    },
    Approved {
        by: Pseudonym,
    },
    Declined(Pseudonym),
    /// A refusal or a veto ends the demand and leaves the account.
    Dropped,
    KeyWaits(Credential),
    /// With the person who asked, when it was for new keys, and that person's root.
    Vouched {
        by: Pseudonym,
        asker: Option<(Pseudonym, Pseudonym)>,
    },
    Key(Credential),
    KeyEnded(Vec<u8>),
    /// A federated identity.
    Bound([u8; 32]),
    Confirmed,
    Suspended {
        by: Pseudonym,
    },
    Restored {
        by: Pseudonym,
        role: Role,
        structure: [u8; 8],
    },
    Sleep,
    Woken,
    Closed,
    /// Closed by her successor's entry.
    HandsOver,
    Moves(u64),
    LoggedIn,
    Certificate(u64),
    ConsoleCertificate(u64),
    Recertified(u64),
    BecomesDirection,
    Emergency {
        structure: [u8; 8],
        until: u64,
    },
}

/// A proposal, as it was signed.
#[derive(Clone, Debug)]
pub struct Proposition {
    pub rule: u8,
    pub by: Pseudonym,
    pub role: Role,
    pub structure: [u8; 8],
    pub until: u64,
    /// The challenge that the proposer signed.
    pub request: [u8; 32],
    pub quality: bool,
    /// The proposer's root.
    pub root: Pseudonym,
    /// Who was eligible then, by pseudonym: the demand's lot for good.
    pub lot: Vec<Pseudonym>,
}

impl Proposition {
    /// Whether two persons approve: for who keeps or vouches for accounts.
    pub fn asks_two(&self) -> bool {
        matches!(self.role, Role::Gestionnaire | Role::Direction | Role::Dpo | Role::Vigie) || self.quality
    }
}

/// A demand on its way.
#[derive(Clone, Debug)]
pub struct Demande {
    pub proposition: Proposition,
    pub since: u64,
    pub draws: Vec<Tirage>,
    /// Whoever declined since the last draw.
    pub declined: Vec<Pseudonym>,
    pub approvals: Vec<Pseudonym>,
    pub approved_at: Option<u64>,
}

/// One draw.
#[derive(Clone, Debug)]
pub struct Tirage {
    pub t: u64,
    pub drawn: Vec<Pseudonym>,
    pub ceremony: bool,
    pub seed: [u8; 32],
}

/// Everything that happened to one account, in order, each with its time.
#[derive(Clone, Debug)]
pub struct Vie {
    pub id: Pseudonym,
    pub faits: Vec<(u64, Fait)>,
    /// What they come to so far: a million histories ask for it more often than they add to it.
    pub bilan: Rc<Bilan>,
}

/// What a life comes to.
#[derive(Clone, Debug)]
pub struct Bilan {
    pub id: Pseudonym,
    pub role: Role,
    pub structure: [u8; 8],
    pub is_first_agent: bool,
    pub proposer: Option<Pseudonym>,
    pub quality: bool,
    pub since: u64,
    pub enrol_until: u64,
    pub enrolled_at: Option<u64>,
    pub credentials: Vec<Credential>,
    /// When each key that she added alone was bound.
    pub added: Vec<(u64, Vec<u8>)>,
    pub waiting: Vec<(u64, Credential)>,
    pub demande: Option<Demande>,
    /// Her proposer, whoever asked for the new keys that she got, and all approvers: they do not confirm, restore or wake her.
    pub hands: Vec<Pseudonym>,
    pub cooling_end: u64,
    /// End of the cooling of a new account; keys lost in it prolong it, those lost later do not.
    pub first_cooling_end: u64,
    pub probation_end: Option<u64>,
    pub confirmed: bool,
    pub has_been_certified: bool,
    pub training_until: u64,
    pub grant_until: u64,
    pub recertified_until: u64,
    pub used_at: Option<u64>,
    /// Since when the programs keep her asleep.
    pub put_to_sleep: Option<u64>,
    /// Causes cured since they came, but the next: each keeps her asleep until somebody wakes her.
    pub left_sleeps: Vec<u64>,
    /// The same, of certificates: the ends of those that had lapsed when the course was passed again.
    pub lapses: Vec<u64>,
    pub is_closed: bool,
    pub moves_at: Option<u64>,
    pub suspenders: Vec<Pseudonym>,
    pub is_suspended: bool,
    pub restorers: Vec<(Pseudonym, Role, [u8; 8])>,
    pub identities: Vec<[u8; 32]>,
    pub emergencies: Vec<([u8; 8], u64)>,
}

impl Demande {
    /// Sixty days old, or not approved three days after the fifth draw.
    pub fn is_void(&self, t: u64) -> bool {
        let is_late = |last: &Tirage| self.approved_at.is_none() && t > last.t + LAST_DRAW_MAX;
        t >= self.since + PROPOSAL_MAX || self.draws.get(4).is_some_and(is_late)
    }
}

/// Length of a certificate: shorter for who makes accounts.
pub fn training_period(role: Role) -> u64 {
    if role == Role::Gestionnaire { 182 * DAY } else { 365 * DAY }
}

/// Length of a recertification.
pub fn recertification_period(role: Role) -> u64 {
    if matches!(role, Role::Gestionnaire | Role::Dpo | Role::Vigie) { 91 * DAY } else { 182 * DAY }
}

impl Vie {
    /// A life that begins with this.
    pub fn begins(id: Pseudonym, t: u64, fait: Fait) -> Vie {
        let mut vie = Vie { id, bilan: Rc::new(Bilan::at_birth(id, t, &fait)), faits: Vec::new() };
        vie.lives(t, fait);
        vie
    }

    /// One thing more happens.
    pub fn lives(&mut self, t: u64, fait: Fait) {
        Rc::make_mut(&mut self.bilan).lives(t, &fait);
        self.faits.push((t, fait));
    }

    /// The same, read again from its first line.
    pub fn read_again(&self) -> Vie {
        let mut lines = self.faits.iter().cloned();
        let (t, fait) = lines.next().expect("a life has begun");
        lines.fold(Vie::begins(self.id, t, fait), |mut vie, (t, fait)| {
            vie.lives(t, fait);
            vie
        })
    }
}

impl Bilan {
    fn at_birth(id: Pseudonym, t: u64, fait: &Fait) -> Bilan {
        let (role, structure, enrol_until, proposer, quality, grant_until) = match fait {
            // A first agent has no proposal: a year from the console.
            Fait::Seeded { role, structure, enrol_until, quality, stated } => {
                (*role, *structure, *enrol_until, None, *quality, stated.saturating_add(FIRST_GRANT))
            }
            Fait::Proposed(p) => (p.role, p.structure, 0, Some(p.by), p.quality, p.until),
            other => unreachable!("a life begins with a seed or a proposal, not {other:?}"),
        };
        Bilan {
            id,
            role,
            structure,
            is_first_agent: proposer.is_none(),
            proposer,
            quality,
            since: t,
            enrol_until,
            enrolled_at: None,
            credentials: Vec::new(),
            added: Vec::new(),
            waiting: Vec::new(),
            demande: None,
            hands: Vec::new(),
            cooling_end: 0,
            first_cooling_end: 0,
            probation_end: None,
            confirmed: false,
            has_been_certified: false,
            training_until: t.saturating_add(FIRST_TRAINING),
            grant_until,
            recertified_until: u64::MAX,
            used_at: None,
            put_to_sleep: None,
            left_sleeps: Vec::new(),
            lapses: Vec::new(),
            is_closed: false,
            moves_at: None,
            suspenders: Vec::new(),
            is_suspended: false,
            restorers: Vec::new(),
            identities: Vec::new(),
            emergencies: Vec::new(),
        }
    }

    fn lives(&mut self, t: u64, fait: &Fait) {
        match fait {
            Fait::Seeded { stated, .. } => self.training_until = stated + FIRST_TRAINING,
            Fait::FirstKey(credential) => {
                self.credentials.push(credential.clone());
                if self.credentials.len() == 2 {
                    self.enrolled_at = Some(t);
                    self.cooling_end = t;
                    self.recertified_until = t + recertification_period(self.role) + CAMPAIGN;
                }
            }
            Fait::Proposed(proposition) => {
                if proposition.rule == 1 {
                    self.hands.push(proposition.by);
                }
                self.demande = Some(Demande {
                    proposition: proposition.clone(),
                    since: t,
                    draws: Vec::new(),
                    declined: Vec::new(),
                    approvals: Vec::new(),
                    approved_at: None,
                });
            }
            Fait::Drawn { drawn, ceremony, seed } => {
                if let Some(demande) = &mut self.demande {
                    let drawn = drawn.clone();
                    demande.draws.push(Tirage { t, drawn, ceremony: *ceremony, seed: *seed });
                    demande.declined.clear();
                }
            }
            Fait::Approved { by } => self.approved(t, *by),
            Fait::Declined(by) => {
                if let Some(demande) = &mut self.demande {
                    demande.declined.push(*by);
                }
            }
            Fait::Dropped => self.demande = None,
            Fait::KeyWaits(credential) => self.waiting.push((t, credential.clone())),
            Fait::Vouched { .. } => self.enters(t),
            Fait::Key(credential) => {
                self.added.push((t, credential.id.clone()));
                self.credentials.push(credential.clone());
            }
            Fait::Bound(identity) => self.identities.push(*identity),
            Fait::KeyEnded(id) => self.credentials.retain(|c| c.id != *id),
            Fait::Confirmed => self.confirmed = true,
            Fait::Suspended { by } => {
                self.suspenders.push(*by);
                self.is_suspended = true;
                self.restorers.clear();
            }
            Fait::Restored { by, role, structure } => {
                self.restorers.push((*by, *role, *structure));
                if self.restorers.len() == 2 {
                    self.is_suspended = false;
                    self.suspenders.clear();
                    self.restorers.clear();
                }
            }
            Fait::Sleep => self.put_to_sleep = self.put_to_sleep.or(Some(t)),
            Fait::Woken => {
                self.put_to_sleep = None;
                self.left_sleeps.clear();
                self.lapses.clear();
                self.used_at = Some(t);
                self.confirmed |= self.probation_is_over(t);
            }
            Fait::Closed => {
                self.is_closed = true;
                self.demande = None;
            }
            Fait::HandsOver => self.is_closed = true,
            Fait::Moves(date) => self.moves_at = Some(self.moves_at.unwrap_or(u64::MAX).min(*date)),
            Fait::LoggedIn => {
                self.left_sleeps.extend(self.has_come(self.unused_from(), t));
                self.used_at = Some(t);
            }
            Fait::Certificate(until) => {
                // Only who has never had a certificate takes her first one without being woken.
                if self.has_been_certified {
                    self.lapses.extend(self.has_come(self.training_until, t));
                }
                self.has_been_certified = true;
                self.training_until = *until;
            }
            Fait::ConsoleCertificate(until) => {
                self.has_been_certified = true;
                self.training_until = *until;
            }
            Fait::Recertified(until) => {
                self.left_sleeps.extend(self.has_come(self.recertified_until, t));
                self.recertified_until = *until;
            }
            Fait::BecomesDirection => {
                self.role = Role::Direction;
                self.demande = None;
            }
            Fait::Emergency { structure, until } => self.emergencies.push((*structure, *until)),
        }
    }

    fn approved(&mut self, t: u64, by: Pseudonym) {
        let Some(demande) = &mut self.demande else { return };
        demande.approvals.push(by);
        self.hands.push(by);
        let last = demande.draws.last().expect("nobody approves before a draw");
        let needed = if last.ceremony || demande.proposition.asks_two() { 2 } else { 1 };
        if demande.approvals.len() < needed {
            return;
        }
        demande.approved_at = Some(t);
        if demande.proposition.rule == 2 {
            let until = demande.proposition.until;
            self.left_sleeps.extend(self.has_come(self.grant_until, t));
            self.grant_until = until;
            self.demande = None;
        }
    }

    /// The parrain has vouched: the keys that wait are bound, cooling begins.
    fn enters(&mut self, t: u64) {
        let demande = self.demande.take().expect("a parrain vouches for a demand");
        let keys: Vec<Credential> = self.waiting_at(t);
        self.waiting.clear();
        let is_new = demande.proposition.rule == 1;
        if !is_new {
            self.hands.push(demande.proposition.by);
        }
        let ceremony = demande.draws.last().is_some_and(|d| d.ceremony);
        let cooling = match (is_new, self.role == Role::Gestionnaire) {
            _ if ceremony => COOLING_LONG,
            (false, _) => COOLING_LOST_KEYS,
            (true, true) => COOLING_LONG,
            (true, false) => COOLING,
        };
        self.credentials = keys;
        self.cooling_end = self.cooling_end.max(t + cooling);
        let probation = self.cooling_end + if is_new { PROBATION } else { PROBATION_LOST_KEYS };
        self.probation_end = Some(self.probation_end.unwrap_or(0).max(probation));
        self.confirmed = false;
        if !self.has_been_certified && !self.is_first_agent {
            self.training_until = self.cooling_end;
        }
        // Keys lost before she ever worked prolong her first cooling.
        if is_new || t < self.first_cooling_end {
            self.first_cooling_end = self.cooling_end;
        }
        if is_new {
            self.enrolled_at = Some(t);
            self.recertified_until = self.cooling_end + recertification_period(self.role) + CAMPAIGN;
        }
    }

    /// A cause of sleep that ends at `t`, if it had come: it leaves a sleep of its date.
    fn has_come(&self, cause: u64, t: u64) -> Option<u64> {
        (self.enrolled_at.is_some() && cause.max(self.cooling_end) <= t).then_some(cause)
    }

    /// The keys that she may use: two days after she added one alone.
    pub fn usable_at(&self, t: u64) -> Vec<&Credential> {
        let is_young = |c: &Credential| self.added.iter().any(|(at, id)| *id == c.id && t < at + ADDED_KEY);
        self.credentials.iter().filter(|c| !is_young(c)).collect()
    }

    /// The keys that wait within the five minutes.
    pub fn waiting_at(&self, t: u64) -> Vec<Credential> {
        self.waiting.iter().filter(|(at, _)| t <= at + TOGETHER).map(|(_, c)| c.clone()).collect()
    }

    /// The state at a time, in the order of the specification.
    pub fn state(&self, t: u64) -> State {
        if self.is_closed || self.moves_at.is_some_and(|date| date <= t) {
            return State::Closed;
        }
        if self.is_suspended {
            return State::Suspended;
        }
        if self.enrolled_at.is_none() {
            return self.state_before_enrolment(t);
        }
        if t < self.cooling_end {
            return State::Cooling;
        }
        if !self.is_in_emergency(t)
            && let Some(since) = self.asleep_since(t)
        {
            return if t >= since.saturating_add(ASLEEP_MAX) { State::Closed } else { State::Asleep };
        }
        if self.probation_end.is_some_and(|end| t < end) { State::Probation } else { State::Active }
    }

    fn state_before_enrolment(&self, t: u64) -> State {
        if self.is_first_agent {
            State::Seeded
        } else if t >= self.since + PROPOSAL_MAX {
            State::Closed
        } else if self.demande.as_ref().is_some_and(|d| d.approved_at.is_some()) {
            State::Approved
        } else {
            State::Proposed
        }
    }

    /// Forty-five days after her last login, or after the end of cooling if that is later or she never came.
    fn unused_from(&self) -> u64 {
        self.used_at.unwrap_or(0).max(self.cooling_end) + UNUSED
    }

    /// Causes of sleep with the time at which each comes, but the sleeps that cured ones left.
    fn causes(&self) -> [u64; 6] {
        [
            self.training_until,
            self.grant_until,
            self.recertified_until,
            self.unused_from(),
            self.put_to_sleep.unwrap_or(u64::MAX),
            self.probation_end.filter(|_| !self.confirmed).unwrap_or(u64::MAX),
        ]
    }

    /// When the earliest cause of sleep came, if one has: none counts from before the end of the latest cooling, but the
    /// sleep that the programs set.
    pub fn asleep_since(&self, t: u64) -> Option<u64> {
        let [training, grant, recertified, unused, put_to_sleep, unconfirmed] = self.causes();
        let clock = [training, grant, recertified, unused, unconfirmed];
        let clock =
            clock.iter().chain(&self.left_sleeps).chain(&self.lapses).map(|cause| (*cause).max(self.cooling_end));
        clock.chain([put_to_sleep]).min().filter(|since| *since <= t)
    }

    /// Whether waking is enough: training, grant and recertification hold.
    pub fn may_be_woken(&self, t: u64) -> bool {
        self.causes()[..3].iter().all(|cause| *cause > t)
    }

    /// Whether probation ended, confirmed or not.
    fn probation_is_over(&self, t: u64) -> bool {
        self.probation_end.is_some_and(|end| end <= t)
    }

    /// Whether probation ended and nobody confirmed it.
    pub fn is_unconfirmed(&self, t: u64) -> bool {
        self.probation_is_over(t) && !self.confirmed
    }

    /// What she would be if nobody had cut her, and the programs had not put her to sleep.
    pub fn uncut(&self) -> Bilan {
        Bilan { is_suspended: false, put_to_sleep: None, ..self.clone() }
    }

    /// Asleep only because a certificate ended, less than 14 days ago, passed again since or not.
    pub fn is_only_lapsed(&self, t: u64) -> bool {
        let others = self.left_sleeps.is_empty() && self.causes()[1..].iter().all(|cause| *cause > t);
        let lapsed = self.lapses.iter().copied().min().unwrap_or(u64::MAX).min(self.training_until);
        let is_recent = lapsed <= t && t < lapsed.saturating_add(LAPSED_MAX);
        self.state(t) == State::Asleep && others && self.has_been_certified && is_recent
    }

    fn is_in_emergency(&self, t: u64) -> bool {
        self.emergency_until().is_some_and(|until| t < until)
    }

    /// The end of the latest emergency that three asked for.
    pub fn emergency_until(&self) -> Option<u64> {
        let asked = |until: u64| self.emergencies.iter().filter(|(_, same)| *same == until).count();
        self.emergencies.iter().map(|(_, until)| *until).filter(|until| asked(*until) >= 3).max()
    }

    /// The demand that still stands at a time.
    pub fn standing(&self, t: u64) -> Option<&Demande> {
        let demande = self.demande.as_ref()?;
        (!demande.is_void(t) && self.state(t) != State::Closed).then_some(demande)
    }

    /// The demand that still waits for approvals.
    pub fn pending(&self, t: u64) -> Option<&Demande> {
        self.standing(t).filter(|d| d.approved_at.is_none())
    }

    /// Whether she never worked yet: not enrolled, or in her first cooling, cut or not.
    pub fn is_being_born(&self, t: u64) -> bool {
        !self.is_first_agent && self.enrolled_at.is_none() || t < self.first_cooling_end
    }

    /// Whether she vouches for newcomers of this structure.
    pub fn is_parrain_of(&self, structure: &[u8; 8]) -> bool {
        self.structure == *structure && (self.role == Role::Direction || self.quality)
    }

    /// Dates at which something changes: the generator walks up to them.
    pub fn dates(&self) -> Vec<u64> {
        let mut dates = self.causes().to_vec();
        dates.extend(self.causes().iter().map(|c| c.saturating_add(ASLEEP_MAX)));
        dates.push(self.cooling_end);
        dates.push(self.cooling_end + CONFIRMATION_FROM);
        dates.push(self.training_until.saturating_add(LAPSED_MAX));
        dates.extend(self.probation_end);
        dates.extend(self.moves_at);
        dates.extend(self.emergencies.iter().map(|(_, until)| *until));
        dates.extend(self.waiting.iter().map(|(at, _)| at + TOGETHER));
        if let Some(demande) = &self.demande {
            dates.push(demande.since + PROPOSAL_MAX);
            dates.extend(demande.draws.last().map(|d| d.t + DAY));
            dates.extend(demande.draws.get(4).map(|d| d.t + LAST_DRAW_MAX));
            dates.extend(demande.approved_at.map(|at| at + 7 * DAY));
        }
        dates
    }
}
