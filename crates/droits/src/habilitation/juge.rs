//! Each act on an account, judged and applied: one function an act, in the order of a life.

use journal::entry::{Entry, Kind, Pseudonym};

use super::compte::{Agent, Cause, Lien, Phase, State, Suspension};
use super::demande::{Genre, Habilitation};
use super::gel::is_gel;
use super::incident::is_etape;
use super::region::region;
use super::regles::{
    CAMPAIGN, CONFIRMATION_MIN, COOLING_LONG, CUTS_CLOSING_MAX, CUTS_MAX, CUTS_VIGIE_MAX, EMERGENCY_MAX,
    GESTIONNAIRES_MAX, GRANT_MAX, IDENTITES_MAX, JOUR, OFFICERS, PENDING_MAX, PROPOSALS_MORE_MAX, PROPOSER_WEEK_MAX,
    QUOTA_LIFE_MAX, QUOTA_MAX, RENEWALS_WEEK_MAX, WEEK, certification, training,
};
use super::vue::Vue;
use crate::budget::{RALLONGE, day_end};
use crate::campagne::is_campagne;
use crate::registre::{Attest, Emergency, Quota, Registre, Void, login_end};
use crate::role::Role;

/// Rules of a `ProposalRefused` entry.
pub mod refusal {
    /// The demand is refused.
    pub const REFUSED: u8 = 1;
    /// The drawn approver cannot judge: another one is drawn.
    pub const DECLINED: u8 = 2;
}

/// Whose budget a `BudgetExtension` entry makes longer: its content begins with her pseudonym.
pub fn extended(entry: &Entry) -> Pseudonym {
    let mut whose = [0; 16];
    whose.copy_from_slice(&entry.content[..16]);
    whose
}

/// Who watches over the accounts of a structure, and may cut.
const KEEPERS: [Role; 3] = [Role::Direction, Role::Dpo, Role::Gestionnaire];

impl Registre {
    /// An act on an account, by its kind.
    pub(crate) fn act(&mut self, entry: &Entry, piece: Option<&[u8]>, attest: &dyn Attest) -> Result<(), Void> {
        // What takes power away, what the programs note and what a newcomer's browser answers carry no signature here.
        match entry.kind {
            Kind::LotDrawn => return self.lot_drawn(entry, attest),
            Kind::Enrolment if entry.rule == 3 => return self.add_key(entry, piece, attest),
            Kind::AuthenticatorEnd => return self.end_key(entry, piece, attest),
            Kind::Parrain => return self.vouch(entry, piece, attest),
            Kind::Suspension => return self.suspend(entry),
            Kind::Sleep => return self.sleep(entry),
            Kind::Training if entry.login == [0; 16] => return self.train_at_console(entry),
            _ => {}
        }
        self.vue().judge(entry)?;
        self.vue().check_signed(entry, piece, attest)?;
        self.apply(entry)?;
        self.signed.insert(entry.request);
        Ok(())
    }

    fn apply(&mut self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        match entry.kind {
            Kind::Proposal => self.propose(entry),
            Kind::Approval => self.approve(entry),
            Kind::ProposalRefused => self.refuse(entry),
            Kind::Veto => {
                self.habilitations.remove(&entry.object);
                let is_new = self.object(entry)?.is_being_born(time);
                if is_new { self.end(entry, time) } else { Ok(()) }
            }
            Kind::Confirmation => {
                self.object(entry)?.vie.is_confirmed = true;
                Ok(())
            }
            Kind::Gesture => {
                self.begin_tranche(entry);
                Ok(())
            }
            Kind::Restoration => self.restore(entry),
            Kind::Freeze => self.freeze(entry),
            Kind::BreakGlass => self.break_glass(entry),
            Kind::Incident if is_etape(entry) => self.step(entry),
            Kind::Incident => self.review(entry),
            Kind::MandatApproved => self.approve_campagne(entry),
            Kind::Waking => {
                let agent = self.object(entry)?;
                let is_over = agent.causes().into_iter().flatten().any(|(c, since)| c == Cause::Essai && since <= time);
                let vie = &mut agent.vie;
                vie.cured.clear();
                (vie.asleep_since, vie.last_used) = (None, time);
                vie.is_confirmed |= is_over;
                Ok(())
            }
            Kind::Closing => {
                self.note_cut(entry, time);
                self.end(entry, time)
            }
            Kind::Mover => {
                self.note_cut(entry, time);
                let vie = &mut self.object(entry)?.vie;
                vie.closed_from = Some(vie.closed_from.map_or(entry.until, |known| known.min(entry.until)));
                Ok(())
            }
            Kind::Training => {
                let agent = self.object(entry)?;
                agent.settle(time, Cause::Formation);
                (agent.vie.training_until, agent.vie.is_trained) = (entry.until, true);
                Ok(())
            }
            Kind::Recertification => {
                let agent = self.object(entry)?;
                agent.settle(time, Cause::Campagne);
                agent.vie.certified_until = entry.until;
                Ok(())
            }
            Kind::Binding => {
                self.object(entry)?.identites.push(entry.content);
                Ok(())
            }
            Kind::Quota => self.raise(entry),
            Kind::DirectionHandover => self.hand_over(entry),
            Kind::RightsEmergency => self.rescue(entry),
            Kind::BudgetExtension => {
                let agent = self.agents.get_mut(&extended(entry)).ok_or(Void::Agent)?;
                agent.usage.extend(time, &entry.actor);
                Ok(())
            }
            _ => Err(Void::NoRule),
        }
    }

