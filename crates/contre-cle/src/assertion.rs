//! The contre-clé's own check of a passkey's assertion: ES256 and RS256, with the specification's limited
//! verification of clientDataJSON (WebAuthn level 3, 5.8.1.2). No JSON parser is needed, so none is trusted.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use droits::piece::{Assertion, Credential, PublicKey};
use journal::encoding::base64;

const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;

/// Whether the assertion is for this relying party, origin and challenge, with the user verified, and signed.
pub fn holds(credential: &Credential, challenge: &[u8; 32], assertion: &Assertion) -> bool {
    let Some((rp_hash, rest)) = assertion.authenticator_data.split_at_checked(32) else { return false };
    let Some(flags) = rest.first().filter(|_| rest.len() >= 5) else { return false };
    let wanted = USER_PRESENT | USER_VERIFIED;
    if rp_hash != digest(&SHA256, credential.rp_id.as_bytes()).as_ref() || flags & wanted != wanted {
        return false;
    }
    if !is_client_data(&assertion.client_data, challenge, &credential.origin) {
        return false;
    }
    let mut signed = assertion.authenticator_data.clone();
    signed.extend_from_slice(digest(&SHA256, &assertion.client_data).as_ref());
    match &credential.key {
        PublicKey::Es256(point) => {
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(&signed, &assertion.signature).is_ok()
        }
        PublicKey::Rs256(n, e) => RsaPublicKeyComponents { n: &n[..], e: &e[..] }
            .verify(&RSA_PKCS1_2048_8192_SHA256, &signed, &assertion.signature)
            .is_ok(),
    }
}

/// The browser serialises these four members first, in this order and spelling; whatever follows is its own.
fn is_client_data(bytes: &[u8], challenge: &[u8; 32], origin: &str) -> bool {
    // An origin is ASCII without quotes or controls; anything else would need JSON escapes.
    if !origin.bytes().all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\') {
        return false;
    }
    let start = format!(
        "{{\"type\":\"webauthn.get\",\"challenge\":\"{}\",\"origin\":\"{origin}\",\"crossOrigin\":false",
        base64url(challenge)
    );
    bytes
        .strip_prefix(start.as_bytes())
        .is_some_and(|rest| rest == b"}" || (rest.starts_with(b",") && rest.ends_with(b"}")))
}

/// Base64url without padding.
pub fn base64url(bytes: &[u8]) -> String {
    base64(bytes).replace('+', "-").replace('/', "_").replace('=', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};

    struct Key(EcdsaKeyPair);

    impl Key {
        fn new() -> Key {
            Key(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key"))
        }

        fn credential(&self) -> Credential {
            Credential {
                id: vec![1; 16],
                key: PublicKey::Es256(self.0.public_key().as_ref().to_vec()),
                rp_id: "localhost".into(),
                origin: "http://localhost:8080".into(),
            }
        }

        fn assertion(&self, flags: u8, client_data: String) -> Assertion {
            let mut authenticator_data = digest(&SHA256, b"localhost").as_ref().to_vec();
            authenticator_data.extend_from_slice(&[flags, 0, 0, 0, 0]);
            let mut signed = authenticator_data.clone();
            signed.extend_from_slice(digest(&SHA256, client_data.as_bytes()).as_ref());
            let signature = self.0.sign(&SystemRandom::new(), &signed).expect("signs").as_ref().to_vec();
            Assertion { credential: vec![1; 16], authenticator_data, client_data: client_data.into_bytes(), signature }
        }
    }

    fn client_data(kind: &str, challenge: &[u8; 32], origin: &str, end: &str) -> String {
        format!(
            "{{\"type\":\"{kind}\",\"challenge\":\"{}\",\"origin\":\"{origin}\",\"crossOrigin\":{end}",
            base64url(challenge)
        )
    }

    const HERE: &str = "http://localhost:8080";

    #[test]
    fn a_right_assertion_holds() {
        let key = Key::new();
        for end in ["false}", "false,\"other\":1}"] {
            let piece = key.assertion(0x05, client_data("webauthn.get", &[9; 32], HERE, end));
            assert!(holds(&key.credential(), &[9; 32], &piece), "{end}");
        }
    }

    #[test]
    fn every_wrong_one_falls() {
        let key = Key::new();
        let good = client_data("webauthn.get", &[9; 32], HERE, "false}");
        let check = |what: &str, piece: Assertion| {
            assert!(!holds(&key.credential(), &[9; 32], &piece), "{what}");
        };
        check("no user verification", key.assertion(0x01, good.clone()));
        check("a creation", key.assertion(0x05, client_data("webauthn.create", &[9; 32], HERE, "false}")));
        check("another challenge", key.assertion(0x05, client_data("webauthn.get", &[8; 32], HERE, "false}")));
        check(
            "another origin",
            key.assertion(0x05, client_data("webauthn.get", &[9; 32], "http://localhost:80801", "false}")),
        );
        check("in a frame", key.assertion(0x05, client_data("webauthn.get", &[9; 32], HERE, "true}")));
        check("cut", key.assertion(0x05, good.trim_end_matches('}').to_owned()));
        check("another key", Key::new().assertion(0x05, good.clone()));
        let mut short = key.assertion(0x05, good.clone());
        short.authenticator_data.truncate(36);
        check("short authenticator data", short);
        let mut elsewhere = key.assertion(0x05, good);
        elsewhere.authenticator_data[0] ^= 1;
        check("another relying party", elsewhere);
    }
}
