//! Reading a segment frame by frame, in chunks, and finding what lies behind a damage.

use super::LogFault;
use super::frame::{Body, HEADER_LEN, Header, MAGIC};
use crate::storage::Storage;

/// What was found where a frame should begin.
pub(super) enum Found<'a> {
    Frame(Header, Body<'a>),
    /// No whole frame of this segment.
    Damage,
    End,
}

/// A walk through one segment.
pub(super) struct Frames<'a, S> {
    storage: &'a S,
    segment: &'a str,
    /// Offset of the next frame.
    pub at: u64,
    tag: Option<[u8; 8]>,
    buffer: Vec<u8>,
    /// Offset of the first byte in the buffer.
    base: u64,
    /// How many bytes to read at once, at least.
    chunk: usize,
}

impl<'a, S: Storage> Frames<'a, S> {
    pub fn new(storage: &'a S, segment: &'a str, from: u64, chunk: usize) -> Self {
        Self { storage, segment, at: from, tag: None, buffer: Vec::new(), base: from, chunk }
    }

    /// The frame at `at`, and steps over it.
    pub fn step(&mut self) -> Result<Found<'_>, LogFault> {
        if self.load(HEADER_LEN)? == 0 {
            return Ok(Found::End);
        }
        let Some(header) = Header::parse(self.loaded(), self.at) else {
            return Ok(Found::Damage);
        };
        if self.tag.is_some_and(|tag| tag != header.tag) || self.load(header.frame_len())? < header.frame_len() {
            return Ok(Found::Damage);
        }
        let start = (self.at - self.base) as usize;
        let Some(body) = Body::parse(&header, &self.buffer[start..]) else {
            return Ok(Found::Damage);
        };
        self.tag = Some(header.tag);
        self.at += header.frame_len() as u64;
        Ok(Found::Frame(header, body))
    }

    /// Whether a whole frame behind the damage at `at` was written when the damaged bytes were known
    /// durable. Then it is corruption; otherwise all of it was still unsynced, and never acknowledged.
    pub fn was_synced(mut self) -> Result<bool, LogFault> {
        let (damage, tag) = (self.at, self.tag);
        loop {
            self.at += 1;
            self.tag = tag;
            if self.load(HEADER_LEN)? < HEADER_LEN {
                return Ok(false);
            }
            let Some(skip) = self.loaded().windows(MAGIC.len()).position(|bytes| bytes == MAGIC) else {
                // A magic may straddle the end of what is loaded.
                self.at += (self.loaded().len() - MAGIC.len()) as u64;
                continue;
            };
            self.at += skip as u64;
            let here = self.at;
            if let Found::Frame(header, _) = self.step()? {
                if header.synced > damage {
                    return Ok(true);
                }
                self.at -= 1;
            } else {
                self.at = here;
            }
        }
    }

    fn loaded(&self) -> &[u8] {
        &self.buffer[(self.at - self.base) as usize..]
    }

    /// Makes `len` bytes from `at` available, or as many as there are; returns how many.
    fn load(&mut self, len: usize) -> Result<usize, LogFault> {
        let consumed = (self.at - self.base) as usize;
        if self.buffer.len() < consumed + len {
            let end = self.base + self.buffer.len() as u64;
            if self.at <= end {
                self.buffer.drain(..consumed);
                let missing = self.chunk.max(len - self.buffer.len());
                self.buffer.extend(self.storage.read_at(self.segment, end, missing)?);
            } else {
                self.buffer = self.storage.read_at(self.segment, self.at, self.chunk.max(len))?;
            }
            self.base = self.at;
        }
        Ok(self.loaded().len().min(len))
    }
}
