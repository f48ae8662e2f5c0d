//! A whole Cairn in one process, for tests: coffre and contre-clé, each on a disk that forgets what was not synced,
//! people who sign as browsers do, and hands on the clock, on the line between the two sides, and on the power.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Once};

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use coffre::base::{Base, Statement};
use coffre::face::{
    Assertion, Brouillon, ChampModifie, Created, Defi, Doublons, Error, EvenementSaisi, Filtre, Geste, Liste, LoggedIn,
    MesLectures, Modified, NouveauDossier, Opened, Portefeuille, Refusal, Revealed, Signe, SignedRequest, Unfolded,
};
use coffre::racine::Racine;
use coffre::sequenceur::{Follow, Sequenceur, What, Wish, essai::DECALAGE, now};
use coffre::{Coffre, Config, Nouveau, NouveauParcours, NouvelEvenement, Premier};
use domaine::{AgentId, Champ, Clair, CodeStructure, DossierId, GenreEvenement, Statut};
use droits::Role;
use droits::piece::{Credential, PublicKey};
use droits::signature::{base as signature_base, sha256};
use journal::entry::{Entry, Kind, LoginId, Pseudonym};
use journal::log::{Log, Record};
use journal::storage::FaultyStorage;
use monde::passkey::Passkey;
use tokio::runtime::Runtime;

use crate::contre::{Contre, Fil, Prise, copy};

pub const RP_ID: &str = "localhost";
pub const ORIGIN: &str = "http://localhost:8080";
pub const RACINE_COFFRE: [u8; 32] = [11; 32];
pub const RACINE_CONTRE: [u8; 32] = [12; 32];
pub const ICI: &str = "59512S00";
pub const AILLEURS: &str = "13055S00";

/// Noon of a working day: no test may meet the hour at which the day turns.
const MIDI: u64 = 1_795_435_200_000;
const HEURE: u64 = 3_600_000;

/// A Cairn, its disks and its people.
pub struct Essai {
    pub engine: &'static str,
    pub base: Base,
    /// The coffre's disk.
    pub disk: FaultyStorage,
    pub contre: Contre,
    lieu: Arc<Lieu>,
    power: Arc<AtomicBool>,
    pub dossiers: Vec<Connu>,
    /// Decoys of the first structure.
    pub leurres: Vec<DossierId>,
}

