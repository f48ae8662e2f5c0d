//! The real fold, and people who sign: a stand-in for passkeys believes every assertion; all the rest is judged.

use droits::decide::Demande;
use droits::habilitation::acte::{ActePiece, acte_challenge};
use droits::habilitation::keys_hash;
use droits::habilitation::regles::{GRANT_MAX, certification, training};
use droits::piece::{Assertion, Credential, LoginPiece, PublicKey};
use droits::registre::Void;
use droits::signature::{LOGIN, challenge, sha256};
use droits::{Attest, Refus, Registre, Role, decide};
use journal::Kind;
use journal::entry::{Entry, LoginId, Pseudonym};

use super::calendrier::MINUTE;

struct Believes;

impl Attest for Believes {
    fn holds(&self, _: &Credential, _: &[u8; 32], _: &Assertion) -> bool {
        true
    }
}

/// The registre, with all that its people do.
pub struct Bureau {
    pub registre: Registre,
    made: u64,
}

impl Bureau {
    /// An empty fictional base.
    pub fn new(time: u64) -> Bureau {
        let mut bureau = Bureau { registre: Registre::default(), made: 0 };
        bureau.fold(Entry { rule: 1, ..empty(Kind::Genesis, time) }, None).expect("it begins");
        bureau
    }

    /// A first agent with two keys, whose certificate ends at this time.
    pub fn seed(&mut self, time: u64, structure: [u8; 8], role: Role, is_parrain: bool, formation: u64) -> Pseudonym {
        let object = self.name();
        let seed = Entry {
            object,
            structure,
            role: role as u8,
            rule: u8::from(is_parrain),
            until: time + 10 * MINUTE,
            ..empty(Kind::Seed, time)
        };
        self.fold(seed, None).expect("a first agent");
        for _ in 0..2 {
            self.key(time, object, 0).expect("her key");
        }
        let until = formation.min(time + training(role));
        self.fold(Entry { object, until, ..empty(Kind::Training, time) }, None).expect("her certificate");
        object
    }

    /// The console closes for ever.
    pub fn close(&mut self, time: u64) {
        self.fold(empty(Kind::SeedClosed, time), None).expect("it closes");
    }

    /// Brings the registre to this time.
    pub fn tick(&mut self, time: u64) {
        self.fold(empty(Kind::Sweep, time), None).expect("a note");
    }

    /// A person signs an act, after signing in if she must.
    pub fn signs(&mut self, time: u64, entry: Entry) -> Result<(), Void> {
        let login = self.enters(time, entry.actor)?;
        let nonce = self.bytes();
        let mut entry = Entry { time, login, ..entry };
        entry.request = acte_challenge(&entry, &nonce);
        let piece = ActePiece { nonce, assertion: self.assertion(&entry.actor).ok_or(Void::Agent)? }.encode();
        entry.piece = sha256(&piece);
        self.fold(entry, Some(&piece))
    }

    /// Her live login, a new one where the last is over.
    pub fn enters(&mut self, time: u64, actor: Pseudonym) -> Result<LoginId, Void> {
        let known = self.registre.agent(&actor).and_then(|agent| agent.login);
        let lives = |login: &LoginId| self.registre.login_of(login).is_some_and(|l| l.until > time + MINUTE);
        if let Some(login) = known.filter(lives) {
            return Ok(login);
        }
        let (nonce, browser_key): ([u8; 32], [u8; 32]) = (self.bytes(), self.bytes());
        let request = challenge(LOGIN, &nonce, &browser_key);
        let assertion = self.assertion(&actor).ok_or(Void::Agent)?;
        let piece = LoginPiece { browser_key: browser_key.to_vec(), nonce, assertion }.encode();
        let login: LoginId = request[..16].try_into().expect("16 of 32");
        let until = time + 10 * 60 * MINUTE;
        let entry = Entry { actor, login, request, until, piece: sha256(&piece), ..empty(Kind::Login, time) };
        self.fold(entry, Some(&piece)).map(|()| login)
    }

    /// A gestionnaire asks for a new account of a conseiller.
    pub fn proposes(&mut self, time: u64, actor: Pseudonym, object: Pseudonym) -> Result<(), Void> {
        let structure = self.registre.agent(&actor).ok_or(Void::Agent)?.structure;
        let content = sha256(&object);
        let until = time + GRANT_MAX;
        let role = Role::Conseiller as u8;
        self.signs(
            time,
            Entry { actor, object, role, structure, content, until, rule: 1, ..empty(Kind::Proposal, time) },
        )
    }

