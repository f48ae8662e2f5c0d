//! Two ways of asking the same thing: one request at a time, then one thread for each asker.

use std::thread;
use std::time::Instant;

use super::MesureError;
use super::cpu::{self, Processus};

/// Requests per asker before anything is counted: connections, statements and caches are then as in a working day.
pub const ECHAUFFEMENT: usize = 3;

/// What was seen.
pub struct Phases {
    /// One at a time: CPU of our processes per request.
    pub cpu_ms: f64,
    /// One at a time: CPU of the database's.
    pub cpu_base_ms: f64,
    /// One at a time.
    pub p50_ms: f64,
    /// One at a time.
    pub p99_ms: f64,
    /// Mean body.
    pub octets: u64,
    /// Largest body.
    pub octets_max: u64,
    /// All at once.
    pub par_seconde: f64,
    /// All at once: CPU of both per request.
    pub cpu_ensemble_ms: f64,
}

/// Asks `combien` times one at a time, going round the askers, then as many times with all of them at once.
pub fn phases<A: Send>(
    askers: &mut [A],
    ask: impl Fn(&mut A) -> Result<u64, MesureError> + Sync,
    combien: usize,
    pids: &[u32],
    base: &Processus,
) -> Result<Phases, MesureError> {
    let seats = askers.len();
    if seats == 0 || combien == 0 {
        return Err(MesureError::Vide("nobody asks"));
    }
    for asker in askers.iter_mut() {
        for _ in 0..ECHAUFFEMENT {
            ask(asker)?;
        }
    }

    let before = (cpu::spent_ms(pids)?, base.spent_ms()?);
    let mut durations = Vec::with_capacity(combien);
    let (mut octets, mut octets_max) = (0, 0);
    for n in 0..combien {
        let start = Instant::now();
        let size = ask(&mut askers[n % seats])?;
        durations.push(start.elapsed().as_secs_f64() * 1000.0);
        octets += size;
        octets_max = octets_max.max(size);
    }
    let after = (cpu::spent_ms(pids)?, base.spent_ms()?);
    durations.sort_by(f64::total_cmp);

    let (par_seconde, cpu_ensemble_ms) = all_at_once(askers, &ask, combien, pids, base)?;
    let each = |from: f64, to: f64| (to - from) / combien as f64;
    Ok(Phases {
        cpu_ms: each(before.0, after.0),
        cpu_base_ms: each(before.1, after.1),
        p50_ms: percentile(&durations, 50),
        p99_ms: percentile(&durations, 99),
        octets: octets / combien as u64,
        octets_max,
        par_seconde,
        cpu_ensemble_ms,
    })
}

/// (requests a second, CPU per request).
fn all_at_once<A: Send>(
    askers: &mut [A],
    ask: &(impl Fn(&mut A) -> Result<u64, MesureError> + Sync),
    combien: usize,
    pids: &[u32],
    base: &Processus,
) -> Result<(f64, f64), MesureError> {
    let each = combien.div_ceil(askers.len());
    let done = (each * askers.len()) as f64;
    let before = cpu::spent_ms(pids)? + base.spent_ms()?;
    let start = Instant::now();
    thread::scope(|scope| {
        let turn = |asker: &mut A| (0..each).try_for_each(|_| ask(asker).map(drop));
        let threads: Vec<_> = askers.iter_mut().map(|asker| scope.spawn(move || turn(asker))).collect();
        let ends = threads.into_iter().map(|thread| thread.join().unwrap_or(Err(MesureError::Vide("a thread died"))));
        // Every thread is waited for, even after a first error.
        ends.collect::<Vec<_>>().into_iter().collect::<Result<(), _>>()
    })?;
    let seconds = start.elapsed().as_secs_f64();
    let spent = cpu::spent_ms(pids)? + base.spent_ms()? - before;
    Ok((done / seconds, spent / done))
}

/// The smallest value that `percent` of the sorted values do not exceed; 0 of none.
pub(super) fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn percentiles_are_values_that_were_seen() {
        let check = |values: &[f64], percent, wanted: f64| assert_eq!(percentile(values, percent), wanted);
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        check(&hundred, 50, 50.0);
        check(&hundred, 99, 99.0);
        check(&[3.0, 5.0, 8.0], 50, 5.0);
        check(&[3.0], 99, 3.0);
        check(&[], 50, 0.0);
    }

    #[test]
    fn waiting_is_not_spending_and_sixteen_wait_together() {
        let mut askers = vec![(); 16];
        let ask = |_: &mut ()| {
            thread::sleep(Duration::from_millis(5));
            Ok(1000)
        };
        let me = [std::process::id()];
        let got = phases(&mut askers, ask, 32, &me, &Processus::default()).expect("measured");
        assert!(got.p50_ms >= 5.0 && got.p99_ms >= got.p50_ms);
        assert!(got.par_seconde > 2.0 * 1000.0 / got.p50_ms, "{} {}", got.par_seconde, got.p50_ms);
        assert_eq!((got.octets, got.octets_max, got.cpu_base_ms), (1000, 1000, 0.0));
        let refused = |_: &mut ()| Err(MesureError::Reponse("opening", 429));
        assert!(phases(&mut askers, refused, 32, &me, &Processus::default()).is_err());
    }
}
