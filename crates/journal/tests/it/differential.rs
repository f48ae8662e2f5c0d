//! Our tree and notes against two libraries that nobody here wrote.

use journal::encoding::base64;
use journal::note::{Checkpoint, Cosigner, Note, NoteFault, Signer, Verifier};
use journal::tree::{
    Hash, Tree, check_consistency, check_inclusion, consistency_proof, inclusion_proof, leaf_hash, root_at,
};
use signed_note::{StandardVerifier, VerifierList};
use tlog_tiles::tlog;

use crate::support::{cosigner, signer};

/// Their reader of hashes: all of them, in memory.
struct Stored(Vec<tlog::Hash>);

impl tlog::HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        Ok(indexes.iter().map(|index| self.0[usize::try_from(*index).unwrap()]).collect())
    }
}

fn leaves(count: u64) -> (Vec<Hash>, Stored) {
    let mut stored = Stored(Vec::new());
    let mut ours = Vec::new();
    for index in 0..count {
        let entry = index.to_be_bytes();
        let hashes = tlog::stored_hashes(index, &entry, &stored).unwrap();
        stored.0.extend(hashes);
        ours.push(leaf_hash(&entry));
    }
    (ours, stored)
}

#[test]
fn roots_and_proofs_are_theirs() {
    let (leaves, stored) = leaves(70);
    let mut tree = Tree::new();
    for size in 1..=70_u64 {
        tree.push(leaves[size as usize - 1]);
        let root = tree.root();
        let theirs = tlog::tree_hash(size, &stored).unwrap();
        assert_eq!(root, theirs.0);
        assert_eq!(root_at(leaves.as_slice(), size), Some(root));
        assert_eq!(Tree::from_edge(size, tree.edge().to_vec()), Some(tree.clone()));
        for index in 0..size {
            let proof = inclusion_proof(leaves.as_slice(), index, size).unwrap();
            let same: Vec<Hash> = tlog::prove_record(size, index, &stored).unwrap().iter().map(|hash| hash.0).collect();
            assert_eq!(proof, same, "inclusion of {index} in {size}");
            assert!(check_inclusion(&leaves[index as usize], index, size, &root, &proof));
            refuses_changes(&proof, |proof| check_inclusion(&leaves[index as usize], index, size, &root, proof));
            assert!(!check_inclusion(&leaves[index as usize], (index + 1) % (size + 1), size, &root, &proof));
        }
        for old in 1..=size {
            let old_root = root_at(leaves.as_slice(), old).unwrap();
            let proof = consistency_proof(leaves.as_slice(), old, size).unwrap();
            let same: Vec<Hash> = tlog::prove_tree(size, old, &stored).unwrap().iter().map(|hash| hash.0).collect();
            assert_eq!(proof, same, "consistency of {old} and {size}");
            assert!(check_consistency(old, &old_root, size, &root, &proof));
            refuses_changes(&proof, |proof| check_consistency(old, &old_root, size, &root, proof));
            assert!(!check_consistency(old, &[1; 32], size, &root, &proof));
        }
    }
}

/// Shortened, lengthened, or with any hash changed, a proof proves nothing.
fn refuses_changes(proof: &[Hash], check: impl Fn(&[Hash]) -> bool) {
    let longer = [proof, &[[0; 32]]].concat();
    assert!(!check(&longer));
    for position in 0..proof.len() {
        let mut changed = proof.to_vec();
        changed[position][31] ^= 1;
        assert!(!check(&changed));
        changed.remove(position);
        assert!(!check(&changed));
    }
}

#[test]
fn the_empty_tree_has_the_empty_hash() {
    assert_eq!(Tree::new().root(), tlog::EMPTY_HASH.0);
}

#[test]
fn they_accept_our_notes() {
    let note = signer().sign(12, [3; 32]);
    let verifier = StandardVerifier::new(&signer().vkey()).unwrap();
    let theirs = signed_note::Note::from_bytes(&note).unwrap();
    let (verified, _) = theirs.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
    assert_eq!(verified.len(), 1);
    let checkpoint = tlog_tiles::Checkpoint::from_bytes(theirs.text()).unwrap();
    assert_eq!((checkpoint.origin(), checkpoint.size()), ("journal.test/2026", 12));
    assert_eq!(checkpoint.hash().0, [3; 32]);
}