/// What people share: the coffre that is up now, and the runtime.
pub struct Lieu {
    coffre: Mutex<Option<Coffre>>,
    runtime: Runtime,
    nonce: AtomicU64,
    agents: Mutex<Vec<(&'static str, AgentId)>>,
    relais: Arc<Boite>,
    gens: &'static [Gens],
}

/// A telephone for everybody: what the relay was handed, and that it refuses when told to.
#[derive(Debug, Default)]
pub struct Boite {
    messages: Mutex<Vec<(String, String)>>,
    pub is_full: std::sync::atomic::AtomicBool,
}

impl coffre::relais::Relais for Boite {
    fn send(&self, telephone: &Clair, texte: &Clair) -> std::io::Result<()> {
        if self.is_full.load(Ordering::Relaxed) {
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        let message = (telephone.expose().to_owned(), texte.expose().to_owned());
        self.messages.lock().expect("messages").push(message);
        Ok(())
    }
}

/// Somebody: name, role, structure.
pub type Gens = (&'static str, Role, &'static str);

/// A dossier of the test world, and what is in it.
#[derive(Clone, Debug)]
pub struct Connu {
    pub id: DossierId,
    pub nom: String,
    pub referent: &'static str,
    pub texte: String,
}

/// Who is who: name, role, structure.
pub const GENS: [(&str, Role, &str); 8] = [
    ("lea", Role::Conseiller, ICI),
    ("karine", Role::Conseiller, ICI),
    ("accueil", Role::Accueil, ICI),
    ("gestionnaire", Role::Gestionnaire, ICI),
    ("dpo", Role::Dpo, ICI),
    ("vigie", Role::Vigie, ICI),
    ("direction", Role::Direction, ICI),
    ("marc", Role::Conseiller, AILLEURS),
];

/// The network beyond the two structures: enough gestionnaires for a lot, and who vouches at home.
pub const RESEAU: [(&str, Role, &str); 16] = [
    ("lea", Role::Conseiller, ICI),
    ("karine", Role::Conseiller, ICI),
    ("accueil", Role::Accueil, ICI),
    ("gestionnaire", Role::Gestionnaire, ICI),
    ("dpo", Role::Dpo, ICI),
    ("vigie", Role::Vigie, ICI),
    ("direction", Role::Direction, ICI),
    ("marc", Role::Conseiller, AILLEURS),
    ("gest13", Role::Gestionnaire, AILLEURS),
    ("gest69", Role::Gestionnaire, "69123S00"),
    ("gest75", Role::Gestionnaire, "75056S00"),
    ("gest35", Role::Gestionnaire, "35238S00"),
    ("gest31", Role::Gestionnaire, "31555S00"),
    ("gest33", Role::Gestionnaire, "33063S00"),
    ("direction13", Role::Direction, AILLEURS),
    ("gestionnaire2", Role::Gestionnaire, ICI),
];

impl Essai {
    /// As [`Essai::new`], with a network of gestionnaires elsewhere, and Karine as a parrain.
    pub fn with_network(base: (&'static str, Base), each: usize) -> Essai {
        Essai::among(base, each, &RESEAU, (0, 0))
    }

    /// A world where léa, karine and marc each accompany `each` young people.
    pub fn new(base: (&'static str, Base), each: usize) -> Essai {
        Essai::among(base, each, &GENS, (0, 0))
    }

    fn among(
        (engine, base): (&'static str, Base),
        each: usize,
        gens: &'static [Gens],
        leurres: (usize, usize),
    ) -> Essai {
        noon();
        let lieu = Lieu {
            coffre: Mutex::new(None),
            runtime: tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .expect("runtime"),
            nonce: AtomicU64::new(1),
            agents: Mutex::default(),
            relais: Arc::default(),
            gens,
        };
        let mut essai = Essai {
            engine,
            base,
            disk: FaultyStorage::new(1),
            contre: Contre::new(FaultyStorage::new(2)),
            lieu: Arc::new(lieu),
            power: Arc::new(AtomicBool::new(true)),
            dossiers: Vec::new(),
            leurres: Vec::new(),
        };
        essai.contre.start();
        essai.start();
        essai.people(each, leurres);
        essai
    }

    /// A world of other people: those who accompany are named as in [`GENS`].
    pub fn with_gens(base: (&'static str, Base), each: usize, gens: &'static [Gens]) -> Essai {
        Essai::among(base, each, gens, (0, 0))
    }

    /// As [`Essai::new`], with so many decoys where léa and karine work.
    pub fn with_leurres(base: (&'static str, Base), each: usize, leurres: usize) -> Essai {
        Essai::among(base, each, &GENS, (0, leurres))
    }

    /// As [`Essai::with_leurres`], the decoys being made after so many dossiers that nothing happened to since they were brought.
    pub fn with_quiet(base: (&'static str, Base), quiet: usize, leurres: usize) -> Essai {
        Essai::among(base, 1, &GENS, (quiet, leurres))
    }

    /// Runs a test on every engine.
    pub fn on_each_engine(each: usize, test: impl Fn(&mut Essai)) {
        for base in coffre::base::essai::bases() {
            let mut essai = Essai::new(base, each);
            test(&mut essai);
        }
    }

    /// On SQLite alone: for what never touches the base.
    pub fn on_sqlite(each: usize) -> Essai {
        let base = coffre::base::essai::bases().swap_remove(0);
        Essai::new(base, each)
    }

    fn people(&mut self, each: usize, (quiet, leurres): (usize, usize)) {
        let coffre = self.coffre();
        let gens = self.lieu.gens;
        let mut codes: Vec<&str> = gens.iter().map(|g| g.2).collect();
        codes.sort_unstable();
        codes.dedup();
        let structures: Vec<(CodeStructure, String)> = codes.iter().map(|c| (code(c), format!("ML {c}"))).collect();
        let premiers: Vec<Premier> = gens
            .iter()
            .map(|(nom, role, structure)| Premier {
                nom: Clair::new(*nom),
                mail: Clair::new(format!("{nom}@cairn.example")),
                role: *role,
                structure: code(structure),
                is_parrain: *nom == "karine",
            })
            .collect();
        let made = coffre
            .amorcer(true, &structures, &premiers, |n| (0..2).map(|k| credential(&passkey(n, k))).collect())
            .expect("an empty base opens");
        *self.lieu.agents.lock().expect("agents") =
            gens.iter().map(|g| g.0).zip(made.iter().map(|a| a.agent)).collect();
        for referent in ["lea", "karine", "marc"] {
            self.create_for(referent, each);
        }
        if leurres + quiet > 0 {
            let agent = |n: usize| self.agent(["lea", "karine"][n % 2]);
            let mut modeles: Vec<Nouveau> = (0..quiet).map(|n| imported(n, agent(n))).collect();
            if quiet > 0 {
                coffre.create_at_console(code(ICI), modeles.clone()).expect("the console creates");
            } else {
                modeles = (0..2 * each).map(|n| nouveau(n, n as u32 + 1, agent(n / each))).collect();
            }
            self.leurres = coffre.lay_at_console(code(ICI), &modeles, leurres).expect("the console lays decoys");
        }
        coffre.close_console().expect("closes");
        drop(coffre);
        // The console's process ends; the application's begins.
        self.stop();
        self.start();
    }

    fn create_for(&mut self, referent: &'static str, each: usize) {
        let Some((.., structure)) = self.lieu.gens.iter().find(|g| g.0 == referent).copied() else { return };
        let agent = self.agent(referent);
        let first = self.dossiers.len();
        let already = if referent == "karine" { each } else { 0 };
        let nouveaux: Vec<Nouveau> = (0..each).map(|n| nouveau(first + n, (already + n + 1) as u32, agent)).collect();
        if nouveaux.is_empty() {
            return;
        }
        let known: Vec<(String, String)> = nouveaux
            .iter()
            .map(|n| (champ(n, Champ::NomNaissance), n.evenements[0].texte.expose().to_owned()))
            .collect();
        let ids = self.coffre().create_at_console(code(structure), nouveaux).expect("the console creates");
        for (id, (nom, texte)) in ids.into_iter().zip(known) {
            self.dossiers.push(Connu { id, nom, referent, texte });
        }
    }

    /// Messages that left for telephones: number and text.
    pub fn messages(&self) -> Vec<(String, String)> {
        self.lieu.relais.messages.lock().expect("messages").clone()
    }

    /// The relay.
    pub fn relais(&self) -> &Boite {
        &self.lieu.relais
    }

    /// The dossiers of one référent.
    pub fn of(&self, referent: &str) -> Vec<DossierId> {
        self.dossiers.iter().filter(|d| d.referent == referent).map(|d| d.id).collect()
    }

    pub fn coffre(&self) -> Coffre {
        self.lieu.coffre()
    }

    pub fn run<T>(&self, work: impl Future<Output = T>) -> T {
        self.lieu.runtime.block_on(work)
    }

    pub fn agent(&self, nom: &str) -> AgentId {
        self.lieu.agents.lock().expect("agents").iter().find(|a| a.0 == nom).expect("a known person").1
    }

    /// A newcomer, with two keys of her own that nothing knows yet.
    pub fn newcomer(&self, nom: &'static str, n: usize) -> (Personne, Passkey) {
        let personne = Personne {
            nom,
            lieu: Arc::clone(&self.lieu),
            passkey: passkey(100 + n, 0),
            browser: Arc::new(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key")),
            login: [0; 16],
        };
        (personne, passkey(100 + n, 1))
    }

    /// Someone who signs in, from a browser of her own.
    pub fn signs_in(&self, nom: &'static str) -> Personne {
        self.someone(nom).enters().expect("signs in")
    }

    /// Someone before a closed door.
    pub fn someone(&self, nom: &'static str) -> Personne {
        let rank = self.lieu.gens.iter().position(|g| g.0 == nom).expect("a known person");
        Personne {
            nom,
            lieu: Arc::clone(&self.lieu),
            passkey: passkey(rank, 0),
            browser: Arc::new(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key")),
            login: [0; 16],
        }
    }

    fn start(&self) {
        self.try_start().expect("the coffre starts");
    }

    /// Opens the coffre on its disk as it lies.
    pub fn try_start(&self) -> Result<(), coffre::StartError> {
        let coffre = Coffre::sealed(Config {
            rp_id: RP_ID.into(),
            origin: ORIGIN.into(),
            publish: None,
            regles: Default::default(),
            contre_cle_restauree: false,
            relais: Some(self.lieu.relais.clone()),
        });
        coffre.unseal(&RACINE_COFFRE, self.base.clone(), self.prise(), Box::new(self.fil()))?;
        *self.lieu.coffre.lock().expect("coffre") = Some(coffre);
        Ok(())
    }

    fn prise(&self) -> Prise {
        Prise { disk: self.disk.clone(), power: Arc::clone(&self.power) }
    }

    fn fil(&self) -> Fil {
        Fil { contre: self.contre.clone(), power: Arc::clone(&self.power) }
    }

    /// The coffre's process ends at once: nothing that it still meant to write reaches the disk or the line.
    pub fn stop(&mut self) {
        self.power.store(false, Ordering::SeqCst);
        self.power = Arc::new(AtomicBool::new(true));
        *self.lieu.coffre.lock().expect("coffre") = None;
    }

    /// Power loss of the coffre's side.
    pub fn cut(&mut self) {
        self.stop();
        self.disk.heal();
        self.disk.cut();
    }

    /// Power loss on both sides, and both start again.
    pub fn reboot(&mut self) {
        self.cut();
        self.contre.cut();
        self.contre.start();
        self.start();
    }

    /// What an operator of the coffre's side can always do: write entries of his own.
    pub fn writes(&mut self, entries: Vec<(Entry, Option<Vec<u8>>)>) {
        self.stop();
        let signer = Racine::from_root(&RACINE_COFFRE).journal().expect("signs");
        let watch = Box::new(|_: u64, _: &Entry| {});
        let end = self.journal().len() as u64;
        let line = Sequenceur::start(self.prise(), signer, Box::new(self.fil()), None, Default::default(), watch, end)
            .expect("starts");
        let record = |(entry, piece)| Wish { what: What::Record(Box::new(entry), piece), follow: Follow::Nothing };
        line.commit_blocking(entries.into_iter().map(record).collect());
        self.stop();
        self.start();
    }

    /// Every record of the coffre's journal, as its disk shows it.
    pub fn records(&self) -> Vec<Record> {
        records(&self.disk)
    }

    /// Every entry of the coffre's journal.
    pub fn journal(&self) -> Vec<Entry> {
        self.records().iter().map(|r| Entry::decode(&r.entry).expect("an entry")).collect()
    }

    /// Entries of this kind, oldest first.
    pub fn entries(&self, kind: Kind) -> Vec<Entry> {
        self.journal().into_iter().filter(|e| e.kind == kind).collect()
    }

    /// A number that a statement reads in the base.
    pub fn number(&self, text: &'static str) -> i64 {
        let statement = Statement::new(text, text);
        let row = self.base.read_blocking(move |tx| tx.one::<(i64,)>(&statement, &[])).expect("reads");
        row.expect("a number").0
    }

    /// Waits for what follows an answer without making anyone wait; bounded, so that a failure is told.
    pub fn until(&self, holds: impl Fn() -> bool, what: &str) {
        let start = std::time::Instant::now();
        while !holds() {
            assert!(start.elapsed() < std::time::Duration::from_secs(20), "{what}: not within 20 s");
            std::thread::yield_now();
        }
    }

    pub fn count(&self, kind: Kind) -> usize {
        self.entries(kind).len()
    }

    /// The name of an agent in the journal, as her last login wrote it.
    pub fn pseudonym(&self, login: LoginId) -> Pseudonym {
        self.entries(Kind::Login).iter().rev().find(|e| e.login == login).expect("she signed in").actor
    }
}

impl Drop for Essai {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Lieu {
    fn coffre(&self) -> Coffre {
        self.coffre.lock().expect("coffre").clone().expect("the coffre is up")
    }
}

/// Someone with a passkey, at a browser.
#[derive(Clone)]
pub struct Personne {
    pub nom: &'static str,
    lieu: Arc<Lieu>,
    pub passkey: Passkey,
    browser: Arc<EcdsaKeyPair>,
    pub login: LoginId,
}

impl Personne {
    /// Signs in; the browser key is a new one only for a new [`Essai::someone`].
    pub fn enters(mut self) -> Result<Personne, Error> {
        let answer = self.answer();
        self.login = self.presents(answer)?.login;
        Ok(self)
    }

    /// A challenge answered by the passkey, not yet presented.
    pub fn answer(&self) -> Assertion {
        let coffre = self.lieu.coffre();
        let challenge =
            self.lieu.runtime.block_on(coffre.login_challenge(self.browser_key())).expect("a challenge").challenge;
        self.answer_to(challenge)
    }

    pub fn answer_to(&self, challenge: [u8; 32]) -> Assertion {
        let made = self.passkey.assert(&challenge, RP_ID, ORIGIN);
        Assertion {
            challenge,
            credential: made.credential,
            authenticator_data: made.authenticator_data,
            client_data: made.client_data,
            signature: made.signature,
        }
    }

    pub fn presents(&self, answer: Assertion) -> Result<LoggedIn, Error> {
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.login(answer))
    }

    pub fn browser_key(&self) -> [u8; 65] {
        self.browser.public_key().as_ref().try_into().expect("a point of 65 bytes")
    }

    /// A request as her browser signs it.
    pub fn request(&self, method: &str, target: &str) -> SignedRequest {
        self.request_with(method, target, b"")
    }

    pub fn request_with(&self, method: &str, target: &str, body: &[u8]) -> SignedRequest {
        let mut nonce = [0; 16];
        nonce[8..].copy_from_slice(&self.lieu.nonce.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        let body_hash = sha256(body);
        let text = signature_base(method, target, &body_hash, &self.login, &nonce);
        let signature = self.browser.sign(&aws_lc_rs::rand::SystemRandom::new(), text.as_bytes()).expect("signs");
        SignedRequest {
            method: method.into(),
            target: target.into(),
            body_hash,
            login: self.login,
            nonce,
            signature: signature.as_ref().try_into().expect("r and s"),
        }
    }

    pub fn opens(&self, dossier: DossierId) -> Result<Opened, Error> {
        self.sends(&self.opening(dossier), dossier)
    }

    /// The request that opens a dossier.
    pub fn opening(&self, dossier: DossierId) -> SignedRequest {
        self.request("GET", &format!("/dossiers/{dossier}"))
    }

    /// Any request, by whoever holds it, on the road of openings.
    pub fn sends(&self, request: &SignedRequest, dossier: DossierId) -> Result<Opened, Error> {
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.open(request, dossier))
    }

    pub fn reveals(&self, dossier: DossierId) -> Result<Revealed, Error> {
        let request = self.request("POST", &format!("/dossiers/{dossier}/identifiants"));
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.reveal(&request, dossier))
    }

    pub fn records(&self, dossier: DossierId, texte: &str) -> Result<u32, Error> {
        self.records_panel(dossier, entretien(texte))
    }

    /// A whole panel; on the road that opens C5 when it holds anything delicate.
    pub fn records_panel(&self, dossier: DossierId, saisi: EvenementSaisi) -> Result<u32, Error> {
        let road = if saisi.delicat.is_empty() { "evenements" } else { "evenements/delicat" };
        self.records_on(road, dossier, saisi)
    }

    pub fn records_on(&self, road: &str, dossier: DossierId, saisi: EvenementSaisi) -> Result<u32, Error> {
        let body = saisi.texte.expose().as_bytes().to_vec();
        let request = self.request_with("POST", &format!("/dossiers/{dossier}/{road}"), &body);
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.record_evenement(&request, dossier, saisi)).map(|ecrit| ecrit.etat)
    }

    pub fn drafts(&self, dossier: DossierId, texte: &str) -> Result<(), Error> {
        let request = self.request_with("PUT", &format!("/dossiers/{dossier}/brouillon"), texte.as_bytes());
        let coffre = self.lieu.coffre();
        let genre = Some(GenreEvenement::TELEPHONE);
        self.lieu.runtime.block_on(coffre.save_draft(&request, dossier, genre, Clair::new(texte)))
    }

    pub fn draft_in(&self, dossier: DossierId) -> Option<Brouillon> {
        self.opens(dossier).expect("opens").brouillon
    }

    pub fn creates(&self, nom: &str) -> Result<DossierId, Error> {
        let champs = [(Champ::NomNaissance, nom), (Champ::Prenom, "Inès"), (Champ::Naissance, "2006-03-12")];
        self.tries_to_create(&champs, false).map(|created| match created {
            Created::Fait(id) => id,
            Created::Doublons(_) => panic!("somebody looks like {nom}"),
        })
    }

    pub fn tries_to_create(&self, champs: &[(Champ, &str)], confirme: bool) -> Result<Created, Error> {
        let request = self.request_with("POST", "/dossiers", b"a form");
        let champs = champs.iter().map(|(champ, value)| (*champ, Clair::new(*value))).collect();
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.create_dossier(&request, NouveauDossier { champs, confirme }))
    }

    pub fn duplicates(&self, champs: &[(Champ, &str)]) -> Result<Doublons, Error> {
        let request = self.request_with("POST", "/recherche", b"a form");
        let champs = champs.iter().map(|(champ, value)| (*champ, Clair::new(*value))).collect();
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.duplicates(&request, champs))
    }

    /// Fields, each with what the form was given and what it holds.
    pub fn modifies(&self, dossier: DossierId, champs: &[(Champ, &str, &str)]) -> Result<Modified, Error> {
        let request = self.modifying(dossier);
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.modify_dossier(&request, dossier, modifies(champs)))
    }

    /// The request that changes a dossier.
    pub fn modifying(&self, dossier: DossierId) -> SignedRequest {
        self.request_with("POST", &format!("/dossiers/{dossier}"), b"a form")
    }

    pub fn unfolds(&self, dossier: DossierId) -> Result<Unfolded, Error> {
        let request = self.request("POST", &format!("/dossiers/{dossier}/delicat"));
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.unfold(&request, dossier))
    }

    pub fn prints(&self, dossier: DossierId) -> Result<Opened, Error> {
        let request = self.request("GET", &format!("/dossiers/{dossier}/impression?feuille=contact"));
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.print(&request, dossier))
    }

    pub fn searches(&self, query: &str) -> Result<Liste, Error> {
        self.searches_among(query, false)
    }

    pub fn searches_among(&self, query: &str, miens: bool) -> Result<Liste, Error> {
        let request = self.request_with("POST", "/recherche", query.as_bytes());
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.search(&request, Clair::new(query), miens))
    }

