//! Statut of a dossier, computed from dated facts; and the ages by which a portefeuille is read.

mod conservation;
mod fin;

use jiff::civil::Date;

pub use self::conservation::{Durees, Echeance, Parcours, Parking, Terme, parking_le};
pub use self::fin::{Faute, check as check_fin};
use crate::delai;

/// Where an accompaniment stands: never stored as a truth, always what [`at`] says of this day.
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

/// What the statut of a dossier is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Faits {
    /// Day of its creation; it stands for a contact until there is one.
    pub cree: Date,
    /// Day of the last contact that counts ([`contact_apres`]).
    pub contact: Option<Date>,
    /// Day on which the accompaniment was ended. To take it up again is an act that removes this day; no contact does it
    /// by itself.
    pub fin: Option<Date>,
}

/// The statut of a dossier this day; `delai_mois` is the parameter "veille-delai-mois", which no text fixes.
pub fn at(faits: &Faits, today: Date, delai_mois: u16) -> Statut {
    if faits.fin.is_some_and(|fin| fin <= today) {
        return Statut::FinAccompagnement;
    }
    let contact = faits.contact.unwrap_or(faits.cree);
    if today < veille_le(contact, delai_mois) { Statut::Actif } else { Statut::EnVeille }
}

/// First day on which a dossier whose last contact was on `contact` sleeps: the one after the delay is over, in civil months
/// ([`delai::dernier_jour`]). From 31 August, six months: it is awake on 28 February and sleeps on 1 March.
pub fn veille_le(contact: Date, delai_mois: u16) -> Date {
    delai::premier_jour_apres(contact, delai_mois)
}

/// The last contact that counts, once an evenement of `jour` is written. `reactive` is the capability of its kind: a médiation
/// does not have it (charte de saisie, Nouvelle-Aquitaine). An evenement typed late moves nothing back.
pub fn contact_apres(contact: Option<Date>, jour: Date, reactive: bool) -> Option<Date> {
    if reactive { contact.max(Some(jour)) } else { contact }
}

/// Whether writing an evenement of `jour` today wakes this dossier, which the form says beforehand.
pub fn reactive_par(faits: &Faits, jour: Date, reactive: bool, today: Date, delai_mois: u16) -> bool {
    let after = Faits { contact: contact_apres(faits.contact, jour, reactive), ..*faits };
    (at(faits, today, delai_mois), at(&after, today, delai_mois)) == (Statut::EnVeille, Statut::Actif)
}

/// First day on which a mission locale no longer accompanies somebody: her birthday of `age_max` years, 26 (Code du
/// travail, art. L5314-2: until 25 years included), 30 for a disabled worker in a CEJ.
pub fn age_limite(naissance: Date, age_max: u8) -> Date {
    delai::anniversaire(naissance, age_max)
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
    fn a_dossier_sleeps_the_day_after_the_delay() {
        let check = |contact: Option<Date>, fin: Option<Date>, today: Date, expected: Statut| {
            let faits = Faits { cree: date(2026, 1, 15), contact, fin };
            assert_eq!(at(&faits, today, 6), expected, "{contact:?}, {fin:?} at {today}");
        };
        let aout = Some(date(2026, 8, 31));
        check(None, None, date(2026, 1, 15), Statut::Actif);
        check(None, None, date(2026, 7, 15), Statut::Actif);
        check(None, None, date(2026, 7, 16), Statut::EnVeille);
        check(aout, None, date(2027, 2, 28), Statut::Actif);
        check(aout, None, date(2027, 3, 1), Statut::EnVeille);
        check(Some(date(2027, 8, 31)), None, date(2028, 2, 29), Statut::Actif);
        check(Some(date(2027, 8, 31)), None, date(2028, 3, 1), Statut::EnVeille);
        check(Some(date(2024, 5, 2)), None, date(2026, 1, 15), Statut::EnVeille);
        check(aout, Some(date(2026, 10, 1)), date(2026, 9, 30), Statut::Actif);
        check(aout, Some(date(2026, 10, 1)), date(2026, 10, 1), Statut::FinAccompagnement);
        check(aout, Some(date(2026, 6, 1)), date(2026, 9, 1), Statut::FinAccompagnement);
        check(aout, Some(date(2026, 10, 1)), date(2030, 1, 1), Statut::FinAccompagnement);
    }

    #[test]
    fn only_a_contact_that_counts_wakes_a_dossier() {
        let today = date(2026, 11, 23);
        let check = |contact: Date, fin: Option<Date>, jour: Date, reactive: bool, expected: bool| {
            let faits = Faits { cree: date(2024, 1, 15), contact: Some(contact), fin };
            assert_eq!(
                reactive_par(&faits, jour, reactive, today, 6),
                expected,
                "{contact}, {fin:?}, {jour}, {reactive}"
            );
        };
        let (asleep, awake) = (date(2026, 5, 22), date(2026, 5, 23));
        check(asleep, None, today, true, true);
        check(asleep, None, today, false, false);
        check(asleep, None, awake, true, true);
        check(asleep, None, asleep, true, false);
        check(awake, None, today, true, false);
        check(asleep, Some(date(2026, 9, 1)), today, true, false);

        assert_eq!(contact_apres(Some(awake), asleep, true), Some(awake));
        assert_eq!(contact_apres(None, asleep, true), Some(asleep));
        assert_eq!(contact_apres(None, asleep, false), None);
    }

    #[test]
    fn the_age_ends_on_the_birthday() {
        let check = |naissance: Date, age_max: u8, expected: Date| assert_eq!(age_limite(naissance, age_max), expected);
        check(date(2000, 11, 23), 26, date(2026, 11, 23));
        check(date(2000, 11, 23), 30, date(2030, 11, 23));
        check(date(2000, 2, 29), 26, date(2026, 3, 1));
        check(date(2002, 2, 28), 26, date(2028, 2, 28));
    }

    #[test]
    fn keys_come_back() {
        assert!(Statut::ALL.iter().all(|s| Statut::from_key(s.key()) == Some(*s)));
        assert!(TrancheAge::ALL.iter().all(|t| TrancheAge::from_key(t.key()) == Some(*t)));
    }
}
