//! What memory holds of glasses to break: codes read aloud, and which dossier a name in the journal is. A restart forgets both: a
//! code is read again, and what was taken is asked for again.

use std::collections::HashMap;

use domaine::DossierId;
use journal::entry::Pseudonym;

use super::federe::letters;
use crate::random;
use crate::sequenceur::now;

/// How long a code serves, milliseconds.
const CODE_MAX: u64 = 10 * 60_000;

/// Codes that wait at once, and dossiers that are remembered.
const WAITING_MAX: usize = 4_096;

/// See the module.
#[derive(Default)]
pub(crate) struct Codes {
    codes: HashMap<String, (Pseudonym, u64)>,
    dossiers: HashMap<Pseudonym, DossierId>,
}

impl Codes {
    /// Her code: the same while it serves.
    pub(super) fn code_of(&mut self, agent: Pseudonym) -> Option<String> {
        let time = now();
        self.codes.retain(|_, (_, until)| *until > time);
        if let Some((code, _)) = self.codes.iter().find(|(_, (who, _))| *who == agent) {
            return Some(code.clone());
        }
        if self.codes.len() >= WAITING_MAX {
            return None;
        }
        let code = letters(&random::<8>());
        self.codes.insert(code.clone(), (agent, time + CODE_MAX));
        Some(code)
    }

    /// Whose code this is, however it was typed.
    pub(super) fn preneur(&self, code: &str) -> Option<Pseudonym> {
        let code: String = code.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase()).collect();
        self.codes.get(&code).filter(|(_, until)| *until > now()).map(|(agent, _)| *agent)
    }

    /// Which dossier this name in the journal is.
    pub(super) fn remember(&mut self, sujet: Pseudonym, dossier: DossierId) {
        if self.dossiers.len() >= WAITING_MAX {
            self.dossiers.clear();
        }
        self.dossiers.insert(sujet, dossier);
    }

    pub(super) fn dossier(&self, sujet: &Pseudonym) -> Option<DossierId> {
        self.dossiers.get(sujet).copied()
    }
}
