//! Freshness of a group of a dossier: since when nobody has said that it is still true.

use jiff::civil::Date;

use crate::delai;

/// How fresh a group is, with the day on which that turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fraicheur {
    /// Written or confirmed lately; `jusqu_au` is the last day on which it counts as such.
    Frais {
        /// Last fresh day, included.
        jusqu_au: Date,
    },
    /// To be confirmed with the jeune.
    AConfirmer {
        /// First day on which it was to be confirmed.
        depuis: Date,
    },
    /// Neither written nor confirmed, ever: there is nothing to confirm, only something to ask.
    Jamais,
}

impl Fraicheur {
    /// Its key in addresses and translations.
    pub const fn key(self) -> &'static str {
        match self {
            Fraicheur::Frais { .. } => "frais",
            Fraicheur::AConfirmer { .. } => "a-confirmer",
            Fraicheur::Jamais => "jamais",
        }
    }

    /// Whether the group belongs in the list of what is stale. What was never filled is incomplete, which is counted
    /// apart.
    pub const fn est_perime(self) -> bool {
        matches!(self, Fraicheur::AConfirmer { .. })
    }
}

/// Freshness, at `today`, of a group last confirmed on `confirme` and last written on `ecrit`, where a word is good for
/// `mois` civil months ([`delai::dernier_jour`]). To write is to confirm: the later of both days counts. No text fixes the
/// delay; it is a parameter of the catalogue, a group each.
pub fn etat(confirme: Option<Date>, ecrit: Option<Date>, today: Date, mois: u16) -> Fraicheur {
    let Some(dit_le) = confirme.max(ecrit) else { return Fraicheur::Jamais };
    let jusqu_au = delai::dernier_jour(dit_le, mois);
    if today <= jusqu_au {
        Fraicheur::Frais { jusqu_au }
    } else {
        Fraicheur::AConfirmer { depuis: delai::lendemain(jusqu_au) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_group_turns_the_day_after_its_delay() {
        let check = |confirme: Option<Date>, ecrit: Option<Date>, today: Date, expected: Fraicheur| {
            assert_eq!(etat(confirme, ecrit, today, 6), expected, "{confirme:?}, {ecrit:?} at {today}");
        };
        let (mars, aout) = (Some(date(2026, 3, 15)), Some(date(2026, 8, 31)));
        let frais = |jusqu_au| Fraicheur::Frais { jusqu_au };
        let a_confirmer = |depuis| Fraicheur::AConfirmer { depuis };
        check(None, None, date(2026, 9, 15), Fraicheur::Jamais);
        check(mars, None, date(2026, 3, 15), frais(date(2026, 9, 15)));
        check(mars, None, date(2026, 9, 15), frais(date(2026, 9, 15)));
        check(mars, None, date(2026, 9, 16), a_confirmer(date(2026, 9, 16)));
        check(None, mars, date(2026, 9, 16), a_confirmer(date(2026, 9, 16)));
        check(mars, aout, date(2026, 9, 16), frais(date(2027, 2, 28)));
        check(aout, mars, date(2027, 2, 28), frais(date(2027, 2, 28)));
        check(aout, mars, date(2027, 3, 1), a_confirmer(date(2027, 3, 1)));
        check(aout, None, date(2026, 8, 1), frais(date(2027, 2, 28)));
    }

    #[test]
    fn only_what_was_once_said_is_stale() {
        let check = |fraicheur: Fraicheur, key: &str, perime: bool| {
            assert_eq!((fraicheur.key(), fraicheur.est_perime()), (key, perime));
        };
        check(Fraicheur::Jamais, "jamais", false);
        check(Fraicheur::Frais { jusqu_au: date(2026, 9, 15) }, "frais", false);
        check(Fraicheur::AConfirmer { depuis: date(2026, 9, 16) }, "a-confirmer", true);
    }
}
