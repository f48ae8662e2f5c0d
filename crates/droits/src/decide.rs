//! `decide`: the one place that says yes. The coffre asks before it writes an entry; the contre-clé asks
//! again, of its own registre, before it releases a key.

use journal::Kind;
use journal::act::{Act, Purpose};
use journal::entry::{Entry, LoginId, Pseudonym};

use crate::budget::{ESSAI_EXPLAINED_MAX, explanation};
use crate::habilitation::regles::ESSAI_CREATIONS_MAX;
use crate::registre::{Agent, Registre, State};
use crate::role::Role;

/// What is asked, with nothing that only one side knows.
#[derive(Clone, Copy, Debug)]
pub struct Demande {
    /// Which browser.
    pub login: LoginId,
    /// What its path asks for.
    pub act: Act,
    /// The dossier, and the structure that accompanies it; `None` for a list.
    pub subject: Option<(Pseudonym, [u8; 8])>,
    /// SHA-256 of what was signed.
    pub request: [u8; 32],
    /// Milliseconds.
    pub time: u64,
    /// Code of the fact that explains, zero if none.
    pub explanation: u8,
}

/// The right to write one entry of this shape: it only comes from [`decide`].
#[derive(Clone, Copy, Debug)]
pub struct Permit {
    demande: Demande,
    actor: Pseudonym,
    role: Role,
    structure: [u8; 8],
    explained: u16,
    unexplained: u16,
    reveals: u16,
}

/// Why not. The number is the `rule` of the refusal's entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Refus {
    /// No such login.
    LoginUnknown = 1,
    /// It ended; the rule says how.
    LoginEnded = 2,
    /// Its 12 hours are over.
    LoginExpired = 3,
    /// The account carries no right now.
    Account = 4,
    /// The role does not do this.
    Role = 5,
    /// Another structure accompanies this dossier, or none does: one answer.
    NotYours = 6,
    /// This very request was already used.
    Replay = 7,
    /// The day's dossiers are used up.
    BudgetDay = 8,
    /// The day's reveals are used up.
    BudgetReveals = 9,
    /// The network's fuse.
    Fuse = 10,
    /// What a probation allows is used up.
    BudgetEssai = 11,
}

/// Decides. Order: the login, the account, the role, the structure, replay, budgets, fuse.
///
/// # Errors
/// [`Refus`]: the first rule that says no.
pub fn decide(registre: &Registre, demande: Demande) -> Result<Permit, Refus> {
    // An entry that claims an hour already past is judged at the hour that the journal has reached.
    let time = demande.time.max(registre.latest());
    let login = registre.login_of(&demande.login).ok_or(Refus::LoginUnknown)?;
    if login.ended.is_some() {
        return Err(Refus::LoginEnded);
    }
    if time >= login.until {
        return Err(Refus::LoginExpired);
    }
    let agent = registre.agent(&login.agent).ok_or(Refus::Account)?;
    let state = agent.state(time);
    if !state.opens() {
        return Err(Refus::Account);
    }
    let act = demande.act;
    if state == State::Probation && act.purpose == Purpose::Import {
        return Err(Refus::BudgetEssai);
    }
    if !agent.role.allows(act.kind, act.classes, act.purpose) {
        return Err(Refus::Role);
    }
    if demande.subject.is_some_and(|(_, structure)| structure != agent.structure) {
        return Err(Refus::NotYours);
    }
    if login.has_seen(&demande.request) {
        return Err(Refus::Replay);
    }
    let is_counted = registre.regles.budget;
    let is_essai = state == State::Probation && registre.regles.cosignature;
    if is_essai && act.kind == Kind::Creation && agent.day.creations(time) >= ESSAI_CREATIONS_MAX {
        return Err(Refus::BudgetEssai);
    }
    if is_counted && act.kind == Kind::Creation && !agent.day.allows_creation(time) {
        return Err(Refus::BudgetDay);
    }
    let (mut explained, mut unexplained, mut reveals) = agent.day.counters(time);
    if let Some((subject, _)) = demande.subject.filter(|_| act.kind.reads()) {
        if is_essai && !is_within_essai(agent, &demande, &subject, time) {
            return Err(Refus::BudgetEssai);
        }
        if is_counted && !agent.day.allows(time, &subject) {
            return Err(Refus::BudgetDay);
        }
        if is_counted && act.kind == Kind::Reveal && !agent.day.allows_reveal(time) {
            return Err(Refus::BudgetReveals);
        }
        if !agent.day.has_seen(time, &subject) {
            if is_counted && !registre.fuse().allows(time) {
                return Err(Refus::Fuse);
            }
            match demande.explanation {
                0 => unexplained += 1,
                _ => explained += 1,
            }
        }
        reveals += u16::from(act.kind == Kind::Reveal);
    }
    Ok(Permit {
        demande,
        actor: login.agent,
        role: agent.role,
        structure: agent.structure,
        explained,
        unexplained,
        reveals,
    })
}

