//! Propositions: what of the offre de service was proposed during an evenement, and what became of it (décret 2015-59,
//! annexe, IV.B: theme and code of the action, days of creation and of realisation, state).

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::catalogue::Catalogue;
use crate::situation::DATE_MAX;

/// What became of a proposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum EtatProposition {
    Prescrit = 1,
    Realise = 2,
    RefusTiers = 3,
    RefusJeune = 4,
}

impl EtatProposition {
    /// All, in the order of the form.
    pub const ALL: [EtatProposition; 4] =
        [EtatProposition::Prescrit, EtatProposition::Realise, EtatProposition::RefusTiers, EtatProposition::RefusJeune];

    /// The state of a stored number.
    pub fn from_number(number: u8) -> Option<EtatProposition> {
        EtatProposition::ALL.into_iter().find(|e| *e as u8 == number)
    }

    /// Its key in forms, translations and the catalogue.
    pub const fn key(self) -> &'static str {
        match self {
            EtatProposition::Prescrit => "prescrit",
            EtatProposition::Realise => "realise",
            EtatProposition::RefusTiers => "refus-tiers",
            EtatProposition::RefusJeune => "refus-jeune",
        }
    }

    /// The state of a key.
    pub fn from_key(key: &str) -> Option<EtatProposition> {
        EtatProposition::ALL.into_iter().find(|e| e.key() == key)
    }

    /// Its word in exchanges with the CEJ application.
    pub const fn api(self) -> &'static str {
        match self {
            EtatProposition::Prescrit => "ONGOING",
            EtatProposition::Realise => "ACHIEVED",
            EtatProposition::RefusTiers => "REFUSAL",
            EtatProposition::RefusJeune => "REFUSAL_YOUNG",
        }
    }

    /// Whether it says what became of the proposition.
    pub const fn is_resultat(self) -> bool {
        !matches!(self, EtatProposition::Prescrit)
    }
}

/// One proposition of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposition {
    /// Number of the line in its dossier.
    pub num: u32,
    /// Number of the evenement during which it was made.
    pub evenement: u32,
    /// Code of the list `themes`.
    pub theme: u16,
    /// Code of the list `offre`, or of a structure's own item (from 1,000).
    pub offre: u16,
    /// What became of it.
    pub etat: EtatProposition,
    /// Day on which it was made.
    pub creee: Date,
    /// Day by which a result is expected, included.
    pub terme: Option<Date>,
    /// Day of the result, as told; present as soon as there is one.
    pub resultat: Option<Date>,
    /// Day on which the first result was written; a correction does not move it.
    pub inscrit: Option<Date>,
}

/// Why a proposition or its result cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Faute {
    /// Made after today.
    CreationFuture,
    /// Expected before it was made.
    TermeAvantCreation,
    /// Expected beyond [`DATE_MAX`].
    TermeTropLoin,
    /// "Prescrit" is no result.
    PasUnResultat,
    /// Its result came before it was made.
    ResultatAvantCreation,
    /// Its result is after today.
    ResultatFutur,
    /// Nothing to undo: it has no result.
    SansResultat,
    /// Its result was first written another day: it is corrected, and no longer undone.
    TropTardPourAnnuler,
}

impl Faute {
    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Faute::CreationFuture => "creation-future",
            Faute::TermeAvantCreation => "terme-avant-creation",
            Faute::TermeTropLoin => "terme-trop-loin",
            Faute::PasUnResultat => "pas-un-resultat",
            Faute::ResultatAvantCreation => "resultat-avant-creation",
            Faute::ResultatFutur => "resultat-futur",
            Faute::SansResultat => "sans-resultat",
            Faute::TropTardPourAnnuler => "trop-tard-pour-annuler",
        }
    }
}

impl fmt::Display for Faute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl std::error::Error for Faute {}

impl Proposition {
    /// What is wrong with the days of a new one.
    ///
    /// # Errors
    /// [`Faute::CreationFuture`], [`Faute::TermeAvantCreation`] or [`Faute::TermeTropLoin`].
    pub fn check_days(creee: Date, terme: Option<Date>, today: Date) -> Result<(), Faute> {
        match terme {
            _ if creee > today => Err(Faute::CreationFuture),
            Some(terme) if terme < creee => Err(Faute::TermeAvantCreation),
            Some(terme) if terme > DATE_MAX => Err(Faute::TermeTropLoin),
            _ => Ok(()),
        }
    }

