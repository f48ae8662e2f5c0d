//! The thief's reader of stolen disks: looks for known values in every byte of some folders.
//!
//! It is told what to find, so it finds more than any thief could. Each value is looked for in UTF-8, UTF-16 (both
//! orders), Latin-1 (Windows-1252), with and without accents, in any case, plain or under one layer of hexadecimal or
//! base64 (both alphabets, every alignment, wrapped or not), and in the names of files.
//!
//! What is looked for alone, and what is not:
//! - markers, phones, mail, social security numbers, IBAN, titles of papers, notes, addresses, full names: yes;
//! - family and given names from 6 bytes on: yes, the folders hold data only and no program, so a name has no business there;
//! - names of communes, countries and nationalities, postal codes: no, they are public words that a clear column may
//!   hold (the name of the mission locale's town); they are counted in `Report::public_words`;
//! - what is shorter than 6 bytes, or than 9 digits, is there by chance: counted by field in `Report::too_short`.
//!   `personnes::combinaisons` gives "first name, name" for these.
//!
//! A database engine brings words of its own ("Jordan" is a country of its collations). [`scan_beyond`] takes the folders
//! of an empty base as well: a value that is already there says nothing about the dossiers.
//!
//! Not covered, on purpose: compression and two layers of encoding. Neither side compresses.

mod decode;
pub(crate) mod patterns;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use decode::Runs;
use patterns::{Patterns, is_noise};

pub use patterns::Encoding;

/// A value to look for. The report names its class and its field, never the value.
#[derive(Clone, Debug)]
pub struct Valeur {
    /// 1 to 7.
    pub classe: u8,
    /// Name of the field.
    pub champ: String,
    /// The value itself, as it would be written in clear.
    pub texte: String,
}

impl From<crate::personnes::Scellee> for Valeur {
    fn from((classe, champ, texte): crate::personnes::Scellee) -> Valeur {
        Valeur { classe, champ: champ.to_owned(), texte }
    }
}

/// One place where a value was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The file.
    pub file: PathBuf,
    /// Where in the file, in bytes; 0 for a value in the file's name.
    pub offset: u64,
    /// Class of the value.
    pub classe: u8,
    /// Field of the value.
    pub champ: String,
    /// How it was written.
    pub encoding: Encoding,
    /// Under which layer.
    pub layer: Layer,
    /// Which value, for comparing two scans of the same list.
    value: u32,
}

/// What lay over the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Nothing: the bytes of the file.
    Plain,
    /// Hexadecimal, either case.
    Hex,
    /// Base64, either alphabet.
    Base64,
    /// The value is in the name of the file or of its folder.
    FileName,
}

/// What a scan did and found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Distinct values looked for.
    pub values: usize,
    /// How many of them were found at least once.
    pub found: usize,
    /// Values not looked for because they are too short, by field.
    pub too_short: BTreeMap<String, usize>,
    /// Values not looked for because they are public words, by field.
    pub public_words: BTreeMap<String, usize>,
    /// Values left out because an empty base holds them too, by field (`scan_beyond` only).
    pub engine_words: BTreeMap<String, usize>,
    /// Byte strings that the values became.
    pub variants: usize,
    /// Files read.
    pub files: usize,
    /// Bytes read.
    pub bytes: u64,
    /// The first places of each value, at most [`HITS_PER_VALUE`] each.
    pub hits: Vec<Hit>,
    /// All places, kept or not.
    pub hits_total: u64,
    /// Words of 6 or 7 bytes amid what looks like random base64: there by chance, not counted as hits.
    pub by_chance: u64,
}

/// Places that a report keeps for one value: a clear dump would fill the memory.
pub const HITS_PER_VALUE: u32 = 5;

/// Fields whose values are public words.
const PUBLIC_FIELDS: [&str; 5] = ["commune", "lieu_naissance", "nationalite", "pays", "code_postal"];

/// Looks for `valeurs` in every file under `dirs`, whatever their size. Links are not followed, sockets not read.
///
/// # Errors
/// Any file that cannot be read: a drill that skipped one would prove nothing.
pub fn scan(valeurs: &[Valeur], dirs: &[&Path]) -> io::Result<Report> {
    Scanner::new(valeurs).scan(dirs)
}

/// The same, leaving out the values that the folders of an empty base (`vides`) hold already.
///
/// # Errors
/// As [`scan`].
pub fn scan_beyond(valeurs: &[Valeur], dirs: &[&Path], vides: &[&Path]) -> io::Result<Report> {
    let mut scanner = Scanner::new(valeurs);
    // Every value that was found has at least one place in the report.
    let engine: HashSet<u32> = scanner.scan(vides)?.hits.iter().map(|hit| hit.value).collect();
    let mut report = scanner.scan(dirs)?;
    for &value in &engine {
        let (seen, champ) = (scanner.seen[value as usize], &scanner.fields[value as usize].1);
        *report.engine_words.entry(champ.clone()).or_default() += 1;
        report.values -= 1;
        report.found -= usize::from(seen > 0);
        report.hits_total -= u64::from(seen);
    }
    report.hits.retain(|hit| !engine.contains(&hit.value));
    Ok(report)
}

struct Scanner {
    patterns: Patterns,
    /// Class and field of each value.
    fields: Vec<(u8, String)>,
    /// Times that each value was found in the present scan.
    seen: Vec<u32>,
    report: Report,
}

/// Bytes read at a time.
const CHUNK: usize = 1 << 20;

