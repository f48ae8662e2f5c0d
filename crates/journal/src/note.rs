//! Signed checkpoints: C2SP signed-note, tlog-checkpoint and tlog-cosignature, Ed25519 only.
//!
//! The log signs the text of a checkpoint (algorithm byte 1); whoever has followed it cosigns the
//! same text together with a time (algorithm byte 4, `cosignature/v1`). Parsing is strict: a text
//! that we would have written otherwise is refused, never repaired.

use std::fmt;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use crate::encoding::{base64, from_base64, from_hex, hex};
use crate::tree::{Hash, sha256};

const ALGORITHM_LOG: u8 = 1;
const ALGORITHM_COSIGNATURE: u8 = 4;
const SIGNATURE_LEN: usize = 64;
const SIGNATURES_MAX: usize = 100;
const NOTE_LEN_MAX: usize = 65_535;

/// Why a note, a key or a checkpoint is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteFault {
    /// The bytes are not a signed note.
    Note,
    /// The text of the note is not one of our checkpoints (three lines, no extension).
    Checkpoint,
    /// A verifier key that cannot be read, or whose key id does not match.
    Key,
    /// A name that signed notes do not allow (empty, spaces, `+`, control characters).
    Name,
    /// The key has not signed this note, or has signed it twice.
    Unsigned,
    /// The key has a signature there, and it is false.
    Signature,
    /// The checkpoint is that of another log than the one whose key was given.
    Origin,
}

impl fmt::Display for NoteFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "not a signed note",
            Self::Checkpoint => "not a checkpoint of ours",
            Self::Key => "unusable verifier key",
            Self::Name => "name not allowed in a signed note",
            Self::Unsigned => "not signed exactly once by this key",
            Self::Signature => "false signature",
            Self::Origin => "checkpoint of another log",
        })
    }
}

impl std::error::Error for NoteFault {}

/// A state of the log: what its key and its cosigners sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the log, also the name of its key.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// Root of the tree over these entries.
    pub root: Hash,
}

impl Checkpoint {
    /// The three signed lines: origin, size, root in base64.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, base64(&self.root))
    }

    /// Reads the three lines back.
    pub fn parse(text: &str) -> Result<Self, NoteFault> {
        let mut lines = text.strip_suffix('\n').ok_or(NoteFault::Checkpoint)?.split('\n');
        let (Some(origin), Some(size), Some(root), None) = (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(NoteFault::Checkpoint);
        };
        let size = parse_decimal(size).ok_or(NoteFault::Checkpoint)?;
        let root = from_base64(root).and_then(|root| root.try_into().ok());
        let root: Hash = root.ok_or(NoteFault::Checkpoint)?;
        if !is_name(origin) {
            return Err(NoteFault::Checkpoint);
        }
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}

/// One line `— name base64(key id ‖ signature)` at the foot of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureLine {
    /// Name of the key.
    pub name: String,
    /// First four bytes of the hash of the key.
    pub key_id: [u8; 4],
    /// What follows the key id; its meaning depends on the key's algorithm.
    pub signature: Vec<u8>,
}

impl fmt::Display for SignatureLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [self.key_id.as_slice(), &self.signature].concat();
        write!(f, "\u{2014} {} {}", self.name, base64(&bytes))
    }
}

/// A text and the signatures below it, none of them checked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The signed text, newline included.
    pub text: String,
    /// The signature lines, in their order.
    pub signatures: Vec<SignatureLine>,
}

