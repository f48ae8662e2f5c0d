//! A small journal to write in: deterministic entries, keys, and the way of a batch.

use std::path::PathBuf;

use journal::ENTRY_LEN;
use journal::log::{Log, LogFault, Record};
use journal::note::{Cosigner, Note, Signer, Verifier};
use journal::storage::Storage;
use journal::tree::sha256;

pub fn signer() -> Signer {
    Signer::from_seed("journal.test/2026", &[7; 32]).unwrap()
}

pub fn cosigner() -> Cosigner {
    Cosigner::from_seed("contre-cle.test", &[9; 32]).unwrap()
}

/// Entry `index`, opaque but for its piece field; one in `pieces_every` has a piece (0: none has).
pub fn record(index: u64, pieces_every: u64) -> Record {
    let mut entry = [0; ENTRY_LEN];
    for (position, chunk) in entry.chunks_mut(32).enumerate() {
        chunk.copy_from_slice(&sha256(format!("{index}/{position}").as_bytes()));
    }
    entry[160..192].fill(0);
    let piece = (pieces_every > 0 && index.is_multiple_of(pieces_every)).then(|| {
        let len = 1 + usize::try_from(index * 37 % 900).unwrap();
        let piece: Vec<u8> = sha256(&index.to_be_bytes()).iter().copied().cycle().take(len).collect();
        entry[160..192].copy_from_slice(&sha256(&piece));
        piece
    });
    Record { entry, piece }
}

/// Appends the `count` next entries as one batch.
pub fn append<S: Storage>(log: &mut Log<S>, count: u64, pieces_every: u64) -> Result<(), LogFault> {
    let batch: Vec<Record> = (log.len()..log.len() + count).map(|index| record(index, pieces_every)).collect();
    let tree = log.tree_after(&batch);
    let note = signer().sign(tree.len(), tree.root());
    log.append(&batch, &note).map(|_| ())
}

/// The note of the last batch with a cosignature.
pub fn cosigned<S>(log: &Log<S>) -> Vec<u8>
where
    S: Storage,
{
    let mut note = Note::parse(log.note()).unwrap();
    let checkpoint = note.checkpoint(&Verifier::parse(&signer().vkey()).unwrap()).unwrap();
    note.signatures.push(cosigner().cosign(&checkpoint, 1_790_000_000));
    note.to_bytes()
}

/// A folder of this test alone, removed with it.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("journal-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