    fn object(&mut self, entry: &Entry) -> Result<&mut Agent, Void> {
        self.agents.get_mut(&entry.object).ok_or(Void::Agent)
    }

    fn propose(&mut self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        let genre = Genre::from_number(entry.rule).ok_or(Void::NoRule)?;
        let role = Role::from_number(entry.role).ok_or(Void::Agent)?;
        let lot = self.vue().eligible(&entry.actor, &entry.structure);
        let proposer = self.agents.get_mut(&entry.actor).ok_or(Void::Agent)?;
        let of_kind = if genre == Genre::Renouvellement { &mut proposer.renewed } else { &mut proposer.proposed };
        of_kind.retain(|at| *at + WEEK > time);
        of_kind.push(time);
        if genre == Genre::Nouveau {
            let racine = self.agent(&entry.actor).ok_or(Void::Agent)?.racine;
            let mut agent = Agent::new(role, entry.structure, racine, Phase::Proposed(time), entry.until);
            agent.is_parrain = entry.count == 1;
            agent.liens.push((Lien::Proposant, entry.actor));
            self.agents.insert(entry.object, agent);
        }
        let habilitation = Habilitation {
            object: entry.object,
            genre,
            proposer: entry.actor,
            structure: entry.structure,
            role,
            until: entry.until,
            content: entry.content,
            request: entry.request,
            is_parrain: entry.count == 1,
            at: time,
            lot,
            seed: None,
            round: 0,
            drawn_at: time,
            drawn: Vec::new(),
            is_declined: false,
            past: Vec::new(),
            is_ceremony: false,
            approvals: Vec::new(),
            approved_at: None,
            waiting: Vec::new(),
        };
        self.habilitations.insert(entry.object, habilitation);
        Ok(())
    }

    fn approve(&mut self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        if let Some(approver) = self.agents.get_mut(&entry.actor) {
            approver.approvals.retain(|at| *at + JOUR > time);
            approver.approvals.push(time);
        }
        let habilitation = self.habilitations.get_mut(&entry.object).ok_or(Void::Agent)?;
        habilitation.approvals.push(entry.actor);
        let is_whole = habilitation.approvals.len() >= habilitation.needs();
        let (genre, until) = (habilitation.genre, habilitation.until);
        if is_whole {
            habilitation.approved_at = Some(time);
        }
        let agent = self.agents.get_mut(&entry.object).ok_or(Void::Agent)?;
        agent.liens.push((Lien::Approbateur, entry.actor));
        match (is_whole, genre, agent.vie.phase) {
            (true, Genre::Nouveau, Phase::Proposed(at)) => agent.vie.phase = Phase::Approved(at),
            (true, Genre::Renouvellement, _) => {
                agent.settle(time, Cause::Echeance);
                agent.vie.grant_until = until;
                self.habilitations.remove(&entry.object);
            }
            _ => {}
        }
        Ok(())
    }

    fn refuse(&mut self, entry: &Entry) -> Result<(), Void> {
        if entry.rule == refusal::DECLINED {
            let habilitation = self.habilitations.get_mut(&entry.object).ok_or(Void::Agent)?;
            habilitation.drawn.retain(|name| *name != entry.actor);
            habilitation.is_declined = true;
            return Ok(());
        }
        let habilitation = self.habilitations.remove(&entry.object).ok_or(Void::Agent)?;
        let time = self.latest();
        if habilitation.genre == Genre::Nouveau { self.end(entry, time) } else { Ok(()) }
    }

