//! Listes de repérage, a day at a time.

use jiff::civil::{Date, date};

use super::*;

const REGLES: Regles = Regles { tentatives_max: 3, premier_contact_jours: 15 };
const RECU: Date = date(2026, 8, 31);

/// Contacted, no answer.
const VAIN: Issue = Issue { code: 4, joint: false, clos: false };
/// Out of reach, and said so.
const ABANDON: Issue = Issue { code: 6, joint: false, clos: true };
/// Reached, and to be called again.
const PARLE: Issue = Issue { code: 90, joint: true, clos: false };
/// Comes to the mission locale.
const VIENT: Issue = Issue { code: 1, joint: true, clos: true };

fn suivi(naissance: Option<Date>, issues: &[Issue]) -> Suivi {
    let tentatives = issues.iter().map(|&issue| Tentative { le: RECU, issue }).collect();
    Suivi { recu: RECU, naissance, obligation: false, tentatives }
}

#[test]
fn whom_to_call_first() {
    let check = |naissance: Date, issues: &[Issue], today: Date, expected: Priorite| {
        assert_eq!(
            suivi(Some(naissance), issues).priorite(REGLES, today),
            expected,
            "{naissance}, {issues:?} at {today}"
        );
    };
    let (adulte, today) = (date(2004, 5, 2), date(2026, 9, 15));
    check(adulte, &[], RECU, Priorite::ATraiter);
    check(adulte, &[], today, Priorite::ATraiter);
    check(adulte, &[], date(2026, 9, 16), Priorite::Prioritaire);
    check(adulte, &[VAIN], date(2026, 9, 16), Priorite::ATraiter);
    check(adulte, &[VAIN; 2], today, Priorite::ATraiter);
    check(adulte, &[VAIN; 3], today, Priorite::Injoignable);
    check(adulte, &[VAIN, VAIN, PARLE, VAIN, VAIN], today, Priorite::ATraiter);
    check(adulte, &[PARLE, VAIN, VAIN, VAIN], today, Priorite::Injoignable);
    check(adulte, &[ABANDON], today, Priorite::Injoignable);
    check(adulte, &[PARLE, ABANDON], today, Priorite::Traite);
    check(adulte, &[VIENT], today, Priorite::Traite);
    check(adulte, &[VIENT, PARLE], today, Priorite::ATraiter);

    check(date(2010, 9, 15), &[], today, Priorite::Prioritaire);
    check(date(2010, 9, 16), &[], today, Priorite::ATraiter);
    check(date(2008, 9, 16), &[VAIN], today, Priorite::Prioritaire);
    check(date(2008, 9, 15), &[VAIN], today, Priorite::ATraiter);
    check(date(2009, 1, 1), &[VAIN; 3], today, Priorite::Injoignable);
    check(date(2009, 1, 1), &[VIENT], today, Priorite::Traite);
}

#[test]
fn the_obligation_ends_at_eighteen() {
    let check = |naissance: Option<Date>, obligation: bool, today: Date, expected: bool| {
        let suivi = Suivi { obligation, ..suivi(naissance, &[]) };
        assert_eq!(suivi.est_sous_obligation(today), expected, "{naissance:?}, {obligation} at {today}");
    };
    let fevrier = Some(date(2008, 2, 29));
    check(fevrier, false, date(2024, 2, 28), false);
    check(fevrier, false, date(2024, 2, 29), true);
    check(fevrier, false, date(2026, 2, 28), true);
    check(fevrier, true, date(2026, 3, 1), false);
    check(None, true, date(2026, 3, 1), true);
    check(None, false, date(2026, 3, 1), false);
}

#[test]
fn who_was_never_reached_is_erased() {
    let check = |issues: &[Issue], today: Date, expected: bool| {
        assert_eq!(suivi(None, issues).a_purger(today, 6), expected, "{issues:?} at {today}");
    };
    let (last, past) = (date(2027, 2, 28), date(2027, 3, 1));
    check(&[], last, false);
    check(&[], past, true);
    check(&[VAIN, ABANDON], last, false);
    check(&[VAIN, ABANDON], past, true);
    check(&[PARLE], past, false);
    check(&[PARLE, VAIN, ABANDON], past, false);
    assert_eq!(suivi(None, &[VAIN]).purge_le(6), Some(past));
    assert_eq!(suivi(None, &[VIENT]).purge_le(6), None);
}

#[test]
fn attempts_keep_their_days() {
    let today = date(2026, 9, 15);
    let mut suivi = suivi(None, &[]);
    let mut add = |le: Date, issue: Issue| suivi.ajouter(Tentative { le, issue }, today);
    assert_eq!(add(date(2026, 8, 30), VAIN), Err(Faute::AvantReception));
    assert_eq!(add(date(2026, 9, 16), VAIN), Err(Faute::AVenir));
    assert_eq!(add(today, PARLE), Ok(()));
    assert_eq!(add(RECU, VAIN), Ok(()));
    assert_eq!(add(today, VIENT), Ok(()));
    let issues: Vec<_> = suivi.tentatives.iter().map(|t| t.issue).collect();
    assert_eq!(issues, [VAIN, PARLE, VIENT]);

    suivi.tentatives = vec![Tentative { le: RECU, issue: VAIN }; TENTATIVES_MAX - 1];
    assert_eq!(suivi.ajouter(Tentative { le: today, issue: VAIN }, today), Ok(()));
    assert_eq!(suivi.ajouter(Tentative { le: today, issue: VAIN }, today), Err(Faute::TropDeTentatives));
}

#[test]
fn seven_lines_of_ten_make_a_structure_engaged() {
    let check = |treated: usize, open: usize, expected: Option<bool>| {
        let lines = [vec![suivi(None, &[ABANDON]); treated], vec![suivi(None, &[VAIN]); open]].concat();
        let avancement = Avancement::of(&lines);
        assert_eq!((avancement.total, avancement.traites), (treated + open, treated));
        assert_eq!(avancement.est_engage(70), expected, "{treated} of {}", treated + open);
    };
    check(0, 0, None);
    check(7, 3, Some(true));
    check(69, 31, Some(false));
    check(70, 30, Some(true));
    check(2, 1, Some(false));
}

#[test]
fn results_come_from_the_catalogue() {
    assert_eq!(Issue::from_code(1), Some(VIENT));
    assert_eq!(Issue::from_code(4), Some(VAIN));
    assert_eq!(Issue::from_code(6), Some(ABANDON));
    assert_eq!(Issue::from_code(9_999), None);
    assert!(Priorite::ALL.iter().all(|p| Priorite::from_key(p.key()) == Some(*p)));
}
