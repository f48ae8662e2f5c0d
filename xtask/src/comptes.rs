//! Reads the closing lines of test runners, so that one sum can be printed at the end.

/// What one step found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comptes {
    /// Tests (or whole checks) that passed.
    pub passed: u64,
    /// Tests (or whole checks) that failed.
    pub failed: u64,
    /// Lines that began with `SKIPPED`: a thing that could not be tried here, named.
    pub skipped: Vec<String>,
    /// The last lines of what failed, to be said again at the very end.
    pub last_words: Vec<String>,
}

impl Comptes {
    /// Adds what another command of the same step found.
    pub fn add(&mut self, other: Comptes) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped.extend(other.skipped);
        self.last_words.extend(other.last_words);
    }
}

/// Which runner's closing line to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runner {
    /// No count of its own: the whole command is one check.
    Check,
    /// The same, and what it prints is worth showing only if it fails.
    Mute,
    /// `cargo nextest run`
    Nextest,
    /// `cargo test`
    Cargo,
    /// `node --test`
    Node,
}

/// Accumulates the counts of one command, line by line.
pub struct Lecteur {
    runner: Runner,
    counts: Comptes,
}

impl Lecteur {
    /// A reader for one command.
    pub fn new(runner: Runner) -> Lecteur {
        Lecteur { runner, counts: Comptes::default() }
    }

    /// Takes one line of output, whichever stream it came from.
    pub fn line(&mut self, line: &str) {
        let line = line.trim();
        if line.starts_with("SKIPPED") {
            // A parallel runner may show the same output twice, once at once and once at the end.
            if !self.counts.skipped.iter().any(|known| known == line) {
                self.counts.skipped.push(line.to_owned());
            }
            return;
        }
        let (passed, failed) = match self.runner {
            Runner::Check | Runner::Mute => (0, 0),
            Runner::Nextest => nextest(line),
            Runner::Cargo => cargo(line),
            Runner::Node => node(line),
        };
        self.counts.passed += passed;
        self.counts.failed += failed;
    }

    /// The counts, made to agree with the exit code: a command that failed before its tests ran
    /// (a compile error, say) is one failure, never zero.
    pub fn close(mut self, success: bool) -> Comptes {
        if matches!(self.runner, Runner::Check | Runner::Mute) && success {
            self.counts.passed = 1;
        }
        if !success && self.counts.failed == 0 {
            self.counts.failed = 1;
        }
        self.counts
    }
}

/// `Summary [   1.2s] 12 tests run: 10 passed (1 slow), 1 failed, 1 timed out, 3 skipped`
fn nextest(line: &str) -> (u64, u64) {
    let Some(rest) = line.strip_prefix("Summary [") else {
        return (0, 0);
    };
    let Some((_, outcome)) = rest.split_once(" run: ") else {
        return (0, 0);
    };
    let mut counts = (0, 0);
    for part in without_parentheses(outcome).split(',') {
        let Some((number, word)) = number_and_word(part) else {
            continue;
        };
        match word {
            "passed" => counts.0 += number,
            "skipped" => {}
            _ => counts.1 += number, // failed, timed out, exec failed
        }
    }
    counts
}

/// `test result: ok. 3 passed; 0 failed; 1 ignored; …`
fn cargo(line: &str) -> (u64, u64) {
    let Some(rest) = line.strip_prefix("test result: ") else {
        return (0, 0);
    };
    let mut counts = (0, 0);
    for part in rest.split([';', '.']) {
        match number_and_word(part) {
            Some((number, "passed")) => counts.0 += number,
            Some((number, "failed")) => counts.1 += number,
            _ => {}
        }
    }
    counts
}

/// `ℹ pass 3` or, on older versions and in pipes, `# pass 3`.
fn node(line: &str) -> (u64, u64) {
    let Some(rest) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) else {
        return (0, 0);
    };
    let Some((word, number)) = rest.split_once(' ') else {
        return (0, 0);
    };
    match (word, number.parse()) {
        ("pass", Ok(number)) => (number, 0),
        ("fail" | "cancelled", Ok(number)) => (0, number),
        _ => (0, 0),
    }
}

fn number_and_word(part: &str) -> Option<(u64, &str)> {
    let (number, word) = part.trim().split_once(' ')?;
    Some((number.parse().ok()?, word.trim()))
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0u32;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(runner: Runner, output: &str, success: bool, passed: u64, failed: u64) {
        let mut reader = Lecteur::new(runner);
        output.lines().for_each(|line| reader.line(line));
        let counts = reader.close(success);
        assert_eq!((counts.passed, counts.failed), (passed, failed), "{output}");
    }

    #[test]
    fn closing_lines_are_counted() {
        use Runner::*;
        check(Check, "anything", true, 1, 0);
        check(Check, "anything", false, 0, 1);
        check(Nextest, "     Summary [   0.005s] 3 tests run: 3 passed, 0 skipped", true, 3, 0);
        check(Nextest, "     Summary [   9.1s] 1 test run: 1 passed (1 slow, 1 leaky), 2 skipped", true, 1, 0);
        check(Nextest, "     Summary [   9.1s] 5/9 tests run: 2 passed, 1 failed, 2 timed out, 1 skipped", false, 2, 3);
        check(Cargo, "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out", true, 3, 0);
        check(Cargo, "test result: ok. 1 passed; 0 failed\ntest result: FAILED. 1 passed; 2 failed", false, 2, 2);
        check(Node, "ℹ pass 4\nℹ fail 1\nℹ cancelled 1", false, 4, 2);
        check(Node, "# tests 4\n# pass 4\n# fail 0\n# cancelled 0", true, 4, 0);
    }

    #[test]
    fn a_command_that_fails_without_counting_is_one_failure() {
        check(Runner::Nextest, "error: could not compile", false, 0, 1);
        check(Runner::Node, "", false, 0, 1);
    }

    #[test]
    fn what_was_skipped_is_kept_once() {
        let mut reader = Lecteur::new(Runner::Nextest);
        reader.line("    SKIPPED postgresql: CAIRN_ESSAI_PG unset");
        reader.line("SKIPPED postgresql: CAIRN_ESSAI_PG unset");
        assert_eq!(reader.close(true).skipped, ["SKIPPED postgresql: CAIRN_ESSAI_PG unset"]);
    }
}
