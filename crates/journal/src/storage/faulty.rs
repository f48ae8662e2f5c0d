//! A disk for tests: it forgets what was not synced, tears what was being written, and fails when told.
//!
//! Two copies of each file are kept: what the process sees (the system's cache) and what lies on the
//! platter. A failed sync behaves as on Linux: the bytes stay visible, are believed clean, and a later
//! sync that succeeds does not write them. Only [`Storage::refresh`] does.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Storage;

/// What goes wrong, and when it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The disk is full: every append and replace fails, part of the bytes written, until [`FaultyStorage::heal`].
    NoSpace,
    /// One operation fails with an input/output error; an append has written part of its bytes.
    Io,
    /// The next sync fails, once, and its bytes are lost to later syncs. Other operations succeed.
    Sync,
    /// The power goes during one operation: it and all later ones fail, until [`FaultyStorage::cut`].
    Power,
}

/// A disk in memory. Clones are handles to the same disk: a test keeps one while a "process" dies.
#[derive(Clone)]
pub struct FaultyStorage {
    disk: Arc<Mutex<Disk>>,
}

struct Disk {
    files: BTreeMap<String, File>,
    chance: Chance,
    /// Writing operations since the beginning, the failed ones included.
    operations: u64,
    planned: Option<(u64, Failure)>,
    is_full: bool,
    is_off: bool,
}

#[derive(Default)]
struct File {
    seen: Vec<u8>,
    /// `None` while the name itself may be lost.
    platter: Option<Vec<u8>>,
    /// Ranges of `seen` not yet on the platter, in the order they were written.
    dirty: Vec<(usize, usize)>,
}

impl FaultyStorage {
    /// An empty disk whose accidents follow from `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let chance = Chance(seed ^ 0x9e37_79b9_7f4a_7c15);
        let disk = Disk { files: BTreeMap::new(), chance, operations: 0, planned: None, is_full: false, is_off: false };
        Self { disk: Arc::new(Mutex::new(disk)) }
    }

    /// Power loss. Of the unsynced bytes a random prefix survives, sometimes with a block of zeroes in
    /// it (blocks are not written in order); an unsynced new file may vanish.
    pub fn cut(&self) {
        let disk = &mut *self.lock();
        for file in disk.files.values_mut() {
            file.cut(&mut disk.chance);
        }
        disk.files.retain(|_, file| file.platter.is_some());
        disk.is_off = false;
    }

    /// Makes the writing operation `after` operations from now fail (0 is the next one).
    pub fn fail(&self, after: u64, failure: Failure) {
        let mut disk = self.lock();
        disk.planned = Some((disk.operations + after, failure));
    }

    /// Ends a full disk and forgets a failure that has not happened yet.
    pub fn heal(&self) {
        let mut disk = self.lock();
        disk.planned = None;
        disk.is_full = false;
    }

    /// Number of writing operations so far, to aim [`FaultyStorage::fail`].
    #[must_use]
    pub fn operations(&self) -> u64 {
        self.lock().operations
    }

    /// Flips one bit of the byte at `offset`, on the platter and in the cache.
    pub fn flip(&self, file: &str, offset: usize) {
        if let Some(file) = self.lock().files.get_mut(file) {
            let File { seen, platter, .. } = file;
            for byte in [seen.get_mut(offset), platter.as_mut().and_then(|bytes| bytes.get_mut(offset))] {
                byte.into_iter().for_each(|byte| *byte ^= 1);
            }
        }
    }

    /// A test that panicked while holding the disk must not hide its message behind a second panic.
    fn lock(&self) -> MutexGuard<'_, Disk> {
        self.disk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Storage for FaultyStorage {
    fn append(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        let disk = &mut *self.lock();
        let outcome = disk.step(false);
        let written = match outcome {
            Ok(()) => bytes.len(),
            Err(_) => disk.chance.up_to(bytes.len()),
        };
        let file = disk.files.entry(file.to_owned()).or_default();
        let start = file.seen.len();
        file.seen.extend_from_slice(&bytes[..written]);
        file.dirty.push((start, start + written));
        outcome
    }

    fn sync(&mut self, file: &str) -> io::Result<()> {
        let disk = &mut *self.lock();
        let outcome = disk.step(true);
        let is_off = disk.is_off;
        let file = disk.files.get_mut(file).ok_or(io::ErrorKind::NotFound)?;
        match outcome {
            Ok(()) => file.write_dirty(),
            Err(_) if is_off => {}
            Err(_) => file.dirty.clear(),
        }
        outcome
    }

    fn refresh(&mut self, file: &str, from: u64) -> io::Result<()> {
        let disk = &mut *self.lock();
        disk.step(true)?;
        let file = disk.files.get_mut(file).ok_or(io::ErrorKind::NotFound)?;
        file.dirty.push((index(from).min(file.seen.len()), file.seen.len()));
        file.write_dirty();
        Ok(())
    }

    fn truncate(&mut self, file: &str, len: u64) -> io::Result<()> {
        let disk = &mut *self.lock();
        disk.step(true)?;
        let file = disk.files.get_mut(file).ok_or(io::ErrorKind::NotFound)?;
        file.seen.truncate(index(len));
        let kept = file.seen.len();
        file.dirty.iter_mut().for_each(|(start, end)| (*start, *end) = (kept.min(*start), kept.min(*end)));
        // The content is synced, the folder is not: a name never synced may still be lost.
        if file.platter.is_some() {
            file.write_dirty();
        }
        Ok(())
    }

    fn erase(&mut self, file: &str, offsets: &[u64], len: usize) -> io::Result<()> {
        let disk = &mut *self.lock();
        let outcome = disk.step(true);
        let done = if outcome.is_ok() { offsets.len() } else { disk.chance.up_to(offsets.len()) };
        let file = disk.files.get_mut(file).ok_or(io::ErrorKind::NotFound)?;
        for offset in &offsets[..done] {
            let (start, end) = (index(*offset), index(*offset).saturating_add(len));
            for bytes in [Some(&mut file.seen), file.platter.as_mut()].into_iter().flatten() {
                if let Some(range) = bytes.get_mut(start..end) {
                    range.fill(0);
                }
            }
        }
        outcome
    }

    fn replace(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        let disk = &mut *self.lock();
        // A failed replace may have reached the platter before the error: either content is right.
        let outcome = disk.step(false);
        if outcome.is_ok() || disk.chance.up_to(1) == 1 {
            let file = disk.files.entry(file.to_owned()).or_default();
            *file = File { seen: bytes.to_vec(), platter: Some(bytes.to_vec()), dirty: Vec::new() };
        }
        outcome
    }

    fn remove(&mut self, file: &str) -> io::Result<()> {
        let disk = &mut *self.lock();
        disk.step(true)?;
        disk.files.remove(file);
        Ok(())
    }

    fn read(&self, file: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.lock().files.get(file).map(|file| file.seen.clone()))
    }

    fn read_at(&self, file: &str, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let disk = self.lock();
        let file = disk.files.get(file).ok_or(io::ErrorKind::NotFound)?;
        let start = index(offset).min(file.seen.len());
        let end = start.saturating_add(len).min(file.seen.len());
        Ok(file.seen[start..end].to_vec())
    }

    fn size(&self, file: &str) -> io::Result<Option<u64>> {
        Ok(self.lock().files.get(file).map(|file| file.seen.len() as u64))
    }

    fn list(&self) -> io::Result<Vec<String>> {
        Ok(self.lock().files.keys().cloned().collect())
    }
}

