//! Sealing one record: AES-256-GCM-SIV under a key of its own, a tag that commits to that key, a padded size.
//!
//! Envelope: algorithm (1), key commitment (16), nonce (12), ciphertext, tag (16).

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, Nonce, UnboundKey};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::racine::mac;

/// AES-256-GCM-SIV.
const ALGORITHM: u8 = 1;
const HEAD: usize = 1 + 16 + 12;
const TAG: usize = 16;
/// Smallest padded plaintext.
const STEP_MIN: usize = 64;

/// What the envelope is bound to, besides its key: moved elsewhere, it does not open.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The dossier, or the agent.
    pub owner: [u8; 16],
    /// The structure.
    pub structure: [u8; 8],
    /// Table and class, as a number.
    pub kind: u8,
    /// Number of the record.
    pub num: u32,
    /// Its version.
    pub version: u32,
}

impl Place {
    fn bytes(&self) -> [u8; 34] {
        let mut out = [0; 34];
        out[0] = 1; // layout of these bytes
        out[1..17].copy_from_slice(&self.owner);
        out[17..25].copy_from_slice(&self.structure);
        out[25] = self.kind;
        out[26..30].copy_from_slice(&self.num.to_be_bytes());
        out[30..34].copy_from_slice(&self.version.to_be_bytes());
        out
    }
}

/// Seals `clear` under a key derived for this place from `key`.
pub fn seal(key: &[u8; 32], place: &Place, clear: &[u8]) -> Vec<u8> {
    let associated = place.bytes();
    let own = Zeroizing::new(mac(key, &associated));
    let mut nonce = [0; 12];
    aws_lc_rs::rand::fill(&mut nonce).expect("the system's random source answers");
    let mut padded = Zeroizing::new(Vec::with_capacity(padded_len(clear.len()) + TAG));
    padded.extend_from_slice(&(clear.len() as u32).to_be_bytes());
    padded.extend_from_slice(clear);
    padded.resize(padded_len(clear.len()), 0);
    cipher(&own)
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(associated), &mut *padded)
        .expect("a record is far below the cipher's limit");
    let mut out = Vec::with_capacity(HEAD + padded.len());
    out.push(ALGORITHM);
    out.extend_from_slice(&commitment(&own));
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&padded);
    out
}

/// Opens an envelope; `None` when the key, the place or a byte is not the one it was sealed with.
pub fn open(key: &[u8; 32], place: &Place, envelope: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (head, sealed) = envelope.split_at_checked(HEAD)?;
    let associated = place.bytes();
    let own = Zeroizing::new(mac(key, &associated));
    if head[0] != ALGORITHM || !bool::from(head[1..17].ct_eq(&commitment(&own))) {
        return None;
    }
    let nonce = head[17..].try_into().ok()?;
    let mut bytes = Zeroizing::new(sealed.to_vec());
    let length =
        cipher(&own).open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(associated), &mut bytes).ok()?.len();
    let clear = u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?) as usize;
    if clear.checked_add(4)? > length {
        return None;
    }
    Some(Zeroizing::new(bytes[4..4 + clear].to_vec()))
}

fn cipher(own: &[u8; 32]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM_SIV, own).expect("32 bytes are an AES-256 key"))
}

/// GCM-SIV alone does not commit to its key: two keys could open one envelope to two texts.
fn commitment(own: &[u8; 32]) -> [u8; 16] {
    mac(own, b"engagement")[..16].try_into().expect("16 of 32 bytes")
}

/// Powers of two from 64 bytes: a size says little of what is inside.
fn padded_len(clear: usize) -> usize {
    (clear + 4).next_power_of_two().max(STEP_MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place = Place { owner: [1; 16], structure: *b"59512S00", kind: 3, num: 4, version: 5 };

    #[test]
    fn what_is_sealed_opens_in_its_place_only() {
        let envelope = seal(&[9; 32], &PLACE, b"essai");
        assert_eq!(open(&[9; 32], &PLACE, &envelope).as_deref().map(Vec::as_slice), Some(&b"essai"[..]));
        assert!(open(&[8; 32], &PLACE, &envelope).is_none());
        for other in [
            Place { owner: [2; 16], ..PLACE },
            Place { structure: *b"13055S00", ..PLACE },
            Place { kind: 0, ..PLACE },
            Place { num: 0, ..PLACE },
            Place { version: 4, ..PLACE },
        ] {
            assert!(open(&[9; 32], &other, &envelope).is_none());
        }
    }

    #[test]
    fn no_byte_can_change() {
        let envelope = seal(&[9; 32], &PLACE, b"essai");
        for at in 0..envelope.len() {
            let mut flipped = envelope.clone();
            flipped[at] ^= 1;
            assert!(open(&[9; 32], &PLACE, &flipped).is_none(), "byte {at}");
            assert!(open(&[9; 32], &PLACE, &envelope[..at]).is_none(), "cut at {at}");
        }
    }

    #[test]
    fn sizes_say_little() {
        let lengths: Vec<_> = [0, 1, 60, 61, 124, 125].map(|n| seal(&[9; 32], &PLACE, &vec![7; n]).len()).into();
        assert_eq!(lengths, [109, 109, 109, 173, 173, 301]);
    }
}
