//! All values, in all their writings, found in one pass.
//!
//! A few hundred thousand patterns defeat the automata of the known libraries: their states would not fit in a cache.
//! Here each pattern is known by one window of six bytes, the rarest that it has; a table of bits says in one look-up
//! whether a place of the file can be the window of any pattern, and at most places the answer is no. Case is folded
//! for ASCII only, on the file and on the patterns alike; accented capitals are patterns of their own.

use std::collections::HashMap;

use crate::noms::unaccented;

/// How a value was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, accents kept; plain ASCII too.
    Utf8,
    /// Accents removed.
    Unaccented,
    /// Latin-1, or Windows-1252 where it has more.
    Latin1,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

/// Bytes of a window: the shortest value that is looked for.
const WINDOW: usize = 6;
const WINDOW_MASK: u64 = (1 << (8 * WINDOW)) - 1;
/// Windows that are compared to choose the rarest, spread over the pattern: notes begin and end with shared sentences.
const WINDOW_PLACES: usize = 32;
/// 16 million bits, 2 MB: stays in the cache, and few are set.
const FILTER_BITS: u32 = 24;
const BUCKET_BITS: u32 = 20;

/// Values longer than this are also looked for by pieces: a page boundary may cut them.
const LONG: usize = 40;
const PIECE: usize = 32;

/// Under this length, only the usual ways to write a word count, not every mixture of capitals:
/// a sealed file is random bytes, and would hold "mARtiN" by chance.
const ANY_CASE_FROM: usize = 10;

pub(crate) struct Patterns {
    arena: Vec<u8>,
    patterns: Vec<Pattern>,
    filter: Vec<u64>,
    /// Where the slots of each bucket begin.
    buckets: Vec<u32>,
    /// Pattern, and where its window begins in it.
    slots: Vec<(u32, u32)>,
    longest: usize,
}

struct Pattern {
    start: u32,
    len: u32,
    owners: Vec<(u32, Encoding)>,
}

impl Patterns {
    /// The writings of these values; a value is known by its place in the list.
    pub fn new(texts: &[&str]) -> Patterns {
        let mut owners: HashMap<Vec<u8>, Vec<(u32, Encoding)>> = HashMap::new();
        let add = |owners: &mut HashMap<Vec<u8>, Vec<(u32, Encoding)>>, text: &str, value: u32| {
            for (bytes, encoding) in writings(text) {
                let list = owners.entry(bytes).or_default();
                if !list.iter().any(|(v, _)| *v == value) {
                    list.push((value, encoding));
                }
            }
        };
        let pieces = own_pieces(texts);
        for (value, text) in texts.iter().enumerate() {
            add(&mut owners, text, value as u32);
        }
        for (piece, value) in pieces {
            add(&mut owners, &piece, value);
        }

        let mut sorted: Vec<_> = owners.into_iter().collect();
        sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut this = Patterns {
            arena: Vec::new(),
            patterns: Vec::new(),
            filter: vec![0; 1 << (FILTER_BITS - 6)],
            buckets: Vec::new(),
            slots: Vec::new(),
            longest: 0,
        };
        for (bytes, owners) in sorted {
            this.longest = this.longest.max(bytes.len());
            this.patterns.push(Pattern { start: this.arena.len() as u32, len: bytes.len() as u32, owners });
            this.arena.extend(bytes);
        }
        this.index();
        this
    }

    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Length of the longest pattern, in bytes.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The pattern's bytes, ASCII capitals folded.
    pub fn bytes(&self, pattern: u32) -> &[u8] {
        let Pattern { start, len, .. } = self.patterns[pattern as usize];
        &self.arena[start as usize..(start + len) as usize]
    }

    /// The values that are written like this.
    pub fn owners(&self, pattern: u32) -> &[(u32, Encoding)] {
        &self.patterns[pattern as usize].owners
    }

