//! What a test reads afterwards: the journal as it was published, and as it lies on the disk of each side.

use std::fs;
use std::path::Path;

use droits::signature::{SignedRequest, sha256};
use journal::encoding::from_hex;
use journal::entry::{Decision, Entry, Kind};
use journal::log::Log;
use journal::note::{Checkpoint, Note};
use journal::storage::DiskStorage;
use journal::verify::verify;
use monde::client::Recorded;

use crate::serveur::Essai;

impl Essai {
    /// Verifies the journal that a stopped application published, leaves it to the foreign verifiers, and gives its
    /// entries. Every entry on the disk must have been published by the stop.
    pub fn published(&self) -> Vec<Entry> {
        let tiles = self.base().join("coffre/tuiles");
        let keys = fs::read_to_string(tiles.with_extension("vkey")).expect("keys beside the tiles");
        let mut lines = keys.lines();
        let (log, cosigner) = (lines.next().expect("the journal's key"), lines.next());
        let report = verify(&tiles, log, cosigner).expect("a journal that holds");
        let entries = self.entries("coffre");
        assert_eq!(report.checkpoint.size, entries.len() as u64, "{}: entries that the stop did not publish", self.nom);
        if let Some(dir) = std::env::var_os("CAIRN_ESSAI_JOURNAUX") {
            let to = Path::new(&dir).join(&self.nom);
            let _ = fs::remove_dir_all(&to);
            copy(&tiles, &to);
            fs::copy(tiles.with_extension("vkey"), to.with_extension("vkey")).expect("the keys are copied");
        }
        entries
    }

    /// The entries of one side, `coffre` or `contre-cle`, read from a copy of its disk.
    pub fn entries(&self, side: &str) -> Vec<Entry> {
        let mut entries = Vec::new();
        self.with_log(side, |log| {
            log.for_each(0, |_, record| entries.push(Entry::decode(&record.entry).expect("an entry")))
                .expect("readable");
        });
        entries
    }

    /// Writes that stand in the journal.
    pub fn writes(&self) -> usize {
        self.entries("coffre").iter().filter(|e| e.kind == Kind::Write).count()
    }

    /// The last checkpoint on the disk of one side.
    pub fn checkpoint(&self, side: &str) -> Checkpoint {
        self.with_log(side, |log| {
            let note = Note::parse(log.note()).expect("a note");
            Checkpoint::parse(&note.text).expect("a checkpoint")
        })
    }

    /// Opening a journal mends its torn end: only ever a copy of a living one.
    fn with_log<T>(&self, side: &str, see: impl FnOnce(&Log<DiskStorage>) -> T) -> T {
        let to = self.fichier("copie-journal");
        let _ = fs::remove_dir_all(&to);
        copy(&self.base().join(side).join("journal"), &to);
        see(&Log::open(DiskStorage::open(&to).expect("a folder")).expect("a journal"))
    }
}

/// The hash by which entries name a request.
pub fn hash(recorded: &Recorded) -> [u8; 32] {
    let text = String::from_utf8_lossy(&recorded.bytes);
    let end = text.find("\r\n\r\n").expect("a head") + 4;
    let quoted = |name: &str| {
        let value = text.split(name).nth(1).and_then(|rest| rest.split('"').next());
        value.and_then(from_hex).and_then(|bytes| bytes.try_into().ok()).expect("sixteen bytes")
    };
    let signed = SignedRequest {
        method: recorded.method.clone(),
        target: recorded.target.clone(),
        body_hash: sha256(&recorded.bytes[end..]),
        login: quoted("keyid=\""),
        nonce: quoted("nonce=\""),
        signature: [0; 64],
    };
    signed.hash()
}

/// Requests of the granted entries of these kinds.
pub fn granted(entries: &[Entry], kinds: &[Kind]) -> Vec<[u8; 32]> {
    let of_kind = entries.iter().filter(|e| kinds.contains(&e.kind) && e.decision != Decision::Refused);
    of_kind.map(|e| e.request).collect()
}

/// Copies a folder and what is in it; a file that goes meanwhile is gone.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        let kind = entry.file_type().expect("a kind");
        if kind.is_dir() {
            copy(&entry.path(), &target);
        } else if kind.is_file() {
            let _ = fs::copy(entry.path(), target);
        }
    }
}
