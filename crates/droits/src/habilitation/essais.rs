//! Rules of accounts that a million random histories settled between the fold and the oracle, each in its smallest case.

mod bris;
mod campagnes;
mod gels;
mod incidents;
mod rallonges;

use std::sync::atomic::{AtomicU64, Ordering};

use journal::Kind;
use journal::entry::{Entry, LoginId, Pseudonym};
use journal::tree::sha256;

use super::acte::{ActePiece, acte_challenge, encode_key};
use super::compte::{Agent, Lien, Phase, State, Suspension};
use super::demande::{Genre, Habilitation};
use super::regles::{
    COOLING, DRAWS_MAX, GRANT_MAX, JOUR, KEY_COOLING, LAST_DRAW_MAX, PROBATION, PROBATION_KEYS, training,
};
use crate::piece::{Assertion, Credential, LoginPiece, PublicKey};
use crate::registre::{Attest, Registre, Void};
use crate::role::Role;
use crate::signature::{LOGIN, challenge};

const T: u64 = 1_763_812_800_000;
const CHLOE: Pseudonym = [1; 16];
const DIDIER: Pseudonym = [2; 16];
const NADIA: Pseudonym = [3; 16];
const LEA: Pseudonym = [4; 16];

struct Anything;

impl Attest for Anything {
    fn holds(&self, _: &Credential, _: &[u8; 32], _: &Assertion) -> bool {
        true
    }
}

/// A mission locale at T: Chloé manages accounts, Didier is the direction, Nadia has worked for long; Léa is proposed by
/// Chloé, and approved.
fn mission() -> Registre {
    let mut registre = Registre::default();
    let genesis = Entry { rule: 1, time: T, ..Entry::new(Kind::Genesis) };
    registre.fold(&genesis, None, &Anything).expect("a fictional base begins");
    for (name, role) in [(CHLOE, Role::Gestionnaire), (DIDIER, Role::Direction), (NADIA, Role::Conseiller)] {
        let mut agent = Agent::new(role, *b"59512S00", name, Phase::Seeded, T + GRANT_MAX);
        agent.credentials = vec![key(10 * name[0]), key(10 * name[0] + 1)];
        registre.credentials.extend(agent.credentials.iter().map(|key| (key.id.clone(), name)));
        agent.enrol(T, 0, 0);
        (agent.vie.training_until, agent.vie.is_trained) = (T + training(role), true);
        registre.agents.insert(name, agent);
    }
    let mut lea = Agent::new(Role::Conseiller, *b"59512S00", CHLOE, Phase::Approved(T), T + GRANT_MAX);
    lea.liens.push((Lien::Proposant, CHLOE));
    registre.agents.insert(LEA, lea);
    registre.habilitations.insert(LEA, demande(LEA, Genre::Nouveau));
    registre
}

fn demande(object: Pseudonym, genre: Genre) -> Habilitation {
    Habilitation {
        object,
        genre,
        proposer: CHLOE,
        structure: *b"59512S00",
        role: Role::Conseiller,
        until: T + GRANT_MAX,
        content: [0; 32],
        request: [0; 32],
        is_parrain: false,
        at: T,
        lot: Vec::new(),
        seed: None,
        round: 1,
        drawn_at: T,
        drawn: Vec::new(),
        is_declined: false,
        past: Vec::new(),
        is_ceremony: false,
        approvals: Vec::new(),
        approved_at: Some(T),
        waiting: Vec::new(),
    }
}

fn key(id: u8) -> Credential {
    Credential { id: vec![id], key: PublicKey::Es256(vec![4]), rp_id: String::new(), origin: String::new() }
}

/// Léa's or another's browser answers with this key.
fn presents(registre: &mut Registre, object: Pseudonym, id: u8) -> Result<(), Void> {
    let piece = key(id).encode();
    let entry = Entry { rule: 2, object, time: T, piece: sha256(&piece), ..Entry::new(Kind::Enrolment) };
    registre.fold(&entry, Some(&piece), &Anything)
}

fn vetoes(registre: &mut Registre, actor: Pseudonym, time: u64) -> Result<(), Void> {
    let entry = Entry { actor, object: LEA, time, ..Entry::new(Kind::Veto) };
    signed(registre, entry)
}

/// A login of this person.
fn enters(registre: &mut Registre, actor: Pseudonym, time: u64) -> LoginId {
    static LOGINS: AtomicU64 = AtomicU64::new(0);
    let nonce = sha256(&LOGINS.fetch_add(1, Ordering::Relaxed).to_le_bytes());
    let piece = LoginPiece { browser_key: vec![actor[0]], nonce, assertion: answer(registre, &actor) };
    let request = challenge(LOGIN, &nonce, &piece.browser_key);
    let mut login = LoginId::default();
    login.copy_from_slice(&request[..16]);
    let sign_in = Entry { actor, login, request, time, until: time + JOUR / 2, ..Entry::new(Kind::Login) };
    registre.fold(&sign_in, Some(&piece.encode()), &Anything).expect("she signs in");
    login
}