    /// The same with a result: its first one, or a correction of the one it has. `jour` is the day on which it happened.
    ///
    /// # Errors
    /// [`Faute::PasUnResultat`], [`Faute::ResultatAvantCreation`] or [`Faute::ResultatFutur`].
    pub fn with_result(&self, etat: EtatProposition, jour: Date, today: Date) -> Result<Proposition, Faute> {
        if !etat.is_resultat() {
            return Err(Faute::PasUnResultat);
        }
        if jour < self.creee {
            return Err(Faute::ResultatAvantCreation);
        }
        if jour > today {
            return Err(Faute::ResultatFutur);
        }
        let inscrit = if self.etat.is_resultat() { self.inscrit } else { Some(today) };
        Ok(Proposition { etat, resultat: Some(jour), inscrit, ..*self })
    }

    /// The same without its result, for a tick that slipped: on the day of the first writing only. Later, what was told
    /// is corrected and no longer unsaid.
    ///
    /// # Errors
    /// [`Faute::SansResultat`] or [`Faute::TropTardPourAnnuler`].
    pub fn undone(&self, today: Date) -> Result<Proposition, Faute> {
        if !self.etat.is_resultat() {
            return Err(Faute::SansResultat);
        }
        if self.inscrit != Some(today) {
            return Err(Faute::TropTardPourAnnuler);
        }
        Ok(Proposition { etat: EtatProposition::Prescrit, resultat: None, inscrit: None, ..*self })
    }

    /// The last day on which a result is not late: its terme, else `delai_jours` days after it was made (the delay is a
    /// parameter that no text fixes: `rappel-propositions-jours`).
    pub fn limite(&self, delai_jours: u16) -> Date {
        limite(self.creee, self.terme, delai_jours)
    }
}

/// As [`Proposition::limite`], of two days alone: all that lists know of a proposition.
pub fn limite(creee: Date, terme: Option<Date>, delai_jours: u16) -> Date {
    terme.unwrap_or_else(|| creee.saturating_add(i64::from(delai_jours).days()))
}

/// The theme of a national item of the offre de service, so that nobody is asked for it; nothing for a code that the
/// catalogue does not have. A structure's own item has the theme of the national one from which it derives.
pub fn theme_of(offre: u16) -> Option<u16> {
    let theme = Catalogue::get("offre")?.by_code(offre)?.texte("theme")?;
    Catalogue::get("themes")?.by_key(theme).map(|theme| theme.code)
}