    /// Every occurrence: where it begins, and its pattern.
    pub fn find(&self, bytes: &[u8]) -> Vec<(usize, u32)> {
        let mut found = Vec::new();
        if bytes.len() < WINDOW {
            return found;
        }
        let mut folded = Vec::with_capacity(bytes.len() + 2);
        folded.extend_from_slice(bytes);
        folded.make_ascii_lowercase();
        // A window is read as eight bytes of which six count: two more at the end.
        folded.extend_from_slice(&[0, 0]);
        for (at, eight) in folded.array_windows::<8>().enumerate() {
            let hash = hash(u64::from_le_bytes(*eight) & WINDOW_MASK);
            if self.filter[(hash >> 6) as usize] >> (hash & 63) & 1 == 1 {
                self.check(bytes, &folded, at, hash, &mut found);
            }
        }
        found
    }

    /// The patterns whose window may be here.
    #[cold]
    fn check(&self, bytes: &[u8], folded: &[u8], at: usize, hash: u32, found: &mut Vec<(usize, u32)>) {
        let bucket = (hash >> (FILTER_BITS - BUCKET_BITS)) as usize;
        for &(pattern, shift) in &self.slots[self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize] {
            let wanted = self.bytes(pattern);
            let Some(start) = at.checked_sub(shift as usize) else {
                continue;
            };
            if folded[start..].starts_with(wanted) && start + wanted.len() <= bytes.len() {
                let raw = &bytes[start..start + wanted.len()];
                if wanted.len() >= ANY_CASE_FROM || is_usual_case(raw) {
                    found.push((start, pattern));
                }
            }
        }
    }

    fn index(&mut self) {
        // How many windows of all patterns share a hash: the rarest window of a pattern makes the fewest false alarms.
        let mut counts = vec![0_u16; 1 << FILTER_BITS];
        for pattern in 0..self.patterns.len() as u32 {
            for (_, hash) in windows(self.bytes(pattern)) {
                counts[hash as usize] = counts[hash as usize].saturating_add(1);
            }
        }
        let mut chosen: Vec<(u32, u32, u32)> = (0..self.patterns.len() as u32)
            .filter_map(|pattern| {
                let (shift, hash) = windows(self.bytes(pattern)).min_by_key(|(_, hash)| counts[*hash as usize])?;
                Some((hash, pattern, shift))
            })
            .collect();
        chosen.sort_unstable();
        self.buckets = vec![0; (1 << BUCKET_BITS) + 1];
        for (hash, pattern, shift) in chosen {
            self.filter[(hash >> 6) as usize] |= 1 << (hash & 63);
            self.buckets[(hash >> (FILTER_BITS - BUCKET_BITS)) as usize + 1] += 1;
            self.slots.push((pattern, shift));
        }
        for bucket in 1..self.buckets.len() {
            self.buckets[bucket] += self.buckets[bucket - 1];
        }
    }
}

/// Every way to write a text, ASCII capitals folded. The first writing of equal ones gives its name to the encoding.
fn writings(text: &str) -> Vec<(Vec<u8>, Encoding)> {
    let plain =
        text.chars().map(|c| if c.is_ascii() { c.to_string() } else { unaccented(c).to_owned() }).collect::<String>();
    let forms = [
        // Case is folded for ASCII: the other forms only differ by their accented letters.
        (text.to_owned(), true),
        (text.to_lowercase(), true),
        (text.to_uppercase(), true),
        (title(text), true),
        (plain, false),
    ];
    let mut writings: Vec<(Vec<u8>, Encoding)> = Vec::new();
    for (form, accented) in forms.into_iter().take(if text.is_ascii() { 1 } else { 5 }) {
        let utf16: Vec<u16> = form.encode_utf16().collect();
        let named = |encoding| if accented { encoding } else { Encoding::Unaccented };
        let candidates = [
            (Some(form.as_bytes().to_vec()), named(Encoding::Utf8)),
            (latin1(&form), named(Encoding::Latin1)),
            (Some(utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect()), Encoding::Utf16Le),
            (Some(utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect()), Encoding::Utf16Be),
        ];
        for (bytes, encoding) in candidates {
            let Some(mut bytes) = bytes else { continue };
            bytes.make_ascii_lowercase();
            // Letters that the table does not know vanish from the plain form; what is left may be too short.
            if bytes.len() >= WINDOW && !writings.iter().any(|(known, _)| *known == bytes) {
                writings.push((bytes, encoding));
            }
        }
    }
    writings
}

