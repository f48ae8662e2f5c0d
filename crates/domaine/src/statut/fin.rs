//! The end of an accompaniment, as typed: its day, and its motif (décret n° 2015-59, annexe IV.B).

use jiff::civil::Date;

use crate::catalogue::{Catalogue, Valeur};

/// First year of an end that is typed: missions locales have held files since the 1990s.
const PREMIERE_ANNEE: i16 = 1990;

/// What is wrong with an end. Its motif is one that the list "statuts-fin" offered on the last day of the accompaniment.
pub fn check(jour: Date, motif: u16, naissance: Option<Date>, today: Date) -> Vec<Faute> {
    let known = Catalogue::get("statuts-fin").and_then(|liste| liste.by_code(motif));
    against(jour, known, naissance, today)
}

fn against(jour: Date, motif: Option<&Valeur>, naissance: Option<Date>, today: Date) -> Vec<Faute> {
    let mut fautes = Vec::new();
    if jour > today {
        fautes.push(Faute::DateFuture);
    } else if naissance.is_some_and(|naissance| jour < naissance) || jour.year() < PREMIERE_ANNEE {
        fautes.push(Faute::DateHorsLimites);
    }
    if !motif.is_some_and(|motif| motif.is_offered(jour)) {
        fautes.push(Faute::MotifInconnu);
    }
    fautes
}

/// What may be wrong with an end as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says itself")]
pub enum Faute {
    DateFuture,
    DateHorsLimites,
    MotifInconnu,
}

impl Faute {
    /// The field where it is put right.
    pub const fn champ(self) -> &'static str {
        match self {
            Faute::DateFuture | Faute::DateHorsLimites => "jour",
            Faute::MotifInconnu => "motif",
        }
    }

    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Faute::DateFuture => "date-future",
            Faute::DateHorsLimites => "date-hors-limites",
            Faute::MotifInconnu => "valeur-inconnue",
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_end_is_of_a_life_and_of_the_past() {
        let (today, born) = (date(2026, 11, 23), Some(date(2005, 5, 1)));
        let wrong = |jour: Date, motif: u16, expected: &[Faute]| {
            assert_eq!(check(jour, motif, born, today), expected, "{jour}, {motif}");
        };
        wrong(today, 1, &[]);
        wrong(date(2026, 11, 24), 1, &[Faute::DateFuture]);
        wrong(date(2005, 5, 1), 1, &[]);
        wrong(date(2005, 4, 30), 1, &[Faute::DateHorsLimites]);
        wrong(date(2026, 11, 24), 999, &[Faute::DateFuture, Faute::MotifInconnu]);
        assert_eq!(check(date(1989, 12, 31), 1, None, today), [Faute::DateHorsLimites]);
        assert_eq!(check(date(1990, 1, 1), 1, None, today), []);
    }

    /// No motif has days yet; a value that has them, of another list, stands for the one that will.
    #[test]
    fn a_motif_is_one_of_the_last_day() {
        let dated = Catalogue::all().flat_map(|liste| liste.valeurs()).find(|valeur| valeur.jusqua.is_some());
        let dated = dated.expect("a value that is offered until a day");
        let last = dated.jusqua.expect("its last day");
        let today = date(2030, 1, 1);
        assert_eq!(against(last, Some(dated), None, today), []);
        assert_eq!(against(crate::delai::lendemain(last), Some(dated), None, today), [Faute::MotifInconnu]);
    }
}
