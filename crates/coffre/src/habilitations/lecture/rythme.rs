//! The rhythm of who approves: an approver who says yes to everything, at once, is no second pair of eyes any more.

use droits::habilitation::refusal;
use journal::Kind;
use journal::entry::Pseudonym;

use crate::face::Error;
use crate::sequenceur::{Done, now};
use crate::{Alive, locked};

crate::statements! {
    PUT = "insert into approbation (acteur, entree, secondes, refus) values (?1, ?2, ?3, ?4) \
           on conflict (acteur, entree) do nothing";
    LAST = "select secondes, refus from approbation where acteur = ?1 order by entree desc limit 50";
}

/// Decisions over which acceptance is judged.
const DECISIONS: usize = 50;

/// Decisions from which a median says something.
const DECISIONS_MIN: usize = 10;

/// A median below this is not reading, seconds.
const SECONDS_MIN: u16 = 15;

/// A decision: seconds since the demand was first shown, and whether it was a refusal.
type Decision = (u16, bool);

impl Alive {
    /// Keeps how long a decision took, if this act is one. A demand that was never shown took no time: so it counts. The act
    /// stands whatever becomes of this: only a measure is lost by an error here.
    pub(in crate::habilitations) async fn note_decision(&self, done: &Done) {
        let Done { index, entry, .. } = done;
        let is_refusal = entry.kind == Kind::ProposalRefused;
        if entry.kind != Kind::Approval && !is_refusal {
            return;
        }
        let shown = locked(&self.habilitations.vues).remove(&(entry.actor, entry.object));
        if is_refusal && entry.rule == refusal::DECLINED {
            return;
        }
        let seconds = shown.map_or(0, |since| now().saturating_sub(since) / 1_000).min(u64::from(u16::MAX)) as i64;
        let cells = [entry.actor.into(), (*index as i64).into(), seconds.into(), i64::from(is_refusal).into()];
        if let Err(error) = self.base.write(move |tx| tx.exec(&PUT, &cells).map(drop)).await {
            tracing::warn!(%error, "a decision's time was not kept");
        }
    }

    /// Median seconds, decisions, refusals, over the last fifty; `None` for who has decided nothing yet.
    pub(super) async fn rythme(&self, actor: Pseudonym) -> Result<Option<(u16, u16, u16)>, Error> {
        let decisions = self.decisions(actor).await?;
        let refusals = decisions.iter().filter(|(_, refused)| *refused).count() as u16;
        Ok(median(&decisions).map(|median| (median, decisions.len() as u16, refusals)))
    }

    /// Whether what she approves needs a second pair of eyes.
    #[expect(dead_code, reason = "asked once a drawn approver may be doubled")]
    pub(in crate::habilitations) async fn is_fatigued(&self, actor: Pseudonym) -> Result<bool, Error> {
        Ok(is_fatigued(&self.decisions(actor).await?))
    }

    async fn decisions(&self, actor: Pseudonym) -> Result<Vec<Decision>, Error> {
        let rows: Vec<(i64, i64)> = self.base.read(move |tx| tx.all(&LAST, &[actor.into()])).await?;
        let seconds = |s: i64| u16::try_from(s).unwrap_or(u16::MAX);
        Ok(rows.into_iter().map(|(s, refused)| (seconds(s), refused != 0)).collect())
    }
}

/// A median below 15 seconds, or more than 99 % of the last fifty accepted.
fn is_fatigued(decisions: &[Decision]) -> bool {
    let is_hasty = decisions.len() >= DECISIONS_MIN && median(decisions).is_some_and(|median| median < SECONDS_MIN);
    let refusals = decisions.iter().filter(|(_, refused)| *refused).count();
    is_hasty || (decisions.len() >= DECISIONS && refusals * 100 < decisions.len())
}

fn median(decisions: &[Decision]) -> Option<u16> {
    let mut seconds: Vec<u16> = decisions.iter().map(|(seconds, _)| *seconds).collect();
    seconds.sort_unstable();
    seconds.get(seconds.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_says_yes_to_all_or_at_once_is_tired() {
        let check = |seconds: u16, decisions: usize, refusals: usize, expected: bool| {
            let all: Vec<Decision> = (0..decisions).map(|n| (seconds, n < refusals)).collect();
            assert_eq!(is_fatigued(&all), expected, "{seconds} s, {decisions} decisions, {refusals} refusals");
        };
        check(60, 49, 0, false);
        check(60, 50, 0, true);
        check(60, 50, 1, false);
        check(15, 20, 1, false);
        check(14, 20, 1, true);
        check(14, 9, 0, false);
        check(0, 0, 0, false);
    }
}
