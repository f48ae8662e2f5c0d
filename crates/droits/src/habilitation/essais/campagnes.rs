//! Campaigns: who proposes, who approves, which line is read, and what ends one.

use journal::act::{Purpose, classes};

use super::super::gel::regle;
use super::super::regles::HEURE;
use super::*;
use crate::budget::NETWORK_PER_MINUTE_MAX;
use crate::campagne::{CHAMPS, CLASSES, DEPARTS_MAX, DUREE_MAX, Description, Etape, PERSONNES_MAX, PROPOSITIONS_MAX};
use crate::mandat::mandat_end;

const ROUBAIX: [u8; 8] = *b"59512S00";
const LYON: [u8; 8] = *b"69123S00";
const DIANE: Pseudonym = [30; 16];
const DENIS: Pseudonym = [31; 16];
const PAULE: Pseudonym = [32; 16];
const VERA: Pseudonym = [33; 16];
const DORA: Pseudonym = [34; 16];
const FORUM: [u8; 16] = [77; 16];
const END: u64 = T + JOUR;

/// The mission locale, with two DPO, a parrain, an officer; Dora is the DPO of Lyon.
fn maison() -> Registre {
    let mut registre = mission();
    for (name, role, structure, is_parrain) in [
        (DIANE, Role::Dpo, ROUBAIX, false),
        (DENIS, Role::Dpo, ROUBAIX, true),
        (PAULE, Role::Conseiller, ROUBAIX, true),
        (VERA, Role::Vigie, LYON, false),
        (DORA, Role::Dpo, LYON, false),
    ] {
        let mut agent = Agent::new(role, structure, name, Phase::Seeded, T + GRANT_MAX);
        agent.credentials = vec![key(100 + name[0])];
        agent.is_parrain = is_parrain;
        agent.enrol(T, 0, 0);
        (agent.vie.training_until, agent.vie.is_trained) = (T + training(role), true);
        registre.agents.insert(name, agent);
    }
    registre
}

fn people(count: u32) -> Vec<Pseudonym> {
    (0..count).map(|n| u128::from(n + 1).to_be_bytes()).collect()
}

fn description(count: u32) -> Description {
    Description { destinataire: format!("age1{}", "q".repeat(58)), texte: [5; 32], sujets: people(count) }
}

fn proposal(actor: Pseudonym, said: &Description) -> Entry {
    Entry {
        actor,
        object: FORUM,
        classes: CLASSES,
        purpose: Purpose::Campagne as u8,
        structure: ROUBAIX,
        count: u32::try_from(said.sujets.len()).expect("few"),
        content: said.hash(),
        time: T,
        until: END,
        ..Entry::new(Kind::MandatProposed)
    }
}

/// The proposal, after a login of its author; `said` is what its piece holds.
fn proposes(registre: &mut Registre, mut entry: Entry, said: &Description) -> Result<(), Void> {
    entry.login = enters(registre, entry.actor, entry.time);
    let acte =
        ActePiece { nonce: sha256(&registre.signed.len().to_le_bytes()), assertion: answer(registre, &entry.actor) };
    entry.request = acte_challenge(&entry, &acte.nonce);
    registre.fold(&entry, Some(&said.piece(&acte)), &Anything)
}

fn approves(registre: &mut Registre, actor: Pseudonym) -> Result<(), Void> {
    let content = registre.campagne(&FORUM).map_or([0; 32], |campagne| campagne.request);
    signed(registre, Entry { actor, object: FORUM, content, time: T, ..Entry::new(Kind::MandatApproved) })
}

fn starts(registre: &mut Registre) -> Result<(), Void> {
    registre.fold(&Entry { object: FORUM, time: T, ..Entry::new(Kind::MandatStarted) }, None, &Anything)
}

fn line(n: u32) -> Entry {
    Entry {
        actor: NADIA,
        object: FORUM,
        subject: people(n)[n as usize - 1],
        fields: CHAMPS,
        classes: CLASSES,
        structure: ROUBAIX,
        time: T,
        ..Entry::new(Kind::MandatLine)
    }
}

fn reads(registre: &mut Registre, entry: Entry) -> Result<(), Void> {
    registre.fold(&entry, None, &Anything)
}

/// Nadia's campaign of so many, approved by Diane and Didier, begun.
fn running(count: u32) -> Registre {
    let mut registre = maison();
    let said = description(count);
    proposes(&mut registre, proposal(NADIA, &said), &said).expect("she may");
    approves(&mut registre, DIANE).expect("the DPO");
    approves(&mut registre, DIDIER).expect("the direction");
    starts(&mut registre).expect("approved");
    registre
}

