//! Mandats: bulk operations, bounded before they begin. Today one kind stands: an import, which makes dossiers and
//! reads none. Its agent signs in her browser the exact content and the number of lines; each line is then an
//! entry of its own, counted against that number on both sides, whoever writes it.

use std::collections::HashSet;

use journal::act::{Purpose, act};
use journal::encoding::hex;
use journal::entry::{Entry, Kind, Pseudonym};
pub use journal::mandat::leurres_of;

use crate::piece::{read, write};
use crate::registre::{Agent, Login, State, Void};
use crate::signature::{SignedRequest, sha256};

/// Lines of one import. Above, it is several: no single signature fills a structure.
pub const LINES_MAX: u32 = 10_000;

/// How long a mandat serves after its signature: 24 hours, in milliseconds.
pub const MANDAT_MAX: u64 = 24 * 3_600_000;

/// How long after its end an import may be taken back: 30 days, in milliseconds.
pub const UNDO_MAX: u64 = 30 * 24 * 3_600_000;

/// Rules of a `MandatEnded` entry.
pub mod mandat_end {
    /// All its lines are written.
    pub const DONE: u8 = 1;
    /// Its agent takes back all that it made.
    pub const UNDONE: u8 = 2;
    /// Stopped before its last line.
    pub const STOPPED: u8 = 3;
}

/// A mandat, as its entries made it.
#[derive(Clone, Debug)]
pub struct Mandat {
    /// Who signed; zero at the console of a fictional base.
    pub actor: Pseudonym,
    /// Where its dossiers are made.
    pub structure: [u8; 8],
    /// Lines still allowed.
    pub left: u32,
    /// End, milliseconds.
    pub until: u64,
    /// Whether it makes, has made, or takes back.
    pub state: Stage,
    /// Dossiers that it made; not kept at the console, which cannot take back.
    pub subjects: HashSet<Pseudonym>,
}

/// Stage of a mandat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Makes dossiers.
    Open,
    /// Over.
    Ended,
    /// Takes back what it made.
    Undone,
}

/// The piece of a signed mandat: the browser's request, with the body that its hash covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MandatPiece {
    /// As signed.
    pub request: SignedRequest,
    /// What it says: [`sentence`].
    pub body: Vec<u8>,
}

const MANDAT: u8 = 3;

/// What the agent signs: the form of the page, with what she saw on it.
pub fn sentence(content: &[u8; 32], lines: u32) -> String {
    format!("contenu={}&lignes={lines}", hex(content))
}

impl MandatPiece {
    /// The bytes whose hash stands in the entry.
    pub fn encode(&self) -> Vec<u8> {
        let request = &self.request;
        let fields: [&[u8]; 6] = [
            request.method.as_bytes(),
            request.target.as_bytes(),
            &request.login,
            &request.nonce,
            &request.signature,
            &self.body,
        ];
        write(MANDAT, &fields)
    }

    /// Reads them back; `None` when they are anything else.
    pub fn decode(bytes: &[u8]) -> Option<MandatPiece> {
        let [method, target, login, nonce, signature, body] = read::<6>(MANDAT, bytes)?;
        let request = SignedRequest {
            method: String::from_utf8(method.to_vec()).ok()?,
            target: String::from_utf8(target.to_vec()).ok()?,
            body_hash: sha256(body),
            login: login.try_into().ok()?,
            nonce: nonce.try_into().ok()?,
            signature: signature.try_into().ok()?,
        };
        Some(MandatPiece { request, body: body.to_vec() })
    }

    /// Whether this is what the entry says, signed by this login's browser for this very import.
    fn answers(&self, entry: &Entry, login: &Login) -> bool {
        let asked = act(&self.request.method, &self.request.target);
        let names_it = asked
            .is_some_and(|a| a.kind == entry.kind && a.purpose == Purpose::Import && a.mandat == Some(entry.object));
        names_it
            && self.body == sentence(&entry.content, entry.count).as_bytes()
            && self.request.login == entry.login
            && self.request.hash() == entry.request
            && self.request.is_signed_by(&login.browser_key)
    }
}

