//! What people do next in a history: mostly the step that is due, sometimes anything else.

use droits::Role;
use droits::registre::State;
use droits::signature::sha256;
use journal::Kind;
use journal::entry::Entry;

use crate::hasard::{Hasard, Humeur, Ligne, Profil};
use crate::modele::Modele;
use crate::monde::empty;
use crate::regles::may_draw;
use crate::vie::{CAMPAIGN, CONFIRMATION_FROM, DAY, Demande, HOUR, recertification_period, training_period};

/// The next entries of a history that has come this far.
pub fn next(h: &mut Hasard, m: &Modele, history: &[Ligne]) -> Vec<Ligne> {
    let before: Vec<Profil> = profils(m, h.now.max(m.latest));
    if before.is_empty() {
        return vec![(empty(Kind::SeedClosed, h.now), None)];
    }
    let mut meanwhile = Vec::new();
    let time = h.advance(m, &before, &mut meanwhile);
    if !meanwhile.is_empty() {
        return meanwhile;
    }
    let t = time.max(m.latest);
    let all = profils(m, t);
    if h.chance(h.wrong * 5) {
        // Heard again later, word for word.
        let (entry, piece) = &history[h.below(history.len() as u64) as usize];
        let time = if h.chance(2) { entry.time } else { time };
        return vec![(Entry { time, ..entry.clone() }, piece.clone())];
    }
    let due = if h.humeur == Humeur::Rentree { 8 } else { 5 };
    let lines = if h.below(10) < due { progress(h, m, &all, t, time) } else { None };
    lines.or_else(|| (0..6).find_map(|_| other(h, m, &all, t, time))).unwrap_or_default()
}

fn profils(m: &Modele, t: u64) -> Vec<Profil> {
    m.bilans().map(|b| Profil { state: b.state(t), b }).collect()
}

/// The step that is due for some demand.
fn progress(h: &mut Hasard, m: &Modele, all: &[Profil], t: u64, time: u64) -> Option<Vec<Ligne>> {
    // Sometimes one that is void, or about a closed account: nothing comes of it.
    let is_late = h.chance(20);
    let her = h.pick(all, |p| p.b.standing(t).is_some() || is_late && p.b.demande.is_some())?.clone();
    let demande = her.b.demande.clone()?;
    let rule = demande.proposition.rule;
    match (demande.approved_at, rule) {
        (None, _) if may_draw(&demande, t) || h.chance(40) => Some(vec![draw(h, m, &her, &demande, t, time)]),
        (None, _) => approve(h, m, all, &her, &demande, t, time),
        (Some(_), 4) => {
            let e = Entry { object: her.b.id, structure: her.b.structure, ..empty(Kind::DirectionHandover, time) };
            let is_there = |p: &Profil| p.b.structure == her.b.structure && p.b.role == Role::Direction;
            let by = h.pick(all, |p| is_there(p) && p.state == State::Active).filter(|_| !h_chance(&demande, t));
            Some(h.signed(m, all, &by.unwrap_or(&her).b.clone(), e))
        }
        (Some(_), _) => vouch(h, m, all, &her, &demande, t, time),
    }
}

/// Seven days after the approval she may take the function herself.
fn h_chance(demande: &Demande, t: u64) -> bool {
    demande.approved_at.is_some_and(|at| t + HOUR >= at + 7 * DAY)
}

fn draw(h: &mut Hasard, m: &Modele, her: &Profil, demande: &Demande, t: u64, time: u64) -> Ligne {
    let seed = match demande.draws.first() {
        Some(first) if !h.chance(h.wrong * 10) => first.seed,
        _ => h.bytes(),
    };
    let is_ceremony = m.lot(&her.b, demande, t, &seed).is_some_and(|lot| lot.ceremony);
    let mut rule = if is_ceremony { 2 } else { 1 };
    let mut count = u32::try_from(demande.draws.len()).expect("at most five rounds");
    if h.chance(h.wrong * 4) {
        rule = 3 - rule;
    } else if h.chance(h.wrong * 8) {
        count = h.below(4) as u32;
    }
    (Entry { object: her.b.id, content: seed, count, rule, ..empty(Kind::LotDrawn, time) }, None)
}