#[test]
fn as_many_as_signed_are_read_once_each_and_nobody_else() {
    let mut registre = running(3);
    for n in 1..=3 {
        assert_eq!(reads(&mut registre, line(n)), Ok(()), "{n}");
        assert_eq!(reads(&mut registre, line(n)), Err(Void::Agent), "{n} again");
    }
    assert_eq!(reads(&mut registre, line(4)), Err(Void::Agent), "the fourth of three");
    let campagne = registre.campagne(&FORUM).expect("stands");
    assert_eq!((campagne.lues(), campagne.personnes()), (3, 3));
}

#[test]
fn a_line_is_what_was_signed() {
    let check = |wrong: &str, entry: Entry, expected: Result<(), Void>| {
        assert_eq!(reads(&mut running(3), entry), expected, "{wrong}");
    };
    check("the last of the list", line(3), Ok(()));
    check("outside the list", line(4), Err(Void::Agent));
    check("another class", Entry { classes: CLASSES | classes::C3, ..line(1) }, Err(Void::Agent));
    check("fewer classes than said", Entry { classes: classes::C2, ..line(1) }, Err(Void::Agent));
    check("another field", Entry { fields: CHAMPS | 1, ..line(1) }, Err(Void::Agent));
    check("another reader", Entry { actor: PAULE, ..line(1) }, Err(Void::Agent));
    check("another structure", Entry { structure: LYON, ..line(1) }, Err(Void::Agent));
    check("another mandat", Entry { object: [8; 16], ..line(1) }, Err(Void::Agent));
    check("its last instant", Entry { time: END - 1, ..line(1) }, Ok(()));
    check("its end", Entry { time: END, ..line(1) }, Err(Void::Time));
}

#[test]
fn two_others_approve_one_of_them_the_dpo() {
    let check = |who: &[(Pseudonym, bool)], etape: Etape| {
        let mut registre = maison();
        let said = description(3);
        proposes(&mut registre, proposal(PAULE, &said), &said).expect("she may");
        for (actor, may) in who {
            assert_eq!(approves(&mut registre, *actor).is_ok(), *may, "{actor:?} of {who:?}");
        }
        assert_eq!(registre.campagne(&FORUM).expect("stands").etape, etape, "{who:?}");
        assert_eq!(starts(&mut registre).is_ok(), etape == Etape::Approuvee, "{who:?}");
        assert_eq!(reads(&mut registre, Entry { actor: PAULE, ..line(1) }).is_ok(), etape == Etape::Approuvee);
    };
    check(&[], Etape::Proposee);
    check(&[(DIANE, true)], Etape::Proposee);
    check(&[(DIANE, true), (DIANE, false), (DENIS, false)], Etape::Proposee);
    check(&[(DIDIER, true)], Etape::Proposee);
    check(&[(DIANE, true), (PAULE, false)], Etape::Proposee);
    check(&[(DIANE, true), (NADIA, false), (VERA, false), (DORA, false)], Etape::Proposee);
    check(&[(DIDIER, true), (DORA, false), (DENIS, true)], Etape::Approuvee);
    check(&[(DIANE, true), (DIDIER, true)], Etape::Approuvee);
    let mut registre = maison();
    registre.agents.get_mut(&LEA).expect("known").is_parrain = true;
    let said = description(3);
    proposes(&mut registre, proposal(NADIA, &said), &said).expect("she may");
    approves(&mut registre, PAULE).expect("a parrain");
    assert_eq!(approves(&mut registre, DIDIER), Err(Void::Agent), "one of each sort");
    let other = Entry { actor: DIANE, object: FORUM, content: [9; 32], time: T, ..Entry::new(Kind::MandatApproved) };
    assert_eq!(signed(&mut registre, other), Err(Void::Piece), "another proposal than this one");
    let unsigned = Entry { actor: DIANE, object: FORUM, time: T, ..Entry::new(Kind::MandatApproved) };
    assert!(registre.fold(&unsigned, None, &Anything).is_err(), "a row that says so is no signature");
    approves(&mut registre, DIANE).expect("the DPO");
}

