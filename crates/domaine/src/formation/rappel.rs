//! When somebody is reminded that the certificate ends.

/// Days before the end at which a reminder is due, farthest first.
pub const RAPPELS: [u16; 3] = [30, 14, 3];

const JOUR_MS: u64 = 86_400_000;

/// The reminder that stands at `now` for a certificate that holds until `until` (milliseconds since 1970 UTC; the end
/// is the first instant at which it no longer holds): the nearest of 30, 14 and 3 days that has come, inclusive.
/// `None` before the first, and once it has lapsed: there is nothing left to remind of.
///
/// Whoever sends reminders remembers the last number sent, and sends when this one is another.
pub fn rappel(until: u64, now: u64) -> Option<u16> {
    let left = until.checked_sub(now).filter(|left| *left > 0)?;
    RAPPELS.into_iter().rev().find(|days| left <= u64::from(*days) * JOUR_MS)
}

/// Days left, rounded up: on the last day one is left, and none once it has lapsed.
pub fn jours_restants(until: u64, now: u64) -> u16 {
    u16::try_from(until.saturating_sub(now).div_ceil(JOUR_MS)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reminders_at_thirty_fourteen_and_three_days() {
        const FIN: u64 = 1_800_000_000_000;
        let check = |before: u64, expected: Option<u16>| assert_eq!(rappel(FIN, FIN - before), expected, "{before} ms");
        check(365 * JOUR_MS, None);
        check(30 * JOUR_MS + 1, None);
        check(30 * JOUR_MS, Some(30));
        check(14 * JOUR_MS + 1, Some(30));
        check(14 * JOUR_MS, Some(14));
        check(3 * JOUR_MS + 1, Some(14));
        check(3 * JOUR_MS, Some(3));
        check(1, Some(3));
        check(0, None);
        assert_eq!(rappel(FIN, FIN + 1), None);
        assert_eq!(rappel(0, u64::MAX), None);
    }

    #[test]
    fn days_left_are_rounded_up() {
        let check = |left: u64, expected: u16| assert_eq!(jours_restants(1 << 50, (1 << 50) - left), expected);
        check(0, 0);
        check(1, 1);
        check(JOUR_MS, 1);
        check(JOUR_MS + 1, 2);
        assert_eq!(jours_restants(1, 2), 0);
        assert_eq!(jours_restants(u64::MAX, 0), u16::MAX);
    }
}
