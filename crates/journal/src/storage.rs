//! The few operations the log asks of a disk, and the real disk.
//!
//! Behind a trait because the promise "acknowledged is never lost" is tested on a disk that forgets
//! unsynced bytes and fails on command: [`FaultyStorage`].

mod disk;
mod faulty;

use std::io;

pub use disk::DiskStorage;
pub use faulty::{Failure, FaultyStorage};

/// A flat folder of files. Names are plain (no separator, no leading dot).
///
/// Only `append` leaves anything to chance until `sync`; the other writes are durable on return.
pub trait Storage: Send {
    /// Adds `bytes` at the end of `file`, creating it if absent. Not durable before [`Storage::sync`].
    fn append(&mut self, file: &str, bytes: &[u8]) -> io::Result<()>;

    /// Makes the content of `file` durable, and its name if it is new. After an error nothing may be
    /// assumed of the bytes not yet synced, whatever a later call says: see [`Storage::refresh`].
    fn sync(&mut self, file: &str) -> io::Result<()>;

    /// Writes the bytes from `from` to the end again, in place, and syncs. A system that failed to
    /// write a page may show its content and yet believe it clean; this makes it dirty once more.
    fn refresh(&mut self, file: &str, from: u64) -> io::Result<()>;

    /// Shortens `file` to `len` bytes.
    fn truncate(&mut self, file: &str, len: u64) -> io::Result<()>;

    /// Writes zeroes over `len` bytes at each offset, all within the file, and syncs. Interrupted, some are zeroes
    /// and some are not: the caller does it again.
    fn erase(&mut self, file: &str, offsets: &[u64], len: usize) -> io::Result<()>;

    /// Gives `file` this content; a cut leaves the former or the new one, whole.
    fn replace(&mut self, file: &str, bytes: &[u8]) -> io::Result<()>;

    /// Removes `file` if it is there.
    fn remove(&mut self, file: &str) -> io::Result<()>;

    /// The whole content, `None` when there is no such file.
    fn read(&self, file: &str) -> io::Result<Option<Vec<u8>>>;

    /// At most `len` bytes from `offset`: fewer only at the end of the file.
    fn read_at(&self, file: &str, offset: u64, len: usize) -> io::Result<Vec<u8>>;

    /// Length in bytes, `None` when there is no such file.
    fn size(&self, file: &str) -> io::Result<Option<u64>>;

    /// The names of the files, sorted.
    fn list(&self) -> io::Result<Vec<String>>;
}
