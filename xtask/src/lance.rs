//! Runs one command: shows what matters, keeps everything in a log, counts.

use crate::comptes::{Comptes, Lecteur, Runner};
use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::thread;

/// Lines of a command that failed which are said again at the very end: a log is read from there.
const LAST_WORDS: usize = 60;

/// Runs `command` to its end. Both streams go to `log` whole; the console gets what `Vue` lets by.
pub fn run(command: &mut Command, runner: Runner, log: &Path) -> io::Result<Comptes> {
    if let Some(dir) = log.parent() {
        fs::create_dir_all(dir)?;
    }
    let mut log = File::options().create(true).append(true).open(log)?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", command.get_program().display())))?;

    let (sender, lines) = mpsc::channel();
    let streams: [Option<Box<dyn Read + Send>>; 2] = [
        child.stdout.take().map(|s| Box::new(s) as Box<dyn Read + Send>),
        child.stderr.take().map(|s| Box::new(s) as Box<dyn Read + Send>),
    ];
    for stream in streams.into_iter().flatten() {
        let sender = sender.clone();
        thread::spawn(move || forward(stream, &sender));
    }
    drop(sender);

    let mut reader = Lecteur::new(runner);
    let mut view = Vue::new(runner);
    let mut last = VecDeque::new();
    for line in lines {
        writeln!(log, "{line}")?;
        reader.line(&line);
        if !view.shows(&line) {
            continue;
        }
        if runner != Runner::Mute {
            println!("{line}");
        }
        last.push_back(line);
        if last.len() > LAST_WORDS {
            last.pop_front();
        }
    }
    let success = child.wait()?.success();
    let mut counts = reader.close(success);
    if !success {
        counts.last_words = last.into();
    }
    Ok(counts)
}

fn forward(stream: Box<dyn Read + Send>, sender: &Sender<String>) {
    let mut stream = BufReader::new(stream);
    let mut bytes = Vec::new();
    while let Ok(read) = stream.read_until(b'\n', &mut bytes) {
        if read == 0 {
            return;
        }
        let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
        bytes.clear();
        if sender.send(line).is_err() {
            return;
        }
    }
}

/// Nextest is asked for the output of tests that pass too, because what they could not try stands
/// there (`SKIPPED …`). Between its first and its last line only its own remarks are worth showing.
struct Vue {
    runner: Runner,
    inside: bool,
}

impl Vue {
    fn new(runner: Runner) -> Vue {
        Vue { runner, inside: false }
    }

    fn shows(&mut self, line: &str) -> bool {
        if self.runner != Runner::Nextest {
            return true;
        }
        let word = line.split_whitespace().next().unwrap_or("");
        match word {
            "Starting" => self.inside = true,
            "Summary" => self.inside = false,
            _ => {}
        }
        let remark = line.starts_with("   ") && line.contains("s] ") && word != "PASS";
        !self.inside || word == "Starting" || word == "SKIPPED" || remark
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_console_is_spared_the_output_of_tests_that_pass() {
        let mut view = Vue::new(Runner::Nextest);
        let shown: Vec<bool> = [
            "   Compiling journal",
            "    Starting 3 tests across 1 binary",
            "        PASS [   0.003s] journal tree::grows",
            "some print of that test",
            "SKIPPED postgresql: unset",
            "        FAIL [   0.003s] journal tree::shrinks",
            "     Summary [   0.005s] 3 tests run: 2 passed, 1 failed, 0 skipped",
            "the output of the failure",
        ]
        .iter()
        .map(|line| view.shows(line))
        .collect();
        assert_eq!(shown, [true, true, false, false, true, true, true, true]);
    }
}
