//! The oracle's rules of each signed act about another person, in the order of the specification's table.

use std::rc::Rc;

use droits::Role;
use droits::registre::State;
use droits::signature::sha256;
use journal::entry::Pseudonym;

use crate::modele::{Acte, Effet, Modele, need};
use crate::vie::{
    Bilan, CAMPAIGN, CONFIRMATION_FROM, DAY, Demande, Fait, HOUR, Proposition, recertification_period, training_period,
};

const GRANT_MAX: u64 = 365 * DAY;

/// Whom a draw names: nobody in a ceremony.
pub struct Lot {
    pub drawn: Vec<Pseudonym>,
    pub ceremony: bool,
}

impl Modele {
    pub fn proposal(&self, a: &Acte) -> Effet {
        let e = a.entry;
        let me = self.acts(a)?;
        need(me.role == Role::Gestionnaire && me.structure == e.structure)?;
        let mine = self.bilans().filter(|b| b.pending(a.t).is_some_and(|d| d.proposition.by == me.id));
        need(mine.count() < 2)?;
        let weekly = if e.rule == 2 { 20 } else { self.quota_at(a.t, &me.structure).1 + 2 };
        need(self.proposed(a.t, &me.id, e.rule == 2) < weekly)?;
        let role = Role::from_number(e.role)?;
        need(e.until > a.t && e.until <= a.t + GRANT_MAX)?;
        match e.rule {
            1 => {
                need(self.bilan(&e.object).is_none() && e.count <= 1)?;
                match role {
                    Role::Gestionnaire => need(self.standing(a.t, &e.structure, role) < 6 && e.count == 0)?,
                    Role::Direction => need(self.standing(a.t, &e.structure, role) == 0)?,
                    _ => {}
                }
            }
            2..=4 => {
                let her = self.bilan(&e.object)?;
                need(her.structure == me.structure && her.state(a.t) != State::Closed && her.enrolled_at.is_some())?;
                need(her.standing(a.t).is_none() && her.id != me.id)?;
                match e.rule {
                    2 | 3 => need(role == her.role)?,
                    _ => {
                        need(role == Role::Direction && !matches!(her.role, Role::Gestionnaire | Role::Direction))?;
                        need(her.state(a.t) == State::Active)?;
                    }
                }
            }
            _ => return None,
        }
        let proposition = Proposition {
            rule: e.rule,
            by: me.id,
            role,
            structure: e.structure,
            until: e.until,
            request: e.request,
            quality: e.count & 1 == 1,
            root: self.root(&me.id),
            lot: self.eligible(a.t, &me, &e.structure),
        };
        Some(vec![(e.object, Fait::Proposed(proposition))])
    }

    pub fn lot_drawn(&self, a: &Acte) -> Effet {
        let e = a.entry;
        let her = self.bilan(&e.object)?;
        let demande = her.pending(a.t)?;
        need(may_draw(demande, a.t) && e.count as usize == demande.draws.len())?;
        match demande.draws.first() {
            None => need(a.attest.is_seed(&e.object, &e.content))?,
            Some(first) => need(first.seed == e.content)?,
        }
        let Lot { drawn, ceremony } = self.lot(&her, demande, a.t, &e.content)?;
        need(e.rule == if ceremony { 2 } else { 1 })?;
        Some(vec![(her.id, Fait::Drawn { drawn, ceremony, seed: e.content })])
    }

    /// Who is eligible when this proposal stands; suspensions and explicit sleep set aside.
    fn eligible(&self, t: u64, proposer: &Bilan, structure: &[u8; 8]) -> Vec<Pseudonym> {
        let root = self.root(&proposer.id);
        let may = |b: &Rc<Bilan>| b.role == Role::Gestionnaire && b.structure != *structure && self.root(&b.id) != root;
        let all: Vec<Rc<Bilan>> = self.bilans().filter(may).collect();
        let mut lot: Vec<Pseudonym> = all.iter().filter(|b| Self::is_eligible(b, t)).map(|b| b.id).collect();
        if lot.len() < 5 {
            lot.extend(all.iter().filter(|b| Self::is_in_grace(b, t)).map(|b| b.id));
        }
        lot.sort_unstable();
        lot
    }

