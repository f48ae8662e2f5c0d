//! Verifying a published folder with nothing but the public keys: every tile, bundle and piece, the
//! signature of the checkpoint and its cosignature. The first fault names its file.

use std::collections::HashSet;
use std::fmt;
use std::io;
use std::path::Path;

use crate::encoding::from_hex;
use crate::log::PIECE_LEN_MAX;
use crate::note::{Checkpoint, Note, NoteFault, Verifier};
use crate::tiles::TileDir;
use crate::tiles::layout::{
    CHECKPOINT, WIDTH, bundle_entries, bundle_path, hashes_at, partial_width, piece_path, tile_path,
};
use crate::tree::{Hash, Tree, check_consistency, consistency_proof, leaf_hash, sha256};

/// Where an entry holds the SHA-256 of its piece.
const PIECE_FIELD: std::ops::Range<usize> = 160..192;

/// What was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Origin, size and root, as signed and as recomputed.
    pub checkpoint: Checkpoint,
    /// Time of the cosignature, in seconds since 1970 UTC, when a cosigner's key was given.
    pub cosigned_at_s: Option<u64>,
    /// Hash tiles read, partial ones included.
    pub tiles: u64,
    /// Entry bundles read.
    pub bundles: u64,
    /// Distinct pieces read.
    pub pieces: u64,
}

/// What is wrong, and in which file of the folder.
#[derive(Debug)]
pub struct Fault {
    /// Path from the root of the folder.
    pub file: String,
    /// What is wrong with it.
    pub damage: Damage,
}

/// What can be wrong with a published file.
#[derive(Debug)]
pub enum Damage {
    /// It is not there.
    Missing,
    /// It cannot be read.
    Io(io::Error),
    /// Its form is not the right one (lengths, characters).
    Form,
    /// Its content is not what the rest of the journal says.
    Content,
    /// Its signature or cosignature is missing or false, or the key cannot be used.
    Note(NoteFault),
    /// It has no place in a published journal.
    Unexpected,
    /// It does not extend the earlier checkpoint.
    Fork,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, damage } = self;
        match damage {
            Damage::Missing => write!(f, "{file}: missing"),
            Damage::Io(error) => write!(f, "{file}: {error}"),
            Damage::Form => write!(f, "{file}: malformed"),
            Damage::Content => write!(f, "{file}: does not match the rest of the journal"),
            Damage::Note(fault) => write!(f, "{file}: {fault}"),
            Damage::Unexpected => write!(f, "{file}: has no place in a journal"),
            Damage::Fork => write!(f, "{file}: does not extend the earlier checkpoint"),
        }
    }
}

impl std::error::Error for Fault {}

/// Verifies the whole folder `dir`. A log key is mandatory; with a cosigner's key, its cosignature is too.
pub fn verify(dir: &Path, log_vkey: &str, cosigner_vkey: Option<&str>) -> Result<Report, Fault> {
    let note = read_note(dir)?;
    let blame = |fault| Fault::new(CHECKPOINT, Damage::Note(fault));
    let checkpoint = Verifier::parse(log_vkey).and_then(|log| note.checkpoint(&log)).map_err(blame)?;
    let mut cosigned_at_s = None;
    if let Some(vkey) = cosigner_vkey {
        let cosigner = Verifier::parse(vkey).map_err(blame)?;
        cosigned_at_s = cosigner.verify(&note).map_err(blame)?;
        if cosigned_at_s.is_none() {
            return Err(blame(NoteFault::Key));
        }
    }
    let mut walk = Walk::new(dir, checkpoint.size);
    walk.bundles()?;
    walk.conclude(&checkpoint.root)?;
    walk.leftovers(Path::new(""))?;
    Ok(Report { cosigned_at_s, tiles: walk.tiles, bundles: walk.bundles, pieces: walk.pieces.len() as u64, checkpoint })
}

/// Checks that the checkpoint published in `dir` extends `old`, by a consistency proof from its tiles.
/// The signature of the new checkpoint is for [`verify`].
pub fn verify_extends(old: &Checkpoint, dir: &Path) -> Result<Checkpoint, Fault> {
    let form = |_| Fault::new(CHECKPOINT, Damage::Form);
    let new = Checkpoint::parse(&read_note(dir)?.text).map_err(form)?;
    let proof = consistency_proof(&TileDir::new(dir, new.size), old.size, new.size);
    let extends = proof.is_some_and(|proof| check_consistency(old.size, &old.root, new.size, &new.root, &proof));
    if extends && old.origin == new.origin { Ok(new) } else { Err(Fault::new(CHECKPOINT, Damage::Fork)) }
}

