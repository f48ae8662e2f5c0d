//! A September with 300 newcomers in a region: how long they wait for their first dossier, and what makes them wait.
//!
//! The fold is the real one; its people are invented, and so are their hours (`calendrier`, `gens`). The page in
//! `docs/mesures/` is what these histories give: a limit that changes, changes it.

mod bilan;
mod bureau;
mod calendrier;
mod deroule;
mod equipe;
mod gens;

use std::fmt::Write;

use bilan::Bilan;
use deroule::play;
use gens::ARRIVEES;

const GRAINES: [u64; 5] = [1, 2, 3, 4, 5];

#[test]
fn half_of_the_newcomers_open_their_first_dossier_within_three_working_days() {
    let page = page(&GRAINES.map(|graine| play(graine, true)), &GRAINES.map(|graine| play(graine, false)));
    assert!(
        include_str!("../../../../docs/habilitations/septembre.md").ends_with(&page),
        "the figures are now:\n{page}"
    );
}

#[test]
fn nobody_waits_for_an_approver_who_is_locked_out() {
    for graine in GRAINES {
        let bilan = play(graine, true);
        // Wrong, and known: a login after the lapse ends the grace. Every other wait of this sort is refused here, and the
        // page counts these; where a login leaves no sleep but the one that it cures, there is none.
        assert!(bilan.attend_bloque.is_empty(), "history {graine}: {} waited", bilan.attend_bloque.len());
        assert!(!bilan.bloques.is_empty(), "somebody is locked out in history {graine}, else nothing is shown");
        assert_eq!((bilan.jours.len(), bilan.ceremonies), (ARRIVEES, 0), "history {graine}");
        assert!(rank(&bilan.jours, 50) <= 3, "history {graine}: median of {} working days", rank(&bilan.jours, 50));
    }
}

fn page(raised: &[Bilan], plain: &[Bilan]) -> String {
    let mut page = String::from("| history | median | p90 | max | within 3 days |\n|---|---|---|---|---|\n");
    for (name, bilans) in [("raised", raised), ("not raised", plain)] {
        for (graine, b) in GRAINES.iter().zip(bilans) {
            let (median, p90, max) = (rank(&b.jours, 50), rank(&b.jours, 90), rank(&b.jours, 100));
            let within = 100.0 * within(b, 3) as f64 / ARRIVEES as f64;
            writeln!(page, "| {graine}, quota {name} | {median} | {p90} | {max} | {within:.1} % |").expect("a string");
        }
    }
    page.push_str("\n| of 1,500 newcomers, by working day | 0 | 1 | 2 | 3 | 4 | 5 | 7 | 10 | 15 | 20 | 30 |\n");
    page.push_str("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (name, bilans) in [("raised", raised), ("not raised", plain)] {
        let share = |day: u64| {
            let all: usize = bilans.iter().map(|b| within(b, day)).sum();
            format!("{:.1} %", 100.0 * all as f64 / (ARRIVEES * GRAINES.len()) as f64)
        };
        let cells = [0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30].map(share);
        writeln!(page, "| opened their first dossier, quota {name} | {} |", cells.join(" | ")).expect("a string");
    }
    page.push_str("\n| over the five histories | quota raised | not raised |\n|---|---|---|\n");
    for (what, count) in ROWS {
        let [a, b] = [raised, plain].map(|bilans| bilans.iter().map(count).sum::<u64>());
        writeln!(page, "| {what} | {a} | {b} |").expect("a string");
    }
    for (place, what) in
        ["known to proposed", "proposed to approved", "present and approved to keys bound"].iter().enumerate()
    {
        let [a, b] = [raised, plain].map(|bilans| {
            let all: Vec<u64> = bilans.iter().flat_map(|b| b.etapes[place].clone()).collect();
            format!("{:.1} h, {:.1} h", rank(&all, 50) as f64 / 60.0, rank(&all, 90) as f64 / 60.0)
        });
        writeln!(page, "| {what}, by the clock: median, p90 | {a} | {b} |").expect("a string");
    }
    page
}

type Row = (&'static str, fn(&Bilan) -> u64);

const ROWS: [Row; 14] = [
    ("newcomers", |b| b.jours.len() as u64),
    ("demands drawn again", |b| b.retirees.len() as u64),
    ("draws beyond the first", |b| b.retirages),
    ("of them, on a day when nobody works", |b| b.retirages_chomes),
    ("demands that came to their fifth and last draw", |b| b.derniers_tirages),
    ("demands that ended after it, and were made again", |b| b.recommencees),
    ("ceremonies", |b| b.ceremonies),
    ("gestionnaires locked out at some hour", |b| b.bloques.len() as u64),
    ("demands that waited for one of them", |b| b.attend_bloque.len() as u64),
    ("put off: two of the proposer's were pending", |b| b.deux_en_attente.len() as u64),
    ("put off: the week's accounts, of the proposer or the structure", |b| b.quota_comptes.len() as u64),
    ("put off: three newcomers a week for each parrain", |b| b.quota_parrains.len() as u64),
    ("put off: no parrain at work and free at that moment", |b| b.sans_parrain.len() as u64),
    ("most approvals of one person, added up", |b| b.approbations_max),
];

fn within(bilan: &Bilan, days: u64) -> usize {
    bilan.jours.iter().filter(|jours| **jours <= days).count()
}

/// The value below which so many in a hundred are.
fn rank(values: &[u64], percent: usize) -> u64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let place = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(place).copied().unwrap_or(0)
}
