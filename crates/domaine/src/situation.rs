//! Situations: what a young person lives at a given time, work, training or neither (décret 2015-59, annexe, II). This
//! is what the statistics of a mission locale are made of.
//!
//! Only what a rule needs stands here. Employer, place and comment are personal texts and stay in the sealed record.

mod categorie;
mod compte;
#[cfg(test)]
pub(crate) mod essais;
mod motif;
mod rome;
mod saisie;
mod suites;
mod type_situation;

use std::cmp::Reverse;

use jiff::civil::Date;

pub use categorie::Categorie;
pub use compte::{Contexte, Periode, Prescription, pourquoi_pas_comptee};
pub use motif::{Geste, Motif};
pub use rome::Rome;
pub use saisie::{DATE_MAX, Faute, Jour, Saisie, check};
pub use suites::{Chevauchement, a_clore, a_renouveler, chevauchements};
pub use type_situation::TypeSituation;

/// Where a situation stands, in the words of the exchanges with the CEJ application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum Etat {
    Prevu = 1,
    EnCours = 2,
    Termine = 3,
}

impl Etat {
    /// All, in the order of a life.
    pub const ALL: [Etat; 3] = [Etat::Prevu, Etat::EnCours, Etat::Termine];

    /// Its key in forms and translations.
    pub const fn key(self) -> &'static str {
        match self {
            Etat::Prevu => "prevu",
            Etat::EnCours => "en-cours",
            Etat::Termine => "termine",
        }
    }

    /// Its word in exchanges.
    pub const fn api(self) -> &'static str {
        match self {
            Etat::Prevu => "PREVU",
            Etat::EnCours => "EN_COURS",
            Etat::Termine => "TERMINE",
        }
    }

    /// Its place in the rule of the current situation: what is lived, then what is to come, then what is over.
    const fn rang(self) -> u8 {
        match self {
            Etat::EnCours => 1,
            Etat::Prevu => 2,
            Etat::Termine => 3,
        }
    }
}

/// One situation of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Situation {
    /// Number of the line in its dossier, growing in the order in which situations were written.
    pub num: u32,
    /// One of the nine.
    pub categorie: Categorie,
    /// Code of the list `situation-types`, or of a structure's own type (from 1,000).
    pub type_: u16,
    /// Code of the list `contrats`.
    pub contrat: Option<u16>,
    /// First day, included.
    pub debut: Date,
    /// Last day as it was announced, included.
    pub fin_prevue: Option<Date>,
    /// Last day as it was, included.
    pub fin: Option<Date>,
    /// The métier: exercised, prepared or discovered.
    pub rome: Option<Rome>,
}

impl Situation {
    /// The last day, included: the real one, else the announced one. A fixed-term contract that nobody closed is over
    /// after its announced end; [`Situation::fin_a_confirmer`] then asks for the real day. No text says so: it is the
    /// choice that never shows as lived what was announced as finished.
    pub fn dernier_jour(&self) -> Option<Date> {
        self.fin.or(self.fin_prevue)
    }

    /// Where it stands that day. First and last days are lived: EN_COURS on the last one, TERMINE the day after.
    pub fn etat(&self, today: Date) -> Etat {
        if today < self.debut {
            return Etat::Prevu;
        }
        match self.dernier_jour() {
            Some(dernier) if dernier < today => Etat::Termine,
            _ => Etat::EnCours,
        }
    }

    /// Whether it is over by its announced end alone, so that somebody must say what became of it.
    pub fn fin_a_confirmer(&self, today: Date) -> bool {
        self.fin.is_none() && self.etat(today) == Etat::Termine
    }

    /// The category in the words of exchanges, where the PMSMP has its own. Without one, the situation is not exchanged.
    pub fn api(&self) -> Option<&'static str> {
        self.a_part().map(|(_, api)| api).or(self.categorie.api())
    }

    /// Its place among situations in the same state: that of its category, and a PMSMP comes just after the other
    /// immersions.
    pub fn rang(&self) -> u8 {
        self.a_part().map_or(self.categorie.number(), |(rang, _)| rang)
    }

    fn a_part(&self) -> Option<(u8, &'static str)> {
        TypeSituation::of(self.type_).filter(|nature| nature.categorie == self.categorie)?.a_part
    }
}

