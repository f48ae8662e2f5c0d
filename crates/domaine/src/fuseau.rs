//! Legal hours of the structures: seven zones, and the weeks of their days.
//!
//! An hour of an agenda is a civil day and a minute of that day. It becomes an instant, or an instant becomes it, here
//! and nowhere else: a day of action written as midnight in Paris and read in UTC once fell into the week before.

mod semaine;

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

pub use semaine::{Semaine, semaine};

use crate::CodeStructure;

/// The legal hour of a structure. Mainland France changes with directive 2000/84/CE; the six others never change.
/// Saint-Pierre-et-Miquelon and the Pacific have no mission locale: they would be one line here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the place that it says")]
pub enum Fuseau {
    Paris = 1,
    Reunion = 2,
    Martinique = 3,
    Guyane = 4,
    Guadeloupe = 5,
    SaintMartin = 6,
    Mayotte = 7,
}

impl Fuseau {
    /// All, in the order of their numbers.
    pub const ALL: [Fuseau; 7] = [
        Fuseau::Paris,
        Fuseau::Reunion,
        Fuseau::Martinique,
        Fuseau::Guyane,
        Fuseau::Guadeloupe,
        Fuseau::SaintMartin,
        Fuseau::Mayotte,
    ];

    /// The zone of a structure, by the département that its code begins with. Saint-Martin left Guadeloupe in 2007: its
    /// commune is still met under its former code, 97127. Saint-Barthélemy has the hour of Guadeloupe.
    pub fn of_structure(structure: CodeStructure) -> Fuseau {
        match structure.as_str().get(..5).unwrap_or_default().as_bytes() {
            b"97127" | [b'9', b'7', b'8', ..] => Fuseau::SaintMartin,
            [b'9', b'7', b'1' | b'7', ..] => Fuseau::Guadeloupe,
            [b'9', b'7', b'2', ..] => Fuseau::Martinique,
            [b'9', b'7', b'3', ..] => Fuseau::Guyane,
            [b'9', b'7', b'4', ..] => Fuseau::Reunion,
            [b'9', b'7', b'6', ..] => Fuseau::Mayotte,
            _ => Fuseau::Paris,
        }
    }

