//! What comes back: a workshop every Tuesday, a permanence every first Monday. Days only: a change of hour moves
//! nothing.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{Territoire, feries};

/// Most days of one recurrence: two years of weeks.
pub const OCCURRENCES_MAX: usize = 104;
/// Most weeks between two occurrences.
pub const SEMAINES_MAX: u8 = 4;
/// Years after which a recurrence is looked for no further, even where everything was skipped.
const HORIZON_ANNEES: i64 = 10;

/// Days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct JoursSemaine(u8);

impl JoursSemaine {
    /// From Monday to Friday.
    pub const OUVRES: JoursSemaine = JoursSemaine(0b001_1111);

    /// These days.
    pub fn of(jours: impl IntoIterator<Item = Weekday>) -> JoursSemaine {
        JoursSemaine(jours.into_iter().fold(0, |bits, jour| bits | bit(jour)))
    }

    /// Days of a stored number: Monday is 1, Tuesday 2, Wednesday 4 … Sunday 64.
    pub fn from_bits(bits: u8) -> Option<JoursSemaine> {
        (bits < 128).then_some(JoursSemaine(bits))
    }

    /// The number to store.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// Whether a day is one of them.
    pub fn contient(self, jour: Weekday) -> bool {
        self.0 & bit(jour) != 0
    }

    /// Whether it is none.
    pub fn est_vide(self) -> bool {
        self.0 == 0
    }
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rythme {
    /// Every day that is one of the chosen ones; without a choice, from Monday to Friday.
    Jours,
    /// The chosen days of one week out of this many (1 to [`SEMAINES_MAX`]), counted from the week of the first day;
    /// without a choice, the weekday of the first day.
    Semaines(u8),
    /// Once a month on the same weekday of the same rank: the second Tuesday. A first day that is a fifth means "the
    /// last of the month", since few months have a fifth.
    Mois,
}

/// Until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fin {
    /// This day included.
    Jusqua(Date),
    /// So many times (1 to [`OCCURRENCES_MAX`]). Days that are skipped do not count: twelve workshops are twelve
    /// workshops.
    Fois(u16),
}

/// What comes back, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurrence {
    rythme: Rythme,
    jours: JoursSemaine,
    fin: Fin,
}

/// Days on which nothing is held.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sauf<'a> {
    /// Where the structure is closed on public holidays; `None` where they are worked.
    pub feries: Option<Territoire>,
    /// Absences, first and last day included.
    pub absences: &'a [(Date, Date)],
}

/// What a recurrence gives, as the form shows it before anything is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apercu {
    /// Days kept, in order, at most [`OCCURRENCES_MAX`].
    pub retenues: Vec<Date>,
    /// Days that the rhythm gave and that were skipped, in order.
    pub ecartees: Vec<Date>,
}

impl Recurrence {
    /// A recurrence; `jours` may be empty, and says nothing of [`Rythme::Mois`].
    pub fn new(rythme: Rythme, jours: JoursSemaine, fin: Fin) -> Result<Recurrence, RecurrenceRefusee> {
        match rythme {
            Rythme::Semaines(tous_les) if tous_les == 0 || tous_les > SEMAINES_MAX => {
                return Err(RecurrenceRefusee::Semaines);
            }
            _ => {}
        }
        match fin {
            Fin::Fois(fois) if fois == 0 || usize::from(fois) > OCCURRENCES_MAX => Err(RecurrenceRefusee::Fois),
            _ => Ok(Recurrence { rythme, jours, fin }),
        }
    }

    /// How often.
    pub fn rythme(&self) -> Rythme {
        self.rythme
    }

    /// The chosen days.
    pub fn jours(&self) -> JoursSemaine {
        self.jours
    }

    /// Until when.
    pub fn fin(&self) -> Fin {
        self.fin
    }

    /// The days from `debut` on. `debut` itself is one only if the rhythm falls on it.
    pub fn dates(&self, debut: Date, sauf: &Sauf) -> Vec<Date> {
        self.apercu(debut, sauf).retenues
    }

