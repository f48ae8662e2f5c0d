//! Situations seen one after the other: which overlap, and which ends with nothing behind it.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Categorie, Situation};

/// Two situations of one professional category lived at once: a remark, never a refusal, because two part-time jobs exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chevauchement {
    /// The category of both.
    pub categorie: Categorie,
    /// Number of the one that began first.
    pub avant: u32,
    /// Number of the one that began while it lasted.
    pub apres: u32,
    /// First common day.
    pub du: Date,
    /// Last common day, included.
    pub au: Date,
}

/// The overlaps that deserve a question, by category then by day. Categories overlap freely with each other; within one
/// that is professional ([`Categorie::is_professionnelle`]) each situation is compared with the one that lasts longest
/// among those begun before it, so that there are at most as many remarks as situations.
///
/// A situation without end is taken to last until `today` and no further: what is to come is no overlap until its day.
pub fn chevauchements(situations: &[Situation], today: Date) -> Vec<Chevauchement> {
    let mut ordered: Vec<&Situation> = situations.iter().filter(|s| s.categorie.is_professionnelle()).collect();
    ordered.sort_by_key(|s| (s.categorie, s.debut, s.num, **s));
    let mut found = Vec::new();
    let mut longest: Option<&Situation> = None;
    for situation in ordered {
        let before = longest.filter(|before| before.categorie == situation.categorie);
        let (Some(before), fin) = (before, lived_until(situation, today)) else {
            longest = Some(situation);
            continue;
        };
        let fin_before = lived_until(before, today);
        let (du, au) = (situation.debut, fin.min(fin_before));
        if du <= au {
            let (avant, apres) = (before.num, situation.num);
            found.push(Chevauchement { categorie: situation.categorie, avant, apres, du, au });
        }
        if fin >= fin_before {
            longest = Some(situation);
        }
    }
    found
}

/// The situation after which nothing is known: it ended, or ends within `days` days (the last one included), and no
/// other lasts beyond it. Actions of the week follow nothing; an unknown situation does, since somebody has said so, and
/// is itself without end. When several end last on one day, the one of first rank.
pub fn a_renouveler(situations: &[Situation], today: Date, days: u16) -> Option<&Situation> {
    let horizon = today.saturating_add(i64::from(days).days());
    let lasting = situations.iter().filter(|s| s.categorie != Categorie::NonProfessionnelle);
    let mut last: Option<(&Situation, Date)> = None;
    for situation in lasting {
        // One that never ends is followed by itself: nothing is to be asked.
        let fin = situation.dernier_jour()?;
        let order = |s: &Situation| (s.rang(), std::cmp::Reverse((s.debut, s.num)), *s);
        let is_later =
            |(known, latest): (&Situation, Date)| fin > latest || (fin == latest && order(situation) < order(known));
        if last.is_none_or(is_later) {
            last = Some((situation, fin));
        }
    }
    last.filter(|(_, fin)| *fin <= horizon).map(|(situation, _)| situation)
}

/// The situations that a new one probably closes on its eve, to be proposed and never done unasked: those without end,
/// begun before, of its category; and an unknown one, since something is known again. Actions of the week close nothing.
pub fn a_clore<'a>(situations: &'a [Situation], nouvelle: &Situation) -> Vec<&'a Situation> {
    if nouvelle.categorie == Categorie::NonProfessionnelle {
        return Vec::new();
    }
    let is_closed = |s: &&Situation| {
        let is_replaced = s.categorie == nouvelle.categorie || s.categorie == Categorie::Inconnue;
        is_replaced && s.num != nouvelle.num && s.dernier_jour().is_none() && s.debut < nouvelle.debut
    };
    situations.iter().filter(is_closed).collect()
}