/// The request that names one line of a mandat: derived from a secret of the import, so that each stands once, and no reader of the
/// journal tells which line of the file it was.
pub fn line_request(signed: &[u8; 32], line: u32) -> [u8; 32] {
    sha256(&[&signed[..], b"ligne", &line.to_be_bytes()].concat())
}

impl Mandat {
    /// A mandat that its agent signs now. Signed again, it gets new lines and a new day, and remembers what it made.
    pub(crate) fn signed(
        known: Option<&Mandat>,
        entry: &Entry,
        piece: Option<&[u8]>,
        agent: &Agent,
        login: &Login,
    ) -> Result<Mandat, Void> {
        let piece = piece.and_then(MandatPiece::decode).ok_or(Void::Piece)?;
        if agent.state(entry.time) != State::Active || login.agent != entry.actor || agent.structure != entry.structure
        {
            return Err(Void::Agent);
        }
        if login.ended.is_some() || entry.time >= login.until || !piece.answers(entry, login) {
            return Err(Void::Assertion);
        }
        let is_its = |m: &Mandat| m.actor == entry.actor && m.structure == entry.structure && m.state != Stage::Undone;
        if known.is_some_and(|mandat| !is_its(mandat)) {
            return Err(Void::Agent);
        }
        // Once it can no longer be taken back, signing it again would make old dossiers erasable anew.
        if known.is_some_and(|mandat| entry.time > mandat.until.saturating_add(UNDO_MAX)) {
            return Err(Void::Time);
        }
        if entry.count == 0 || entry.count > LINES_MAX || entry.until > entry.time.saturating_add(MANDAT_MAX) {
            return Err(Void::Time);
        }
        Ok(Mandat {
            actor: entry.actor,
            structure: entry.structure,
            // Its decoys are lines like the others, for both sides and for who reads the journal.
            left: entry.count.saturating_add(leurres_of(entry.count)),
            until: entry.until,
            state: Stage::Open,
            subjects: known.map(|mandat| mandat.subjects.clone()).unwrap_or_default(),
        })
    }

    /// One made at the console of a fictional base that is not closed: the world's own.
    pub(crate) fn at_console(entry: &Entry) -> Mandat {
        Mandat {
            actor: [0; 16],
            structure: [0; 8],
            left: entry.count,
            until: u64::MAX,
            state: Stage::Open,
            subjects: HashSet::new(),
        }
    }

    /// Its agent takes back all that it made.
    pub(crate) fn undo(&mut self, entry: &Entry, piece: Option<&[u8]>, login: &Login, time: u64) -> Result<(), Void> {
        let piece = piece.and_then(MandatPiece::decode).ok_or(Void::Piece)?;
        if self.actor != entry.actor || login.agent != entry.actor || self.structure != entry.structure {
            return Err(Void::Agent);
        }
        if login.ended.is_some() || time >= login.until || !piece.answers(entry, login) {
            return Err(Void::Assertion);
        }
        if time > self.until.saturating_add(UNDO_MAX) {
            return Err(Void::Time);
        }
        self.state = Stage::Undone;
        Ok(())
    }

    /// One line: a dossier is made.
    pub(crate) fn line(&mut self, entry: &Entry, time: u64) -> Result<(), Void> {
        let is_console = self.actor == [0; 16];
        if self.state != Stage::Open || self.left == 0 || time >= self.until {
            return Err(Void::Time);
        }
        if entry.actor != self.actor || (!is_console && entry.structure != self.structure) {
            return Err(Void::Agent);
        }
        self.left -= 1;
        if !is_console {
            self.subjects.insert(entry.subject);
        }
        Ok(())
    }

    /// Whether a dossier may be taken back: made here, by a mandat that its agent undid.
    pub(crate) fn takes_back(&self, subject: &Pseudonym) -> bool {
        self.state == Stage::Undone && self.subjects.contains(subject)
    }
}

