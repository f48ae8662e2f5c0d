//! Hexadecimal and base64, as headers and WebAuthn spell them.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Sixteen bytes from 32 lower-case digits; one spelling only.
pub fn from_hex16(text: &str) -> Option<[u8; 16]> {
    text.parse::<domaine::DossierId>().ok().map(|id| id.0)
}

/// Thirty-two bytes from 64 lower-case digits; one spelling only.
pub fn from_hex32(text: &str) -> Option<[u8; 32]> {
    let (one, two) = text.split_at_checked(32)?;
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(&from_hex16(one)?);
    bytes[16..].copy_from_slice(&from_hex16(two)?);
    Some(bytes)
}

/// Standard base64 with padding, as RFC 8941 wants byte sequences.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The bytes of standard base64, exactly `N` of them.
pub fn from_base64<const N: usize>(text: &str) -> Option<[u8; N]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}

/// Base64url without padding, as WebAuthn's JSON wants it.
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of base64url without padding.
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}
