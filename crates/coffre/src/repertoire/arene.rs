//! The one place where names lie in memory, wiped when they leave it.

use zeroize::Zeroize;

/// Bytes end to end. Growing copies them by hand, because a plain `Vec` would leave the old copy behind.
#[derive(Default)]
pub struct Arene {
    bytes: Vec<u8>,
    wiped: usize,
}

impl Arene {
    /// Adds `bytes`, and answers where they begin.
    pub fn push(&mut self, bytes: &[u8]) -> u32 {
        let start = self.bytes.len();
        if start + bytes.len() > self.bytes.capacity() {
            let mut larger = Vec::with_capacity((start + bytes.len()).next_power_of_two().max(1024));
            larger.extend_from_slice(&self.bytes);
            self.bytes.zeroize();
            self.bytes = larger;
        }
        self.bytes.extend_from_slice(bytes);
        u32::try_from(start).expect("the names of one structure hold in 4 GiB")
    }

    pub fn get(&self, start: u32, length: usize) -> &[u8] {
        let start = start as usize;
        &self.bytes[start..start + length]
    }

    /// Wipes a name in place; its room is given back when everything is rebuilt.
    pub fn wipe(&mut self, start: u32, length: usize) {
        let start = start as usize;
        self.bytes[start..start + length].zeroize();
        self.wiped += length;
    }

    /// True when more than half of it is wiped room.
    pub fn is_sparse(&self) -> bool {
        self.wiped > 4096 && self.wiped * 2 > self.bytes.len()
    }

    pub fn memory(&self) -> usize {
        self.bytes.capacity()
    }
}

impl Drop for Arene {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wiped_name_is_gone_and_its_neighbours_stay() {
        let mut arene = Arene::default();
        let starts: Vec<u32> = (0..2_000).map(|i| arene.push(format!("nom{i:05}").as_bytes())).collect();
        arene.wipe(starts[7], 8);
        assert_eq!(arene.get(starts[7], 8), [0; 8]);
        assert_eq!(arene.get(starts[6], 8), b"nom00006");
        assert_eq!(arene.get(starts[8], 8), b"nom00008");
        assert!(!arene.is_sparse());
        starts[10..1_990].iter().for_each(|&start| arene.wipe(start, 8));
        assert!(arene.is_sparse());
    }
}
