//! The root of this side and the keys that come from it. Memory only; the shares of dossiers are random,
//! so that a new root seals a small table again and never opens a dossier.

use aws_lc_rs::hmac;
use domaine::{Classe, CodeStructure};
use journal::note::{NoteFault, Signer};
use zeroize::Zeroizing;

/// The name of the journal: the origin of its checkpoints.
pub const JOURNAL: &str = "cairn/journal";

/// 32 secret bytes, wiped when dropped.
pub type Secret = Zeroizing<[u8; 32]>;

/// Keys of the coffre, all derived from its root.
#[derive(Clone)]
pub struct Racine {
    root: hmac::Key,
}

impl Racine {
    /// Takes the root; its owner wipes his copy.
    pub fn from_root(root: &[u8; 32]) -> Racine {
        Racine { root: hmac::Key::new(hmac::HMAC_SHA256, root) }
    }

    /// The key that signs the journal's checkpoints.
    ///
    /// # Errors
    /// Only if the journal's name were not lawful.
    pub fn journal(&self) -> Result<Signer, NoteFault> {
        Signer::from_seed(JOURNAL, &self.derive(b"journal", b""))
    }

    /// Tells a right root from a wrong one.
    pub fn witness(&self) -> Secret {
        self.derive(b"temoin", b"")
    }

    /// Seals this side's shares.
    pub fn parts(&self) -> Secret {
        self.derive(b"parts", b"")
    }

    /// Seals the names of the agents of a structure.
    pub fn agents(&self, structure: CodeStructure) -> Secret {
        self.derive(b"agents", &structure.0)
    }

    /// Draws the decoys of recertifications: who knows the accounts and the code, and not the root, cannot tell them.
    pub fn leurres(&self) -> Secret {
        self.derive(b"leurres", b"")
    }

    /// Names the lines of an agenda's feed: whoever holds the feed learns no id of a row.
    pub fn flux(&self) -> Secret {
        self.derive(b"flux", b"")
    }

    /// Seals what a structure's mandats that read say of themselves: title, list.
    pub fn mandats(&self, structure: CodeStructure) -> Secret {
        self.derive(b"mandats", &structure.0)
    }

    /// Six digits and their salt, of the request that asks for a code. Nothing of them is kept: they are made again when one is said.
    pub fn code(&self, request: &[u8; 32]) -> [u8; 32] {
        /// The greatest multiple of a million that four bytes hold: above it, digits would not be even.
        const EVEN: u32 = u32::MAX - u32::MAX % 1_000_000;
        let mut dire = *self.derive(b"code", request);
        let mut n = 0u8;
        let drawn = loop {
            let drawn = self.derive(b"chiffres", &[&request[..], &[n]].concat());
            let drawn = u32::from_be_bytes([drawn[0], drawn[1], drawn[2], drawn[3]]);
            // Once in thirteen hundred thousand; and never 256 times in a row.
            if drawn < EVEN || n == u8::MAX {
                break drawn;
            }
            n += 1;
        };
        dire[..6].copy_from_slice(format!("{:06}", drawn % 1_000_000).as_bytes());
        dire
    }

    /// This side's half of the key of a structure's names.
    pub fn index_half(&self, structure: CodeStructure) -> Secret {
        self.derive(b"index", &structure.0)
    }

    /// The inner half of an exact token. `kind` separates phones, mails and numbers.
    pub fn token(&self, kind: u8, normalised: &str) -> [u8; 32] {
        let key = self.derive(b"jetons", &[kind]);
        mac(&*key, normalised.as_bytes())
    }

    fn derive(&self, label: &[u8], detail: &[u8]) -> Secret {
        let tag = hmac::sign(&self.root, &[b"cairn/coffre/", label, b"\0", detail].concat());
        Zeroizing::new(tag.as_ref().try_into().expect("HMAC-SHA-256 gives 32 bytes"))
    }
}

/// This side's half of a class key, bound to the epoch like the other side's.
pub fn class_half(share: &[u8; 32], classe: Classe, epoch: u32) -> [u8; 32] {
    let [a, b, c, d] = epoch.to_be_bytes();
    mac(share, &[b'c', classe as u8, a, b, c, d])
}

/// The key of a class of a dossier: it needs both halves.
pub fn join(ours: &[u8; 32], theirs: &[u8; 32], label: &[u8]) -> Secret {
    let mut both = Zeroizing::new([0; 64]);
    both[..32].copy_from_slice(ours);
    both[32..].copy_from_slice(theirs);
    Zeroizing::new(mac(&both[..], label))
}

/// HMAC-SHA-256.
pub fn mac(key: &[u8], text: &[u8]) -> [u8; 32] {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text);
    tag.as_ref().try_into().expect("HMAC-SHA-256 gives 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_six_even_digits_of_its_request() {
        let racine = Racine::from_root(&[7; 32]);
        assert_eq!(racine.code(&[1; 32]), racine.code(&[1; 32]));
        assert_ne!(racine.code(&[1; 32])[6..], racine.code(&[2; 32])[6..]);
        assert_ne!(racine.code(&[1; 32]), Racine::from_root(&[8; 32]).code(&[1; 32]));
        let mut counts = [[0u32; 10]; 6];
        for n in 0..10_000u32 {
            let mut request = [0; 32];
            request[..4].copy_from_slice(&n.to_be_bytes());
            for (place, digit) in racine.code(&request)[..6].iter().enumerate() {
                counts[place][usize::from(digit - b'0')] += 1;
            }
        }
        assert!(counts.iter().flatten().all(|count| (850..1_150).contains(count)), "{counts:?}");
    }

    #[test]
    fn both_halves_are_needed() {
        assert_ne!(join(&[1; 32], &[2; 32], b"classe"), join(&[1; 32], &[3; 32], b"classe"));
        assert_ne!(join(&[1; 32], &[2; 32], b"classe"), join(&[3; 32], &[2; 32], b"classe"));
        assert_ne!(class_half(&[1; 32], Classe::Identite, 0), class_half(&[1; 32], Classe::Contact, 0));
    }
}
