//! A coffre that lies: its keys are known, its line is held, and it tells the contre-clé whatever it likes.

use coffre::racine::Racine;
use coffre::{StartError, sequenceur};
use contre_cle::protocole::{Answer, No, Question, ShareQuestion};
use domaine::DossierId;
use droits::Role;
use droits::budget::TRANCHE;
use droits::signature::{SignedRequest, lookup_request};
use journal::act::Purpose;
use journal::entry::{Decision, Entry, Kind};
use journal::log::{Log, LogFault, Record};
use journal::note::Signer;
use journal::storage::FaultyStorage;
use journal::tree::{Tree, leaf_hash};
use std::sync::{Arc, Mutex};

use crate::contre::{Contre, copy};
use crate::essai::{Essai, Personne, RACINE_COFFRE, records};

const SECOND: u64 = 1_000;

/// Whoever holds the coffre's root: writes entries, signs checkpoints.
pub struct Menteur {
    pub contre: Contre,
    signer: Signer,
    leaves: Vec<Record>,
}

impl Menteur {
    /// Against a contre-clé that stands where this one does.
    pub fn before(contre: &Contre) -> Menteur {
        let signer = Racine::from_root(&RACINE_COFFRE).journal().expect("signs");
        Menteur { leaves: records(&contre.disk()), contre: contre.twin(), signer }
    }

    pub fn len(&self) -> u64 {
        self.leaves.len() as u64
    }

    fn signed(&self, leaves: &[Record]) -> Vec<u8> {
        let mut tree = Tree::new();
        leaves.iter().for_each(|r| tree.push(leaf_hash(&r.entry)));
        self.signer.sign(tree.len(), tree.root())
    }

    /// Appends as an honest coffre does: only the entries may lie.
    fn appends(&mut self, entries: Vec<Entry>) -> Answer {
        self.appends_records(entries.iter().map(record).collect())
    }

    fn appends_records(&mut self, records: Vec<Record>) -> Answer {
        let first = self.len();
        let all = [&self.leaves[..], &records].concat();
        let note = self.signed(&all);
        let answer = self.contre.ask(&Question::Append { first, records, note });
        if matches!(answer, Answer::Cosigned { .. }) {
            self.leaves = all;
        }
        answer
    }

    /// The positions without effect among these entries.
    pub fn void(&mut self, entries: Vec<Entry>) -> Vec<u32> {
        self.void_records(entries.iter().map(record).collect())
    }

    /// The same with their pieces.
    pub fn void_records(&mut self, records: Vec<Record>) -> Vec<u32> {
        match self.appends_records(records) {
            Answer::Cosigned { void, .. } => void,
            other => panic!("not cosigned: {other:?}"),
        }
    }
}

fn record(entry: &Entry) -> Record {
    Record { entry: entry.encode(), piece: None }
}

fn something(n: u8) -> Entry {
    Entry { content: [n; 32], time: sequenceur::now(), ..Entry::new(Kind::Sweep) }
}

#[test]
fn two_histories_end_the_cosigning_for_ever() {
    let e = Essai::on_sqlite(1);
    e.signs_in("lea").opens(e.of("lea")[0]).expect("opens");
    let (a, b) = (record(&something(1)), record(&something(2)));
    type Lie = fn(&Menteur, &Record, &Record) -> (Vec<Record>, Vec<u8>);
    let lies: [(&str, Lie); 4] = [
        ("a wrong root", |m, a, b| (vec![a.clone(), b.clone()], m.signer.sign(m.len() + 2, [7; 32]))),
        ("entries reordered", |m, a, b| {
            (vec![b.clone(), a.clone()], m.signed(&[&m.leaves[..], &[a.clone(), b.clone()]].concat()))
        }),
        ("an entry altered", |m, a, b| {
            let note = m.signed(&[&m.leaves[..], &[a.clone(), b.clone()]].concat());
            let mut altered = b.clone();
            altered.entry[130] ^= 1;
            (vec![a.clone(), altered], note)
        }),
        ("an old entry altered", |m, a, _| {
            let mut leaves = m.leaves.clone();
            leaves[3].entry[250] ^= 1;
            (vec![a.clone()], m.signed(&[&leaves[..], std::slice::from_ref(a)].concat()))
        }),
    ];
    for (what, lie) in lies {
        let mut menteur = Menteur::before(&e.contre);
        let (records, note) = lie(&menteur, &a, &b);
        let first = menteur.len();
        let answer = menteur.contre.ask(&Question::Append { first, records, note });
        assert_eq!(answer, Answer::No(No::Fork), "{what}");
        assert_eq!(menteur.appends(vec![something(3)]), Answer::No(No::Fork), "{what}: then the truth");
        menteur.contre.cut();
        menteur.contre.start();
        assert_eq!(menteur.appends(vec![something(3)]), Answer::No(No::Fork), "{what}: after a restart");
        let Answer::Here(here) = menteur.contre.ask(&Question::Hello { journal: String::new() }) else {
            panic!("it answers")
        };
        assert_eq!(here.len, first, "{what}: nothing was taken");
    }
}

