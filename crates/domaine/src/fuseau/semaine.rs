//! Weeks of the calendar. A week is made of civil days: which day it is belongs to the zone.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// A week, from Monday to Sunday: by it the hours of a commitment are counted, and an agenda is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Semaine {
    lundi: Date,
}

/// The week of a civil day.
pub fn semaine(jour: Date) -> Semaine {
    Semaine { lundi: jour.saturating_sub(i64::from(jour.weekday().to_monday_zero_offset()).days()) }
}

impl Semaine {
    /// Its first day.
    pub fn lundi(self) -> Date {
        self.lundi
    }

    /// Its last day.
    pub fn dimanche(self) -> Date {
        self.lundi.saturating_add(6.days())
    }

    /// Its seven days, in order.
    pub fn jours(self) -> [Date; 7] {
        [0, 1, 2, 3, 4, 5, 6].map(|rang: i64| self.lundi.saturating_add(rang.days()))
    }

    /// Whether a day is in it.
    pub fn contient(self, jour: Date) -> bool {
        (self.lundi..=self.dimanche()).contains(&jour)
    }

    /// The week after.
    pub fn suivante(self) -> Semaine {
        Semaine { lundi: self.lundi.saturating_add(7.days()) }
    }

    /// The week before.
    pub fn precedente(self) -> Semaine {
        Semaine { lundi: self.lundi.saturating_sub(7.days()) }
    }

    /// Year and number by ISO 8601, as wall calendars print them: the first days of January may be of the year before.
    pub fn numero(self) -> (i16, i8) {
        let iso = self.lundi.iso_week_date();
        (iso.year(), iso.week())
    }

    /// The week of a year and a number; `None` when that year has no such week.
    pub fn from_numero(annee: i16, numero: i8) -> Option<Semaine> {
        let iso = ISOWeekDate::new(annee, numero, Weekday::Monday).ok()?;
        Some(Semaine { lundi: iso.date() })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_have_the_numbers_of_wall_calendars() {
        let check = |jour: Date, lundi: Date, numero: (i16, i8)| {
            let week = semaine(jour);
            assert_eq!((week.lundi(), week.numero()), (lundi, numero), "{jour}");
            assert_eq!(Semaine::from_numero(numero.0, numero.1), Some(week));
            assert_eq!((week.suivante().precedente(), week.jours()[6]), (week, week.dimanche()));
            assert!(!week.contient(week.suivante().lundi()) && !week.contient(week.precedente().dimanche()));
        };
        check(date(2026, 11, 23), date(2026, 11, 23), (2026, 48));
        check(date(2026, 11, 22), date(2026, 11, 16), (2026, 47));
        check(date(2027, 1, 3), date(2026, 12, 28), (2026, 53));
        check(date(2027, 1, 4), date(2027, 1, 4), (2027, 1));
        check(date(2025, 12, 29), date(2025, 12, 29), (2026, 1));
        assert_eq!((Semaine::from_numero(2027, 53), Semaine::from_numero(2026, 0)), (None, None));
    }
}
