//! Two programs check every assertion: a library on one side, our own on the other. They must agree, and this table
//! is what tells that the library, its version pinned, still does what is written here.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair};
use coffre::passkey::Passkeys;
use contre_cle::assertion;
use droits::piece::{Assertion, Credential};
use droits::signature::sha256;
use monde::passkey::Passkey;

use crate::essai::{ORIGIN, RP_ID, credential, passkey};

const CHALLENGE: [u8; 32] = [9; 32];

/// An assertion made by hand: each part may be wrong, and the signature is right over what is there.
struct Made<'a> {
    key: &'a Passkey,
    rp_id: &'a str,
    flags: u8,
    client_data: String,
}

impl Made<'_> {
    fn piece(&self) -> Assertion {
        let mut authenticator_data = sha256(self.rp_id.as_bytes()).to_vec();
        authenticator_data.extend_from_slice(&[self.flags, 0, 0, 0, 0]);
        let (d, point) = (self.key.scalar(), self.key.point());
        let signing =
            EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_ASN1_SIGNING, &d, &point).expect("a key");
        let signed = [&authenticator_data[..], &sha256(self.client_data.as_bytes())].concat();
        let signature = signing.sign(&SystemRandom::new(), &signed).expect("signs").as_ref().to_vec();
        Assertion {
            credential: self.key.credential.clone(),
            authenticator_data,
            client_data: self.client_data.clone().into_bytes(),
            signature,
        }
    }
}

fn client_data(kind: &str, challenge: &[u8; 32], origin: &str, end: &str) -> String {
    let challenge = assertion::base64url(challenge);
    format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":{end}"#)
}

/// What (the library, the contre-clé) say.
fn verdicts(credential: &Credential, piece: &Assertion) -> (bool, bool) {
    let library = Passkeys::new(RP_ID, ORIGIN).expect("an origin");
    (library.holds(credential, &CHALLENGE, piece), assertion::holds(credential, &CHALLENGE, piece))
}

const YES: (bool, bool) = (true, true);
const NO: (bool, bool) = (false, false);

#[test]
fn both_sides_say_the_same() {
    let (key, other) = (passkey(0, 0), passkey(0, 1));
    let known = credential(&key);
    let good = client_data("webauthn.get", &CHALLENGE, ORIGIN, "false}");
    let right = || Made { key: &key, rp_id: RP_ID, flags: 0x05, client_data: good.clone() };
    let with = |text: String| Made { client_data: text, ..right() }.piece();
    let text =
        |kind: &str, challenge: &[u8; 32], origin: &str, end: &str| with(client_data(kind, challenge, origin, end));
    let altered = |change: fn(&mut Assertion)| {
        let mut piece = right().piece();
        change(&mut piece);
        piece
    };
    let cases: Vec<(&str, Assertion, (bool, bool))> = vec![
        ("right", right().piece(), YES),
        ("a member added by the browser", text("webauthn.get", &CHALLENGE, ORIGIN, r#"false,"other":"x"}"#), YES),
        ("a synced passkey", Made { flags: 0x1d, ..right() }.piece(), YES),
        ("another challenge", text("webauthn.get", &[8; 32], ORIGIN, "false}"), NO),
        ("a creation", text("webauthn.create", &CHALLENGE, ORIGIN, "false}"), NO),
        ("another port", text("webauthn.get", &CHALLENGE, "http://localhost:8081", "false}"), NO),
        ("another scheme", text("webauthn.get", &CHALLENGE, "https://localhost:8080", "false}"), NO),
        ("another host", text("webauthn.get", &CHALLENGE, "http://localhost.evil.example:8080", "false}"), NO),
        ("no user verification", Made { flags: 0x01, ..right() }.piece(), NO),
        ("no user presence", Made { flags: 0x04, ..right() }.piece(), NO),
        ("another relying party", Made { rp_id: "evil.example", ..right() }.piece(), NO),
        ("another key", Made { key: &other, ..right() }.piece(), NO),
        ("a signature changed", altered(|p| p.signature[20] ^= 1), NO),
        ("a signature cut", altered(|p| p.signature.truncate(20)), NO),
        ("no signature", altered(|p| p.signature.clear()), NO),
        ("authenticator data changed", altered(|p| p.authenticator_data[36] ^= 1), NO),
        ("authenticator data cut", altered(|p| p.authenticator_data.truncate(36)), NO),
        ("client data changed", altered(|p| p.client_data[9] ^= 1), NO),
        ("client data cut", with(good.trim_end_matches('}').to_owned()), NO),
        ("client data not JSON", with("hello".into()), NO),
        ("nothing", altered(|p| (p.client_data, p.authenticator_data) = (Vec::new(), Vec::new())), NO),
        // Known differences: the contre-clé never says yes where the library says no, and login needs both.
        ("in a frame", text("webauthn.get", &CHALLENGE, ORIGIN, "true}"), (true, false)),
        (
            "members in another order",
            with(format!(
                r#"{{"challenge":"{}","type":"webauthn.get","origin":"{ORIGIN}","crossOrigin":false}}"#,
                assertion::base64url(&CHALLENGE)
            )),
            (true, false),
        ),
        ("spaces", with(good.replace(':', ": ")), NO),
    ];
    let wrong: Vec<_> = cases
        .iter()
        .map(|(what, piece, expected)| (what, verdicts(&known, piece), *expected))
        .filter(|(_, said, expected)| said != expected)
        .collect();
    assert!(wrong.is_empty(), "(case, said (library, contre-clé), expected): {wrong:#?}");
}

#[test]
fn any_byte_changed_is_seen_by_both() {
    let key = passkey(0, 0);
    let known = credential(&key);
    let made = key.assert(&CHALLENGE, RP_ID, ORIGIN);
    let right = Assertion {
        credential: made.credential,
        authenticator_data: made.authenticator_data,
        client_data: made.client_data,
        signature: made.signature,
    };
    assert_eq!(verdicts(&known, &right), YES);
    for (what, at) in [("authenticator data", 0), ("client data", 1), ("signature", 2)] {
        let length = [right.authenticator_data.len(), right.client_data.len(), right.signature.len()][at];
        for byte in 0..length {
            let mut piece = right.clone();
            let bytes =
                [&mut piece.authenticator_data, &mut piece.client_data, &mut piece.signature].into_iter().nth(at);
            bytes.expect("three parts")[byte] ^= 0x01;
            assert_eq!(verdicts(&known, &piece), NO, "byte {byte} of {what}");
        }
    }
}
