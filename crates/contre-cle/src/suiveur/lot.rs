//! Seeds of lots: each is the hash of this side's own cosignature over the checkpoint that first covered the proposal.
//! The coffre cannot know it before the proposal stands, nor wait for a better one.

use std::collections::HashMap;

use droits::Attest;
use droits::piece::{Assertion, Credential};
use journal::entry::Pseudonym;
use journal::tree::sha256;

use crate::assertion;

/// Demands whose seed is kept; the oldest are few and expire.
const KEPT_MAX: usize = 65_536;

/// What the seed of each pending demand is.
#[derive(Default)]
pub(super) struct Seeds {
    known: HashMap<Pseudonym, [u8; 32]>,
    /// For the demands that stood before this program started: the last cosignature that it found on its disk.
    before: [u8; 32],
}

impl Seeds {
    pub(super) fn restart(&mut self, note: Option<&[u8]>) {
        self.before = note.map(last_line).map(sha256).unwrap_or_default();
    }

    pub(super) fn keep(&mut self, object: Pseudonym, cosignature: &str) {
        if self.known.len() >= KEPT_MAX {
            self.known.clear();
        }
        self.known.insert(object, sha256(cosignature.as_bytes()));
    }

    pub(super) fn of(&self, object: &Pseudonym) -> [u8; 32] {
        self.known.get(object).copied().unwrap_or(self.before)
    }
}

fn last_line(note: &[u8]) -> &[u8] {
    note.trim_ascii_end().rsplit(|byte| *byte == b'\n').next().unwrap_or_default()
}

/// Judges what comes with an entry: passkeys, always; seeds, but for entries that this side judged once already.
pub(super) struct Judge<'a> {
    pub(super) seeds: Option<&'a Seeds>,
}

impl Attest for Judge<'_> {
    fn holds(&self, credential: &Credential, challenge: &[u8; 32], given: &Assertion) -> bool {
        assertion::holds(credential, challenge, given)
    }

    fn is_seed(&self, object: &Pseudonym, seed: &[u8; 32]) -> bool {
        self.seeds.is_none_or(|seeds| seeds.of(object) == *seed)
    }
}