/// Everything is computed again from the bundles, and compared with the tiles on the way up.
struct Walk<'a> {
    dir: &'a Path,
    size: u64,
    tree: Tree,
    /// For each level, the hashes of the tile being filled.
    levels: Vec<Vec<Hash>>,
    /// The first tile that is not what its bundle or the tiles below it give.
    doubt: Option<Doubt>,
    tiles: u64,
    bundles: u64,
    pieces: HashSet<Hash>,
}

struct Doubt {
    tile: String,
    /// The bundle below it, when the tile is at level 0.
    bundle: Option<String>,
}

impl<'a> Walk<'a> {
    fn new(dir: &'a Path, size: u64) -> Self {
        let tree = Tree::new();
        Self { dir, size, tree, levels: Vec::new(), doubt: None, tiles: 0, bundles: 0, pieces: HashSet::new() }
    }

    fn bundles(&mut self) -> Result<(), Fault> {
        for index in 0..self.size.div_ceil(WIDTH as u64) {
            let width = self.width(0, index);
            let path = bundle_path(index, width);
            let bundle = read(self.dir, &path)?;
            let entries = bundle_entries(&bundle).filter(|entries| entries.len() == width);
            let entries = entries.ok_or_else(|| Fault::new(&path, Damage::Form))?;
            self.bundles += 1;
            for entry in entries {
                self.tree.push(leaf_hash(entry));
                self.push(0, leaf_hash(entry))?;
                let hash: Option<Hash> = entry[PIECE_FIELD].try_into().ok();
                hash.filter(|hash| *hash != [0; 32]).map_or(Ok(()), |hash| self.piece(hash))?;
            }
        }
        for level in 0..self.levels.len() {
            if !self.levels[level].is_empty() {
                self.tile(level)?;
            }
        }
        Ok(())
    }

    fn push(&mut self, level: usize, hash: Hash) -> Result<(), Fault> {
        if self.levels.len() == level {
            self.levels.push(Vec::with_capacity(WIDTH));
        }
        self.levels[level].push(hash);
        if self.levels[level].len() < WIDTH {
            return Ok(());
        }
        self.tile(level)?;
        let mut tree = Tree::new();
        self.levels[level].drain(..).for_each(|hash| tree.push(hash));
        self.push(level + 1, tree.root())
    }

    /// Compares the tile on disk with the one computed.
    fn tile(&mut self, level: usize) -> Result<(), Fault> {
        let hashes = &self.levels[level];
        let first = hashes_at(self.tree.len(), level) - hashes.len() as u64;
        let index = first / WIDTH as u64;
        let path = tile_path(level, index, hashes.len());
        let tile = read(self.dir, &path)?;
        if tile.len() != hashes.len() * 32 {
            return Err(Fault::new(&path, Damage::Form));
        }
        self.tiles += 1;
        if tile != hashes.as_flattened() && self.doubt.is_none() {
            let bundle = (level == 0).then(|| bundle_path(index, hashes.len()));
            self.doubt = Some(Doubt { tile: path, bundle });
        }
        Ok(())
    }

    fn piece(&mut self, hash: Hash) -> Result<(), Fault> {
        if self.pieces.insert(hash) {
            check_piece(self.dir, &piece_path(&hash), &hash)?;
        }
        Ok(())
    }

    /// With the right root the bundles are right, and a tile that differs is the damaged one. With a
    /// wrong root it is a bundle that its tile contradicts, or else the checkpoint is of other entries.
    fn conclude(&self, root: &Hash) -> Result<(), Fault> {
        let is_right = self.tree.root() == *root;
        let file = match &self.doubt {
            None if is_right => return Ok(()),
            None => CHECKPOINT,
            Some(doubt) if is_right => &doubt.tile,
            Some(doubt) => doubt.bundle.as_deref().unwrap_or(&doubt.tile),
        };
        Err(Fault::new(file, Damage::Content))
    }

