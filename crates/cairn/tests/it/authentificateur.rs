//! A security key in a program, at the moment when it is bound: attestation "none", CBOR by hand.

use droits::signature::sha256;
use monde::http::Answer;
use monde::passkey::{Passkey, base64url};

use crate::serveur::Essai;

/// User present, user verified, a new credential follows.
const FLAGS: u8 = 0x45;

impl Essai {
    /// Shows the page of an address; the challenge in it, when it still serves.
    pub fn invitation(&self, code: &str) -> (u16, Option<String>) {
        let page = self.plain("GET", &format!("/enrolement/{code}")).expect("an answer");
        let text = page.text();
        let defi = text.split("data-defi=\"").nth(1).and_then(|rest| rest.split('"').next());
        (page.status, defi.map(str::to_owned))
    }

    /// Binds a key at an address, as its page does.
    pub fn binds(&self, code: &str, key: &Passkey, defi: &str) -> Answer {
        let origine = self.origine();
        let client_data =
            format!(r#"{{"type":"webauthn.create","challenge":"{defi}","origin":"{origine}","crossOrigin":false}}"#);
        let body = format!(
            r#"{{"credential":"{}","clientDataJSON":"{}","attestationObject":"{}"}}"#,
            base64url(&key.credential),
            base64url(client_data.as_bytes()),
            base64url(&attestation(key)),
        );
        self.sends("POST", &format!("/enrolement/{code}"), "*/*", &body).expect("an answer")
    }
}

/// `{"fmt": "none", "attStmt": {}, "authData": …}`.
fn attestation(key: &Passkey) -> Vec<u8> {
    let data = authenticator_data(key);
    let length = u8::try_from(data.len()).expect("one byte of length");
    [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58", &[length][..], &data].concat()
}

fn authenticator_data(key: &Passkey) -> Vec<u8> {
    let (x, y) = key.coordinates();
    // kty EC2, alg ES256, crv P-256, x, y.
    let cose = [b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20", &x[..], b"\x22\x58\x20", &y[..]].concat();
    let (counter, aaguid, length) = ([0; 4], [0; 16], (key.credential.len() as u16).to_be_bytes());
    [&sha256(b"localhost")[..], &[FLAGS], &counter, &aaguid, &length, &key.credential, &cose].concat()
}