#[test]
fn what_is_no_history_is_refused_and_leaves_no_mark() {
    let e = Essai::on_sqlite(1);
    let mut menteur = Menteur::before(&e.contre);
    let (a, b) = (record(&something(1)), record(&something(2)));
    let stranger = Signer::from_seed("cairn/journal", &[3; 32]).expect("a name");
    let first = menteur.len();
    let note = menteur.signed(&[&menteur.leaves[..], std::slice::from_ref(&a)].concat());
    let mut tree = Tree::new();
    menteur.leaves.iter().chain([&a]).for_each(|r| tree.push(leaf_hash(&r.entry)));
    let foreign = stranger.sign(tree.len(), tree.root());
    let append = |first, note: &[u8]| Question::Append { first, records: vec![a.clone()], note: note.to_vec() };
    for (what, question, expected) in [
        ("too early", append(first - 1, &note), No::Position),
        ("too late", append(first + 1, &note), No::Position),
        ("the last entry withheld", append(first, &after(&menteur, &[&a, &b])), No::Position),
        (
            "an entry before left out",
            append(first, &menteur.signed(&[&menteur.leaves[1..], std::slice::from_ref(&a)].concat())),
            No::Position,
        ),
        ("no entry at all", Question::Append { first, records: Vec::new(), note: note.clone() }, No::Message),
        ("a piece that is not the entry's", with_piece(&menteur, &a), No::Message),
        ("a field that its kind does not have", stray(&menteur), No::Message),
        ("signed by another", append(first, &foreign), No::WrongJournal),
        ("not a note", append(first, b"hello"), No::WrongJournal),
        ("another journal's key", Question::Hello { journal: stranger.vkey() }, No::WrongJournal),
        ("a root from afar", Question::Unseal { root: [1; 32] }, No::Message),
    ] {
        assert_eq!(menteur.contre.ask(&question), Answer::No(expected), "{what}");
    }
    assert!(menteur.void(vec![something(1)]).is_empty(), "it still cosigns the truth");
    let ahead = Entry { time: sequenceur::now() + 40 * SECOND, ..something(2) };
    assert_eq!(menteur.appends(vec![ahead]), Answer::No(No::Clock), "an entry of the future");
    assert!(menteur.void(vec![something(2)]).is_empty());
}

/// The checkpoint of a coffre that has these too.
fn after(menteur: &Menteur, more: &[&Record]) -> Vec<u8> {
    let more: Vec<Record> = more.iter().map(|r| (*r).clone()).collect();
    menteur.signed(&[&menteur.leaves[..], &more].concat())
}

fn with_piece(menteur: &Menteur, record: &Record) -> Question {
    let other = Record { piece: Some(b"another".to_vec()), ..record.clone() };
    let note = after(menteur, &[&other]);
    Question::Append { first: menteur.len(), records: vec![other], note }
}

fn stray(menteur: &Menteur) -> Question {
    let record = record(&Entry { subject: [1; 16], ..something(1) });
    let note = after(menteur, &[&record]);
    Question::Append { first: menteur.len(), records: vec![record], note }
}

/// What an honest coffre asked, to be asked again with a lie in it.
struct Known {
    opening: Entry,
    salt: [u8; 16],
    dossier: DossierId,
}

fn known(e: &Essai, who: &Personne, dossier: DossierId) -> Known {
    let heard: Arc<Mutex<Option<ShareQuestion>>> = Arc::default();
    let ear = Arc::clone(&heard);
    e.contre.listen(move |question| {
        if let Question::Share(share) = &question {
            *ear.lock().expect("heard") = Some(share.clone());
        }
        Ok(question)
    });
    who.opens(dossier).expect("opens");
    e.contre.stop_listening();
    let question = heard.lock().expect("heard").take().expect("a share was asked");
    let opening = e.journal()[question.index as usize].clone();
    Known { opening, salt: question.salt, dossier }
}

