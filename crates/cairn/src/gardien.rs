//! The contre-clé beside the application: started if it is not there, found again if it is, watched.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use contre_cle::client::{ContreCle, Socket};
use contre_cle::protocole::{Answer, No, Question};
use contre_cle::tls::Distant;
use droits::habilitation::Regles;

use crate::lieux::Lieux;

/// How long a new process may take to answer: it folds its whole journal first.
const START_MAX: Duration = Duration::from_secs(120);

/// The contre-clé: a process beside us, ours or an orphan of an earlier application; or another organisation's.
pub struct Gardien {
    folder: PathBuf,
    socket: PathBuf,
    distant: bool,
    is_ended: bool,
    child: Option<Child>,
    controls: Controls,
}

/// Controls that are on, on both sides alike: all of them, but in a drill on a fictional base.
#[derive(Clone, Default)]
pub struct Controls {
    /// For the coffre.
    pub regles: Regles,
    /// The name of the one that is off, for the contre-clé's command line.
    #[cfg(feature = "exercice")]
    pub sans: Option<String>,
}

impl Gardien {
    /// Finds or starts the contre-clé of a base, and waits until it answers.
    ///
    /// # Errors
    /// It does not start, or does not answer in time.
    pub fn start(lieux: &Lieux) -> Result<Gardien, String> {
        Gardien::start_with(lieux, Controls::default())
    }

    /// As [`Gardien::start`], with these controls on.
    ///
    /// # Errors
    /// As [`Gardien::start`].
    pub fn start_with(lieux: &Lieux, controls: Controls) -> Result<Gardien, String> {
        let (folder, socket) = (lieux.contre_cle(), lieux.prise_contre_cle());
        let distant = lieux.distant.papers()?.is_some();
        let mut gardien = Gardien { folder, socket, distant, is_ended: false, child: None, controls };
        gardien.ensure()?;
        Ok(gardien)
    }

    /// Starts it again if it is gone.
    ///
    /// # Errors
    /// As [`Gardien::start`].
    pub fn ensure(&mut self) -> Result<(), String> {
        // Another organisation's is started by that organisation, and may be away for a while.
        if self.is_ended || self.distant || self.is_answering() {
            return Ok(());
        }
        if let Some(child) = &mut self.child {
            // Alive but slow: it is reading its journal, or stopped by someone. Starting a second would fail on the lock.
            if matches!(child.try_wait(), Ok(None)) {
                return self.wait();
            }
        }
        let program = std::env::current_exe().map_err(|e| e.to_string())?.with_file_name("contre-cle");
        let mut command = Command::new(&program);
        #[cfg(feature = "exercice")]
        command.args(self.controls.sans.iter().flat_map(|name| ["--sans-controle", name]));
        let child = command
            .arg(&self.folder)
            .arg(&self.socket)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            // Its words go to a file: it may outlive us, and must not hold our caller's pipes open.
            .stderr(self.errors()?)
            // Its own group: an interrupted application leaves it, and the next one finds it again.
            .process_group(0)
            .spawn()
            .map_err(|e| format!("{}: {e}", program.display()))?;
        self.child = Some(child);
        self.wait()
    }

    /// Gives its root to a contre-clé that waits for it.
    ///
    /// # Errors
    /// A wrong root, or no answer.
    pub fn unseal(&self, root: &[u8; 32]) -> Result<(), String> {
        match Socket::new(&self.socket).ask(&Question::Unseal { root: *root }) {
            Ok(Answer::Here(_)) => Ok(()),
            Ok(Answer::No(No::WrongRoot)) => Err("this key is not the one of this contre-clé".into()),
            other => Err(format!("contre-clé: {}", other.err().map_or("unexpected answer".into(), |e| e.to_string()))),
        }
    }

    /// Whether it waits for its root; `None` when it does not answer.
    pub fn is_sealed(&self) -> Option<bool> {
        match Socket::new(&self.socket).ask(&Question::Hello { journal: String::new() }) {
            Ok(Answer::Here(here)) => Some(here.is_sealed),
            _ => None,
        }
    }

    /// A way to ask it.
    ///
    /// # Errors
    /// Papers that cannot be read.
    pub fn client(lieux: &Lieux) -> Result<Box<dyn ContreCle>, String> {
        match lieux.distant.papers()? {
            None => Ok(Box::new(Socket::new(lieux.prise_contre_cle()))),
            Some((address, papers)) => {
                Distant::new(&address, &papers).map(|d| Box::new(d) as Box<dyn ContreCle>).map_err(|e| e.to_string())
            }
        }
    }

    /// Whether another organisation runs it, and unseals it.
    pub fn is_distant(&self) -> bool {
        self.distant
    }

    /// Ends our own process: for commands that open a base for a moment.
    pub fn stop(&mut self) {
        self.is_ended = true;
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    fn errors(&self) -> Result<Stdio, String> {
        let file = self.socket.with_extension("erreurs");
        std::fs::File::create(&file).map(Stdio::from).map_err(|e| format!("{}: {e}", file.display()))
    }

    fn is_answering(&self) -> bool {
        self.is_sealed().is_some()
    }

    fn wait(&mut self) -> Result<(), String> {
        let start = Instant::now();
        while start.elapsed() < START_MAX {
            if self.is_answering() {
                return Ok(());
            }
            if let Some(Ok(Some(status))) = self.child.as_mut().map(Child::try_wait) {
                return Err(format!("the contre-clé ended at once ({status}); is another one on its folder?"));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Err("the contre-clé does not answer".into())
    }
}
