//! Draws that life needs besides those of [`Alea`]: in integers, so that no rounding differs between machines.

use crate::personnes::Alea;

/// A day's count: negative binomial of this mean (in thousandths) and shape, as a sum of geometric draws. Its variance is
/// mean + mean²/shape: some days are twice the others.
pub fn compte(alea: &mut Alea, moyenne: u64, forme: u64) -> u64 {
    let forme = forme.max(1);
    let each = moyenne / forme;
    (0..forme).map(|_| geometrique(alea, each)).sum()
}

/// Failures before a success, of this mean in thousandths.
fn geometrique(alea: &mut Alea, moyenne: u64) -> u64 {
    let mut count = 0;
    while count < 1_000 && alea.below(1_000 + moyenne) < moyenne {
        count += 1;
    }
    count
}

/// `valeur` as many times as these thousandths say, the rest by chance.
pub fn part(alea: &mut Alea, valeur: u64, pour_mille: u64) -> u64 {
    let exact = valeur * pour_mille;
    exact / 1_000 + u64::from(alea.below(1_000) < exact % 1_000)
}

/// One of a parameter's list.
pub fn un(alea: &mut Alea, parmi: &[u64]) -> u64 {
    alea.pick(parmi)
}

/// How many of `total` these thousandths are, to the nearest, and one at least: a month without its event would prove nothing.
pub fn au_moins_un(total: usize, pour_mille: u64) -> usize {
    ((total as u64 * pour_mille + 499) / 1_000).max(1) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_the_mean_and_the_spread_that_are_asked() {
        let mut alea = Alea::new(1, "vie", 0, "tirage");
        let drawn: Vec<u64> = (0..20_000).map(|_| compte(&mut alea, 17_000, 4)).collect();
        let mean = drawn.iter().sum::<u64>() as f64 / drawn.len() as f64;
        let variance = drawn.iter().map(|n| (*n as f64 - mean).powi(2)).sum::<f64>() / drawn.len() as f64;
        assert!((16.7..17.3).contains(&mean), "{mean}");
        assert!((83.0..96.0).contains(&variance), "{variance}: 17 + 17²/4 is 89");
    }

    #[test]
    fn parts_are_exact_on_average_and_events_happen() {
        let mut alea = Alea::new(1, "vie", 0, "parts");
        let sum: u64 = (0..10_000).map(|_| part(&mut alea, 7, 150)).sum();
        assert!((10_300..10_700).contains(&sum), "{sum}");
        assert_eq!([(60, 100), (3, 100), (30, 17), (6, 250)].map(|(n, share)| au_moins_un(n, share)), [6, 1, 1, 1]);
    }
}
