//! What the base remembers of a making under way.

use crate::random;

/// Where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suite {
    /// What is being made.
    pub empreinte: [u8; 32],
    /// The mandat in force.
    pub mandat: [u8; 16],
    /// The first rank that no batch has taken yet.
    pub next: u64,
    /// Ranks before it that an interruption left out.
    pub holes: Vec<u64>,
    /// Ranks and dossiers of the last batch: stored, and perhaps not recorded.
    pub en_cours: Vec<(u64, [u8; 16])>,
}

impl Suite {
    pub fn new(empreinte: [u8; 32]) -> Suite {
        Suite { empreinte, mandat: random(), next: 0, holes: Vec::new(), en_cours: Vec::new() }
    }

    /// Takes a batch in hand; the one before it stands.
    pub fn begin(&mut self, lot: Vec<(u64, [u8; 16])>) {
        let last = lot.iter().map(|(rank, _)| rank + 1).max().unwrap_or(0);
        self.holes.retain(|hole| lot.iter().all(|(rank, _)| rank != hole));
        // What lies between and was not taken is not to be lost.
        self.holes.extend((self.next..last).filter(|rank| lot.iter().all(|(taken, _)| taken != rank)));
        self.next = self.next.max(last);
        self.en_cours = lot;
    }

    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64 + 8 * self.holes.len() + 24 * self.en_cours.len());
        out.extend_from_slice(&self.empreinte);
        out.extend_from_slice(&self.mandat);
        out.extend_from_slice(&self.next.to_be_bytes());
        out.extend_from_slice(&(self.holes.len() as u64).to_be_bytes());
        self.holes.iter().for_each(|hole| out.extend_from_slice(&hole.to_be_bytes()));
        for (rank, id) in &self.en_cours {
            out.extend_from_slice(&rank.to_be_bytes());
            out.extend_from_slice(id);
        }
        out
    }

    pub fn decode(bytes: &[u8]) -> Option<Suite> {
        let (empreinte, rest) = bytes.split_first_chunk::<32>()?;
        let (mandat, rest) = rest.split_first_chunk::<16>()?;
        let (next, rest) = rest.split_first_chunk::<8>()?;
        let (holes, rest) = rest.split_first_chunk::<8>()?;
        let length = usize::try_from(u64::from_be_bytes(*holes)).ok()?.checked_mul(8)?;
        let (holes, rest) = rest.split_at_checked(length)?;
        let (ids, []) = rest.as_chunks::<24>() else { return None };
        let number = |bytes: &[u8]| Some(u64::from_be_bytes(bytes.try_into().ok()?));
        Some(Suite {
            empreinte: *empreinte,
            mandat: *mandat,
            next: u64::from_be_bytes(*next),
            holes: holes.chunks_exact(8).map(number).collect::<Option<_>>()?,
            en_cours: ids
                .iter()
                .map(|one| Some((number(&one[..8])?, one[8..].try_into().ok()?)))
                .collect::<Option<_>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_and_nothing_else_is_read() {
        let mut suite = Suite::new([7; 32]);
        suite.begin(vec![(0, [1; 16]), (1, [2; 16]), (3, [3; 16])]);
        assert_eq!((suite.next, &suite.holes[..]), (4, &[2][..]));
        assert_eq!(Suite::decode(&suite.encode()), Some(suite.clone()));
        suite.begin(vec![(2, [4; 16])]);
        assert_eq!((suite.next, suite.holes.len()), (4, 0));
        let bytes = suite.encode();
        for length in 0..bytes.len() {
            assert_eq!(Suite::decode(&bytes[..length]).is_some(), length == bytes.len() - 24, "cut at {length}");
        }
    }
}
