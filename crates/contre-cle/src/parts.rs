//! The store of second shares: one append-only file of sealed records, found again through an index in memory.

use std::collections::{HashMap, HashSet};
use std::io;

use aws_lc_rs::rand;
use journal::entry::Pseudonym;
use journal::storage::Storage;
use zeroize::Zeroizing;

use crate::racine::Racine;

const FILE: &str = "parts";
/// Pseudonym, nonce, sealed share.
const RECORD: usize = 16 + 12 + 48;

/// The shares of all dossiers.
pub struct Parts<S> {
    storage: S,
    offsets: HashMap<Pseudonym, u64>,
    end: u64,
}

impl<S: Storage> Parts<S> {
    /// Reads the index of the file; a torn last record was never acknowledged and is cut off.
    ///
    /// # Errors
    /// The disk's.
    pub fn open(storage: S) -> io::Result<Parts<S>> {
        let mut parts = Parts { storage, offsets: HashMap::new(), end: 0 };
        parts.recover()?;
        Ok(parts)
    }

    /// Reads the disk again, after a failure.
    ///
    /// # Errors
    /// The disk's.
    pub fn recover(&mut self) -> io::Result<()> {
        let size = self.storage.size(FILE)?.unwrap_or(0);
        let end = size - size % RECORD as u64;
        self.offsets.clear();
        self.end = end;
        if end != size {
            self.storage.truncate(FILE, end)?;
        }
        if end != 0 {
            // After a failed sync, what is read may not be on the disk: write it there before trusting it.
            self.storage.refresh(FILE, 0)?;
        }
        const CHUNK: u64 = 4_096 * RECORD as u64;
        let mut at = 0;
        while at < end {
            let length = CHUNK.min(end - at);
            let bytes = self.storage.read_at(FILE, at, length as usize)?;
            for (n, record) in bytes.chunks_exact(RECORD).enumerate() {
                let subject: Pseudonym = record[..16].try_into().expect("16 of 76 bytes");
                self.offsets.entry(subject).or_insert(at + (n * RECORD) as u64);
            }
            at += length;
        }
        Ok(())
    }

    /// Makes a random share for each dossier that has none, and returns once they are durable.
    ///
    /// # Errors
    /// The disk's; the store must then be opened again.
    pub fn create(&mut self, racine: &Racine, subjects: &[Pseudonym]) -> io::Result<()> {
        let mut bytes = Vec::new();
        let mut known = HashSet::new();
        let mut fresh = Vec::new();
        for subject in subjects {
            if self.offsets.contains_key(subject) || !known.insert(*subject) {
                continue;
            }
            let mut share = Zeroizing::new([0; 32]);
            let mut nonce = [0; 12];
            rand::fill(&mut *share)
                .and_then(|()| rand::fill(&mut nonce))
                .map_err(|_| io::Error::other("no randomness"))?;
            bytes.extend_from_slice(subject);
            bytes.extend_from_slice(&nonce);
            bytes.extend_from_slice(&racine.seal(nonce, subject, &share));
            fresh.push(*subject);
        }
        if fresh.is_empty() {
            return Ok(());
        }
        self.storage.append(FILE, &bytes)?;
        self.storage.sync(FILE)?;
        for subject in fresh {
            self.offsets.insert(subject, self.end);
            self.end += RECORD as u64;
        }
        Ok(())
    }

    /// Writes zeroes over the shares of these dossiers, and returns once they are gone. Their names stay, so that
    /// none is ever made again under the same.
    ///
    /// # Errors
    /// The disk's: some may be left, and this must be done again.
    pub fn destroy<'a>(&mut self, subjects: impl IntoIterator<Item = &'a Pseudonym>) -> io::Result<()> {
        let sealed = |subject| self.offsets.get(subject).map(|offset| offset + 16);
        let offsets: Vec<u64> = subjects.into_iter().filter_map(sealed).collect();
        if offsets.is_empty() { Ok(()) } else { self.storage.erase(FILE, &offsets, RECORD - 16) }
    }

    /// The share of a dossier; `None` if there is none, or if its record was altered.
    ///
    /// # Errors
    /// The disk's.
    pub fn get(&self, racine: &Racine, subject: &Pseudonym) -> io::Result<Option<Zeroizing<[u8; 32]>>> {
        let Some(&offset) = self.offsets.get(subject) else { return Ok(None) };
        let record = self.storage.read_at(FILE, offset, RECORD)?;
        let (Ok(nonce), Ok(sealed)) = (record[16..28].try_into(), record[28..].try_into()) else { return Ok(None) };
        Ok(racine.open(nonce, subject, &sealed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::storage::FaultyStorage;

    #[test]
    fn shares_survive_and_belong_to_one_dossier() {
        let racine = Racine::from_root(&[1; 32]).expect("lawful name");
        let disk = FaultyStorage::new(1);
        let mut parts = Parts::open(disk.clone()).expect("opens");
        parts.create(&racine, &[[1; 16], [2; 16], [1; 16]]).expect("creates");
        let first = parts.get(&racine, &[1; 16]).expect("reads").expect("is there");
        drop(parts);
        disk.cut();
        let mut parts = Parts::open(disk.clone()).expect("opens again");
        parts.create(&racine, &[[1; 16]]).expect("changes nothing");
        assert_eq!(parts.get(&racine, &[1; 16]).expect("reads").expect("is there"), first);
        assert!(parts.get(&racine, &[3; 16]).expect("reads").is_none());
        parts.create(&racine, &[[4; 16]]).expect("creates");
        parts.destroy([&[4; 16], &[9; 16]]).expect("destroys");
        disk.cut();
        assert!(disk.read("parts").expect("reads").expect("is there").ends_with(&[0; 60]), "nothing is left of it");
        parts.recover().expect("reads again");
        parts.create(&racine, &[[4; 16]]).expect("changes nothing");
        assert!(parts.get(&racine, &[4; 16]).expect("reads").is_none(), "what is destroyed is never made again");
        disk.flip("parts", 30);
        assert!(parts.get(&racine, &[1; 16]).expect("reads").is_none(), "an altered record opens nothing");
    }
}