fn answer(registre: &Registre, actor: &Pseudonym) -> Assertion {
    let credential = registre.agent(actor).expect("known").credentials[0].id.clone();
    Assertion { credential, authenticator_data: vec![], client_data: vec![], signature: vec![] }
}

/// The act, after a login of its actor.
fn signed(registre: &mut Registre, mut entry: Entry) -> Result<(), Void> {
    entry.login = enters(registre, entry.actor, entry.time);
    let nonce = [u8::try_from(registre.signed.len()).expect("few acts"); 32];
    let assertion = answer(registre, &entry.actor);
    entry.request = acte_challenge(&entry, &nonce);
    registre.fold(&entry, Some(&ActePiece { nonce, assertion }.encode()), &Anything)
}

fn suspend(registre: &mut Registre, object: Pseudonym) {
    let agent = registre.agents.get_mut(&object).expect("known");
    agent.vie.suspended = Some(Suspension { by: vec![[0; 16]], at: T, rule: 1, first: None });
}

#[test]
fn a_key_that_was_ended_serves_nobody_any_more() {
    let mut registre = mission();
    let ends = Entry {
        actor: NADIA,
        object: NADIA,
        time: T,
        content: sha256(&key(31).id),
        ..Entry::new(Kind::AuthenticatorEnd)
    };
    signed(&mut registre, ends).expect("another one stays");
    assert_eq!(registre.agent_of_credential(&[31]), None, "it opens nothing");
    assert_eq!(presents(&mut registre, LEA, 31), Err(Void::Piece));
    assert_eq!(presents(&mut registre, LEA, 41), Ok(()));
}

#[test]
fn a_key_that_one_adds_serves_two_days_later() {
    let mut registre = mission();
    let added = key(77);
    let login = enters(&mut registre, NADIA, T);
    let entry = Entry { rule: 3, actor: NADIA, object: NADIA, login, time: T, ..Entry::new(Kind::Enrolment) };
    let mut entry = Entry { content: sha256(&added.encode()), ..entry };
    let nonce = [9; 32];
    entry.request = acte_challenge(&entry, &nonce);
    let acte = ActePiece { nonce, assertion: answer(&registre, &NADIA) };
    registre.fold(&entry, Some(&encode_key(&added, &acte)), &Anything).expect("added, with one of hers");

    let with = |registre: &mut Registre, id: u8, time| {
        let assertion = Assertion { credential: vec![id], ..answer(registre, &NADIA) };
        let piece = LoginPiece { browser_key: vec![id], nonce: sha256(&u64::to_be_bytes(time)), assertion };
        let request = challenge(LOGIN, &piece.nonce, &piece.browser_key);
        let mut login = LoginId::default();
        login.copy_from_slice(&request[..16]);
        let entry = Entry { actor: NADIA, login, request, time, until: time + JOUR / 2, ..Entry::new(Kind::Login) };
        registre.fold(&entry, Some(&piece.encode()), &Anything)
    };
    assert_eq!(with(&mut registre, 77, T + 1), Err(Void::Assertion), "not at once");
    let nadia = registre.agent(&NADIA).expect("known");
    assert_eq!((nadia.serves_from(&[77], T + 1), nadia.serves_from(&[30], T + 1)), (Some(T + KEY_COOLING), None));
    let ends = |id: u8, time| {
        let of_key = Entry { actor: NADIA, object: NADIA, time, ..Entry::new(Kind::AuthenticatorEnd) };
        Entry { content: sha256(&[id]), ..of_key }
    };
    assert_eq!(signed(&mut registre.clone(), ends(77, T + 2)), Ok(()), "she takes it away at once");
    signed(&mut registre, ends(31, T + 2)).expect("another one that serves stays");
    assert_eq!(signed(&mut registre, ends(30, T + 3)), Err(Void::Agent), "nobody locks herself out for two days");
    assert_eq!(with(&mut registre, 77, T + KEY_COOLING - 1), Err(Void::Assertion), "to the millisecond");
    assert_eq!(with(&mut registre, 77, T + KEY_COOLING), Ok(()));
    signed(&mut registre, ends(30, T + KEY_COOLING + 1)).expect("now it may go");
}

#[test]
fn a_newcomer_who_is_suspended_presents_no_keys_and_lost_ones_are_replaced() {
    let mut registre = mission();
    suspend(&mut registre, LEA);
    assert_eq!(presents(&mut registre, LEA, 41), Err(Void::Agent));
    registre.habilitations.insert(NADIA, demande(NADIA, Genre::Cles));
    suspend(&mut registre, NADIA);
    assert_eq!(presents(&mut registre, NADIA, 42), Ok(()), "the stolen keys must not live again first");
    let may_vouch = |name: Pseudonym| {
        let habilitation = registre.habilitation(&name).expect("it waits");
        registre.vue().may_vouch(&DIDIER, habilitation)
    };
    assert_eq!(may_vouch(LEA), Err(Void::Agent));
    assert_eq!(may_vouch(NADIA), Ok(()));
}

