//! The region of a structure, by the département that its code begins with (Code officiel géographique, INSEE, 2026).

/// INSEE code of the region of a structure's code, as `59512S00` → 32. `None` when it begins with no département.
pub fn region(structure: &[u8; 8]) -> Option<u8> {
    let text = std::str::from_utf8(structure).ok()?;
    let departement = if text.starts_with("97") { text.get(..3)? } else { text.get(..2)? };
    REGIONS.iter().find(|(_, all)| all.split(' ').any(|one| one == departement)).map(|(region, _)| *region)
}

const REGIONS: &[(u8, &str)] = &[
    (1, "971"),
    (2, "972"),
    (3, "973"),
    (4, "974"),
    (6, "976"),
    (11, "75 77 78 91 92 93 94 95"),
    (24, "18 28 36 37 41 45"),
    (27, "21 25 39 58 70 71 89 90"),
    (28, "14 27 50 61 76"),
    (32, "02 59 60 62 80"),
    (44, "08 10 51 52 54 55 57 67 68 88"),
    (52, "44 49 53 72 85"),
    (53, "22 29 35 56"),
    (75, "16 17 19 23 24 33 40 47 64 79 86 87"),
    (76, "09 11 12 30 31 32 34 46 48 65 66 81 82"),
    (84, "01 03 07 15 26 38 42 43 63 69 73 74"),
    (93, "04 05 06 13 83 84"),
    (94, "2A 2B 20"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_departement_has_one_region() {
        for (code, expected) in [
            (b"59512S00", Some(32)),
            (b"75056S00", Some(11)),
            (b"97411S00", Some(4)),
            (b"2A004S00", Some(94)),
            (b"69123S01", Some(84)),
            (b"99123S01", None),
        ] {
            assert_eq!(region(code), expected, "{}", String::from_utf8_lossy(code));
        }
        let all: Vec<&str> = REGIONS.iter().flat_map(|(_, all)| all.split(' ')).collect();
        assert_eq!(all.len(), 96 + 5 + 1, "96 of metropolitan France, 5 overseas, and the old 20 of Corsica");
    }
}
