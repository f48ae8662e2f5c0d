//! `decide`: the one place that says yes. The coffre asks before it writes an entry; the contre-clé asks
//! again, of its own registre, before it releases a key.

use journal::Kind;
use journal::act::{Act, Purpose, classes};
use journal::entry::{Entry, LoginId, Pseudonym};

use crate::budget::{
    CODES_PER_PERSON_MAX, CONTROLES_PER_DAY_MAX, ESSAI_EXPLAINED_MAX, PRISES_MAX, Plafonds, TRANCHE, explanation,
};
use crate::faits::Dit;
use crate::habilitation::regles::ESSAI_CREATIONS_MAX;
use crate::registre::{Agent, Login, Registre, State};
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
    /// Of a statement, what it says.
    pub dit: Option<Dit>,
    /// Of a page of labels, the distinct persons that lists will have shown this agent today, hers counted: only the side that
    /// knows them can say.
    pub lignes: u16,
}

impl Demande {
    /// What a request asks for, of nobody yet; the sequencer sets the time.
    pub fn new(login: LoginId, act: Act, request: [u8; 32]) -> Demande {
        Demande { login, act, subject: None, request, time: 0, explanation: 0, dit: None, lignes: 0 }
    }
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
    listed: u16,
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
    /// The day's facts are used up, or the week's portefeuilles taken over.
    BudgetFaits = 12,
    /// The fact that was to explain does not stand.
    Explication = 13,
    /// What may stay unexplained in a day, or in seven, is used up.
    BudgetInexplique = 14,
    /// The tranche is used up: a gesture of the passkey begins the next.
    Tranche = 15,
    /// The day's distinct persons in lists are used up.
    BudgetLignes = 16,
    /// The hour's dossiers are used up.
    BudgetHeure = 17,
    /// The dossiers of seven days are used up.
    BudgetSemaine = 18,
    /// The day's delicate parts, or prints, are used up.
    BudgetParties = 19,
    /// The day's checks of leaks are used up.
    BudgetControles = 20,
    /// The structure, or the network, is frozen for an incident.
    Gel = 21,
    /// The codes of the day are used up: hers, or those that this person is sent.
    BudgetCodes = 22,
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
    if !state.opens() || (registre.regles.budget && agent.usage.is_barred(time)) {
        return Err(Refus::Account);
    }
    // Who looks into an incident goes on reading the journal; nobody reads a dossier.
    if registre.is_frozen(&agent.structure, time) && !agent.role.reads_journal() {
        return Err(Refus::Gel);
    }
    let act = demande.act;
    if state == State::Probation && act.purpose == Purpose::Import {
        return Err(Refus::BudgetEssai);
    }
    // The readings of one dossier are for those who may open it and the DPO; those of whole accounts, for those who open none.
    let may = match (act.kind, demande.subject) {
        (Kind::JournalRead, None) => agent.role.reads_journal(),
        (Kind::JournalRead, Some(_)) => agent.role.reads_readers(),
        (Kind::TokenLookup, _) if act.purpose == Purpose::Controle => agent.role.reads_journal(),
        _ => agent.role.allows(act.kind, act.classes, act.purpose),
    };
    if !may {
        return Err(Refus::Role);
    }
    if act.kind == Kind::Explanation {
        may_state(registre, agent, &login.agent, &demande, time)?;
    }
    let elsewhere = demande.subject.filter(|(_, structure)| *structure != agent.structure);
    if elsewhere.is_some_and(|there| !registre.is_broken_for(&login.agent, &there, &act, time)) {
        return Err(Refus::NotYours);
    }
    if login.has_seen(&demande.request) {
        return Err(Refus::Replay);
    }
    let is_counted = registre.regles.budget;
    let is_essai = state == State::Probation && registre.regles.cosignature;
    if is_essai && act.kind == Kind::Creation && agent.usage.creations(time) >= ESSAI_CREATIONS_MAX {
        return Err(Refus::BudgetEssai);
    }
    if is_counted && act.kind == Kind::Creation && !agent.usage.allows_creation(time) {
        return Err(Refus::BudgetDay);
    }
    let most = Plafonds::of(agent.role);
    if is_counted && act.kind == Kind::ResultPage && demande.lignes.max(agent.usage.listed(time)) > most.lignes {
        return Err(Refus::BudgetLignes);
    }
    let is_controle = act.kind == Kind::TokenLookup && act.purpose == Purpose::Controle;
    if is_counted && is_controle && !agent.usage.allows_controle(time) {
        return Err(Refus::BudgetControles);
    }
    let mut counts = agent.usage.of_day(time);
    let mut reveals = agent.usage.reveals(time);
    if let Some((subject, _)) = demande.subject.filter(|_| act.kind.reads()) {
        let is_explained =
            registre.explains(&login.agent, &subject, demande.explanation, time).ok_or(Refus::Explication)?;
        if is_essai && !is_within_essai(agent, &demande, &subject, time) {
            return Err(Refus::BudgetEssai);
        }
        if is_counted {
            is_within_day(agent, login, &demande, &subject, is_explained, time)?;
        }
        if !agent.usage.has_seen(time, &subject) {
            if is_counted && !registre.fuse().allows(time) {
                return Err(Refus::Fuse);
            }
            counts.explained += u16::from(is_explained);
            counts.unexplained += u16::from(!is_explained);
        }
        reveals += u16::from(act.kind == Kind::Reveal);
    }
    Ok(Permit {
        demande,
        actor: login.agent,
        role: agent.role,
        structure: agent.structure,
        explained: counts.explained,
        unexplained: counts.unexplained,
        reveals,
        listed: demande.lignes,
    })
}