impl Note {
    /// Reads a note of at most 65,535 bytes and 100 signatures.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteFault> {
        if bytes.len() > NOTE_LEN_MAX {
            return Err(NoteFault::Note);
        }
        let note = std::str::from_utf8(bytes).map_err(|_| NoteFault::Note)?;
        if note.bytes().any(|byte| byte < b' ' && byte != b'\n') {
            return Err(NoteFault::Note);
        }
        let (head, foot) = note.rsplit_once("\n\n").ok_or(NoteFault::Note)?;
        let foot = foot.strip_suffix('\n').ok_or(NoteFault::Note)?;
        let signatures = foot.split('\n').map(parse_line).collect::<Option<Vec<_>>>().ok_or(NoteFault::Note)?;
        if head.is_empty() || signatures.len() > SIGNATURES_MAX {
            return Err(NoteFault::Note);
        }
        Ok(Self { text: format!("{head}\n"), signatures })
    }

    /// The note as written to a file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut note = format!("{}\n", self.text);
        for line in &self.signatures {
            note.push_str(&format!("{line}\n"));
        }
        note.into_bytes()
    }

    /// The checkpoint in this note, once `log` is seen to have signed it for its own origin.
    pub fn checkpoint(&self, log: &Verifier) -> Result<Checkpoint, NoteFault> {
        log.verify(self)?;
        let checkpoint = Checkpoint::parse(&self.text)?;
        if log.is_cosigner() || checkpoint.origin != log.name {
            return Err(NoteFault::Origin);
        }
        Ok(checkpoint)
    }
}

/// The key of the log.
pub struct Signer {
    name: String,
    key: Ed25519KeyPair,
    key_id: [u8; 4],
}

impl Signer {
    /// The signer called `name` (the log's origin), from its 32-byte secret seed.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, NoteFault> {
        let (key, key_id) = key_from_seed(name, ALGORITHM_LOG, seed)?;
        Ok(Self { name: name.to_owned(), key, key_id })
    }

    /// What verifiers need: `name+key id+base64(algorithm ‖ public key)`.
    #[must_use]
    pub fn vkey(&self) -> String {
        vkey(&self.name, self.key_id, ALGORITHM_LOG, &self.key)
    }

    /// Signs the state (`size`, `root`) of this log and returns the note's bytes.
    #[must_use]
    pub fn sign(&self, size: u64, root: Hash) -> Vec<u8> {
        let text = Checkpoint { origin: self.name.clone(), size, root }.text();
        let signature = self.key.sign(text.as_bytes()).as_ref().to_vec();
        let line = SignatureLine { name: self.name.clone(), key_id: self.key_id, signature };
        Note { text, signatures: vec![line] }.to_bytes()
    }
}

/// The key of a follower that vouches for checkpoints it has recomputed.
pub struct Cosigner {
    name: String,
    key: Ed25519KeyPair,
    key_id: [u8; 4],
}

impl Cosigner {
    /// The cosigner called `name`, from its 32-byte secret seed.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, NoteFault> {
        let (key, key_id) = key_from_seed(name, ALGORITHM_COSIGNATURE, seed)?;
        Ok(Self { name: name.to_owned(), key, key_id })
    }

    /// What verifiers need: `name+key id+base64(algorithm ‖ public key)`.
    #[must_use]
    pub fn vkey(&self) -> String {
        vkey(&self.name, self.key_id, ALGORITHM_COSIGNATURE, &self.key)
    }

    /// Cosigns `checkpoint` at `time_s` (seconds since 1970 UTC). The caller has recomputed its root.
    #[must_use]
    pub fn cosign(&self, checkpoint: &Checkpoint, time_s: u64) -> SignatureLine {
        let signed = cosigned_text(&checkpoint.text(), time_s);
        let mut signature = time_s.to_be_bytes().to_vec();
        signature.extend_from_slice(self.key.sign(signed.as_bytes()).as_ref());
        SignatureLine { name: self.name.clone(), key_id: self.key_id, signature }
    }
}

/// A public key that checks the signatures of one log or of one cosigner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    key_id: [u8; 4],
    algorithm: u8,
    public: [u8; 32],
}

