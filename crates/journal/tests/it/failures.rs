//! Full disk, failing disk, failing sync, damage: the log stops, and opening again tells the truth.

use journal::log::{Log, LogFault};
use journal::storage::{DiskStorage, Failure, FaultyStorage, Storage};
use proptest::prelude::*;

use crate::support::{Folder, append, cosigned, record, signer};

fn first_segment() -> String {
    format!("journal-{:020}", 0)
}

fn poisons(failure: Failure, operation: u64) {
    let disk = FaultyStorage::new(operation);
    let mut log = Log::open(disk.clone()).unwrap();
    append(&mut log, 3, 2).unwrap();
    disk.fail(operation, failure);
    assert!(matches!(append(&mut log, 2, 2), Err(LogFault::Io(_))), "{failure:?} at {operation}");
    disk.heal();

    // The disk works again; this log does not, for anything.
    assert!(matches!(append(&mut log, 1, 2), Err(LogFault::Poisoned)));
    assert!(matches!(log.append_note(&cosigned(&log)), Err(LogFault::Poisoned)));
    assert!(matches!(log.read(0), Err(LogFault::Poisoned)));
    assert_eq!(log.len(), 3);
    drop(log);

    let mut log = Log::open(disk.clone()).unwrap();
    assert!(log.len() >= 3);
    append(&mut log, 4, 2).unwrap();
    let acknowledged = log.len();
    drop(log);
    disk.cut();
    let log = Log::open(disk).unwrap();
    assert_eq!(log.len(), acknowledged);
    log.for_each(0, |index, found| assert_eq!(found, &record(index, 2))).unwrap();
}

#[test]
fn a_failed_write_or_sync_poisons_the_log() {
    // A batch is two operations: the write, the sync.
    poisons(Failure::NoSpace, 0);
    poisons(Failure::Io, 0);
    poisons(Failure::Io, 1);
    poisons(Failure::Sync, 0);
}

#[test]
fn an_opening_that_cannot_make_durable_what_it_read_fails() {
    let disk = FaultyStorage::new(1);
    let mut log = Log::open(disk.clone()).unwrap();
    append(&mut log, 3, 0).unwrap();
    drop(log);
    disk.fail(0, Failure::Io);
    assert!(matches!(Log::open(disk.clone()), Err(LogFault::Io(_))));
    assert_eq!(Log::open(disk).unwrap().len(), 3);
}

/// Three batches and their notes, in two segments.
fn three_batches() -> FaultyStorage {
    let disk = FaultyStorage::new(3);
    let mut log = Log::open_with_segments_of(disk.clone(), 8).unwrap();
    for _ in 0..3 {
        append(&mut log, 4, 3).unwrap();
        log.append_note(&cosigned(&log)).unwrap();
    }
    assert_eq!(disk.list().unwrap().len(), 2);
    disk
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damage_before_a_valid_frame_is_refused_with_its_offset(place in 0.0..1.0_f64) {
        let disk = three_batches();
        let size = disk.size(&first_segment()).unwrap().unwrap();
        let at = (place * size as f64) as u64;
        disk.flip(&first_segment(), at as usize);
        match Log::open(disk).err() {
            Some(LogFault::Damaged { segment, offset }) => {
                prop_assert_eq!(segment, first_segment());
                prop_assert!(offset <= at);
            }
            other => prop_assert!(false, "{:?}", other),
        }
    }
}

#[test]
fn damage_in_the_only_segment_is_refused_too() {
    let disk = FaultyStorage::new(4);
    let mut log = Log::open(disk.clone()).unwrap();
    for _ in 0..3 {
        append(&mut log, 2, 0).unwrap();
    }
    drop(log);
    disk.flip(&first_segment(), 700);
    let Err(LogFault::Damaged { offset, .. }) = Log::open(disk) else { panic!("opened a damaged log") };
    assert_eq!(offset, 0);
}

