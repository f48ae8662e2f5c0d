//! Until when a dossier may be held: décret n° 2015-59, art. 6 (LEGIARTI000050941385, in force since 1 January 2025).

use jiff::civil::Date;

use crate::catalogue::{NonPublie, parametre};
use crate::delai;

/// The durations of article 6, as the catalogue dates them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Durees {
    /// The birthday from which a mission locale no longer accompanies (Code du travail, art. L5314-2): 26.
    pub age_max: u8,
    /// The same for a disabled worker in a CEJ (art. L5131-3 and L5314-2): 30.
    pub age_max_th_cej: u8,
    /// Years held after that birthday: 2.
    pub apres_age_max_ans: u8,
    /// Years held after the end of a CEJ: 10.
    pub contrat_cej_ans: u8,
}

impl Durees {
    /// Those of a day. One that the catalogue does not give is an error to show, never another day's value.
    pub fn at(today: Date) -> Result<Durees, NonPublie> {
        let years = |nom: &'static str| {
            let parametre = parametre(nom, today)?;
            u8::try_from(parametre.valeur).map_err(|_| NonPublie { nom: nom.to_owned(), date: today })
        };
        Ok(Durees {
            age_max: years("age-max-accompagnement")?,
            age_max_th_cej: years("age-max-cej-rqth")?,
            apres_age_max_ans: years("conservation-apres-age-max-ans")?,
            contrat_cej_ans: years("conservation-cej-ans")?,
        })
    }
}

/// How far a programme, or a contract, has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terme {
    /// Nobody can say whether there was one: programmes are not held yet. Counts as none, and the day that follows is to be confirmed.
    Inconnu,
    /// There never was one.
    Aucun,
    /// Running, and nobody knows until when.
    EnCours,
    /// Its last day, past or known beforehand. Of several, the latest.
    Fin(Date),
}

/// What the legal period is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parcours {
    /// Day of birth.
    pub naissance: Date,
    /// The programme with regular follow-up that may hold the dossier past the age.
    pub programme: Terme,
    /// The contrat d'engagement jeune; while it runs it is such a programme too.
    pub cej: Terme,
    /// Recognised as a disabled worker; `None` where nobody can say. It moves the age of those alone who have, or had, a CEJ.
    pub th: Option<bool>,
}

impl Parcours {
    /// Whether all that the legal period depends on is known. If not, its end is the earliest that it can be, and is shown as to be
    /// confirmed: a CEJ holds what proves it for ten years more.
    pub fn is_known(&self) -> bool {
        let is_told = |terme| terme != Terme::Inconnu;
        is_told(self.programme) && is_told(self.cej) && (self.cej == Terme::Aucun || self.th.is_some())
    }
}

/// The day from which something may no longer be within daily reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Echeance {
    /// First day past the legal period.
    Le(Date),
    /// No day yet: a programme runs.
    EnCours,
}

impl Echeance {
    /// Whether that day has come.
    pub fn est_passee(self, today: Date) -> bool {
        matches!(self, Echeance::Le(jour) if jour <= today)
    }
}

/// The legal period of a dossier, a purpose at a time: what proves a CEJ outlives the rest, and keeps nothing else with
/// it (neither housing, nor justice, nor health).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parking {
    /// The dossier as a whole.
    pub dossier: Echeance,
    /// What proves the CEJ and its payments; `None` for who had none.
    pub contrat_cej: Option<Echeance>,
}

impl Parking {
    /// From when nothing at all is left within reach.
    pub fn complet(&self) -> Echeance {
        self.contrat_cej.map_or(self.dossier, |contrat| contrat.max(self.dossier))
    }
}

/// When this dossier is to be parked. "Until" a day holds that day: what ends on 31 May is parked from 1 June on. Years
/// run from the birthday itself, so that somebody born on 29 February has her 26th on 1 March, and two years from there.
pub fn parking_le(parcours: &Parcours, durees: &Durees) -> Parking {
    let has_cej = !matches!(parcours.cej, Terme::Aucun | Terme::Inconnu);
    let age = if parcours.th == Some(true) && has_cej { durees.age_max_th_cej } else { durees.age_max };
    let limite = delai::anniversaire(parcours.naissance, age);
    let by_age = Echeance::Le(delai::dernier_jour(limite, mois(durees.apres_age_max_ans)));

    let held_by = |terme, ans| match terme {
        Terme::Aucun | Terme::Inconnu => None,
        Terme::EnCours => Some(Echeance::EnCours),
        Terme::Fin(fin) => Some(Echeance::Le(delai::premier_jour_apres(fin, mois(ans)))),
    };
    let running = held_by(parcours.programme, 0).max(held_by(parcours.cej, 0));
    Parking {
        dossier: running.map_or(by_age, |programme| programme.max(by_age)),
        contrat_cej: held_by(parcours.cej, durees.contrat_cej_ans),
    }
}

