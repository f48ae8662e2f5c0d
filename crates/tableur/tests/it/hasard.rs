//! Twenty thousand damaged files, always the same ones: each is read or refused, and none makes anything panic.

use jiff::civil::date;
use zip::CompressionMethod;

use crate::classeurs::{usual, with_parts};
use crate::echantillon;

const EACH: usize = 4_000;

/// Pieces that parsers trip on.
const MORCEAUX: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b";",
    b"\n",
    b"\r",
    b"\0",
    b"=",
    b"\xff",
    b"\xc3",
    b"\xe2\x80\xae",
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"&#xFFFFFFFF;",
    b"<c>",
    b"</row>",
    b"<v>",
    b"<f>",
    b"1E999",
    b"-1",
    b"99999999999999999999",
    b"r=\"A0\"",
    b"]]>",
    b"<!--",
    b"PK\x05\x06",
    b"\xff\xff\xff\xff",
    b"\x00\x00\x00\x00",
    b"29/02/1900",
    b"\xef\xbb\xbf",
];

#[test]
fn damaged_texts() {
    let text = echantillon::make(5, 3).bytes;
    trial(&text, 1, |bytes| bytes);
    let wide: Vec<u8> = text.iter().flat_map(|b| [*b, 0]).collect();
    trial(&[b"\xff\xfe".as_slice(), &wide].concat(), 2, |bytes| bytes);
    let utf8: String = text.iter().map(|b| char::from(*b)).collect();
    trial(utf8.as_bytes(), 3, |bytes| bytes);
}

#[test]
fn damaged_archives() {
    trial(&usual().expect("a workbook"), 4, |bytes| bytes);
}

/// Damage inside a sound zip, which a checksum would else stop at the door.
#[test]
fn damaged_sheets() {
    let sheet = br#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>Essai</t></is></c><c r="B2" s="1"><v>38788</v></c></row>
        <row r="3"><c t="str"><v>a &lt; b</v></c><c t="b"><v>1</v></c><c><f>A1</f><v>5</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>"#;
    trial(sheet, 5, |bytes| {
        let sheet = String::from_utf8_lossy(&bytes).into_owned();
        with_parts(&[("xl/worksheets/sheet1.xml", &sheet)], CompressionMethod::Stored)
    });
}

/// Reads [`EACH`] damaged copies; what is still readable is examined too.
fn trial(sound: &[u8], seed: u64, wrap: impl Fn(Vec<u8>) -> Vec<u8>) {
    let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut read = 0;
    for _ in 0..EACH {
        let bytes = wrap(damaged(sound, &mut chance));
        if let Ok(feuille) = tableur::read(&bytes, None) {
            read += 1;
            assert!(feuille.lignes.iter().all(|ligne| ligne.cellules.len() == feuille.entetes.len()));
            let colonnes = domaine::import::guess(&feuille.entetes, &feuille.lignes);
            let examen = domaine::import::examine(&feuille.lignes, &colonnes, date(2026, 11, 22));
            assert_eq!(examen.lignes.len(), feuille.lignes.len());
        }
    }
    assert!(read > 0 && read < EACH, "{read} of {EACH} were readable: the damage is no trial");
}

fn damaged(sound: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len().max(1));
        let end = (at + chance.below(40)).min(bytes.len());
        match chance.below(6) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << chance.below(8),
            1 => drop(bytes.drain(at.min(end)..end)),
            2 => {
                let piece = MORCEAUX[chance.below(MORCEAUX.len())];
                bytes.splice(at.min(bytes.len())..at.min(bytes.len()), piece.iter().copied());
            }
            3 => {
                let piece = bytes[at.min(end)..end].to_vec();
                bytes.splice(end..end, piece);
            }
            4 if chance.below(8) == 0 => bytes.truncate(at),
            _ if !bytes.is_empty() => bytes[at] = chance.below(256) as u8,
            _ => {}
        }
    }
    bytes
}

struct Chance(u64);

impl Chance {
    fn below(&mut self, max: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % max
    }
}
