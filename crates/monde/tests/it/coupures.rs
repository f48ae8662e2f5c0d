//! A thousand power cuts. Operations at random, the power of either side or of both cut in the middle of a write to
//! its disk, and after each: nothing acknowledged is lost, the journal has only grown, what was being written is
//! whole or absent, what was received is recorded.

use std::collections::{HashMap, HashSet};

use domaine::DossierId;
use journal::entry::{Entry, Kind};
use journal::log::Record;
use journal::storage::Failure;
use journal::tree::{Tree, leaf_hash};

use crate::essai::{Essai, Personne, records, textes};

/// A repeatable source of chance (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

/// What the people of the test remember.
#[derive(Default)]
struct Memory {
    /// Texts acknowledged in each dossier, and those that failed: there whole, or not at all.
    written: HashMap<DossierId, (HashSet<String>, HashSet<String>)>,
    /// Hashes of the requests whose answer was received.
    received: HashSet<[u8; 32]>,
    created: Vec<DossierId>,
}

fn root(records: &[Record]) -> [u8; 32] {
    let mut tree = Tree::new();
    records.iter().for_each(|r| tree.push(leaf_hash(&r.entry)));
    tree.root()
}

fn one_act(e: &Essai, lea: &Personne, n: u64, chance: &mut Chance, memory: &mut Memory) {
    let hers = e.of("lea");
    let dossier = match chance.below(4) {
        0 if !memory.created.is_empty() => memory.created[chance.below(memory.created.len() as u64) as usize],
        _ => hers[chance.below(hers.len() as u64) as usize],
    };
    match chance.below(10) {
        0..=3 => {
            let request = lea.opening(dossier);
            if let Ok(opened) = lea.sends(&request, dossier) {
                memory.received.insert(request.hash());
                e.coffre().delivered(opened.receipt);
            }
        }
        4..=7 => {
            let texte = format!("entretien {n}");
            let (known, unsure) = memory.written.entry(dossier).or_default();
            match lea.records(dossier, &texte) {
                Ok(_) => known.insert(texte),
                Err(_) => unsure.insert(texte),
            };
        }
        8 if memory.created.len() < 40 => {
            if let Ok(id) = lea.creates(&format!("Durandelle{}", letters(n))) {
                memory.created.push(id);
            }
        }
        _ => drop(lea.searches("lefebvrault")),
    }
}

/// A number as no name has it, in letters: a name holds no figure.
fn letters(n: u64) -> String {
    n.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')).collect()
}

fn check(e: &Essai, lea: &Personne, memory: &Memory, before: &[Record], case: &str) {
    let (ours, theirs) = (records(&e.disk), records(&e.contre.disk()));
    for (side, now) in [("coffre", &ours), ("contre-clé", &theirs)] {
        assert!(now.len() >= before.len(), "{case}: {side} lost acknowledged entries");
        assert_eq!(root(&now[..before.len()]), root(before), "{case}: {side} holds another history");
    }
    let entries: Vec<Entry> = ours.iter().map(|r| Entry::decode(&r.entry).expect("an entry")).collect();
    let recorded: HashSet<[u8; 32]> = entries.iter().filter(|e| e.kind == Kind::Opening).map(|e| e.request).collect();
    assert!(memory.received.is_subset(&recorded), "{case}: something was received and is not recorded");
    let delivered: HashSet<[u8; 32]> =
        entries.iter().filter(|e| e.kind == Kind::Delivered).map(|e| e.request).collect();
    assert!(delivered.is_subset(&recorded), "{case}: a delivery of nothing");
    assert_eq!(entries.iter().filter(|e| e.kind == Kind::Integrity).count(), 0, "{case}: a cut is no tampering");
    for (dossier, (known, unsure)) in &memory.written {
        let opened = lea.opens(*dossier).unwrap_or_else(|error| panic!("{case}: {dossier} does not open: {error:?}"));
        let there: Vec<String> = textes(&opened).into_iter().filter(|t| t.starts_with("entretien ")).collect();
        let all: HashSet<String> = there.iter().cloned().collect();
        assert_eq!(all.len(), there.len(), "{case}: written twice");
        assert!(known.is_subset(&all), "{case}: an acknowledged entretien is lost");
        assert!(all.iter().all(|t| known.contains(t) || unsure.contains(t)), "{case}: a text that nobody typed");
    }
}

fn cuts(e: &mut Essai, seed: u64, count: u64) {
    let mut chance = Chance(seed);
    let mut memory = Memory::default();
    let mut lea = e.signs_in("lea");
    for n in 0..count {
        let which = chance.below(3);
        let (ours, theirs) = (which != 1, which != 0);
        if ours {
            e.disk.fail(chance.below(14), Failure::Power);
        }
        if theirs {
            e.contre.disk().fail(chance.below(14), Failure::Power);
        }
        for step in 0..4 {
            one_act(e, &lea, n * 10 + step, &mut chance, &mut memory);
        }
        let case = format!("seed {seed}, cut {n} of {}", ["the coffre", "the contre-clé", "both"][which as usize]);
        let before = e.contre.cosigned();
        if ours {
            e.cut();
        }
        if theirs {
            e.contre.cut();
            e.contre.start();
        }
        if ours {
            e.try_start().unwrap_or_else(|error| panic!("{case}: {error}"));
        }
        // The one who stayed up finds the other again, or mends its own disk, by itself.
        if (0..4).all(|_| lea.opens(e.of("lea")[0]).is_err()) {
            panic!("{case}: nothing opens any more: {:?}", lea.opens(e.of("lea")[0]));
        }
        check(e, &lea, &memory, &before, &case);
        if n % 50 == 49 {
            lea = e.signs_in("lea");
            let seen = e.run(e.coffre().sweep()).expect("sweeps");
            assert_eq!(seen.ecarts, [], "{case}: the sweep after cuts");
        }
    }
}

/// In five worlds, so that journals stay short: every check reads them whole.
fn two_hundred_and_fifty(seed: u64) {
    (0..5).for_each(|world| cuts(&mut Essai::on_sqlite(3), seed * 10 + world, 50));
}

#[test]
fn a_thousand_cuts_1() {
    two_hundred_and_fifty(1);
}

#[test]
fn a_thousand_cuts_2() {
    two_hundred_and_fifty(2);
}

#[test]
fn a_thousand_cuts_3() {
    two_hundred_and_fifty(3);
}

#[test]
fn a_thousand_cuts_4() {
    two_hundred_and_fifty(4);
}

#[test]
fn cuts_over_each_engine() {
    Essai::on_each_engine(3, |e| cuts(e, 5, 60));
}
