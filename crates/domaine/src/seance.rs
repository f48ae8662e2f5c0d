//! A session collective: one dated meeting of a workshop or of an information collective, its days and its states.
//!
//! Who has a place and who waits is in [`inscription`], who came and how it is closed in [`emargement`]. All of it is pure:
//! whoever stores it reads the lines of one session and writes those that are answered **in one transaction**, or two
//! people take the last place.

pub mod emargement;
pub mod inscription;

#[cfg(test)]
mod essais;

use std::fmt;

use jiff::civil::Date;

pub use self::inscription::{Inscription, StatutInscription};
use crate::delai;

/// Most places that a session may state; beyond, it has no limit (`None`).
pub const PLACES_MAX: u16 = 1_000;

/// Kind of the offre that a session is a date of. What a presence becomes in the timeline of a jeune follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum TypeOffre {
    Atelier = 1,
    InformationCollective = 2,
}

impl TypeOffre {
    /// Both, in the order of the form.
    pub const ALL: [TypeOffre; 2] = [TypeOffre::Atelier, TypeOffre::InformationCollective];

    /// The kind of a stored number.
    pub fn from_number(number: u8) -> Option<TypeOffre> {
        TypeOffre::ALL.into_iter().find(|t| *t as u8 == number)
    }

    /// Its key in addresses and translations; also that of the kind of evenement which a presence reads as.
    pub const fn key(self) -> &'static str {
        match self {
            TypeOffre::Atelier => "atelier",
            TypeOffre::InformationCollective => "information-collective",
        }
    }

    /// The kind of a key.
    pub fn from_key(key: &str) -> Option<TypeOffre> {
        TypeOffre::ALL.into_iter().find(|t| t.key() == key)
    }

    /// Its word in exchanges with partners.
    pub const fn api(self) -> &'static str {
        match self {
            TypeOffre::Atelier => "WORKSHOP",
            TypeOffre::InformationCollective => "COLLECTIVE_INFORMATION",
        }
    }
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum EtatSeance {
    Ouverte = 1,
    Close = 2,
    Annulee = 3,
}

impl EtatSeance {
    /// All, in the order of the screen.
    pub const ALL: [EtatSeance; 3] = [EtatSeance::Ouverte, EtatSeance::Close, EtatSeance::Annulee];

    /// The state of a stored number.
    pub fn from_number(number: u8) -> Option<EtatSeance> {
        EtatSeance::ALL.into_iter().find(|e| *e as u8 == number)
    }

    /// Its key in addresses and translations.
    pub const fn key(self) -> &'static str {
        match self {
            EtatSeance::Ouverte => "ouverte",
            EtatSeance::Close => "close",
            EtatSeance::Annulee => "annulee",
        }
    }

    /// The state of a key.
    pub fn from_key(key: &str) -> Option<EtatSeance> {
        EtatSeance::ALL.into_iter().find(|e| e.key() == key)
    }
}

/// What the rules need of a session. Its title, place and animateur are elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seance {
    /// Where it stands.
    pub etat: EtatSeance,
    /// First civil day, in the structure's zone.
    pub debut: Date,
    /// Last civil day; the same for nearly all.
    pub fin: Date,
    /// Places in all; `None` for no limit.
    pub places: Option<u16>,
    /// Last day on which somebody may be enrolled, included; `None` for its last day.
    pub limite: Option<Date>,
    /// Day of its clôture.
    pub close_le: Option<Date>,
}

impl Seance {
    /// What is wrong with a session as typed.
    pub fn fautes(&self) -> Vec<Faute> {
        let mut fautes = Vec::new();
        if self.fin < self.debut {
            fautes.push(Faute::FinAvantDebut);
        }
        if self.limite.is_some_and(|limite| limite > self.debut) {
            fautes.push(Faute::LimiteApresDebut);
        }
        if self.places.is_some_and(|places| places == 0 || places > PLACES_MAX) {
            fautes.push(Faute::Places);
        }
        fautes
    }

    /// Last day on which somebody may be enrolled, included.
    pub fn limite_inscription(&self) -> Date {
        self.limite.unwrap_or(self.fin)
    }