#[test]
fn a_missing_segment_is_refused() {
    let mut disk = three_batches();
    disk.remove(&first_segment()).unwrap();
    assert!(matches!(Log::open(disk), Err(LogFault::Gap { .. })));
}

#[test]
fn a_batch_enters_only_with_the_note_of_its_own_root() {
    let mut log = Log::open(FaultyStorage::new(5)).unwrap();
    let batch = [record(0, 0)];
    let right = log.tree_after(&batch).root();
    for note in [signer().sign(2, right), signer().sign(1, [0; 32]), b"not a note".to_vec()] {
        assert!(matches!(log.append(&batch, &note), Err(LogFault::Note)));
    }
    assert!(matches!(log.append(&[], &signer().sign(0, right)), Err(LogFault::Batch)));
    let mut heavy = record(0, 0);
    heavy.piece = Some(vec![0; 8193]);
    assert!(matches!(log.append(&[heavy], &signer().sign(1, right)), Err(LogFault::Batch)));
    // None of these wrote anything: the log is still good.
    assert_eq!(log.append(&batch, &signer().sign(1, right)).unwrap(), 0..1);
}

#[test]
fn a_piece_that_imitates_a_frame_hides_nothing() {
    // The bytes of a whole log, given back as a piece, then torn: the copy inside is no frame.
    let source = FaultyStorage::new(6);
    let mut log = Log::open(source.clone()).unwrap();
    append(&mut log, 1, 0).unwrap();
    append(&mut log, 1, 0).unwrap();
    let frames = source.read(&first_segment()).unwrap().unwrap();

    let disk = FaultyStorage::new(7);
    let mut log = Log::open(disk.clone()).unwrap();
    append(&mut log, 1, 0).unwrap();
    let mut crafted = record(1, 0);
    crafted.piece = Some(frames);
    let tree = log.tree_after(std::slice::from_ref(&crafted));
    log.append(&[crafted], &signer().sign(tree.len(), tree.root())).unwrap();
    drop(log);
    let last = disk.size(&first_segment()).unwrap().unwrap() - 1;
    disk.flip(&first_segment(), usize::try_from(last).unwrap());
    assert_eq!(Log::open(disk).unwrap().len(), 1);
}

#[test]
fn the_real_disk_keeps_and_replays() {
    let folder = Folder::new("disk");
    let mut log = Log::open_with_segments_of(DiskStorage::open(&folder.0).unwrap(), 100).unwrap();
    for count in [1, 7, 99, 3, 60, 1] {
        append(&mut log, count, 4).unwrap();
        log.append_note(&cosigned(&log)).unwrap();
    }
    let second = DiskStorage::open(&folder.0);
    assert_eq!(second.err().map(|error| error.kind()), Some(std::io::ErrorKind::WouldBlock));
    let (root, len) = (log.tree().root(), log.len());
    drop(log);
    let mut names = std::fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap());
    assert!(names.all(|entry| {
        use std::os::unix::fs::PermissionsExt;
        entry.metadata().unwrap().permissions().mode() & 0o777 == 0o600
    }));

    // A torn end, as a crash leaves it.
    let torn = folder.0.join(format!("journal-{:020}", 107));
    let mut bytes = std::fs::read(&torn).unwrap();
    bytes.extend_from_slice(b"CJF1\x01 torn");
    std::fs::write(&torn, bytes).unwrap();

    let log = Log::open(DiskStorage::open(&folder.0).unwrap()).unwrap();
    assert_eq!((log.tree().root(), log.len()), (root, len));
    for index in 0..len {
        assert_eq!(log.read(index).unwrap(), record(index, 4));
    }
    assert!(matches!(log.read(len), Err(LogFault::Absent(_))));
    let mut seen = Vec::new();
    log.for_range(95..112, |index, _| seen.push(index)).unwrap();
    assert_eq!(seen, (95..112).collect::<Vec<_>>());
    assert_eq!(log.later_note().unwrap(), cosigned(&log));
}