    fn suspend(&mut self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        self.vue().may_cut(entry)?;
        self.note_cut(entry, time);
        let agent = self.object(entry)?;
        // Who cuts again takes back what had begun to be lifted.
        let known = agent.vie.suspended.take();
        let (mut by, at) = known.map_or((Vec::new(), time), |known| (known.by, known.at));
        by.push(entry.actor);
        agent.vie.suspended = Some(Suspension { by, at, rule: entry.rule, first: None });
        let login = agent.login;
        self.close(login, login_end::CUT);
        Ok(())
    }

    fn note_cut(&mut self, entry: &Entry, time: u64) {
        if let Some(actor) = self.agents.get_mut(&entry.actor).filter(|_| entry.actor != entry.object) {
            actor.cut.retain(|at| *at + JOUR > time);
            actor.cut.push(time);
        }
    }

    fn restore(&mut self, entry: &Entry) -> Result<(), Void> {
        let role = self.agent(&entry.actor).ok_or(Void::Agent)?.role;
        let suspended = &mut self.object(entry)?.vie.suspended;
        match suspended {
            Some(Suspension { first: first @ None, .. }) => *first = Some((entry.actor, role)),
            _ => {
                *suspended = None;
                self.object(entry)?.usage.forgive();
            }
        }
        Ok(())
    }

    fn sleep(&mut self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        if !self.vue().living(&entry.object)?.is_enrolled() {
            return Err(Void::Agent);
        }
        let agent = self.object(entry)?;
        agent.vie.asleep_since.get_or_insert(time);
        Ok(())
    }

    fn end(&mut self, entry: &Entry, time: u64) -> Result<(), Void> {
        let agent = self.object(entry)?;
        agent.vie.closed_from = Some(agent.vie.closed_from.map_or(time, |known| known.min(time)));
        let login = agent.login;
        self.close(login, login_end::CUT);
        self.habilitations.remove(&entry.object);
        Ok(())
    }

    /// The world's own certificates, while the console of a fictional base is open.
    fn train_at_console(&mut self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        if self.is_fictional() != Some(true) || self.are_seeds_closed() {
            return Err(Void::SeedsClosed);
        }
        let agent = self.object(entry)?;
        if !agent.is_first {
            return Err(Void::Agent);
        }
        if entry.until > time + training(agent.role) {
            return Err(Void::Time);
        }
        (agent.vie.training_until, agent.vie.is_trained) = (entry.until, true);
        Ok(())
    }

    fn raise(&mut self, entry: &Entry) -> Result<(), Void> {
        let is_first = self.agent(&entry.actor).ok_or(Void::Agent)?.structure == entry.structure;
        let quota = self.quotas.entry(entry.structure).or_default();
        if is_first {
            quota.asked = Some(Quota { by: entry.actor, count: entry.count, until: entry.until });
        } else {
            quota.granted = quota.asked.take();
        }
        Ok(())
    }

    fn hand_over(&mut self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        self.habilitations.remove(&entry.object);
        if entry.actor != entry.object {
            let former = self.agents.get_mut(&entry.actor).ok_or(Void::Agent)?;
            former.vie.closed_from = Some(time);
            let login = former.login;
            self.close(login, login_end::CUT);
        }
        self.object(entry)?.role = Role::Direction;
        Ok(())
    }

    fn rescue(&mut self, entry: &Entry) -> Result<(), Void> {
        let structure = self.agent(&entry.actor).ok_or(Void::Agent)?.structure;
        let emergency = self.emergencies.entry(entry.object).or_default();
        if emergency.until != entry.until {
            *emergency = Emergency { until: entry.until, officers: Vec::new() };
        }
        emergency.officers.push((entry.actor, structure));
        if emergency.officers.len() >= OFFICERS {
            self.emergencies.remove(&entry.object);
            self.object(entry)?.vie.emergency_until = entry.until;
        }
        Ok(())
    }

    /// The end that officers already ask for one account's emergency.
    pub fn emergency_asked(&self, object: &Pseudonym) -> Option<u64> {
        self.emergencies.get(object).map(|emergency| emergency.until)
    }