    /// Reopens a closed session, to correct its émargement: on the day of the clôture and the next one. Who was waiting
    /// has been told that it is over, and waits no more.
    pub fn rouvrir(&self, today: Date) -> Result<Seance, Refus> {
        match (self.etat, self.close_le) {
            (EtatSeance::Close, Some(jour)) if today <= delai::lendemain(jour) => {
                Ok(Seance { etat: EtatSeance::Ouverte, close_le: None, ..*self })
            }
            (EtatSeance::Close, _) => Err(Refus::TropTard),
            (etat, _) => Err(Refus::Etat(etat)),
        }
    }

    /// The same session on other days, that a recurrence gave: as long, with the closing date as many days before.
    pub fn repetee(&self, dates: &[Date]) -> Vec<Seance> {
        let moved = |jour: Date, to: Date| to.saturating_add(self.debut.duration_until(jour));
        let at = |&debut: &Date| Seance {
            etat: EtatSeance::Ouverte,
            debut,
            fin: moved(self.fin, debut),
            limite: self.limite.map(|limite| moved(limite, debut)),
            places: self.places,
            close_le: None,
        };
        dates.iter().map(at).collect()
    }
}

/// Whether a session belongs in the list "à clore": it is over since yesterday at least, and still open. It may be closed on
/// its last day already; the list waits for the morning, so that nobody finds there the workshop she is giving.
pub fn a_clore(seance: &Seance, today: Date) -> bool {
    seance.etat == EtatSeance::Ouverte && seance.fin < today
}

/// What may be wrong with a session as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says itself")]
pub enum Faute {
    FinAvantDebut,
    LimiteApresDebut,
    Places,
}

impl Faute {
    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Faute::FinAvantDebut => "fin-avant-debut",
            Faute::LimiteApresDebut => "limite-apres-debut",
            Faute::Places => "places",
        }
    }
}

/// Why something cannot be done with a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refus {
    /// The session is in this state, which does not allow it.
    Etat(EtatSeance),
    /// The last day to enrol was this one.
    LimitePassee(Date),
    /// This dossier is enrolled, waits, or was there.
    DejaInscrit,
    /// This dossier is not enrolled.
    PasInscrit,
    /// Every place is taken.
    Complet,
    /// Every place is taken and the waiting list is full.
    AttentePleine,
    /// Fewer places than this number of people who have one.
    MoinsQueLesInscrits(usize),
    /// Before this day, nobody has come yet, or nothing is over.
    PasAvant(Date),
    /// The delay to correct is over.
    TropTard,
    /// An émargement makes nobody wait, strikes nobody off, and finds nobody absent who had no place.
    StatutImpossible,
    /// Somebody has signed: what took place is not cancelled.
    DejaEmargee,
    /// These are enrolled, and neither signed nor marked, in order of enrolment.
    NonEmarges(Vec<crate::DossierId>),
    /// Places out of bounds, 1 to [`PLACES_MAX`].
    Places,
}

impl Refus {
    /// Its key in translations.
    pub const fn key(&self) -> &'static str {
        match self {
            Refus::Etat(EtatSeance::Ouverte) => "seance-ouverte",
            Refus::Etat(EtatSeance::Close) => "seance-close",
            Refus::Etat(EtatSeance::Annulee) => "seance-annulee",
            Refus::LimitePassee(_) => "limite-passee",
            Refus::DejaInscrit => "deja-inscrit",
            Refus::PasInscrit => "pas-inscrit",
            Refus::Complet => "complet",
            Refus::AttentePleine => "attente-pleine",
            Refus::MoinsQueLesInscrits(_) => "moins-que-les-inscrits",
            Refus::PasAvant(_) => "pas-avant",
            Refus::TropTard => "trop-tard",
            Refus::StatutImpossible => "statut-impossible",
            Refus::DejaEmargee => "deja-emargee",
            Refus::NonEmarges(_) => "non-emarges",
            Refus::Places => "places",
        }
    }
}

impl fmt::Display for Refus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "session collective: {}", self.key())
    }
}

