//! Hours as people read them. Instants stay numbers everywhere else.

use domaine::agenda::Plage;
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
pub fn now_ms() -> u64 {
    u64::try_from(Timestamp::now().as_millisecond()).unwrap_or(0)
}

/// "21/11/2026, 12 h 03", or "12 h 03" alone when it is today.
pub fn instant(ms: u64, today: Date, langue: Langue) -> String {
    let at = at(ms).datetime();
    if at.date() == today { civile(at, langue) } else { civile_longue(at, langue) }
}

/// "12 h 03", whatever the day.
pub fn heure_seule(ms: u64, langue: Langue) -> String {
    civile(at(ms).datetime(), langue)
}

/// "21/11/2026, 12 h 03", today too: for paper.
pub fn instant_long(ms: u64, langue: Langue) -> String {
    civile_longue(at(ms).datetime(), langue)
}

/// "12 h 03" or "21/11, 12 h 03": for a draft.
pub fn heure(ms: u64, today: Date, langue: Langue) -> String {
    let at = at(ms).datetime();
    let hour = civile(at, langue);
    if at.date() == today { hour } else { format!("{}, {hour}", at.strftime("%d/%m")) }
}

/// "10 h 04", "10:04": a minute of the day, by the clock on the wall of the structure. The one form that pages show; it is never
/// cut at the end of a line.
pub fn minute(minute: u16, langue: Langue) -> String {
    match langue {
        Langue::Fr => format!("{}\u{a0}h\u{a0}{:02}", minute / 60, minute % 60),
        Langue::En => domaine::agenda::ecrire_heure(minute),
    }
}

/// "9 h 00 – 9 h 45": from when to when.
pub fn plage(plage: &Plage, langue: Langue) -> String {
    format!("{} – {}", minute(plage.debut(), langue), minute(plage.fin(), langue))
}

/// The same, of a moment of that clock.
pub fn civile(quand: jiff::civil::DateTime, langue: Langue) -> String {
    let at = i16::from(quand.hour()) * 60 + i16::from(quand.minute());
    minute(at.unsigned_abs(), langue)
}

/// "21/11/2026, 10 h 04".
pub fn civile_longue(quand: jiff::civil::DateTime, langue: Langue) -> String {
    format!("{}, {}", jour(quand.date()), civile(quand, langue))
}

/// "mars 2026", "March 2026".
pub fn mois(date: Date, langue: Langue) -> String {
    format!("{} {}", nom_mois(date, langue), date.year())
}

fn nom_mois(date: Date, langue: Langue) -> &'static str {
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
    names[(date.month() as usize + 11) % 12]
}

/// "21/11/2026"; both languages, since the trade writes it so.
pub fn jour(date: Date) -> String {
    date.strftime("%d/%m/%Y").to_string()
}

/// "lundi 16 novembre 2026": a day within a sentence.
pub fn titre(date: Date, langue: Langue) -> String {
    format!("{} {}", proche(date, langue), date.year())
}

/// "lundi 16 novembre": a day of these weeks, whose year nobody asks.
pub fn proche(date: Date, langue: Langue) -> String {
    let day = langue.t(&format!("jour-{}", date.weekday().to_monday_one_offset()));
    format!("{day} {} {}", date.day(), nom_mois(date, langue))
}

/// "Lundi 16 novembre 2026": the same where it begins a line.
pub fn en_tete(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "aujourd'hui", "hier", "il y a 9 jours", "il y a 3 mois": how long ago, as people say it.
pub fn depuis(ms: u64, today: Date, langue: Langue) -> String {
    let days = i64::from(today.since(at(ms).date()).map_or(0, |span| span.get_days())).max(0);
    match days {
        0 => langue.t("depuis-aujourdhui"),
        1 => langue.t("depuis-hier"),
        2..14 => langue.t1("depuis-jours", "n", days),
        14..60 => langue.t1("depuis-semaines", "n", days / 7),
        60..730 => langue.t1("depuis-mois", "n", days * 100 / 3044),
        _ => langue.t1("depuis-ans", "n", days / 365),
    }
}

/// The civil day of an instant.
pub fn date(ms: u64) -> Date {
    at(ms).date()
}

/// The civil day of a count of days since 1970.
pub fn date_of_days(days: i32) -> Date {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap_or(Date::ZERO)
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
            let said = instant(u64::try_from(ms).expect("after 1970"), date(2026, 7, 14), Langue::En);
            assert_eq!(said, expected);
        };
        check("2026-07-14T10:03:00Z", "12:03");
        check("2026-01-14T10:03:00Z", "14/01/2026, 11:03");
        check("2026-07-14T22:03:00Z", "15/07/2026, 00:03");
    }

    #[test]
    fn an_hour_has_one_form_in_each_language() {
        let check = |at: u16, fr: &str, en: &str| {
            assert_eq!((minute(at, Langue::Fr).replace('\u{a0}', " "), minute(at, Langue::En)), (fr.into(), en.into()));
        };
        check(0, "0 h 00", "00:00");
        check(556, "9 h 16", "09:16");
        check(1_439, "23 h 59", "23:59");
    }

    #[test]
    fn a_day_begins_a_line_or_stands_within_it() {
        let monday = date(2026, 11, 23);
        assert_eq!(titre(monday, Langue::Fr), "lundi 23 novembre 2026");
        assert_eq!(en_tete(&proche(monday, Langue::Fr)), "Lundi 23 novembre");
        assert_eq!(en_tete(""), "");
    }

    #[test]
    fn how_long_ago() {
        let check = |day: Date, expected: &str| {
            let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).expect("a day").timestamp().as_millisecond();
            let ms = u64::try_from(noon).expect("after 1970");
            assert_eq!(depuis(ms, date(2026, 11, 22), Langue::Fr), expected, "{day}");
        };
        check(date(2026, 11, 23), "aujourd'hui");
        check(date(2026, 11, 22), "aujourd'hui");
        check(date(2026, 11, 21), "hier");
        check(date(2026, 11, 13), "il y a 9 jours");
        check(date(2026, 10, 25), "il y a 4 semaines");
        check(date(2026, 8, 22), "il y a 3 mois");
        check(date(2023, 8, 22), "il y a 3 ans");
    }
}
