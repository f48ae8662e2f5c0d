//! The root of this side and the keys that come from it. The root lives in memory only.

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hmac;
use journal::note::{Cosigner, NoteFault};
use zeroize::Zeroizing;

/// The name under which this side cosigns.
pub const COSIGNER: &str = "cairn/contre-cle";

/// Keys of the contre-clé, all derived from its root.
pub struct Racine {
    witness: [u8; 32],
    cosigner: Cosigner,
    sealing: LessSafeKey,
    index: hmac::Key,
    token: hmac::Key,
}

impl Racine {
    /// Derives every key. `root` is wiped by its owner.
    ///
    /// # Errors
    /// Only if the cosigner's name were not lawful.
    pub fn from_root(root: &[u8; 32]) -> Result<Racine, NoteFault> {
        let key = |label: &str| derive(root, label);
        let sealing = UnboundKey::new(&AES_256_GCM_SIV, &*key("parts")).expect("32 bytes are an AES-256 key");
        Ok(Racine {
            witness: *key("temoin"),
            cosigner: Cosigner::from_seed(COSIGNER, &key("cosignature"))?,
            sealing: LessSafeKey::new(sealing),
            index: hmac::Key::new(hmac::HMAC_SHA256, &*key("index")),
            token: hmac::Key::new(hmac::HMAC_SHA256, &*key("jetons")),
        })
    }

    /// A value that tells a right root from a wrong one, and nothing else.
    pub fn witness(&self) -> &[u8; 32] {
        &self.witness
    }

    /// The key that cosigns.
    pub fn cosigner(&self) -> &Cosigner {
        &self.cosigner
    }

    /// Seals one share for storage.
    pub fn seal(&self, nonce: [u8; 12], subject: &[u8; 16], share: &[u8; 32]) -> [u8; 48] {
        let mut sealed = share.to_vec();
        self.sealing
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(subject), &mut sealed)
            .expect("32 bytes are within the cipher's limits");
        sealed.try_into().expect("32 bytes and a tag of 16")
    }

    /// Opens one share; `None` if it was altered or belongs to another dossier.
    pub fn open(&self, nonce: [u8; 12], subject: &[u8; 16], sealed: &[u8; 48]) -> Option<Zeroizing<[u8; 32]>> {
        let mut bytes = Zeroizing::new(*sealed);
        let share =
            self.sealing.open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(subject), &mut *bytes).ok()?;
        Some(Zeroizing::new((&*share).try_into().ok()?))
    }

    /// This side's half of the key of a structure's names.
    pub fn index_half(&self, structure: &[u8; 8]) -> [u8; 32] {
        mac(&self.index, structure)
    }

    /// The outer half of an exact token: it sees only the inner value.
    pub fn token(&self, kind: u8, inner: &[u8; 32]) -> [u8; 32] {
        mac(&self.token, &[&[kind], &inner[..]].concat())
    }
}

/// This side's answer for one class of one dossier, bound to the epoch.
pub fn class_half(share: &[u8; 32], class: u8, epoch: u32) -> [u8; 32] {
    let key = hmac::Key::new(hmac::HMAC_SHA256, share);
    let [a, b, c, d] = epoch.to_be_bytes();
    mac(&key, &[b'c', class, a, b, c, d])
}

fn derive(root: &[u8; 32], label: &str) -> Zeroizing<[u8; 32]> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, root);
    Zeroizing::new(mac(&key, format!("cairn/contre-cle/{label}").as_bytes()))
}

fn mac(key: &hmac::Key, text: &[u8]) -> [u8; 32] {
    hmac::sign(key, text).as_ref().try_into().expect("HMAC-SHA-256 gives 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_opens_for_its_own_dossier_only() {
        let racine = Racine::from_root(&[7; 32]).expect("lawful name");
        let sealed = racine.seal([1; 12], &[2; 16], &[3; 32]);
        assert_eq!(racine.open([1; 12], &[2; 16], &sealed).as_deref(), Some(&[3; 32]));
        assert!(racine.open([1; 12], &[9; 16], &sealed).is_none());
        assert!(Racine::from_root(&[8; 32]).expect("lawful name").open([1; 12], &[2; 16], &sealed).is_none());
    }

    #[test]
    fn a_half_is_bound_to_class_and_epoch() {
        let half = class_half(&[3; 32], 0, 1);
        assert_ne!(half, class_half(&[3; 32], 1, 1));
        assert_ne!(half, class_half(&[3; 32], 0, 2));
    }
}