    /// The days from `debut` on, and those that were skipped among them.
    pub fn apercu(&self, debut: Date, sauf: &Sauf) -> Apercu {
        let horizon = debut.saturating_add(HORIZON_ANNEES.years());
        let (last, most) = match self.fin {
            Fin::Jusqua(last) => (last.min(horizon), OCCURRENCES_MAX),
            Fin::Fois(fois) => (horizon, usize::from(fois)),
        };
        let mut apercu = Apercu::default();
        for (rang, jour) in debut.series(1.day()).take_while(|jour| *jour <= last).enumerate() {
            if apercu.retenues.len() == most {
                break;
            }
            if self.falls_on(debut, rang, jour) {
                if sauf.ecarte(jour) { &mut apercu.ecartees } else { &mut apercu.retenues }.push(jour);
            }
        }
        apercu
    }

    // `rang` is the number of days since `debut`.
    fn falls_on(&self, debut: Date, rang: usize, jour: Date) -> bool {
        let chosen = |otherwise: JoursSemaine| {
            if self.jours.est_vide() { otherwise } else { self.jours }.contient(jour.weekday())
        };
        match self.rythme {
            Rythme::Jours => chosen(JoursSemaine::OUVRES),
            Rythme::Semaines(tous_les) => {
                let week = (rang + debut.weekday().to_monday_zero_offset() as usize) / 7;
                week.is_multiple_of(usize::from(tous_les)) && chosen(JoursSemaine::of([debut.weekday()]))
            }
            Rythme::Mois => {
                let is_last = jour.day() + 7 > jour.days_in_month();
                let same_rank = if rank(debut) == 5 { is_last } else { rank(jour) == rank(debut) };
                jour.weekday() == debut.weekday() && same_rank
            }
        }
    }
}

impl Sauf<'_> {
    fn ecarte(&self, jour: Date) -> bool {
        self.feries.is_some_and(|territoire| feries(jour, territoire))
            || self.absences.iter().any(|(premier, dernier)| (*premier..=*dernier).contains(&jour))
    }
}

/// Why a recurrence is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecurrenceRefusee {
    /// Not from one to [`SEMAINES_MAX`] weeks.
    Semaines,
    /// Not from one to [`OCCURRENCES_MAX`] times.
    Fois,
}

impl fmt::Display for RecurrenceRefusee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RecurrenceRefusee::Semaines => write!(f, "from 1 to {SEMAINES_MAX} weeks"),
            RecurrenceRefusee::Fois => write!(f, "from 1 to {OCCURRENCES_MAX} times"),
        }
    }
}

impl std::error::Error for RecurrenceRefusee {}

/// Which of its weekday a day is in its month, from 1 to 5.
fn rank(jour: Date) -> i8 {
    (jour.day() - 1) / 7 + 1
}

