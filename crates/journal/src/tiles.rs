//! Publishing the log as a folder of static files (C2SP tlog-tiles), for anyone to verify.
//!
//! The folder holds nothing of its own: lost or damaged, it is made again from the log. The checkpoint
//! is written last, so that it never promises a file that is not there.

pub mod layout;

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::log::{Log, LogFault, Record};
use crate::note::{Checkpoint, Note};
use crate::storage::Storage;
use crate::tree::{Hash, Hashes, Tree, leaf_hash, sha256};
use layout::{
    CHECKPOINT, WIDTH, bundle_entries, bundle_path, hashes_at, partial_width, piece_path, tile_hashes, tile_path,
};

const TEMPORARY: &str = ".nouveau";

/// Why nothing was published.
#[derive(Debug)]
pub enum PublishFault {
    /// The folder cannot be read or written.
    Io(io::Error),
    /// The log cannot be read.
    Log(LogFault),
    /// The note is no checkpoint, or not one of this log as it stands.
    Note,
    /// A later checkpoint is already published: published history never shrinks.
    Older,
    /// What is published is not the beginning of this log.
    Fork,
}

impl fmt::Display for PublishFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "published folder: {error}"),
            Self::Log(fault) => fault.fmt(f),
            Self::Note => f.write_str("the note does not fit the journal"),
            Self::Older => f.write_str("a later checkpoint is already published"),
            Self::Fork => f.write_str("what is published is not the beginning of this journal"),
        }
    }
}

impl std::error::Error for PublishFault {}

impl From<io::Error> for PublishFault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<LogFault> for PublishFault {
    fn from(fault: LogFault) -> Self {
        Self::Log(fault)
    }
}

/// A published folder and how far it goes. One publisher a folder.
pub struct Publisher {
    folder: Folder,
    /// What the folder promised when opened, as its checkpoint says.
    published: Option<Checkpoint>,
    edge: Edge,
    /// The last publication did not finish, or the folder did not hold what its checkpoint promises.
    is_doubtful: bool,
}

impl Publisher {
    /// Opens the folder, creating it (0700) if absent, and resumes where its checkpoint says.
    pub fn open(dir: impl AsRef<Path>) -> Result<Self, PublishFault> {
        let mut folder = Folder { root: dir.as_ref().to_path_buf(), unsynced: BTreeSet::new() };
        folder.create_dir(dir.as_ref())?;
        let published = match folder.read(CHECKPOINT)? {
            None => None,
            Some(bytes) => Some(read_checkpoint(&bytes)?),
        };
        let edge = match &published {
            None => Some(Edge::default()),
            Some(checkpoint) => Edge::load(&folder, checkpoint)?,
        };
        Ok(Self { folder, published, is_doubtful: edge.is_none(), edge: edge.unwrap_or_default() })
    }