impl Disk {
    /// Counts one writing operation and says whether it works. `spares_space`: it needs no free space.
    fn step(&mut self, spares_space: bool) -> io::Result<()> {
        let now = self.operations;
        self.operations += 1;
        let due = self.planned.filter(|(at, _)| now >= *at).map(|(_, failure)| failure);
        match due {
            Some(Failure::NoSpace) => {
                self.planned = None;
                self.is_full = true;
            }
            Some(Failure::Io) => {
                self.planned = None;
                return Err(io::Error::other("injected input/output error"));
            }
            Some(Failure::Power) => {
                self.planned = None;
                self.is_off = true;
            }
            // Waits for an operation that syncs.
            Some(Failure::Sync) if spares_space => {
                self.planned = None;
                return Err(io::Error::other("injected failure of sync"));
            }
            Some(Failure::Sync) | None => {}
        }
        if self.is_off {
            return Err(io::Error::other("injected loss of power"));
        }
        if self.is_full && !spares_space {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        Ok(())
    }
}

impl File {
    fn write_dirty(&mut self) {
        let platter = self.platter.get_or_insert_default();
        // What a failed sync dropped stays a hole of zeroes between what was written before and after.
        platter.resize(self.seen.len(), 0);
        for (start, end) in self.dirty.drain(..) {
            platter[start..end].copy_from_slice(&self.seen[start..end]);
        }
    }

    fn cut(&mut self, chance: &mut Chance) {
        let unsynced: usize = self.dirty.iter().map(|(start, end)| end - start).sum();
        let mut surviving = if chance.up_to(2) == 0 { unsynced } else { chance.up_to(unsynced) };
        if self.platter.is_none() && chance.up_to(1) == 0 {
            return;
        }
        let mut platter = self.platter.take().unwrap_or_default();
        for (start, end) in self.dirty.drain(..) {
            let end = end.min(start + surviving);
            surviving -= end - start;
            if end > start {
                platter.resize(platter.len().max(end), 0);
                platter[start..end].copy_from_slice(&self.seen[start..end]);
                if chance.up_to(3) == 0 {
                    let hole = start + chance.up_to(end - start - 1);
                    platter[hole..end.min(hole + 512)].fill(0);
                }
            }
        }
        self.seen.clone_from(&platter);
        self.platter = Some(platter);
    }
}

/// A small repeatable source of chance (splitmix64).
struct Chance(u64);

impl Chance {
    /// A number from 0 to `max`, both included.
    fn up_to(&mut self, max: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed % (max as u64 + 1)) as usize
    }
}

fn index(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}