/// The salt of a dossier's name, as the coffre tells it.
pub fn salt(e: &Essai, who: &Personne, dossier: DossierId) -> [u8; 16] {
    known(e, who, dossier).salt
}

impl Known {
    /// A new opening, all of it true: an entry and the question that follows it.
    fn again(&self, who: &Personne, index: u64) -> (Entry, ShareQuestion) {
        let request = who.opening(self.dossier);
        let mut entry = Entry { time: sequenceur::now(), request: request.hash(), ..self.opening.clone() };
        entry.blinding = [index as u8; 16];
        (entry, ShareQuestion { index, request, salt: self.salt })
    }
}

#[test]
fn a_share_answers_one_true_opening() {
    let e = Essai::on_sqlite(2);
    let (lea, karine, marc) = (e.signs_in("lea"), e.signs_in("karine"), e.signs_in("marc"));
    let accueil = e.signs_in("accueil");
    let hers = known(&e, &lea, e.of("lea")[0]);
    let other = known(&e, &lea, e.of("lea")[1]);
    let elsewhere = known(&e, &marc, e.of("marc")[0]);
    let used = e.entries(Kind::Opening)[0].request;
    // The counters after the first two openings, for openings of the same dossiers again.
    let hers = Known { opening: Entry { explained: 2, ..hers.opening.clone() }, ..hers };

    type Lie<'a> = Box<dyn Fn(&mut Entry, &mut ShareQuestion) + 'a>;
    let lies: Vec<(&str, Lie, Option<No>)> = vec![
        ("all is true", Box::new(|_, _| {}), None),
        ("no such entry", Box::new(|_, q| q.index += 1), Some(No::Entry)),
        ("an entry that opens nothing", Box::new(|_, q| q.index = 0), Some(No::Entry)),
        ("the request of another dossier", Box::new(|_, q| q.request = lea.opening(other.dossier)), Some(No::Request)),
        (
            "the entry too says that request",
            Box::new(|e, q| {
                q.request = lea.opening(other.dossier);
                e.request = q.request.hash();
            }),
            Some(No::Request),
        ),
        ("the salt of another dossier", Box::new(|_, q| q.salt = other.salt), Some(No::Request)),
        (
            "the entry of another dossier",
            Box::new(|e, q| {
                (e.subject, e.content, q.salt) = (other.opening.subject, other.opening.content, other.salt);
            }),
            Some(No::Request),
        ),
        ("more classes than were asked", Box::new(|e, _| e.classes = 0x7f), Some(No::Request)),
        ("fewer classes", Box::new(|e, _| e.classes = 1), Some(No::Request)),
        ("another purpose", Box::new(|e, _| e.purpose = 4), Some(No::Request)),
        ("another kind", Box::new(|e, _| (e.kind, e.count) = (Kind::Reveal, 1)), Some(No::Request)),
        ("another body", Box::new(|_, q| q.request.body_hash[0] ^= 1), Some(No::Request)),
        ("a signature that is not hers", Box::new(|_, q| q.request.signature[3] ^= 1), Some(No::Request)),
        (
            "signed by the neighbour",
            Box::new(|e, q| {
                q.request = karine.opening(hers.dossier);
                e.request = q.request.hash();
            }),
            Some(No::Request),
        ),
        ("a request already used", Box::new(|e, _| e.request = used), Some(No::Entry)),
        ("31 seconds old", Box::new(|e, _| e.time -= 31 * SECOND), Some(No::Clock)),
        ("29 seconds old", Box::new(|e, _| e.time -= 29 * SECOND), None),
        ("an earlier state", Box::new(|e, _| e.etat -= 1), Some(No::Version)),
        ("a later state", Box::new(|e, _| e.etat += 1), Some(No::Version)),
        ("another digest", Box::new(|e, _| e.content[5] ^= 1), Some(No::Version)),
        ("another key epoch", Box::new(|e, _| e.epoch += 1), Some(No::Version)),
        ("a login of nobody", Box::new(|e, _| e.login = [4; 16]), Some(No::Entry)),
        ("a dossier of nobody", Box::new(|e, _| e.subject = [4; 16]), Some(No::Entry)),
        (
            "a role that opens nothing",
            Box::new(|e, q| {
                (e.login, e.actor, q.request) = (accueil.login, [0; 16], accueil.opening(hers.dossier));
                e.request = q.request.hash();
            }),
            Some(No::Entry),
        ),
        (
            "another structure's dossier",
            Box::new(|e, q| {
                let (mut entry, mut question) = elsewhere.again(&lea, q.index);
                (entry.login, entry.actor) = (e.login, e.actor);
                question.salt = elsewhere.salt;
                (*e, *q) = (entry, question);
            }),
            Some(No::Entry),
        ),
        // What the entry says of who opened, and of the decision, is what a reader of the journal will believe.
        ("an entry that says refused", Box::new(|e, _| e.decision = Decision::Refused), Some(No::Entry)),
        ("an entry without decision", Box::new(|e, _| e.decision = Decision::None), Some(No::Entry)),
        ("under the neighbour's name", Box::new(|e, _| e.actor = e_actor(&karine, &e.actor)), Some(No::Entry)),
        ("under nobody's name", Box::new(|e, _| e.actor = [0; 16]), Some(No::Entry)),
        ("in another structure's name", Box::new(|e, _| e.structure = *b"13055S00"), Some(No::Entry)),
        // Counters are a convenience: each side counts for itself, and a reader of the journal can too.
        ("with counters that begin again", Box::new(|e, _| e.explained = 0), None),
    ];
    for (what, lie, expected) in lies {
        let mut menteur = Menteur::before(&e.contre);
        let (mut entry, mut question) = hers.again(&lea, menteur.len());
        lie(&mut entry, &mut question);
        assert!(
            matches!(menteur.appends(vec![entry]), Answer::Cosigned { .. }),
            "{what}: the entry itself is cosigned"
        );
        let answer = menteur.contre.ask(&Question::Share(question.clone()));
        match expected {
            Some(no) => assert_eq!(answer, Answer::No(no), "{what}"),
            None => {
                assert!(matches!(&answer, Answer::Halves(halves) if halves.len() == 3), "{what}: {answer:?}");
                assert_eq!(menteur.contre.ask(&Question::Share(question)), Answer::No(No::Entry), "{what}: twice");
            }
        }
    }
}

