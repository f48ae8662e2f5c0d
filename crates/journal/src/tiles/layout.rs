//! Where each tile and bundle lies (C2SP tlog-tiles), and how a bundle is laid out.

use crate::ENTRY_LEN;
use crate::encoding::hex;
use crate::tree::Hash;

/// Hashes in a full tile, entries in a full bundle.
pub const WIDTH: usize = 256;
/// File name of the checkpoint.
pub const CHECKPOINT: &str = "checkpoint";
/// Bytes of one entry in a bundle: its length on two bytes, then itself.
pub const BUNDLE_ENTRY_LEN: usize = ENTRY_LEN + 2;

/// Path of the tile `index` of `level`, holding `width` hashes (256: full).
#[must_use]
pub fn tile_path(level: usize, index: u64, width: usize) -> String {
    format!("tile/{level}/{}{}", index_path(index), partial(width))
}

/// Path of the bundle of the entries `256 × index ..`, holding `width` of them (256: full).
#[must_use]
pub fn bundle_path(index: u64, width: usize) -> String {
    format!("tile/entries/{}{}", index_path(index), partial(width))
}

/// Path of the piece with this SHA-256.
#[must_use]
pub fn piece_path(hash: &Hash) -> String {
    format!("piece/{}", hex(hash))
}

/// Number of hashes that a tree of `size` leaves has at tile level `level`.
#[must_use]
pub fn hashes_at(size: u64, level: usize) -> u64 {
    u32::try_from(level * 8).ok().and_then(|shift| size.checked_shr(shift)).unwrap_or(0)
}

/// Width of the last, partial tile of `level` in a tree of `size` leaves; 0 when there is none.
#[must_use]
pub fn partial_width(size: u64, level: usize) -> usize {
    (hashes_at(size, level) % WIDTH as u64) as usize
}

/// The entries of a bundle, `None` when a length is not that of an entry.
#[must_use]
pub fn bundle_entries(bundle: &[u8]) -> Option<Vec<&[u8; ENTRY_LEN]>> {
    let (entries, rest) = bundle.as_chunks::<BUNDLE_ENTRY_LEN>();
    let lengths_fit = entries.iter().all(|entry| usize::from(u16::from_be_bytes([entry[0], entry[1]])) == ENTRY_LEN);
    (rest.is_empty() && lengths_fit).then(|| entries.iter().filter_map(|entry| entry.last_chunk()).collect())
}

/// The hashes of a tile, `None` when its length is odd.
#[must_use]
pub fn tile_hashes(tile: &[u8]) -> Option<&[Hash]> {
    let (hashes, rest) = tile.as_chunks::<32>();
    rest.is_empty().then_some(hashes)
}

/// `1234067` is `x001/x234/067`.
fn index_path(index: u64) -> String {
    let mut path = format!("{:03}", index % 1000);
    let mut rest = index / 1000;
    while rest > 0 {
        path = format!("x{:03}/{path}", rest % 1000);
        rest /= 1000;
    }
    path
}

fn partial(width: usize) -> String {
    if width == WIDTH { String::new() } else { format!(".p/{width}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_specification() {
        assert_eq!(tile_path(0, 0, WIDTH), "tile/0/000");
        assert_eq!(tile_path(1, 1_234_067, 8), "tile/1/x001/x234/067.p/8");
        assert_eq!(bundle_path(1000, 255), "tile/entries/x001/000.p/255");
    }
}
