//! Statut of a dossier, and the ages by which a portefeuille is read.

use jiff::civil::Date;

/// Where an accompaniment stands. Its rules of change are dated parameters of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum Statut {
    Actif = 1,
    EnVeille = 2,
    FinAccompagnement = 3,
}

impl Statut {
    /// All, in the order of the screen.
    pub const ALL: [Statut; 3] = [Statut::Actif, Statut::EnVeille, Statut::FinAccompagnement];

    /// The statut of a stored number.
    pub fn from_number(number: u8) -> Option<Statut> {
        Statut::ALL.into_iter().find(|s| *s as u8 == number)
    }

    /// Its key in addresses and translations.
    pub const fn key(self) -> &'static str {
        match self {
            Statut::Actif => "actif",
            Statut::EnVeille => "en-veille",
            Statut::FinAccompagnement => "fin-accompagnement",
        }
    }

    /// The statut of a key.
    pub fn from_key(key: &str) -> Option<Statut> {
        Statut::ALL.into_iter().find(|s| s.key() == key)
    }
}

/// An age group. Minors have legal representatives (Code civil, art. 388); a mission locale accompanies from 16 to 25
/// years included (Code du travail, art. L5314-2), so that those beyond are to be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum TrancheAge {
    Mineur,
    De18A21,
    De22A25,
    Plus25,
}

impl TrancheAge {
    /// All, youngest first.
    pub const ALL: [TrancheAge; 4] = [TrancheAge::Mineur, TrancheAge::De18A21, TrancheAge::De22A25, TrancheAge::Plus25];

    /// The group of somebody born this day.
    pub fn of(naissance: Date, today: Date) -> TrancheAge {
        match age(naissance, today) {
            ..18 => TrancheAge::Mineur,
            18..=21 => TrancheAge::De18A21,
            22..=25 => TrancheAge::De22A25,
            26.. => TrancheAge::Plus25,
        }
    }

    /// Its key in addresses and translations.
    pub const fn key(self) -> &'static str {
        match self {
            TrancheAge::Mineur => "mineur",
            TrancheAge::De18A21 => "18-21",
            TrancheAge::De22A25 => "22-25",
            TrancheAge::Plus25 => "26-et-plus",
        }
    }

    /// The group of a key.
    pub fn from_key(key: &str) -> Option<TrancheAge> {
        TrancheAge::ALL.into_iter().find(|t| t.key() == key)
    }
}

/// Age in whole years: one more on the day of the birthday itself. Somebody born on 29 February is a year older on
/// 1 March of common years.
pub fn age(naissance: Date, today: Date) -> i16 {
    let had_it = (today.month(), today.day()) >= (naissance.month(), naissance.day());
    today.year() - naissance.year() - i16::from(!had_it)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn ages_turn_on_the_day() {
        let check = |naissance: Date, today: Date, expected: TrancheAge| {
            assert_eq!(TrancheAge::of(naissance, today), expected, "{naissance} at {today}");
        };
        check(date(2008, 11, 23), date(2026, 11, 22), TrancheAge::Mineur);
        check(date(2008, 11, 22), date(2026, 11, 22), TrancheAge::De18A21);
        check(date(2004, 11, 23), date(2026, 11, 22), TrancheAge::De18A21);
        check(date(2004, 11, 22), date(2026, 11, 22), TrancheAge::De22A25);
        check(date(2000, 11, 23), date(2026, 11, 22), TrancheAge::De22A25);
        check(date(2000, 11, 22), date(2026, 11, 22), TrancheAge::Plus25);
        check(date(2008, 2, 29), date(2026, 2, 28), TrancheAge::Mineur);
        check(date(2008, 2, 29), date(2026, 3, 1), TrancheAge::De18A21);
    }

    #[test]
    fn keys_come_back() {
        assert!(Statut::ALL.iter().all(|s| Statut::from_key(s.key()) == Some(*s)));
        assert!(TrancheAge::ALL.iter().all(|t| TrancheAge::from_key(t.key()) == Some(*t)));
    }
}
