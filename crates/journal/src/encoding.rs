//! Hexadecimal and base64, the only two text forms of bytes in the journal.
//!
//! Written here because the contre-clé reads this crate and its list of dependencies is kept short.
//! Both decoders are strict: one value has one spelling, so that a signed text cannot be respelled.

const HEX: &[u8; 16] = b"0123456789abcdef";
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(HEX[usize::from(byte >> 4)]));
        text.push(char::from(HEX[usize::from(byte & 15)]));
    }
    text
}

/// The bytes of a lower-case hexadecimal text, `None` when it is anything else.
#[must_use]
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.as_bytes().chunks_exact(2).map(|pair| Some(nibble(pair[0])? << 4 | nibble(pair[1])?)).collect()
}

/// Standard base64 with padding (RFC 4648, section 4).
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte));
        let group = group << (8 * (3 - chunk.len()));
        for position in 0..4 {
            if position <= chunk.len() {
                let sextet = (group >> (18 - 6 * position)) & 63;
                text.push(char::from(BASE64[sextet as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

/// The bytes of a padded, canonical base64 text, `None` when it is anything else (spaces, missing
/// padding, or stray bits in the last character).
#[must_use]
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let text = text.as_bytes();
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let last_group = (text.len() / 4).wrapping_sub(1);
    for (position, chunk) in text.chunks_exact(4).enumerate() {
        let padding = match chunk {
            [.., b'=', b'='] if position == last_group => 2,
            [.., b'='] if position == last_group => 1,
            _ => 0,
        };
        let mut group = 0_u32;
        for symbol in &chunk[..4 - padding] {
            group = group << 6 | u32::from(sextet(*symbol)?);
        }
        group <<= 6 * padding;
        let decoded = group.to_be_bytes();
        if decoded[4 - padding..].iter().any(|stray| *stray != 0) {
            return None;
        }
        bytes.extend_from_slice(&decoded[1..4 - padding]);
    }
    Some(bytes)
}

fn nibble(symbol: u8) -> Option<u8> {
    match symbol {
        b'0'..=b'9' => Some(symbol - b'0'),
        b'a'..=b'f' => Some(symbol - b'a' + 10),
        _ => None,
    }
}

fn sextet(symbol: u8) -> Option<u8> {
    match symbol {
        b'A'..=b'Z' => Some(symbol - b'A'),
        b'a'..=b'z' => Some(symbol - b'a' + 26),
        b'0'..=b'9' => Some(symbol - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], in_hex: &str, in_base64: &str) {
        assert_eq!(hex(bytes), in_hex);
        assert_eq!(base64(bytes), in_base64);
        assert_eq!(from_hex(in_hex).as_deref(), Some(bytes));
        assert_eq!(from_base64(in_base64).as_deref(), Some(bytes));
    }

    #[test]
    fn both_forms_go_there_and_back() {
        check(b"", "", "");
        check(b"f", "66", "Zg==");
        check(b"fo", "666f", "Zm8=");
        check(b"foo", "666f6f", "Zm9v");
        check(b"foob", "666f6f62", "Zm9vYg==");
        check(&[0xfb, 0xff, 0x00, 0x80], "fbff0080", "+/8AgA==");
    }

    #[test]
    fn one_value_has_one_spelling() {
        for text in ["Zh==", "Zm9=", "Zg=", "Zg", "Z===", "====", "Zg==Zg==", "Zm 9", "Zm-_", "Zm9v\n"] {
            assert_eq!(from_base64(text), None, "{text:?}");
        }
        for text in ["6", "6G", "6F", " 6", "é"] {
            assert_eq!(from_hex(text), None, "{text:?}");
        }
    }
}
