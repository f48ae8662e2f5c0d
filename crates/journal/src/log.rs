//! The log on its disk: append-only segments of frames, one frame and one sync a batch.
//!
//! A batch is acknowledged when [`Log::append`] returns: from then on it survives power loss. Whatever
//! goes wrong on the way poisons the log, because after a failed write or sync nobody knows what the
//! disk holds; only opening again finds out.

mod frame;
mod frames;

use std::fmt;
use std::io;
use std::ops::Range;

use crate::ENTRY_LEN;
use crate::note::{Checkpoint, Note};
use crate::storage::Storage;
use crate::tree::{Tree, leaf_hash};
use frame::{Body, FrameKind, Header};
use frames::{Found, Frames};

/// Longest piece, in bytes.
pub const PIECE_LEN_MAX: usize = 8 << 10;
/// Most entries in one batch.
pub const BATCH_LEN_MAX: usize = 4096;
/// Entries after which a segment is closed, at the end of a batch.
pub const SEGMENT_ENTRIES: u64 = 65_536;
/// Bytes after which a segment is closed, for offsets to fit in 32 bits with a frame to spare.
const SEGMENT_BYTES: u64 = 1 << 30;
const PREFIX: &str = "journal-";

/// One entry, and the document kept beside it whose SHA-256 it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The entry as hashed into the tree; opaque here.
    pub entry: [u8; ENTRY_LEN],
    /// The side document, 1 to 8,192 bytes.
    pub piece: Option<Vec<u8>>,
}

impl Record {
    fn piece_bytes(&self) -> &[u8] {
        self.piece.as_deref().unwrap_or_default()
    }
}

/// Why the log cannot be opened, written or read.
#[derive(Debug)]
pub enum LogFault {
    /// The disk failed.
    Io(io::Error),
    /// An earlier write failed: open again to know what was kept.
    Poisoned,
    /// Bytes that were once durable are damaged, in this segment at this offset.
    Damaged {
        /// File name of the segment.
        segment: String,
        /// Offset of the first damaged frame.
        offset: u64,
    },
    /// A segment is missing before this one.
    Gap {
        /// File name of the segment.
        segment: String,
    },
    /// The entries do not give the root that was signed with the last batch.
    Root,
    /// The note is no checkpoint of the log with this batch.
    Note,
    /// A batch that is empty or too long, or a piece that is.
    Batch,
    /// There is no entry with this index.
    Absent(u64),
}

impl fmt::Display for LogFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "journal disk: {error}"),
            Self::Poisoned => f.write_str("journal closed by an earlier failure"),
            Self::Damaged { segment, offset } => write!(f, "{segment} is damaged at byte {offset}"),
            Self::Gap { segment } => write!(f, "a segment is missing before {segment}"),
            Self::Root => f.write_str("the entries do not give the signed root"),
            Self::Note => f.write_str("the note does not fit the journal"),
            Self::Batch => f.write_str("a batch or a piece of a length not allowed"),
            Self::Absent(index) => write!(f, "no entry {index}"),
        }
    }
}

impl std::error::Error for LogFault {}

impl From<io::Error> for LogFault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The journal of one process, on its own disk.
pub struct Log<S> {
    storage: S,
    segments: Vec<Segment>,
    segment_entries: u64,
    tree: Tree,
    note: Vec<u8>,
    later_note: Option<Vec<u8>>,
    is_poisoned: bool,
}

struct Segment {
    name: String,
    first: u64,
    size: u64,
    synced: u64,
    tag: [u8; 8],
    /// For each batch, its offset and its first index counted from that of the segment.
    batches: Vec<(u32, u32)>,
}

impl<S: Storage> Log<S> {
    /// Opens the log and replays it. An unsynced end that a cut has torn is removed: it was never
    /// acknowledged. Any other damage is refused.
    pub fn open(storage: S) -> Result<Self, LogFault> {
        Self::open_with_segments_of(storage, SEGMENT_ENTRIES)
    }

    /// Like [`Log::open`], closing segments after `segment_entries` entries (tests use few). A log may
    /// be opened with another number later.
    pub fn open_with_segments_of(storage: S, segment_entries: u64) -> Result<Self, LogFault> {
        let mut log = Self {
            storage,
            segments: Vec::new(),
            segment_entries,
            tree: Tree::new(),
            note: Vec::new(),
            later_note: None,
            is_poisoned: false,
        };
        log.recover()?;
        Ok(log)
    }

    /// Reads the disk again, as opening does: the way on after a failure has poisoned the log. It may then
    /// hold entries that were never acknowledged, and never fewer than were.
    pub fn recover(&mut self) -> Result<(), LogFault> {
        self.is_poisoned = true;
        self.segments.clear();
        (self.tree, self.note, self.later_note) = (Tree::new(), Vec::new(), None);
        let mut names = self.storage.list()?;
        names.retain(|name| first_of(name).is_some());
        for (position, name) in names.iter().enumerate() {
            self.replay(name, position + 1 == names.len())?;
        }
        if !self.tree.is_empty() && !self.fits(&self.note, &self.tree) {
            return Err(LogFault::Root);
        }
        self.is_poisoned = false;
        Ok(())
    }

