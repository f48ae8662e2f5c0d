//! The agenda: stretches of a civil day, what stands in them, what is free, and how they are drawn. Nothing here is an
//! instant: a rendez-vous at ten stays at ten when the hour changes.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

pub mod creneaux;
pub mod disposition;
pub mod feries;
pub mod recurrence;
pub mod statut;

pub use creneaux::{creneaux, heures_usuelles};
pub use disposition::disposition;
pub use feries::{Ferie, Territoire, feries};
pub use recurrence::{Apercu, Fin, JoursSemaine, Recurrence, RecurrenceRefusee, Rythme, Sauf};
pub use statut::{ChangementRefuse, StatutRdv};

/// Minutes of a day of an agenda, the two days of another length included: an agenda follows the wall.
pub const MINUTES_JOUR: u16 = 1440;
/// Shortest stretch, in minutes.
pub const DUREE_MIN: u16 = 5;
/// Longest stretch, in minutes: a day of opening from eight to eight.
pub const DUREE_MAX: u16 = 720;

/// A stretch of one civil day, from a minute to the minute that it ends before: two that touch do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Plage {
    jour: Date,
    debut: u16,
    fin: u16,
}

impl Plage {
    /// A stretch of `jour`, in minutes since its midnight; 1440 is the midnight that ends it.
    pub fn new(jour: Date, debut: u16, fin: u16) -> Result<Plage, PlageRefusee> {
        if fin > MINUTES_JOUR {
            return Err(PlageRefusee::HorsDuJour);
        }
        match fin.checked_sub(debut) {
            None | Some(0) => Err(PlageRefusee::Ordre),
            Some(..DUREE_MIN) => Err(PlageRefusee::TropCourte),
            Some(DUREE_MIN..=DUREE_MAX) => Ok(Plage { jour, debut, fin }),
            Some(_) => Err(PlageRefusee::TropLongue),
        }
    }

    /// A stretch from its beginning and its length.
    pub fn de(jour: Date, debut: u16, duree: u16) -> Result<Plage, PlageRefusee> {
        Plage::new(jour, debut, debut.checked_add(duree).ok_or(PlageRefusee::HorsDuJour)?)
    }

    /// The whole of a day, as an absence takes it: two stretches, since one is no longer than twelve hours.
    pub fn journee(jour: Date) -> [Plage; 2] {
        [Plage { jour, debut: 0, fin: DUREE_MAX }, Plage { jour, debut: DUREE_MAX, fin: MINUTES_JOUR }]
    }

    /// Its civil day.
    pub fn jour(&self) -> Date {
        self.jour
    }

    /// Minute at which it begins.
    pub fn debut(&self) -> u16 {
        self.debut
    }

    /// Minute at which it is over, at most 1440.
    pub fn fin(&self) -> u16 {
        self.fin
    }

    /// Minutes.
    pub fn duree(&self) -> u16 {
        self.fin - self.debut
    }

    /// Whether both take a same minute.
    pub fn chevauche(&self, autre: &Plage) -> bool {
        self.jour == autre.jour && self.debut < autre.fin && autre.debut < self.fin
    }

    /// Whether it is over, by the clock on the wall of the structure ([`crate::fuseau::Fuseau::civil`]).
    pub fn est_passee(&self, maintenant: DateTime) -> bool {
        self.jour.at(0, 0, 0, 0).saturating_add(i64::from(self.fin).minutes()) <= maintenant
    }
}

/// Why a stretch is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlageRefusee {
    /// It ends before it begins, or at once.
    Ordre,
    /// It goes past midnight.
    HorsDuJour,
    /// Under [`DUREE_MIN`].
    TropCourte,
    /// Over [`DUREE_MAX`].
    TropLongue,
}

impl PlageRefusee {
    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            PlageRefusee::Ordre => "plage-ordre",
            PlageRefusee::HorsDuJour => "plage-hors-du-jour",
            PlageRefusee::TropCourte => "plage-trop-courte",
            PlageRefusee::TropLongue => "plage-trop-longue",
        }
    }
}

