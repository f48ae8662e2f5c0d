//! Pieces: the side documents kept beside the journal, named by their hash in the entry.
//!
//! One plain form for all: a tag, then fields, each with its length on two bytes.

/// The piece of a `Login` entry: the browser key, and the passkey's assertion that certifies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginPiece {
    /// P-256 public key of the browser, 65 bytes.
    pub browser_key: Vec<u8>,
    /// Random part of the challenge, 32 bytes.
    pub nonce: [u8; 32],
    /// The passkey's answer.
    pub assertion: Assertion,
}

/// What a passkey answers to a challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// Which authenticator.
    pub credential: Vec<u8>,
    /// authenticatorData.
    pub authenticator_data: Vec<u8>,
    /// clientDataJSON.
    pub client_data: Vec<u8>,
    /// Its signature.
    pub signature: Vec<u8>,
}

/// The piece of an `Enrolment` entry: an authenticator's public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Credential id.
    pub id: Vec<u8>,
    /// The key, raw.
    pub key: PublicKey,
    /// The relying party that it was made for.
    pub rp_id: String,
    /// The origin whose pages may use it.
    pub origin: String,
}

/// A raw public key of an authenticator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// P-256, uncompressed point of 65 bytes.
    Es256(Vec<u8>),
    /// RSA: modulus and exponent, big-endian.
    Rs256(Vec<u8>, Vec<u8>),
}

const LOGIN: u8 = 1;
const CREDENTIAL: u8 = 2;

impl LoginPiece {
    /// The bytes whose hash stands in the entry.
    pub fn encode(&self) -> Vec<u8> {
        write(
            LOGIN,
            &[
                &self.browser_key,
                &self.nonce,
                &self.assertion.credential,
                &self.assertion.authenticator_data,
                &self.assertion.client_data,
                &self.assertion.signature,
            ],
        )
    }

    /// Reads them back; `None` when they are anything else.
    pub fn decode(bytes: &[u8]) -> Option<LoginPiece> {
        let [browser_key, nonce, credential, authenticator_data, client_data, signature] = read::<6>(LOGIN, bytes)?;
        Some(LoginPiece {
            browser_key: browser_key.to_vec(),
            nonce: nonce.try_into().ok()?,
            assertion: Assertion {
                credential: credential.to_vec(),
                authenticator_data: authenticator_data.to_vec(),
                client_data: client_data.to_vec(),
                signature: signature.to_vec(),
            },
        })
    }
}

impl Credential {
    /// The bytes whose hash stands in the entry.
    pub fn encode(&self) -> Vec<u8> {
        let (one, two): (&[u8], &[u8]) = match &self.key {
            PublicKey::Es256(point) => (point, &[]),
            PublicKey::Rs256(n, e) => (n, e),
        };
        write(CREDENTIAL, &[&self.id, one, two, self.rp_id.as_bytes(), self.origin.as_bytes()])
    }

    /// Reads them back; `None` when they are anything else.
    pub fn decode(bytes: &[u8]) -> Option<Credential> {
        let [id, one, two, rp_id, origin] = read::<5>(CREDENTIAL, bytes)?;
        let key =
            if two.is_empty() { PublicKey::Es256(one.to_vec()) } else { PublicKey::Rs256(one.to_vec(), two.to_vec()) };
        Some(Credential {
            id: id.to_vec(),
            key,
            rp_id: String::from_utf8(rp_id.to_vec()).ok()?,
            origin: String::from_utf8(origin.to_vec()).ok()?,
        })
    }
}

pub(crate) fn write(tag: u8, fields: &[&[u8]]) -> Vec<u8> {
    let mut out = vec![tag];
    for field in fields {
        let length = u16::try_from(field.len()).expect("a piece's field is under 64 KiB: checked where it comes in");
        out.extend_from_slice(&length.to_be_bytes());
        out.extend_from_slice(field);
    }
    out
}

pub(crate) fn read<const N: usize>(tag: u8, bytes: &[u8]) -> Option<[&[u8]; N]> {
    let (first, mut rest) = bytes.split_first()?;
    if *first != tag {
        return None;
    }
    let mut fields = [&[][..]; N];
    for field in &mut fields {
        let (length, after) = rest.split_at_checked(2)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        (*field, rest) = after.split_at_checked(length)?;
    }
    rest.is_empty().then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_back_and_nothing_else_does() {
        let piece = LoginPiece {
            browser_key: vec![4; 65],
            nonce: [1; 32],
            assertion: Assertion {
                credential: vec![2; 16],
                authenticator_data: vec![3; 37],
                client_data: b"{}".to_vec(),
                signature: vec![5; 70],
            },
        };
        let bytes = piece.encode();
        assert_eq!(LoginPiece::decode(&bytes), Some(piece));
        assert_eq!(Credential::decode(&bytes), None);
        for cut in 0..bytes.len() {
            assert_eq!(LoginPiece::decode(&bytes[..cut]), None);
        }
        let longer = [&bytes[..], &[0]].concat();
        assert_eq!(LoginPiece::decode(&longer), None);
    }
}
