//! What the journal says of each policy: a row of the base that says otherwise was written by nobody who may.

use std::collections::HashMap;

use journal::entry::{Entry, Kind};

/// By the object of its entries, each state that a change committed to, once; the newest last.
#[derive(Default)]
pub(super) struct Politiques(HashMap<[u8; 16], Vec<[u8; 32]>>);

impl Politiques {
    /// Takes a change in; other entries are none of its business.
    pub fn fold(&mut self, entry: &Entry) {
        if entry.kind == Kind::PolicyChange {
            let known = self.0.entry(entry.object).or_default();
            known.retain(|content| *content != entry.content);
            known.push(entry.content);
        }
    }

    /// See [`Politiques`]; nothing for a policy that nobody ever changed.
    pub fn of(&self, object: &[u8; 16]) -> &[[u8; 32]] {
        self.0.get(object).map_or(&[], Vec::as_slice)
    }
}
