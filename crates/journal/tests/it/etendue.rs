//! The étendue by a third party: from the published folder and the public key alone, and nothing that was not signed.

use journal::entry::{Entry, Pseudonym};
use journal::etendue::{Etendue, Pli, Question, Tuiles};
use journal::log::{Log, Record};
use journal::storage::FaultyStorage;
use journal::tiles::Publisher;
use journal::tree::{check_inclusion, leaf_hash};
use journal::verify::Fault;
use journal::{ENTRY_LEN, Kind};

use crate::support::{Folder, cosigned, cosigner, signer};

const ELLE: Pseudonym = [1; 16];

/// Entry `index`: an opening every other time, by her every third; then its delivery, but for the last one.
fn record(index: u64) -> Record {
    let mut entry = Entry::new(if index.is_multiple_of(2) { Kind::Opening } else { Kind::Delivered });
    let of = index - index % 2;
    entry.time = 1_000 + index;
    entry.login = [(of % 3) as u8 + 1; 16];
    if entry.kind == Kind::Opening {
        (entry.actor, entry.classes, entry.fields) = ([(of % 3) as u8 + 1; 16], 3, 0b110);
        entry.subject[..8].copy_from_slice(&of.to_be_bytes());
    } else {
        entry.count = of as u32;
    }
    Record { entry: entry.encode(), piece: None }
}

fn append(log: &mut Log<FaultyStorage>, count: u64) {
    let batch: Vec<Record> = (log.len()..log.len() + count).map(record).collect();
    let tree = log.tree_after(&batch);
    log.append(&batch, &signer().sign(tree.len(), tree.root())).unwrap();
}

fn ask(dir: &std::path::Path, question: &Question) -> Result<Etendue, Fault> {
    let tuiles = Tuiles::open(dir, &signer().vkey(), Some(&cosigner().vkey()))?;
    let mut pli = Pli::new(question.clone());
    tuiles.for_each(|index, entry| pli.take(index, entry))?;
    Ok(pli.conclude(tuiles.checkpoint().size))
}

#[test]
fn a_third_party_finds_who_was_read_and_proves_each_entry() {
    let folder = Folder::new("etendue");
    let mut log = Log::open_with_segments_of(FaultyStorage::new(1), 300).unwrap();
    append(&mut log, 601);
    Publisher::open(&folder.0).unwrap().publish(&log, &cosigned(&log)).unwrap();
    let question = Question { acteurs: [ELLE].into(), ..Question::new() };
    let answer = ask(&folder.0, &question).unwrap();
    // Openings 0, 6, 12 … 600 are hers; the last was not delivered.
    assert_eq!((answer.taille, answer.bilan.personnes), (601, [100, 1, 0]));
    assert_eq!(answer.entrees_of(100).collect::<Vec<_>>(), [600]);

    let tuiles = Tuiles::open(&folder.0, &signer().vkey(), None).unwrap();
    let root = tuiles.checkpoint().root;
    for index in [0, 255, 256, 511, 512, 600] {
        let proof = tuiles.prove(index).unwrap_or_else(|| panic!("entry {index}"));
        assert_eq!(proof.octets, log_entry(&log, index));
        assert!(check_inclusion(&leaf_hash(&proof.octets), index, 601, &root, &proof.chemin));
    }
    assert_eq!(tuiles.prove(601), None);

    // While it is read the journal goes on: the answer is the one of the checkpoint that was opened.
    append(&mut log, 300);
    Publisher::open(&folder.0).unwrap().publish(&log, &cosigned(&log)).unwrap();
    let mut pli = Pli::new(question.clone());
    tuiles.for_each(|index, entry| pli.take(index, entry)).unwrap();
    assert_eq!(pli.conclude(601), answer);
    // Opening 600 has been delivered since; of 900 nothing is said yet.
    assert_eq!(ask(&folder.0, &question).unwrap().bilan.personnes, [150, 1, 0]);
}

#[test]
fn an_entry_that_was_not_signed_gives_no_answer() {
    let folder = Folder::new("etendue-faux");
    let mut log = Log::open_with_segments_of(FaultyStorage::new(1), 300).unwrap();
    append(&mut log, 300);
    Publisher::open(&folder.0).unwrap().publish(&log, &cosigned(&log)).unwrap();
    let question = Question { acteurs: [ELLE].into(), ..Question::new() };
    assert!(ask(&folder.0, &question).is_ok());
    let path = folder.0.join("tile/entries/000");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[2 + 72] ^= 2;
    std::fs::write(&path, bytes).unwrap();
    let fault = ask(&folder.0, &question).unwrap_err();
    assert_eq!(fault.file, "checkpoint");
    assert!(Tuiles::open(&folder.0, &signer().vkey(), None).unwrap().prove(0).is_none(), "nor a proof");
    assert!(Tuiles::open(&folder.0, &cosigner().vkey(), None).is_err(), "nor with another key");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(ask(&folder.0, &question).unwrap_err().file, "tile/entries/000");
}

fn log_entry(log: &Log<FaultyStorage>, index: u64) -> [u8; ENTRY_LEN] {
    let mut found = None;
    log.for_range(index..index + 1, |_, record| found = Some(record.entry)).unwrap();
    found.unwrap()
}
