//! The fold of writes: for each dossier its structure, its last etat, its key epoch and its digest.
//! A coffre that shows an older state of a dossier is refused by this fold.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use droits::campagne::is_lecture;
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

/// Last known state of one dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// The structure that accompanies.
    pub structure: [u8; 8],
    /// Number of the last write; zero when created and not yet written.
    pub etat: u32,
    /// Key epoch.
    pub epoch: u32,
    /// First half of the keyed digest of all its rows.
    pub digest: [u8; 16],
    /// Whether anybody was shown anything of it.
    pub is_shown: bool,
}

/// States of all dossiers, ordered by pseudonym for the sweep.
#[derive(Debug, Default)]
pub struct Versions {
    all: BTreeMap<Pseudonym, Version>,
    /// Names stay: a dossier created again under one of them would be given its old keys.
    erased: BTreeSet<Pseudonym>,
}

impl Versions {
    /// Takes an entry; `false` when it claims a state that does not follow the last one.
    pub fn fold(&mut self, entry: &Entry) -> bool {
        match entry.kind {
            Kind::Creation => self.create(entry),
            Kind::Write => self.write(entry),
            Kind::Erasure => self.erase(entry),
            kind if kind.reads() || is_lecture(entry) => self.show(entry),
            _ => true,
        }
    }

    /// The state of a dossier.
    pub fn get(&self, subject: &Pseudonym) -> Option<&Version> {
        self.all.get(subject)
    }

    /// Whether nothing was ever created under this name, not even what was erased since.
    pub fn is_unknown(&self, subject: &Pseudonym) -> bool {
        !self.all.contains_key(subject) && !self.erased.contains(subject)
    }

    /// Dossiers whose share must be gone.
    pub fn erased(&self) -> impl Iterator<Item = &Pseudonym> {
        self.erased.iter()
    }

    /// Number of dossiers.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// At most `limit` dossiers after this pseudonym, in order.
    pub fn after(&self, subject: &Pseudonym, limit: usize) -> impl Iterator<Item = (&Pseudonym, &Version)> {
        self.all.range((Bound::Excluded(*subject), Bound::Unbounded)).take(limit)
    }

    fn create(&mut self, entry: &Entry) -> bool {
        if !self.is_unknown(&entry.subject) {
            return false;
        }
        let version = Version { structure: entry.structure, etat: 0, epoch: 0, digest: [0; 16], is_shown: false };
        self.all.insert(entry.subject, version).is_none()
    }

    fn write(&mut self, entry: &Entry) -> bool {
        let Some(version) = self.all.get_mut(&entry.subject) else { return false };
        if entry.etat != version.etat + 1 || entry.structure != version.structure || entry.epoch != version.epoch {
            return false;
        }
        version.etat = entry.etat;
        version.digest.copy_from_slice(&entry.content[..16]);
        true
    }

    fn show(&mut self, entry: &Entry) -> bool {
        if let Some(version) = self.all.get_mut(&entry.subject) {
            version.is_shown = true;
        }
        true
    }

    /// Only what nobody has opened or written in since it was made: the work of others is never taken back, and who was
    /// read can always be told.
    fn erase(&mut self, entry: &Entry) -> bool {
        let is_untouched = self.all.get(&entry.subject).is_some_and(|v| v.etat <= 1 && !v.is_shown);
        is_untouched && self.all.remove(&entry.subject).is_some() && self.erased.insert(entry.subject)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: Kind, etat: u32, content: u8) -> Entry {
        Entry { subject: [1; 16], structure: *b"59512S00", etat, content: [content; 32], ..Entry::new(kind) }
    }

    #[test]
    fn only_the_next_state_follows() {
        let mut versions = Versions::default();
        assert!(!versions.fold(&entry(Kind::Write, 1, 1)), "nothing was created");
        assert!(versions.fold(&entry(Kind::Creation, 0, 0)));
        assert!(!versions.fold(&entry(Kind::Creation, 0, 0)), "twice");
        assert!(versions.fold(&entry(Kind::Write, 1, 1)));
        for wrong in [0, 1, 3] {
            assert!(!versions.fold(&entry(Kind::Write, wrong, 9)), "{wrong} after 1");
        }
        assert!(versions.fold(&entry(Kind::Erasure, 0, 0)), "nobody wrote since it was made");
        assert!(
            versions.get(&[1; 16]).is_none() && versions.is_empty() && versions.after(&[0; 16], 9).next().is_none()
        );
        for again in [entry(Kind::Erasure, 0, 0), entry(Kind::Creation, 0, 0), entry(Kind::Write, 2, 2)] {
            assert!(!versions.fold(&again), "{:?} of a dossier that is gone", again.kind);
        }
        let mut versions = Versions::default();
        for next in [entry(Kind::Creation, 0, 0), entry(Kind::Write, 1, 1)] {
            assert!(versions.fold(&next));
        }
        let elsewhere = Entry { structure: *b"13055S00", ..entry(Kind::Write, 2, 2) };
        assert!(!versions.fold(&elsewhere), "another structure");
        assert_eq!(versions.get(&[1; 16]).map(|v| (v.etat, v.digest)), Some((1, [1; 16])));
        assert!(versions.fold(&entry(Kind::Write, 2, 2)));
        assert!(!versions.fold(&entry(Kind::Erasure, 0, 0)), "somebody wrote since");
        for shown in [Kind::Opening, Kind::Reveal, Kind::Print] {
            let mut versions = Versions::default();
            for next in [entry(Kind::Creation, 0, 0), entry(Kind::Write, 1, 1), entry(shown, 1, 1)] {
                assert!(versions.fold(&next));
            }
            assert!(!versions.fold(&entry(Kind::Erasure, 0, 0)), "{shown:?}: somebody was shown it");
        }
    }
}
