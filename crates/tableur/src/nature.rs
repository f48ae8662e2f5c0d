//! What a file is, from its first bytes. A wrong file gets its own name back: "this is a PDF" is worth more than "error".

use crate::illisible::{Illisible, Nature};

/// What can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lisible {
    /// Perhaps an XLSX.
    Zip,
    /// Perhaps a CSV.
    Texte,
}

/// First bytes that no text has.
const SIGNATURES: [(&[u8], Nature); 17] = [
    (b"%PDF", Nature::Pdf),
    (b"MZ", Nature::Programme),
    (b"\x7fELF", Nature::Programme),
    (b"\xff\xd8\xff", Nature::Image),
    (b"\x89PNG", Nature::Image),
    (b"GIF8", Nature::Image),
    (b"RIFF", Nature::Image),
    (b"II*\0", Nature::Image),
    (b"MM\0*", Nature::Image),
    (b"Rar!", Nature::Archive),
    (b"7z\xbc\xaf", Nature::Archive),
    (b"\x1f\x8b", Nature::Archive),
    (b"BZh", Nature::Archive),
    (b"\xfd7zXZ", Nature::Archive),
    (b"{\\rtf", Nature::Rtf),
    (b"SQLite format 3", Nature::Database),
    (b"\x09\x08\x10\x00\x00\x06\x05\x00", Nature::Xls),
];

/// Documents of Office before 2007, and the envelope of protected ones since.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What these bytes are, or why they cannot be read.
pub fn sniff(bytes: &[u8], nom: Option<&str>) -> Result<Lisible, Illisible> {
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) || bytes == b"\xef\xbb\xbf" {
        return Err(Illisible::Vide);
    }
    if bytes.starts_with(OLE) {
        return Err(ole(bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Lisible::Zip);
    }
    if let Some((_, nature)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        // "MZ" and "BZh" could begin a text; what follows tells.
        let could_be_text = start_of_text(bytes);
        if !could_be_text || matches!(nature, Nature::Pdf | Nature::Rtf | Nature::Database) {
            return Err(Illisible::PasUnTableur(*nature));
        }
    }
    if let Some(nature) = markup(bytes) {
        return Err(Illisible::PasUnTableur(nature));
    }
    // A zip whose first bytes are gone, or that was cut out of another file.
    let says_xlsx = nom.is_some_and(|nom| {
        let nom = nom.to_ascii_lowercase();
        nom.ends_with(".xlsx") || nom.ends_with(".xlsm")
    });
    if says_xlsx { Err(Illisible::ArchiveAbimee) } else { Ok(Lisible::Texte) }
}

fn ole(bytes: &[u8]) -> Illisible {
    // Names of streams are in UTF-16.
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if holds("EncryptedPackage") {
        Illisible::MotDePasse
    } else if holds("Workbook") || holds("Book") {
        Illisible::PasUnTableur(Nature::Xls)
    } else {
        Illisible::PasUnTableur(Nature::OfficeAncien)
    }
}

/// Web pages and the like, which some programs save under the name of a spreadsheet.
fn markup(bytes: &[u8]) -> Option<Nature> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = start.trim_ascii_start();
    let start = start[..start.len().min(512)].to_ascii_lowercase();
    let holds = |word: &[u8]| start.windows(word.len()).any(|window| window == word);
    match start.first()? {
        b'<' if holds(b"<html") || holds(b"<!doctype html") || holds(b"<table") => Some(Nature::Html),
        b'<' if start.starts_with(b"<?xml") => Some(Nature::Xml),
        b'{' | b'[' if holds(b"\":") || holds(b"\" :") => Some(Nature::Json),
        _ => None,
    }
}

fn start_of_text(bytes: &[u8]) -> bool {
    bytes.iter().take(512).all(|b| *b >= b' ' || b.is_ascii_whitespace())
}
