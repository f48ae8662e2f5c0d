//! How many lines an import may have: what every reader of the journal counts with.

/// One decoy for so many dossiers.
pub const DOSSIERS_PER_LEURRE: u32 = 500;

/// Below so many lines an import lays no decoy: among few dossiers each is known by whoever brought them.
pub const LEURRES_FROM: u32 = 100;

/// Decoys that an import of so many lines may lay besides them.
pub const fn leurres_of(lines: u32) -> u32 {
    if lines < LEURRES_FROM { 0 } else { lines.div_ceil(DOSSIERS_PER_LEURRE) }
}

#[cfg(test)]
mod tests {
    use super::leurres_of;

    #[test]
    fn one_for_five_hundred_and_none_among_few() {
        for (lines, expected) in [(0, 0), (99, 0), (100, 1), (500, 1), (501, 2), (10_000, 20)] {
            assert_eq!(leurres_of(lines), expected, "{lines} lines");
        }
    }
}