/// On probation: what she made herself; 40 a day that another person's act explains; 5 that nothing does, in all.
fn is_within_essai(agent: &Agent, demande: &Demande, subject: &Pseudonym, time: u64) -> bool {
    match demande.explanation {
        explanation::CREATION => agent.essai.has_created(subject),
        0 => agent.essai.allows(subject),
        _ => agent.day.has_seen(time, subject) || agent.day.counters(time).0 < ESSAI_EXPLAINED_MAX,
    }
}

impl Permit {
    /// The entry that records this permit. The caller adds what it read: etat, epoch, content, fields, count.
    pub fn entry(&self) -> Entry {
        let act = self.demande.act;
        let mut entry = Entry::new(act.kind);
        entry.decision = journal::entry::Decision::Granted;
        entry.time = self.demande.time;
        entry.actor = self.actor;
        entry.login = self.demande.login;
        entry.structure = self.structure;
        entry.request = self.demande.request;
        if act.kind == Kind::JournalRead {
            entry.subject = self.demande.subject.map_or([0; 16], |(subject, _)| subject);
            return entry;
        }
        entry.purpose = act.purpose as u8;
        if act.kind == Kind::Creation {
            entry.subject = self.demande.subject.map_or([0; 16], |(subject, _)| subject);
            return entry;
        }
        if let Some((subject, _)) = self.demande.subject {
            entry.subject = subject;
            entry.classes = act.classes;
            entry.explanation = self.demande.explanation;
            entry.role = self.role as u8;
        }
        if act.kind.reads() {
            entry.explained = self.explained;
            entry.unexplained = self.unexplained;
        }
        if matches!(act.kind, Kind::MandatProposed | Kind::MandatEnded) {
            entry.object = act.mandat.unwrap_or_default();
        }
        if act.kind == Kind::Reveal {
            entry.count = u32::from(self.reveals);
        }
        entry
    }

    /// Who.
    pub fn actor(&self) -> Pseudonym {
        self.actor
    }

    /// Her structure.
    pub fn structure(&self) -> [u8; 8] {
        self.structure
    }

    /// New dossiers of the day, this one counted.
    pub fn openings(&self) -> u16 {
        self.explained + self.unexplained
    }

    /// Reveals of the day, this one counted.
    pub fn reveals(&self) -> u16 {
        self.reveals
    }
}

impl Refus {
    /// The entry that records this refusal. What is not known stays at zero.
    pub fn entry(self, registre: &Registre, demande: &Demande) -> Entry {
        let mut entry = Entry::new(Kind::Refusal);
        entry.decision = journal::entry::Decision::Refused;
        entry.rule = self as u8;
        entry.time = demande.time;
        entry.login = demande.login;
        entry.request = demande.request;
        entry.classes = demande.act.classes;
        entry.purpose = demande.act.purpose as u8;
        entry.subject = demande.subject.map_or([0; 16], |(subject, _)| subject);
        if let Some(login) = registre.login_of(&demande.login) {
            entry.actor = login.agent;
            entry.structure = registre.agent(&login.agent).map_or([0; 8], |a| a.structure);
        }
        entry
    }
}
