//! The registre of the month, and how entries come to it: as the coffre writes them, without a disk, keys or HTTP.

use droits::habilitation::acte::{ActePiece, acte_challenge};
use droits::habilitation::keys_hash;
use droits::piece::{Assertion, Credential, LoginPiece, PublicKey};
use droits::registre::{LOGIN_MAX, Void};
use droits::signature::{LOGIN, challenge, sha256};
use droits::{Attest, Registre, Role};
use journal::Kind;
use journal::entry::{Entry, LoginId, Pseudonym};

use super::cadre::{JOUR, MINUTE, debut};
use super::jeu::{Signal, Veille};
use super::personne;
use super::reseau::Reseau;

/// The console makes the first agents so long before the month: newcomers are admitted and cool before it begins.
const CONSOLE: u64 = 6 * JOUR;

/// See the module.
pub struct Terrain<'a> {
    pub registre: Registre,
    reseau: &'a Reseau,
    veille: &'a mut dyn Veille,
    /// What it said since it was last asked.
    pub signaux: Vec<Signal>,
    logins: Vec<Option<(LoginId, u64)>>,
    tranches: Vec<u32>,
    index: u64,
    tirage: u64,
}

/// Every passkey answers well. What is measured here is what the rules ask of honest people, and they do hold their keys; that a
/// false assertion opens nothing is proved by the tests of the two programs.
struct Croit;

impl Attest for Croit {
    fn holds(&self, _: &Credential, _: &[u8; 32], _: &Assertion) -> bool {
        true
    }
}