/// Whether an entry is a line of a mandat: it is judged by the mandat, not by the request of a browser.
pub fn is_line(entry: &Entry) -> bool {
    entry.kind == Kind::Creation && entry.object != [0; 16]
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};

    use super::*;
    use crate::piece::{Assertion, Credential, LoginPiece, PublicKey};
    use crate::registre::{Attest, Registre};
    use crate::role::Role;
    use crate::signature::{LOGIN, challenge};

    const NOON: u64 = 1_763_812_800_000;
    const LEA: Pseudonym = [1; 16];
    const NADIA: Pseudonym = [2; 16];
    const IMPORT: [u8; 16] = [7; 16];

    struct Believes;
    impl Attest for Believes {
        fn holds(&self, _: &Credential, _: &[u8; 32], _: &Assertion) -> bool {
            true
        }
    }

    /// Two conseillères of one mission locale, each with a browser key.
    struct Scene {
        registre: Registre,
        keys: Vec<(Pseudonym, [u8; 16], EcdsaKeyPair)>,
    }

    impl Scene {
        fn new() -> Scene {
            let mut scene = Scene { registre: Registre::default(), keys: Vec::new() };
            scene.fold(Entry { rule: 2, ..Entry::new(Kind::Genesis) }, None).expect("a real base");
            for agent in [LEA, NADIA] {
                scene.enters(agent);
            }
            scene
        }

        fn fold(&mut self, entry: Entry, piece: Option<&[u8]>) -> Result<(), Void> {
            let entry = Entry { time: if entry.time == 0 { NOON } else { entry.time }, ..entry };
            self.registre.fold(&entry, piece, &Believes)
        }

        fn enters(&mut self, agent: Pseudonym) {
            let seed = Entry {
                object: agent,
                role: Role::Conseiller as u8,
                structure: *b"59512S00",
                until: NOON + 60_000,
                ..Entry::new(Kind::Seed)
            };
            self.fold(seed, None).expect("the console is open");
            for n in 0..2 {
                let credential = Credential {
                    id: vec![agent[0], n],
                    key: PublicKey::Es256(vec![4; 65]),
                    rp_id: "localhost".into(),
                    origin: String::new(),
                };
                let piece = credential.encode();
                self.fold(Entry { object: agent, ..Entry::new(Kind::Enrolment) }, Some(&piece)).expect("her keys");
            }
            let random = SystemRandom::new();
            let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).expect("a key");
            let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref()).expect("a key");
            let browser_key = key.public_key().as_ref().to_vec();
            let named = challenge(LOGIN, &[agent[0]; 32], &browser_key);
            let login: [u8; 16] = named[..16].try_into().expect("16 of 32");
            let piece = LoginPiece {
                browser_key,
                nonce: [agent[0]; 32],
                assertion: Assertion {
                    credential: vec![agent[0], 0],
                    authenticator_data: Vec::new(),
                    client_data: Vec::new(),
                    signature: Vec::new(),
                },
            };
            let entry =
                Entry { actor: agent, login, request: named, until: NOON + 3_600_000, ..Entry::new(Kind::Login) };
            self.fold(entry, Some(&piece.encode())).expect("she enters");
            self.keys.push((agent, login, key));
        }

        /// The entry and the piece of what this agent signs.
        fn signs(&self, agent: Pseudonym, verb: &str, content: u8, lines: u32) -> (Entry, MandatPiece) {
            let (_, login, key) = self.keys.iter().find(|(who, ..)| *who == agent).expect("she is in");
            let body = sentence(&[content; 32], lines).into_bytes();
            let mut request = SignedRequest {
                method: "POST".into(),
                target: format!("/imports/{}/{verb}", hex(&IMPORT)),
                body_hash: sha256(&body),
                login: *login,
                nonce: [content; 16],
                signature: [0; 64],
            };
            let signature = key.sign(&SystemRandom::new(), request.base().as_bytes()).expect("signs");
            request.signature.copy_from_slice(signature.as_ref());
            let kind = if verb == "execution" { Kind::MandatProposed } else { Kind::MandatEnded };
            let entry = Entry {
                actor: agent,
                login: *login,
                object: IMPORT,
                purpose: Purpose::Import as u8,
                structure: *b"59512S00",
                count: lines,
                content: [content; 32],
                until: if kind == Kind::MandatProposed { NOON + MANDAT_MAX } else { 0 },
                rule: if kind == Kind::MandatEnded { mandat_end::UNDONE } else { 0 },
                request: request.hash(),
                ..Entry::new(kind)
            };
            (entry, MandatPiece { request, body })
        }

        fn line(&mut self, n: u8) -> Result<(), Void> {
            self.fold(line(LEA, n), None)
        }
    }

    fn line(actor: Pseudonym, n: u8) -> Entry {
        let subject = [100 + n; 16];
        Entry { actor, subject, object: IMPORT, structure: *b"59512S00", ..Entry::new(Kind::Creation) }
    }

    fn erasure(n: u8) -> Entry {
        Entry { subject: [100 + n; 16], object: IMPORT, ..Entry::new(Kind::Erasure) }
    }

    #[test]
    fn ten_lines_signed_make_ten_and_not_eleven() {
        let mut scene = Scene::new();
        assert_eq!(scene.line(0), Err(Void::Agent), "nothing was signed yet");
        let (entry, piece) = scene.signs(LEA, "execution", 1, 10);
        scene.fold(entry, Some(&piece.encode())).expect("she may");
        for n in 0..10 {
            scene.line(n).expect("within what was signed");
        }
        assert_eq!(scene.line(10), Err(Void::Time));
    }

    #[test]
    fn what_was_signed_is_what_is_done() {
        let scene = Scene::new();
        let (entry, piece) = scene.signs(LEA, "execution", 1, 10);
        let other = scene.signs(NADIA, "execution", 2, 10).1;
        let check = |wrong: &str, entry: Entry, piece: &MandatPiece| {
            let mut scene = Scene { registre: scene.registre.clone(), keys: Vec::new() };
            assert!(scene.fold(entry, Some(&piece.encode())).is_err(), "{wrong}");
        };
        check("more lines", Entry { count: 11, ..entry.clone() }, &piece);
        check("other rows", Entry { content: [9; 32], ..entry.clone() }, &piece);
        check("another import", Entry { object: [8; 16], ..entry.clone() }, &piece);
        check("another agent", Entry { actor: NADIA, ..entry.clone() }, &piece);
        check("another structure", Entry { structure: *b"13055S00", ..entry.clone() }, &piece);
        check("for longer than a day", Entry { until: NOON + MANDAT_MAX + 1, ..entry.clone() }, &piece);
        check("another's signature", entry.clone(), &other);
        check("after her login", Entry { time: NOON + 3_600_000, ..entry.clone() }, &piece);
        let more = MandatPiece { body: sentence(&[1; 32], 11).into_bytes(), ..piece.clone() };
        check("a body that was not signed", Entry { count: 11, ..entry.clone() }, &more);
        let (taking_back, undo) = scene.signs(LEA, "annulation", 1, 10);
        check("a signature to take back", entry.clone(), &undo);
        check("taking back what never was", taking_back, &undo);
        check("without a login, on a real base", Entry { login: [0; 16], actor: [0; 16], ..entry }, &piece);
    }

    #[test]
    fn the_neighbour_takes_no_line_of_it() {
        let mut scene = Scene::new();
        let (entry, piece) = scene.signs(LEA, "execution", 1, 10);
        scene.fold(entry, Some(&piece.encode())).expect("she may");
        assert_eq!(scene.fold(line(NADIA, 1), None), Err(Void::Agent));
        let elsewhere = Entry { structure: *b"13055S00", ..line(LEA, 1) };
        assert_eq!(scene.fold(elsewhere, None), Err(Void::Agent));
        let late = Entry { time: NOON + MANDAT_MAX, ..line(LEA, 1) };
        assert_eq!(scene.fold(late, None), Err(Void::Time));
    }

    #[test]
    fn no_signature_gives_more_lines_than_the_day_has() {
        let mut scene = Scene::new();
        for content in 1..=3 {
            let (entry, piece) = scene.signs(LEA, "execution", content, LINES_MAX);
            scene.fold(entry, Some(&piece.encode())).expect("she may");
            (0..LINES_MAX).for_each(|_| scene.line(0).expect("within"));
        }
        let (entry, piece) = scene.signs(LEA, "execution", 4, LINES_MAX);
        scene.fold(entry, Some(&piece.encode())).expect("she may sign");
        assert_eq!(scene.line(0), Err(Void::Time), "the day's lines are used up");
    }

    #[test]
    fn what_is_too_old_is_taken_back_by_no_other_date() {
        let mut scene = Scene::new();
        let (entry, piece) = scene.signs(LEA, "execution", 1, 2);
        scene.fold(entry, Some(&piece.encode())).expect("she may");
        scene.line(0).expect("within");
        let late = NOON + MANDAT_MAX + UNDO_MAX + 1;
        scene.fold(Entry { time: late, ..Entry::new(Kind::Sweep) }, None).expect("time goes by");
        // The login would be over as well: it is given the life that a coffre with a slow clock could have given it.
        let (undo, signed) = scene.signs(LEA, "annulation", 1, 1);
        let mandat = scene.registre.mandat(&IMPORT).expect("stands").clone();
        let mut login = scene.registre.login_of(&undo.login).expect("hers").clone();
        login.until = u64::MAX;
        let undone = |time| mandat.clone().undo(&undo, Some(&signed.encode()), &login, time);
        assert_eq!(undone(late - 1), Ok(()), "within the thirty days");
        assert_eq!(undone(late), Err(Void::Time), "whatever hour the entry says");
        let (again, piece) = scene.signs(LEA, "execution", 2, 2);
        let mut agent = scene.registre.agent(&LEA).expect("she works").clone();
        agent.vie.emergency_until = u64::MAX;
        let signs =
            |entry: &Entry| Mandat::signed(Some(&mandat), entry, Some(&piece.encode()), &agent, &login).map(drop);
        let again = Entry { time: NOON, ..again };
        assert_eq!(signs(&again), Ok(()));
        let again = Entry { time: late, until: late + MANDAT_MAX, ..again };
        assert_eq!(signs(&again), Err(Void::Time), "nor made erasable anew");
    }

    #[test]
    fn a_suspended_agent_s_import_stops() {
        let mut scene = Scene::new();
        let (entry, piece) = scene.signs(LEA, "execution", 1, 10);
        scene.fold(entry, Some(&piece.encode())).expect("she may");
        scene.line(0).expect("she may");
        scene.fold(Entry { object: LEA, ..Entry::new(Kind::Suspension) }, None).expect("cut");
        assert_eq!(scene.line(1), Err(Void::Agent));
    }

    #[test]
    fn only_its_agent_takes_back_and_only_what_it_made() {
        let mut scene = Scene::new();
        let (entry, piece) = scene.signs(LEA, "execution", 1, 2);
        scene.fold(entry, Some(&piece.encode())).expect("she may");
        scene.line(0).expect("within");
        assert!(scene.fold(erasure(0), None).is_err(), "nobody took it back yet");
        let (theirs, signed) = scene.signs(NADIA, "annulation", 1, 1);
        assert!(scene.fold(theirs, Some(&signed.encode())).is_err(), "the neighbour does not");
        let (entry, _) = scene.signs(LEA, "annulation", 1, 1);
        assert!(scene.fold(entry.clone(), None).is_err(), "not without her signature");
        let (entry, piece) = scene.signs(LEA, "annulation", 1, 1);
        scene.fold(entry, Some(&piece.encode())).expect("she takes it back");
        scene.fold(erasure(0), None).expect("it was made here");
        assert!(scene.fold(erasure(1), None).is_err(), "never made here");
        assert!(scene.line(1).is_err(), "nothing more is made");
    }

    #[test]
    fn pieces_come_back_and_nothing_else_does() {
        let (_, piece) = Scene::new().signs(LEA, "execution", 1, 10);
        let bytes = piece.encode();
        assert_eq!(MandatPiece::decode(&bytes), Some(piece));
        assert!((0..bytes.len()).all(|cut| MandatPiece::decode(&bytes[..cut]).is_none()));
    }
}