#[test]
fn a_proposal_is_bounded_and_its_list_is_the_one_that_was_signed() {
    let check = |wrong: &str, count: u32, change: &dyn Fn(Entry) -> Entry, expected: Result<(), Void>| {
        let said = description(count);
        let entry = change(proposal(NADIA, &said));
        assert_eq!(proposes(&mut maison(), entry, &said), expected, "{wrong}");
    };
    check("a thousand", PERSONNES_MAX, &|e| e, Ok(()));
    check("one more", PERSONNES_MAX + 1, &|e| e, Err(Void::Quota));
    check("nobody", 0, &|e| e, Err(Void::Quota));
    check("seven days", 1, &|e| Entry { until: T + DUREE_MAX, ..e }, Ok(()));
    check("longer", 1, &|e| Entry { until: T + DUREE_MAX + 1, ..e }, Err(Void::Time));
    check("over before it begins", 1, &|e| Entry { until: T, ..e }, Err(Void::Time));
    check("identifiers", 1, &|e| Entry { classes: CLASSES | classes::C3, ..e }, Err(Void::Agent));
    check("elsewhere", 1, &|e| Entry { structure: LYON, ..e }, Err(Void::Agent));
    check("a ceiling that is not its list", 2, &|e| Entry { count: 3, ..e }, Err(Void::Piece));
    check("another list", 2, &|e| Entry { content: [9; 32], ..e }, Err(Void::Piece));
    for actor in [CHLOE, DIDIER, DIANE, VERA, DORA] {
        check("who accompanies nobody here", 1, &|e| Entry { actor, ..e }, Err(Void::Agent));
    }
    let said = description(2);
    let swapped = Description { destinataire: format!("age1{}", "p".repeat(58)), ..said.clone() };
    assert_eq!(proposes(&mut maison(), proposal(NADIA, &said), &swapped), Err(Void::Piece), "another recipient");
    for sujets in [vec![[2; 16], [1; 16]], vec![[1; 16], [1; 16]]] {
        let said = Description { sujets, ..said.clone() };
        assert_eq!(proposes(&mut maison(), proposal(NADIA, &said), &said), Err(Void::Piece), "each once, in order");
    }
    let mut registre = running(2);
    assert_eq!(proposes(&mut registre, proposal(NADIA, &said), &said), Err(Void::Agent), "this very mandat, anew");
    for n in 1..=u8::try_from(PROPOSITIONS_MAX).expect("few") {
        let entry = Entry { object: [n; 16], ..proposal(NADIA, &said) };
        let expected = if usize::from(n) < PROPOSITIONS_MAX { Ok(()) } else { Err(Void::Quota) };
        assert_eq!(proposes(&mut registre, entry, &said), expected, "{n}");
    }
}

#[test]
fn a_stop_a_freeze_a_cut_and_a_third_cut_short_end_it() {
    let mut registre = running(3);
    let stop = Entry { object: FORUM, rule: mandat_end::STOPPED, time: T, ..Entry::new(Kind::MandatEnded) };
    let undo = Entry { rule: mandat_end::UNDONE, ..stop.clone() };
    assert_eq!(registre.fold(&undo, None, &Anything), Err(Void::NoRule), "what was read is not unread");
    assert_eq!(reads(&mut registre, line(1)), Ok(()));
    registre.fold(&stop, None, &Anything).expect("anybody may take power away");
    assert_eq!(reads(&mut registre, line(2)), Err(Void::Time));
    assert_eq!(starts(&mut registre), Err(Void::Time), "nor is it begun again");

    let mut registre = running(3);
    let freeze = Entry {
        actor: VERA,
        structure: ROUBAIX,
        rule: regle::GELER,
        time: T,
        until: T + HEURE,
        ..Entry::new(Kind::Freeze)
    };
    signed(&mut registre, freeze).expect("an officer");
    assert_eq!(reads(&mut registre, line(1)), Err(Void::Time), "frozen");
    assert_eq!(reads(&mut registre, Entry { time: T + HEURE, ..line(1) }), Ok(()), "and then it goes on");

    for who in [NADIA, DIANE, DIDIER] {
        let mut registre = running(3);
        suspend(&mut registre, who);
        assert_eq!(reads(&mut registre, line(1)), Err(Void::Time), "{who:?} was cut");
    }

    let mut registre = running(3);
    for _ in 1..DEPARTS_MAX {
        reads(&mut registre, line(1)).expect("of this run");
        starts(&mut registre).expect("a run that was cut begins anew");
    }
    assert_eq!(reads(&mut registre, line(1)), Ok(()));
    assert_eq!(starts(&mut registre), Err(Void::Time), "no more runs than that");
    assert_eq!(reads(&mut registre, line(1)), Err(Void::Agent), "nor she again in this one");
}

#[test]
fn the_fuse_of_the_network_counts_its_lines() {
    let mut registre = running(2);
    (0..NETWORK_PER_MINUTE_MAX).for_each(|_| registre.fuse_mut().count(T));
    assert_eq!(reads(&mut registre, line(1)), Err(Void::Quota));
    assert_eq!(reads(&mut registre, Entry { time: T + 60_000, ..line(1) }), Ok(()), "the next minute");
}

#[test]
fn who_stops_it_and_who_sees_it() {
    let registre = running(2);
    let check = |name: Pseudonym, stops: bool, sees: bool| {
        let vue = registre.at(T);
        let campagne = registre.campagne(&FORUM).expect("stands");
        assert_eq!((vue.may_stop(&name, &FORUM), vue.may_see(&name, campagne)), (stops, sees), "{name:?}");
    };
    for name in [NADIA, DIANE, DENIS, DIDIER, VERA] {
        check(name, true, true);
    }
    check(PAULE, false, true);
    check(DORA, false, false);
    check(CHLOE, false, false);
    assert!(!registre.at(END).may_stop(&NADIA, &FORUM), "it is over by itself");
}
