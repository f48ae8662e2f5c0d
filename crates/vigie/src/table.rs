//! Small tables: one value for each agent, a hash made for pseudonyms, a short memory of entries.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::alerte::PREUVES_MAX;

/// One value for each agent, by her number in [`crate::suivi::Suivi`]. Agents are tens of thousands at most: the table is small.
#[derive(Clone, Debug, Default)]
pub struct ParAgent<T>(Vec<T>);

impl<T: Default> ParAgent<T> {
    /// Hers, made now if it is the first time.
    pub fn of(&mut self, agent: usize) -> &mut T {
        if agent >= self.0.len() {
            self.0.resize_with(agent + 1, T::default);
        }
        &mut self.0[agent]
    }

    /// Every value, by number of agent.
    pub fn all(&mut self) -> impl Iterator<Item = (usize, &mut T)> {
        self.0.iter_mut().enumerate()
    }
}

/// Hash of keys that are themselves cut from SHA-256: nobody chooses them, so that mixing is enough.
#[derive(Clone, Copy, Debug, Default)]
pub struct Melange(u64);

/// A map by pseudonym.
pub type Carte<K, V> = HashMap<K, V, BuildHasherDefault<Melange>>;

/// A set of pseudonyms.
pub type Ensemble<K> = HashSet<K, BuildHasherDefault<Melange>>;

impl Hasher for Melange {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_u32(&mut self, word: u32) {
        self.write_u64(u64::from(word));
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }
}

/// A pseudonym in 64 bits: enough to tell 6 M dossiers apart (one chance in a million that two meet). Both halves count, for
/// pseudonyms of tests and of synthetic worlds are small numbers.
pub fn court(pseudonym: &[u8; 16]) -> u64 {
    let whole = u128::from_be_bytes(*pseudonym);
    let (high, low) = ((whole >> 64) as u64, whole as u64);
    high.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ low
}

/// The latest entries of something, as many as an alert may name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Traces {
    at: [u64; PREUVES_MAX],
    count: usize,
}

impl Traces {
    /// Remembers an entry; the oldest one is forgotten when they are too many.
    pub fn push(&mut self, index: u64) {
        self.at[self.count % PREUVES_MAX] = index;
        self.count += 1;
    }

    /// The entries remembered, in no order.
    pub fn all(&self) -> impl Iterator<Item = u64> {
        self.at[..self.count.min(PREUVES_MAX)].iter().copied()
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.count = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_at_either_end_stay_apart() {
        let all = |shift: u32| (0..1_000u128).map(move |n| court(&(n << shift).to_be_bytes()));
        let found: HashSet<u64> = all(0).chain(all(64)).chain(all(120)).collect();
        // Zero is in all three; eight bits hold 256 numbers.
        assert_eq!(found.len(), 1 + 999 + 999 + 255);
    }

    #[test]
    fn a_table_grows_and_traces_keep_the_latest() {
        let mut table = ParAgent::<u32>::default();
        *table.of(3) += 1;
        assert_eq!(table.all().map(|(_, n)| *n).collect::<Vec<_>>(), [0, 0, 0, 1]);
        let mut traces = Traces::default();
        (0..20).for_each(|index| traces.push(index));
        let mut all: Vec<u64> = traces.all().collect();
        all.sort_unstable();
        assert_eq!(all, (4..20).collect::<Vec<u64>>());
    }
}