/// The situation by which a dossier is read that day: EN_COURS before PREVU before TERMINE, then the order of the
/// categories, then the latest beginning, then the last written. Some situation whenever there is one, and the same
/// whatever the order in which they come (rule of the CEJ application; the two last criteria are ours).
pub fn courante(situations: &[Situation], today: Date) -> Option<&Situation> {
    // Last, the whole situation: a number that came twice changes nothing to it.
    situations.iter().min_by_key(|s| (s.etat(today).rang(), s.rang(), Reverse(s.debut), Reverse(s.num), **s))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::essais::{Hasard, situation};
    use super::*;

    #[test]
    fn first_and_last_days_are_lived() {
        let today = date(2026, 11, 23);
        let (hier, demain) = (date(2026, 11, 22), date(2026, 11, 24));
        let check = |debut: Date, fin_prevue: Option<Date>, fin: Option<Date>, expected: Etat| {
            let s = Situation { debut, fin_prevue, fin, ..situation(1, Categorie::Emploi) };
            assert_eq!(s.etat(today), expected, "{debut} {fin_prevue:?} {fin:?}");
        };
        check(demain, None, None, Etat::Prevu);
        check(today, None, None, Etat::EnCours);
        check(today, None, Some(today), Etat::EnCours); // one day long
        check(hier, None, Some(hier), Etat::Termine);
        check(hier, Some(today), None, Etat::EnCours);
        check(hier, Some(hier), None, Etat::Termine);
        check(hier, Some(demain), Some(hier), Etat::Termine); // broken before its term
        check(hier, Some(hier), Some(demain), Etat::EnCours); // prolonged beyond it
        check(demain, Some(hier), Some(hier), Etat::Prevu); // dates that no form accepts: an answer nevertheless
        check(Date::MIN, Some(Date::MAX), None, Etat::EnCours);
    }

    #[test]
    fn an_announced_end_is_to_confirm_from_the_day_after() {
        let check = |fin_prevue: Option<Date>, fin: Option<Date>, today: Date, expected: bool| {
            let s = Situation { debut: date(2026, 1, 5), fin_prevue, fin, ..situation(1, Categorie::Emploi) };
            assert_eq!(s.fin_a_confirmer(today), expected, "{fin_prevue:?} {fin:?} at {today}");
        };
        let terme = Some(date(2026, 6, 30));
        check(terme, None, date(2026, 6, 30), false);
        check(terme, None, date(2026, 7, 1), true);
        check(terme, terme, date(2026, 7, 1), false);
        check(None, None, date(2026, 7, 1), false);
    }

    #[test]
    fn the_current_one() {
        let today = date(2026, 11, 23);
        let open = |num, categorie, debut| Situation { debut, ..situation(num, categorie) };
        let over = |num, categorie, debut, fin| Situation { fin: Some(fin), ..open(num, categorie, debut) };
        let check = |situations: &[Situation], expected: Option<u32>, why: &str| {
            assert_eq!(courante(situations, today).map(|s| s.num), expected, "{why}");
            let backwards: Vec<Situation> = situations.iter().rev().copied().collect();
            assert_eq!(courante(&backwards, today).map(|s| s.num), expected, "{why}, backwards");
        };
        let (avant, demain) = (date(2026, 9, 1), date(2026, 11, 24));
        let cherche = open(1, Categorie::DemandeurEmploi, avant);
        let emploi_prevu = open(2, Categorie::Emploi, demain);
        let emploi_fini = over(3, Categorie::Emploi, avant, date(2026, 11, 22));
        let emploi_dernier_jour = over(4, Categorie::Emploi, avant, today);
        check(&[], None, "none without a situation");
        check(&[emploi_fini], Some(3), "what is over, when there is nothing else");
        check(&[cherche, emploi_prevu], Some(1), "lived before to come, whatever the category");
        check(&[emploi_prevu, emploi_fini], Some(2), "to come before over");
        check(&[cherche, emploi_fini], Some(1), "over since yesterday");
        check(&[cherche, emploi_dernier_jour], Some(4), "its last day is lived");
        check(&[open(5, Categorie::Formation, avant), cherche], Some(5), "the order of the categories");
        check(&[cherche, open(6, Categorie::DemandeurEmploi, today)], Some(6), "the latest beginning");
        check(&[cherche, open(7, Categorie::DemandeurEmploi, avant)], Some(7), "the last written");
        let twice = Situation { contrat: Some(1), ..cherche };
        assert_eq!(courante(&[cherche, twice], today), courante(&[twice, cherche], today), "one number twice");
        check(&[open(8, Categorie::Inconnue, avant), open(9, Categorie::NonProfessionnelle, avant)], Some(9), "last");
    }

    #[test]
    fn every_order_of_five_says_the_same() {
        let mut hasard = Hasard::new(20_261_123);
        for _ in 0..200 {
            let mut situations: Vec<Situation> = (0..5).map(|_| hasard.situation()).collect();
            let today = hasard.day();
            let expected = courante(&situations, today).copied();
            assert!(expected.is_some());
            permutations(&mut situations, 5, &mut |order| {
                assert_eq!(courante(order, today).copied(), expected, "{order:?} at {today}");
            });
        }
    }

    #[test]
    fn the_current_one_is_never_beaten() {
        let mut hasard = Hasard::new(7);
        for round in 0..2_000 {
            let situations: Vec<Situation> = (0..round % 12).map(|_| hasard.situation()).collect();
            let today = hasard.day();
            let Some(found) = courante(&situations, today) else {
                assert!(situations.is_empty());
                continue;
            };
            let lived = situations.iter().any(|s| s.etat(today) == Etat::EnCours);
            assert_eq!(found.etat(today) == Etat::EnCours, lived, "{situations:?} at {today}");
            let same_state = situations.iter().filter(|s| s.etat(today) == found.etat(today));
            assert!(same_state.clone().all(|s| found.rang() <= s.rang()));
            let same_rank = same_state.filter(|s| s.rang() == found.rang());
            assert!(same_rank.clone().all(|s| (found.debut, found.num) >= (s.debut, s.num)));
        }
    }

    fn permutations(items: &mut [Situation], k: usize, seen: &mut impl FnMut(&[Situation])) {
        if k <= 1 {
            return seen(items);
        }
        for i in 0..k {
            permutations(items, k - 1, seen);
            items.swap(if k.is_multiple_of(2) { i } else { 0 }, k - 1);
        }
    }
}