fn approve(
    h: &mut Hasard,
    m: &Modele,
    all: &[Profil],
    her: &Profil,
    demande: &Demande,
    t: u64,
    time: u64,
) -> Option<Vec<Ligne>> {
    let drawn = &demande.draws.last()?.drawn;
    // Who approves does not vouch: most leave the parrains of the structure out.
    let spares = !h.chance(4);
    let is_spared = |p: &Profil| spares && p.b.is_parrain_of(&her.b.structure);
    let by = h.pick(all, |p| !is_spared(p) && m.may_approve(&p.b, &her.b, demande, t));
    let by = by.or_else(|| h.pick(all, |p| m.may_approve(&p.b, &her.b, demande, t)));
    let any = h.chance(8);
    let by = by.or_else(|| all.iter().find(|p| any && drawn.contains(&p.b.id)))?.b.clone();
    let (object, content) = (her.b.id, demande.proposition.request);
    let rule = h.below(30) as u8;
    let e = match rule {
        0 | 1 => Entry { object, rule: 1, content, ..empty(Kind::ProposalRefused, time) },
        2..=4 => Entry { object, rule: 2, content, ..empty(Kind::ProposalRefused, time) },
        _ => Entry {
            object,
            content,
            role: demande.proposition.role as u8,
            structure: demande.proposition.structure,
            ..empty(Kind::Approval, time)
        },
    };
    Some(h.signed(m, all, &by, e))
}

fn vouch(
    h: &mut Hasard,
    m: &Modele,
    all: &[Profil],
    her: &Profil,
    demande: &Demande,
    t: u64,
    time: u64,
) -> Option<Vec<Ligne>> {
    let object = her.b.id;
    let mut keys = her.b.waiting_at(t);
    let mut lines = Vec::new();
    let wanted = if h.chance(12) { h.below(6) as usize } else { 2 };
    while keys.len() < wanted {
        let line = h.newcomer_key(all, object, time);
        keys.extend(line.1.as_deref().and_then(droits::piece::Credential::decode));
        lines.push(line);
    }
    if lines.len() > 1 && h.chance(3) {
        return Some(lines);
    }
    let hashes: Vec<u8> = keys.iter().flat_map(|c| sha256(&c.encode())).collect();
    let by = h.pick(all, |p| p.state == State::Active && m.may_vouch(&p.b, &her.b, demande, t));
    let any = h.chance(4);
    let by = by.or_else(|| all.iter().find(|p| any && p.b.is_parrain_of(&her.b.structure)))?.b.clone();
    let e = Entry { object, content: sha256(&hashes), ..empty(Kind::Parrain, time) };
    lines.extend(h.signed(m, all, &by, e));
    Some(lines)
}

/// Anything else that people do, by mostly the right ones.
fn other(h: &mut Hasard, m: &Modele, all: &[Profil], t: u64, time: u64) -> Option<Vec<Ligne>> {
    let choice = if h.humeur == Humeur::Rentree && !h.chance(4) { 0 } else { h.below(100) };
    match choice {
        0..=15 => propose_new(h, m, all, t, time),
        16..=29 => propose_again(h, m, all, t, time),
        30..=39 => by_herself(h, m, all, t, time),
        40..=79 => about_another(h, m, all, t, time),
        80..=85 => {
            let by = h.pick(all, |p| p.b.role == Role::Direction && p.state == State::Active)?.b.clone();
            let asked = m.quotas.iter().rfind(|q| !q.holds).filter(|_| !h.chance(4)).cloned();
            let (structure, count, until) = match asked {
                Some(q) => (q.structure, q.count, q.until),
                None => (by.structure, 1 + h.below(20) as u32, h.until(t, 92 * DAY)),
            };
            let second =
                h.pick(all, |p| p.b.role == Role::Direction && p.state == State::Active && p.b.structure != structure);
            let by = if structure == by.structure && asked_by_other(m) { second?.b.clone() } else { by };
            Some(h.signed(m, all, &by, Entry { structure, count, until, ..empty(Kind::Quota, time) }))
        }
        86..=94 => {
            let any = h.chance(6);
            let by = h.pick(all, |p| any || p.state == State::Active)?.b.clone();
            Some(vec![h.login(&by, time).0])
        }
        95 => {
            let login = m.logins.get(h.below(m.logins.len() as u64) as usize)?;
            Some(vec![(Entry { actor: login.agent, login: login.id, rule: 1, ..empty(Kind::LoginEnd, time) }, None)])
        }
        96 => {
            let object = all[h.below(all.len() as u64) as usize].b.id;
            let until = h.until(t, 365 * DAY);
            Some(vec![(Entry { object, until, ..empty(Kind::Training, time) }, None)])
        }
        97 => {
            let kind = if h.chance(2) { Kind::Activation } else { Kind::GrantEnd };
            let object = all[h.below(all.len() as u64) as usize].b.id;
            Some(vec![(Entry { object, ..empty(kind, time) }, None)])
        }
        98 => {
            let (object, structure) = (h.bytes(), all[0].b.structure);
            let role = 1 + h.below(7) as u8;
            Some(vec![(Entry { object, role, structure, until: t + HOUR, ..empty(Kind::Seed, time) }, None)])
        }
        _ => Some(vec![(Entry { rule: 1, ..empty(Kind::Genesis, time) }, None)]),
    }
}

