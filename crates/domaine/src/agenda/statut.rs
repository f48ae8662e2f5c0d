//! What becomes of a rendez-vous.

use std::fmt;

use jiff::civil::DateTime;

use super::Plage;

/// Where a rendez-vous stands: the six words of I-Milo, kept on exchanges. Its words for the screen are the list
/// "rdv-statuts".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum StatutRdv {
    Planifie = 1,
    Present = 2,
    Absent = 3,
    Annule = 4,
    Reporte = 5,
    NonPrecise = 6,
}

impl StatutRdv {
    /// All, in the order of the screen.
    pub const ALL: [StatutRdv; 6] = [
        StatutRdv::Planifie,
        StatutRdv::Present,
        StatutRdv::Absent,
        StatutRdv::Annule,
        StatutRdv::Reporte,
        StatutRdv::NonPrecise,
    ];

    /// The statut of a stored number.
    pub fn from_number(number: u8) -> Option<StatutRdv> {
        StatutRdv::ALL.into_iter().find(|s| *s as u8 == number)
    }

    /// Its key in addresses and translations.
    pub const fn key(self) -> &'static str {
        match self {
            StatutRdv::Planifie => "planifie",
            StatutRdv::Present => "present",
            StatutRdv::Absent => "absent",
            StatutRdv::Annule => "annule",
            StatutRdv::Reporte => "reporte",
            StatutRdv::NonPrecise => "non-precise",
        }
    }

    /// The statut of a key.
    pub fn from_key(key: &str) -> Option<StatutRdv> {
        StatutRdv::ALL.into_iter().find(|s| s.key() == key)
    }

    /// The word of the exchanges.
    pub const fn api(self) -> &'static str {
        match self {
            StatutRdv::Planifie => "Planifié",
            StatutRdv::Present => "Présent",
            StatutRdv::Absent => "Absent",
            StatutRdv::Annule => "Annulé",
            StatutRdv::Reporte => "Reporté",
            StatutRdv::NonPrecise => "Non précisé",
        }
    }

    /// The statut of a word of the exchanges.
    pub fn from_api(word: &str) -> Option<StatutRdv> {
        StatutRdv::ALL.into_iter().find(|s| s.api() == word)
    }

    /// Whether the rendez-vous takes its place in the agenda; one that was cancelled or put off frees it.
    pub const fn occupe(self) -> bool {
        !matches!(self, StatutRdv::Annule | StatutRdv::Reporte)
    }

    /// Whether nothing more is awaited of it.
    pub const fn est_clos(self) -> bool {
        !matches!(self, StatutRdv::Planifie | StatutRdv::NonPrecise)
    }

    /// Late: over, and nobody said what became of it.
    pub fn est_en_retard(self, plage: &Plage, maintenant: DateTime) -> bool {
        self == StatutRdv::Planifie && plage.est_passee(maintenant)
    }

    /// Whether one statut may follow the other, whatever the hour.
    ///
    /// A wrong click is mended: *présent* and *absent* change into each other, and what was cancelled can be planned
    /// again (its place must then be looked at anew). What was put off stays so: another rendez-vous has taken its
    /// place. Nobody goes back from *présent* to *planifié*, since an evenement stands on it; nor to *non précisé*,
    /// which says less than what is known.
    pub const fn peut_devenir(self, vers: StatutRdv) -> bool {
        use StatutRdv::{Absent, Annule, NonPrecise, Planifie, Present, Reporte};
        match self {
            Planifie => !matches!(vers, Planifie),
            NonPrecise => matches!(vers, Present | Absent | Annule | Reporte),
            Present => matches!(vers, Absent),
            Absent => matches!(vers, Present | Annule | Reporte),
            Annule => matches!(vers, Planifie),
            Reporte => false,
        }
    }

    /// Whether a click of today is taken back: the rendez-vous is planned again as if nothing had been said of it. Not from *présent*, on
    /// which an evenement may stand: to withdraw that one plans it again ([`StatutRdv::sans_evenement`]). Once the day is over, what was
    /// said stays said.
    pub const fn se_reprend(self) -> bool {
        matches!(self, StatutRdv::Absent | StatutRdv::NonPrecise)
    }

    /// What it is again once its evenement is withdrawn as a slip: planned, where it was *présent*. Whatever was said of it since stands.
    pub const fn sans_evenement(self) -> Option<StatutRdv> {
        match self {
            StatutRdv::Present => Some(StatutRdv::Planifie),
            _ => None,
        }
    }

    /// The statut that follows, by the clock on the wall of the structure. Whether somebody came is not said before the
    /// day itself, but may be before the hour: people come early.
    pub fn change(self, vers: StatutRdv, plage: &Plage, maintenant: DateTime) -> Result<StatutRdv, ChangementRefuse> {
        if !self.peut_devenir(vers) {
            return Err(ChangementRefuse::Interdit { de: self, vers });
        }
        let says_what_happened = matches!(vers, StatutRdv::Present | StatutRdv::Absent | StatutRdv::NonPrecise);
        if says_what_happened && maintenant.date() < plage.jour() {
            return Err(ChangementRefuse::PasEncore);
        }
        Ok(vers)
    }
}

