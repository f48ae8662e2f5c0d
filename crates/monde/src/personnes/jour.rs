//! A civil date, without hours or zones.

use std::fmt;

/// A day of the Gregorian calendar. Prints as `2005-03-12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jour {
    /// Four digits.
    pub annee: u16,
    /// 1 to 12.
    pub mois: u8,
    /// 1 to 31.
    pub jour: u8,
}

/// The day on which the synthetic world stands still: ages and histories are counted back from it.
pub const AUJOURDHUI: Jour = Jour { annee: 2026, mois: 11, jour: 22 };

impl Jour {
    /// Days since 1970-01-01, by the usual arithmetic on a year that begins in March.
    pub fn days(self) -> i64 {
        let annee = i64::from(self.annee) - i64::from(self.mois <= 2);
        let mois = (i64::from(self.mois) + 9) % 12;
        let siecle_400 = annee.div_euclid(400);
        let an = annee.rem_euclid(400);
        siecle_400 * 146_097 + an * 365 + an / 4 - an / 100 + (153 * mois + 2) / 5 + i64::from(self.jour) - 719_469
    }

    /// The day that is `days` after 1970-01-01.
    pub fn from_days(days: i64) -> Jour {
        let z = days + 719_468;
        let siecle_400 = z.div_euclid(146_097);
        let reste = z.rem_euclid(146_097);
        let an = (reste - reste / 1460 + reste / 36_524 - reste / 146_096) / 365;
        let jour_an = reste - (365 * an + an / 4 - an / 100);
        let mois = (5 * jour_an + 2) / 153;
        Jour {
            annee: (siecle_400 * 400 + an + i64::from(mois >= 10)) as u16,
            mois: (if mois < 10 { mois + 3 } else { mois - 9 }) as u8,
            jour: (jour_an - (153 * mois + 2) / 5 + 1) as u8,
        }
    }

    /// The last working day at or before this one, holidays not counted.
    pub fn working(self) -> Jour {
        // 1970-01-01 was a Thursday: 0 is Monday.
        let semaine = (self.days() + 3).rem_euclid(7);
        Jour::from_days(self.days() - (semaine - 4).max(0))
    }

    /// The same day as the trade's rules take it. Every day of this world is one of the calendar.
    pub fn civil(self) -> jiff::civil::Date {
        jiff::civil::Date::new(self.annee as i16, self.mois as i8, self.jour as i8).unwrap_or_default()
    }

    /// The day so many days later, or earlier.
    pub fn plus(self, days: i64) -> Jour {
        Jour::from_days(self.days() + days)
    }

    /// Whole years from this birthday to `jour`.
    pub fn age(self, jour: Jour) -> u16 {
        jour.annee - self.annee - u16::from((jour.mois, jour.jour) < (self.mois, self.jour))
    }
}

impl fmt::Display for Jour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.annee, self.mois, self.jour)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_there_and_back() {
        assert_eq!(Jour { annee: 1970, mois: 1, jour: 1 }.days(), 0);
        assert_eq!(Jour { annee: 2000, mois: 3, jour: 1 }.days(), 11_017);
        for days in 10_000..25_000 {
            assert_eq!(Jour::from_days(days).days(), days);
        }
        assert_eq!(Jour::from_days(11_016).to_string(), "2000-02-29");
    }

    #[test]
    fn nobody_works_on_sunday() {
        assert_eq!(AUJOURDHUI.working().to_string(), "2026-11-20");
        assert_eq!(Jour { annee: 2026, mois: 11, jour: 20 }.working().to_string(), "2026-11-20");
        assert_eq!(Jour { annee: 2026, mois: 11, jour: 23 }.working().to_string(), "2026-11-23");
    }
}
