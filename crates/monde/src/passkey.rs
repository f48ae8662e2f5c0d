//! A software authenticator: answers challenges as a security key would, byte for byte, so that the server has
//! one way in and no other. For invented people only.

use std::sync::Arc;

use aws_lc_rs::agreement::{ECDH_P256, PrivateKey};
use aws_lc_rs::hmac;
use aws_lc_rs::rand::{self, SystemRandom};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use droits::signature::sha256;
use journal::encoding::{base64, from_base64};

/// User present and user verified: what a passkey says after its owner's gesture.
const FLAGS: u8 = 0x05;

/// Order of P-256, big-endian: a private scalar is above zero and below it.
const ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa,
    0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

/// One authenticator with its one credential. A clone is the same authenticator. `Debug` prints no key.
#[derive(Clone)]
pub struct Passkey {
    /// Credential id, 16 bytes when made here.
    pub credential: Vec<u8>,
    d: [u8; 32],
    point: [u8; 65],
    key: Arc<EcdsaKeyPair>,
}

/// The answer of an authenticator, as the browser hands it over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// Credential id.
    pub credential: Vec<u8>,
    /// Hash of the relying party, flags, counter at zero: 37 bytes.
    pub authenticator_data: Vec<u8>,
    /// clientDataJSON, as browsers write it.
    pub client_data: Vec<u8>,
    /// ECDSA P-256 in DER.
    pub signature: Vec<u8>,
}

impl Passkey {
    /// Authenticator `n` of a fictional world: the same seed gives the same keys for ever. Whoever knows the seed
    /// knows the keys; a seed drawn at random keeps them in the keys file alone.
    pub fn from_seed(graine: [u8; 32], n: u64) -> Passkey {
        let credential = derive(&graine, b"cairn/passkey/credential", n, 0)[..16].to_vec();
        (0..)
            .find_map(|again| Passkey::from_scalar(credential.clone(), derive(&graine, b"cairn/passkey/d", n, again)))
            .expect("a draw in 2^32 falls outside the order of the curve")
    }

    /// A new authenticator, from the machine's randomness.
    pub fn generate() -> Passkey {
        let mut graine = [0; 32];
        rand::fill(&mut graine).expect("the system gives randomness");
        Passkey::from_seed(graine, 0)
    }

    /// The authenticator of a stored scalar; `None` when it is not one of the curve.
    pub fn from_scalar(credential: Vec<u8>, d: [u8; 32]) -> Option<Passkey> {
        if d == [0; 32] || d >= ORDER {
            return None;
        }
        let public = PrivateKey::from_private_key(&ECDH_P256, &d).ok()?.compute_public_key().ok()?;
        let point: [u8; 65] = public.as_ref().try_into().ok()?;
        let key = EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_ASN1_SIGNING, &d, &point).ok()?;
        Some(Passkey { credential, d, point, key: Arc::new(key) })
    }

    /// Public point, uncompressed: `4 ‖ x ‖ y`.
    pub fn point(&self) -> [u8; 65] {
        self.point
    }

    /// First and second coordinates of the public point, as a JWK wants them.
    pub fn coordinates(&self) -> ([u8; 32], [u8; 32]) {
        let half = |at: usize| self.point[at..at + 32].try_into().expect("a point has two halves of 32 bytes");
        (half(1), half(33))
    }

    /// Private scalar, for the JWK of a persona.
    pub fn scalar(&self) -> [u8; 32] {
        self.d
    }

    /// Answers a challenge for this relying party ("localhost") in a page of this origin ("http://localhost:8080").
    pub fn assert(&self, challenge: &[u8; 32], rp_id: &str, origin: &str) -> Assertion {
        let client_data = format!(
            r#"{{"type":"webauthn.get","challenge":"{}","origin":"{origin}","crossOrigin":false}}"#,
            base64url(challenge)
        )
        .into_bytes();
        let mut authenticator_data = sha256(rp_id.as_bytes()).to_vec();
        authenticator_data.extend_from_slice(&[FLAGS, 0, 0, 0, 0]);
        let signed = [&authenticator_data[..], &sha256(&client_data)].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).expect("a valid key signs");
        let signature = signature.as_ref().to_vec();
        Assertion { credential: self.credential.clone(), authenticator_data, client_data, signature }
    }
}

impl std::fmt::Debug for Passkey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Passkey({})", base64url(self.key.public_key().as_ref().get(1..9).unwrap_or_default()))
    }
}

/// A passkey's answer to the ceremony that binds it: attestation "none".
#[derive(Clone, Debug)]
pub struct Attestation {
    /// Credential id.
    pub credential: Vec<u8>,
    /// clientDataJSON.
    pub client_data: Vec<u8>,
    /// attestationObject, CBOR.
    pub attestation_object: Vec<u8>,
}

impl Passkey {
    /// Answers a ceremony: user present, user verified, a new credential follows.
    pub fn attest(&self, challenge: &[u8], rp_id: &str, origin: &str) -> Attestation {
        let challenge = base64url(challenge);
        let client_data = format!(
            r#"{{"type":"webauthn.create","challenge":"{challenge}","origin":"{origin}","crossOrigin":false}}"#
        );
        Attestation {
            credential: self.credential.clone(),
            client_data: client_data.into_bytes(),
            attestation_object: self.attestation_object(rp_id),
        }
    }

