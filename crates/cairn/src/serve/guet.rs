//! The vigie listens: it reads the journal as it grows, and what its rules say is written, with what that takes away.
//!
//! It keeps nothing of its own. At the start it reads the whole journal again: what it said then stands there, so that it neither
//! repeats itself nor forgets what it was about to say when the process ended.

use std::collections::HashSet;
use std::time::Duration;

use coffre::Coffre;
use coffre::sequenceur::now;
use coffre::vigie::Mesure;
use journal::Kind;
use journal::entry::Entry;
use vigie::{Alerte, Gravite, Normes, Vigie};

/// How often it looks for new entries.
const PAUSE: Duration = Duration::from_millis(100);

/// How long it waits after a journal that could not be written.
const RETRY: Duration = Duration::from_secs(5);

/// Entries that it reads at once.
const LOT: u64 = 1_000;

/// What was not written when the process ended is written at the next start if it is not older than this then, milliseconds: new
/// rules do not judge last year. What rings while it listens waits for the journal however long.
const LATE_MAX: u64 = 10 * 60_000;

/// Listens for ever. A journal that cannot be read or written now is tried again.
pub async fn listen(coffre: Coffre) {
    let mut guet = Guet::new(Normes::livrees());
    loop {
        match coffre.entries(guet.next, LOT).await {
            Ok(entries) => {
                let is_behind = entries.len() as u64 == LOT;
                guet.hears(&entries);
                if is_behind {
                    continue;
                }
            }
            Err(_) => tracing::debug!("the vigie waits for the journal"),
        }
        for alerte in guet.due(now()) {
            let (entry, mesure) = (alerte.entry(), mesure(&alerte));
            tracing::warn!(regle = alerte.regle, mesure = ?mesure, amortie = alerte.amortie, "the vigie says");
            // What is not written stays to be said: not at once, since each try may leave an entry of its own.
            if coffre.restrain(entry, mesure).await.is_err() {
                tokio::time::sleep(RETRY).await;
                break;
            }
            guet.said(&alerte);
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// What was heard so far, and what is still to be written of it.
struct Guet {
    vigie: Vigie,
    next: u64,
    /// In the order in which they rang, by their hash.
    pending: Vec<Alerte>,
    /// When it had first read all that stood before it, milliseconds.
    since: Option<u64>,
    /// Hashes of alerts that stand in the journal before their rule rang here: never, unless rules changed in between.
    early: HashSet<[u8; 32]>,
}

impl Guet {
    fn new(normes: Normes) -> Guet {
        Guet { vigie: Vigie::new(normes), next: 0, pending: Vec::new(), since: None, early: HashSet::new() }
    }

    fn hears(&mut self, entries: &[Entry]) {
        for entry in entries {
            if entry.kind == Kind::Alert {
                match self.pending.iter().position(|one| one.empreinte() == entry.content) {
                    Some(place) => drop(self.pending.remove(place)),
                    None => drop(self.early.insert(entry.content)),
                }
            }
            let rung = self.vigie.take(self.next, entry);
            self.pending.extend(rung.into_iter().filter(|one| !self.early.remove(&one.empreinte())));
            self.next += 1;
        }
    }

    /// What is to be written now; what was too old for that when it began to listen is forgotten.
    fn due(&mut self, time: u64) -> Vec<Alerte> {
        let since = *self.since.get_or_insert(time);
        self.pending.retain(|one| one.temps.saturating_add(LATE_MAX) > since);
        self.pending.clone()
    }

    fn said(&mut self, alerte: &Alerte) {
        let said = alerte.empreinte();
        self.pending.retain(|one| one.empreinte() != said);
        self.early.insert(said);
    }
}

/// What an alert takes away. A lineage is cut at the account that rang; the others wait for the two who review.
fn mesure(alerte: &Alerte) -> Mesure {
    match alerte.gravite {
        _ if alerte.amortie || alerte.acteur == [0; 16] => Mesure::Aucune,
        Gravite::Note => Mesure::Aucune,
        Gravite::Geste => Mesure::Geste,
        Gravite::TrancheCinq => Mesure::TrancheCinq,
        Gravite::RechercheFermee => Mesure::RechercheFermee,
        Gravite::LoginFerme => Mesure::Login,
        Gravite::CompteSuspendu | Gravite::LigneeGelee => Mesure::Compte,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: u64 = 1_763_812_800_000;

    /// A decoy was opened: the one rule that rings at the first entry.
    fn decoy(n: u8) -> Entry {
        Entry { rule: 2, actor: [n; 16], login: [n; 16], subject: [9; 16], time: NOON, ..Entry::new(Kind::Canary) }
    }

    fn heard(entries: &[Entry]) -> Guet {
        let mut guet = Guet::new(Normes::livrees());
        guet.hears(entries);
        guet
    }

    #[test]
    fn what_rang_is_said_once_whatever_restarts() {
        let mut guet = heard(&[decoy(1), decoy(2)]);
        let alertes = guet.due(NOON);
        assert_eq!(alertes.len(), 2);
        guet.said(&alertes[0]);
        assert_eq!(guet.due(NOON), [alertes[1].clone()], "what could not be written stays");
        // The journal then holds the first; a process that starts now has only the second to say.
        let journal = [decoy(1), decoy(2), alertes[0].entry()];
        guet.hears(&journal[2..]);
        assert_eq!(guet.due(NOON).len(), 1);
        assert_eq!(heard(&journal).due(NOON), [alertes[1].clone()]);
        let all = [decoy(1), decoy(2), alertes[0].entry(), alertes[1].entry()];
        assert_eq!(heard(&all).due(NOON), []);
    }

    #[test]
    fn what_is_old_is_not_judged_anew() {
        assert_eq!(heard(&[decoy(1)]).due(NOON + LATE_MAX), []);
        assert_eq!(heard(&[decoy(1)]).due(NOON + LATE_MAX - 1).len(), 1);
    }

    #[test]
    fn what_rang_while_it_listened_waits_for_the_journal_however_long() {
        let mut guet = heard(&[decoy(1)]);
        assert_eq!(guet.due(NOON).len(), 1);
        assert_eq!(guet.due(NOON + 2 * LATE_MAX).len(), 1, "the journal could not be written all that time");
        guet.hears(&[decoy(2)]);
        assert_eq!(guet.due(NOON + 2 * LATE_MAX).len(), 2);
    }
}