/// A note made by their library with the key of our log.
fn signed_by_their_library(checkpoint: &Checkpoint) -> Vec<u8> {
    // Their secret key form: the seed after the algorithm byte.
    let key_id = signer().vkey().split('+').nth(1).unwrap().to_owned();
    let skey = format!("PRIVATE+KEY+journal.test/2026+{key_id}+{}", base64(&[&[1_u8][..], &[7; 32]].concat()));
    let theirs = signed_note::StandardSigner::new(&skey).unwrap();
    let mut note = signed_note::Note::new(checkpoint.text().as_bytes(), &[]).unwrap();
    note.add_sigs(&[&theirs]).unwrap();
    note.to_bytes()
}

#[test]
fn their_notes_are_ours_to_the_byte() {
    let checkpoint = Checkpoint { origin: "journal.test/2026".into(), size: 12, root: [3; 32] };
    assert_eq!(signed_by_their_library(&checkpoint), signer().sign(12, [3; 32]));
}

fn cosigned_note() -> Note {
    let mut note = Note::parse(&signer().sign(12, [3; 32])).unwrap();
    let checkpoint = Checkpoint::parse(&note.text).unwrap();
    note.signatures.push(cosigner().cosign(&checkpoint, 1_790_000_000));
    note
}

#[test]
fn a_cosignature_is_read_back_with_its_time() {
    let note = Note::parse(&cosigned_note().to_bytes()).unwrap();
    let log = Verifier::parse(&signer().vkey()).unwrap();
    let follower = Verifier::parse(&cosigner().vkey()).unwrap();
    assert_eq!(note.checkpoint(&log).unwrap().size, 12);
    assert_eq!(follower.verify(&note), Ok(Some(1_790_000_000)));
    // The key of a cosigner does not make a checkpoint.
    assert_eq!(note.checkpoint(&follower), Err(NoteFault::Origin));
}

#[test]
fn no_byte_of_a_note_can_change() {
    let bytes = cosigned_note().to_bytes();
    let log = Verifier::parse(&signer().vkey()).unwrap();
    let follower = Verifier::parse(&cosigner().vkey()).unwrap();
    for position in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[position] ^= 1 << bit;
            let accepted =
                Note::parse(&changed).is_ok_and(|note| note.checkpoint(&log).is_ok() && follower.verify(&note).is_ok());
            assert!(!accepted, "byte {position}, bit {bit}");
        }
    }
}

#[test]
fn strangers_and_repetitions_are_refused() {
    let note = cosigned_note();
    let other = Signer::from_seed("journal.test/2026", &[8; 32]).unwrap();
    let stranger = Verifier::parse(&other.vkey()).unwrap();
    assert_eq!(note.checkpoint(&stranger), Err(NoteFault::Unsigned));

    let mut twice = note.clone();
    twice.signatures.push(note.signatures[0].clone());
    let log = Verifier::parse(&signer().vkey()).unwrap();
    assert_eq!(twice.checkpoint(&log), Err(NoteFault::Unsigned));

    // Signed by the right key, for the origin of another log.
    let elsewhere = Checkpoint { origin: "autre.test".into(), size: 1, root: [0; 32] };
    let misplaced = Note::parse(&signed_by_their_library(&elsewhere)).unwrap();
    assert_eq!(log.verify(&misplaced), Ok(None));
    assert_eq!(misplaced.checkpoint(&log), Err(NoteFault::Origin));

    let vkey = signer().vkey();
    let key_id = vkey.split('+').nth(1).unwrap();
    let other_id = vkey.replace(key_id, "00000000");
    for bad in ["", "a", "a+00000000+", &other_id, &vkey.to_uppercase(), &format!("{vkey}=")] {
        assert_eq!(Verifier::parse(bad), Err(NoteFault::Key), "{bad:?}");
    }

    for name in ["", "a b", "a+b", "a\nb", "a\u{2003}b"] {
        assert!(matches!(Cosigner::from_seed(name, &[1; 32]), Err(NoteFault::Name)), "{name:?}");
    }
}

#[test]
fn a_checkpoint_has_one_spelling() {
    let root = base64(&[3; 32]);
    let good = format!("journal.test\n12\n{root}\n");
    assert!(Checkpoint::parse(&good).is_ok());
    for bad in [
        format!("journal.test\n012\n{root}\n"),
        format!("journal.test\n+12\n{root}\n"),
        format!("journal.test\n-1\n{root}\n"),
        format!("journal.test\n9223372036854775808\n{root}\n"),
        format!("journal.test\n12\n{root}"),
        format!("journal.test\n12\n{root}\nextension\n"),
        format!("journal.test\r\n12\n{root}\n"),
        format!("\n12\n{root}\n"),
        "journal.test\n12\nAAAA\n".to_owned(),
        String::new(),
    ] {
        assert_eq!(Checkpoint::parse(&bad), Err(NoteFault::Checkpoint), "{bad:?}");
    }
}