    /// Writes a batch with the note signed for the tree after it ([`Log::tree_after`]); durable, hence
    /// acknowledged, on return. Gives the indexes of the entries.
    pub fn append(&mut self, batch: &[Record], note: &[u8]) -> Result<Range<u64>, LogFault> {
        self.alive()?;
        let is_allowed = |piece: &Vec<u8>| (1..=PIECE_LEN_MAX).contains(&piece.len());
        let pieces_fit = batch.iter().filter_map(|record| record.piece.as_ref()).all(is_allowed);
        if batch.is_empty() || batch.len() > BATCH_LEN_MAX || !pieces_fit {
            return Err(LogFault::Batch);
        }
        let tree = self.tree_after(batch);
        if !self.fits(note, &tree) {
            return Err(LogFault::Note);
        }
        let first = self.tree.len();
        self.poisoned_unless_done(|log| {
            log.roll()?;
            let offset = log.write(FrameKind::Batch, batch, note)?;
            let segment = log.segments.last_mut().ok_or(LogFault::Poisoned)?;
            log.storage.sync(&segment.name)?;
            segment.synced = segment.size;
            segment.note_batch(offset, first);
            Ok(())
        })?;
        self.tree = tree;
        self.note = note.to_vec();
        Ok(first..self.tree.len())
    }

    /// Keeps a note that came later: the same checkpoint, or an earlier one, with cosignatures. Not
    /// synced: it can be asked for again.
    pub fn append_note(&mut self, note: &[u8]) -> Result<(), LogFault> {
        self.alive()?;
        let checkpoint = read_checkpoint(note).ok_or(LogFault::Note)?;
        if self.segments.is_empty() || checkpoint.size > self.len() {
            return Err(LogFault::Note);
        }
        self.poisoned_unless_done(|log| log.write(FrameKind::Note, &[], note).map(|_| ()))?;
        self.later_note = Some(note.to_vec());
        Ok(())
    }

