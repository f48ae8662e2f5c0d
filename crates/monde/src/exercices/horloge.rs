//! The clock of a real program, moved from outside: Debian's libfaketime, one file for each process.
//!
//! What works with Rust and tokio, found by trying: the variant for programs with threads (`libfaketimeMT`, which takes
//! one thread at a time through its reading of the file); `FAKETIME_NO_CACHE`, so that a move is seen by the next
//! question and not ten seconds later; `FAKETIME_DONT_FAKE_MONOTONIC`, without which every timer of the runtime fires
//! at once and every waiting lock is lost; `NO_FAKE_STAT`, so that files keep the dates that they have. The file holds
//! an offset (`+172800`) and is replaced in one step: half of one would be an hour that never was.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;

/// Seconds of a day.
const JOUR: i64 = 86_400;

/// Half past eight, UTC: attacks begin with the working day, so that none straddles two of them.
const MATIN: i64 = 8 * 3_600 + 1_800;

/// The clock of one process.
pub struct Horloge {
    file: PathBuf,
    library: PathBuf,
    /// Seconds added to the machine's own hour.
    offset: i64,
}

impl Horloge {
    /// A clock that says the machine's hour.
    ///
    /// # Errors
    /// The file's; `NotFound` when libfaketime is not installed.
    pub fn new(file: &Path) -> io::Result<Horloge> {
        let library =
            library().ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "libfaketime is not installed"))?;
        let clock = Horloge { file: file.to_owned(), library, offset: 0 };
        clock.write()?;
        Ok(clock)
    }

    /// Moves on; the process sees it at its next look at the hour.
    ///
    /// # Errors
    /// The file's.
    pub fn advance(&mut self, by: Duration) -> io::Result<()> {
        self.offset += by.as_secs() as i64;
        self.write()
    }

    /// Moves back, as an attacker would.
    ///
    /// # Errors
    /// The file's.
    pub fn put_back(&mut self, by: Duration) -> io::Result<()> {
        self.offset -= by.as_secs() as i64;
        self.write()
    }

    /// What it says now, seconds since 1970 UTC.
    pub fn now(&self) -> i64 {
        Timestamp::now().as_second() + self.offset
    }

    /// How long until the next morning, 8:30 UTC.
    pub fn until_morning(&self) -> Duration {
        let wait = (MATIN - self.now().rem_euclid(JOUR)).rem_euclid(JOUR);
        Duration::from_secs(wait.unsigned_abs())
    }

    /// What its process is to be started with.
    pub fn environment(&self) -> [(&'static str, OsString); 5] {
        [
            ("LD_PRELOAD", self.library.clone().into()),
            ("FAKETIME_TIMESTAMP_FILE", self.file.clone().into()),
            ("FAKETIME_NO_CACHE", "1".into()),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".into()),
            ("NO_FAKE_STAT", "1".into()),
        ]
    }

    fn write(&self) -> io::Result<()> {
        let next = self.file.with_extension("suivante");
        fs::write(&next, format!("{:+}", self.offset))?;
        fs::rename(next, &self.file)
    }
}

/// Where Debian puts it, whatever the machine.
fn library() -> Option<PathBuf> {
    let machines = fs::read_dir("/usr/lib").ok()?.flatten();
    machines.map(|entry| entry.path().join("faketime/libfaketimeMT.so.1")).find(|file| file.exists())
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn a_program_sees_the_hour_move_and_its_timers_do_not() {
        let file = std::env::temp_dir().join(format!("cairn-horloge-{}", std::process::id()));
        let Ok(mut clock) = Horloge::new(&file) else {
            assert!(std::env::var_os("CI").is_none(), "libfaketime must be installed under CI");
            println!("SKIPPED horloge: libfaketime is not installed");
            return;
        };
        let seen = |clock: &Horloge| {
            let said = Command::new("date").arg("+%s").envs(clock.environment()).output().expect("date runs").stdout;
            String::from_utf8_lossy(&said).trim().parse::<i64>().expect("seconds")
        };
        assert!((seen(&clock) - clock.now()).abs() <= 2);
        clock.advance(clock.until_morning() + Duration::from_secs(172_800)).expect("writes");
        let now = clock.now();
        assert!((seen(&clock) - now).abs() <= 2 && (now.rem_euclid(JOUR) - MATIN).abs() <= 2);
        clock.put_back(Duration::from_secs(30 * 86_400)).expect("writes");
        assert!((seen(&clock) - (now - 30 * 86_400)).abs() <= 2);
        let start = std::time::Instant::now();
        let slept = Command::new("sleep").arg("0.2").envs(clock.environment()).status().expect("sleep runs");
        assert!(slept.success() && start.elapsed() < Duration::from_secs(5));
        fs::remove_file(file).expect("is ours");
    }
}