impl Verifier {
    /// Reads a verifier key `name+key id+base64(algorithm ‖ public key)`.
    pub fn parse(vkey: &str) -> Result<Self, NoteFault> {
        // Base64 may contain `+`, a name may not: the first two signs are the separators.
        let mut parts = vkey.splitn(3, '+');
        let (Some(name), Some(key_id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteFault::Key);
        };
        let stated: [u8; 4] = from_hex(key_id).and_then(|id| id.try_into().ok()).ok_or(NoteFault::Key)?;
        let key = from_base64(key).ok_or(NoteFault::Key)?;
        let (&algorithm, public) = key.split_first().ok_or(NoteFault::Key)?;
        let public: [u8; 32] = public.try_into().map_err(|_| NoteFault::Key)?;
        let known = matches!(algorithm, ALGORITHM_LOG | ALGORITHM_COSIGNATURE);
        if !known || !is_name(name) || stated != key_id_of(name, algorithm, &public) {
            return Err(NoteFault::Key);
        }
        Ok(Self { name: name.to_owned(), key_id: stated, algorithm, public })
    }

    /// Name of the key.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether this key cosigns (algorithm 4) rather than signs (algorithm 1).
    #[must_use]
    pub fn is_cosigner(&self) -> bool {
        self.algorithm == ALGORITHM_COSIGNATURE
    }

    /// Checks that this key signed `note` exactly once. Returns the time of a cosignature in seconds
    /// since 1970 UTC, and nothing for the log's own signature, which carries none.
    pub fn verify(&self, note: &Note) -> Result<Option<u64>, NoteFault> {
        let mut lines = note.signatures.iter().filter(|line| line.name == self.name && line.key_id == self.key_id);
        match (lines.next(), lines.next()) {
            (Some(line), None) => self.verify_line(&note.text, line),
            _ => Err(NoteFault::Unsigned),
        }
    }

    /// Checks one signature line against the text of a checkpoint, before it is added to a note.
    pub fn verify_line(&self, text: &str, line: &SignatureLine) -> Result<Option<u64>, NoteFault> {
        if line.name != self.name || line.key_id != self.key_id {
            return Err(NoteFault::Unsigned);
        }
        let (signed, signature, time) = if self.is_cosigner() {
            let (time, signature) = line.signature.split_first_chunk::<8>().ok_or(NoteFault::Signature)?;
            let time = u64::from_be_bytes(*time);
            (cosigned_text(text, time), signature, Some(time))
        } else {
            (text.to_owned(), line.signature.as_slice(), None)
        };
        if signature.len() != SIGNATURE_LEN {
            return Err(NoteFault::Signature);
        }
        UnparsedPublicKey::new(&ED25519, &self.public)
            .verify(signed.as_bytes(), signature)
            .map_err(|_| NoteFault::Signature)?;
        Ok(time)
    }
}

fn parse_line(line: &str) -> Option<SignatureLine> {
    let (name, bytes) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
    let bytes = from_base64(bytes)?;
    let (key_id, signature) = bytes.split_first_chunk::<4>()?;
    if !is_name(name) || signature.is_empty() {
        return None;
    }
    Some(SignatureLine { name: name.to_owned(), key_id: *key_id, signature: signature.to_vec() })
}

/// A decimal number with no sign and no leading zero, below 2^63 as other implementations expect.
fn parse_decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text && i64::try_from(number).is_ok()).then_some(number)
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}

fn cosigned_text(text: &str, time_s: u64) -> String {
    format!("cosignature/v1\ntime {time_s}\n{text}")
}

fn key_from_seed(name: &str, algorithm: u8, seed: &[u8; 32]) -> Result<(Ed25519KeyPair, [u8; 4]), NoteFault> {
    if !is_name(name) {
        return Err(NoteFault::Name);
    }
    let key = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| NoteFault::Key)?;
    let key_id = key_id_of(name, algorithm, key.public_key().as_ref());
    Ok((key, key_id))
}

fn key_id_of(name: &str, algorithm: u8, public: &[u8]) -> [u8; 4] {
    let hash = sha256(&[name.as_bytes(), b"\n", &[algorithm], public].concat());
    [hash[0], hash[1], hash[2], hash[3]]
}

fn vkey(name: &str, key_id: [u8; 4], algorithm: u8, key: &Ed25519KeyPair) -> String {
    let public = [&[algorithm], key.public_key().as_ref()].concat();
    format!("{name}+{}+{}", hex(&key_id), base64(&public))
}