    /// Active, were it not for suspensions and for the sleep that the programs set.
    fn is_eligible(b: &Bilan, t: u64) -> bool {
        b.uncut().state(t) == State::Active
    }

    /// Nothing but a certificate lapsed of late keeps her from being eligible.
    fn is_in_grace(b: &Bilan, t: u64) -> bool {
        b.uncut().is_only_lapsed(t)
    }

    /// Whom the seed names for the next round; nobody when the demand waits for its end.
    pub fn lot(&self, her: &Bilan, demande: &Demande, t: u64, seed: &[u8; 32]) -> Option<Lot> {
        let proposed = &demande.proposition;
        let lot: Vec<Rc<Bilan>> = proposed.lot.iter().filter_map(|id| self.bilan(id)).collect();
        let is_far = |one: &Bilan, other: &Bilan| {
            region_of(&one.structure) != region_of(&other.structure) && self.root(&one.id) != self.root(&other.id)
        };
        let has_two = || lot.iter().any(|one| lot.iter().any(|other| is_far(one, other)));
        if lot.len() < 5 || proposed.asks_two() && !has_two() {
            return Some(Lot { drawn: vec![], ceremony: true });
        }
        let is_new = |b: &&Rc<Bilan>| !demande.draws.iter().any(|draw| draw.drawn.contains(&b.id));
        let is_awake = |b: &&Rc<Bilan>| Self::is_eligible(b, t) || Self::is_in_grace(b, t);
        let left: Vec<&Rc<Bilan>> = lot.iter().filter(is_new).filter(is_awake).collect();
        need(!left.is_empty())?;
        let round = u32::try_from(demande.draws.len()).expect("at most five rounds");
        let take = |among: &[&Rc<Bilan>], suffix: &[u8]| match among.len() {
            0 => None,
            n => Some(among[place(seed, &her.id, round, suffix) % n].clone()),
        };
        // Who approved in an earlier round stays.
        let kept = demande.approvals.first().and_then(|by| self.bilan(by));
        let first = kept.or_else(|| take(&left, b""))?;
        let mut drawn = vec![first.id];
        if proposed.asks_two() {
            let far: Vec<&Rc<Bilan>> = left.into_iter().filter(|b| is_far(b, &first)).collect();
            drawn.extend(take(&far, b"2").map(|b| b.id));
        }
        Some(Lot { drawn, ceremony: false })
    }

    pub fn approval(&self, a: &Acte) -> Effet {
        let me = self.signs(a)?;
        let her = self.bilan(&a.entry.object)?;
        let demande = her.pending(a.t)?;
        let proposed = &demande.proposition;
        need(a.entry.content == proposed.request && self.approvals(a.t, &me.id) < 10)?;
        need(a.entry.role == proposed.role as u8 && a.entry.structure == proposed.structure)?;
        need(self.may_approve(&me, &her, demande, a.t))?;
        Some(vec![(her.id, Fait::Approved { by: me.id })])
    }

    /// Whether this person is one whose approval the demand waits for.
    pub fn may_approve(&self, me: &Bilan, her: &Bilan, demande: &Demande, t: u64) -> bool {
        let Some(draw) = demande.draws.last() else { return false };
        let is_her_own = me.id == demande.proposition.by || me.id == her.id;
        if is_her_own || demande.approvals.contains(&me.id) {
            return false;
        }
        let is_active = me.state(t) == State::Active;
        if !draw.ceremony {
            return draw.drawn.contains(&me.id)
                && !demande.declined.contains(&me.id)
                && (is_active || me.is_only_lapsed(t));
        }
        let is_of_use = match me.role {
            Role::Direction | Role::Dpo | Role::Gestionnaire | Role::Vigie => true,
            Role::Conseiller => me.quality,
            _ => false,
        };
        let is_near = me.structure == her.structure || me.role == Role::Direction;
        let proposer = &demande.proposition.by;
        let is_kin = self.is_one_line(&me.id, proposer);
        let has_role = |by: &Pseudonym| self.bilan(by).is_some_and(|b| b.role == me.role);
        let is_other_role = !demande.approvals.iter().any(has_role);
        is_active && is_of_use && is_near && !is_kin && is_other_role
    }