fn mois(ans: u8) -> u16 {
    u16::from(ans) * 12
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const DUREES: Durees = Durees { age_max: 26, age_max_th_cej: 30, apres_age_max_ans: 2, contrat_cej_ans: 10 };

    #[test]
    fn durations_are_those_of_the_day() {
        assert_eq!(Durees::at(date(2026, 11, 23)), Ok(DUREES));
        assert!(Durees::at(date(2024, 12, 31)).is_err(), "the text in force before had other durations");
    }

    fn le(year: i16, month: i8, day: i8) -> Echeance {
        Echeance::Le(date(year, month, day))
    }

    #[test]
    fn two_years_after_the_age_or_the_end_of_the_programme() {
        let check = |naissance: Date, programme: Terme, expected: Echeance| {
            let parcours = Parcours { naissance, programme, cej: Terme::Aucun, th: Some(false) };
            let parking = Parking { dossier: expected, contrat_cej: None };
            assert_eq!(parking_le(&parcours, &DUREES), parking, "{naissance}, {programme:?}");
            assert_eq!(parking.complet(), expected);
        };
        check(date(2000, 11, 23), Terme::Aucun, le(2028, 11, 23));
        check(date(2000, 11, 23), Terme::EnCours, Echeance::EnCours);
        check(date(2000, 11, 23), Terme::Fin(date(2024, 5, 31)), le(2028, 11, 23));
        check(date(2000, 11, 23), Terme::Fin(date(2028, 11, 21)), le(2028, 11, 23));
        check(date(2000, 11, 23), Terme::Fin(date(2028, 11, 22)), le(2028, 11, 23));
        check(date(2000, 11, 23), Terme::Fin(date(2028, 11, 23)), le(2028, 11, 24));
        check(date(2000, 2, 29), Terme::Aucun, le(2028, 3, 1));
        check(date(2002, 2, 28), Terme::Aucun, le(2030, 2, 28));
    }

    #[test]
    fn a_cej_keeps_its_proofs_ten_years_and_moves_the_age_of_disabled_workers() {
        let check = |th: bool, cej: Terme, dossier: Echeance, contrat: Option<Echeance>, complet: Echeance| {
            let parcours = Parcours { naissance: date(2000, 11, 23), programme: Terme::Aucun, cej, th: Some(th) };
            let parking = parking_le(&parcours, &DUREES);
            assert_eq!(parking, Parking { dossier, contrat_cej: contrat }, "{cej:?}, th {th}");
            assert_eq!(parking.complet(), complet, "{cej:?}, th {th}");
        };
        let (age, age_th) = (le(2028, 11, 23), le(2032, 11, 23));
        check(true, Terme::Aucun, age, None, age);
        check(false, Terme::EnCours, Echeance::EnCours, Some(Echeance::EnCours), Echeance::EnCours);
        check(false, Terme::Fin(date(2026, 5, 31)), age, Some(le(2036, 6, 1)), le(2036, 6, 1));
        check(true, Terme::Fin(date(2026, 5, 31)), age_th, Some(le(2036, 6, 1)), le(2036, 6, 1));
        check(true, Terme::Fin(date(2020, 2, 29)), age_th, Some(le(2030, 3, 1)), age_th);
        check(false, Terme::Fin(date(2016, 5, 31)), age, Some(le(2026, 6, 1)), age);
    }

    #[test]
    fn what_is_not_known_is_never_a_certain_day() {
        use Terme::{Aucun, EnCours, Fin, Inconnu};
        let check = |programme, cej, th, expected: bool| {
            let parcours = Parcours { naissance: date(2000, 11, 23), programme, cej, th };
            assert_eq!(parcours.is_known(), expected, "{programme:?}, {cej:?}, {th:?}");
        };
        check(Inconnu, Inconnu, None, false);
        check(Inconnu, Aucun, None, false);
        check(Aucun, Inconnu, Some(false), false);
        check(Aucun, Aucun, None, true);
        check(EnCours, Fin(date(2026, 5, 31)), None, false);
        check(EnCours, Fin(date(2026, 5, 31)), Some(false), true);
        let nothing = Parcours { naissance: date(2000, 11, 23), programme: Inconnu, cej: Inconnu, th: None };
        assert_eq!(parking_le(&nothing, &DUREES).complet(), le(2028, 11, 23), "the earliest that it can be");
    }

    #[test]
    fn a_day_is_past_from_the_first_day_on() {
        let check = |echeance: Echeance, today: Date, expected: bool| {
            assert_eq!(echeance.est_passee(today), expected, "{echeance:?} at {today}");
        };
        check(le(2028, 11, 23), date(2028, 11, 22), false);
        check(le(2028, 11, 23), date(2028, 11, 23), true);
        check(Echeance::EnCours, date(2099, 1, 1), false);
    }
}