fn lived_until(situation: &Situation, today: Date) -> Date {
    situation.dernier_jour().unwrap_or(today.max(situation.debut))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::essais::{Hasard, situation};
    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn from(num: u32, categorie: Categorie, debut: Date, fin: Option<Date>) -> Situation {
        Situation { debut, fin_prevue: fin, ..situation(num, categorie) }
    }

    #[test]
    fn overlaps() {
        let check = |situations: &[Situation], expected: &[(u32, u32, Date, Date)], why: &str| {
            let found: Vec<_> =
                chevauchements(situations, TODAY).iter().map(|c| (c.avant, c.apres, c.du, c.au)).collect();
            assert_eq!(found, expected, "{why}");
        };
        let emploi = |num, debut, fin| from(num, Categorie::Emploi, debut, fin);
        let (juin_1, juin_30, juillet_1) = (date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 1));
        let premier = emploi(1, juin_1, Some(juin_30));
        check(&[], &[], "nothing");
        check(&[premier], &[], "one alone");
        check(&[premier, emploi(2, juillet_1, None)], &[], "the day after");
        check(&[premier, emploi(2, juin_30, None)], &[(1, 2, juin_30, juin_30)], "the same last day");
        check(&[emploi(2, juin_30, None), premier], &[(1, 2, juin_30, juin_30)], "whatever the order");
        let open = emploi(1, juin_1, None);
        check(&[open, emploi(2, TODAY, None)], &[(1, 2, TODAY, TODAY)], "begins today, the first never closed");
        check(&[open, emploi(2, date(2026, 11, 24), None)], &[], "begins tomorrow: there is time to close");
        check(&[open, emploi(2, juillet_1, Some(juillet_1))], &[(1, 2, juillet_1, juillet_1)], "inside");
        let inside = [open, emploi(2, juin_30, Some(juin_30)), emploi(3, juillet_1, None)];
        check(&inside, &[(1, 2, juin_30, juin_30), (1, 3, juillet_1, TODAY)], "each against the longest");
        check(&[open, from(2, Categorie::Formation, juin_30, None)], &[], "two categories");
        let actions = [1, 2].map(|num| from(num, Categorie::NonProfessionnelle, juin_1, Some(juin_30)));
        check(&actions, &[], "actions of the week");
        let inconnues = [1, 2].map(|num| from(num, Categorie::Inconnue, juin_1, None));
        check(&inconnues, &[], "unknown");
    }

    #[test]
    fn overlaps_are_real_and_none_is_forgotten() {
        let mut hasard = Hasard::new(5_000);
        for round in 0..2_000 {
            let mut situations: Vec<Situation> = (0..round % 9).map(|_| hasard.situation()).collect();
            for (num, s) in situations.iter_mut().enumerate() {
                s.num = num as u32;
                s.fin = s.dernier_jour().map(|fin| fin.max(s.debut));
            }
            let today = hasard.day();
            let found = chevauchements(&situations, today);
            let meet = |a: &Situation, b: &Situation| {
                a.categorie == b.categorie
                    && a.categorie.is_professionnelle()
                    && a.debut <= lived_until(b, today)
                    && b.debut <= lived_until(a, today)
            };
            for c in &found {
                assert!(meet(&situations[c.avant as usize], &situations[c.apres as usize]), "{c:?}");
            }
            let begun_before = |a: &Situation, b: &Situation| (a.debut, a.num) < (b.debut, b.num);
            for s in &situations {
                let expected = situations.iter().any(|other| begun_before(other, s) && meet(other, s));
                assert_eq!(found.iter().filter(|c| c.apres == s.num).count(), usize::from(expected), "{s:?}");
            }
        }
    }

    #[test]
    fn five_thousand_lines_give_at_most_as_many_remarks() {
        let all: Vec<Situation> = (0..5_000).map(|num| from(num, Categorie::Emploi, date(2026, 1, 1), None)).collect();
        assert_eq!(chevauchements(&all, TODAY).len(), 4_999);
    }

    #[test]
    fn what_a_new_one_closes() {
        let open = |num, categorie, debut| from(num, categorie, debut, None);
        let check = |before: Situation, nouvelle: Situation, expected: bool| {
            assert_eq!(!a_clore(&[before], &nouvelle).is_empty(), expected, "{before:?} by {nouvelle:?}");
        };
        let emploi = open(2, Categorie::Emploi, TODAY);
        let (avant, hier) = (date(2026, 1, 1), date(2026, 11, 22));
        check(open(1, Categorie::Emploi, hier), emploi, true);
        check(open(1, Categorie::Emploi, TODAY), emploi, false); // its end would come before its beginning
        check(from(1, Categorie::Emploi, avant, Some(date(2027, 1, 1))), emploi, false); // its end is told
        check(open(2, Categorie::Emploi, avant), emploi, false); // itself, corrected
        check(open(1, Categorie::Inconnue, avant), emploi, true);
        check(open(1, Categorie::DemandeurEmploi, avant), emploi, false); // part-time workers stay registered
        check(open(1, Categorie::DemandeurEmploi, avant), open(2, Categorie::DemandeurEmploi, TODAY), true);
        let action = |num, debut| open(num, Categorie::NonProfessionnelle, debut);
        check(action(1, avant), action(2, TODAY), false);
        check(open(1, Categorie::Inconnue, avant), action(2, TODAY), false);
    }

    #[test]
    fn ended_and_not_followed() {
        let check = |situations: &[Situation], expected: Option<u32>, why: &str| {
            assert_eq!(a_renouveler(situations, TODAY, 30).map(|s| s.num), expected, "{why}");
            let backwards: Vec<Situation> = situations.iter().rev().copied().collect();
            assert_eq!(a_renouveler(&backwards, TODAY, 30).map(|s| s.num), expected, "{why}, backwards");
        };
        let avant = date(2026, 1, 1);
        let emploi = |num, fin| from(num, Categorie::Emploi, avant, fin);
        let hier = Some(date(2026, 11, 22));
        check(&[], None, "nothing");
        check(&[emploi(1, None)], None, "without end");
        check(&[emploi(1, hier)], Some(1), "ended yesterday");
        check(&[emploi(1, Some(date(2019, 6, 30)))], Some(1), "ended long ago");
        check(&[emploi(1, Some(date(2026, 12, 23)))], Some(1), "ends on the thirtieth day");
        check(&[emploi(1, Some(date(2026, 12, 24)))], None, "ends the day after");
        let follows = |categorie, debut, fin| [emploi(1, hier), from(2, categorie, debut, fin)];
        check(&follows(Categorie::DemandeurEmploi, TODAY, None), None, "followed");
        check(&follows(Categorie::Formation, date(2027, 1, 4), None), None, "to be followed");
        check(&follows(Categorie::Inconnue, TODAY, None), None, "said to be unknown");
        check(&follows(Categorie::NonProfessionnelle, TODAY, Some(TODAY)), Some(1), "an action follows nothing");
        check(&follows(Categorie::Immersion, TODAY, Some(TODAY)), Some(2), "followed by what ends too");
        check(&follows(Categorie::Formation, avant, hier), Some(1), "both end that day: the first rank");
        let closed = Situation { fin: hier, ..emploi(1, Some(date(2027, 6, 30))) };
        check(&[closed], Some(1), "broken before its term: the real end counts");
        assert_eq!(a_renouveler(&[emploi(1, Some(Date::MAX))], Date::MAX, u16::MAX).map(|s| s.num), Some(1));
    }
}