impl Scanner {
    fn new(valeurs: &[Valeur]) -> Scanner {
        let mut report = Report::default();
        let mut places: HashMap<&str, u32> = HashMap::new();
        let (mut fields, mut texts) = (Vec::new(), Vec::new());
        for valeur in valeurs {
            let texte = valeur.texte.trim();
            if PUBLIC_FIELDS.contains(&valeur.champ.as_str()) {
                *report.public_words.entry(valeur.champ.clone()).or_default() += 1;
            } else if is_too_short(texte) {
                *report.too_short.entry(valeur.champ.clone()).or_default() += 1;
            } else if !places.contains_key(texte) {
                places.insert(texte, fields.len() as u32);
                fields.push((valeur.classe, valeur.champ.clone()));
                texts.push(texte);
            }
        }
        let patterns = Patterns::new(&texts);
        report.values = fields.len();
        report.variants = patterns.len();
        Scanner { patterns, seen: vec![0; fields.len()], fields, report }
    }

    fn scan(&mut self, dirs: &[&Path]) -> io::Result<Report> {
        self.seen.fill(0);
        let empty = self.report.clone();
        let mut files = Vec::new();
        for dir in dirs {
            // The folder itself may be a link; one below may lead anywhere.
            walk(&fs::canonicalize(dir)?, &mut files)?;
        }
        for (file, name) in files {
            self.search(name.as_bytes(), &file, 0, 0, Layer::FileName);
            self.read(&file)?;
            self.report.files += 1;
        }
        self.report.found = self.seen.iter().filter(|n| **n > 0).count();
        Ok(std::mem::replace(&mut self.report, empty))
    }

    fn read(&mut self, path: &Path) -> io::Result<()> {
        let mut file = File::open(path)?;
        // Long enough for the longest pattern in hexadecimal or wrapped base64: what straddles two chunks is whole in the second.
        let overlap = self.patterns.longest() * 3 + 64;
        let mut buffer = vec![0; CHUNK + overlap];
        let (mut kept, mut start) = (0, 0_u64);
        loop {
            let read = fill(&mut file, &mut buffer[kept..])?;
            if read == 0 {
                return Ok(());
            }
            self.report.bytes += read as u64;
            let end = kept + read;
            let chunk = &buffer[..end];
            self.search(chunk, path, start, kept, Layer::Plain);
            self.search_runs(chunk, path, start, kept);
            let next = end.min(overlap);
            buffer.copy_within(end - next..end, 0);
            start += (end - next) as u64;
            kept = next;
        }
    }

    /// Hexadecimal and base64 runs, decoded at every phase, then searched like plain bytes.
    fn search_runs(&mut self, chunk: &[u8], path: &Path, start: u64, kept: usize) {
        for (layer, mut runs) in [(Layer::Hex, Runs::hex(chunk)), (Layer::Base64, Runs::base64(chunk))] {
            let mut decoded = Vec::new();
            while let Some(run) = runs.next_run() {
                for phase in 0..run.phases() {
                    run.decode(phase, &mut decoded);
                    for (at, pattern) in self.patterns.find(&decoded) {
                        let len = self.patterns.bytes(pattern).len();
                        let (first, last) = (run.position(phase, at), run.position(phase, at + len - 1));
                        if last >= kept {
                            self.record(pattern, path, start + first as u64, layer);
                        }
                    }
                }
            }
        }
    }

    /// `kept` bytes at the beginning were searched with the chunk before: what ends among them is known.
    fn search(&mut self, bytes: &[u8], path: &Path, start: u64, kept: usize, layer: Layer) {
        for (at, pattern) in self.patterns.find(bytes) {
            let len = self.patterns.bytes(pattern).len();
            if at + len <= kept {
                continue;
            }
            if is_noise(bytes, at, len) {
                self.report.by_chance += 1;
            } else {
                self.record(pattern, path, start + at as u64, layer);
            }
        }
    }

    fn record(&mut self, pattern: u32, path: &Path, offset: u64, layer: Layer) {
        for &(value, encoding) in self.patterns.owners(pattern) {
            let (classe, champ) = &self.fields[value as usize];
            let seen = &mut self.seen[value as usize];
            *seen = seen.saturating_add(1);
            self.report.hits_total += 1;
            if *seen <= HITS_PER_VALUE {
                let (classe, champ) = (*classe, champ.clone());
                self.report.hits.push(Hit { file: path.to_owned(), offset, classe, champ, encoding, layer, value });
            }
        }
    }
}

/// Under 6 bytes, or 9 digits for what is only a number, a value is found everywhere by chance.
fn is_too_short(texte: &str) -> bool {
    let chiffres = texte.bytes().filter(u8::is_ascii_digit).count();
    let nombre = texte.bytes().all(|c| c.is_ascii_digit() || c == b' ' || c == b'.');
    texte.len() < 6 || (nombre && chiffres < 9)
}

/// Regular files under a folder, in order, with their names below it; the folder itself may be a file.
fn walk(path: &Path, files: &mut Vec<(PathBuf, String)>) -> io::Result<()> {
    let kind = fs::symlink_metadata(path)?.file_type();
    if kind.is_file() {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        files.push((path.to_owned(), name));
    } else if kind.is_dir() {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(path)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<_>>()?;
        entries.sort();
        for entry in &entries {
            walk(entry, files)?;
        }
    }
    Ok(())
}

fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests;