fn bit(jour: Weekday) -> u8 {
    1 << jour.to_monday_zero_offset()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const AUCUN: Sauf = Sauf { feries: None, absences: &[] };
    const FERIES: Sauf = Sauf { feries: Some(Territoire::Metropole), absences: &[] };

    #[test]
    fn each_rhythm_falls_on_its_days() {
        let check = |rythme: Rythme, jours: &[Weekday], debut: Date, expected: &[(i16, i8, i8)]| {
            let jours = JoursSemaine::of(jours.iter().copied());
            let it = Recurrence::new(rythme, jours, Fin::Fois(expected.len() as u16)).expect("a recurrence");
            let expected: Vec<_> = expected.iter().map(|(y, m, d)| date(*y, *m, *d)).collect();
            assert_eq!(it.dates(debut, &AUCUN), expected, "{rythme:?} {debut}");
        };
        let (lundi, mardi, jeudi) = (Weekday::Monday, Weekday::Tuesday, Weekday::Thursday);
        let tuesday = date(2026, 11, 24);
        check(Rythme::Semaines(1), &[], tuesday, &[(2026, 11, 24), (2026, 12, 1), (2026, 12, 8)]);
        check(
            Rythme::Semaines(2),
            &[mardi, jeudi],
            tuesday,
            &[(2026, 11, 24), (2026, 11, 26), (2026, 12, 8), (2026, 12, 10)],
        );
        // Weeks are counted from the week of the first day, though its Monday was the day before.
        check(Rythme::Semaines(2), &[lundi], tuesday, &[(2026, 12, 7), (2026, 12, 21)]);
        check(Rythme::Semaines(4), &[], date(2026, 12, 21), &[(2026, 12, 21), (2027, 1, 18), (2027, 2, 15)]);
        check(Rythme::Jours, &[], date(2026, 11, 27), &[(2026, 11, 27), (2026, 11, 30), (2026, 12, 1)]);
        check(Rythme::Jours, &[Weekday::Saturday], date(2026, 11, 27), &[(2026, 11, 28), (2026, 12, 5)]);
        check(Rythme::Mois, &[], date(2026, 11, 10), &[(2026, 11, 10), (2026, 12, 8), (2027, 1, 12)]);
        // The fourth Tuesday, though November has no fifth.
        check(Rythme::Mois, &[], tuesday, &[(2026, 11, 24), (2026, 12, 22), (2027, 1, 26)]);
        // The fifth Monday means the last.
        check(Rythme::Mois, &[], date(2026, 11, 30), &[(2026, 11, 30), (2026, 12, 28), (2027, 1, 25), (2027, 2, 22)]);
    }

    #[test]
    fn the_last_day_is_included_and_holidays_are_skipped() {
        let check = |debut: Date, jusqua: Date, sauf: &Sauf, retenues: usize, ecartees: &[Date]| {
            let it = Recurrence::new(Rythme::Semaines(1), JoursSemaine::default(), Fin::Jusqua(jusqua))
                .expect("a recurrence");
            let apercu = it.apercu(debut, sauf);
            assert_eq!(
                (apercu.retenues.len(), apercu.ecartees.as_slice()),
                (retenues, ecartees),
                "{debut} to {jusqua}"
            );
        };
        let monday = date(2026, 3, 30);
        check(monday, date(2026, 4, 13), &AUCUN, 3, &[]);
        check(monday, date(2026, 4, 12), &AUCUN, 2, &[]);
        check(monday, monday, &AUCUN, 1, &[]);
        check(monday, date(2026, 3, 29), &AUCUN, 0, &[]);
        check(monday, date(2026, 4, 13), &FERIES, 2, &[date(2026, 4, 6)]);
        let absences = [(date(2026, 4, 7), date(2026, 4, 13))];
        let both = Sauf { feries: Some(Territoire::Metropole), absences: &absences };
        check(monday, date(2026, 4, 20), &both, 2, &[date(2026, 4, 6), date(2026, 4, 13)]);
    }

    #[test]
    fn twelve_times_are_twelve_times() {
        let it = Recurrence::new(Rythme::Semaines(1), JoursSemaine::default(), Fin::Fois(3)).expect("a recurrence");
        assert_eq!(it.dates(date(2026, 3, 30), &FERIES), [date(2026, 3, 30), date(2026, 4, 13), date(2026, 4, 20)]);
    }

    #[test]
    fn nothing_is_endless() {
        let jours = JoursSemaine::from_bits(127).expect("seven days");
        let check = |fin: Fin, sauf: &Sauf, debut: Date, expected: usize| {
            let it = Recurrence::new(Rythme::Jours, jours, fin).expect("a recurrence");
            assert_eq!(it.dates(debut, sauf).len(), expected, "{fin:?} {debut}");
        };
        let always = [(Date::MIN, Date::MAX)];
        check(Fin::Jusqua(Date::MAX), &AUCUN, date(2026, 1, 1), OCCURRENCES_MAX);
        check(Fin::Fois(104), &AUCUN, date(2026, 1, 1), 104);
        check(Fin::Fois(104), &Sauf { feries: None, absences: &always }, date(2026, 1, 1), 0);
        check(Fin::Fois(104), &AUCUN, Date::MAX, 1);
        let monthly = Recurrence::new(Rythme::Mois, jours, Fin::Fois(104)).expect("a recurrence");
        assert_eq!(monthly.dates(date(2026, 1, 31), &AUCUN).len(), 104);
    }

    #[test]
    fn what_is_no_recurrence() {
        let check = |rythme: Rythme, fin: Fin, expected: Option<RecurrenceRefusee>| {
            assert_eq!(Recurrence::new(rythme, JoursSemaine::OUVRES, fin).err(), expected, "{rythme:?} {fin:?}");
        };
        check(Rythme::Semaines(0), Fin::Fois(1), Some(RecurrenceRefusee::Semaines));
        check(Rythme::Semaines(4), Fin::Fois(1), None);
        check(Rythme::Semaines(5), Fin::Fois(1), Some(RecurrenceRefusee::Semaines));
        check(Rythme::Jours, Fin::Fois(0), Some(RecurrenceRefusee::Fois));
        check(Rythme::Jours, Fin::Fois(104), None);
        check(Rythme::Jours, Fin::Fois(105), Some(RecurrenceRefusee::Fois));
        assert_eq!(JoursSemaine::from_bits(128), None);
    }
}