/// What the role may read, and what the login may before its next gesture. The tranche comes last: a gesture is never asked
/// for what would be refused all the same.
fn is_within_day(
    agent: &Agent,
    login: &Login,
    demande: &Demande,
    subject: &Pseudonym,
    is_explained: bool,
    time: u64,
) -> Result<(), Refus> {
    let (usage, most) = (&agent.usage, agent.usage.plafonds(agent.role, time));
    let act = demande.act;
    if act.kind == Kind::Reveal && usage.reveals(time) >= most.revelations {
        return Err(Refus::BudgetReveals);
    }
    let is_printed = act.kind != Kind::Print || usage.allows_print(time, subject, most.impressions);
    if !is_printed || (unfolds(act.classes) && !usage.allows_unfolding(time, subject, most.delicats)) {
        return Err(Refus::BudgetParties);
    }
    if usage.has_seen(time, subject) {
        return Ok(());
    }
    let (today, week) = (usage.of_day(time), usage.of_week(time));
    if today.all() >= most.jour {
        return Err(Refus::BudgetDay);
    }
    if week.all() >= most.semaine {
        return Err(Refus::BudgetSemaine);
    }
    let is_spent = today.unexplained >= most.inexplique_jour || week.unexplained >= most.inexplique_semaine;
    if !is_explained && is_spent {
        return Err(Refus::BudgetInexplique);
    }
    if usage.of_hour(time) >= most.heure {
        return Err(Refus::BudgetHeure);
    }
    if login.is_spent() { Err(Refus::Tranche) } else { Ok(()) }
}

/// Whether these classes hold what is delicate, or money.
pub(crate) fn unfolds(asked: u8) -> bool {
    asked & (classes::C5 | classes::C6) != 0
}

/// Who may state what of whom, and how often. Taking one's word back is always open to who may give it.
fn may_state(registre: &Registre, agent: &Agent, me: &Pseudonym, demande: &Demande, time: u64) -> Result<(), Refus> {
    let code = demande.explanation;
    if !agent.role.states(code) {
        return Err(Refus::Role);
    }
    let dit = demande.dit.unwrap_or_default();
    let is_withdrawn = dit.jusqua <= time;
    if explanation::is_code(code) {
        return may_use_code(registre, agent, me, demande, time);
    }
    if code == explanation::REMPLACEMENT && !agent.role.distributes() {
        // She takes over for herself; who is replaced may end it.
        let is_hers = dit.pour == *me || (is_withdrawn && dit.de == *me);
        if !is_hers {
            return Err(Refus::Role);
        }
    }
    if is_withdrawn || !registre.regles.budget {
        return Ok(());
    }
    let own = demande.subject.map(|(subject, _)| subject).filter(|_| is_own(&dit, agent, me));
    let takes = code == explanation::REMPLACEMENT && dit.pour == *me;
    let is_known = takes && registre.faits().replaces(me, &dit.de, time).is_some();
    if takes && !is_known && agent.prises(time) >= PRISES_MAX {
        return Err(Refus::BudgetFaits);
    }
    let most = Plafonds::of(agent.role).faits_propres;
    if agent.usage.allows_fact(time, own.as_ref(), most) { Ok(()) } else { Err(Refus::BudgetFaits) }
}

/// Who may have a code sent, and say it: for herself; so many a day; within its minutes, its tries and the login that asked.
fn may_use_code(registre: &Registre, agent: &Agent, me: &Pseudonym, demande: &Demande, time: u64) -> Result<(), Refus> {
    let dit = demande.dit.unwrap_or_default();
    let Some((sujet, _)) = demande.subject.filter(|_| dit.pour == *me) else { return Err(Refus::Role) };
    if demande.explanation == explanation::CODE {
        let attente = registre.codes().attente(me, &sujet, &demande.login, time);
        return attente.map(drop).ok_or(Refus::Explication);
    }
    let is_free = dit.jusqua <= time || !registre.regles.budget;
    let is_within = agent.usage.allows_code(time) && registre.codes().allows(&sujet, time);
    if is_free || is_within { Ok(()) } else { Err(Refus::BudgetCodes) }
}

/// Whether a fact serves who states it: it names her, or whoever is free where she answers.
pub(crate) fn is_own(dit: &Dit, agent: &Agent, me: &Pseudonym) -> bool {
    dit.pour == *me || (dit.pour == [0; 16] && agent.role.accompanies())
}

/// On probation: what she made herself; 40 a day that another person's act explains; 5 that nothing does, in all.
fn is_within_essai(agent: &Agent, demande: &Demande, subject: &Pseudonym, time: u64) -> bool {
    match demande.explanation {
        explanation::CREATION => agent.essai.has_created(subject),
        0 => agent.essai.allows(subject),
        _ => agent.usage.has_seen(time, subject) || agent.usage.of_day(time).explained < ESSAI_EXPLAINED_MAX,
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
        if act.kind == Kind::Explanation {
            entry.purpose = 0;
            entry.subject = self.demande.subject.map_or([0; 16], |(subject, _)| subject);
            entry.explanation = self.demande.explanation;
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
        if act.kind == Kind::ResultPage {
            entry.unexplained = self.listed;
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
    /// The inclusive limit that this refusal is about, of these; zero when there is none.
    pub const fn limite(self, most: Plafonds) -> u16 {
        match self {
            Refus::BudgetDay => most.jour,
            Refus::BudgetHeure => most.heure,
            Refus::BudgetSemaine => most.semaine,
            Refus::BudgetReveals => most.revelations,
            Refus::BudgetLignes => most.lignes,
            Refus::BudgetInexplique => most.inexplique_jour,
            Refus::Tranche => TRANCHE,
            Refus::BudgetControles => CONTROLES_PER_DAY_MAX,
            Refus::BudgetCodes => CODES_PER_PERSON_MAX,
            _ => 0,
        }
    }

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
