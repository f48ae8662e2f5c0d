//! Working time: Monday to Friday, 8:30 to 17:30 in Paris, holidays and each person's absences left out.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;
use monde::personnes::Alea;

pub const MINUTE: u64 = 60_000;
pub const HEURE: u64 = 60 * MINUTE;

const BEGIN: u64 = 8 * 60 + 30;
const END: u64 = 17 * 60 + 30;

/// Holidays of the months that are played; the others fall on a week-end or outside.
const FERIES: [(i8, i8); 4] = [(7, 14), (8, 15), (11, 1), (11, 11)];

/// This minute of this day in Paris, in milliseconds.
pub fn instant(day: Date, minute: u64) -> u64 {
    let at = day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0);
    paris(at.to_zoned(zone()).expect("a working hour exists on every day").timestamp())
}

/// The day and the minute of a time in Paris.
pub fn civil(time: u64) -> (Date, u64) {
    let at = Timestamp::from_millisecond(time as i64).expect("a time of this century").to_zoned(zone());
    (at.date(), at.hour() as u64 * 60 + at.minute() as u64)
}

/// Whether people work on this day.
pub fn is_worked(day: Date) -> bool {
    let is_week_end = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    !is_week_end && !FERIES.contains(&(day.month(), day.day()))
}

/// Working days after the first, up to the second: 0 on the same day.
pub fn worked_days(from: Date, to: Date) -> u64 {
    let mut day = from;
    let mut count = 0;
    while day < to {
        day = day.tomorrow().expect("this century");
        count += u64::from(is_worked(day));
    }
    count
}

/// When one person is at work.
#[derive(Clone, Debug, Default)]
pub struct Presence {
    absences: HashSet<Date>,
}

impl Presence {
    /// A year-round member of staff: three weeks of summer holidays, one in five without her Wednesdays, and now and then
    /// one to three days away.
    pub fn of_staff(alea: &mut Alea) -> Presence {
        let mut absences = HashSet::new();
        let summer = plus(date(2026, 7, 13), 7 * alea.below(5));
        absences.extend((0..21).map(|n| plus(summer, n)));
        let is_part_time = alea.chance(200);
        for day in (0..140).map(|n| plus(date(2026, 7, 15), n)) {
            if is_part_time && day.weekday() == Weekday::Wednesday {
                absences.insert(day);
            }
            if alea.chance(20) {
                absences.extend((0..alea.between(1, 3)).map(|n| plus(day, n)));
            }
        }
        Presence { absences }
    }

    /// The first instant at work from this one.
    pub fn next(&self, from: u64) -> u64 {
        let (mut day, minute) = civil(from);
        if self.is_in(day) && (BEGIN..END).contains(&minute) {
            return from;
        }
        if minute >= BEGIN {
            day = plus(day, 1);
        }
        while !self.is_in(day) {
            day = plus(day, 1);
        }
        instant(day, BEGIN)
    }

    /// The instant at which so much of her working time has passed.
    pub fn after(&self, from: u64, work: u64) -> u64 {
        let mut at = self.next(from);
        let mut left = work;
        loop {
            let until = instant(civil(at).0, END);
            if at + left < until {
                return at + left;
            }
            left -= until - at;
            at = self.next(until);
        }
    }

    /// Whether she is at work at this instant.
    pub fn is_at_work(&self, time: u64) -> bool {
        self.next(time) == time
    }

    fn is_in(&self, day: Date) -> bool {
        is_worked(day) && !self.absences.contains(&day)
    }
}

/// So many days later.
pub fn plus(day: Date, days: u64) -> Date {
    day.checked_add(jiff::Span::new().days(days as i64)).expect("this century")
}

/// A duration that varies as people do: half of them below the median, a few far above.
pub fn lognormal(alea: &mut Alea, median: u64, sigma: f64) -> u64 {
    let uniform = |alea: &mut Alea| (alea.below(1 << 53) as f64 + 1.0) / (1_u64 << 53) as f64;
    let (u, v) = (uniform(alea), uniform(alea));
    let normal = (-2.0 * u.ln()).sqrt() * (2.0 * std::f64::consts::PI * v).cos();
    // Rounded to the minute, so that the last bits of a machine's arithmetic change nothing.
    (median as f64 * (sigma * normal).exp() / MINUTE as f64).round() as u64 * MINUTE
}

fn paris(at: Timestamp) -> u64 {
    at.as_millisecond() as u64
}

fn zone() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("the rule is well formed")
}

#[test]
fn working_time_stops_at_night_and_on_sunday() {
    let presence = Presence::default();
    let friday = date(2026, 9, 4);
    let check = |from: u64, work: u64, expected: u64| assert_eq!(presence.after(from, work), expected);
    check(instant(friday, 9 * 60), HEURE, instant(friday, 10 * 60));
    check(instant(friday, 17 * 60), HEURE, instant(plus(friday, 3), 9 * 60));
    check(instant(plus(friday, 1), 11 * 60), 0, instant(plus(friday, 3), BEGIN));
    check(instant(friday, 7 * 60), 0, instant(friday, BEGIN));
    assert_eq!(worked_days(friday, plus(friday, 3)), 1);
    assert_eq!(worked_days(date(2026, 7, 13), date(2026, 7, 15)), 1, "the 14th is a holiday");
}