/// Any pseudonym but this one.
fn e_actor(_: &Personne, own: &[u8; 16]) -> [u8; 16] {
    let mut other = *own;
    other[0] ^= 1;
    other
}

#[test]
fn a_share_outlives_neither_login_nor_right() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let hers = known(&e, &lea, e.of("lea")[0]);
    let mut end = Entry::new(Kind::LoginEnd);
    (end.login, end.rule, end.actor) = (lea.login, 1, hers.opening.actor);
    let mut suspension = Entry::new(Kind::Suspension);
    suspension.object = hers.opening.actor;
    for (what, cut) in [("the login ended", end), ("the account is suspended", suspension)] {
        let mut menteur = Menteur::before(&e.contre);
        menteur.void(vec![Entry { time: sequenceur::now(), ..cut }]);
        let (entry, question) = hers.again(&lea, menteur.len());
        assert_eq!(menteur.void(vec![entry]), [0], "{what}: the opening is void");
        assert_eq!(menteur.contre.ask(&Question::Share(question)), Answer::No(No::Entry), "{what}");
    }
}

#[test]
fn the_tranche_holds_whatever_the_coffre_says() {
    let limit = TRANCHE;
    let e = Essai::on_sqlite(usize::from(limit) + 10);
    let lea = e.signs_in("lea");
    let first = known(&e, &lea, e.of("lea")[0]);
    let subjects: Vec<Entry> = e
        .entries(Kind::Write)
        .into_iter()
        .filter(|w| w.structure == first.opening.structure && w.subject != first.opening.subject)
        .collect();
    type Lie = fn(&mut Entry, u16);
    let lies: [(&str, Lie); 6] = [
        ("nothing but the truth", |_, _| {}),
        ("nobody opens", |e, _| e.actor = [0; 16]),
        ("someone else opens", |e, _| e.actor = [6; 16]),
        ("counters at zero", |e, _| (e.explained, e.unexplained) = (0, 0)),
        ("each as another day", |e, n| e.time -= u64::from(n) * 86_400 * SECOND),
        ("tomorrow first", |e, n| {
            if n == 1 {
                e.time += 11 * 3_600 * SECOND
            }
        }),
    ];
    for (what, lie) in lies {
        let mut menteur = Menteur::before(&e.contre);
        let mut granted = 1;
        for (n, write) in (1_u16..).zip(&subjects) {
            let (mut entry, _) = first.again(&lea, menteur.len());
            (entry.subject, entry.content) = (write.subject, write.content);
            entry.explained = granted + 1;
            lie(&mut entry, n);
            // An entry of the future is not taken at all; the clock turns with the lie.
            let ahead = entry.time.saturating_sub(sequenceur::now()) as i64;
            menteur.contre.set_ahead(ahead);
            granted += u16::from(menteur.void(vec![entry]).is_empty());
            menteur.contre.set_ahead(0);
        }
        assert!(granted <= limit, "{what}: {granted} dossiers");
        if what == "nothing but the truth" {
            assert_eq!(granted, limit, "the twentieth is granted");
        }
    }
}