    /// Number of entries published.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.published.as_ref().map_or(0, |checkpoint| checkpoint.size)
    }

    /// Whether nothing is published.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Publishes the entries that `note` covers and are not there yet, then `note` itself. Publishing
    /// the same size again replaces the note (one with more cosignatures).
    pub fn publish<S: Storage>(&mut self, log: &Log<S>, note: &[u8]) -> Result<(), PublishFault> {
        let checkpoint = read_checkpoint(note)?;
        if checkpoint.size < self.len() {
            return Err(PublishFault::Older);
        }
        if checkpoint.size > log.len() {
            return Err(PublishFault::Note);
        }
        if !self.is_doubtful && self.extend(log, &checkpoint, false)? {
            return self.conclude(checkpoint, note);
        }
        // Either the folder is damaged, and is made again, or the log is another one, and nothing is touched.
        if let Some(published) = &self.published
            && root_of(log, published.size)? != published.root
        {
            return Err(PublishFault::Fork);
        }
        if root_of(log, checkpoint.size)? != checkpoint.root {
            return Err(PublishFault::Note);
        }
        self.edge = Edge::default();
        if !self.extend(log, &checkpoint, true)? {
            return Err(PublishFault::Note);
        }
        self.conclude(checkpoint, note)
    }

    /// Leaves beside the folder, as `NAME.vkey`, the keys that verifiers must know, one a line. Whoever reads while this
    /// is done, or after it was cut short, finds the keys of before or these, whole.
    ///
    /// # Errors
    /// The disk's.
    pub fn leave_keys(&mut self, keys: &str) -> Result<(), PublishFault> {
        let beside = self.folder.root.with_extension("vkey");
        if std::fs::read(&beside).is_ok_and(|there| there == keys.as_bytes()) {
            return Ok(());
        }
        self.folder.write_to(&beside, keys.as_bytes())?;
        Ok(self.folder.settle()?)
    }

    /// Writes the tiles, bundles and pieces up to `checkpoint`; false when they do not lead to its root.
    fn extend<S: Storage>(&mut self, log: &Log<S>, checkpoint: &Checkpoint, again: bool) -> Result<bool, PublishFault> {
        self.is_doubtful = true;
        let mut outcome = Ok(());
        let (folder, edge) = (&mut self.folder, &mut self.edge);
        log.for_range(edge.size..checkpoint.size, |_, record| {
            if outcome.is_ok() {
                outcome = edge.push(folder, record, again);
            }
        })?;
        outcome?;
        if edge.tree().is_none_or(|tree| tree.root() != checkpoint.root) {
            return Ok(false);
        }
        edge.write_partials(folder)?;
        Ok(true)
    }

    fn conclude(&mut self, checkpoint: Checkpoint, note: &[u8]) -> Result<(), PublishFault> {
        self.folder.settle()?;
        self.folder.write(CHECKPOINT, note)?;
        self.folder.settle()?;
        for tile in std::mem::take(&mut self.edge.completed) {
            // Nobody needs the partial forms of a full tile: readers fall back to it.
            let partials = self.folder.root.join(format!("{tile}.p"));
            if partials.is_dir() {
                std::fs::remove_dir_all(partials)?;
            }
        }
        self.published = Some(checkpoint);
        self.is_doubtful = false;
        Ok(())
    }
}

/// A published folder as a source of hashes, for proofs.
pub struct TileDir {
    root: PathBuf,
    size: u64,
}

impl TileDir {
    /// The tiles under `dir` for the tree of `size` leaves.
    #[must_use]
    pub fn new(dir: impl AsRef<Path>, size: u64) -> Self {
        Self { root: dir.as_ref().to_path_buf(), size }
    }
}

impl Hashes for TileDir {
    fn subtree(&self, level: u32, index: u64) -> Option<Hash> {
        let (tile_level, height) = ((level / 8) as usize, level % 8);
        let first = index.checked_shl(height)?;
        let tile_index = first / WIDTH as u64;
        let is_full = tile_index < hashes_at(self.size, tile_level) / WIDTH as u64;
        let width = if is_full { WIDTH } else { partial_width(self.size, tile_level) };
        let tile = std::fs::read(self.root.join(tile_path(tile_level, tile_index, width))).ok()?;
        let start = (first % WIDTH as u64) as usize;
        tile_hashes(&tile)?.get(start..start + (1 << height))?.subtree(height, 0)
    }
}

/// The right edge of the tiles: what the next entries are added to.
#[derive(Default)]
struct Edge {
    size: u64,
    /// For each level, the hashes of its last, partial tile.
    levels: Vec<Vec<Hash>>,
    /// The last, partial bundle.
    bundle: Vec<u8>,
    /// Paths of the tiles filled since the last checkpoint, whose partial forms are to go.
    completed: Vec<String>,
}

impl Edge {
    /// Reads the partial tiles back; `None` when they are not what the checkpoint promises.
    fn load(folder: &Folder, checkpoint: &Checkpoint) -> io::Result<Option<Self>> {
        let size = checkpoint.size;
        let mut edge = Self { size, ..Self::default() };
        while hashes_at(size, edge.levels.len()) > 0 {
            let level = edge.levels.len();
            let width = partial_width(size, level);
            let index = hashes_at(size, level) / WIDTH as u64;
            let tile = if width == 0 { Some(Vec::new()) } else { folder.read(&tile_path(level, index, width))? };
            let Some(hashes) = tile.as_deref().and_then(tile_hashes) else {
                return Ok(None);
            };
            edge.levels.push(hashes.to_vec());
        }
        let width = partial_width(size, 0);
        if width > 0 {
            let Some(bundle) = folder.read(&bundle_path(size / WIDTH as u64, width))? else {
                return Ok(None);
            };
            edge.bundle = bundle;
        }
        let leaves: Option<Vec<Hash>> =
            bundle_entries(&edge.bundle).map(|entries| entries.into_iter().map(|entry| leaf_hash(entry)).collect());
        let is_right = leaves.as_ref() == Some(edge.levels.first().unwrap_or(&Vec::new()))
            && edge.tree().is_some_and(|tree| tree.root() == checkpoint.root);
        Ok(is_right.then_some(edge))
    }

