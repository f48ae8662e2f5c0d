//! Delays in civil months and years, and birthdays: the arithmetic that every limit day rests on, in one place.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// Last day of a delay of `mois` months that runs from `depuis`: the day of the same number in the last month, or the
/// last day of that month where it has no such number (Code de procédure civile, art. 641). It is over at midnight of
/// that day (art. 642). From 31 August, six months end on 28 February, or 29.
///
/// These articles bind no mission locale here; they are the way of counting that nobody disputes.
pub fn dernier_jour(depuis: Date, mois: u16) -> Date {
    depuis.saturating_add(Span::new().months(mois))
}

/// First day on which a delay of `mois` months from `depuis` is over.
pub fn premier_jour_apres(depuis: Date, mois: u16) -> Date {
    lendemain(dernier_jour(depuis, mois))
}

/// The day of a birthday. Somebody born on 29 February is a year older on 1 March of common years, as in
/// [`age`](crate::statut::age).
pub fn anniversaire(naissance: Date, age: u8) -> Date {
    let year = naissance.year() + i16::from(age);
    let first_of_march = |_| Date::new(year, 3, 1);
    Date::new(year, naissance.month(), naissance.day()).or_else(first_of_march).unwrap_or(Date::MAX)
}

/// The next day.
pub fn lendemain(jour: Date) -> Date {
    jour.saturating_add(1.day())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::statut::age;

    #[test]
    fn months_end_on_the_day_of_the_same_number_or_the_last() {
        let check = |depuis: Date, mois: u16, expected: Date| {
            assert_eq!(dernier_jour(depuis, mois), expected, "{depuis} + {mois} months");
            assert_eq!(premier_jour_apres(depuis, mois), lendemain(expected), "{depuis} + {mois} months");
        };
        check(date(2026, 1, 15), 6, date(2026, 7, 15));
        check(date(2026, 8, 31), 6, date(2027, 2, 28));
        check(date(2027, 8, 31), 6, date(2028, 2, 29));
        check(date(2027, 8, 29), 6, date(2028, 2, 29));
        check(date(2026, 2, 28), 6, date(2026, 8, 28));
        check(date(2026, 10, 31), 1, date(2026, 11, 30));
        check(date(2028, 2, 29), 12, date(2029, 2, 28));
        check(date(2026, 3, 1), 0, date(2026, 3, 1));
        check(Date::MAX, u16::MAX, Date::MAX);
    }

    /// Whoever is born, the birthday is the day on which the age turns.
    #[test]
    fn a_birthday_is_the_day_the_age_turns() {
        let mut naissance = date(2004, 1, 1);
        while naissance < date(2008, 1, 1) {
            for years in 16..=32 {
                let jour = anniversaire(naissance, years);
                let eve = jour.saturating_sub(1.day());
                assert_eq!((age(naissance, jour), age(naissance, eve)), (i16::from(years), i16::from(years) - 1));
            }
            naissance = lendemain(naissance);
        }
        assert_eq!(anniversaire(date(2008, 2, 29), 18), date(2026, 3, 1));
        assert_eq!(anniversaire(date(2008, 2, 29), 20), date(2028, 2, 29));
        assert_eq!(anniversaire(Date::MAX, 26), Date::MAX);
    }
}