impl std::error::Error for Refus {}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// A workshop of twelve on Monday 23 November 2026, to be asked for until the Friday before.
    fn atelier() -> Seance {
        let jour = date(2026, 11, 23);
        let limite = Some(date(2026, 11, 20));
        Seance { etat: EtatSeance::Ouverte, debut: jour, fin: jour, places: Some(12), limite, close_le: None }
    }

    #[test]
    fn a_session_as_typed() {
        let check = |seance: Seance, expected: &[Faute]| assert_eq!(seance.fautes(), expected, "{seance:?}");
        let seance = atelier();
        check(seance, &[]);
        check(Seance { limite: Some(seance.debut), ..seance }, &[]);
        check(Seance { limite: Some(date(2026, 11, 24)), ..seance }, &[Faute::LimiteApresDebut]);
        check(Seance { fin: date(2026, 11, 22), ..seance }, &[Faute::FinAvantDebut]);
        check(Seance { places: None, ..seance }, &[]);
        check(Seance { places: Some(0), ..seance }, &[Faute::Places]);
        check(Seance { places: Some(PLACES_MAX), ..seance }, &[]);
        check(Seance { places: Some(PLACES_MAX + 1), ..seance }, &[Faute::Places]);
    }

    #[test]
    fn the_list_a_clore_begins_the_morning_after() {
        let check = |etat: EtatSeance, fin: Date, today: Date, expected: bool| {
            assert_eq!(a_clore(&Seance { etat, fin, ..atelier() }, today), expected, "{etat:?}, {fin} at {today}");
        };
        let (lundi, mardi, mercredi) = (date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25));
        check(EtatSeance::Ouverte, lundi, lundi, false);
        check(EtatSeance::Ouverte, lundi, mardi, true);
        check(EtatSeance::Ouverte, mardi, mardi, false);
        check(EtatSeance::Ouverte, mardi, mercredi, true);
        check(EtatSeance::Close, lundi, mardi, false);
        check(EtatSeance::Annulee, lundi, mardi, false);
    }

    #[test]
    fn a_closed_session_opens_again_until_the_next_day() {
        let check = |etat: EtatSeance, today: Date, expected: Result<(), Refus>| {
            let seance = Seance { etat, close_le: Some(date(2026, 12, 31)), ..atelier() };
            let reopened = Seance { etat: EtatSeance::Ouverte, close_le: None, ..seance };
            assert_eq!(seance.rouvrir(today), expected.map(|()| reopened), "{etat:?} at {today}");
        };
        check(EtatSeance::Close, date(2026, 12, 31), Ok(()));
        check(EtatSeance::Close, date(2027, 1, 1), Ok(()));
        check(EtatSeance::Close, date(2027, 1, 2), Err(Refus::TropTard));
        check(EtatSeance::Ouverte, date(2026, 12, 31), Err(Refus::Etat(EtatSeance::Ouverte)));
        check(EtatSeance::Annulee, date(2026, 12, 31), Err(Refus::Etat(EtatSeance::Annulee)));
    }

    #[test]
    fn a_repeated_session_keeps_its_length_and_its_notice() {
        let model = Seance {
            fin: date(2026, 11, 24),
            etat: EtatSeance::Close,
            close_le: Some(date(2026, 11, 24)),
            ..atelier()
        };
        let repeated = model.repetee(&[date(2026, 11, 30), date(2028, 3, 1)]);
        let days: Vec<_> = repeated.iter().map(|s| (s.limite, s.debut, s.fin)).collect();
        assert_eq!(
            days,
            [
                (Some(date(2026, 11, 27)), date(2026, 11, 30), date(2026, 12, 1)),
                (Some(date(2028, 2, 27)), date(2028, 3, 1), date(2028, 3, 2)),
            ]
        );
        assert!(repeated.iter().all(|s| (s.etat, s.places, s.close_le) == (EtatSeance::Ouverte, Some(12), None)));
    }

    #[test]
    fn keys_and_numbers_come_back() {
        assert!(EtatSeance::ALL.iter().all(|e| EtatSeance::from_key(e.key()) == Some(*e)));
        assert!(EtatSeance::ALL.iter().all(|e| EtatSeance::from_number(*e as u8) == Some(*e)));
        assert!(TypeOffre::ALL.iter().all(|t| TypeOffre::from_key(t.key()) == Some(*t)));
        assert!(TypeOffre::ALL.iter().all(|t| TypeOffre::from_number(*t as u8) == Some(*t)));
    }
}
