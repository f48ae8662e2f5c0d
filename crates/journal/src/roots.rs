//! Hashes of a log for its proofs: the roots of its full subtrees of 256 leaves are kept, what lies below is read.

use crate::log::{Log, LogFault};
use crate::storage::Storage;
use crate::tree::{Hash, Hashes, Tree, leaf_hash};

/// Level of the roots that are kept: 256 leaves, as a tile.
const LEVEL: u32 = 8;

/// Roots kept between proofs: the log is walked once, and then only what was added to it.
#[derive(Debug, Default)]
pub struct Roots(Vec<Hash>);

/// A log as a source of hashes, up to what [`Roots::extend`] has seen.
pub struct LogHashes<'a, S> {
    log: &'a Log<S>,
    roots: &'a Roots,
}

impl Roots {
    /// Walks what was added to the log since the last time.
    ///
    /// # Errors
    /// The log's; what was kept before stays right.
    pub fn extend<S: Storage>(&mut self, log: &Log<S>) -> Result<(), LogFault> {
        let (from, to) = ((self.0.len() as u64) << LEVEL, log.len() >> LEVEL << LEVEL);
        let mut tree = Tree::new();
        log.for_range(from..to, |_, record| {
            tree.push(leaf_hash(&record.entry));
            if tree.len() == 1 << LEVEL {
                self.0.push(std::mem::take(&mut tree).root());
            }
        })
    }

    /// The log with what is kept of it.
    pub fn of<'a, S>(&'a self, log: &'a Log<S>) -> LogHashes<'a, S> {
        LogHashes { log, roots: self }
    }
}

impl<S: Storage> Hashes for LogHashes<'_, S> {
    fn subtree(&self, level: u32, index: u64) -> Option<Hash> {
        if let Some(above) = level.checked_sub(LEVEL) {
            return self.roots.0.subtree(above, index);
        }
        let first = index.checked_shl(level)?;
        let mut tree = Tree::new();
        self.log.for_range(first..first + (1 << level), |_, record| tree.push(leaf_hash(&record.entry))).ok()?;
        (tree.len() == 1 << level).then(|| tree.root())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::Record;
    use crate::note::Signer;
    use crate::storage::FaultyStorage;
    use crate::tiles::{Publisher, TileDir};
    use crate::tree::{check_inclusion, inclusion_proof};
    use crate::verify::verify;

    fn grow(log: &mut Log<FaultyStorage>, signer: &Signer, to: u64) {
        while log.len() < to {
            let count = (to - log.len()).min(100);
            let record = |n: u64| {
                let mut entry = [0; 256];
                entry[..8].copy_from_slice(&n.to_be_bytes());
                Record { entry, piece: None }
            };
            let batch: Vec<Record> = (log.len()..log.len() + count).map(record).collect();
            let note = signer.sign(log.len() + count, log.tree_after(&batch).root());
            log.append(&batch, &note).expect("appends");
        }
    }

    #[test]
    fn every_entry_is_proven_towards_every_size() {
        let signer = Signer::from_seed("essai/journal", &[1; 32]).expect("a key");
        let mut log = Log::open(FaultyStorage::new(1)).expect("opens");
        let mut roots = Roots::default();
        for size in [1, 2, 255, 256, 257, 511, 513, 1_024, 1_100] {
            grow(&mut log, &signer, size);
            roots.extend(&log).expect("walks");
            let root = log.tree().root();
            for index in (0..size).filter(|n| n % 37 == 0 || *n + 1 == size || n % 256 == 255) {
                let leaf = leaf_hash(&log.read(index).expect("reads").entry);
                let proof = inclusion_proof(&roots.of(&log), index, size).expect("a proof");
                assert!(check_inclusion(&leaf, index, size, &root, &proof), "{index} of {size}");
                assert!(!check_inclusion(&leaf_hash(b"another"), index, size, &root, &proof), "{index} of {size}");
            }
        }
    }

    #[test]
    fn a_proof_is_the_one_that_the_published_folder_gives() {
        let signer = Signer::from_seed("essai/journal", &[1; 32]).expect("a key");
        let mut log = Log::open(FaultyStorage::new(1)).expect("opens");
        let dir = std::env::temp_dir().join(format!("cairn_roots_{}", std::process::id()));
        let mut publisher = Publisher::open(&dir).expect("opens");
        let mut roots = Roots::default();
        for size in [255, 600, 1_024] {
            grow(&mut log, &signer, size);
            publisher.publish(&log, log.note()).expect("publishes");
            verify(&dir, &signer.vkey(), None).expect("a sound folder");
            roots.extend(&log).expect("walks");
            for index in (0..size).step_by(61) {
                let published = inclusion_proof(&TileDir::new(&dir, size), index, size);
                assert!(published.is_some());
                assert_eq!(inclusion_proof(&roots.of(&log), index, size), published, "{index} of {size}");
            }
        }
        std::fs::remove_dir_all(dir).expect("removes");
    }

    #[test]
    fn what_is_beyond_the_log_has_no_proof() {
        let signer = Signer::from_seed("essai/journal", &[1; 32]).expect("a key");
        let mut log = Log::open(FaultyStorage::new(1)).expect("opens");
        grow(&mut log, &signer, 300);
        let mut roots = Roots::default();
        roots.extend(&log).expect("walks");
        assert!(inclusion_proof(&roots.of(&log), 300, 300).is_none());
        assert!(inclusion_proof(&roots.of(&log), 10, 600).is_none());
    }
}
