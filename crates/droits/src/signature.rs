//! The signature of a request by its browser (form of RFC 9421, with the two parameters we need).

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use journal::encoding::{base64, hex};
pub use journal::entry::LoginId;
pub use journal::tree::sha256;

/// A request as its browser signed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedRequest {
    /// Upper-case method.
    pub method: String,
    /// Path and query, as received.
    pub target: String,
    /// SHA-256 of the body (of nothing when there is none).
    pub body_hash: [u8; 32],
    /// The login that signs.
    pub login: LoginId,
    /// 16 random bytes, never twice.
    pub nonce: [u8; 16],
    /// ECDSA P-256, r ‖ s.
    pub signature: [u8; 64],
}

impl SignedRequest {
    /// The text that was signed.
    pub fn base(&self) -> String {
        base(&self.method, &self.target, &self.body_hash, &self.login, &self.nonce)
    }

    /// SHA-256 of [`SignedRequest::base`]: names the request in entries.
    pub fn hash(&self) -> [u8; 32] {
        sha256(self.base().as_bytes())
    }

    /// Whether the signature answers this browser key (65 bytes, uncompressed point).
    pub fn is_signed_by(&self, key: &[u8]) -> bool {
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key).verify(self.base().as_bytes(), &self.signature).is_ok()
    }
}

/// The signature base of RFC 9421 for our four components and two parameters.
pub fn base(method: &str, target: &str, body_hash: &[u8; 32], login: &LoginId, nonce: &[u8; 16]) -> String {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    format!(
        "\"@method\": {method}\n\"@path\": {path}\n\"@query\": ?{query}\n\"content-digest\": sha-256=:{}:\n\
         \"@signature-params\": (\"@method\" \"@path\" \"@query\" \"content-digest\");keyid=\"{}\";nonce=\"{}\"",
        base64(body_hash),
        hex(login),
        hex(nonce),
    )
}

/// What a passkey signs to let a browser key in, or to make one gesture: `H(purpose ‖ 0 ‖ nonce ‖ key)`.
/// The purpose is part of it, so that an assertion never serves twice.
pub fn challenge(purpose: &str, nonce: &[u8; 32], browser_key: &[u8]) -> [u8; 32] {
    let mut text = Vec::with_capacity(purpose.len() + 1 + 32 + browser_key.len());
    text.extend_from_slice(purpose.as_bytes());
    text.push(0);
    text.extend_from_slice(nonce);
    text.extend_from_slice(browser_key);
    sha256(&text)
}

/// Purpose of the assertion that opens a login.
pub const LOGIN: &str = "cairn/login";

/// The name of an exact look-up within a search: derived from the search's own, so that both stand in the journal.
pub fn lookup_request(search: &[u8; 32]) -> [u8; 32] {
    sha256(&[&search[..], b"jeton"].concat())
}

/// The name of the `n`th further entry of a request that writes several (a rendez-vous booked with an entretien).
pub fn further_request(request: &[u8; 32], n: u8) -> [u8; 32] {
    sha256(&[&request[..], b"suite", &[n]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_is_the_one_that_the_browser_builds() {
        let text = base("GET", "/dossiers/x?a=b", &sha256(b""), &[1; 16], &[2; 16]);
        assert_eq!(
            text,
            "\"@method\": GET\n\"@path\": /dossiers/x\n\"@query\": ?a=b\n\
             \"content-digest\": sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:\n\
             \"@signature-params\": (\"@method\" \"@path\" \"@query\" \"content-digest\");\
             keyid=\"01010101010101010101010101010101\";nonce=\"02020202020202020202020202020202\""
        );
        assert!(base("GET", "/", &[0; 32], &[1; 16], &[2; 16]).contains("\"@query\": ?\n"));
    }

    #[test]
    fn a_challenge_serves_one_purpose() {
        assert_ne!(challenge(LOGIN, &[1; 32], b"key"), challenge("cairn/tranche 2", &[1; 32], b"key"));
    }
}