    /// The coffre draws the lot of a demand; the contre-clé's cosignature is played by a hash.
    pub fn draws(&mut self, time: u64, object: Pseudonym) -> Result<(), Void> {
        self.tick(time);
        let habilitation = self.registre.habilitation(&object).ok_or(Void::Agent)?;
        let seed = habilitation.seed.unwrap_or_else(|| sha256(&[&object[..], b"cosignature"].concat()));
        let rule = if self.registre.at(time).draw(habilitation, &seed).is_ceremony { 2 } else { 1 };
        let count = habilitation.round;
        self.fold(Entry { object, content: seed, count, rule, ..empty(Kind::LotDrawn, time) }, None)
    }

    /// A drawn approver answers.
    pub fn answers(&mut self, time: u64, actor: Pseudonym, object: Pseudonym, is_able: bool) -> Result<(), Void> {
        let demande = self.registre.habilitation(&object).ok_or(Void::Agent)?;
        let (structure, role, content) = (demande.structure, demande.role as u8, demande.request);
        let entry = if is_able {
            Entry { actor, object, structure, role, content, ..empty(Kind::Approval, time) }
        } else {
            Entry { actor, object, rule: 2, ..empty(Kind::ProposalRefused, time) }
        };
        self.signs(time, entry)
    }

    /// The newcomer makes two keys before her parrain, who signs them.
    pub fn vouches(&mut self, time: u64, actor: Pseudonym, object: Pseudonym) -> Result<(), Void> {
        self.key(time, object, 2)?;
        self.key(time, object, 2)?;
        let waiting = self.registre.habilitation(&object).ok_or(Void::Agent)?.waiting(time);
        self.signs(time, Entry { actor, object, content: keys_hash(&waiting), ..empty(Kind::Parrain, time) })
    }

    /// The course, passed and signed for as long as the role allows.
    pub fn trains(&mut self, time: u64, actor: Pseudonym) -> Result<(), Void> {
        let role = self.registre.agent(&actor).ok_or(Void::Agent)?.role;
        let until = time + training(role);
        self.signs(time, Entry { actor, object: actor, until, rule: 1, ..empty(Kind::Training, time) })
    }

    /// A reviewer says that an account is still of use.
    pub fn certifies(&mut self, time: u64, actor: Pseudonym, object: Pseudonym) -> Result<(), Void> {
        let role = self.registre.agent(&object).ok_or(Void::Agent)?.role;
        let until = time + certification(role);
        self.signs(time, Entry { actor, object, until, ..empty(Kind::Recertification, time) })
    }

    /// Whether the first dossier opens, asked of the real `decide`.
    pub fn opens(&mut self, time: u64, actor: Pseudonym) -> Result<(), Refus> {
        let login = self.enters(time, actor).map_err(|_| Refus::LoginUnknown)?;
        let structure = self.registre.agent(&actor).ok_or(Refus::Account)?.structure;
        let act = journal::act::act("GET", &format!("/dossiers/{}", "ab".repeat(16))).expect("a dossier's address");
        let subject = Some(([0xab; 16], structure));
        let explanation = droits::budget::explanation::PORTEFEUILLE;
        let request = self.bytes();
        decide(&self.registre, Demande { subject, time, explanation, ..Demande::new(login, act, request) }).map(drop)
    }

    /// A new pseudonym.
    pub fn name(&mut self) -> Pseudonym {
        self.bytes()[..16].try_into().expect("16 of 32")
    }

    fn key(&mut self, time: u64, object: Pseudonym, rule: u8) -> Result<(), Void> {
        let id = self.bytes().to_vec();
        let key = PublicKey::Es256(vec![4; 65]);
        let piece = Credential { id, key, rp_id: "localhost".into(), origin: "http://localhost".into() }.encode();
        let entry = Entry { object, actor: object, rule, piece: sha256(&piece), ..empty(Kind::Enrolment, time) };
        self.fold(entry, Some(&piece))
    }

    fn assertion(&self, actor: &Pseudonym) -> Option<Assertion> {
        let credential = self.registre.agent(actor)?.credentials.first()?.id.clone();
        Some(Assertion { credential, authenticator_data: vec![], client_data: vec![], signature: vec![] })
    }

    fn fold(&mut self, entry: Entry, piece: Option<&[u8]>) -> Result<(), Void> {
        self.registre.fold(&entry, piece, &Believes)
    }

    fn bytes(&mut self) -> [u8; 32] {
        self.made += 1;
        sha256(&self.made.to_be_bytes())
    }
}

/// An entry of this kind and time, with nothing else.
pub fn empty(kind: Kind, time: u64) -> Entry {
    Entry { time, blinding: [0; 16], ..Entry::new(kind) }
}
