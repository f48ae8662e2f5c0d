//! The profiles of many, against the published ones. Tolerance: one point in a hundred, three standard deviations of
//! 20,000 draws, unless a line says more.

use domaine::{Champ, Statut};

use super::*;
use crate::donnees::structures;

const COMBIEN: usize = 20_000;

fn check(what: &str, found: usize, of: usize, per_cent: f64, tolerance: f64) {
    let share = 100.0 * found as f64 / of as f64;
    assert!((share - per_cent).abs() <= tolerance, "{what}: {share:.2} %, {per_cent} % expected");
}

#[test]
fn profiles_are_those_of_the_field() {
    let tous: Vec<Jeune> = Monde::new(4, &structures()[0], COMBIEN as u64).jeunes().collect();
    let count = |is_one: &dyn Fn(&Jeune) -> bool| tous.iter().filter(|j| is_one(j)).count();
    let of_all = |what, per_cent, is_one: &dyn Fn(&Jeune) -> bool| check(what, count(is_one), COMBIEN, per_cent, 1.0);

    of_all("women", 48.0, &|j| j.feminin);
    for (tranche, per_cent) in [(16..=17, 6.0), (18..=21, 48.0), (22..=25, 40.0), (26..=26, 6.0)] {
        of_all("age", per_cent, &|j| tranche.contains(&j.date_naissance.age(AUJOURDHUI)));
    }
    for (niveaux, per_cent) in [("45678", 45.0), ("3", 32.0), ("12CX", 23.0)] {
        of_all(niveaux, per_cent, &|j| niveaux.contains(j.niveau));
    }
    for (statut, per_cent) in [(Statut::Actif, 33.0), (Statut::EnVeille, 64.0), (Statut::FinAccompagnement, 3.0)] {
        of_all(statut.key(), per_cent, &|j| j.statut == statut);
    }

    // 6,600 of them: three standard deviations are 1.9 points.
    let actifs = count(&|j| j.statut == Statut::Actif);
    let of_actifs = |champ: Champ, keys: &[&str], per_cent: f64| {
        let has = |j: &Jeune| j.statut == Statut::Actif && j.champ(champ).is_some_and(|value| keys.contains(&value));
        check(champ.key(), count(&has), actifs, per_cent, 1.9);
    };
    of_actifs(Champ::Logement, &["locataire", "proprietaire", "residence-etudiante"], 19.0);
    of_actifs(Champ::Logement, &["heberge-parents", "heberge-famille", "heberge-amis"], 70.0);
    of_actifs(Champ::Logement, &["foyer", "chrs", "hotel", "sans-hebergement", "squat"], 9.0);
    of_actifs(Champ::Permis, &["b"], 34.0);
    of_actifs(Champ::Permis, &["b-en-cours", "code-en-cours"], 14.0);
    of_actifs(Champ::Locomotions, &["voiture", "deux-roues"], 29.0);
    of_actifs(Champ::SituationFamiliale, &["concubinage", "marie", "pacse"], 10.0);
    of_actifs(Champ::EnfantsACharge, &["1", "2", "3"], 9.0);
    of_actifs(Champ::Qpv, &["oui"], 15.0);
    of_actifs(Champ::Frr, &["oui"], 12.0);
    // No source: what looks like a mission locale.
    of_actifs(Champ::Rqth, &["reconnue"], 3.0);
}

#[test]
fn the_year_has_its_seasons() {
    let mut entrees = [0_usize; 12];
    let mut contacts = [0_usize; 12];
    for jeune in Monde::new(4, &structures()[3], COMBIEN as u64).jeunes().filter(|j| j.statut == Statut::Actif) {
        // Whole years only, or the months of today would count once more.
        if jeune.date_accueil.days() > AUJOURDHUI.days() - 730 && jeune.date_naissance.age(AUJOURDHUI) > 18 {
            entrees[usize::from(jeune.date_accueil.mois - 1)] += 1;
        }
        for evenement in jeune.evenements.iter().skip(1) {
            contacts[usize::from(evenement.date.mois - 1)] += 1;
        }
    }
    let against_mean =
        |months: &[usize; 12], month: usize| months[month] as f64 * 12.0 / months.iter().sum::<usize>() as f64;
    // 5,500 entries, 460 a month: three standard deviations are about 0.18 of the mean.
    for (month, expected) in [(8, 1.6), (9, 1.6), (7, 0.45)] {
        let found = against_mean(&entrees, month);
        assert!((found - expected).abs() < 0.22, "entries of month {}: {found:.2} of the mean", month + 1);
    }
    assert!(against_mean(&contacts, 7) < 0.6, "August is quiet");
}
