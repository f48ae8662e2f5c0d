//! What the thread reads back of its own journal: a record, or records with proofs for a third party.

use journal::entry::Entry;
use journal::log::Record;
use journal::note::{Checkpoint, Note};
use journal::storage::Storage;
use journal::tree::inclusion_proof;

use super::worker::Worker;
use super::{Fault, Proven};

impl<S: Storage> Worker<S> {
    pub(super) fn read(&self, index: u64) -> Result<Record, Fault> {
        self.log.read(index).map_err(|_| Fault::Journal)
    }

    pub(super) fn read_many(&self, from: u64, most: u64) -> Result<Vec<Entry>, Fault> {
        let last = self.log.len().min(from.saturating_add(most));
        let read =
            |index| Entry::decode(&self.log.read(index).map_err(|_| Fault::Journal)?.entry).map_err(|_| Fault::Journal);
        (from..last).map(read).collect()
    }

    /// Towards the checkpoint that both sides signed: ours alone would prove nothing to who doubts us.
    pub(super) fn prove(&mut self, indexes: &[u64]) -> Result<Proven, Fault> {
        let note = self.log.later_note().ok_or(Fault::ContreCle)?.to_vec();
        let parsed = Note::parse(&note).ok().and_then(|note| Checkpoint::parse(&note.text).ok());
        let checkpoint = parsed.ok_or(Fault::Journal)?;
        self.roots.extend(&self.log).map_err(|_| Fault::Journal)?;
        let source = self.roots.of(&self.log);
        let mut records = Vec::with_capacity(indexes.len());
        for index in indexes.iter().copied().filter(|index| *index < checkpoint.size) {
            let record = self.log.read(index).map_err(|_| Fault::Journal)?;
            let path = inclusion_proof(&source, index, checkpoint.size).ok_or(Fault::Journal)?;
            records.push((index, record, path));
        }
        Ok(Proven { note, cosigner: self.cosigner_key.clone(), records })
    }
}