    /// Its key in addresses and translations.
    pub const fn key(self) -> &'static str {
        match self {
            Fuseau::Paris => "paris",
            Fuseau::Reunion => "reunion",
            Fuseau::Martinique => "martinique",
            Fuseau::Guyane => "guyane",
            Fuseau::Guadeloupe => "guadeloupe",
            Fuseau::SaintMartin => "saint-martin",
            Fuseau::Mayotte => "mayotte",
        }
    }

    /// The zone of a key.
    pub fn from_key(key: &str) -> Option<Fuseau> {
        Fuseau::ALL.into_iter().find(|f| f.key() == key)
    }

    /// Its name in the world's list of zones, as a calendar file or another system says it.
    pub const fn name(self) -> &'static str {
        match self {
            Fuseau::Paris => "Europe/Paris",
            Fuseau::Reunion => "Indian/Reunion",
            Fuseau::Martinique => "America/Martinique",
            Fuseau::Guyane => "America/Cayenne",
            Fuseau::Guadeloupe => "America/Guadeloupe",
            Fuseau::SaintMartin => "America/Marigot",
            Fuseau::Mayotte => "Indian/Mayotte",
        }
    }

    /// The civil hour of an instant (milliseconds since 1970 UTC). An instant beyond year 9999 is taken as its end.
    pub fn civil(self, ms: u64) -> DateTime {
        let instant = i64::try_from(ms).ok().and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok());
        instant.unwrap_or(jiff::Timestamp::MAX).to_zoned(self.zone().clone()).datetime()
    }

    /// The civil day of an instant: today, for a structure.
    pub fn aujourdhui(self, ms: u64) -> Date {
        self.civil(ms).date()
    }

    /// The instant of a minute of a civil day, in milliseconds since 1970 UTC; 1440 is the midnight that ends the day.
    /// An instant before 1970 is taken as 1970.
    ///
    /// Mainland France has one day a year of 23 hours and one of 25. The hour that does not exist (the last Sunday of
    /// March, from 2 to 3) is read as the hour after it, as a clock that was not yet put forward would be: 2:30 is
    /// 3:30. The hour that comes twice (the last Sunday of October, from 2 to 3) is the first of the two.
    pub fn instant(self, jour: Date, minute: u16) -> u64 {
        let civil = jour.at(0, 0, 0, 0).saturating_add(i64::from(minute).minutes());
        let instant = civil.to_zoned(self.zone().clone()).map_or(jiff::Timestamp::MAX, |zoned| zoned.timestamp());
        u64::try_from(instant.as_millisecond()).unwrap_or(0)
    }

    /// The first instant of a civil day; `None` before 1970 UTC.
    pub fn debut(self, jour: Date) -> Option<u64> {
        let zoned = jour.to_zoned(self.zone().clone()).ok()?;
        u64::try_from(zoned.timestamp().as_millisecond()).ok()
    }

    // POSIX writes what is to be added to the civil hour to reach UTC: its signs are the reverse of the usual ones.
    const fn regle(self) -> &'static str {
        match self {
            Fuseau::Paris => "CET-1CEST,M3.5.0,M10.5.0/3",
            Fuseau::Reunion => "<+04>-4",
            Fuseau::Martinique | Fuseau::Guadeloupe | Fuseau::SaintMartin => "<-04>4",
            Fuseau::Guyane => "<-03>3",
            Fuseau::Mayotte => "<+03>-3",
        }
    }

    fn zone(self) -> &'static TimeZone {
        static ZONES: LazyLock<[TimeZone; 7]> = LazyLock::new(|| {
            Fuseau::ALL
                .map(|fuseau| TimeZone::posix(fuseau.regle()).expect("each rule is well formed, and a test reads all"))
        });
        &ZONES[self as usize - 1]
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;

    const HEURE: u64 = 3_600_000;

    #[test]
    fn a_structure_has_the_hour_of_its_place() {
        let check = |codes: &[&str], expected: Fuseau| {
            for code in codes {
                assert_eq!(code.parse().map(Fuseau::of_structure), Ok(expected), "{code}");
            }
        };
        check(&["59512S00", "2A004S00", "2B033S00", "01004S00", "97502S00", "98818S00"], Fuseau::Paris);
        check(&["97101S00", "97123S00", "97701S00"], Fuseau::Guadeloupe);
        check(&["97213S00", "97221S00", "97222S00"], Fuseau::Martinique);
        check(&["97302S00", "97311S00"], Fuseau::Guyane);
        check(&["97410S00", "97411S00", "97415S00", "97416S00"], Fuseau::Reunion);
        check(&["97600S00", "97608S01"], Fuseau::Mayotte);
        check(&["97801S00", "97127S00"], Fuseau::SaintMartin);
    }

    #[test]
    fn an_instant_reads_as_the_hour_on_the_wall() {
        let check = |fuseau: Fuseau, instant: &str, civil: &str| {
            let ms = utc(instant);
            assert_eq!(fuseau.civil(ms).to_string(), civil, "{fuseau:?} {instant}");
            let read = fuseau.civil(ms);
            assert_eq!(fuseau.instant(read.date(), minute(read)), ms, "{fuseau:?} {instant}, back");
        };
        check(Fuseau::Paris, "2026-11-22T22:59:00Z", "2026-11-22T23:59:00");
        check(Fuseau::Paris, "2026-11-22T23:00:00Z", "2026-11-23T00:00:00");
        check(Fuseau::Paris, "2026-07-13T22:00:00Z", "2026-07-14T00:00:00");
        check(Fuseau::Paris, "2026-03-29T00:59:00Z", "2026-03-29T01:59:00");
        check(Fuseau::Paris, "2026-03-29T01:00:00Z", "2026-03-29T03:00:00");
        check(Fuseau::Paris, "2026-10-25T00:30:00Z", "2026-10-25T02:30:00");
        check(Fuseau::Reunion, "2026-07-12T20:00:00Z", "2026-07-13T00:00:00");
        check(Fuseau::Mayotte, "2026-07-12T21:00:00Z", "2026-07-13T00:00:00");
        check(Fuseau::Guyane, "2026-07-13T03:00:00Z", "2026-07-13T00:00:00");
        check(Fuseau::Guadeloupe, "2027-01-01T03:59:00Z", "2026-12-31T23:59:00");
        check(Fuseau::Martinique, "2026-01-01T04:00:00Z", "2026-01-01T00:00:00");
        check(Fuseau::SaintMartin, "2026-07-13T04:00:00Z", "2026-07-13T00:00:00");
    }

    #[test]
    fn the_hour_that_is_missing_and_the_hour_that_comes_twice() {
        let check = |jour: Date, minute: u16, expected: &str| {
            assert_eq!(Fuseau::Paris.instant(jour, minute), utc(expected), "{jour} {minute}");
        };
        check(date(2026, 3, 29), 119, "2026-03-29T00:59:00Z");
        check(date(2026, 3, 29), 150, "2026-03-29T01:30:00Z");
        check(date(2026, 3, 29), 180, "2026-03-29T01:00:00Z");
        check(date(2026, 3, 29), 1440, "2026-03-29T22:00:00Z");
        check(date(2026, 10, 25), 150, "2026-10-25T00:30:00Z");
        check(date(2026, 10, 25), 180, "2026-10-25T02:00:00Z");
        check(date(2026, 10, 25), 1440, "2026-10-25T23:00:00Z");
        // The second 2:30 reads as 2:30 too.
        assert_eq!(Fuseau::Paris.civil(utc("2026-10-25T01:30:00Z")).to_string(), "2026-10-25T02:30:00");
    }

    #[test]
    fn the_ends_of_time_are_no_fault() {
        for fuseau in Fuseau::ALL {
            assert_eq!(fuseau.civil(u64::MAX).year(), 9999);
            assert!(fuseau.instant(Date::MAX, u16::MAX) > utc("9999-12-30T00:00:00Z"));
            assert_eq!(fuseau.instant(date(1969, 12, 30), 600), 0);
            assert_eq!(fuseau.debut(date(1969, 12, 30)), None);
            assert_eq!(Fuseau::from_key(fuseau.key()), Some(fuseau));
        }
        assert!(semaine(Date::MAX).contient(Date::MAX) && semaine(Date::MIN).contient(Date::MIN));
        assert_eq!(
            (Fuseau::Paris.debut(date(1970, 1, 1)), Fuseau::Guyane.debut(date(1970, 1, 1))),
            (None, Some(3 * HEURE))
        );
    }

    /// The property that I-Milo's neighbours once broke: whatever the instant at which it was typed, and whatever the
    /// zone, an hour is counted in the week of the day that the people in the room had on the wall. The oracle knows
    /// nothing of the rules above: it shifts the instant by hand and counts days since a Monday.
    #[test]
    fn an_hour_is_never_in_the_wrong_week() {
        let mut hasard = 0x2545_F491_4F6C_DD1D_u64;
        let mut draw = |below: u64| {
            hasard ^= hasard << 13;
            hasard ^= hasard >> 7;
            hasard ^= hasard << 17;
            hasard % below
        };
        let delicate = |draw: &mut dyn FnMut(u64) -> u64| {
            let year = 2000 + draw(60) as i16;
            let jour = match draw(4) {
                0 => last_sunday(year, 3),
                1 => last_sunday(year, 10),
                2 => date(year, 12, 31),
                _ => date(year, 1, 1).saturating_add((draw(365) as i64).days()),
            };
            // Six hours around the midnight that begins it, in UTC, and any hour of it.
            let midnight = Fuseau::Guadeloupe.instant(jour, 0) - 4 * HEURE;
            if draw(2) == 0 { midnight + draw(24 * HEURE) } else { midnight - 6 * HEURE + draw(12 * HEURE) }
        };
        for _ in 0..20_000 {
            let ms = delicate(&mut draw);
            for fuseau in Fuseau::ALL {
                let civil = fuseau.civil(ms);
                let (jour, minute) = (civil.date(), minute(civil));
                let week = semaine(jour);

                let wall = ms as i64 + by_hand(fuseau, ms) * HEURE as i64;
                let monday = (wall.div_euclid(24 * HEURE as i64) + 3).div_euclid(7); // 1 January 1970 was a Thursday
                let counted =
                    date(1969, 12, 29).until(week.lundi()).map(|span| i64::from(span.get_days())).unwrap_or(-1);
                assert_eq!(counted, monday * 7, "{fuseau:?} {ms}");

                assert!(week.contient(jour) && week.lundi().weekday() == Weekday::Monday);
                let ends = fuseau.debut(week.suivante().lundi()).expect("after 1970");
                assert!((fuseau.debut(week.lundi()).expect("after 1970")..ends).contains(&ms), "{fuseau:?} {ms}");
                // Typed again as a day and a minute, it stays in its week.
                let again = fuseau.instant(jour, minute);
                assert_eq!(
                    (fuseau.aujourdhui(again), semaine(fuseau.aujourdhui(again))),
                    (jour, week),
                    "{fuseau:?} {ms}"
                );
            }
        }
    }

    fn by_hand(fuseau: Fuseau, ms: u64) -> i64 {
        match fuseau {
            Fuseau::Paris => {
                let year =
                    jiff::Timestamp::from_millisecond(ms as i64).expect("in range").to_zoned(TimeZone::UTC).year();
                let at_one = |month| last_sunday(year, month).at(1, 0, 0, 0).to_zoned(TimeZone::UTC).expect("in range");
                let change = |month| at_one(month).timestamp().as_millisecond() as u64;
                if (change(3)..change(10)).contains(&ms) { 2 } else { 1 }
            }
            Fuseau::Reunion => 4,
            Fuseau::Mayotte => 3,
            Fuseau::Guyane => -3,
            Fuseau::Martinique | Fuseau::Guadeloupe | Fuseau::SaintMartin => -4,
        }
    }

    fn last_sunday(year: i16, month: i8) -> Date {
        let last = date(year, month, 31);
        last.saturating_sub(i64::from(last.weekday().to_sunday_zero_offset()).days())
    }

    fn minute(civil: DateTime) -> u16 {
        civil.hour() as u16 * 60 + civil.minute() as u16
    }

    fn utc(text: &str) -> u64 {
        text.parse::<jiff::Timestamp>().expect("an instant").as_millisecond() as u64
    }
}
