//! The published folder: made step by step or at once it is the same, damage is named, forks refused.

use std::collections::BTreeMap;
use std::path::Path;

use journal::log::Log;
use journal::note::{Checkpoint, Note};
use journal::storage::FaultyStorage;
use journal::tiles::{PublishFault, Publisher};
use journal::verify::{Fault, verify, verify_extends};

use crate::support::{Folder, append, cosigned, cosigner, signer};

/// A log of `sizes` batches; `after` is called after each.
pub fn log_of(sizes: &[u64], mut after: impl FnMut(&Log<FaultyStorage>)) -> Log<FaultyStorage> {
    let mut log = Log::open_with_segments_of(FaultyStorage::new(1), 300).unwrap();
    for size in sizes {
        append(&mut log, *size, 10).unwrap();
        after(&log);
    }
    log
}

pub fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, dir: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(dir, dir, &mut found);
    found
}

fn judge(dir: &Path) -> Result<journal::verify::Report, Fault> {
    verify(dir, &signer().vkey(), Some(&cosigner().vkey()))
}

#[test]
fn published_step_by_step_or_at_once_the_folder_is_the_same() {
    let (steps, once) = (Folder::new("steps"), Folder::new("once"));
    let log = log_of(&[1, 200, 56, 300, 143], |log| {
        // A new publisher each time: what it needs is in the folder.
        Publisher::open(&steps.0).unwrap().publish(log, &cosigned(log)).unwrap();
        let report = judge(&steps.0).unwrap();
        assert_eq!((report.checkpoint.size, report.checkpoint.root), (log.len(), log.tree().root()));
    });
    Publisher::open(&once.0).unwrap().publish(&log, &cosigned(&log)).unwrap();
    let report = judge(&once.0).unwrap();
    assert_eq!((report.tiles, report.bundles, report.pieces), (4, 3, 70));
    assert_eq!(report.cosigned_at_s, Some(1_790_000_000));

    // Earlier partial tiles stay until their tile is full; all else is equal.
    let mut steps = files(&steps.0);
    steps.retain(|name, _| !name.ends_with(".p/45") && name != "tile/1/000.p/1");
    let once = files(&once.0);
    assert!(steps.keys().eq(once.keys()), "{:?}", steps.keys());
    assert!(steps == once);
}

#[test]
fn a_cosignature_can_follow() {
    let folder = Folder::new("follow");
    let log = log_of(&[5], |_| ());
    let mut publisher = Publisher::open(&folder.0).unwrap();
    publisher.publish(&log, log.note()).unwrap();
    assert!(judge(&folder.0).is_err());
    assert!(verify(&folder.0, &signer().vkey(), None).is_ok());
    publisher.publish(&log, &cosigned(&log)).unwrap();
    assert!(judge(&folder.0).is_ok());
}

#[test]
fn a_flipped_bit_in_any_file_is_named() {
    let folder = Folder::new("flip");
    let log = log_of(&[600, 100], |log| {
        Publisher::open(&folder.0).unwrap().publish(log, &cosigned(log)).unwrap();
    });
    assert_eq!(log.len(), 700);
    for (name, bytes) in files(&folder.0) {
        for offset in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[offset] ^= 0x10;
            std::fs::write(folder.0.join(&name), changed).unwrap();
            let fault = judge(&folder.0).expect_err(&name);
            assert_eq!(fault.file, name, "offset {offset}: {fault}");
        }
        std::fs::write(folder.0.join(&name), [bytes.as_slice(), b"x"].concat()).unwrap();
        assert_eq!(judge(&folder.0).expect_err(&name).file, name);
        std::fs::write(folder.0.join(&name), &bytes).unwrap();
    }
    std::fs::write(folder.0.join("tile/0/x001"), b"").unwrap();
    assert_eq!(judge(&folder.0).unwrap_err().file, "tile/0/x001");
    std::fs::remove_file(folder.0.join("tile/0/x001")).unwrap();
    judge(&folder.0).unwrap();
}