#[test]
fn a_gesture_that_no_passkey_made_begins_no_tranche() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let mut menteur = Menteur::before(&e.contre);
    let mut gesture = Entry::new(Kind::Gesture);
    (gesture.actor, gesture.login, gesture.count) = (e.pseudonym(lea.login), lea.login, 1);
    assert_eq!(menteur.void(vec![Entry { time: sequenceur::now(), ..gesture }]), [0]);
}

#[test]
fn a_coffre_that_lost_entries_does_not_start() {
    let mut e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let old = copy(&e.disk);
    lea.opens(e.of("lea")[0]).expect("opens");
    e.stop();
    let now: FaultyStorage = std::mem::replace(&mut e.disk, old);
    assert!(
        matches!(e.try_start(), Err(StartError::Journal(sequenceur::StartFault::Cut))),
        "an old copy of the journal"
    );
    e.disk = FaultyStorage::new(9);
    assert!(e.try_start().is_err(), "a journal begun anew");
    e.disk = now;
    e.try_start().expect("the right one");
    lea.opens(e.of("lea")[0]).expect("opens");
}

#[test]
fn a_contre_cle_that_lost_entries_is_not_believed() {
    let mut e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let old = e.contre.twin();
    lea.opens(e.of("lea")[0]).expect("opens");
    e.stop();
    let now = std::mem::replace(&mut e.contre, old);
    assert!(
        matches!(e.try_start(), Err(StartError::Journal(sequenceur::StartFault::Restored))),
        "an old copy of its folder"
    );
    e.contre = now;
    e.try_start().expect("the right one");
    lea.opens(e.of("lea")[0]).expect("opens");
}

#[test]
fn a_line_that_withholds_or_alters_stops_everything() {
    type Meddler = fn(Question) -> std::io::Result<Question>;
    let meddlers: [(&str, Meddler); 3] = [
        ("withholds the last entry", |q| {
            Ok(match q {
                Question::Append { first, mut records, note } => {
                    records.pop();
                    Question::Append { first, records, note }
                }
                other => other,
            })
        }),
        ("alters an entry", |q| {
            Ok(match q {
                Question::Append { first, mut records, note } => {
                    records[0].entry[100] ^= 1;
                    Question::Append { first, records, note }
                }
                other => other,
            })
        }),
        ("says another place", |q| {
            Ok(match q {
                Question::Append { first, records, note } => Question::Append { first: first + 1, records, note },
                other => other,
            })
        }),
    ];
    for (what, meddler) in meddlers {
        let e = Essai::on_sqlite(1);
        let lea = e.signs_in("lea");
        e.contre.listen(meddler);
        assert!(lea.opens(e.of("lea")[0]).is_err(), "{what}");
        e.contre.stop_listening();
        // What passes the line and is not what was signed is another history: someone must look into it.
        let heals = what != "alters an entry";
        assert_eq!(lea.opens(e.of("lea")[0]).is_ok(), heals, "{what}: afterwards");
    }
}

