//! The oracle: rights folded from the specification alone (`docs/adr/0009-nul-ne-cree-un-droit-seul.md`), plain and slow.
//!
//! Nothing is computed ahead but what each life comes to, which a test reads again from its first line.

use std::rc::Rc;

use droits::Attest;
use droits::Role;
use droits::piece::{Assertion, Credential, LoginPiece};
use droits::registre::State;
use droits::signature::{LOGIN, challenge, sha256};
use journal::Kind;
use journal::entry::{Entry, LoginId, Pseudonym};

use crate::signature::{acte, own_key, statement};
use crate::vie::{Bilan, DAY, Fait, HOUR, MINUTE, TOGETHER, Vie};

const LOGIN_MAX: u64 = 12 * HOUR;
const INVITATION_MAX: u64 = 15 * MINUTE;
const WEEK: u64 = 7 * DAY;

/// Every life, and the few things that belong to no account.
#[derive(Clone, Debug, Default)]
pub struct Modele {
    pub vies: Vec<Vie>,
    pub logins: Vec<Connexion>,
    pub quotas: Vec<Rallonge>,
    pub challenges: Vec<[u8; 32]>,
    /// Who cut another's account, and when: suspended, closed or moved.
    pub cuts: Vec<(u64, Pseudonym)>,
    pub fictional: Option<bool>,
    pub is_console_closed: bool,
    pub latest: u64,
}

/// A signed-in browser.
#[derive(Clone, Debug)]
pub struct Connexion {
    pub id: LoginId,
    pub agent: Pseudonym,
    pub until: u64,
    pub is_over: bool,
}

/// One signature under a raised quota; the second makes it hold.
#[derive(Clone, Debug)]
pub struct Rallonge {
    pub structure: [u8; 8],
    pub count: u32,
    pub until: u64,
    pub by: Pseudonym,
    pub holds: bool,
}

/// An entry being judged: `t` is the time that counts.
pub struct Acte<'a> {
    pub t: u64,
    pub entry: &'a Entry,
    pub piece: Option<&'a [u8]>,
    pub attest: &'a dyn Attest,
}

/// What an entry does to accounts; `None` when it is void.
pub type Effet = Option<Vec<(Pseudonym, Fait)>>;

/// The whole specification as one function: which of these entries count, and where they lead.
pub fn state_of(history: &[(Entry, Option<Vec<u8>>)], attest: &dyn Attest) -> (Modele, Vec<bool>) {
    let mut modele = Modele::default();
    let counted = history.iter().map(|(entry, piece)| modele.step(entry, piece.as_deref(), attest)).collect();
    (modele, counted)
}

/// Goes on only when the condition holds.
pub fn need(condition: bool) -> Option<()> {
    condition.then_some(())
}

impl Modele {
    /// Takes one entry; whether it counts.
    pub fn step(&mut self, entry: &Entry, piece: Option<&[u8]>, attest: &dyn Attest) -> bool {
        self.latest = self.latest.max(entry.time);
        let acte = Acte { t: self.latest, entry, piece, attest };
        let Some(effets) = self.judge(&acte) else { return false };
        for (id, fait) in effets {
            match self.vies.iter_mut().find(|vie| vie.id == id) {
                Some(vie) => vie.lives(acte.t, fait),
                None => self.vies.push(Vie::begins(id, acte.t, fait)),
            }
        }
        if is_signed(entry) {
            self.challenges.push(entry.request);
        }
        true
    }

    fn judge(&mut self, a: &Acte) -> Effet {
        match a.entry.kind {
            Kind::Genesis => self.genesis(a),
            Kind::Seed => self.seed(a),
            Kind::SeedClosed => {
                self.is_console_closed = true;
                Some(vec![])
            }
            Kind::Login => self.login(a),
            Kind::LoginEnd => self.login_end(a),
            Kind::Enrolment => match a.entry.rule {
                2 => self.newcomer_key(a),
                3 => self.own_key(a),
                _ => self.first_key(a),
            },
            Kind::AuthenticatorEnd => self.authenticator_end(a),
            Kind::Proposal => self.proposal(a),
            Kind::LotDrawn => self.lot_drawn(a),
            Kind::Approval => self.approval(a),
            Kind::ProposalRefused => self.proposal_refused(a),
            Kind::Parrain => self.parrain(a),
            Kind::Binding => self.binding(a),
            Kind::Confirmation => self.confirmation(a),
            Kind::Veto => self.veto(a),
            Kind::Suspension => self.suspension(a),
            Kind::Restoration => self.restoration(a),
            Kind::Sleep => self.sleep(a),
            Kind::Waking => self.waking(a),
            Kind::Closing => self.leaves(a, Fait::Closed),
            Kind::Mover => self.leaves(a, Fait::Moves(a.entry.until)),
            Kind::Training => self.training(a),
            Kind::Recertification => self.recertification(a),
            Kind::Quota => self.quota(a),
            Kind::DirectionHandover => self.handover(a),
            Kind::RightsEmergency => self.emergency(a),
            // Notes for readers: the clock is the rule.
            Kind::Activation | Kind::GrantEnd => Some(vec![]),
            other => unreachable!("the histories of this test hold no {other:?}"),
        }
    }

