//! The contre-clé in this process, on its own disk, and the line that leads to it: a test can alter what passes,
//! withhold it, or cut the line.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use coffre::sequenceur::now;
use contre_cle::client::ContreCle;
use contre_cle::protocole::{Answer, Question};
use contre_cle::suiveur::{Places, Suiveur};
use journal::Kind;
use journal::log::Record;
use journal::storage::{FaultyStorage, Storage};

use crate::essai::RACINE_CONTRE;

/// What happens to a question on the line: it goes through, changed or not, or it is lost.
pub type Ecoute = Box<dyn FnMut(Question) -> io::Result<Question> + Send>;

/// The contre-clé. Clones are the same one.
#[derive(Clone)]
pub struct Contre {
    state: Arc<Mutex<State>>,
}

struct State {
    disk: FaultyStorage,
    power: Arc<AtomicBool>,
    suiveur: Option<Suiveur<Prise>>,
    ecoute: Option<Ecoute>,
    is_away: bool,
    loses: Option<Kind>,
    ahead: i64,
    cosigned: Vec<Record>,
}

impl Contre {
    pub fn new(disk: FaultyStorage) -> Contre {
        let power = Arc::new(AtomicBool::new(true));
        let state = State {
            disk,
            power,
            suiveur: None,
            ecoute: None,
            is_away: false,
            loses: None,
            ahead: 0,
            cosigned: Vec::new(),
        };
        Contre { state: Arc::new(Mutex::new(state)) }
    }

    /// Another one, standing where this one stands.
    pub fn twin(&self) -> Contre {
        let disk = copy(&self.disk());
        let twin = Contre::new(disk.clone());
        twin.lock().cosigned = crate::essai::records(&disk);
        twin.start();
        twin
    }

    /// Opens its folder and gives it its root.
    pub fn start(&self) {
        let mut state = self.lock();
        let prise = Prise { disk: state.disk.clone(), power: Arc::clone(&state.power) };
        let places = Places { log: prise.clone(), parts: prise.clone(), marks: prise };
        let mut suiveur = Suiveur::open(places).expect("the contre-clé opens its folder");
        let answer = suiveur.answer(Question::Unseal { root: RACINE_CONTRE }, now(), true);
        assert!(matches!(answer, Answer::Here(_)), "{answer:?}");
        state.suiveur = Some(suiveur);
    }

    /// Power loss: its process ends, its disk forgets what was not synced.
    pub fn cut(&self) {
        let mut state = self.lock();
        state.power.store(false, Ordering::SeqCst);
        state.power = Arc::new(AtomicBool::new(true));
        state.suiveur = None;
        state.disk.heal();
        state.disk.cut();
    }

    pub fn disk(&self) -> FaultyStorage {
        self.lock().disk.clone()
    }

    /// Everything that it acknowledged by its cosignature, since the beginning.
    pub fn cosigned(&self) -> Vec<Record> {
        self.lock().cosigned.clone()
    }

    pub fn goes_away(&self) {
        self.lock().is_away = true;
    }

    /// The next batch with an entry of this kind is taken, and its answer is lost.
    pub fn loses_the_answer_to(&self, kind: Kind) {
        self.lock().loses = Some(kind);
    }

    pub fn comes_back(&self) {
        self.lock().is_away = false;
    }

    /// How far its clock is from the coffre's, milliseconds.
    pub fn set_ahead(&self, milliseconds: i64) {
        self.lock().ahead = milliseconds;
    }

    /// Someone sits on the line.
    pub fn listen(&self, ecoute: impl FnMut(Question) -> io::Result<Question> + Send + 'static) {
        self.lock().ecoute = Some(Box::new(ecoute));
    }

    pub fn stop_listening(&self) {
        self.lock().ecoute = None;
    }