fn asked_by_other(m: &Modele) -> bool {
    m.quotas.iter().any(|q| !q.holds)
}

fn propose_new(h: &mut Hasard, m: &Modele, all: &[Profil], t: u64, time: u64) -> Option<Vec<Ligne>> {
    let is_free = |p: &Profil| {
        p.b.role == Role::Gestionnaire
            && p.state == State::Active
            && all.iter().filter(|o| o.b.pending(t).is_some_and(|d| d.proposition.by == p.b.id)).count() < 2
    };
    let by = if h.chance(24) { h.pick(all, |p| p.b.role == Role::Gestionnaire) } else { h.pick(all, is_free) };
    let by = by?.b.clone();
    let role = [1, 1, 1, 2, 3, 4, 5, 5, 5, 6, 7][h.below(11) as usize];
    let count = if role != 5 && h.chance(2) { 1 } else { 0 };
    let until = h.until(t, 365 * DAY);
    let (object, content) = (h.bytes(), h.bytes());
    let e =
        Entry { rule: 1, object, role, count, until, content, structure: by.structure, ..empty(Kind::Proposal, time) };
    Some(h.signed(m, all, &by, e))
}

fn propose_again(h: &mut Hasard, m: &Modele, all: &[Profil], t: u64, time: u64) -> Option<Vec<Ligne>> {
    let by = h.pick(all, |p| p.b.role == Role::Gestionnaire && p.state == State::Active)?.b.clone();
    let is_of_hers = |p: &Profil| p.b.structure == by.structure && p.b.id != by.id;
    let her = h.pick(all, |p| is_of_hers(p) && p.b.enrolled_at.is_some() && p.b.standing(t).is_none())?.b.clone();
    let rule = [2, 2, 3, 3, 3, 4, 4][h.below(7) as usize];
    let role = if rule == 4 { Role::Direction } else { her.role } as u8;
    let (until, content) = (h.until(t, 365 * DAY), h.bytes());
    let e =
        Entry { rule, object: her.id, role, until, content, structure: by.structure, ..empty(Kind::Proposal, time) };
    Some(h.signed(m, all, &by, e))
}

/// Training, one's own keys.
fn by_herself(h: &mut Hasard, m: &Modele, all: &[Profil], t: u64, time: u64) -> Option<Vec<Ligne>> {
    let me = h.pick(all, |p| p.b.enrolled_at.is_some() && p.state != State::Closed)?.b.clone();
    let e = match h.below(10) {
        0..=5 => Entry { until: h.until(t, training_period(me.role)), ..empty(Kind::Training, time) },
        6..=7 => Entry { rule: 3, ..empty(Kind::Enrolment, time) },
        _ => {
            let id = me.credentials.get(h.below(me.credentials.len() as u64) as usize)?.id.clone();
            Entry { content: sha256(&id), ..empty(Kind::AuthenticatorEnd, time) }
        }
    };
    Some(h.signed(m, all, &me, Entry { object: me.id, ..e }))
}