    /// What an account's life comes to.
    pub fn bilan(&self, id: &Pseudonym) -> Option<Rc<Bilan>> {
        self.vies.iter().find(|vie| vie.id == *id).map(|vie| vie.bilan.clone())
    }

    /// What every life comes to.
    pub fn bilans(&self) -> impl Iterator<Item = Rc<Bilan>> + '_ {
        self.vies.iter().map(|vie| vie.bilan.clone())
    }

    /// The first agent at the head of the line that an account was last brought into: by its proposal, or by new keys.
    pub fn root(&self, id: &Pseudonym) -> Pseudonym {
        let Some(vie) = self.vies.iter().find(|v| v.id == *id) else { return *id };
        let roots = vie.faits.iter().filter_map(|(_, fait)| match fait {
            Fait::Proposed(p) if p.rule == 1 => Some(p.root),
            Fait::Vouched { asker: Some((_, root)), .. } => Some(*root),
            _ => None,
        });
        roots.fold(*id, |_, root| root)
    }

    /// Everybody above an account: its proposer, whoever asked for its new keys, and theirs.
    pub fn ascent(&self, id: &Pseudonym) -> Vec<Pseudonym> {
        let (mut above, mut next) = (Vec::new(), vec![*id]);
        while let Some(at) = next.pop() {
            for (_, fait) in self.vies.iter().filter(|v| v.id == at).flat_map(|v| &v.faits) {
                let parent = match fait {
                    Fait::Proposed(p) if p.rule == 1 => p.by,
                    Fait::Vouched { asker: Some((by, _)), .. } => *by,
                    _ => continue,
                };
                if !above.contains(&parent) {
                    above.push(parent);
                    next.push(parent);
                }
            }
        }
        above
    }

    /// Two persons are of one line when one descends from the other.
    pub fn is_one_line(&self, one: &Pseudonym, other: &Pseudonym) -> bool {
        one == other || self.ascent(one).contains(other) || self.ascent(other).contains(one)
    }

    /// The accounts that are not closed in this structure with this role.
    pub fn standing(&self, t: u64, structure: &[u8; 8], role: Role) -> usize {
        self.bilans().filter(|b| b.structure == *structure && b.role == role && b.state(t) != State::Closed).count()
    }

    /// Who signs: live login of the actor, an authenticator of the actor, challenge never used before.
    pub fn signs(&self, a: &Acte) -> Option<Rc<Bilan>> {
        let (nonce, assertion) = acte(a.piece?)?;
        self.signs_with(a, &nonce, &assertion)
    }

    /// The same, when the assertion lies within another piece.
    pub fn signs_with(&self, a: &Acte, nonce: &[u8; 32], assertion: &Assertion) -> Option<Rc<Bilan>> {
        let me = self.bilan(&a.entry.actor)?;
        need(has_login(me.state(a.t)))?;
        let mut live = self.logins.iter().filter(|l| l.id == a.entry.login && l.agent == me.id && !l.is_over);
        need(live.any(|l| a.t < l.until))?;
        let expected = challenge("cairn/acte", nonce, statement(a.entry).as_bytes());
        need(a.entry.request == expected && !self.challenges.contains(&expected))?;
        let usable = me.usable_at(a.t);
        let credential = usable.into_iter().find(|c| c.id == assertion.credential)?;
        need(a.attest.holds(credential, &expected, assertion))?;
        Some(me)
    }

    /// Who signs and is Active: what every right asks for.
    pub fn acts(&self, a: &Acte) -> Option<Rc<Bilan>> {
        self.signs(a).filter(|me| me.state(a.t) == State::Active)
    }

    /// Whether somebody holds or held this key.
    pub fn is_bound_key(&self, id: &[u8]) -> bool {
        self.vies.iter().any(|vie| {
            vie.faits.iter().any(|(_, fait)| matches!(fait, Fait::FirstKey(c) | Fait::Key(c) if c.id == id))
                || vie.was_bound(id)
        })
    }

    fn genesis(&mut self, a: &Acte) -> Effet {
        need(self.fictional.is_none() && matches!(a.entry.rule, 1 | 2))?;
        self.fictional = Some(a.entry.rule == 1);
        Some(vec![])
    }

    fn seed(&self, a: &Acte) -> Effet {
        let e = a.entry;
        need(!self.is_console_closed && self.bilan(&e.object).is_none())?;
        let role = Role::from_number(e.role)?;
        if role == Role::Direction {
            need(!self.bilans().any(|b| b.structure == e.structure && b.role == role))?;
        }
        let enrol_until = e.until.min(e.time.saturating_add(INVITATION_MAX));
        Some(vec![(
            e.object,
            Fait::Seeded { role, structure: e.structure, enrol_until, quality: e.rule == 1, stated: e.time },
        )])
    }

    fn first_key(&self, a: &Acte) -> Effet {
        let credential = Credential::decode(a.piece?)?;
        let her = self.bilan(&a.entry.object)?;
        need(her.state(a.t) == State::Seeded && a.t <= her.enrol_until)?;
        need(!self.is_bound_key(&credential.id))?;
        Some(vec![(her.id, Fait::FirstKey(credential))])
    }

    fn newcomer_key(&self, a: &Acte) -> Effet {
        let credential = Credential::decode(a.piece?)?;
        let her = self.bilan(&a.entry.object)?;
        need(self.awaits_keys(&her, a.t))?;
        // A key may wait for two newcomers, and be bound to one.
        let waits = her.waiting_at(a.t);
        need(waits.len() < 2 && !waits.iter().any(|c| c.id == credential.id) && !self.is_bound_key(&credential.id))?;
        Some(vec![(her.id, Fait::KeyWaits(credential))])
    }

    /// A new account that is Approved, or approved new keys for one that stands, suspended or not.
    pub fn awaits_keys(&self, her: &Bilan, t: u64) -> bool {
        let approved = her.standing(t).filter(|d| d.approved_at.is_some());
        match approved.map(|d| d.proposition.rule) {
            Some(1) => her.state(t) == State::Approved,
            Some(3) => her.state(t) != State::Closed,
            _ => false,
        }
    }

    fn own_key(&self, a: &Acte) -> Effet {
        let (credential, nonce, assertion) = own_key(a.piece?)?;
        let me = self.signs_with(a, &nonce, &assertion)?;
        need(a.entry.object == me.id && a.entry.content == sha256(&credential.encode()))?;
        need(me.credentials.len() < 5 && !self.is_bound_key(&credential.id))?;
        Some(vec![(me.id, Fait::Key(credential))])
    }

    fn authenticator_end(&self, a: &Acte) -> Effet {
        let me = self.signs(a)?;
        need(a.entry.object == me.id)?;
        let ended = me.credentials.iter().find(|c| sha256(&c.id) == a.entry.content)?;
        need(me.usable_at(a.t).iter().any(|c| c.id != ended.id))?;
        Some(vec![(me.id, Fait::KeyEnded(ended.id.clone()))])
    }

    fn login(&mut self, a: &Acte) -> Effet {
        let e = a.entry;
        let piece = LoginPiece::decode(a.piece?)?;
        let me = self.bilan(&e.actor)?;
        need(has_login(me.state(a.t)))?;
        need(e.time + MINUTE >= self.latest && e.until > e.time && e.until <= e.time + LOGIN_MAX)?;
        let expected = challenge(LOGIN, &piece.nonce, &piece.browser_key);
        need(e.request == expected && e.login == expected[..16])?;
        need(!self.logins.iter().any(|l| l.id == e.login))?;
        let usable = me.usable_at(a.t);
        let credential = usable.into_iter().find(|c| c.id == piece.assertion.credential)?;
        need(a.attest.holds(credential, &expected, &piece.assertion))?;
        self.end_logins(&me.id);
        self.logins.push(Connexion { id: e.login, agent: me.id, until: e.until, is_over: false });
        Some(vec![(me.id, Fait::LoggedIn)])
    }

    fn login_end(&mut self, a: &Acte) -> Effet {
        let login = self.logins.iter_mut().find(|l| l.id == a.entry.login)?;
        login.is_over = true;
        Some(vec![])
    }

    fn suspension(&mut self, a: &Acte) -> Effet {
        let her = self.bilan(&a.entry.object)?;
        need(her.state(a.t) != State::Closed)?;
        let by = a.entry.actor;
        if by != her.id && by != [0; 16] {
            let me = self.bilan(&by).filter(|me| me.state(a.t) == State::Active)?;
            let keeps = matches!(me.role, Role::Direction | Role::Gestionnaire | Role::Dpo);
            need(keeps && me.structure == her.structure || me.role == Role::Vigie)?;
            need(self.cuts_of(a.t, &by) < if me.role == Role::Vigie { 20 } else { 3 })?;
            self.cuts.push((a.t, by));
        }
        self.end_logins(&her.id);
        Some(vec![(her.id, Fait::Suspended { by })])
    }

    fn sleep(&self, a: &Acte) -> Effet {
        let her = self.bilan(&a.entry.object)?;
        need(her.enrolled_at.is_some() && her.state(a.t) != State::Closed)?;
        Some(vec![(her.id, Fait::Sleep)])
    }

    pub fn end_logins(&mut self, agent: &Pseudonym) {
        self.logins.iter_mut().filter(|l| l.agent == *agent).for_each(|l| l.is_over = true);
    }

    fn quota(&mut self, a: &Acte) -> Effet {
        let e = a.entry;
        let me = self.acts(a)?;
        need(me.role == Role::Direction && e.count <= 20)?;
        need(e.until > a.t && e.until <= a.t + 92 * DAY)?;
        let mut holds = false;
        if me.structure != e.structure {
            let first = self.quotas.iter().rposition(|q| q.structure == e.structure && !q.holds)?;
            let asked = self.quotas[first].clone();
            need(asked.count == e.count && asked.until == e.until && self.root(&asked.by) != self.root(&me.id))?;
            self.quotas.remove(first);
            holds = true;
        } else {
            self.quotas.retain(|q| q.structure != e.structure || q.holds);
        }
        self.quotas.push(Rallonge { structure: e.structure, count: e.count, until: e.until, by: me.id, holds });
        Some(vec![])
    }

    /// How many accounts a structure, and one proposer, may bring in within seven days.
    pub fn quota_at(&self, t: u64, structure: &[u8; 8]) -> (usize, usize) {
        match self.quotas.iter().rfind(|q| q.structure == *structure && q.holds) {
            Some(q) if t < q.until => (q.count as usize, q.count as usize),
            _ => (5, 2),
        }
    }

    /// Accounts that entered in the seven days before `t`: how many of this structure, and of this proposer.
    pub fn entered(&self, t: u64, structure: &[u8; 8], proposer: &Pseudonym) -> (usize, usize) {
        let entered: Vec<Rc<Bilan>> =
            self.bilans().filter(|b| !b.is_first_agent && b.enrolled_at.is_some_and(|at| at + WEEK > t)).collect();
        let of_structure = entered.iter().filter(|b| b.structure == *structure).count();
        (of_structure, entered.iter().filter(|b| b.proposer == Some(*proposer)).count())
    }

    /// Newcomers for whom this parrain vouched in the seven days before `t`.
    pub fn vouched(&self, t: u64, parrain: &Pseudonym) -> usize {
        self.count(t, WEEK, |fait| matches!(fait, Fait::Vouched { by, .. } if by == parrain))
    }

    /// Approvals of this person in the day before `t`.
    pub fn approvals(&self, t: u64, approver: &Pseudonym) -> usize {
        self.count(t, DAY, |fait| matches!(fait, Fait::Approved { by } if by == approver))
    }

    /// Accounts that this person cut in the day before `t`, her own not counted.
    pub fn cuts_of(&self, t: u64, by: &Pseudonym) -> usize {
        self.cuts.iter().filter(|(at, who)| who == by && at + DAY > t).count()
    }

    /// Proposals that she signed in the seven days before `t`: renewals, or all others.
    pub fn proposed(&self, t: u64, by: &Pseudonym, is_renewal: bool) -> usize {
        self.count(t, WEEK, |fait| matches!(fait, Fait::Proposed(p) if p.by == *by && (p.rule == 2) == is_renewal))
    }

    /// How many such things happened in `(t - length, t]`.
    fn count(&self, t: u64, length: u64, is_such: impl Fn(&Fait) -> bool) -> usize {
        let faits = self.vies.iter().flat_map(|vie| &vie.faits);
        faits.filter(|(at, fait)| is_such(fait) && at + length > t).count()
    }
}

impl Vie {
    /// Whether this key waited here and a parrain then vouched within the five minutes.
    fn was_bound(&self, id: &[u8]) -> bool {
        let mut waited: Option<u64> = None;
        self.faits.iter().any(|(t, fait)| {
            match fait {
                Fait::KeyWaits(c) if c.id == id => waited = Some(*t),
                Fait::Vouched { .. } => return waited.is_some_and(|at| *t <= at + TOGETHER),
                _ => {}
            }
            false
        })
    }
}

/// The states in which one may sign in.
fn has_login(state: State) -> bool {
    matches!(state, State::Cooling | State::Probation | State::Active | State::Asleep)
}

/// Kinds that carry an act's challenge; a login has its own list.
fn is_signed(entry: &Entry) -> bool {
    let unsigned = matches!(
        entry.kind,
        Kind::Genesis
            | Kind::Seed
            | Kind::SeedClosed
            | Kind::Login
            | Kind::LoginEnd
            | Kind::LotDrawn
            | Kind::Suspension
            | Kind::Sleep
            | Kind::Activation
            | Kind::GrantEnd
    );
    !unsigned && entry.request != [0; 32]
}