    pub fn proposal_refused(&self, a: &Acte) -> Effet {
        let me = self.signs(a)?;
        need(me.state(a.t) == State::Active || me.is_only_lapsed(a.t))?;
        let her = self.bilan(&a.entry.object)?;
        let demande = her.pending(a.t)?;
        let draw = demande.draws.last()?;
        need(a.entry.content == demande.proposition.request)?;
        need(self.may_approve(&me, &her, demande, a.t))?;
        match a.entry.rule {
            1 => Some(vec![ended(&her, demande)]),
            2 if !draw.ceremony => Some(vec![(her.id, Fait::Declined(me.id))]),
            _ => None,
        }
    }

    pub fn parrain(&mut self, a: &Acte) -> Effet {
        let me = self.acts(a)?;
        let her = self.bilan(&a.entry.object)?;
        need(self.awaits_keys(&her, a.t))?;
        let demande = her.standing(a.t)?;
        need(self.may_vouch(&me, &her, demande, a.t))?;
        let keys = her.waiting_at(a.t);
        let hashes: Vec<u8> = keys.iter().flat_map(|c| sha256(&c.encode())).collect();
        need(keys.len() == 2 && a.entry.content == sha256(&hashes))?;
        need(!keys.iter().any(|c| self.is_bound_key(&c.id)))?;
        if demande.proposition.rule == 1 {
            let (of_structure, of_proposer) = self.entered(a.t, &her.structure, &demande.proposition.by);
            let (structure_max, proposer_max) = self.quota_at(a.t, &her.structure);
            need(of_structure < structure_max && of_proposer < proposer_max)?;
        }
        let asker = demande.proposition.by;
        let asker = (demande.proposition.rule == 3).then(|| (asker, self.root(&asker)));
        self.end_logins(&her.id);
        Some(vec![(her.id, Fait::Vouched { by: me.id, asker })])
    }

    /// A parrain of the structure apart from the proposer's line; where none is left, a neighbouring direction.
    pub fn may_vouch(&self, me: &Bilan, her: &Bilan, demande: &Demande, t: u64) -> bool {
        let is_neighbour = || {
            me.role == Role::Direction
                && me.structure != her.structure
                && region_of(&me.structure) == region_of(&her.structure)
                && !demande.approvals.iter().any(|by| self.is_one_line(&me.id, by))
                && !self.bilans().any(|b| self.is_left(&b, her, demande, t))
        };
        self.could_vouch(me, her, demande)
            && self.vouched(t, &me.id) < 3
            && (me.is_parrain_of(&her.structure) || is_neighbour())
    }

    /// Not closed, and could vouch for this very demand.
    fn is_left(&self, b: &Bilan, her: &Bilan, demande: &Demande, t: u64) -> bool {
        b.is_parrain_of(&her.structure) && b.state(t) != State::Closed && self.could_vouch(b, her, demande)
    }

    /// Proposal, approval and vouching are three persons; the third is apart from the first one's line.
    fn could_vouch(&self, me: &Bilan, her: &Bilan, demande: &Demande) -> bool {
        let is_third = !demande.approvals.contains(&me.id) && me.id != her.id;
        let is_enough = her.role != Role::Gestionnaire || me.role == Role::Direction;
        is_third && is_enough && !self.is_one_line(&me.id, &demande.proposition.by)
    }