    pub fn portefeuille(&self, page: u32) -> Result<Liste, Error> {
        self.lists("", page).map(|page| page.liste)
    }

    /// A page of the portefeuille of this query string.
    pub fn lists(&self, query: &str, page: u32) -> Result<Portefeuille, Error> {
        let request = self.request("GET", &format!("/portefeuille?{query}&page={page}"));
        let filtre = Filtre::from_query(query).expect("a filter");
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.portefeuille(&request, filtre, page))
    }

    pub fn saves_filter(&self, nom: &str, query: &str) -> Result<(), Error> {
        let request = self.request_with("POST", "/portefeuille/filtres", nom.as_bytes());
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.save_filter(&request, Clair::new(nom), query.into()))
    }

    pub fn drops_filter(&self, num: u32) -> Result<(), Error> {
        let request = self.request("POST", "/portefeuille/filtres/oubli");
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.drop_filter(&request, num))
    }

    pub fn my_readings(&self, page: u32) -> Result<MesLectures, Error> {
        let request = self.request("GET", &format!("/lectures?page={page}"));
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.my_readings(&request, page))
    }

    /// A gesture, both passes: what she asks is prepared, her key answers.
    pub fn signs(&self, geste: Geste) -> Result<Signe, Error> {
        let defi = self.prepares(geste)?;
        self.answers(defi.challenge)
    }

    pub fn prepares(&self, geste: Geste) -> Result<Defi, Error> {
        let coffre = self.lieu.coffre();
        let request = self.request_with("POST", "/habilitations", b"a form");
        self.lieu.runtime.block_on(coffre.prepare(&request, geste))
    }

    /// The second pass, with her key's answer to this challenge.
    pub fn answers(&self, challenge: [u8; 32]) -> Result<Signe, Error> {
        let coffre = self.lieu.coffre();
        let request = self.request_with("POST", "/habilitations", b"a form and an answer");
        self.lieu.runtime.block_on(coffre.sign(&request, self.answer_to(challenge)))
    }

    pub fn leaves(&self) -> Result<(), Error> {
        let request = self.request("POST", "/connexion/fin");
        let coffre = self.lieu.coffre();
        self.lieu.runtime.block_on(coffre.logout(&request))
    }
}

