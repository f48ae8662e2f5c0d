//! One frame of a segment: a batch with its checkpoint, or a later note. Byte by byte in `FORMAT.md`.

use super::{ENTRY_LEN, PIECE_LEN_MAX, Record};
use crate::tree::sha256;

pub(super) const MAGIC: &[u8; 4] = b"CJF1";
pub(super) const HEADER_LEN: usize = 48;
const CHECKSUM_LEN: usize = 16;
/// Above the largest batch with the largest pieces; a longer body is damage, not something to load.
const BODY_LEN_MAX: u32 = 64 << 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FrameKind {
    Batch,
    Note,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub kind: FrameKind,
    /// Drawn when the segment was begun. A piece comes from outside and may imitate a frame, but
    /// whoever composed it did not know this.
    pub tag: [u8; 8],
    /// Where the frame begins in its segment.
    pub offset: u64,
    /// How much of the segment was known durable when the frame was written.
    pub synced: u64,
    /// Index of the first entry; for a note, the number of entries when it was written.
    pub first: u64,
    pub count: u32,
    pub body_len: u32,
}

impl Header {
    pub fn frame_len(&self) -> usize {
        HEADER_LEN + self.body_len as usize + CHECKSUM_LEN
    }

    /// Reads the header found at `offset`; `None` when it cannot be one.
    pub fn parse(bytes: &[u8], offset: u64) -> Option<Self> {
        let bytes: &[u8; HEADER_LEN] = bytes.first_chunk()?;
        let kind = match bytes[4] {
            1 => FrameKind::Batch,
            2 => FrameKind::Note,
            _ => return None,
        };
        let header = Self {
            kind,
            tag: bytes[8..16].try_into().ok()?,
            offset: long(&bytes[16..24])?,
            synced: long(&bytes[24..32])?,
            first: long(&bytes[32..40])?,
            count: short(&bytes[40..44])?,
            body_len: short(&bytes[44..48])?,
        };
        let is_plausible = bytes[..4] == *MAGIC
            && bytes[5..8] == [0; 3]
            && header.offset == offset
            && header.synced <= offset
            && header.body_len <= BODY_LEN_MAX
            && (header.kind == FrameKind::Batch) == (header.count > 0);
        is_plausible.then_some(header)
    }

    fn to_bytes(self) -> [u8; HEADER_LEN] {
        let mut bytes = [0; HEADER_LEN];
        bytes[..4].copy_from_slice(MAGIC);
        bytes[4] = match self.kind {
            FrameKind::Batch => 1,
            FrameKind::Note => 2,
        };
        bytes[8..16].copy_from_slice(&self.tag);
        bytes[16..24].copy_from_slice(&self.offset.to_be_bytes());
        bytes[24..32].copy_from_slice(&self.synced.to_be_bytes());
        bytes[32..40].copy_from_slice(&self.first.to_be_bytes());
        bytes[40..44].copy_from_slice(&self.count.to_be_bytes());
        bytes[44..48].copy_from_slice(&self.body_len.to_be_bytes());
        bytes
    }
}

/// Writes a frame; `count` and `body_len` are set from the content.
pub(super) fn encode(mut header: Header, records: &[Record], note: &[u8]) -> Vec<u8> {
    let pieces: usize = records.iter().map(|record| record.piece_bytes().len()).sum();
    let body_len = records.len() * (ENTRY_LEN + 2) + pieces + note.len();
    header.count = u32::try_from(records.len()).expect("the log limits a batch");
    header.body_len = u32::try_from(body_len).expect("the log limits a batch and its pieces");
    let mut frame = Vec::with_capacity(header.frame_len());
    frame.extend_from_slice(&header.to_bytes());
    for record in records {
        frame.extend_from_slice(&record.entry);
    }
    for record in records {
        let len = u16::try_from(record.piece_bytes().len()).expect("the log limits a piece");
        frame.extend_from_slice(&len.to_be_bytes());
    }
    for record in records {
        frame.extend_from_slice(record.piece_bytes());
    }
    frame.extend_from_slice(note);
    let checksum = sha256(&frame);
    frame.extend_from_slice(&checksum[..CHECKSUM_LEN]);
    frame
}

/// The content of a whole frame.
pub(super) struct Body<'a> {
    entries: &'a [u8],
    lengths: &'a [u8],
    pieces: &'a [u8],
    pub note: &'a [u8],
}

impl<'a> Body<'a> {
    /// Checks the checksum and the lengths of `frame`, which begins with `header`.
    pub fn parse(header: &Header, frame: &'a [u8]) -> Option<Self> {
        let (content, checksum) = frame.get(..header.frame_len())?.split_last_chunk::<CHECKSUM_LEN>()?;
        if sha256(content)[..CHECKSUM_LEN] != *checksum {
            return None;
        }
        let count = header.count as usize;
        let (entries, rest) = content[HEADER_LEN..].split_at_checked(count * ENTRY_LEN)?;
        let (lengths, rest) = rest.split_at_checked(count * 2)?;
        let total: usize = lengths.chunks_exact(2).map(piece_len).sum();
        let (pieces, note) = rest.split_at_checked(total)?;
        let fit = lengths.chunks_exact(2).all(|length| piece_len(length) <= PIECE_LEN_MAX);
        fit.then_some(Self { entries, lengths, pieces, note })
    }

    /// The entries in order, each with its piece (empty when it has none).
    pub fn records(&self) -> impl Iterator<Item = (&'a [u8; ENTRY_LEN], &'a [u8])> {
        let mut pieces = self.pieces;
        self.entries.as_chunks::<ENTRY_LEN>().0.iter().zip(self.lengths.chunks_exact(2)).map(move |(entry, length)| {
            let (piece, rest) = pieces.split_at(piece_len(length));
            pieces = rest;
            (entry, piece)
        })
    }
}

fn piece_len(length: &[u8]) -> usize {
    usize::from(u16::from_be_bytes([length[0], length[1]]))
}

fn long(bytes: &[u8]) -> Option<u64> {
    Some(u64::from_be_bytes(bytes.try_into().ok()?))
}

fn short(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}