    pub fn binding(&self, a: &Acte) -> Effet {
        let me = self.acts(a)?;
        let her = self.bilan(&a.entry.object)?;
        need(me.is_parrain_of(&her.structure) && me.id != her.id)?;
        need(her.enrolled_at.is_some() && her.state(a.t) != State::Closed)?;
        let identity = a.entry.content;
        need(her.identities.len() < 4 && !self.bilans().any(|b| b.identities.contains(&identity)))?;
        Some(vec![(her.id, Fait::Bound(identity))])
    }

    pub fn confirmation(&self, a: &Acte) -> Effet {
        let me = self.acts(a)?;
        let her = self.bilan(&a.entry.object)?;
        need(me.is_parrain_of(&her.structure) && me.id != her.id && !her.hands.contains(&me.id))?;
        need(her.state(a.t) == State::Probation && a.t >= her.cooling_end + CONFIRMATION_FROM)?;
        Some(vec![(her.id, Fait::Confirmed)])
    }

    pub fn veto(&self, a: &Acte) -> Effet {
        let me = self.acts(a)?;
        let her = self.bilan(&a.entry.object)?;
        need(matches!(me.role, Role::Direction | Role::Dpo | Role::Gestionnaire))?;
        need(me.structure == her.structure && me.id != her.id)?;
        need(her.standing(a.t).is_none_or(|d| d.proposition.by != me.id))?;
        need(her.state(a.t) != State::Closed)?;
        if her.is_being_born(a.t) {
            return Some(vec![(her.id, Fait::Closed)]);
        }
        her.standing(a.t).map(|_| vec![(her.id, Fait::Dropped)])
    }

    pub fn restoration(&self, a: &Acte) -> Effet {
        let me = self.acts(a)?;
        let her = self.bilan(&a.entry.object)?;
        need(her.state(a.t) == State::Suspended)?;
        let is_of_hers =
            me.structure == her.structure && matches!(me.role, Role::Direction | Role::Dpo | Role::Gestionnaire);
        need(is_of_hers || me.role == Role::Vigie)?;
        need(me.id != her.id && !her.suspenders.contains(&me.id) && !her.hands.contains(&me.id))?;
        let is_other =
            |role: Role, structure: [u8; 8]| role != me.role || role == Role::Vigie && structure != me.structure;
        need(her.restorers.iter().all(|(by, role, structure)| *by != me.id && is_other(*role, *structure)))?;
        Some(vec![(her.id, Fait::Restored { by: me.id, role: me.role, structure: me.structure })])
    }

    pub fn waking(&self, a: &Acte) -> Effet {
        let me = self.acts(a)?;
        let her = self.bilan(&a.entry.object)?;
        need(her.state(a.t) == State::Asleep && her.may_be_woken(a.t))?;
        need(if her.is_unconfirmed(a.t) {
            me.is_parrain_of(&her.structure)
        } else {
            me.structure == her.structure && matches!(me.role, Role::Direction | Role::Gestionnaire)
        })?;
        need(me.id != her.id && !her.hands.contains(&me.id))?;
        Some(vec![(her.id, Fait::Woken)])
    }

    pub fn leaves(&mut self, a: &Acte, fait: Fait) -> Effet {
        let me = self.acts(a)?;
        let her = self.bilan(&a.entry.object)?;
        need(me.structure == her.structure && me.id != her.id && her.state(a.t) != State::Closed)?;
        need(match her.role {
            Role::Direction => me.role == Role::Dpo,
            Role::Gestionnaire | Role::Dpo | Role::Vigie => me.role == Role::Direction,
            _ => matches!(me.role, Role::Direction | Role::Gestionnaire),
        })?;
        need(!matches!(fait, Fait::Moves(date) if date <= a.t))?;
        need(self.cuts_of(a.t, &me.id) < 5)?;
        self.cuts.push((a.t, me.id));
        Some(vec![(her.id, fait)])
    }

