//! Number of typing errors between two words.
//!
//! Optimal string alignment: an insertion, a deletion, a substitution or a swap of two neighbours is one
//! error each. Computed 64 cells at a time (Hyyrö, 2003), because a search compares a word with every
//! distinct name of the structure.

/// One word prepared for being compared with many.
pub struct Patron {
    places: [u64; 256],
    length: usize,
}

impl Patron {
    /// `word` must hold 1 to 64 bytes; what is beyond is not compared.
    pub fn new(word: &[u8]) -> Self {
        let mut places = [0; 256];
        for (i, &b) in word.iter().take(64).enumerate() {
            places[usize::from(b)] |= 1 << i;
        }
        Patron { places, length: word.len().min(64) }
    }

    /// Errors between the prepared word and `other`.
    pub fn distance(&self, other: &[u8]) -> usize {
        if self.length == 0 {
            return other.len();
        }
        let last = 1u64 << (self.length - 1);
        let (mut up, mut down, mut diagonal, mut before) = (!0u64, 0u64, 0u64, 0u64);
        let mut errors = self.length;
        for &b in other {
            let here = self.places[usize::from(b)];
            let swapped = ((!diagonal & here) << 1) & before;
            diagonal = ((here & up).wrapping_add(up) ^ up) | here | down | swapped;
            let right = down | !(diagonal | up);
            let left = diagonal & up;
            if right & last != 0 {
                errors += 1;
            } else if left & last != 0 {
                errors -= 1;
            }
            let (right, left) = ((right << 1) | 1, left << 1);
            up = left | !(diagonal | right);
            down = right & diagonal;
            before = here;
        }
        errors
    }
}

impl Drop for Patron {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.places);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_distances() {
        let check = |a: &str, b: &str, expected| {
            assert_eq!(Patron::new(a.as_bytes()).distance(b.as_bytes()), expected, "{a} {b}");
            assert_eq!(Patron::new(b.as_bytes()).distance(a.as_bytes()), expected, "{b} {a}");
        };
        check("masson", "masson", 0);
        check("masson", "massn", 1); // deletion
        check("masson", "maasson", 1); // insertion
        check("masson", "mazson", 1); // substitution
        check("masson", "massno", 1); // swap
        check("amsson", "masson", 1); // swap at the beginning
        check("masson", "amssno", 2);
        check("ca", "abc", 3); // a letter inside a swapped pair is not one error more, but two
        check("macon", "masson", 2);
        check("philippe", "filipe", 3);
        check("", "lea", 3);
        check("a", "b", 1);
    }

    #[test]
    fn agrees_with_the_table_of_the_textbook() {
        let mut seed = 7u64;
        let mut draw = |n: u64| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) % n
        };
        for _ in 0..20_000 {
            let mut word = |most| (0..draw(most)).map(|_| b'a' + draw(4) as u8).collect::<Vec<u8>>();
            let (a, b) = (word(14), word(14));
            assert_eq!(Patron::new(&a).distance(&b), textbook(&a, &b), "{a:?} {b:?}");
        }
        let long = [b'a'; 64];
        assert_eq!(Patron::new(&long).distance(&long), 0);
        assert_eq!(Patron::new(&long).distance(b"b"), 64);
    }

    fn textbook(a: &[u8], b: &[u8]) -> usize {
        let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let cost = usize::from(a[i - 1] != b[j - 1]);
                    (d[i - 1][j] + 1).min(d[i][j - 1] + 1).min(d[i - 1][j - 1] + cost)
                };
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    d[i][j] = d[i][j].min(d[i - 2][j - 2] + 1);
                }
            }
        }
        d[a.len()][b.len()]
    }
}
