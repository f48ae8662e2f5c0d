//! Statut of many people on one day: computed from their coded facts, as [`domaine::statut::at`] does for one.

use domaine::Statut;
use domaine::catalogue::parametre;
use domaine::statut::veille_le;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::fiche::{date, days};

/// The delay after which a dossier sleeps, in months: the parameter "veille-delai-mois", which has no last day.
pub fn delai(today: Date) -> u16 {
    let mois = parametre("veille-delai-mois", today).ok().and_then(|delai| u16::try_from(delai.valeur).ok());
    mois.expect("a parameter without first and last day, which a test reads")
}

/// What decides the statut of anybody on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seuil {
    /// The day, in days since 1970.
    pub today: i32,
    /// The first day of a contact that keeps awake: who was met on it or later is not asleep.
    pub contact: i32,
}

impl Seuil {
    /// That of a day.
    pub fn at(today: Date) -> Seuil {
        let mois = delai(today);
        // From there on each later contact sleeps later: one walk of a few days finds the turn.
        let mut contact = today.saturating_sub(Span::new().months(mois)).saturating_sub(5.days());
        while contact < today && veille_le(contact, mois) <= today {
            contact = contact.saturating_add(1.day());
        }
        Seuil { today: days(today), contact: days(contact) }
    }

    /// The statut of somebody: days of creation, of the last contact that counts (zero: none), of the end (zero: none).
    pub fn statut(&self, cree: i32, contact: i32, fin: i32) -> Statut {
        if fin != 0 && fin <= self.today {
            return Statut::FinAccompagnement;
        }
        let contact = if contact == 0 { cree } else { contact };
        if contact >= self.contact { Statut::Actif } else { Statut::EnVeille }
    }

    /// The latest day of a contact after which one sleeps.
    pub fn eve(&self) -> i32 {
        self.contact - 1
    }
}

/// A day from its number, or none for zero.
pub fn jour(days: i32) -> Option<Date> {
    if days == 0 { None } else { date(days) }
}

#[cfg(test)]
mod tests {
    use domaine::statut::{Faits, at};
    use jiff::civil::date as civil;

    use super::*;

    #[test]
    fn it_says_what_the_rule_says() {
        for today in
            [civil(2026, 11, 22), civil(2027, 2, 28), civil(2027, 3, 1), civil(2028, 2, 29), civil(2026, 8, 31)]
        {
            let seuil = Seuil::at(today);
            let cree = today.saturating_sub(400.days());
            for back in 0..420 {
                let contact = today.saturating_sub(back.days());
                for fin in [None, Some(today), Some(contact), Some(today.saturating_add(1.day()))] {
                    for contact in [None, Some(contact)] {
                        let faits = Faits { cree, contact, fin };
                        let number = |day: Option<Date>| day.map_or(0, days);
                        let got = seuil.statut(days(cree), number(contact), number(fin));
                        assert_eq!(got, at(&faits, today, delai(today)), "{faits:?} at {today}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_delay_is_known_on_any_day() {
        for today in [Date::MIN, civil(1990, 1, 1), civil(2026, 11, 22), Date::MAX] {
            assert_eq!(delai(today), 6, "{today}");
        }
    }
}
