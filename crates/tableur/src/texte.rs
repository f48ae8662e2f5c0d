//! Bytes to characters. A French spreadsheet saves "CSV" in Windows-1252, "CSV UTF-8" with a mark, "Unicode text" in
//! UTF-16; what is not marked is UTF-8 if it can be, since accents of Windows-1252 almost never are.

use zeroize::Zeroizing;

use crate::Codage;
use crate::illisible::{Illisible, Nature};

/// What bytes 0x80 to 0x9F are in Windows-1252; zero where it has nothing.
const HAUTS: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The text of a file, and how it was coded.
pub fn decode(bytes: &[u8]) -> Result<(Zeroizing<String>, Codage), Illisible> {
    let (text, codage) = if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        (utf8(rest).ok_or(Illisible::PasUnTableur(Nature::Inconnue))?, Codage::Utf8)
    } else if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        (utf16(rest, u16::from_le_bytes)?, Codage::Utf16)
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        (utf16(rest, u16::from_be_bytes)?, Codage::Utf16)
    } else if let Some(text) = utf8(bytes) {
        (text, Codage::Utf8)
    } else {
        (windows_1252(bytes)?, Codage::Windows1252)
    };
    if text.contains('\0') {
        return Err(Illisible::OctetNul);
    }
    // One stray control character is refused later, in its cell; many say that this was never a text.
    let is_odd = |c: &char| c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{c}');
    if text.chars().filter(is_odd).count() > text.len() / 200 {
        return Err(Illisible::PasUnTableur(Nature::Inconnue));
    }
    Ok((text, codage))
}

fn utf8(bytes: &[u8]) -> Option<Zeroizing<String>> {
    std::str::from_utf8(bytes).ok().map(|text| Zeroizing::new(text.to_owned()))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Zeroizing<String>, Illisible> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 3 / 2));
    for c in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        text.push(c.map_err(|_| Illisible::PasUnTableur(Nature::Inconnue))?);
    }
    if odd.is_empty() { Ok(text) } else { Err(Illisible::PasUnTableur(Nature::Inconnue)) }
}

fn windows_1252(bytes: &[u8]) -> Result<Zeroizing<String>, Illisible> {
    if bytes.contains(&0) {
        return Err(Illisible::OctetNul);
    }
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
    for byte in bytes {
        match byte {
            0x80..=0x9f => match HAUTS[usize::from(byte - 0x80)] {
                '\0' => text.push('\u{fffd}'),
                c => text.push(c),
            },
            _ => text.push(char::from(*byte)),
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<(&str, Codage), Illisible>) {
        let got = decode(bytes);
        let got = got.as_ref().map(|(text, codage)| (text.as_str(), *codage));
        assert_eq!(got, expected.as_ref().map(|e| *e), "{bytes:?}");
    }

    #[test]
    fn codings() {
        check("Prénom;Œuvré".as_bytes(), Ok(("Prénom;Œuvré", Codage::Utf8)));
        check(b"\xef\xbb\xbfPr\xc3\xa9nom", Ok(("Prénom", Codage::Utf8)));
        check(b"Pr\xe9nom \x9cuvre \x80 D\x92Arc", Ok(("Prénom œuvre € D’Arc", Codage::Windows1252)));
        check(b"\xff\xfeN\0o\0m\0", Ok(("Nom", Codage::Utf16)));
        check(b"\xfe\xff\0N\0o\0m", Ok(("Nom", Codage::Utf16)));
        check(b"\xff\xfeN\0o", Err(Illisible::PasUnTableur(Nature::Inconnue)));
        check(b"\xff\xfe\x00\xd8N\0", Err(Illisible::PasUnTableur(Nature::Inconnue)));
        check(b"\xef\xbb\xbfPr\xe9nom", Err(Illisible::PasUnTableur(Nature::Inconnue)));
        check(b"Nom;Pr\0nom", Err(Illisible::OctetNul));
        check(b"N\0o\xe9m\0", Err(Illisible::OctetNul));
        check(b"\x01\x02\x03\x04text", Err(Illisible::PasUnTableur(Nature::Inconnue)));
    }
}
