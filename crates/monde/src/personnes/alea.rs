//! The dice of the synthetic world: splitmix64 to spread a seed, xoshiro256** to draw.
//!
//! Both are public-domain algorithms of Blackman and Vigna, written here in full because the same seed
//! must give the same people for ever: a library may change its streams between two versions.
//! Integers only, so that no rounding differs between machines. Not for keys or secrets of any kind.

/// A stream of draws, named by a seed and a path: two paths give independent streams.
#[derive(Clone, Debug)]
pub struct Alea([u64; 4]);

impl Alea {
    /// The stream of `graine` for one structure, one rank and one purpose. A purpose of its own for each aspect of a
    /// person keeps the others as they were on the day a field is added.
    pub fn new(graine: u64, structure: &str, rang: u64, usage: &str) -> Alea {
        let mut etat = graine;
        for mot in [hash(structure.as_bytes()), rang, hash(usage.as_bytes())] {
            etat = splitmix(&mut etat) ^ mot;
        }
        Alea([splitmix(&mut etat), splitmix(&mut etat), splitmix(&mut etat), splitmix(&mut etat)])
    }

    /// 64 bits.
    pub fn draw(&mut self) -> u64 {
        let s = &mut self.0;
        let tire = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        tire
    }

    /// A number below `borne`; 0 when `borne` is 0. The bias (below 2^-32 for our bounds) does not matter here.
    pub fn below(&mut self, borne: u64) -> u64 {
        ((u128::from(self.draw()) * u128::from(borne)) >> 64) as u64
    }

    /// A number between both ends, ends included.
    pub fn between(&mut self, min: u64, max: u64) -> u64 {
        min + self.below(max - min + 1)
    }

    /// True `pour_mille` times in a thousand.
    pub fn chance(&mut self, pour_mille: u64) -> bool {
        self.below(1000) < pour_mille
    }

    /// One of them, all equally likely. The list is one of ours and never empty.
    pub fn pick<T: Copy>(&mut self, choix: &[T]) -> T {
        choix[self.below(choix.len() as u64) as usize]
    }

    /// The place of one weight, drawn by weight.
    pub fn weighted(&mut self, poids: &[u64]) -> usize {
        let mut reste = self.below(poids.iter().sum());
        for (place, p) in poids.iter().enumerate() {
            if reste < *p {
                return place;
            }
            reste -= p;
        }
        0
    }

    /// The place in a list of running totals, drawn by the weights that they add up.
    pub fn cumulated(&mut self, totaux: &[u64]) -> usize {
        let tire = self.below(totaux.last().copied().unwrap_or(0));
        totaux.partition_point(|total| *total <= tire)
    }
}

/// FNV-1a, to turn a name of ours into a number. `std`'s hasher is allowed to change; this one is not.
pub(crate) fn hash(octets: &[u8]) -> u64 {
    octets.iter().fold(0xcbf2_9ce4_8422_2325, |h, o| (h ^ u64::from(*o)).wrapping_mul(0x0000_0100_0000_01b3))
}

fn splitmix(etat: &mut u64) -> u64 {
    *etat = etat.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *etat;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitmix_gives_the_published_sequence() {
        let mut etat = 1_234_567;
        let tires: Vec<u64> = (0..3).map(|_| splitmix(&mut etat)).collect();
        assert_eq!(tires, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn xoshiro_gives_the_published_sequence() {
        let mut alea = Alea([1, 2, 3, 4]);
        let tires: Vec<u64> = (0..4).map(|_| alea.draw()).collect();
        assert_eq!(tires, [11_520, 0, 1_509_978_240, 1_215_971_899_390_074_240]);
    }

    #[test]
    fn draws_stay_in_their_bounds() {
        let mut alea = Alea::new(1, "59512S00", 0, "essai");
        for _ in 0..1000 {
            assert!(alea.below(7) < 7);
            assert!((3..=5).contains(&alea.between(3, 5)));
            assert_eq!(alea.weighted(&[0, 4, 0]), 1);
            assert_eq!(alea.cumulated(&[0, 9, 9]), 1);
        }
    }
}