/// Acts of one person about another, in the proportions that keep a world alive.
fn about_another(h: &mut Hasard, m: &Modele, all: &[Profil], t: u64, time: u64) -> Option<Vec<Ligne>> {
    let kind = about(h, all, t);
    let suits = |p: &Profil| match kind {
        Kind::Restoration => p.state == State::Suspended,
        Kind::Waking => p.state == State::Asleep,
        Kind::Confirmation => p.state == State::Probation,
        Kind::Veto => p.b.standing(t).is_some() || p.state == State::Cooling,
        Kind::RightsEmergency => p.state == State::Asleep || !p.b.emergencies.is_empty(),
        _ => p.state != State::Closed,
    };
    let her = if h.chance(15) { h.pick(all, |_| true) } else { h.pick(all, suits) };
    let her = her?.b.clone();
    let object = her.id;
    let e = Entry { object, ..empty(kind, time) };
    match kind {
        Kind::Suspension => {
            let keeps = |p: &Profil| {
                let role = p.b.role;
                let is_hers = p.b.structure == her.structure;
                is_hers && matches!(role, Role::Direction | Role::Gestionnaire | Role::Dpo) || role == Role::Vigie
            };
            let actor = match h.below(8) {
                0 => [0; 16],
                1 => object,
                2 => all[h.below(all.len() as u64) as usize].b.id,
                _ => h.pick(all, |p| p.state == State::Active && keeps(p))?.b.id,
            };
            return Some(vec![(Entry { actor, rule: 1, ..e }, None)]);
        }
        Kind::Sleep => return Some(vec![(Entry { rule: 1, ..e }, None)]),
        _ => {}
    }
    let is_of_hers = |p: &Profil| p.b.structure == her.structure && p.b.id != her.id;
    let may = |p: &Profil| {
        let role = p.b.role;
        match kind {
            Kind::Restoration => {
                is_of_hers(p) && matches!(role, Role::Direction | Role::Gestionnaire | Role::Dpo) || role == Role::Vigie
            }
            Kind::Veto => is_of_hers(p) && matches!(role, Role::Direction | Role::Gestionnaire | Role::Dpo),
            Kind::Waking if her.is_unconfirmed(t) => p.b.is_parrain_of(&her.structure),
            Kind::Waking => is_of_hers(p) && matches!(role, Role::Direction | Role::Gestionnaire),
            Kind::Closing | Kind::Mover => {
                is_of_hers(p)
                    && match her.role {
                        Role::Direction => role == Role::Dpo,
                        Role::Gestionnaire | Role::Dpo | Role::Vigie => role == Role::Direction,
                        _ => matches!(role, Role::Direction | Role::Gestionnaire),
                    }
            }
            Kind::Confirmation | Kind::Binding => p.b.is_parrain_of(&her.structure),
            Kind::Recertification if matches!(her.role, Role::Direction | Role::Gestionnaire) => {
                is_of_hers(p) && role == Role::Dpo
            }
            Kind::Recertification => is_of_hers(p) && role == Role::Direction,
            _ => role == Role::Vigie,
        }
    };
    let is_fresh =
        |p: &Profil| kind != Kind::RightsEmergency || !her.emergencies.iter().any(|(s, _)| *s == p.b.structure);
    let by = h.pick(all, |p| p.state == State::Active && may(p) && is_fresh(p))?.b.clone();
    let until = match kind {
        Kind::Mover => {
            if h.chance(4) {
                h.below(2 * t)
            } else {
                t + h.below(20 * DAY)
            }
        }
        Kind::Recertification => h.until(t, recertification_period(her.role) + CAMPAIGN),
        Kind::RightsEmergency => match her.emergencies.last() {
            Some((_, until)) if !h.chance(6) && *until > t => *until,
            _ => h.until(t, DAY),
        },
        _ => 0,
    };
    let content = if kind == Kind::Binding { identity(h, all) } else { [0; 32] };
    Some(h.signed(m, all, &by, Entry { until, content, ..e }))
}

/// A federated identity: a new one, or one that somebody has.
fn identity(h: &mut Hasard, all: &[Profil]) -> [u8; 32] {
    let known = all.iter().find_map(|p| p.b.identities.first()).copied();
    known.filter(|_| h.chance(6)).unwrap_or_else(|| h.bytes())
}

fn about(h: &mut Hasard, all: &[Profil], t: u64) -> Kind {
    let is_any = |state: State| all.iter().any(|p| p.state == state);
    if is_any(State::Suspended) && h.chance(3) {
        return Kind::Restoration;
    }
    if is_any(State::Asleep) && h.chance(3) {
        return if h.chance(3) { Kind::RightsEmergency } else { Kind::Waking };
    }
    if all.iter().any(|p| p.state == State::Probation && t >= p.b.cooling_end + CONFIRMATION_FROM) && h.chance(3) {
        return Kind::Confirmation;
    }
    let kinds = [
        Kind::Suspension,
        Kind::Sleep,
        Kind::Recertification,
        Kind::Recertification,
        Kind::Recertification,
        Kind::Confirmation,
        Kind::Binding,
        Kind::Veto,
        Kind::Veto,
        Kind::Closing,
        Kind::Mover,
        Kind::RightsEmergency,
        Kind::RightsEmergency,
        Kind::Waking,
    ];
    kinds[h.below(kinds.len() as u64) as usize]
}
