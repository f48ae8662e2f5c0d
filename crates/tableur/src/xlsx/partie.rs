//! The parts of the zip, read as XML nodes through one counter of inflated bytes.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::DECOMPRESSE_MAX;
use crate::illisible::Illisible;

/// A workbook has tens of parts; each that a zip lists costs memory before anything is inflated.
const PARTIES_MAX: usize = 2_000;
/// Bytes of one node: a cell of Excel holds 32,767 characters at most.
const NOEUD_MAX: u64 = 1_000_000;
/// Elements inside one another: a sheet has eight.
const PROFONDEUR_MAX: usize = 64;

/// The zip, and how much may still be inflated.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: Cell<u64>,
    /// Read since the last node.
    since: Cell<u64>,
}

/// One node of XML.
pub enum Noeud<'a> {
    Start(Element<'a>),
    End(&'a str),
    Text(&'a str),
}

/// An element that begins.
pub struct Element<'a>(&'a BytesStart<'a>);

impl<'a> Archive<'a> {
    /// Reads the list of parts.
    pub fn open(bytes: &'a [u8]) -> Result<Archive<'a>, Illisible> {
        let listed = bytes.windows(4).filter(|window| window == b"PK\x01\x02").count();
        if listed > PARTIES_MAX {
            return Err(Illisible::Bombe);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(refused)?;
        Ok(Archive { zip, left: Cell::new(DECOMPRESSE_MAX), since: Cell::new(0) })
    }

    /// Names of the parts.
    pub fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(Result::ok).map(Cow::into_owned).collect()
    }

    /// Shows each node of a part to `seen`, until it answers `false`.
    pub fn each(
        &mut self,
        name: &str,
        mut seen: impl FnMut(Noeud<'_>) -> Result<bool, Illisible>,
    ) -> Result<(), Illisible> {
        let part = self.zip.by_name(name).map_err(refused)?;
        self.since.set(0);
        let counted = BufReader::new(Counted { inner: part, left: &self.left, since: &self.since });
        let read = nodes(counted, &mut |noeud| {
            self.since.set(0);
            seen(noeud)
        });
        // A reader that was stopped by the counter says so as an error of its own.
        if self.left.get() == 0 { Err(Illisible::Bombe) } else { read }
    }
}

fn nodes<R: BufRead>(part: R, seen: &mut impl FnMut(Noeud<'_>) -> Result<bool, Illisible>) -> Result<(), Illisible> {
    let mut xml = Reader::from_reader(part);
    xml.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut depth = 0;
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer).map_err(|_| Illisible::ClasseurAbime)?;
        let goes_on = match &event {
            Event::Start(start) => {
                depth += 1;
                if depth > PROFONDEUR_MAX {
                    return Err(Illisible::ClasseurAbime);
                }
                seen(Noeud::Start(Element(start)))?
            }
            Event::End(end) => {
                depth -= 1;
                seen(Noeud::End(end.local_name().as_ref()))?
            }
            Event::Text(text) => seen(Noeud::Text(&text.xml10_content()))?,
            Event::CData(text) => seen(Noeud::Text(&text.xml10_content()))?,
            Event::GeneralRef(named) => {
                let c = match &**named {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => named.resolve_char_ref().ok().flatten(),
                };
                // Entities of one's own are how an XML bomb is made; no spreadsheet program writes any.
                let c = c.ok_or(Illisible::ClasseurAbime)?;
                seen(Noeud::Text(c.encode_utf8(&mut [0; 4])))?
            }
            Event::DocType(_) => return Err(Illisible::ClasseurAbime),
            Event::Eof if depth > 0 => return Err(Illisible::ClasseurAbime),
            Event::Eof => return Ok(()),
            _ => true,
        };
        if !goes_on {
            return Ok(());
        }
    }
}

impl Element<'_> {
    /// Its name without prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut sound = attributes.with_checks(false).filter_map(Result::ok);
        let found = sound.find(|a| a.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// Whether an attribute says yes.
    pub fn flag(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| value == "1" || value == "true")
    }
}

/// Stops at the limit, whatever the zip says of sizes.
struct Counted<'a, R> {
    inner: R,
    left: &'a Cell<u64>,
    since: &'a Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.since.set(self.since.get() + read as u64);
        let is_endless = self.since.get() > NOEUD_MAX;
        let left = if is_endless { 0 } else { self.left.get().saturating_sub(read as u64) };
        self.left.set(left);
        if left == 0 { Err(io::Error::other("past the limit")) } else { Ok(read) }
    }
}

fn refused(why: ZipError) -> Illisible {
    match why {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Illisible::MotDePasse,
        ZipError::FileNotFound => Illisible::ClasseurAbime,
        _ => Illisible::ArchiveAbimee,
    }
}
