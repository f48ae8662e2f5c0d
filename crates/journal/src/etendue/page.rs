//! A page of labels: its entry holds how many persons, and a commitment to who they are. Who they are is kept beside the journal.

use crate::entry::Pseudonym;
use crate::tree::{Hash, sha256};

const LABEL: &[u8] = b"cairn/page/1\0";

/// What the entry of a page commits to: SHA-256 of the label, 16 random bytes (without which a list of one person could be found
/// by trying), and the pseudonyms in the order of their bytes: that of the page would tell who comes before whom by name.
#[must_use]
pub fn commit_page(alea: &[u8; 16], sujets: &[Pseudonym]) -> Hash {
    sha256(&[LABEL, &seal_page(alea, sujets)].concat())
}

/// The row that is kept beside the journal: the random bytes, then the pseudonyms in order.
#[must_use]
pub fn seal_page(alea: &[u8; 16], sujets: &[Pseudonym]) -> Vec<u8> {
    let mut sorted = sujets.to_vec();
    sorted.sort_unstable();
    [alea.as_slice(), sorted.as_flattened()].concat()
}

/// The persons of a page, or `None` when the row is not the one that the entry, by its content and count, committed to.
#[must_use]
pub fn open_page(content: &Hash, count: u32, row: &[u8]) -> Option<Vec<Pseudonym>> {
    let (alea, sujets) = row.split_first_chunk::<16>()?;
    let (sujets, rest) = sujets.as_chunks::<16>();
    let is_it = rest.is_empty() && sujets.len() == count as usize && commit_page(alea, sujets) == *content;
    is_it.then(|| sujets.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_the_one_that_was_committed_to_or_nothing() {
        let (alea, sujets) = ([7; 16], [[9; 16], [2; 16]]);
        let (content, row) = (commit_page(&alea, &sujets), seal_page(&alea, &sujets));
        assert_eq!(open_page(&content, 2, &row), Some(vec![[2; 16], [9; 16]]), "in the order of bytes");
        assert_eq!(commit_page(&alea, &[[2; 16], [9; 16]]), content, "whatever the order on the page");
        for at in 0..row.len() {
            let mut wrong = row.clone();
            wrong[at] ^= 1;
            assert_eq!(open_page(&content, 2, &wrong), None, "byte {at}");
        }
        assert_eq!(open_page(&content, 1, &row), None);
        assert_eq!(open_page(&content, 2, &row[..row.len() - 1]), None);
        assert_eq!(open_page(&content, 2, &[]), None);
        assert_eq!(open_page(&commit_page(&alea, &[]), 0, &seal_page(&alea, &[])), Some(vec![]));
    }
}