    fn push(&mut self, folder: &mut Folder, record: &Record, again: bool) -> io::Result<()> {
        if let Some(piece) = &record.piece {
            let path = piece_path(&sha256(piece));
            if again || !folder.root.join(&path).exists() {
                folder.write(&path, piece)?;
            }
        }
        self.bundle.extend_from_slice(&(record.entry.len() as u16).to_be_bytes());
        self.bundle.extend_from_slice(&record.entry);
        let (mut hash, mut level) = (leaf_hash(&record.entry), 0);
        loop {
            if self.levels.len() == level {
                self.levels.push(Vec::with_capacity(WIDTH));
            }
            self.levels[level].push(hash);
            if self.levels[level].len() < WIDTH {
                break;
            }
            let full = std::mem::take(&mut self.levels[level]);
            let index = hashes_at(self.size, level) / WIDTH as u64;
            self.complete(folder, tile_path(level, index, WIDTH), full.as_flattened())?;
            if level == 0 {
                let bundle = std::mem::take(&mut self.bundle);
                self.complete(folder, bundle_path(index, WIDTH), &bundle)?;
            }
            let mut tree = Tree::new();
            full.into_iter().for_each(|hash| tree.push(hash));
            hash = tree.root();
            level += 1;
        }
        self.size += 1;
        Ok(())
    }

    fn complete(&mut self, folder: &mut Folder, path: String, bytes: &[u8]) -> io::Result<()> {
        folder.write(&path, bytes)?;
        if folder.root.join(format!("{path}.p")).is_dir() {
            self.completed.push(path);
        }
        Ok(())
    }

    fn write_partials(&self, folder: &mut Folder) -> io::Result<()> {
        for (level, hashes) in self.levels.iter().enumerate().filter(|(_, hashes)| !hashes.is_empty()) {
            let index = hashes_at(self.size, level) / WIDTH as u64;
            folder.write(&tile_path(level, index, hashes.len()), hashes.as_flattened())?;
        }
        if !self.bundle.is_empty() {
            let index = self.size / WIDTH as u64;
            folder.write(&bundle_path(index, partial_width(self.size, 0)), &self.bundle)?;
        }
        Ok(())
    }

    /// The tree that these partial tiles stand for.
    fn tree(&self) -> Option<Tree> {
        let mut edge = Vec::new();
        for hashes in self.levels.iter().rev() {
            let mut tree = Tree::new();
            hashes.iter().for_each(|hash| tree.push(*hash));
            edge.extend_from_slice(tree.edge());
        }
        Tree::from_edge(self.size, edge)
    }
}

/// Writes whole files, and remembers which folders are to be synced before these can be counted on.
struct Folder {
    root: PathBuf,
    unsynced: BTreeSet<PathBuf>,
}

impl Folder {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        match std::fs::read(self.root.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.write_to(&self.root.join(path), bytes)
    }

    fn write_to(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let temporary = self.root.join(TEMPORARY);
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_data()?;
        if let Some(parent) = path.parent() {
            self.create_dir(parent)?;
            self.unsynced.insert(parent.to_path_buf());
        }
        std::fs::rename(temporary, path)
    }

    fn create_dir(&mut self, dir: &Path) -> io::Result<()> {
        if dir.is_dir() {
            return Ok(());
        }
        if let Some(parent) = dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            self.create_dir(parent)?;
            self.unsynced.insert(parent.to_path_buf());
        }
        DirBuilder::new().mode(0o700).create(dir)
    }

    fn settle(&mut self) -> io::Result<()> {
        for dir in std::mem::take(&mut self.unsynced) {
            File::open(dir)?.sync_all()?;
        }
        Ok(())
    }
}

fn read_checkpoint(note: &[u8]) -> Result<Checkpoint, PublishFault> {
    let note = Note::parse(note).map_err(|_| PublishFault::Note)?;
    Checkpoint::parse(&note.text).map_err(|_| PublishFault::Note)
}

fn root_of<S: Storage>(log: &Log<S>, size: u64) -> Result<Hash, LogFault> {
    let mut tree = Tree::new();
    log.for_range(0..size, |_, record| tree.push(leaf_hash(&record.entry)))?;
    Ok(tree.root())
}
