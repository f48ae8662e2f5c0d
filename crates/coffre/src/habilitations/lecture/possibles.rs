//! The gestures that somebody may make on an account now: a button stands where the journal would take the act, and nowhere
//! else. Each is asked of the rules with the entry that the gesture would write.

use droits::habilitation::regles::{CAMPAIGN, EMERGENCY_MAX, GRANT_MAX, JOUR, certification};
use droits::habilitation::{Genre, refusal};
use droits::registre::State;
use droits::{Registre, Role};
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use crate::face::Possible;
use crate::sequenceur::now;

const ALL: [Possible; 17] = [
    Possible::Approuver,
    Possible::Refuser,
    Possible::Decliner,
    Possible::Parrainer,
    Possible::Confirmer,
    Possible::Renouveler,
    Possible::RefaireCles,
    Possible::ProposerDirection,
    Possible::PasserDirection,
    Possible::Certifier,
    Possible::Reveiller,
    Possible::Retablir,
    Possible::Secourir,
    Possible::Muter,
    Possible::Veto,
    Possible::Suspendre,
    Possible::Clore,
];

/// What `actor` may do about `object`, in the order of a page.
pub(super) fn possibles(registre: &Registre, actor: &Pseudonym, object: &Pseudonym) -> Vec<Possible> {
    ALL.into_iter().filter(|possible| may(registre, actor, object, *possible).unwrap_or(false)).collect()
}

fn may(registre: &Registre, actor: &Pseudonym, object: &Pseudonym, possible: Possible) -> Option<bool> {
    let (account, time) = (registre.agent(object)?, registre.at(now()).latest());
    let demand = registre.habilitation(object);
    let proposal = |genre: Genre, role: Role| {
        let until = account.vie.grant_until.clamp(time + JOUR, time + GRANT_MAX);
        Entry { rule: genre as u8, role: role as u8, until, ..Entry::new(Kind::Proposal) }
    };
    let refused = |rule: u8| Some(Entry { rule, content: demand?.request, ..Entry::new(Kind::ProposalRefused) });
    let entry = match possible {
        Possible::Renouveler => proposal(Genre::Renouvellement, account.role),
        Possible::RefaireCles => proposal(Genre::Cles, account.role),
        Possible::ProposerDirection => proposal(Genre::Direction, Role::Direction),
        Possible::Approuver => {
            let asked = demand?;
            Entry { content: asked.request, role: asked.role as u8, ..Entry::new(Kind::Approval) }
        }
        Possible::Refuser => refused(refusal::REFUSED)?,
        Possible::Decliner => refused(refusal::DECLINED)?,
        Possible::Parrainer => return Some(registre.at(now()).may_vouch(actor, demand?).is_ok()),
        Possible::Veto => Entry::new(Kind::Veto),
        Possible::Confirmer => Entry::new(Kind::Confirmation),
        Possible::Retablir => Entry::new(Kind::Restoration),
        Possible::Reveiller => Entry::new(Kind::Waking),
        Possible::Clore => Entry::new(Kind::Closing),
        Possible::Muter => Entry { until: time + JOUR, ..Entry::new(Kind::Mover) },
        Possible::Certifier => {
            let until = time + certification(account.role) + CAMPAIGN;
            Entry { until, ..Entry::new(Kind::Recertification) }
        }
        Possible::PasserDirection => Entry::new(Kind::DirectionHandover),
        Possible::Secourir => {
            let asked = registre.emergency_asked(object).filter(|until| *until > time);
            Entry { until: asked.unwrap_or(time + EMERGENCY_MAX), ..Entry::new(Kind::RightsEmergency) }
        }
        Possible::Suspendre => return Some(may_suspend(registre, actor, object)),
    };
    let structure = demand.filter(|_| possible == Possible::Approuver).map_or(account.structure, |d| d.structure);
    Some(registre.at(now()).judge(&Entry { actor: *actor, object: *object, structure, ..entry }).is_ok())
}

/// Offered to who watches over the account, and to its owner; the journal's rule counts the day's cuts besides.
fn may_suspend(registre: &Registre, actor: &Pseudonym, object: &Pseudonym) -> bool {
    let time = registre.at(now()).latest();
    let (Some(by), Some(account)) = (registre.agent(actor), registre.agent(object)) else { return false };
    let may = by.state(time).opens() && by.watches(account);
    (may || actor == object) && !matches!(account.state(time), State::Closed | State::Suspended)
}