/// Every record on a disk, read from a copy: reading must not mend what a test is looking at.
pub fn records(disk: &FaultyStorage) -> Vec<Record> {
    let log = Log::open(copy(disk)).expect("the journal reads");
    let mut all = Vec::new();
    log.for_each(0, |_, record| all.push(record.clone())).expect("the journal reads");
    all
}

/// Fields as a form of change sends them back.
pub fn modifies(champs: &[(Champ, &str, &str)]) -> Vec<ChampModifie> {
    let modifie = |(champ, avant, apres): &(Champ, &str, &str)| ChampModifie {
        champ: *champ,
        avant: Clair::new(*avant),
        apres: Clair::new(*apres),
    };
    champs.iter().map(modifie).collect()
}

pub fn entretien(texte: &str) -> EvenementSaisi {
    EvenementSaisi {
        etat: None,
        genre: GenreEvenement::ENTRETIEN_INDIVIDUEL,
        date: jiff::civil::date(2026, 11, 20),
        duree: 30,
        lieu: None,
        precision: Clair::default(),
        texte: Clair::new(texte),
        delicat: Clair::default(),
        propositions: Vec::new(),
        resultats: Vec::new(),
        situation: None,
        fins: Vec::new(),
        rendez_vous: None,
        suivant: None,
    }
}