    pub fn training(&self, a: &Acte) -> Effet {
        let e = a.entry;
        if e.login == [0; 16] {
            let her = self.bilan(&e.object)?;
            need(self.fictional == Some(true) && !self.is_console_closed)?;
            need(her.is_first_agent)?;
            need(e.until <= a.t + training_period(her.role))?;
            return Some(vec![(her.id, Fait::ConsoleCertificate(e.until))]);
        }
        let me = self.signs(a)?;
        need(e.object == me.id && e.until > a.t && e.until <= a.t + training_period(me.role))?;
        Some(vec![(me.id, Fait::Certificate(e.until))])
    }

    pub fn recertification(&self, a: &Acte) -> Effet {
        let me = self.acts(a)?;
        let her = self.bilan(&a.entry.object)?;
        let by = if matches!(her.role, Role::Direction | Role::Gestionnaire) { Role::Dpo } else { Role::Direction };
        need(her.state(a.t) != State::Closed)?;
        need(me.role == by && me.structure == her.structure && me.id != her.id && her.enrolled_at.is_some())?;
        need(a.entry.until > a.t && a.entry.until <= a.t + recertification_period(her.role) + CAMPAIGN)?;
        Some(vec![(her.id, Fait::Recertified(a.entry.until))])
    }

    pub fn handover(&self, a: &Acte) -> Effet {
        let me = self.acts(a)?;
        let her = self.bilan(&a.entry.object)?;
        let demande = her.standing(a.t).filter(|d| d.proposition.rule == 4)?;
        let approved_at = demande.approved_at?;
        need(her.state(a.t) == State::Active && a.entry.structure == her.structure)?;
        if me.role == Role::Direction && me.structure == her.structure && me.id != her.id {
            return Some(vec![(her.id, Fait::BecomesDirection), (me.id, Fait::HandsOver)]);
        }
        need(me.id == her.id && self.standing(a.t, &her.structure, Role::Direction) == 0)?;
        need(a.t >= approved_at + 7 * DAY)?;
        Some(vec![(her.id, Fait::BecomesDirection)])
    }

    pub fn emergency(&self, a: &Acte) -> Effet {
        let me = self.acts(a)?;
        let her = self.bilan(&a.entry.object)?;
        need(me.role == Role::Vigie && a.entry.until <= a.t + 24 * HOUR && her.enrolled_at.is_some())?;
        need(me.id != her.id && a.entry.until > a.t && !matches!(her.state(a.t), State::Closed | State::Suspended))?;
        need(her.emergencies.iter().all(|(_, asked)| *asked <= a.t || *asked == a.entry.until))?;
        let mut same = her.emergencies.iter().filter(|(_, until)| *until == a.entry.until);
        need(same.all(|(structure, _)| *structure != me.structure))?;
        Some(vec![(her.id, Fait::Emergency { structure: me.structure, until: a.entry.until })])
    }
}

/// Whether the demand has no open draw and a round left.
pub fn may_draw(demande: &Demande, t: u64) -> bool {
    let is_open =
        demande.draws.last().is_some_and(|last| last.ceremony || demande.declined.is_empty() && t <= last.t + DAY);
    !is_open && demande.draws.len() < 5
}

/// What a refusal or a veto does: a new account is closed, another demand dropped.
fn ended(her: &Bilan, demande: &Demande) -> (Pseudonym, Fait) {
    (her.id, if demande.proposition.rule == 1 { Fait::Closed } else { Fait::Dropped })
}

/// The place in the sorted list: first 8 bytes, big-endian. The caller takes the remainder.
fn place(seed: &[u8; 32], object: &Pseudonym, round: u32, suffix: &[u8]) -> usize {
    let hash = sha256(&[&seed[..], object, &round.to_be_bytes(), suffix].concat());
    let number = u64::from_be_bytes(hash[..8].try_into().expect("32 bytes hold 8"));
    usize::try_from(number).expect("a 64-bit machine")
}

/// The histories of this test take their structures in departments of different regions.
fn region_of(structure: &[u8; 8]) -> [u8; 2] {
    [structure[0], structure[1]]
}
