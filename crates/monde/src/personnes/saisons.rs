//! The year of a mission locale: September and October are full, August is empty.

use super::{Alea, Jour};

/// Entries of each month against the mean of the year, in thousandths: September and October at 1.6.
const ENTREES: [u64; 12] = [1000, 900, 950, 900, 850, 950, 850, 450, 1600, 1600, 1050, 900];

/// Likewise, contacts with those who are there already: holidays empty the agenda, of the young and of the agents.
const CONTACTS: [u64; 12] = [1050, 950, 1050, 950, 900, 1050, 850, 450, 1200, 1250, 1150, 850];

/// A working day between both, drawn by the entries of its month. Both ends may move to the Friday before.
pub(super) fn entree(alea: &mut Alea, debut: i64, fin: i64) -> Jour {
    let largeur = (fin - debut).max(0) as u64 + 1;
    let mut jour = Jour::from_days(debut + alea.below(largeur) as i64);
    // Sixteen tries: a window of August alone still gives a day.
    for _ in 0..16 {
        if alea.below(1600) < ENTREES[usize::from(jour.mois - 1)] {
            break;
        }
        jour = Jour::from_days(debut + alea.below(largeur) as i64);
    }
    jour.working()
}

/// Whether a contact that would happen `pour_mille` times in a thousand happens on this day.
pub(super) fn contact(alea: &mut Alea, pour_mille: u64, jour: Jour) -> bool {
    alea.below(1_000_000) < pour_mille * CONTACTS[usize::from(jour.mois - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_the_year_is_one() {
        for (poids, ecart) in [(ENTREES, 10), (CONTACTS, 40)] {
            assert!((poids.iter().sum::<u64>() / 12).abs_diff(1000) <= ecart, "{poids:?}");
        }
    }

    #[test]
    fn a_window_of_august_alone_still_gives_a_day() {
        let mut alea = Alea::new(1, "essai", 0, "saisons");
        let debut = Jour { annee: 2026, mois: 8, jour: 10 }.days();
        for _ in 0..200 {
            let jour = entree(&mut alea, debut, debut + 4);
            assert_eq!((jour.mois, (7..=14).contains(&jour.jour)), (8, true), "{jour}");
        }
    }
}