/// Pieces of long texts that belong to one text only: a sentence that ten notes share would accuse nine of them wrongly.
fn own_pieces(texts: &[&str]) -> Vec<(String, u32)> {
    let mut pieces: HashMap<String, Option<u32>> = HashMap::new();
    for (value, text) in texts.iter().enumerate().filter(|(_, text)| text.len() > LONG) {
        let chars: Vec<char> = text.chars().collect();
        let last = chars.len().saturating_sub(PIECE);
        for start in (0..last).step_by(PIECE).chain([last]) {
            let piece: String = chars[start..(start + PIECE).min(chars.len())].iter().collect();
            let owner = pieces.entry(piece).or_insert(Some(value as u32));
            if *owner != Some(value as u32) {
                *owner = None;
            }
        }
    }
    let mut own: Vec<(String, u32)> = pieces.into_iter().filter_map(|(piece, value)| Some((piece, value?))).collect();
    own.sort_unstable();
    own
}

/// The text in Windows-1252, if it can be: Latin-1 with the few letters of French that it lacks.
fn latin1(text: &str) -> Option<Vec<u8>> {
    text.chars()
        .map(|c| match c {
            'œ' => Some(0x9c),
            'Œ' => Some(0x8c),
            'Ÿ' => Some(0x9f),
            '’' => Some(0x92),
            _ => u8::try_from(u32::from(c)).ok(),
        })
        .collect()
}

/// Each word with a capital.
fn title(text: &str) -> String {
    let mut previous = ' ';
    text.chars()
        .flat_map(|c| {
            let begins = !previous.is_alphanumeric();
            previous = c;
            if begins { c.to_uppercase().collect::<Vec<_>>() } else { c.to_lowercase().collect() }
        })
        .collect()
}

/// Whether a short word at `at` lies in letters drawn by chance: a hash or a sealed value written in base64 is full of
/// six-letter words (one in 20 MB for 3,000 dossiers, measured). Such a run changes between capitals, small
/// letters, digits and signs at two characters in three; names and codes that touch each other do so at one in three.
pub(crate) fn is_noise(bytes: &[u8], at: usize, len: usize) -> bool {
    const AROUND: usize = 64;
    const SHORTEST_RUN: usize = 20;
    if len >= 8 {
        return false;
    }
    let class = |c: &u8| match c {
        b'A'..=b'Z' => 1,
        b'a'..=b'z' => 2,
        b'0'..=b'9' => 3,
        b'+' | b'/' | b'-' | b'_' => 4,
        _ => 0,
    };
    let before = bytes[at.saturating_sub(AROUND)..at].iter().rev().map(class).take_while(|c| *c > 0);
    let mut run: Vec<u8> = before.collect();
    run.reverse();
    // The word itself is of one case or nearly, and says nothing of its neighbours.
    run.extend(bytes[at + len..].iter().take(AROUND).map(class).take_while(|c| *c > 0));
    let changes = run.windows(2).filter(|two| two[0] != two[1]).count();
    run.len() + len >= SHORTEST_RUN && changes * 2 >= run.len()
}

/// All capitals, none, or at the beginning of words.
fn is_usual_case(raw: &[u8]) -> bool {
    let mut inside = false;
    let titled = raw.iter().all(|c| {
        let right = !c.is_ascii_alphabetic() || c.is_ascii_uppercase() != inside;
        inside = c.is_ascii_alphanumeric() || *c >= 0x80;
        right
    });
    titled || !raw.iter().any(u8::is_ascii_uppercase) || !raw.iter().any(u8::is_ascii_lowercase)
}

fn windows(bytes: &[u8]) -> impl Iterator<Item = (u32, u32)> {
    let step = bytes.len().div_ceil(WINDOW_PLACES).max(1);
    bytes.windows(WINDOW).enumerate().step_by(step).map(|(shift, six)| {
        let mut eight = [0; 8];
        eight[..WINDOW].copy_from_slice(six);
        (shift as u32, hash(u64::from_le_bytes(eight)))
    })
}

fn hash(window: u64) -> u32 {
    (window.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - FILTER_BITS)) as u32
}