/// Whether a result is missing: the limit is past since yesterday at least.
pub fn en_retard(proposition: &Proposition, today: Date, delai_jours: u16) -> bool {
    !proposition.etat.is_resultat() && proposition.limite(delai_jours) < today
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::EtatProposition::{Prescrit, Realise, RefusJeune, RefusTiers};
    use super::*;
    use crate::situation::essais::Hasard;

    const TODAY: Date = date(2026, 11, 23);
    const HIER: Date = date(2026, 11, 22);
    const DEMAIN: Date = date(2026, 11, 24);

    fn made(creee: Date) -> Proposition {
        let (terme, resultat, inscrit) = (None, None, None);
        Proposition { num: 1, evenement: 1, theme: 1, offre: 1, etat: Prescrit, creee, terme, resultat, inscrit }
    }

    #[test]
    fn days_of_a_new_one() {
        let check = |creee: Date, terme: Option<Date>, expected: Result<(), Faute>| {
            assert_eq!(Proposition::check_days(creee, terme, TODAY), expected, "{creee} {terme:?}");
        };
        check(TODAY, None, Ok(()));
        check(DEMAIN, None, Err(Faute::CreationFuture));
        check(TODAY, Some(TODAY), Ok(()));
        check(TODAY, Some(HIER), Err(Faute::TermeAvantCreation));
        check(HIER, Some(DATE_MAX), Ok(()));
        check(HIER, Some(date(2101, 1, 1)), Err(Faute::TermeTropLoin));
    }

    #[test]
    fn results() {
        let check =
            |from: EtatProposition, to: EtatProposition, jour: Date, expected: Result<EtatProposition, Faute>| {
                let proposition = Proposition { etat: from, ..made(HIER) };
                let found = proposition.with_result(to, jour, TODAY);
                assert_eq!(found.map(|p| p.etat), expected, "{from:?} to {to:?} on {jour}");
                if let Ok(found) = found {
                    assert_eq!(found.resultat, Some(jour));
                }
            };
        for from in EtatProposition::ALL {
            for to in [Realise, RefusTiers, RefusJeune] {
                check(from, to, HIER, Ok(to)); // the day it was made
                check(from, to, TODAY, Ok(to));
                check(from, to, date(2026, 11, 21), Err(Faute::ResultatAvantCreation));
                check(from, to, DEMAIN, Err(Faute::ResultatFutur));
            }
            check(from, Prescrit, TODAY, Err(Faute::PasUnResultat));
        }
    }

    #[test]
    fn a_slip_is_undone_the_same_day_only() {
        let ticked = made(date(2026, 10, 1)).with_result(Realise, date(2026, 11, 2), TODAY).unwrap();
        let check = |proposition: &Proposition, today: Date, expected: Result<EtatProposition, Faute>| {
            assert_eq!(proposition.undone(today).map(|p| p.etat), expected, "{proposition:?} on {today}");
        };
        check(&ticked, TODAY, Ok(Prescrit)); // the day of writing, not that of the result
        check(&ticked, DEMAIN, Err(Faute::TropTardPourAnnuler));
        check(&made(HIER), TODAY, Err(Faute::SansResultat));
        assert_eq!(ticked.undone(TODAY), Ok(made(date(2026, 10, 1))));
        // A correction opens no second day of undoing.
        let corrected = ticked.with_result(RefusJeune, TODAY, DEMAIN).unwrap();
        check(&corrected, DEMAIN, Err(Faute::TropTardPourAnnuler));
    }

    #[test]
    fn late_from_the_day_after_the_limit() {
        let check = |proposition: Proposition, expected: bool| {
            assert_eq!(en_retard(&proposition, TODAY, 30), expected, "{proposition:?}");
        };
        check(made(date(2026, 10, 24)), false); // thirty days today
        check(made(date(2026, 10, 23)), true);
        check(Proposition { terme: Some(TODAY), ..made(date(2026, 1, 5)) }, false);
        check(Proposition { terme: Some(HIER), ..made(date(2026, 1, 5)) }, true);
        check(Proposition { terme: Some(HIER), ..made(HIER) }, true); // its own terme wins over the delay
        for etat in [Realise, RefusTiers, RefusJeune] {
            check(Proposition { etat, ..made(date(2026, 1, 5)) }, false);
        }
        assert!(!en_retard(&made(Date::MAX), Date::MAX, u16::MAX));
    }

    #[test]
    fn random_histories() {
        let mut hasard = Hasard::new(28);
        for _ in 0..2_000 {
            let mut proposition = made(hasard.day());
            let mut today = proposition.creee;
            for _ in 0..12 {
                today = today.saturating_add((hasard.below(3) as i64).days());
                let before = proposition;
                let etat = EtatProposition::ALL[hasard.below(4) as usize];
                let done = match hasard.below(3) {
                    0 => proposition.undone(today),
                    _ => proposition.with_result(etat, hasard.day(), today),
                };
                proposition = done.unwrap_or(proposition);
                let has = proposition.etat.is_resultat();
                assert_eq!((proposition.resultat.is_some(), proposition.inscrit.is_some()), (has, has));
                assert!(proposition.resultat.is_none_or(|jour| proposition.creee <= jour && jour <= today));
                let unsaid = before.etat.is_resultat() && !has;
                assert!(!unsaid || before.inscrit == Some(today), "{before:?} unsaid on {today}");
                assert_eq!((proposition.creee, proposition.offre), (before.creee, before.offre));
            }
        }
    }

    #[test]
    fn the_catalogue_agrees() {
        let liste = Catalogue::get("proposition-etats").unwrap();
        assert_eq!(liste.valeurs().len(), EtatProposition::ALL.len());
        for etat in EtatProposition::ALL {
            let valeur = liste.by_code(etat as u16).unwrap();
            assert_eq!((valeur.cle, valeur.texte("api")), (etat.key(), Some(etat.api())));
            assert_eq!(valeur.est("clos"), etat.is_resultat(), "{etat:?}");
        }
        for valeur in Catalogue::get("offre").unwrap().valeurs() {
            assert!(theme_of(valeur.code).is_some(), "{}", valeur.cle);
        }
        assert_eq!(theme_of(0), None);
    }

    #[test]
    fn numbers_and_keys_come_back() {
        assert!(EtatProposition::ALL.iter().all(|e| EtatProposition::from_number(*e as u8) == Some(*e)));
        assert!(EtatProposition::ALL.iter().all(|e| EtatProposition::from_key(e.key()) == Some(*e)));
    }
}