    /// Looks at every other file: earlier partial tiles must be beginnings of the present ones, pieces
    /// must bear their hash. Files of a publication under way are beyond the checkpoint: not judged.
    fn leftovers(&self, below: &Path) -> Result<(), Fault> {
        let blame = |damage| Fault::new(&below.to_string_lossy(), damage);
        for entry in std::fs::read_dir(self.dir.join(below)).map_err(|error| blame(Damage::Io(error)))? {
            let entry = entry.map_err(|error| blame(Damage::Io(error)))?;
            let path = below.join(entry.file_name());
            if self.dir.join(&path).is_dir() {
                self.leftovers(&path)?;
            } else {
                let path = path.to_string_lossy();
                self.leftover(&path).map_err(|damage| Fault::new(&path, damage))?;
            }
        }
        Ok(())
    }

    fn leftover(&self, path: &str) -> Result<(), Damage> {
        if path == CHECKPOINT || path == ".nouveau" {
            return Ok(());
        }
        if let Some(name) = path.strip_prefix("piece/") {
            let hash: Option<Hash> = from_hex(name).and_then(|hash| hash.try_into().ok());
            let hash = hash.ok_or(Damage::Unexpected)?;
            return if self.pieces.contains(&hash) {
                Ok(())
            } else {
                check_piece(self.dir, path, &hash).map_err(|fault| fault.damage)
            };
        }
        let (level, index, width) = parse_tile_path(path).ok_or(Damage::Unexpected)?;
        let level_or_leaves = level.unwrap_or(0);
        let first = index.checked_mul(WIDTH as u64).ok_or(Damage::Unexpected)?;
        if first.saturating_add(width as u64) > hashes_at(self.size, level_or_leaves) {
            return Ok(());
        }
        let present = self.width(level_or_leaves, index);
        if width == present {
            return Ok(());
        }
        let whole = match level {
            Some(level) => tile_path(level, index, present),
            None => bundle_path(index, present),
        };
        let (part, whole) = (read(self.dir, path), read(self.dir, &whole));
        let (part, whole) = (part.map_err(|fault| fault.damage)?, whole.map_err(|fault| fault.damage)?);
        let is_beginning = part.len() * present == whole.len() * width && whole.starts_with(&part);
        if is_beginning { Ok(()) } else { Err(Damage::Content) }
    }

    /// Width of the tile `index` of `level` in the tree of the checkpoint.
    fn width(&self, level: usize, index: u64) -> usize {
        if index < hashes_at(self.size, level) / WIDTH as u64 { WIDTH } else { partial_width(self.size, level) }
    }
}

impl Fault {
    fn new(file: &str, damage: Damage) -> Self {
        Self { file: file.to_owned(), damage }
    }
}

/// Level (`None` for a bundle), index and width of a path; only the spelling we would write is read.
fn parse_tile_path(path: &str) -> Option<(Option<usize>, u64, usize)> {
    let (kind, rest) = path.strip_prefix("tile/")?.split_once('/')?;
    let (index, width) = match rest.split_once(".p/") {
        Some((index, width)) => (index, width.parse().ok().filter(|width| (1..WIDTH).contains(width))?),
        None => (rest, WIDTH),
    };
    let index: u64 = index.replace(['x', '/'], "").parse().ok()?;
    let (level, spelling) = match kind {
        "entries" => (None, bundle_path(index, width)),
        level => {
            let level = level.parse().ok().filter(|level| *level < 8)?;
            (Some(level), tile_path(level, index, width))
        }
    };
    (spelling == path).then_some((level, index, width))
}

fn check_piece(dir: &Path, path: &str, hash: &Hash) -> Result<(), Fault> {
    let piece = read(dir, path)?;
    if piece.is_empty() || piece.len() > PIECE_LEN_MAX {
        return Err(Fault::new(path, Damage::Form));
    }
    if sha256(&piece) == *hash { Ok(()) } else { Err(Fault::new(path, Damage::Content)) }
}

fn read_note(dir: &Path) -> Result<Note, Fault> {
    Note::parse(&read(dir, CHECKPOINT)?).map_err(|fault| Fault::new(CHECKPOINT, Damage::Note(fault)))
}

fn read(dir: &Path, path: &str) -> Result<Vec<u8>, Fault> {
    std::fs::read(dir.join(path)).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Fault::new(path, Damage::Missing),
        _ => Fault::new(path, Damage::Io(error)),
    })
}