    /// `{"fmt": "none", "attStmt": {}, "authData": …}`, by hand.
    fn attestation_object(&self, rp_id: &str) -> Vec<u8> {
        const FLAGS: u8 = 0x45;
        let (x, y) = self.coordinates();
        // kty EC2, alg ES256, crv P-256, x, y.
        let cose = [b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20", &x[..], b"\x22\x58\x20", &y[..]].concat();
        let (counter, aaguid, length) = ([0; 4], [0; 16], (self.credential.len() as u16).to_be_bytes());
        let rp = sha256(rp_id.as_bytes());
        let data = [&rp[..], &[FLAGS], &counter, &aaguid, &length, &self.credential, &cose].concat();
        let length = u8::try_from(data.len()).expect("one byte of length");
        [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58", &[length][..], &data].concat()
    }
}

/// Base64url without padding, as WebAuthn's JSON spells bytes.
pub fn base64url(bytes: &[u8]) -> String {
    base64(bytes).trim_end_matches('=').replace('+', "-").replace('/', "_")
}

/// The bytes of base64url without padding.
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    if text.contains(['+', '/', '=']) {
        return None;
    }
    let padding = "=".repeat((4 - text.len() % 4) % 4);
    from_base64(&(text.replace('-', "+").replace('_', "/") + &padding))
}

fn derive(graine: &[u8; 32], usage: &[u8], n: u64, again: u32) -> [u8; 32] {
    let text = [usage, &n.to_be_bytes(), &again.to_be_bytes()].concat();
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, graine), &text);
    tag.as_ref().try_into().expect("HMAC-SHA256 gives 32 bytes")
}

#[cfg(test)]
mod tests {
    use contre_cle::assertion::holds;
    use droits::piece::{Assertion, Credential, PublicKey};
    use journal::encoding::hex;

    use super::*;

    const HERE: &str = "http://localhost:8080";

    fn is_let_in(passkey: &Passkey, bound: &Passkey, rp_id: &str, origin: &str) -> bool {
        let credential = Credential {
            id: bound.credential.clone(),
            key: PublicKey::Es256(bound.point().to_vec()),
            rp_id: "localhost".into(),
            origin: HERE.into(),
        };
        let answer = passkey.assert(&[9; 32], rp_id, origin);
        let given = Assertion {
            credential: answer.credential,
            authenticator_data: answer.authenticator_data,
            client_data: answer.client_data,
            signature: answer.signature,
        };
        holds(&credential, &[9; 32], &given)
    }

    #[test]
    fn the_contre_cle_believes_its_owner_and_nobody_else() {
        let (lea, other) = (Passkey::from_seed([1; 32], 0), Passkey::from_seed([1; 32], 1));
        assert!(is_let_in(&lea, &lea, "localhost", HERE));
        assert!(!is_let_in(&other, &lea, "localhost", HERE), "the neighbour");
        assert!(!is_let_in(&lea, &lea, "example", HERE), "another relying party");
        assert!(!is_let_in(&lea, &lea, "localhost", "http://localhost:9"), "another origin");
    }

    #[test]
    fn the_same_seed_gives_the_same_key_for_ever() {
        let lea = Passkey::from_seed([1; 32], 0);
        assert_eq!(hex(&lea.credential), LEA_CREDENTIAL);
        assert_eq!(hex(&lea.scalar()), LEA_D);
        assert_eq!(hex(&lea.coordinates().0), LEA_X);
        let again = Passkey::from_scalar(lea.credential.clone(), lea.scalar()).expect("a scalar of the curve");
        assert_eq!(again.point(), lea.point());
        let (x, y) = lea.coordinates();
        assert_eq!([&[4][..], &x, &y].concat(), lea.point());
        assert_ne!(Passkey::generate().point(), lea.point());
    }

    // Computed apart, with another language's HMAC and a schoolbook multiplication on the curve.
    const LEA_CREDENTIAL: &str = "e5d7eb5f69282e37f9e58ccb6db0fd61";
    const LEA_D: &str = "9f8f9cd16a76dacaaba87544892208cb2687b337d6e20a39e7769f76fe5c6aae";
    const LEA_X: &str = "58055ab78cfaf5244bacb1ddec6cd62c58180ce2c26f667ec26deb229f14da92";

    #[test]
    fn what_is_no_scalar_is_no_key() {
        for d in [[0; 32], ORDER, [0xff; 32]] {
            assert!(Passkey::from_scalar(vec![1; 16], d).is_none());
        }
    }

    #[test]
    fn base64url_has_one_spelling() {
        for bytes in [&b""[..], b"f", b"fo", b"foo", &[0xfb, 0xff, 0xfe]] {
            assert_eq!(from_base64url(&base64url(bytes)).as_deref(), Some(bytes));
        }
        for text in ["Zg==", "+_", "a", "Zh"] {
            assert_eq!(from_base64url(text), None, "{text}");
        }
    }
}