impl fmt::Display for PlageRefusee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PlageRefusee::Ordre => "the end is not after the beginning",
            PlageRefusee::HorsDuJour => "the end is past midnight",
            PlageRefusee::TropCourte => "under five minutes",
            PlageRefusee::TropLongue => "over twelve hours",
        })
    }
}

impl std::error::Error for PlageRefusee {}

/// The minute of an hour as people and browsers write it: "9:30", "09:30", "9h30", "9 h", "14"; "24:00" is the end of
/// the day.
pub fn lire_heure(texte: &str) -> Option<u16> {
    let (heures, minutes) = match texte.trim().split_once([':', 'h', 'H']) {
        Some((heures, minutes)) => (heures.trim(), minutes.trim()),
        None => (texte.trim(), ""),
    };
    let number = |digits: &str| {
        let two = matches!(digits.len(), 1 | 2) && digits.bytes().all(|d| d.is_ascii_digit());
        two.then(|| digits.parse::<u16>().ok()).flatten()
    };
    let (heures, minutes) = (number(heures)?, if minutes.is_empty() { 0 } else { number(minutes)? });
    let minute = heures * 60 + minutes;
    (minutes < 60 && minute <= MINUTES_JOUR).then_some(minute)
}

/// A minute of the day as a field of a form holds it: "09:30".
pub fn ecrire_heure(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn stretches_have_limits() {
        let check = |debut: u16, fin: u16, expected: Option<PlageRefusee>| {
            assert_eq!(Plage::new(date(2026, 11, 23), debut, fin).err(), expected, "{debut} to {fin}");
        };
        check(540, 545, None);
        check(540, 544, Some(PlageRefusee::TropCourte));
        check(540, 540, Some(PlageRefusee::Ordre));
        check(540, 539, Some(PlageRefusee::Ordre));
        check(480, 1200, None);
        check(480, 1201, Some(PlageRefusee::TropLongue));
        check(1435, 1440, None);
        check(1435, 1441, Some(PlageRefusee::HorsDuJour));
        check(0, u16::MAX, Some(PlageRefusee::HorsDuJour));
        assert_eq!(Plage::de(date(2026, 11, 23), u16::MAX, 30), Err(PlageRefusee::HorsDuJour));
    }

    #[test]
    fn what_touches_does_not_overlap() {
        let jour = date(2026, 11, 23);
        let ten = plage(jour, 600, 660);
        let check = |autre: Plage, expected: bool| {
            assert_eq!((ten.chevauche(&autre), autre.chevauche(&ten)), (expected, expected), "{autre:?}");
        };
        check(plage(jour, 540, 600), false);
        check(plage(jour, 540, 601), true);
        check(plage(jour, 660, 700), false);
        check(plage(jour, 659, 700), true);
        check(plage(jour, 620, 630), true);
        check(plage(jour, 540, 720), true);
        check(ten, true);
        check(plage(date(2026, 11, 24), 600, 660), false);
        assert!(Plage::journee(jour).iter().any(|half| half.chevauche(&ten)));
    }

    #[test]
    fn a_stretch_is_over_at_its_last_minute() {
        let until_midnight = plage(date(2026, 12, 31), 1380, 1440);
        assert!(!until_midnight.est_passee(date(2026, 12, 31).at(23, 59, 59, 0)));
        assert!(until_midnight.est_passee(date(2027, 1, 1).at(0, 0, 0, 0)));
    }

    #[test]
    fn hours_read_as_people_write_them() {
        let check = |texte: &str, expected: Option<u16>| assert_eq!(lire_heure(texte), expected, "{texte}");
        check("09:30", Some(570));
        check("9:30", Some(570));
        check("9h30", Some(570));
        check(" 9 h ", Some(540));
        check("14", Some(840));
        check("0:00", Some(0));
        check("24:00", Some(1440));
        check("24:01", None);
        check("9:60", None);
        check("930", None);
        check("-9", None);
        check("+9:00", None);
        check("", None);
        check(":30", None);
        check("99999999999:00", None);
        assert!((0..=MINUTES_JOUR).all(|minute| lire_heure(&ecrire_heure(minute)) == Some(minute)));
    }

    fn plage(jour: Date, debut: u16, fin: u16) -> Plage {
        Plage::new(jour, debut, fin).expect("a stretch")
    }
}