/// What a paper attack found: each gave keys or values without a browser's signature.
#[test]
fn nothing_is_answered_that_no_browser_asked() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let hers = known(&e, &lea, e.of("lea")[0]);
    let (actor, login, structure) = (hers.opening.actor, hers.opening.login, hers.opening.structure);
    let now = sequenceur::now();
    let granted = |kind: Kind, purpose: Purpose, request: [u8; 32]| {
        let mut entry = Entry { time: now, decision: Decision::Granted, request, ..Entry::new(kind) };
        (entry.actor, entry.login, entry.structure, entry.purpose) = (actor, login, structure, purpose as u8);
        entry
    };

    // A dossier forgotten, then created again under its old name, would give its old keys.
    let mut menteur = Menteur::before(&e.contre);
    let erasure = Entry { time: now, subject: hers.opening.subject, ..Entry::new(Kind::Erasure) };
    let mut creation = granted(Kind::Creation, Purpose::Creation, [7; 32]);
    creation.subject = hers.opening.subject;
    assert_eq!(menteur.void(vec![erasure, creation]), [0, 1], "neither has effect");
    let asked = Question::Created { creations: vec![(menteur.len() - 1, None)] };
    assert_eq!(menteur.contre.ask(&asked), Answer::No(No::Entry));

    // A creation that nobody signed gives no key, not even of an empty dossier.
    let mut fresh = granted(Kind::Creation, Purpose::Creation, [8; 32]);
    fresh.subject = [8; 16];
    assert!(menteur.void(vec![fresh]).is_empty());
    let index = menteur.len() - 1;
    assert_eq!(menteur.contre.ask(&Question::Created { creations: vec![(index, None)] }), Answer::No(No::Request));
    let other = Some(lea.opening(hers.dossier));
    assert_eq!(menteur.contre.ask(&Question::Created { creations: vec![(index, other)] }), Answer::No(No::Request));

    // A look-up answers one value, never a NIR, of a search that her browser signed.
    let search = lea.request("POST", "/recherche");
    let signed = lookup_request(&search.hash());
    let ask = |menteur: &mut Menteur, name: [u8; 32], request: Option<SignedRequest>, kinds: &[u8]| {
        assert!(menteur.void(vec![granted(Kind::TokenLookup, Purpose::Recherche, name)]).is_empty());
        let inner = kinds.iter().map(|kind| (*kind, [1; 32])).collect();
        menteur.contre.ask(&Question::Tokens { index: menteur.len() - 1, request, inner })
    };
    assert_eq!(ask(&mut menteur, [9; 32], None, &[1]), Answer::No(No::Request), "nobody signed it");
    assert_eq!(ask(&mut menteur, [10; 32], Some(search.clone()), &[1]), Answer::No(No::Request), "another name");
    let answer = ask(&mut Menteur::before(&e.contre), signed, Some(search.clone()), &[1]);
    assert!(matches!(answer, Answer::Tokens(tokens) if tokens.len() == 1), "hers is answered");
    let answer = ask(&mut Menteur::before(&e.contre), signed, Some(search.clone()), &[1, 1]);
    assert_eq!(answer, Answer::No(No::Rate), "one value only");
    let answer = ask(&mut Menteur::before(&e.contre), signed, Some(search), &[3]);
    assert_eq!(answer, Answer::No(No::Entry), "never a NIR");
}

/// The check of a leak is the one look-up of many values: of few, of another request, or a second time, nothing is answered.
#[test]
fn the_values_of_a_leak_are_answered_once_and_never_of_few() {
    let e = Essai::on_sqlite(1);
    let (lea, vigie) = (e.signs_in("lea"), e.signs_in("vigie"));
    let structure = known(&e, &lea, e.of("lea")[0]).opening.structure;
    let ask = |who: &Personne, request: &SignedRequest, many: u8, times: usize| {
        let (login, actor) = (who.login, e.pseudonym(who.login));
        let (decision, request_name) = (Decision::Granted, lookup_request(&request.hash()));
        let entry = Entry { time: sequenceur::now(), decision, request: request_name, ..Entry::new(Kind::TokenLookup) };
        let entry = Entry { actor, login, structure, purpose: Purpose::Controle as u8, ..entry };
        let mut menteur = Menteur::before(&e.contre);
        let void = menteur.void(vec![entry]);
        let index = menteur.len() - 1;
        let inner: Vec<(u8, [u8; 32])> = (0..many).map(|n| (1 + n % 3, [n; 32])).collect();
        let question = Question::Tokens { index, request: Some(request.clone()), inner };
        let answers: Vec<Answer> = (0..times).map(|_| menteur.contre.ask(&question)).collect();
        (void, answers.into_iter().next_back().expect("asked"))
    };
    let asked = vigie.request("POST", "/fuites");
    let (void, answer) = ask(&vigie, &asked, 20, 1);
    assert!(void.is_empty() && matches!(answer, Answer::Tokens(tokens) if tokens.len() == 20));
    assert_eq!(ask(&vigie, &vigie.request("POST", "/fuites"), 19, 1).1, Answer::No(No::Rate), "of few");
    assert_eq!(ask(&vigie, &vigie.request("POST", "/fuites"), 20, 2).1, Answer::No(No::Rate), "twice");
    assert_eq!(ask(&vigie, &vigie.request("GET", "/vigie"), 20, 1).1, Answer::No(No::Request), "she asked for a list");
    let hers = lea.request("POST", "/fuites");
    let (void, answer) = ask(&lea, &hers, 20, 1);
    assert_eq!((void, answer), (vec![0], Answer::No(No::Entry)), "not her role, whatever the coffre says");
}

