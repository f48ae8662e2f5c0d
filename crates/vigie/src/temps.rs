//! Days, hours and weeks, of the time that entries state. There is no other clock here.

/// One hour, milliseconds.
pub const HEURE: u64 = 3_600_000;

/// One day, milliseconds.
pub const JOUR: u64 = 24 * HEURE;

/// Latest time that is believed: the year 10000. A later one, in a journal that is not ours, must stop nothing.
pub const TEMPS_MAX: u64 = 253_402_300_800_000;

/// The working day of a time: it turns at 3 h UTC. The same rule as `droits::budget::day`, written again because this crate
/// may not know the rights: whoever changes one changes the other.
pub fn jour(temps: u64) -> u64 {
    temps.saturating_sub(3 * HEURE) / JOUR
}

/// Day of the week of a working day: 0 is Monday.
pub fn jour_de_semaine(jour: u64) -> usize {
    // The first day of this count was a Thursday.
    ((jour + 3) % 7) as usize
}

/// Number of the week of a working day; weeks begin on Monday.
pub fn semaine(jour: u64) -> u64 {
    (jour + 3) / 7
}

/// Hour of the day, UTC, 0 to 23.
pub fn heure(temps: u64) -> usize {
    (temps / HEURE % 24) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_three_and_the_week_on_monday() {
        let lundi = 1_763_942_400_000; // Monday 24 November 2025, 0 h UTC.
        assert_eq!(jour(lundi), jour(lundi + 3 * HEURE - 1));
        assert_eq!(jour(lundi) + 1, jour(lundi + 3 * HEURE));
        let travail = jour(lundi + 9 * HEURE);
        assert_eq!(jour_de_semaine(travail), 0);
        assert_eq!(jour_de_semaine(travail + 6), 6);
        assert_eq!(semaine(travail), semaine(travail + 6));
        assert_eq!(semaine(travail) + 1, semaine(travail + 7));
        assert_eq!(heure(lundi + 9 * HEURE + 1), 9);
    }
}