    /// A raise that waits for a second direction: who asked, how many a week, until when.
    pub fn quota_asked(&self, structure: &[u8; 8]) -> Option<(&Pseudonym, u32, u64)> {
        let asked = self.quotas.get(structure)?.asked.as_ref()?;
        Some((&asked.by, asked.count, asked.until))
    }
}

impl Agent {
    /// Whether her role watches over this account: a keeper of its structure, or the vigie.
    pub fn watches(&self, other: &Agent) -> bool {
        (self.structure == other.structure && KEEPERS.contains(&self.role)) || self.role == Role::Vigie
    }
}

impl Vue<'_> {
    /// Whether an act may be made now, by its actor, on its object: everything but the signature.
    pub fn judge(&self, entry: &Entry) -> Result<(), Void> {
        self.is_held(entry)?;
        match entry.kind {
            Kind::Freeze if is_gel(entry) => self.may_freeze(entry),
            Kind::BreakGlass => self.may_break_glass(entry),
            Kind::Incident if is_etape(entry) => self.may_step(entry),
            Kind::Incident => self.may_review(entry),
            Kind::Proposal => self.may_propose(entry),
            Kind::Approval => self.may_sign(entry),
            Kind::ProposalRefused => self.may_refuse(entry),
            Kind::Confirmation => self.may_confirm(entry),
            Kind::Veto => self.may_veto(entry),
            Kind::Restoration => self.may_restore(entry),
            Kind::Waking => self.may_wake(entry),
            Kind::Closing => self.may_end(entry),
            Kind::Mover => {
                self.may_end(entry)?;
                if entry.until > self.latest() { Ok(()) } else { Err(Void::Time) }
            }
            Kind::Training => self.may_train(entry),
            Kind::Recertification => self.may_certify(entry),
            Kind::Binding => {
                let object = self.living(&entry.object)?;
                self.acting_parrain(&entry.actor, &entry.object, &object.structure)?;
                let is_bound = self.agents().any(|(_, agent)| agent.identites.contains(&entry.content));
                let fits = object.is_enrolled() && !is_bound && object.identites.len() < IDENTITES_MAX;
                if fits { Ok(()) } else { Err(Void::Agent) }
            }
            Kind::Quota => self.may_raise(entry),
            Kind::DirectionHandover => self.may_hand_over(entry),
            Kind::RightsEmergency => self.may_rescue(entry),
            Kind::Gesture => self.may_go_on(entry),
            Kind::BudgetExtension => self.may_extend(entry),
            Kind::MandatProposed if is_campagne(entry) => self.may_propose_campagne(entry),
            Kind::MandatApproved => self.may_approve_campagne(entry),
            _ => Err(Void::NoRule),
        }
    }

    /// The next tranche of one's own login, and no later one: gestures are not laid up.
    fn may_go_on(&self, entry: &Entry) -> Result<(), Void> {
        let login = self.login_of(&entry.login).filter(|login| login.agent == entry.actor).ok_or(Void::Agent)?;
        let opens = self.agent(&entry.actor).is_some_and(|agent| agent.state(self.latest()).opens());
        let is_next = entry.count == login.tranches().saturating_add(1) && entry.purpose == 0 && entry.until == 0;
        if opens && is_next { Ok(()) } else { Err(Void::Agent) }
    }

    /// More dossiers for the day of a colleague who has nearly used hers: given by the direction or by a parrain, who is her line
    /// manager, or by a neighbour's direction while neither is there: twice a day by two of them, and never by oneself.
    fn may_extend(&self, entry: &Entry) -> Result<(), Void> {
        let (whose, time) = (extended(entry), self.latest());
        let object = self.acting(&whose)?;
        let actor = self.acting(&entry.actor)?;
        let answers = actor.structure == object.structure && actor.vouches();
        if entry.actor == whose || !(answers || self.is_called_for(actor, &whose, object)) {
            return Err(Void::Agent);
        }
        let is_written = entry.count == u32::from(RALLONGE) && entry.content[16..] == [0; 16];
        if !is_written || entry.until != day_end(time) {
            return Err(Void::Time);
        }
        let is_due =
            object.usage.is_nearly_spent(object.role, time) && object.usage.may_be_extended_by(&entry.actor, time);
        if is_due { Ok(()) } else { Err(Void::Quota) }
    }

    /// Whether this direction is the neighbour to call: of the same region, while nobody is signed in there who could still give.
    fn is_called_for(&self, actor: &Agent, whose: &Pseudonym, object: &Agent) -> bool {
        let time = self.latest();
        let is_at_work = |agent: &Agent| {
            let login = agent.login.and_then(|login| self.login_of(&login));
            login.is_some_and(|login| login.ended.is_none() && time < login.until)
        };
        let could_give = |(name, agent): (&Pseudonym, &Agent)| {
            agent.structure == object.structure
                && agent.vouches()
                && name != whose
                && agent.state(time) == State::Active
                && object.usage.may_be_extended_by(name, time)
                && is_at_work(agent)
        };
        actor.role == Role::Direction
            && actor.structure != object.structure
            && region(&actor.structure).is_some()
            && region(&actor.structure) == region(&object.structure)
            && !self.agents().any(could_give)
    }

    /// The actor is active, with one of these roles, in the structure of an account that lives.
    fn keeps(&self, entry: &Entry, roles: &[Role]) -> Result<(), Void> {
        let structure = self.living(&entry.object)?.structure;
        self.acting_in(entry, &structure, roles).map(drop)
    }

    /// Whether one account more may be cut by this person: her own, always; somebody else's, by who keeps it.
    pub(crate) fn may_cut(&self, entry: &Entry) -> Result<(), Void> {
        let object = self.living(&entry.object)?;
        if entry.actor == entry.object || entry.actor == [0; 16] {
            return Ok(());
        }
        let actor = self.acting(&entry.actor)?;
        if !actor.watches(object) {
            return Err(Void::Agent);
        }
        let most = if actor.role == Role::Vigie { CUTS_VIGIE_MAX } else { CUTS_MAX };
        if actor.cuts_of_day(self.latest()) < most { Ok(()) } else { Err(Void::Quota) }
    }

    /// Whether this person may close this account: a gestionnaire those who read, the direction those who keep, the DPO
    /// the direction.
    fn may_end(&self, entry: &Entry) -> Result<(), Void> {
        let by: &[Role] = match self.living(&entry.object)?.role {
            Role::Direction => &[Role::Dpo],
            Role::Dpo | Role::Gestionnaire | Role::Vigie => &[Role::Direction],
            _ => &[Role::Direction, Role::Gestionnaire],
        };
        self.keeps(entry, by)?;
        let actor = self.agent(&entry.actor).ok_or(Void::Agent)?;
        if actor.cuts_of_day(self.latest()) < CUTS_CLOSING_MAX { Ok(()) } else { Err(Void::Quota) }
    }

    fn may_propose(&self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        let genre = Genre::from_number(entry.rule).ok_or(Void::NoRule)?;
        let role = Role::from_number(entry.role).ok_or(Void::Agent)?;
        let proposer = self.acting(&entry.actor)?;
        if proposer.role != Role::Gestionnaire || proposer.structure != entry.structure || entry.actor == entry.object {
            return Err(Void::Agent);
        }
        if entry.until <= time || entry.until > time.saturating_add(GRANT_MAX) {
            return Err(Void::Time);
        }
        let is_reader = role != Role::Gestionnaire;
        if entry.count > u32::from(is_reader) {
            return Err(Void::Agent);
        }
        let waits = |h: &&Habilitation| h.proposer == entry.actor && self.is_waiting(h);
        if self.regles.cosignature && self.habilitations().filter(waits).count() >= PENDING_MAX {
            return Err(Void::Quota);
        }
        let week = |all: &[u64]| all.iter().filter(|at| **at + WEEK > time).count();
        let accounts = self.quota(&entry.structure).map_or(PROPOSER_WEEK_MAX, |count| count as usize);
        let is_over = match genre {
            Genre::Renouvellement => week(&proposer.renewed) >= RENEWALS_WEEK_MAX,
            _ => week(&proposer.proposed) >= accounts + PROPOSALS_MORE_MAX,
        };
        if self.regles.cosignature && is_over {
            return Err(Void::Quota);
        }
        match genre {
            Genre::Nouveau => self.may_begin(entry, role),
            Genre::Renouvellement | Genre::Cles => self.may_change(entry, role),
            Genre::Direction => {
                self.may_change(entry, self.agent(&entry.object).ok_or(Void::Agent)?.role)?;
                let object = self.acting(&entry.object)?;
                let fits = role == Role::Direction && !matches!(object.role, Role::Direction | Role::Gestionnaire);
                if fits { Ok(()) } else { Err(Void::Agent) }
            }
        }
    }

    fn may_begin(&self, entry: &Entry, role: Role) -> Result<(), Void> {
        let time = self.latest();
        if self.agent(&entry.object).is_some() || entry.object == [0; 16] {
            return Err(Void::Agent);
        }
        let here = |a: &&Agent| a.structure == entry.structure && a.role == role && a.state(time) != State::Closed;
        let count = self.agents().map(|(_, agent)| agent).filter(here).count();
        match role {
            Role::Gestionnaire if count >= GESTIONNAIRES_MAX => Err(Void::Quota),
            Role::Direction if count > 0 => Err(Void::Agent),
            _ => Ok(()),
        }
    }

    fn may_change(&self, entry: &Entry, role: Role) -> Result<(), Void> {
        let object = self.living(&entry.object)?;
        let is_busy = self.habilitation(&entry.object).is_some_and(|h| !h.is_expired(self.latest()));
        let fits = object.structure == entry.structure && object.role == role && object.is_enrolled() && !is_busy;
        if fits { Ok(()) } else { Err(Void::Agent) }
    }

    fn may_sign(&self, entry: &Entry) -> Result<(), Void> {
        let habilitation = self.habilitation(&entry.object).ok_or(Void::Agent)?;
        self.may_approve(habilitation, &entry.actor)?;
        let says_it = entry.content == habilitation.request
            && entry.structure == habilitation.structure
            && entry.role == habilitation.role as u8;
        if says_it && entry.actor != entry.object { Ok(()) } else { Err(Void::Piece) }
    }

    fn may_refuse(&self, entry: &Entry) -> Result<(), Void> {
        let habilitation = self.habilitation(&entry.object).ok_or(Void::Agent)?;
        self.may_approve(habilitation, &entry.actor)?;
        if entry.content != habilitation.request {
            return Err(Void::Piece);
        }
        match entry.rule {
            refusal::REFUSED => Ok(()),
            refusal::DECLINED if !habilitation.is_ceremony => Ok(()),
            _ => Err(Void::NoRule),
        }
    }

    fn may_veto(&self, entry: &Entry) -> Result<(), Void> {
        let object = self.living(&entry.object)?;
        self.acting_in(entry, &object.structure, &KEEPERS)?;
        let waiting = self.habilitation(&entry.object).filter(|h| !h.is_expired(self.latest()));
        // Who proposed does not take it back to try the lot again.
        let is_hers = waiting.is_some_and(|h| h.proposer == entry.actor);
        let may = object.is_being_born(self.latest()) || waiting.is_some();
        if may && !is_hers { Ok(()) } else { Err(Void::Agent) }
    }

    fn may_confirm(&self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        let object = self.living(&entry.object)?;
        self.acting_parrain(&entry.actor, &entry.object, &object.structure)?;
        let has_come = object.opens_from().is_some_and(|from| time >= from + CONFIRMATION_MIN);
        let is_it = object.state(time) == State::Probation && has_come && !object.was_signed_by(&entry.actor);
        if is_it { Ok(()) } else { Err(Void::Agent) }
    }

    fn may_restore(&self, entry: &Entry) -> Result<(), Void> {
        let object = self.living(&entry.object)?;
        let suspension = object.vie.suspended.as_ref().ok_or(Void::Agent)?;
        let actor = self.acting(&entry.actor)?;
        let is_apart =
            entry.actor != entry.object && !suspension.by.contains(&entry.actor) && !object.was_signed_by(&entry.actor);
        // Two roles; or, where a structure has nobody left, the vigie of two structures.
        let is_other = |name: &Pseudonym, role: Role| {
            role != actor.role
                || (role == Role::Vigie && self.agent(name).is_some_and(|first| first.structure != actor.structure))
        };
        let is_second = suspension.first.is_none_or(|(name, role)| name != entry.actor && is_other(&name, role));
        if actor.watches(object) && is_apart && is_second { Ok(()) } else { Err(Void::Agent) }
    }

    fn may_wake(&self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        let object = self.living(&entry.object)?;
        if object.was_signed_by(&entry.actor) {
            return Err(Void::Agent);
        }
        // A probation that nobody confirmed is woken by who could have confirmed it.
        let is_essai = object.causes().into_iter().flatten().any(|(c, since)| c == Cause::Essai && since <= time);
        if is_essai {
            self.acting_parrain(&entry.actor, &entry.object, &object.structure)?;
        } else {
            self.keeps(entry, &[Role::Direction, Role::Gestionnaire])?;
        }
        let is_cured = |cause: Cause| matches!(cause, Cause::Attente | Cause::Inusite | Cause::Essai);
        let mut came = object.causes().into_iter().flatten().filter(|(_, since)| *since <= time);
        let may = object.state(time) == State::Asleep && came.all(|(cause, _)| is_cured(cause));
        if may { Ok(()) } else { Err(Void::Agent) }
    }

    fn may_train(&self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        let object = self.living(&entry.object)?;
        let is_hers = entry.actor == entry.object && object.is_enrolled() && object.vie.suspended.is_none();
        if !is_hers {
            return Err(Void::Agent);
        }
        if entry.until > time && entry.until <= time + training(object.role) { Ok(()) } else { Err(Void::Time) }
    }

    fn may_certify(&self, entry: &Entry) -> Result<(), Void> {
        let object = self.living(&entry.object)?;
        // The direction reviews her team; the DPO reviews her, and those who manage accounts.
        let reviewer = match object.role {
            Role::Direction | Role::Gestionnaire => Role::Dpo,
            _ => Role::Direction,
        };
        self.acting_in(entry, &object.structure, &[reviewer])?;
        let time = self.latest();
        let latest = time + certification(object.role) + CAMPAIGN;
        let fits = object.is_enrolled() && entry.until > time && entry.until <= latest;
        if fits { Ok(()) } else { Err(Void::Time) }
    }

    fn may_raise(&self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        let actor = self.acting(&entry.actor)?;
        if actor.role != Role::Direction {
            return Err(Void::Agent);
        }
        if entry.count == 0 || entry.count > QUOTA_MAX || entry.until <= time || entry.until > time + QUOTA_LIFE_MAX {
            return Err(Void::Time);
        }
        if actor.structure == entry.structure {
            return Ok(());
        }
        let asked = self.quotas.get(&entry.structure).and_then(|quota| quota.asked.as_ref()).ok_or(Void::Agent)?;
        let first = self.agent(&asked.by).ok_or(Void::Agent)?;
        let is_same = (asked.count, asked.until) == (entry.count, entry.until);
        if is_same && first.racine != actor.racine { Ok(()) } else { Err(Void::Agent) }
    }

    fn may_hand_over(&self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        let habilitation = self.habilitation(&entry.object).ok_or(Void::Agent)?;
        let approved = habilitation.approved_at.ok_or(Void::Agent)?;
        let next = self.acting(&entry.object)?;
        let fits = habilitation.genre == Genre::Direction
            && !habilitation.is_expired(time)
            && next.structure == entry.structure
            && next.role != Role::Gestionnaire;
        if !fits {
            return Err(Void::Agent);
        }
        match self.direction_of(&entry.structure) {
            Some(direction) => {
                self.acting(direction)?;
                if entry.actor == *direction { Ok(()) } else { Err(Void::Agent) }
            }
            // The place is empty: she takes it herself, a week after the last approval.
            None if entry.actor == entry.object && time >= approved + COOLING_LONG => Ok(()),
            None => Err(Void::Time),
        }
    }

    fn may_rescue(&self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        let officer = self.acting(&entry.actor)?;
        let object = self.living(&entry.object)?;
        let fits = officer.role == Role::Vigie
            && entry.actor != entry.object
            && object.is_enrolled()
            && object.vie.suspended.is_none();
        if !fits {
            return Err(Void::Agent);
        }
        if entry.until <= time || entry.until > time + EMERGENCY_MAX {
            return Err(Void::Time);
        }
        let known = self.emergencies.get(&entry.object).filter(|e| time < e.until);
        if known.is_some_and(|known| known.until != entry.until) {
            return Err(Void::Time);
        }
        let is_new = known.is_none_or(|e| e.officers.iter().all(|(_, structure)| *structure != officer.structure));
        if is_new { Ok(()) } else { Err(Void::Agent) }
    }

    /// The weekly quota of a structure, if it was raised and still holds.
    pub fn quota(&self, structure: &[u8; 8]) -> Option<u32> {
        let granted = self.quotas.get(structure)?.granted.as_ref()?;
        (self.latest() < granted.until).then_some(granted.count)
    }
}
