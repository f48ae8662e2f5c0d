//! What an act's author signs, written again from the specification, and a stand-in for passkeys: a cheap keyed sum that
//! anybody here can make right or wrong.

use droits::Attest;
use droits::habilitation::acte::ActePiece;
use droits::piece::{Assertion, Credential, PublicKey};
use journal::entry::{Entry, Pseudonym};

/// Takes an assertion whose signature is the sum of the key's id and the challenge.
pub struct Cheap;

impl Attest for Cheap {
    fn holds(&self, credential: &Credential, challenge: &[u8; 32], assertion: &Assertion) -> bool {
        assertion.signature == sum(&credential.id, challenge)
    }

    /// One seed in sixteen is not the contre-clé's.
    fn is_seed(&self, _: &Pseudonym, seed: &[u8; 32]) -> bool {
        seed[0] >= 16
    }
}

/// The stand-in signature of a challenge by a key.
pub fn sum(id: &[u8], challenge: &[u8; 32]) -> Vec<u8> {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for byte in id.iter().chain(challenge) {
        sum = (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    sum.to_be_bytes().to_vec()
}

/// An assertion by this key.
pub fn assertion(id: &[u8], challenge: &[u8; 32]) -> Assertion {
    let signature = sum(id, challenge);
    Assertion { credential: id.to_vec(), authenticator_data: vec![], client_data: vec![], signature }
}

/// A key with this id.
pub fn key(id: u64) -> Credential {
    Credential {
        id: id.to_be_bytes().to_vec(),
        key: PublicKey::Es256(vec![4]),
        rp_id: String::new(),
        origin: String::new(),
    }
}

/// The text of every field that the author decides.
pub fn statement(e: &Entry) -> String {
    let structure: String = e.structure.iter().filter(|b| **b != 0).map(|b| char::from(*b)).collect();
    [
        "cairn/acte/1".to_owned(),
        format!("kind={}", e.kind as u8),
        format!("rule={}", e.rule),
        format!("actor={}", hex(&e.actor)),
        format!("login={}", hex(&e.login)),
        format!("object={}", hex(&e.object)),
        format!("role={}", e.role),
        format!("structure={structure}"),
        format!("content={}", hex(&e.content)),
        format!("count={}", e.count),
        format!("until={}", e.until),
    ]
    .join("\n")
}

/// The nonce and the assertion of an act's piece.
pub fn acte(piece: &[u8]) -> Option<([u8; 32], Assertion)> {
    ActePiece::decode(piece).map(|acte| (acte.nonce, acte.assertion))
}

/// The piece of an agent's own further key: tag 5, the key, the act.
pub fn own_key(piece: &[u8]) -> Option<(Credential, [u8; 32], Assertion)> {
    let (tag, rest) = piece.split_first()?;
    let (key, rest) = field(rest)?;
    let (act, rest) = field(rest)?;
    let (nonce, assertion) = acte(act)?;
    (*tag == 5 && rest.is_empty()).then_some((Credential::decode(key)?, nonce, assertion))
}

/// The bytes of such a piece.
pub fn own_key_piece(key: &Credential, act: &[u8]) -> Vec<u8> {
    let mut out = vec![5];
    for field in [&key.encode()[..], act] {
        let length = u16::try_from(field.len()).expect("these pieces are short");
        out.extend_from_slice(&length.to_be_bytes());
        out.extend_from_slice(field);
    }
    out
}

fn field(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_at_checked(2)?;
    rest.split_at_checked(usize::from(u16::from_be_bytes([length[0], length[1]])))
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    journal::encoding::hex(bytes)
}
