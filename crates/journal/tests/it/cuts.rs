//! What was acknowledged survives a thousand power losses, and the log only extends.

use journal::log::Log;
use journal::storage::{Failure, FaultyStorage};
use proptest::prelude::*;

use crate::support::{append, cosigned, record};

/// One stretch of life between two cuts: batches of so many entries, some followed by a later note,
/// then perhaps a batch being written when the power goes.
#[derive(Clone, Debug)]
struct Life {
    batches: Vec<(u64, bool)>,
    dies_at_operation: Option<u64>,
    by_kill: bool,
}

fn life() -> impl Strategy<Value = Life> {
    let batches = prop::collection::vec((1_u64..9, any::<bool>()), 0..6);
    (batches, prop::option::of(0_u64..12), any::<bool>()).prop_map(|(batches, dies_at_operation, by_kill)| Life {
        batches,
        dies_at_operation,
        by_kill,
    })
}

fn check(seed: u64, lives: &[Life]) {
    let disk = FaultyStorage::new(seed);
    let mut acknowledged = 0;
    for life in lives {
        let mut log = Log::open_with_segments_of(disk.clone(), 16).expect("a cut is never corruption");
        assert!(log.len() >= acknowledged, "{} acknowledged, {} left", acknowledged, log.len());
        acknowledged = log.len();
        if let Some(operation) = life.dies_at_operation {
            disk.fail(operation, if life.by_kill { Failure::Io } else { Failure::Power });
        }
        for (count, is_cosigned) in &life.batches {
            if append(&mut log, *count, 5).is_err() {
                break;
            }
            acknowledged = log.len();
            if *is_cosigned && log.append_note(&cosigned(&log)).is_err() {
                break;
            }
        }
        disk.heal();
        drop(log);
        if !life.by_kill {
            disk.cut();
        }
    }
    let log = Log::open_with_segments_of(disk.clone(), 16).expect("a cut is never corruption");
    assert!(log.len() >= acknowledged, "{} acknowledged, {} left", acknowledged, log.len());
    let mut next = 0;
    log.for_each(0, |index, found| {
        assert_eq!((index, found), (next, &record(index, 5)));
        next += 1;
    })
    .expect("readable to its end");
    assert_eq!(next, log.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_acknowledged_is_lost(seed: u64, lives in prop::collection::vec(life(), 1..6)) {
        check(seed, &lives);
    }
}
