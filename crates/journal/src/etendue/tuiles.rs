//! The published journal as the source: every entry is read once, and the root that they give must be the one that was signed.

use std::path::{Path, PathBuf};

use crate::ENTRY_LEN;
use crate::entry::Entry;
use crate::note::{Checkpoint, Note, NoteFault, Verifier};
use crate::tiles::TileDir;
use crate::tiles::layout::{CHECKPOINT, WIDTH, bundle_entries, bundle_path};
use crate::tree::{Hash, Tree, check_inclusion, inclusion_proof, leaf_hash};
use crate::verify::{Damage, Fault};

/// A published folder at its checkpoint.
pub struct Tuiles {
    dir: PathBuf,
    note: Vec<u8>,
    checkpoint: Checkpoint,
}

/// That an entry stands in the journal of a checkpoint: to be given to whoever doubts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preuve {
    /// Index of the entry.
    pub entree: u64,
    /// Its 256 bytes.
    pub octets: [u8; ENTRY_LEN],
    /// Hashes from its leaf to the root (RFC 6962).
    pub chemin: Vec<Hash>,
}

impl Tuiles {
    /// Opens the folder and checks who signed its checkpoint; with a cosigner's key, its cosignature too.
    ///
    /// # Errors
    /// The checkpoint is missing, malformed, or not signed by these keys.
    pub fn open(dir: &Path, log_vkey: &str, cosigner_vkey: Option<&str>) -> Result<Tuiles, Fault> {
        let blame = |damage| Fault { file: CHECKPOINT.to_owned(), damage };
        let fault = |fault| blame(Damage::Note(fault));
        let note = read(dir, CHECKPOINT)?;
        let parsed = Note::parse(&note).map_err(fault)?;
        let checkpoint = Verifier::parse(log_vkey).and_then(|log| parsed.checkpoint(&log)).map_err(fault)?;
        if let Some(vkey) = cosigner_vkey {
            let cosigned = Verifier::parse(vkey).and_then(|cosigner| cosigner.verify(&parsed)).map_err(fault)?;
            cosigned.ok_or_else(|| fault(NoteFault::Key))?;
        }
        Ok(Tuiles { dir: dir.to_owned(), note, checkpoint })
    }

    /// Origin, size and root.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The checkpoint as signed.
    #[must_use]
    pub fn note(&self) -> &[u8] {
        &self.note
    }

    /// Every entry in order; those of a version or kind that this program does not know are passed over. The answer counts only
    /// once this has said that the entries are those of the checkpoint.
    ///
    /// # Errors
    /// A bundle is missing or malformed, or the entries are not those that were signed.
    pub fn for_each(&self, mut each: impl FnMut(u64, &Entry)) -> Result<(), Fault> {
        let mut tree = Tree::new();
        for index in 0..self.checkpoint.size.div_ceil(WIDTH as u64) {
            for octets in self.bundle(index)? {
                if let Ok(entry) = Entry::decode(&octets) {
                    each(tree.len(), &entry);
                }
                tree.push(leaf_hash(&octets));
            }
        }
        if tree.root() == self.checkpoint.root {
            Ok(())
        } else {
            Err(Fault { file: CHECKPOINT.to_owned(), damage: Damage::Content })
        }
    }

    /// Entries of one bundle, up to the checkpoint, as they lie there: for a few. [`Tuiles::prove`] says that one is right.
    ///
    /// # Errors
    /// The bundle is missing or malformed.
    pub fn bundle(&self, index: u64) -> Result<Vec<[u8; ENTRY_LEN]>, Fault> {
        let first = index.saturating_mul(WIDTH as u64);
        let width = self.checkpoint.size.saturating_sub(first).min(WIDTH as u64) as usize;
        let path = bundle_path(index, width);
        // The journal goes on while it is read: a partial bundle that has been filled since lies there whole.
        let bytes = read(&self.dir, &path).or_else(|fault| match fault.damage {
            Damage::Missing if width < WIDTH => read(&self.dir, &bundle_path(index, WIDTH)).map_err(|_| fault),
            _ => Err(fault),
        })?;
        let entries = bundle_entries(&bytes).filter(|entries| entries.len() >= width);
        let entries = entries.ok_or(Fault { file: path, damage: Damage::Form })?;
        Ok(entries.into_iter().take(width).copied().collect())
    }

    /// One entry with its proof; `None` when there is no such entry, or when the folder does not prove it.
    #[must_use]
    pub fn prove(&self, entree: u64) -> Option<Preuve> {
        let Checkpoint { size, root, .. } = &self.checkpoint;
        let octets = *self.bundle(entree / WIDTH as u64).ok()?.get((entree % WIDTH as u64) as usize)?;
        let chemin = inclusion_proof(&TileDir::new(&self.dir, *size), entree, *size)?;
        check_inclusion(&leaf_hash(&octets), entree, *size, root, &chemin).then_some(Preuve { entree, octets, chemin })
    }
}

fn read(dir: &Path, path: &str) -> Result<Vec<u8>, Fault> {
    std::fs::read(dir.join(path)).map_err(|error| {
        let damage = match error.kind() {
            std::io::ErrorKind::NotFound => Damage::Missing,
            _ => Damage::Io(error),
        };
        Fault { file: path.to_owned(), damage }
    })
}