/// Why a rendez-vous keeps its statut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangementRefuse {
    /// The one does not follow the other.
    Interdit {
        /// Where it stands.
        de: StatutRdv,
        /// What was asked.
        vers: StatutRdv,
    },
    /// Its day has not come.
    PasEncore,
}

impl fmt::Display for ChangementRefuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ChangementRefuse::Interdit { de, vers } => write!(f, "{} does not become {}", de.key(), vers.key()),
            ChangementRefuse::PasEncore => f.write_str("its day has not come"),
        }
    }
}

impl std::error::Error for ChangementRefuse {}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_click_of_the_day_is_taken_back() {
        let back: Vec<_> = StatutRdv::ALL.into_iter().filter(|s| s.se_reprend()).collect();
        assert_eq!(back, [StatutRdv::Absent, StatutRdv::NonPrecise]);
        let unsaid: Vec<_> = StatutRdv::ALL.into_iter().map(StatutRdv::sans_evenement).collect();
        assert_eq!(unsaid, [None, Some(StatutRdv::Planifie), None, None, None, None]);
    }

    #[test]
    fn what_may_follow_what() {
        use StatutRdv::{Absent, Annule, NonPrecise, Planifie, Present, Reporte};
        let check = |de: StatutRdv, expected: &[StatutRdv]| {
            let got: Vec<_> = StatutRdv::ALL.into_iter().filter(|vers| de.peut_devenir(*vers)).collect();
            assert_eq!(got, expected, "{de:?}");
        };
        check(Planifie, &[Present, Absent, Annule, Reporte, NonPrecise]);
        check(Present, &[Absent]);
        check(Absent, &[Present, Annule, Reporte]);
        check(Annule, &[Planifie]);
        check(Reporte, &[]);
        check(NonPrecise, &[Present, Absent, Annule, Reporte]);
    }

    #[test]
    fn nobody_came_before_the_day() {
        let plage = Plage::new(date(2026, 11, 23), 600, 660).expect("a stretch");
        let eve = date(2026, 11, 22).at(23, 59, 0, 0);
        let check = |vers: StatutRdv, maintenant: DateTime, expected: Result<StatutRdv, ChangementRefuse>| {
            assert_eq!(StatutRdv::Planifie.change(vers, &plage, maintenant), expected, "{vers:?} {maintenant}");
        };
        check(StatutRdv::Present, eve, Err(ChangementRefuse::PasEncore));
        check(StatutRdv::Absent, eve, Err(ChangementRefuse::PasEncore));
        check(StatutRdv::NonPrecise, eve, Err(ChangementRefuse::PasEncore));
        check(StatutRdv::Annule, eve, Ok(StatutRdv::Annule));
        check(StatutRdv::Reporte, eve, Ok(StatutRdv::Reporte));
        check(StatutRdv::Present, date(2026, 11, 23).at(0, 0, 0, 0), Ok(StatutRdv::Present));
    }

    #[test]
    fn late_from_the_last_minute_on() {
        let plage = Plage::new(date(2026, 11, 23), 600, 660).expect("a stretch");
        let check = |statut: StatutRdv, minute: i8, expected: bool| {
            let maintenant = date(2026, 11, 23).at(10 + minute / 60, minute % 60, 0, 0);
            assert_eq!(statut.est_en_retard(&plage, maintenant), expected, "{statut:?} {maintenant}");
        };
        check(StatutRdv::Planifie, 59, false);
        check(StatutRdv::Planifie, 60, true);
        check(StatutRdv::Present, 60, false);
        check(StatutRdv::Absent, 60, false);
        check(StatutRdv::NonPrecise, 60, false);
    }

    /// Words for the screen stand in the catalogue; what code decides must say the same.
    #[test]
    fn the_catalogue_says_the_same() {
        let liste = crate::catalogue::Catalogue::get("rdv-statuts").expect("a list");
        assert_eq!(liste.valeurs().len(), StatutRdv::ALL.len());
        for (valeur, statut) in liste.valeurs().iter().zip(StatutRdv::ALL) {
            assert_eq!(
                (valeur.code, valeur.cle, valeur.texte("api")),
                (statut as u16, statut.key(), Some(statut.api()))
            );
            assert_eq!((valeur.est("occupe"), valeur.est("clos")), (statut.occupe(), statut.est_clos()), "{statut:?}");
        }
    }

    #[test]
    fn words_come_back() {
        for (number, statut) in (1..).zip(StatutRdv::ALL) {
            assert_eq!((statut as u8, StatutRdv::from_number(number)), (number, Some(statut)));
            assert_eq!(
                (StatutRdv::from_key(statut.key()), StatutRdv::from_api(statut.api())),
                (Some(statut), Some(statut))
            );
        }
        assert_eq!((StatutRdv::from_number(0), StatutRdv::from_number(7)), (None, None));
        let free: Vec<_> = StatutRdv::ALL.into_iter().filter(|s| !s.occupe()).collect();
        assert_eq!(free, [StatutRdv::Annule, StatutRdv::Reporte]);
        let open: Vec<_> = StatutRdv::ALL.into_iter().filter(|s| !s.est_clos()).collect();
        assert_eq!(open, [StatutRdv::Planifie, StatutRdv::NonPrecise]);
    }
}
