//! How far a long work is: a bar on a terminal, a line at each tenth elsewhere.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often the bar moves.
const PAUSE: Duration = Duration::from_millis(200);

/// Cells of the bar.
const CELLS: u64 = 30;

/// What is shown of a work of `total` parts.
#[derive(Debug)]
pub struct Progression {
    total: u64,
    first: u64,
    start: Instant,
    shown: Option<Instant>,
    tenth: u64,
    is_terminal: bool,
}

impl Progression {
    /// `already` were done by an earlier run: they do not count in the rate.
    pub fn new(total: u64, already: u64) -> Progression {
        let tenth = 10 * already / total.max(1);
        let is_terminal = std::io::stderr().is_terminal();
        Progression { total, first: already, start: Instant::now(), shown: None, tenth, is_terminal }
    }

    /// Shows that `done` are done, if it is time to.
    pub fn at(&mut self, done: u64) {
        let (elapsed, is_over) = (self.start.elapsed(), done >= self.total);
        let tenth = 10 * done / self.total.max(1);
        if self.is_terminal {
            if is_over || self.shown.is_none_or(|at| at.elapsed() >= PAUSE) {
                self.shown = Some(self.start + elapsed);
                let filled = (CELLS * done / self.total.max(1)) as usize;
                let line = self.line(done, elapsed);
                let end = if is_over { "\n" } else { "" };
                eprint!("\r{}{} {line}\x1b[K{end}", "█".repeat(filled), "░".repeat(CELLS as usize - filled));
                // A bar that cannot be shown is no reason to stop.
                let _ = std::io::stderr().flush();
            }
        } else if tenth > self.tenth {
            self.tenth = tenth;
            eprintln!("{:3} % {}", 10 * tenth, self.line(done, elapsed));
        }
    }

    fn line(&self, done: u64, elapsed: Duration) -> String {
        let seconds = elapsed.as_secs_f64().max(0.001);
        let rate = (done - self.first.min(done)) as f64 / seconds;
        let left = (self.total - done.min(self.total)) as f64 / rate.max(0.1);
        format!("{done} / {} dossiers, {rate:.0} par seconde, reste {}", self.total, clock(left as u64))
    }
}

/// Seconds as a person reads them.
fn clock(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3_600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        _ => format!("{} h {:02} min", seconds / 3_600, seconds / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_readable() {
        for (seconds, expected) in [(0, "0 s"), (59, "59 s"), (61, "1 min 01 s"), (7_260, "2 h 01 min")] {
            assert_eq!(clock(seconds), expected);
        }
    }

    #[test]
    fn what_an_earlier_run_did_is_not_in_the_rate() {
        let progression = Progression::new(1_000, 600);
        let line = progression.line(800, Duration::from_secs(2));
        assert_eq!(line, "800 / 1000 dossiers, 100 par seconde, reste 2 s");
    }
}