    /// Asks directly, as a coffre that lies would.
    pub fn ask(&self, question: &Question) -> Answer {
        self.lock().ask(question.clone()).expect("it answers")
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn ask(&mut self, question: Question) -> io::Result<Answer> {
        let time = now().saturating_add_signed(self.ahead);
        let suiveur = self.suiveur.as_mut().ok_or(io::ErrorKind::ConnectionRefused)?;
        let (first, records) = match &question {
            Question::Append { first, records, .. } => (*first as usize, records.clone()),
            _ => (0, Vec::new()),
        };
        let answer = suiveur.answer(question, time, false);
        if let Answer::Cosigned { .. } = answer {
            if first > self.cosigned.len() {
                // It kept entries that a failure kept it from acknowledging; this cosignature covers them.
                let kept = crate::essai::records(&self.disk);
                self.cosigned.extend_from_slice(&kept[self.cosigned.len()..first]);
            }
            for (position, record) in records.into_iter().enumerate() {
                match self.cosigned.get(first + position) {
                    Some(known) => assert_eq!(*known, record, "it never cosigns two histories"),
                    None => self.cosigned.push(record),
                }
            }
        }
        Ok(answer)
    }
}

/// The coffre's end of the line.
pub struct Fil {
    pub contre: Contre,
    pub power: Arc<AtomicBool>,
}

impl ContreCle for Fil {
    fn ask(&mut self, question: &Question) -> io::Result<Answer> {
        if !self.power.load(Ordering::SeqCst) {
            return Err(io::Error::other("this process has ended"));
        }
        let mut state = self.contre.lock();
        if state.is_away {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let question = match state.ecoute.as_mut() {
            Some(ecoute) => ecoute(question.clone())?,
            None => question.clone(),
        };
        let lost = matches!((&question, state.loses), (Question::Append { records, .. }, Some(kind))
            if records.iter().any(|r| r.entry[1] == kind as u8));
        let answer = state.ask(question)?;
        if lost {
            state.loses = None;
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(answer)
    }
}

/// A disk as one process sees it: when the process has ended, its threads write nothing more.
#[derive(Clone)]
pub struct Prise {
    pub disk: FaultyStorage,
    pub power: Arc<AtomicBool>,
}

impl Prise {
    fn on(&mut self) -> io::Result<&mut FaultyStorage> {
        if self.power.load(Ordering::SeqCst) {
            Ok(&mut self.disk)
        } else {
            Err(io::Error::other("this process has ended"))
        }
    }
}

impl Storage for Prise {
    fn append(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        self.on()?.append(file, bytes)
    }
    fn sync(&mut self, file: &str) -> io::Result<()> {
        self.on()?.sync(file)
    }
    fn refresh(&mut self, file: &str, from: u64) -> io::Result<()> {
        self.on()?.refresh(file, from)
    }
    fn truncate(&mut self, file: &str, len: u64) -> io::Result<()> {
        self.on()?.truncate(file, len)
    }
    fn erase(&mut self, file: &str, offsets: &[u64], len: usize) -> io::Result<()> {
        self.on()?.erase(file, offsets, len)
    }
    fn replace(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        self.on()?.replace(file, bytes)
    }
    fn remove(&mut self, file: &str) -> io::Result<()> {
        self.on()?.remove(file)
    }
    fn read(&self, file: &str) -> io::Result<Option<Vec<u8>>> {
        self.disk.read(file)
    }
    fn read_at(&self, file: &str, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        self.disk.read_at(file, offset, len)
    }
    fn size(&self, file: &str) -> io::Result<Option<u64>> {
        self.disk.size(file)
    }
    fn list(&self) -> io::Result<Vec<String>> {
        self.disk.list()
    }
}

/// The files of a disk on another one.
pub fn copy(disk: &FaultyStorage) -> FaultyStorage {
    let mut other = FaultyStorage::new(0);
    for file in disk.list().expect("lists") {
        let bytes = disk.read(&file).expect("reads").unwrap_or_default();
        other.append(&file, &bytes).expect("writes");
        other.sync(&file).expect("syncs");
    }
    other
}
