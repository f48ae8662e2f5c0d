//! How soon a person looks at an alert: within a quarter of an hour in office hours, within two hours otherwise (security notes, 5.5).

use jiff::civil::Weekday;

use crate::fuseau::Fuseau;

/// In office hours, milliseconds.
const OUVRE: u64 = 15 * 60_000;
/// At night and at the end of the week.
const SINON: u64 = 2 * 3_600_000;

/// The instant before which an alert of this instant is to be reviewed. Office hours are those of mainland France, from Monday to
/// Friday; a public holiday counts as a day of work, which only shortens the delay.
pub fn revue_avant(le: u64) -> u64 {
    let civil = Fuseau::Paris.civil(le);
    let is_week = !matches!(civil.date().weekday(), Weekday::Saturday | Weekday::Sunday);
    let is_open = is_week && (9..18).contains(&civil.hour());
    le.saturating_add(if is_open { OUVRE } else { SINON })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_quarter_of_an_hour_by_day_and_two_hours_by_night() {
        let check = |day: i8, minute: u16, expected: u64| {
            let le = Fuseau::Paris.instant(date(2026, 11, day), minute);
            assert_eq!(revue_avant(le) - le, expected, "{day} at {minute}");
        };
        // 23 November 2026 is a Monday.
        check(23, 9 * 60, OUVRE);
        check(23, 9 * 60 - 1, SINON);
        check(23, 18 * 60 - 1, OUVRE);
        check(23, 18 * 60, SINON);
        check(27, 12 * 60, OUVRE);
        check(28, 12 * 60, SINON);
        check(29, 12 * 60, SINON);
    }
}