/// Passkey `k` of the agent of this rank.
pub fn passkey(rank: usize, k: usize) -> Passkey {
    Passkey::from_seed([7; 32], (rank * 2 + k) as u64)
}

pub fn credential(key: &Passkey) -> Credential {
    Credential {
        id: key.credential.clone(),
        key: PublicKey::Es256(key.point().to_vec()),
        rp_id: RP_ID.into(),
        origin: ORIGIN.into(),
    }
}

pub fn code(text: &str) -> CodeStructure {
    text.parse().expect("a code of the test world")
}

pub fn champ_of(opened: &Opened, champ: Champ) -> String {
    opened.champ(champ).map(|v| v.expose().to_owned()).unwrap_or_default()
}

/// The refusal that an answer must be.
pub fn refusal<T>(answer: Result<T, Error>) -> Refusal {
    match answer {
        Err(Error::Refusal(refusal)) => refusal,
        Err(other) => panic!("not a refusal: {other:?}"),
        Ok(_) => panic!("it was granted"),
    }
}

/// Texts of the evenements of an opened dossier.
pub fn textes(opened: &Opened) -> Vec<String> {
    opened.evenements.iter().map(|e| e.texte.expose().to_owned()).collect()
}

/// Turns the clock of both sides.
pub fn wait(milliseconds: u64) {
    DECALAGE.fetch_add(milliseconds as i64, Ordering::Relaxed);
}

