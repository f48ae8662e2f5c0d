//! A row whose clear columns stand again under its seal: edited, moved, or of another structure, it does not open. What was typed
//! follows them, in numbered values.

use domaine::Clair;
use zeroize::Zeroizing;

use crate::fiche::{put, take};
use crate::racine::Secret;
use crate::sceau::{self, Place};

/// What stands under the seal after the clear columns, taken in order.
pub(crate) struct Champs {
    clear: Zeroizing<Vec<u8>>,
    taken: usize,
    number: u8,
}

/// Seals a row: its columns, as bytes that differ whenever one of them does, then its values.
pub(crate) fn seal(key: &Secret, place: &Place, columns: &[u8], champs: &[&[u8]]) -> Vec<u8> {
    let mut clear = Zeroizing::new(Vec::new());
    for (number, value) in (1..).zip([columns].iter().chain(champs)) {
        put(&mut clear, number, value);
    }
    sceau::seal(key, place, &clear)
}

/// The values of a row, if it is the one that was written: its columns are those under the seal.
pub(crate) fn open(key: &Secret, place: &Place, columns: &[u8], contenu: &[u8]) -> Option<Champs> {
    let mut champs = Champs { clear: sceau::open(key, place, contenu)?, taken: 0, number: 0 };
    (champs.take()? == columns).then_some(champs)
}

/// Rows that open, and how many do not.
pub(crate) fn opened<B, R>(bruts: Vec<B>, open: impl Fn(B) -> Option<R>) -> (Vec<R>, usize) {
    let all = bruts.len();
    let rangs: Vec<R> = bruts.into_iter().filter_map(open).collect();
    let unread = all - rangs.len();
    (rangs, unread)
}

impl Champs {
    /// The next value.
    fn take(&mut self) -> Option<&[u8]> {
        self.number += 1;
        let mut rest = &self.clear[self.taken..];
        let (_, value) = take(&mut rest).filter(|(number, _)| *number == self.number)?;
        self.taken = self.clear.len() - rest.len();
        Some(value)
    }

    /// The next value, of so many bytes.
    pub fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take()?.try_into().ok()
    }

    /// The next value, as it is.
    pub fn rest(&mut self) -> Option<&[u8]> {
        self.take()
    }

    /// The next value, a text.
    pub fn texte(&mut self) -> Option<Clair> {
        Some(Clair::new(std::str::from_utf8(self.take()?).ok()?))
    }
}
