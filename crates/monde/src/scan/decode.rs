//! Runs of hexadecimal or base64 characters in a file, and their decoding.

/// Walks the runs of one alphabet. Line ends inside a run are skipped: mail and PEM wrap their lines.
pub(super) struct Runs<'a> {
    bytes: &'a [u8],
    at: usize,
    bits: u8,
    digit: [u8; 256],
    shortest: usize,
    run: Run,
}

/// One run: the value of each character and where it stands.
pub(super) struct Run {
    bits: u8,
    digits: Vec<u8>,
    positions: Vec<u32>,
}

const NONE: u8 = 255;
const LINE_END: u8 = 254;

impl<'a> Runs<'a> {
    /// Six bytes make twelve digits.
    pub fn hex(bytes: &'a [u8]) -> Runs<'a> {
        Runs::new(bytes, 4, 12, |c| (c as char).to_digit(16).map(|d| d as u8))
    }

    /// Six bytes make eight characters. Both alphabets at once: `+` and `-`, `/` and `_`.
    pub fn base64(bytes: &'a [u8]) -> Runs<'a> {
        Runs::new(bytes, 6, 8, |c| match c {
            b'A'..=b'Z' => Some(c - b'A'),
            b'a'..=b'z' => Some(c - b'a' + 26),
            b'0'..=b'9' => Some(c - b'0' + 52),
            b'+' | b'-' => Some(62),
            b'/' | b'_' => Some(63),
            _ => None,
        })
    }

    fn new(bytes: &'a [u8], bits: u8, shortest: usize, digit_of: impl Fn(u8) -> Option<u8>) -> Runs<'a> {
        let mut digit = [NONE; 256];
        for c in 0..=255 {
            digit[usize::from(c)] = digit_of(c).unwrap_or(if c == b'\n' || c == b'\r' { LINE_END } else { NONE });
        }
        Runs { bytes, at: 0, bits, digit, shortest, run: Run { bits, digits: Vec::new(), positions: Vec::new() } }
    }

    /// The next run that is long enough to hold a value.
    pub fn next_run(&mut self) -> Option<&Run> {
        while self.at < self.bytes.len() {
            // Most bytes of a sealed file are in no run: find the ends first, copy only what counts.
            let start = self.at;
            while self.at < self.bytes.len() && self.digit[usize::from(self.bytes[self.at])] != NONE {
                self.at += 1;
            }
            let end = self.at;
            self.at += 1;
            if end - start < self.shortest {
                continue;
            }
            debug_assert_eq!(self.bits, self.run.bits);
            self.run.digits.clear();
            self.run.positions.clear();
            for (at, c) in self.bytes[start..end].iter().enumerate() {
                let digit = self.digit[usize::from(*c)];
                if digit != LINE_END {
                    self.run.digits.push(digit);
                    self.run.positions.push((start + at) as u32);
                }
            }
            if self.run.digits.len() >= self.shortest {
                return Some(&self.run);
            }
        }
        None
    }
}

impl Run {
    /// Ways to group the characters: the run may begin with characters that are not of the encoding.
    pub fn phases(&self) -> usize {
        if self.bits == 4 { 2 } else { 4 }
    }

    /// The bytes that the run means, when its first `phase` characters are left out.
    pub fn decode(&self, phase: usize, decoded: &mut Vec<u8>) {
        decoded.clear();
        let (mut held, mut count) = (0_u32, 0);
        for digit in self.digits.iter().skip(phase) {
            held = (held << self.bits) | u32::from(*digit);
            count += self.bits;
            if count >= 8 {
                count -= 8;
                decoded.push((held >> count) as u8);
                held &= (1 << count) - 1;
            }
        }
    }

    /// Where the character stands that holds the first bit of decoded byte `at`.
    pub fn position(&self, phase: usize, at: usize) -> usize {
        let place = phase + at * 8 / usize::from(self.bits);
        self.positions.get(place).copied().unwrap_or(0) as usize
    }
}