pub fn wait_hours(hours: u64) {
    wait(hours * HEURE);
}

/// Runs a test in a process of its own: it turns the clock, which all tests of a process share.
pub fn alone(name: &str, test: impl FnOnce()) {
    if std::env::var_os("CAIRN_ESSAI_SEUL").is_some() || std::env::var_os("NEXTEST").is_some() {
        return test();
    }
    let program = std::env::current_exe().expect("this program");
    let output = std::process::Command::new(program)
        .args([name, "--exact", "--nocapture"])
        .env("CAIRN_ESSAI_SEUL", "1")
        .output()
        .expect("this program runs again");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{text}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

pub fn noon() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| DECALAGE.store(MIDI as i64 - now() as i64, Ordering::Relaxed));
}

fn champ(nouveau: &Nouveau, wanted: Champ) -> String {
    nouveau.champs.iter().find(|(c, _)| *c == wanted).map(|(_, v)| v.expose().to_owned()).unwrap_or_default()
}

/// Names that nobody bears: each is spelt unlike the others.
const NOMS: [&str; 12] = [
    "Lefebvrault",
    "Dumoncelle",
    "Okonkwari",
    "Brissavoine",
    "Kerguélenac",
    "Zaïdouni",
    "Pruvostelle",
    "Ghermanescu",
    "Villaplane",
    "Nguyenthi",
    "Taravellini",
    "Hautecloque",
];

