//! CPU spent by processes, from `/proc/<pid>/stat`: user and system time of all threads, those that ended included.

use std::fs;
use std::io;

/// Milliseconds in a tick of `/proc`: its unit is fixed at 100 a second, whatever the kernel's own.
const TICK_MS: f64 = 10.0;

/// The database's processes; the default is none, for an engine that lives in ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Processus {
    /// None apart.
    #[default]
    Aucun,
    /// These.
    Pids(Vec<u32>),
    /// A postmaster and its children, writers and the like included: what the database costs the machine.
    /// A child that ends in between is still counted, as its parent inherits what it spent.
    Postmaster(u32),
}

impl Processus {
    /// CPU spent so far, in milliseconds, to the nearest 10: measure over seconds.
    ///
    /// # Errors
    /// A process that is not there.
    pub fn spent_ms(&self) -> io::Result<f64> {
        match self {
            Processus::Aucun => Ok(0.0),
            Processus::Pids(pids) => spent_ms(pids),
            Processus::Postmaster(pid) => loop {
                let before = stat(*pid)?;
                let children: u64 = all().filter(|(_, stat)| stat.parent == *pid).map(|(_, stat)| stat.own).sum();
                let own = stat(*pid)?;
                // A child that ended while we looked would be missed, or counted twice: look again.
                if before.ended_children == own.ended_children {
                    return Ok((own.own + own.ended_children + children) as f64 * TICK_MS);
                }
            },
        }
    }
}

/// CPU spent so far by these processes, in milliseconds.
///
/// # Errors
/// A process that is not there.
pub fn spent_ms(pids: &[u32]) -> io::Result<f64> {
    let ticks = pids.iter().map(|pid| stat(*pid).map(|stat| stat.own)).sum::<io::Result<u64>>()?;
    Ok(ticks as f64 * TICK_MS)
}

/// Processes whose parent is this one: how an application finds the contre-clé that it started.
pub fn children(pid: u32) -> Vec<u32> {
    all().filter(|(_, stat)| stat.parent == pid).map(|(child, _)| child).collect()
}

/// Resident memory in MiB, for the record; `None` when the process is not there.
pub fn resident_mib(pid: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<f64>().ok()? / 1024.0)
}

struct Stat {
    parent: u32,
    /// Ticks of user and system time.
    own: u64,
    /// The same, of children that ended and were waited for.
    ended_children: u64,
}

fn all() -> impl Iterator<Item = (u32, Stat)> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    // A process may end while the list is read: it is then left out.
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).filter_map(|pid| Some((pid, stat(pid).ok()?)))
}

fn stat(pid: u32) -> io::Result<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    parse(&text).ok_or(io::Error::new(io::ErrorKind::InvalidData, "/proc/<pid>/stat is not as documented"))
}

/// Fields are counted after the name, which stands in brackets and may hold anything.
fn parse(text: &str) -> Option<Stat> {
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(Stat {
        parent: number(1)?.try_into().ok()?,
        own: number(11)? + number(12)?,
        ended_children: number(13)? + number(14)?,
    })
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn the_times_are_found_after_any_name() {
        let stat = parse("42 (post) (gres) S 7 42 42 0 -1 4194560 1 2 3 4 150 25 1000 200 20 0 1 0 5").expect("parses");
        assert_eq!((stat.parent, stat.own, stat.ended_children), (7, 175, 1200));
        assert!(parse("42 (sh) S 7").is_none() && parse("").is_none());
    }

    #[test]
    fn what_a_child_spent_stays_counted_after_its_end() {
        // Only children of a process of its own are counted: other tests start processes too.
        let busy = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
        let script = format!("sh -c '{busy}'; read line");
        let mut parent =
            Command::new("sh").args(["-c", &script]).stdin(std::process::Stdio::piped()).spawn().expect("a shell");
        let mut most = 0.0_f64;
        for _ in 0..600 {
            let spent = Processus::Postmaster(parent.id()).spent_ms().expect("runs");
            assert!(spent >= most, "never less than before");
            most = spent;
            if children(parent.id()).is_empty() && most > 0.0 {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        assert!(most >= 10.0, "{most}");
        assert_eq!(Processus::Pids(vec![parent.id()]).spent_ms().ok(), spent_ms(&[parent.id()]).ok());
        assert!(resident_mib(parent.id()).is_some_and(|mib| mib > 0.1));
        parent.kill().expect("is ours");
        parent.wait().expect("is ours");
        assert!(spent_ms(&[u32::MAX]).is_err());
    }
}