    /// Number of acknowledged entries.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.tree.len()
    }

    /// Whether nothing was ever acknowledged.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tree.is_empty()
    }

    /// The tree over the acknowledged entries.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The tree as it will be once `batch` is appended: what its note must sign.
    #[must_use]
    pub fn tree_after(&self, batch: &[Record]) -> Tree {
        let mut tree = self.tree.clone();
        batch.iter().for_each(|record| tree.push(leaf_hash(&record.entry)));
        tree
    }

    /// The note of the last batch, for all the entries; empty when there is none.
    #[must_use]
    pub fn note(&self) -> &[u8] {
        &self.note
    }

    /// The last note kept by [`Log::append_note`]; it may be of an earlier size.
    #[must_use]
    pub fn later_note(&self) -> Option<&[u8]> {
        self.later_note.as_deref()
    }

    /// One record by its index.
    pub fn read(&self, index: u64) -> Result<Record, LogFault> {
        let mut found = None;
        if index < self.len() {
            self.for_range(index..index + 1, |_, record| found = Some(record.clone()))?;
        }
        found.ok_or(LogFault::Absent(index))
    }

    /// Passes every record from index `from` on, in order, without loading the log in memory.
    pub fn for_each(&self, from: u64, see: impl FnMut(u64, &Record)) -> Result<(), LogFault> {
        self.for_range(from..self.len(), see)
    }

    /// Passes the records of `range`, in order; those beyond the end are left out.
    pub fn for_range(&self, range: Range<u64>, mut see: impl FnMut(u64, &Record)) -> Result<(), LogFault> {
        self.alive()?;
        let mut record = Record { entry: [0; ENTRY_LEN], piece: None };
        let mut next = range.start;
        let end = range.end.min(self.len());
        while next < end {
            let position = self.segments.partition_point(|segment| segment.first <= next);
            let segment = position.checked_sub(1).and_then(|position| self.segments.get(position));
            let segment = segment.ok_or(LogFault::Absent(next))?;
            // One entry is read as one frame; a walk reads in large chunks.
            let chunk = if end - next == 1 { SMALL_CHUNK } else { LARGE_CHUNK };
            let mut frames = Frames::new(&self.storage, &segment.name, segment.offset_of(next), chunk);
            let segment_end = self.segments.get(position).map_or(end, |following| following.first.min(end));
            while next < segment_end {
                let at = frames.at;
                let Found::Frame(header, body) = frames.step()? else {
                    return Err(segment.damaged(at));
                };
                let indexes = header.first..;
                for (index, (entry, piece)) in indexes.zip(body.records()) {
                    if index == next && index < segment_end {
                        record.entry = *entry;
                        record.piece = (!piece.is_empty()).then(|| piece.to_vec());
                        see(index, &record);
                        next += 1;
                    }
                }
            }
        }
        Ok(())
    }

    /// The disk, for what lies beside the segments.
    pub fn storage(&mut self) -> &mut S {
        &mut self.storage
    }

    fn alive(&self) -> Result<(), LogFault> {
        if self.is_poisoned { Err(LogFault::Poisoned) } else { Ok(()) }
    }

    /// Runs `write` with the log poisoned, and lifts that only when all of it succeeded.
    fn poisoned_unless_done(&mut self, write: impl FnOnce(&mut Self) -> Result<(), LogFault>) -> Result<(), LogFault> {
        self.is_poisoned = true;
        write(self)?;
        self.is_poisoned = false;
        Ok(())
    }

    /// Begins a new segment when there is none or the last is long enough. The last one is synced
    /// first, so that damage before the last segment is never the work of a cut.
    fn roll(&mut self) -> Result<(), LogFault> {
        let first = self.len();
        if let Some(last) = self.segments.last_mut() {
            if first - last.first < self.segment_entries && last.size < SEGMENT_BYTES {
                return Ok(());
            }
            self.storage.sync(&last.name)?;
            last.synced = last.size;
        }
        self.segments.push(Segment::new(first)?);
        Ok(())
    }

    /// Adds one frame to the last segment, unsynced, and gives its offset.
    fn write(&mut self, kind: FrameKind, batch: &[Record], note: &[u8]) -> Result<u64, LogFault> {
        let first = self.tree.len();
        let segment = self.segments.last_mut().ok_or(LogFault::Poisoned)?;
        let (tag, offset, synced) = (segment.tag, segment.size, segment.synced);
        let header = Header { kind, tag, offset, synced, first, count: 0, body_len: 0 };
        let frame = frame::encode(header, batch, note);
        self.storage.append(&segment.name, &frame)?;
        segment.size += frame.len() as u64;
        Ok(offset)
    }

    fn replay(&mut self, name: &str, is_last: bool) -> Result<(), LogFault> {
        let mut segment = Segment::new(self.tree.len())?;
        if segment.name != name {
            return Err(LogFault::Gap { segment: name.to_owned() });
        }
        let mut frames = Frames::new(&self.storage, name, 0, LARGE_CHUNK);
        loop {
            let offset = frames.at;
            match frames.step()? {
                Found::Frame(header, body) if header.first == self.tree.len() => {
                    segment.tag = header.tag;
                    segment.synced = header.synced;
                    match header.kind {
                        FrameKind::Note => self.later_note = Some(body.note.to_vec()),
                        FrameKind::Batch => {
                            segment.note_batch(offset, header.first);
                            push_all(&mut self.tree, &body);
                            self.note = body.note.to_vec();
                        }
                    }
                }
                Found::Frame(..) => return Err(segment.damaged(offset)),
                Found::End => {
                    segment.size = offset;
                    break;
                }
                Found::Damage => {
                    if !is_last || frames.was_synced()? {
                        return Err(segment.damaged(offset));
                    }
                    self.storage.truncate(name, offset)?;
                    segment.size = offset;
                    break;
                }
            }
        }
        if is_last {
            // What was read may be in the system's cache only, if a sync failed before we were restarted;
            // and the name of a segment just begun may not be durable, even when nothing of it remains.
            self.storage.refresh(name, segment.synced)?;
        }
        segment.synced = segment.size;
        self.segments.push(segment);
        Ok(())
    }

    fn fits(&self, note: &[u8], tree: &Tree) -> bool {
        read_checkpoint(note).is_some_and(|checkpoint| checkpoint.size == tree.len() && checkpoint.root == tree.root())
    }
}

impl Segment {
    fn new(first: u64) -> Result<Self, LogFault> {
        let mut tag = [0; 8];
        aws_lc_rs::rand::fill(&mut tag).map_err(|_| io::Error::other("no randomness"))?;
        let name = format!("{PREFIX}{first:020}");
        Ok(Self { name, first, size: 0, synced: 0, tag, batches: Vec::new() })
    }

    fn note_batch(&mut self, offset: u64, first: u64) {
        let offset = u32::try_from(offset).expect("segments are closed at 1 GiB");
        let first = u32::try_from(first - self.first).expect("segments are closed at 1 GiB");
        self.batches.push((offset, first));
    }

    /// Offset of the batch that holds `index`.
    fn offset_of(&self, index: u64) -> u64 {
        let position = self.batches.partition_point(|(_, first)| self.first + u64::from(*first) <= index);
        position.checked_sub(1).map_or(0, |position| u64::from(self.batches[position].0))
    }

    fn damaged(&self, offset: u64) -> LogFault {
        LogFault::Damaged { segment: self.name.clone(), offset }
    }
}

const SMALL_CHUNK: usize = 2 << 10;
const LARGE_CHUNK: usize = 1 << 20;

fn push_all(tree: &mut Tree, body: &Body<'_>) {
    body.records().for_each(|(entry, _)| tree.push(leaf_hash(entry)));
}

/// The signatures are checked by whoever has the keys; here the note must fit the entries.
fn read_checkpoint(note: &[u8]) -> Option<Checkpoint> {
    Checkpoint::parse(&Note::parse(note).ok()?.text).ok()
}

fn first_of(name: &str) -> Option<u64> {
    let digits = name.strip_prefix(PREFIX)?;
    (digits.len() == 20).then(|| digits.parse().ok())?
}