fn nouveau(n: usize, numero: u32, referent: AgentId) -> Nouveau {
    let nom = match n / NOMS.len() {
        0 => NOMS[n].to_owned(),
        turn => format!(
            "{}{}",
            NOMS[n % NOMS.len()],
            ["bert", "mond", "gard", "ville", "court", "lieu", "mont", "val", "pré", "roc"][turn % 10]
                .repeat(1 + turn / 10)
        ),
    };
    let put = |champ, value: String| (champ, Clair::new(value));
    let champs = vec![
        put(Champ::NomNaissance, nom.clone()),
        put(Champ::Prenom, ["Mathilde", "Yacine", "Océane"][n % 3].into()),
        put(Champ::Naissance, format!("{}-0{}-1{}", 2001 + n % 8, 1 + n % 9, n % 10)),
        put(Champ::Voie, format!("{} rue des Essais", n + 1)),
        put(Champ::Telephone, format!("06399{n:05}")),
        put(Champ::Mail, format!("jeune.{n}@courrier.example")),
        put(Champ::Nir, format!("2060359512{n:03}00")),
        put(Champ::Situation, format!("cherche un apprentissage {n}")),
        put(Champ::Logement, format!("hébergée chez un tiers {n}")),
        put(Champ::Iban, format!("FR769999900001{n:011}00")),
        put(Champ::Papier, format!("carte d'identité {n}")),
    ];
    let evenements = vec![NouvelEvenement {
        genre: GenreEvenement::ENTRETIEN_INDIVIDUEL,
        date: jiff::civil::date(2026, 10, 5),
        duree: 45,
        lieu: None,
        agent: referent,
        texte: Clair::new(format!("premier entretien de {nom}")),
        delicat: Clair::default(),
    }];
    let cree = MIDI - 40 * 24 * HEURE;
    let parcours = NouveauParcours::default();
    Nouveau { champs, referent, numero, evenements, parcours, statut: Statut::Actif, cree, maj: cree }
}