impl<'a> Terrain<'a> {
    /// The accounts of the network, as entries make them.
    ///
    /// # Errors
    /// The rule that refused one of them: the network is then not one that the rules of accounts allow.
    pub fn new(reseau: &'a Reseau, veille: &'a mut dyn Veille) -> Result<Terrain<'a>, Void> {
        let mut terrain = Terrain {
            registre: Registre::default(),
            reseau,
            veille,
            signaux: Vec::new(),
            logins: vec![None; reseau.agents.len()],
            tranches: vec![0; reseau.agents.len()],
            index: 0,
            tirage: 0,
        };
        terrain.console()?;
        terrain.dossiers()?;
        terrain.newcomers()?;
        Ok(terrain)
    }

    /// Entries so far.
    pub fn entries(&self) -> u64 {
        self.index
    }

    /// Appends an entry, and shows it to whoever watches.
    ///
    /// # Errors
    /// Why it changes nothing.
    pub fn fold(&mut self, entry: &Entry, piece: Option<&[u8]>) -> Result<(), Void> {
        let folded = self.registre.fold(entry, piece, &Croit);
        self.signaux.extend(self.veille.take(self.index, entry));
        self.index += 1;
        folded
    }

    /// Her live login at this time; she signs in if she has none.
    pub fn login(&mut self, agent: u32, time: u64) -> Option<LoginId> {
        if let Some((login, until)) = self.logins[agent as usize] {
            let is_alive = self.registre.login_of(&login).is_some_and(|login| login.ended.is_none());
            if is_alive && time < until {
                return Some(login);
            }
        }
        let actor = self.reseau.agents[agent as usize].id;
        let nonce = sha256(&self.number().to_be_bytes());
        let piece = LoginPiece { browser_key: actor.to_vec(), nonce, assertion: assertion(agent) };
        let request = challenge(LOGIN, &nonce, &piece.browser_key);
        let mut login = [0; 16];
        login.copy_from_slice(&request[..16]);
        // Nine hours: a working day, so that she signs in again the day after.
        let until = time + LOGIN_MAX.min(9 * 60 * MINUTE);
        let piece = piece.encode();
        let entry = Entry { actor, login, request, time, until, piece: sha256(&piece), ..Entry::new(Kind::Login) };
        self.fold(&entry, Some(&piece)).ok()?;
        self.logins[agent as usize] = Some((login, until));
        self.tranches[agent as usize] = 0;
        Some(login)
    }

    /// Her gesture, which begins the next tranche of her login.
    ///
    /// # Errors
    /// Why it has no effect.
    pub fn gesture(&mut self, agent: u32, time: u64) -> Result<(), Void> {
        self.login(agent, time).ok_or(Void::Agent)?;
        let count = self.tranches[agent as usize] + 1;
        self.signed(agent, Entry { time, count, ..Entry::new(Kind::Gesture) })?;
        self.tranches[agent as usize] = count;
        Ok(())
    }

    /// An act signed by its actor's passkey.
    ///
    /// # Errors
    /// Why it has no effect.
    pub fn signed(&mut self, agent: u32, mut entry: Entry) -> Result<(), Void> {
        entry.actor = self.reseau.agents[agent as usize].id;
        entry.login = self.login(agent, entry.time).ok_or(Void::Agent)?;
        let nonce = sha256(&self.number().to_be_bytes());
        entry.request = acte_challenge(&entry, &nonce);
        let piece = ActePiece { nonce, assertion: assertion(agent) }.encode();
        entry.piece = sha256(&piece);
        self.fold(&entry, Some(&piece))
    }

    /// A name that no request had.
    pub fn request(&mut self) -> [u8; 32] {
        let mut request = [0x52; 32];
        request[..8].copy_from_slice(&self.number().to_be_bytes());
        request
    }

    fn number(&mut self) -> u64 {
        self.tirage += 1;
        self.tirage
    }

    fn console(&mut self) -> Result<(), Void> {
        let time = debut() - CONSOLE;
        self.fold(&Entry { rule: 1, time, ..Entry::new(Kind::Genesis) }, None)?;
        let reseau = self.reseau;
        let first = |agent: &u32| !reseau.agents[*agent as usize].en_essai;
        for agent in (0..reseau.agents.len() as u32).filter(first) {
            let a = &reseau.agents[agent as usize];
            let seed = Entry {
                // Who animates a team answers for its newcomers.
                rule: u8::from(a.role == Role::ReferentCollectif),
                object: a.id,
                role: a.role as u8,
                structure: reseau.structures[a.structure].code,
                time,
                until: time + 10 * MINUTE,
                ..Entry::new(Kind::Seed)
            };
            self.fold(&seed, None)?;
            for key in 0..2 {
                let piece = credential(agent, key).encode();
                let entry =
                    Entry { actor: a.id, object: a.id, time, piece: sha256(&piece), ..Entry::new(Kind::Enrolment) };
                self.fold(&entry, Some(&piece))?;
            }
            // Trained for most of what a certificate allows.
            self.fold(&Entry { object: a.id, time, until: time + 180 * JOUR, ..Entry::new(Kind::Training) }, None)?;
        }
        Ok(())
    }

    /// What the structures already hold, made at the console in the order of its numbers: who watches knows in which order.
    fn dossiers(&mut self) -> Result<(), Void> {
        let time = debut() - CONSOLE;
        for structure in &self.reseau.structures {
            for numero in structure.dossiers.clone() {
                let (subject, structure) = (personne(numero), structure.code);
                self.fold(&Entry { subject, structure, time, ..Entry::new(Kind::Creation) }, None)?;
            }
        }
        Ok(())
    }

    /// Newcomers come by the whole way: proposed one morning, approved by somebody drawn by lot hours later, vouched for by their
    /// direction, trained in the afternoon.
    fn newcomers(&mut self) -> Result<(), Void> {
        let reseau = self.reseau;
        let new = |agent: &u32| reseau.agents[*agent as usize].en_essai;
        let newcomers: Vec<u32> = (0..reseau.agents.len() as u32).filter(new).collect();
        let at = |hour: u64, n: usize| debut() - CONSOLE + hour * 60 * MINUTE + n as u64 * MINUTE / 2;
        for (n, agent) in newcomers.iter().enumerate() {
            self.proposed(*agent, at(8, n))?;
        }
        for (n, agent) in newcomers.iter().enumerate() {
            self.approved(*agent, at(10, n))?;
        }
        for (n, agent) in newcomers.iter().enumerate() {
            self.vouched_for(*agent, at(13, n))?;
        }
        Ok(())
    }

    fn demand(&self, agent: u32, kind: Kind, time: u64) -> Entry {
        let a = &self.reseau.agents[agent as usize];
        let structure = self.reseau.structures[a.structure].code;
        Entry { object: a.id, role: a.role as u8, structure, time, ..Entry::new(kind) }
    }

    fn direction(&self, agent: u32) -> u32 {
        self.reseau.structures[self.reseau.agents[agent as usize].structure].agents.start
    }

    fn proposed(&mut self, agent: u32, time: u64) -> Result<(), Void> {
        let proposal = self.demand(agent, Kind::Proposal, time);
        let gestionnaire = self.direction(agent) + 1;
        self.signed(gestionnaire, Entry { rule: 1, until: time + 300 * JOUR, ..proposal })?;
        let object = self.reseau.agents[agent as usize].id;
        let round = self.registre.habilitation(&object).ok_or(Void::Agent)?.round;
        let content = sha256(&object);
        self.fold(&Entry { object, content, count: round, rule: 1, time, ..Entry::new(Kind::LotDrawn) }, None)
    }

    fn approved(&mut self, agent: u32, time: u64) -> Result<(), Void> {
        let object = self.reseau.agents[agent as usize].id;
        let drawn = self.registre.habilitation(&object).ok_or(Void::Agent)?;
        let (approver, content) = (*drawn.drawn.first().ok_or(Void::Agent)?, drawn.request);
        let approver = self.place(&approver).ok_or(Void::Agent)?;
        let approval = self.demand(agent, Kind::Approval, time);
        self.signed(approver, Entry { content, ..approval })
    }

    fn vouched_for(&mut self, agent: u32, time: u64) -> Result<(), Void> {
        let object = self.reseau.agents[agent as usize].id;
        let mut hashes = Vec::new();
        for key in 0..2 {
            let piece = credential(agent, key).encode();
            hashes.push(sha256(&piece));
            let entry = Entry { rule: 2, object, time, piece: hashes[key as usize], ..Entry::new(Kind::Enrolment) };
            self.fold(&entry, Some(&piece))?;
        }
        let content = keys_hash(&hashes);
        self.signed(self.direction(agent), Entry { object, time, content, ..Entry::new(Kind::Parrain) })?;
        let training = Entry { object, time, until: time + 180 * JOUR, ..Entry::new(Kind::Training) };
        self.signed(agent, training)
    }

    /// Place of an agent, by her name.
    pub fn place(&self, id: &Pseudonym) -> Option<u32> {
        let mut number = [0; 4];
        number.copy_from_slice(&id[12..]);
        let place = u32::from_be_bytes(number);
        self.reseau.agents.get(place as usize).filter(|agent| agent.id == *id).map(|_| place)
    }
}

fn credential(agent: u32, key: u8) -> Credential {
    let id = [&agent.to_be_bytes()[..], &[key]].concat();
    Credential { id, key: PublicKey::Es256(vec![4]), rp_id: String::new(), origin: String::new() }
}

fn assertion(agent: u32) -> Assertion {
    let credential = credential(agent, 0).id;
    Assertion { credential, authenticator_data: vec![], client_data: vec![], signature: vec![] }
}
