//! Hours as people read them. Instants stay numbers everywhere else.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::langues::Langue;

/// Legal time in mainland France, by its rule (directive 2000/84/CE): no database of zones is needed.
/// Structures overseas will bring their own.
const REGLE: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// Today's date for the people of the structure.
pub fn today() -> Date {
    local(Timestamp::now()).date()
}

/// Now, in milliseconds since 1970 UTC.
#[cfg(any(test, feature = "vitrine"))]
pub fn now_ms() -> u64 {
    u64::try_from(Timestamp::now().as_millisecond()).unwrap_or(0)
}

/// "21/11/2026 12:03", or "12:03" alone when it is today.
pub fn instant(ms: u64, today: Date) -> String {
    let at = at(ms);
    if at.date() == today { at.strftime("%H:%M").to_string() } else { at.strftime("%d/%m/%Y %H:%M").to_string() }
}

/// "12:03" or "21/11 12:03": for a draft.
pub fn heure(ms: u64, today: Date) -> String {
    let at = at(ms);
    if at.date() == today { at.strftime("%H:%M").to_string() } else { at.strftime("%d/%m %H:%M").to_string() }
}

/// "mars 2026", "March 2026".
pub fn mois(date: Date, langue: Langue) -> String {
    let names = match langue {
        Langue::Fr => [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        Langue::En => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    };
    format!("{} {}", names[(date.month() as usize + 11) % 12], date.year())
}

/// "21/11/2026"; both languages, since the trade writes it so.
pub fn jour(date: Date) -> String {
    date.strftime("%d/%m/%Y").to_string()
}

/// Whole years between a birth and today.
pub fn age(naissance: Date, today: Date) -> i16 {
    let before = (today.month(), today.day()) < (naissance.month(), naissance.day());
    today.year() - naissance.year() - i16::from(before)
}

fn at(ms: u64) -> Zoned {
    local(i64::try_from(ms).ok().and_then(|ms| Timestamp::from_millisecond(ms).ok()).unwrap_or(Timestamp::UNIX_EPOCH))
}

fn local(instant: Timestamp) -> Zoned {
    instant.to_zoned(TimeZone::posix(REGLE).expect("the rule above is well formed"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn hours_are_those_of_paris() {
        let check = |utc: &str, expected: &str| {
            let ms = utc.parse::<Timestamp>().expect("a timestamp").as_millisecond();
            assert_eq!(instant(u64::try_from(ms).expect("after 1970"), date(2026, 7, 14)), expected);
        };
        check("2026-07-14T10:03:00Z", "12:03");
        check("2026-01-14T10:03:00Z", "14/01/2026 11:03");
        check("2026-07-14T22:03:00Z", "15/07/2026 00:03");
    }

    #[test]
    fn ages_turn_on_the_day() {
        assert_eq!(age(date(2006, 5, 12), date(2026, 5, 11)), 19);
        assert_eq!(age(date(2006, 5, 12), date(2026, 5, 12)), 20);
        assert_eq!(age(date(2008, 2, 29), date(2026, 2, 28)), 17);
    }
}
