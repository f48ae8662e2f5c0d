//! The Merkle tree of RFC 6962: hashes, the growing tree, and its two kinds of proof.
//!
//! A leaf is `SHA-256(0x00 ‖ entry)`, a node `SHA-256(0x01 ‖ left ‖ right)`. Nothing here reads or
//! writes: proofs are built from any [`Hashes`], checks need only the proof.

use aws_lc_rs::digest::{Context, SHA256, digest};

/// A SHA-256 digest.
pub type Hash = [u8; 32];

/// SHA-256 of `bytes`, without any prefix.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Hash {
    to_hash(digest(&SHA256, bytes).as_ref())
}

/// Hash of one entry as a leaf of the tree.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    let mut context = Context::new(&SHA256);
    context.update(&[0]);
    context.update(entry);
    to_hash(context.finish().as_ref())
}

/// Hash of the node above `left` and `right`.
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut bytes = [1_u8; 65];
    bytes[1..33].copy_from_slice(left);
    bytes[33..].copy_from_slice(right);
    sha256(&bytes)
}

/// A tree that only grows, kept as its right edge: one hash per set bit of its size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    len: u64,
    /// Roots of the perfect subtrees from the left (largest) to the right.
    edge: Vec<Hash>,
}

impl Tree {
    /// The empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A tree restored from [`Tree::edge`] and its size; `None` when the two do not fit together.
    #[must_use]
    pub fn from_edge(len: u64, edge: Vec<Hash>) -> Option<Self> {
        (edge.len() == len.count_ones() as usize).then_some(Self { len, edge })
    }

    /// Roots of the perfect subtrees, largest first: what a snapshot keeps.
    #[must_use]
    pub fn edge(&self) -> &[Hash] {
        &self.edge
    }

    /// Number of leaves.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether the tree has no leaf.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Appends one leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.len.trailing_ones() {
            if let Some(left) = self.edge.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.edge.push(hash);
        self.len += 1;
    }

    /// Root of the tree; the empty tree has `SHA-256("")`.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut hashes = self.edge.iter().rev();
        match hashes.next() {
            None => sha256(b""),
            Some(last) => hashes.fold(*last, |right, left| node_hash(left, &right)),
        }
    }
}

/// Where proofs take their hashes from: a list of leaves, a folder of tiles.
pub trait Hashes {
    /// Root of the perfect subtree over the leaves `index << level .. (index + 1) << level`.
    fn subtree(&self, level: u32, index: u64) -> Option<Hash>;
}

impl Hashes for [Hash] {
    fn subtree(&self, level: u32, index: u64) -> Option<Hash> {
        let first = usize::try_from(index.checked_shl(level)?).ok()?;
        let leaves = self.get(first..first.checked_add(1_usize.checked_shl(level)?)?)?;
        let mut tree = Tree::new();
        leaves.iter().for_each(|leaf| tree.push(*leaf));
        Some(tree.root())
    }
}

/// Root of the first `size` leaves; `None` when the source lacks a hash.
#[must_use]
pub fn root_at(source: &(impl Hashes + ?Sized), size: u64) -> Option<Hash> {
    if size == 0 { Some(sha256(b"")) } else { range_hash(source, 0, size) }
}

/// Proof that leaf `index` is in the tree of `size` leaves (RFC 6962, 2.1.1), leaf side first.
#[must_use]
pub fn inclusion_proof(source: &(impl Hashes + ?Sized), index: u64, size: u64) -> Option<Vec<Hash>> {
    if index >= size {
        return None;
    }
    let (mut low, mut high) = (0, size);
    let mut proof = Vec::new();
    while high - low > 1 {
        let middle = low + split(high - low);
        if index < middle {
            proof.push(range_hash(source, middle, high)?);
            high = middle;
        } else {
            proof.push(range_hash(source, low, middle)?);
            low = middle;
        }
    }
    proof.reverse();
    Some(proof)
}

/// Proof that the tree of `new` leaves extends the tree of `old` leaves (RFC 6962, 2.1.2).
/// Empty when there is nothing to prove (`old` is 0 or equals `new`).
#[must_use]
pub fn consistency_proof(source: &(impl Hashes + ?Sized), old: u64, new: u64) -> Option<Vec<Hash>> {
    if old > new {
        return None;
    }
    if old == 0 || old == new {
        return Some(Vec::new());
    }
    let (mut low, mut high) = (0, new);
    let mut proof = Vec::new();
    while high > old {
        let middle = low + split(high - low);
        if old <= middle {
            proof.push(range_hash(source, middle, high)?);
            high = middle;
        } else {
            proof.push(range_hash(source, low, middle)?);
            low = middle;
        }
    }
    // The old root itself is known to the checker when the walk never went right.
    if low > 0 {
        proof.push(range_hash(source, low, high)?);
    }
    proof.reverse();
    Some(proof)
}

/// Whether `proof` shows that `leaf` is at `index` in the tree of `size` leaves and this `root`.
#[must_use]
pub fn check_inclusion(leaf: &Hash, index: u64, size: u64, root: &Hash, proof: &[Hash]) -> bool {
    if index >= size {
        return false;
    }
    let (mut position, mut last) = (index, size - 1);
    let mut hash = *leaf;
    for other in proof {
        if last == 0 {
            return false;
        }
        if position & 1 == 1 || position == last {
            hash = node_hash(other, &hash);
            // A node without a right sibling climbs until it has one on its left.
            while position & 1 == 0 && position != 0 {
                position >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, other);
        }
        position >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// Whether `proof` shows that the tree (`new`, `new_root`) extends the tree (`old`, `old_root`).
#[must_use]
pub fn check_consistency(old: u64, old_root: &Hash, new: u64, new_root: &Hash, proof: &[Hash]) -> bool {
    if old > new {
        return false;
    }
    if old == new {
        return proof.is_empty() && old_root == new_root;
    }
    if old == 0 {
        return proof.is_empty() && *old_root == sha256(b"");
    }
    let (mut position, mut last) = (old - 1, new - 1);
    while position & 1 == 1 {
        position >>= 1;
        last >>= 1;
    }
    let mut rest = proof.iter();
    let start = if position == 0 { Some(old_root) } else { rest.next() };
    let Some(start) = start else { return false };
    let (mut old_hash, mut new_hash) = (*start, *start);
    for other in rest {
        if last == 0 {
            return false;
        }
        if position & 1 == 1 || position == last {
            old_hash = node_hash(other, &old_hash);
            new_hash = node_hash(other, &new_hash);
            while position & 1 == 0 && position != 0 {
                position >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node_hash(&new_hash, other);
        }
        position >>= 1;
        last >>= 1;
    }
    last == 0 && old_hash == *old_root && new_hash == *new_root
}

/// Hash of the leaves `low..high`, where `low` is a multiple of the power of two that covers them.
fn range_hash(source: &(impl Hashes + ?Sized), low: u64, high: u64) -> Option<Hash> {
    let width = high - low;
    if width.is_power_of_two() {
        let level = width.trailing_zeros();
        return source.subtree(level, low >> level);
    }
    let middle = low + split(width);
    Some(node_hash(&range_hash(source, low, middle)?, &range_hash(source, middle, high)?))
}

/// Largest power of two smaller than `width` (at least 2).
fn split(width: u64) -> u64 {
    1 << (width - 1).ilog2()
}

fn to_hash(digest: &[u8]) -> Hash {
    digest.try_into().expect("SHA-256 has 32 bytes")
}