/// Somebody as a file of another software brings her: some have no phone, mail or NIR, and nothing happened since.
fn imported(n: usize, referent: AgentId) -> Nouveau {
    // Each trait falls on its own, but for what a time brings with it: the older a dossier, the fewer have a mail.
    let fall = |salt: usize, limit: usize| {
        let digest = sha256(&[n.to_be_bytes(), salt.to_be_bytes()].concat());
        (usize::from(digest[0]) * 256 + usize::from(digest[1])) % limit
    };
    let of = |list: &[&str], salt: usize| list[fall(salt, list.len())].to_owned();
    let syllables =
        ["bar", "cel", "dom", "fig", "gul", "jan", "kor", "lim", "mus", "nor", "pav", "rit", "sol", "tun", ""];
    let noms = ["Ess", "Oud", "Vil", "Ker", "Zab", "Haut", "Pru"];
    let nom = |salt| format!("{}{}{}", of(&noms, salt), of(&syllables, salt + 1), of(&syllables, salt + 2));
    let prenoms = ["Mathilde", "Yacine", "Océane", "Ilan", "Marie-Capucine", "Noa", "Anne-Sophie", "Théo", "Zélie"];
    let days = fall(20, 300);
    let mut champs = vec![
        (Champ::NomNaissance, nom(1)),
        (Champ::Prenom, of(&prenoms, 4)),
        (Champ::Naissance, format!("{}-{:02}-{:02}", 2000 + fall(5, 9), 1 + n % 12, 1 + n % 28)),
        (Champ::Commune, of(&["59512", "59009", "59350"], 6)),
        (
            Champ::Voie,
            format!("{} {}", n % 70 + 1, of(&["rue des Essais", "allée Longue des Exemples", "quai d'Essai"], 7)),
        ),
    ];
    let some = [
        (fall(8, 10) != 0, Champ::Telephone, format!("07555{n:05}")),
        (days < 150, Champ::Mail, format!("{}.{n}@fournisseur.example", of(&prenoms, 4).to_lowercase())),
        (fall(9, 4) != 0, Champ::Nir, format!("2{:02}{:02}59512{:03}00", n % 9, 1 + n % 12, n % 990)),
        (fall(10, 5) == 0, Champ::NomUsage, nom(11)),
    ];
    champs.extend(some.into_iter().filter(|(is_there, ..)| *is_there).map(|(_, champ, value)| (champ, value)));
    let cree = MIDI - (40 + days as u64) * 24 * HEURE;
    Nouveau {
        champs: champs.into_iter().map(|(champ, value)| (champ, Clair::new(value))).collect(),
        referent,
        numero: n as u32 + 10,
        evenements: Vec::new(),
        parcours: NouveauParcours::default(),
        statut: [Statut::Actif, Statut::EnVeille, Statut::FinAccompagnement][days / 101],
        cree,
        maj: cree,
    }
}