#[test]
fn a_write_that_no_browser_asked_is_not_taken() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let hers = known(&e, &lea, e.of("lea")[0]);
    let mut opening = Entry { time: sequenceur::now(), request: [7; 32], ..hers.opening.clone() };
    (opening.classes, opening.purpose, opening.fields) = (1 << 3, Purpose::Ecriture as u8, 0);
    let mut write = Entry { time: sequenceur::now(), request: [7; 32], ..Entry::new(Kind::Write) };
    (write.actor, write.login, write.subject) = (opening.actor, opening.login, opening.subject);
    (write.structure, write.etat, write.purpose) = (opening.structure, opening.etat + 1, Purpose::Ecriture as u8);
    write.decision = Decision::Granted;
    let mut menteur = Menteur::before(&e.contre);
    assert!(menteur.void(vec![opening]).is_empty(), "the opening itself is granted");
    assert_eq!(menteur.appends(vec![write]), Answer::No(No::Entry), "but it never gave its key");
}

/// What was signed is a reading, a correction of the contact, a direction's word: each lets its own write by, and no other.
#[test]
fn a_write_is_of_what_was_signed_for_it() {
    use journal::act::classes::{C1, C2, C3, C4};
    let e = Essai::on_sqlite(1);
    let (lea, accueil, direction) = (e.signs_in("lea"), e.signs_in("accueil"), e.signs_in("direction"));
    let hers = known(&e, &lea, e.of("lea")[0]);
    let d = hers.dossier;
    let (contact, page) = (format!("/dossiers/{d}/contact"), format!("/dossiers/{d}"));
    let (reveal, modify) = (format!("/dossiers/{d}/identifiants"), format!("/dossiers/{d}/identifiants/modification"));
    let affect = format!("/repartition/{d}");
    let (opening, revealing, fact) = (Kind::Opening, Kind::Reveal, Kind::Explanation);
    let (reads, writes, calls, none) =
        (Purpose::Accompagnement as u8, Purpose::Ecriture as u8, Purpose::Contact as u8, 0);
    type Case<'a> = (&'a Personne, &'a str, &'a str, (Kind, u8, u8), u8, bool);
    let cases: [Case; 12] = [
        (&lea, "POST", &page, (opening, C1 | C2 | C4, writes), C2, true),
        (&lea, "GET", &page, (opening, C1 | C2 | C4, reads), C2, false),
        (&accueil, "POST", &contact, (opening, C1 | C2, calls), C2, true),
        (&accueil, "POST", &contact, (opening, C1 | C2, calls), C1 | C2, false),
        (&accueil, "GET", &contact, (opening, C1 | C2, calls), C2, false),
        (&direction, "POST", &contact, (opening, C1 | C2, calls), C2, false),
        (&lea, "POST", &modify, (revealing, C3, writes), C3, true),
        (&lea, "POST", &modify, (revealing, C3, writes), C2 | C3, false),
        (&lea, "POST", &reveal, (revealing, C3, Purpose::Revelation as u8), C3, false),
        (&direction, "POST", &affect, (fact, 0, none), 0, true),
        (&direction, "POST", &affect, (fact, 0, none), C4, false),
        (&direction, "POST", &contact, (fact, 0, none), 0, false),
    ];
    for (who, method, path, (kind, classes, purpose), written, expected) in cases {
        let what = format!("{method} {path}, writes {written:#b}");
        let actor = e.pseudonym(who.login);
        let role = match who.login {
            login if login == accueil.login => Role::Accueil,
            login if login == direction.login => Role::Direction,
            _ => Role::Conseiller,
        };
        let mut menteur = Menteur::before(&e.contre);
        let request = who.request_with(method, path, b"a form");
        let mut act = Entry { time: sequenceur::now(), request: request.hash(), ..Entry::new(kind) };
        (act.actor, act.login, act.structure) = (actor, who.login, hers.opening.structure);
        (act.subject, act.decision) = (hers.opening.subject, Decision::Granted);
        if kind == fact {
            (act.explanation, act.object, act.until) = (8, e.pseudonym(lea.login), u64::MAX);
        } else {
            (act.classes, act.purpose, act.role) = (classes, purpose, role as u8);
            (act.etat, act.epoch, act.content) = (hers.opening.etat, hers.opening.epoch, hers.opening.content);
            (act.explained, act.count) = (1, u32::from(kind == revealing));
        }
        assert!(menteur.void(vec![act.clone()]).is_empty(), "{what}: the act is granted");
        let mut write = Entry { time: sequenceur::now(), request: act.request, ..Entry::new(Kind::Write) };
        (write.actor, write.login, write.subject) = (act.actor, act.login, act.subject);
        (write.structure, write.etat, write.purpose) = (act.structure, hers.opening.etat + 1, writes);
        (write.decision, write.classes) = (Decision::Granted, written);
        assert_eq!(menteur.appends(vec![write.clone()]), Answer::No(No::Entry), "{what}: before anybody signed");
        let question = ShareQuestion { index: menteur.len() - 1, request, salt: hers.salt };
        let answer = menteur.contre.ask(&Question::Share(question));
        if kind == fact && *path != affect {
            assert_eq!(answer, Answer::No(No::Request), "{what}");
            continue;
        }
        assert!(matches!(answer, Answer::Halves(_)), "{what}: {answer:?}");
        assert_eq!(menteur.void(vec![write]).is_empty(), expected, "{what}");
    }
}

