//! What a person signs when she acts on an account: every field of the entry that she decides, as a text.

use journal::encoding::hex;
use journal::entry::Entry;

use crate::piece::{Assertion, Credential, read, write};
use crate::signature::challenge;

/// Purpose of the assertion that signs an act.
pub const ACTE: &str = "cairn/acte";

const ACT: u8 = 4;
const KEY: u8 = 5;

/// The piece of a signed act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActePiece {
    /// Random part of the challenge.
    pub nonce: [u8; 32],
    /// The passkey's answer.
    pub assertion: Assertion,
}

/// The text that an act's assertion covers. Time, fence, request and blinding are not hers to decide.
pub fn statement(entry: &Entry) -> String {
    let structure = String::from_utf8_lossy(&entry.structure);
    let act = format!(
        "cairn/acte/1\nkind={}\nrule={}\nactor={}\nlogin={}\nobject={}\nrole={}\nstructure={}\ncontent={}\ncount={}\nuntil={}",
        entry.kind as u8,
        entry.rule,
        hex(&entry.actor),
        hex(&entry.login),
        hex(&entry.object),
        entry.role,
        structure.trim_end_matches('\0'),
        hex(&entry.content),
        entry.count,
        entry.until,
    );
    // An act about a dossier names it, and says what of it and why.
    match entry.subject {
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] => act,
        subject => {
            format!("{act}\nsubject={}\nclasses={}\nexplanation={}", hex(&subject), entry.classes, entry.explanation)
        }
    }
}

/// The WebAuthn challenge of an act: it names the act, so that the assertion serves no other.
pub fn acte_challenge(entry: &Entry, nonce: &[u8; 32]) -> [u8; 32] {
    challenge(ACTE, nonce, statement(entry).as_bytes())
}

impl ActePiece {
    /// The bytes whose hash stands in the entry.
    pub fn encode(&self) -> Vec<u8> {
        let a = &self.assertion;
        write(ACT, &[&self.nonce, &a.credential, &a.authenticator_data, &a.client_data, &a.signature])
    }

    /// Reads them back; `None` when they are anything else.
    pub fn decode(bytes: &[u8]) -> Option<ActePiece> {
        let [nonce, credential, authenticator_data, client_data, signature] = read::<5>(ACT, bytes)?;
        Some(ActePiece {
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

/// The piece by which a person adds a key with one that she holds: the new key, and her act over it.
pub fn encode_key(credential: &Credential, acte: &ActePiece) -> Vec<u8> {
    write(KEY, &[&credential.encode(), &acte.encode()])
}

/// Reads it back; `None` when it is anything else.
pub fn decode_key(bytes: &[u8]) -> Option<(Credential, ActePiece)> {
    let [credential, acte] = read::<2>(KEY, bytes)?;
    Some((Credential::decode(credential)?, ActePiece::decode(acte)?))
}

#[cfg(test)]
mod tests {
    use journal::Kind;

    use super::*;

    #[test]
    fn the_text_says_all_that_its_author_decides() {
        let entry = Entry {
            actor: [1; 16],
            login: [2; 16],
            object: [3; 16],
            role: 1,
            structure: *b"59512S00",
            content: [4; 32],
            until: 5,
            ..Entry::new(Kind::Proposal)
        };
        let text = statement(&entry);
        assert!(text.starts_with("cairn/acte/1\nkind=64\nrule=0\nactor=0101"), "{text}");
        assert!(text.ends_with("structure=59512S00\ncontent=0404040404040404040404040404040404040404040404040404040404040404\ncount=0\nuntil=5"), "{text}");
        for other in [
            Entry { rule: 1, ..entry.clone() },
            Entry { actor: [9; 16], ..entry.clone() },
            Entry { login: [9; 16], ..entry.clone() },
            Entry { object: [9; 16], ..entry.clone() },
            Entry { role: 5, ..entry.clone() },
            Entry { structure: *b"59512S01", ..entry.clone() },
            Entry { content: [9; 32], ..entry.clone() },
            Entry { count: 1, ..entry.clone() },
            Entry { until: 6, ..entry.clone() },
            Entry { kind: Kind::Approval, ..entry.clone() },
            Entry { subject: [9; 16], ..entry.clone() },
            Entry { subject: [9; 16], classes: 1, ..entry.clone() },
            Entry { subject: [9; 16], explanation: 1, ..entry.clone() },
        ] {
            assert_ne!(statement(&other), text);
            assert_ne!(acte_challenge(&other, &[7; 32]), acte_challenge(&entry, &[7; 32]));
        }
        let later = Entry { time: 8, ..entry.clone() };
        assert_eq!(statement(&later), text, "when it is written is not hers to decide");
    }
}