#[test]
fn a_veto_closes_who_never_worked_suspended_or_not() {
    let mut registre = mission();
    suspend(&mut registre, LEA);
    assert_eq!(vetoes(&mut registre, DIDIER, T), Ok(()));
    assert_eq!(registre.agent(&LEA).expect("known").state(T), State::Closed);

    let mut registre = mission();
    registre.habilitations.remove(&LEA);
    registre.agents.get_mut(&LEA).expect("known").enrol(T, COOLING, PROBATION);
    suspend(&mut registre, LEA);
    assert_eq!(vetoes(&mut registre.clone(), DIDIER, T + COOLING), Err(Void::Agent), "her cooling is over");
    assert_eq!(vetoes(&mut registre, DIDIER, T + COOLING - 1), Ok(()));
    assert_eq!(registre.agent(&LEA).expect("known").state(T + COOLING), State::Closed);
}

#[test]
fn cooling_after_lost_keys_is_no_birth() {
    let mut registre = mission();
    registre.habilitations.remove(&LEA);
    let lea = registre.agents.get_mut(&LEA).expect("known");
    lea.enrol(T - 10 * JOUR, COOLING, PROBATION);
    lea.enrol(T, COOLING, PROBATION_KEYS);
    lea.vie.has_new_keys = true;
    assert_eq!(lea.state(T), State::Cooling);
    assert_eq!(vetoes(&mut registre, DIDIER, T), Err(Void::Agent));
}

#[test]
fn who_proposed_vetoes_once_her_demand_is_void() {
    let mut registre = mission();
    let habilitation = registre.habilitations.get_mut(&LEA).expect("it waits");
    (habilitation.round, habilitation.approved_at) = (DRAWS_MAX, None);
    registre.agents.get_mut(&LEA).expect("known").vie.phase = Phase::Proposed(T);
    assert_eq!(
        vetoes(&mut registre.clone(), CHLOE, T + LAST_DRAW_MAX),
        Err(Void::Agent),
        "she would try the lot again"
    );
    assert_eq!(vetoes(&mut registre, CHLOE, T + LAST_DRAW_MAX + 1), Ok(()));
}

#[test]
fn a_draw_that_could_name_too_few_waits_its_day() {
    let mut registre = mission();
    let mut waiting = Habilitation { approved_at: None, role: Role::Gestionnaire, ..demande(LEA, Genre::Nouveau) };
    for (n, structure) in (10..).zip([b"75056S00", b"75056S01", b"69123S00", b"13055S00", b"35238S00"]) {
        let mut agent = Agent::new(Role::Gestionnaire, *structure, [n; 16], Phase::Seeded, T + GRANT_MAX);
        agent.credentials = vec![key(100 + n)];
        agent.enrol(T, 0, 0);
        agent.vie.training_until = T + 182 * JOUR;
        registre.agents.insert([n; 16], agent);
        waiting.lot.push([n; 16]);
    }
    (waiting.drawn, waiting.past) = (vec![[10; 16]], vec![[10; 16]]);
    registre.habilitations.insert(LEA, waiting);
    let awaits = |registre: &Registre, time| registre.at(time).awaits_draw(&registre.habilitations[&LEA]);
    assert!(!awaits(&registre, T + JOUR), "one is named of two: she has her day to answer");
    assert!(awaits(&registre, T + JOUR + 1));
    let declines = Entry { rule: 2, actor: [10; 16], object: LEA, time: T, ..Entry::new(Kind::ProposalRefused) };
    assert_eq!(signed(&mut registre, declines), Ok(()));
    assert!(awaits(&registre, T), "or she says that she cannot");
}

#[test]
fn a_demand_about_a_closed_account_waits_no_more() {
    let mut registre = mission();
    let waiting = Habilitation { approved_at: None, ..demande(NADIA, Genre::Renouvellement) };
    registre.habilitations.insert(NADIA, waiting.clone());
    registre.agents.get_mut(&NADIA).expect("known").vie.closed_from = Some(T + JOUR);
    assert!(registre.at(T + JOUR - 1).is_waiting(&waiting));
    assert!(!registre.at(T + JOUR).is_waiting(&waiting), "it counts no more among its proposer's two");
    assert_eq!(registre.at(T + JOUR).may_approve(&waiting, &CHLOE), Err(Void::Agent));
}

#[test]
fn the_console_certifies_first_agents_only() {
    let mut registre = mission();
    let certifies = |registre: &mut Registre, object| {
        let entry = Entry { object, time: T, until: T + 30 * JOUR, ..Entry::new(Kind::Training) };
        registre.fold(&entry, None, &Anything)
    };
    assert_eq!(certifies(&mut registre, NADIA), Ok(()));
    assert_eq!(certifies(&mut registre, LEA), Err(Void::Agent));
}