#[test]
fn a_damaged_or_lost_folder_is_made_again() {
    let folder = Folder::new("again");
    let mut log = log_of(&[300], |_| ());
    Publisher::open(&folder.0).unwrap().publish(&log, &cosigned(&log)).unwrap();
    std::fs::write(folder.0.join("tile/0/001.p/44"), b"damaged").unwrap();
    append(&mut log, 10, 10).unwrap();
    Publisher::open(&folder.0).unwrap().publish(&log, &cosigned(&log)).unwrap();
    std::fs::remove_file(folder.0.join("tile/0/001.p/44")).unwrap();
    judge(&folder.0).unwrap();
    std::fs::remove_dir_all(&folder.0).unwrap();
    Publisher::open(&folder.0).unwrap().publish(&log, &cosigned(&log)).unwrap();
    judge(&folder.0).unwrap();
}

#[test]
fn published_history_neither_shrinks_nor_forks() {
    let folder = Folder::new("fork");
    let mut log = log_of(&[20], |_| ());
    let early = log.note().to_vec();
    append(&mut log, 20, 10).unwrap();
    Publisher::open(&folder.0).unwrap().publish(&log, log.note()).unwrap();
    let mut publisher = Publisher::open(&folder.0).unwrap();
    assert!(matches!(publisher.publish(&log, &early), Err(PublishFault::Older)));

    let mut other = Log::open(FaultyStorage::new(2)).unwrap();
    append(&mut other, 50, 7).unwrap();
    let before = files(&folder.0);
    assert!(matches!(publisher.publish(&other, other.note()), Err(PublishFault::Fork)));
    assert_eq!(files(&folder.0).get("checkpoint"), before.get("checkpoint"));
    // A note of the right size with another root.
    assert!(matches!(publisher.publish(&log, &signer().sign(40, [1; 32])), Err(PublishFault::Note)));
    publisher.publish(&log, log.note()).unwrap();
    verify(&folder.0, &signer().vkey(), None).unwrap();
}

#[test]
fn a_later_folder_proves_that_it_extends_an_earlier_checkpoint() {
    let folder = Folder::new("extends");
    let mut earlier: Vec<Checkpoint> = Vec::new();
    let log = log_of(&[3, 253, 44, 300, 100], |log| {
        earlier.push(Checkpoint::parse(&Note::parse(log.note()).unwrap().text).unwrap());
    });
    Publisher::open(&folder.0).unwrap().publish(&log, log.note()).unwrap();
    for old in &earlier {
        assert_eq!(verify_extends(old, &folder.0).unwrap().size, 700);
        let forked = Checkpoint { root: [4; 32], ..old.clone() };
        assert!(verify_extends(&forked, &folder.0).is_err());
        let elsewhere = Checkpoint { origin: "autre.test".into(), ..old.clone() };
        assert!(verify_extends(&elsewhere, &folder.0).is_err());
    }
    let later = Checkpoint { size: 701, ..earlier[4].clone() };
    assert!(verify_extends(&later, &folder.0).is_err());
}

#[test]
fn who_reads_the_keys_while_they_are_left_finds_them_whole() {
    let folder = Folder::new("keys");
    let mut publisher = Publisher::open(&folder.0).unwrap();
    let keys = [signer().vkey(), cosigner().vkey()];
    publisher.leave_keys(&keys[0]).unwrap();
    let beside = folder.0.with_extension("vkey");
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| (0..400).for_each(|turn| publisher.leave_keys(&keys[turn % 2]).unwrap()));
        while !writer.is_finished() {
            let read = std::fs::read_to_string(&beside).unwrap();
            assert!(keys.contains(&read), "half of the keys: {read:?}");
        }
    });
    assert_eq!(files(&folder.0).len(), 0, "the folder holds the journal and nothing else");
    std::fs::remove_file(beside).unwrap();
}