#[test]
fn a_coffre_ahead_of_the_clock_is_not_followed() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let hers = known(&e, &lea, e.of("lea")[0]);
    let mut menteur = Menteur::before(&e.contre);
    let (mut entry, _) = hers.again(&lea, menteur.len());
    entry.time += 31 * SECOND;
    assert_eq!(menteur.appends(vec![entry]), Answer::No(No::Clock));
}

/// Two coffres that both believe to hold the bail: the contre-clé, which sees no base, hears the later one.
#[test]
fn an_earlier_holder_has_nothing_more_to_say() {
    let e = Essai::on_sqlite(1);
    let numbered = |n: u8, fence: u32| Entry { fence, ..something(n) };
    let mut menteur = Menteur::before(&e.contre);
    menteur.void(vec![numbered(1, 3)]);
    for (what, entries) in [
        ("the one before", vec![numbered(2, 2)]),
        ("who is alone", vec![numbered(2, 0)]),
        ("behind a right one", vec![numbered(2, 3), numbered(3, 2)]),
    ] {
        assert_eq!(menteur.appends(entries), Answer::No(No::Entry), "{what}");
    }
    menteur.void(vec![numbered(2, 3), numbered(3, 4)]);
    // It remembers: by its own entries, whatever restarts.
    menteur.contre.cut();
    menteur.contre.start();
    assert_eq!(menteur.appends(vec![numbered(4, 3)]), Answer::No(No::Entry), "after a restart");
    menteur.void(vec![numbered(4, 4)]);
}

/// Where the journal lies in the base, whoever holds the base could write one: rights come from what the coffre's root signed.
#[test]
fn a_journal_that_somebody_else_wrote_starts_nothing() {
    let mut e = Essai::on_sqlite(1);
    e.stop();
    let own = copy(&e.disk);
    let forged = |signer: &Signer| {
        let disk = FaultyStorage::new(5);
        let mut log = Log::open(disk.clone()).expect("empty");
        let records = records(&own);
        for batch in records.chunks(100) {
            let tree = log.tree_after(batch);
            log.append(batch, &signer.sign(tree.len(), tree.root())).expect("whole");
        }
        disk
    };
    e.disk = forged(&Signer::from_seed("cairn/journal", &[9; 32]).expect("a name"));
    assert!(matches!(e.try_start(), Err(StartError::Journal(sequenceur::StartFault::Log(LogFault::Note)))));
    e.disk = forged(&Racine::from_root(&RACINE_COFFRE).journal().expect("signs"));
    e.try_start().expect("the same entries, signed by the root");
}
