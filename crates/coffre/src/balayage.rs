//! The sweep: every stored dossier against what the contre-clé recorded, within a day, without opening any.

use std::collections::HashMap;

use contre_cle::protocole::{Answer, Question};
use domaine::DossierId;
use droits::signature::sha256;
use journal::Kind;
use journal::entry::{Entry, Pseudonym, pseudonym};

use crate::dossiers::integrity;
use crate::face::Error;
use crate::lignes;
use crate::sequenceur::Fault;
use crate::{Alive, Coffre};

crate::statements! {
    PAGE = "select id from dossier where id > ?1 order by id limit 500";
}

/// What a sweep saw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balayage {
    /// Dossiers read.
    pub dossiers: u32,
    /// What did not match: the dossier where it is known, and the rule of the journal entry.
    pub ecarts: Vec<(Option<DossierId>, u8)>,
}

type State = (u32, [u8; 16]);

impl Coffre {
    /// Sweeps the whole base; each mismatch is an entry of the journal, and so is the sweep.
    ///
    /// # Errors
    /// A failure of the base or of the contre-clé: nothing is concluded.
    pub async fn sweep(&self) -> Result<Balayage, Error> {
        let alive = self.alive()?;
        // What an undoing that was cut left behind is no mismatch: it is finished first.
        self.finish_undoings().await?;
        let mut recorded = alive.recorded_states().await?;
        let mut seen = Balayage::default();
        let mut after = vec![0; 16];
        loop {
            let from = after.clone();
            let page: Vec<(Vec<u8>,)> = alive.base.read(move |tx| tx.all(&PAGE, &[from.clone().into()])).await?;
            let Some((last,)) = page.last() else { break };
            after = last.clone();
            for (id,) in page {
                let Ok(id) = <[u8; 16]>::try_from(id) else { continue };
                seen.dossiers += 1;
                if let Some(rule) = alive.check(DossierId(id), &mut recorded).await? {
                    seen.ecarts.push((Some(DossierId(id)), rule));
                }
            }
        }
        for subject in recorded.into_keys() {
            if alive.is_missing(subject).await? {
                alive.record(ecart(integrity::MISSING, subject)).await?;
                seen.ecarts.push((None, integrity::MISSING));
            }
        }
        let mut entry = Entry::new(Kind::Sweep);
        entry.count = seen.dossiers;
        entry.content = sha256(&(seen.ecarts.len() as u64).to_be_bytes());
        alive.record(entry).await?;
        Ok(seen)
    }
}

impl Alive {
    /// What the contre-clé recorded of every dossier.
    async fn recorded_states(&self) -> Result<HashMap<Pseudonym, State>, Error> {
        let mut states = HashMap::new();
        let mut after = [0; 16];
        loop {
            let page = self.states_after(after, 10_000).await?;
            let Some((last, ..)) = page.last() else { return Ok(states) };
            after = *last;
            states.extend(page.into_iter().map(|(subject, etat, _, digest)| (subject, (etat, digest))));
        }
    }

    async fn states_after(&self, after: Pseudonym, limit: u32) -> Result<Vec<(Pseudonym, u32, u32, [u8; 16])>, Error> {
        match self.sequenceur.ask(Question::Sweep { after, limit }).await {
            Ok(Answer::States(states)) => Ok(states),
            Ok(Answer::No(no)) => Err(Fault::No(no, 0).into()),
            _ => Err(Fault::ContreCle.into()),
        }
    }

    /// The rule that a stored dossier breaks, if any; journalled.
    async fn check(&self, id: DossierId, recorded: &mut HashMap<Pseudonym, State>) -> Result<Option<u8>, Error> {
        let lock = self.writing(id);
        let _still = lock.lock().await;
        let Some(stored) = self.base.read(move |tx| lignes::read(tx, id)).await? else {
            // Without a head: cannot be attributed to a recorded dossier, which will be found missing.
            self.record(ecart(integrity::DIGEST, [0; 16])).await?;
            return Ok(Some(integrity::DIGEST));
        };
        let Some((share, salt)) = self.share_of(&stored) else {
            self.integrity(&stored, [0; 16], integrity::SHARE).await;
            return Ok(Some(integrity::SHARE));
        };
        let subject = pseudonym(&salt, &id.0);
        let known = recorded.remove(&subject);
        let stored = if stored.has_pending() { self.reconcile(stored, subject, &share).await? } else { stored };
        let digest = stored.digest_at(stored.etat, &share);
        let rule = match (digest, known) {
            // Begun, and interrupted before its first write was recorded: it holds nothing and never did.
            (_, None | Some((0, _))) if stored.etat == 0 => None,
            // Begun, staged, never written: its rows count for nothing.
            (None, None | Some((0, _))) if stored.etat == 0 => None,
            (None, _) => Some(integrity::DIGEST),
            (Some(d), _) if stored.entete().map(|e| e.digest) != Some(d) => Some(integrity::DIGEST),
            (Some(_), None) => Some(integrity::UNKNOWN),
            (Some(d), Some((etat, known))) if etat == stored.etat && known == d[..16] => None,
            // Written since the states were read, or rolled back: ask again for this one.
            (Some(d), Some(_)) => match self.state_of(subject).await? {
                Some((etat, known)) if etat == stored.etat && known == d[..16] => None,
                _ => Some(integrity::VERSION),
            },
        };
        if let Some(rule) = rule {
            self.integrity(&stored, subject, rule).await;
        }
        Ok(rule)
    }

    /// A dossier recorded and written, whose row is gone. One created and never written is nothing.
    async fn is_missing(&self, subject: Pseudonym) -> Result<bool, Error> {
        Ok(self.state_of(subject).await?.is_some_and(|(etat, _)| etat > 0))
    }

    async fn state_of(&self, subject: Pseudonym) -> Result<Option<State>, Error> {
        let before = u128::from_be_bytes(subject).saturating_sub(1).to_be_bytes();
        let page = self.states_after(before, 1).await?;
        Ok(page.first().filter(|(who, ..)| *who == subject).map(|(_, etat, _, digest)| (*etat, *digest)))
    }
}

fn ecart(rule: u8, subject: Pseudonym) -> Entry {
    let mut entry = Entry::new(Kind::Integrity);
    (entry.rule, entry.subject) = (rule, subject);
    entry
}
