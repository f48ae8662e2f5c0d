//! Seeds of lots: each is the hash of this side's own cosignature over the checkpoint that first covered the proposal.
//! The coffre cannot know it before the proposal stands, nor wait for a better one. Kept on disk while the demand waits for
//! its draw, so that a restart changes none.

use std::collections::HashMap;

use droits::Attest;
use droits::piece::{Assertion, Credential};
use journal::entry::Pseudonym;
use journal::tree::sha256;

use crate::assertion;

/// The seeds of demands that wait for their first draw.
#[derive(Default)]
pub(super) struct Seeds {
    known: HashMap<Pseudonym, [u8; 32]>,
    is_changed: bool,
}

impl Seeds {
    /// As the disk has them.
    pub(super) fn read(bytes: &[u8]) -> Seeds {
        let one = |line: &[u8]| Some((line[..16].try_into().ok()?, line[16..].try_into().ok()?));
        Seeds { known: bytes.chunks_exact(48).filter_map(one).collect(), is_changed: false }
    }

    /// Keeps those of these demands, and no other. One without a seed (a crash came before it was written) gets it of the last
    /// note on the disk.
    pub(super) fn restart(&mut self, waiting: &[Pseudonym], note: Option<&[u8]>) {
        let before = note.map(last_line).map(sha256).unwrap_or_default();
        self.known.retain(|object, _| waiting.contains(object));
        for object in waiting {
            self.known.entry(*object).or_insert(before);
        }
        self.is_changed = true;
    }

    pub(super) fn keep(&mut self, object: Pseudonym, cosignature: &str) {
        self.known.insert(object, sha256(cosignature.as_bytes()));
        self.is_changed = true;
    }

    pub(super) fn forget(&mut self, object: &Pseudonym) {
        self.is_changed |= self.known.remove(object).is_some();
    }

    pub(super) fn of(&self, object: &Pseudonym) -> Option<[u8; 32]> {
        self.known.get(object).copied()
    }

    /// What the disk must have, when it is not what it has.
    pub(super) fn take_unwritten(&mut self) -> Option<Vec<u8>> {
        let is_changed = std::mem::take(&mut self.is_changed);
        is_changed.then(|| self.known.iter().flat_map(|(object, seed)| [&object[..], seed].concat()).collect())
    }
}

fn last_line(note: &[u8]) -> &[u8] {
    note.trim_ascii_end().rsplit(|byte| *byte == b'\n').next().unwrap_or_default()
}

/// Judges what comes with an entry: passkeys always; seeds, but for entries that this side took once already. It takes
/// none whose seed is another, so that its log holds none.
pub(super) struct Judge<'a> {
    pub(super) seeds: Option<&'a Seeds>,
}

impl Attest for Judge<'_> {
    fn holds(&self, credential: &Credential, challenge: &[u8; 32], given: &Assertion) -> bool {
        assertion::holds(credential, challenge, given)
    }

    fn is_seed(&self, object: &Pseudonym, seed: &[u8; 32]) -> bool {
        self.seeds.is_none_or(|seeds| seeds.of(object) == Some(*seed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Pseudonym = [1; 16];
    const B: Pseudonym = [2; 16];

    #[test]
    fn a_seed_is_of_its_own_proposal_and_outlives_a_restart() {
        let mut seeds = Seeds::default();
        assert_eq!(seeds.of(&A), None, "no proposal, no seed to be known in advance");
        seeds.keep(A, "line of the cosignature");
        let kept = seeds.take_unwritten().expect("changed");
        assert_eq!(seeds.take_unwritten(), None, "once");
        let mut again = Seeds::read(&kept);
        again.restart(&[A, B], Some(b"text\n\nfirst\nlast\n"));
        assert_eq!(again.of(&A), seeds.of(&A), "a restart changes none");
        assert_eq!(again.of(&B), Some(sha256(b"last")), "one that a crash left without seed");
        again.restart(&[B], None);
        assert_eq!(again.of(&A), None, "drawn, or gone");
        assert_eq!(again.of(&B), Some(sha256(b"last")));
        again.forget(&B);
        assert!(again.take_unwritten().is_some_and(|bytes| bytes.is_empty()));
    }

    #[test]
    fn nobody_else_s_seed_is_taken() {
        let mut seeds = Seeds::default();
        seeds.keep(A, "line");
        let seed = seeds.of(&A).expect("kept");
        let judge = Judge { seeds: Some(&seeds) };
        assert!(judge.is_seed(&A, &seed));
        assert!(!judge.is_seed(&A, &[0; 32]) && !judge.is_seed(&B, &seed) && !judge.is_seed(&B, &[0; 32]));
    }
}
