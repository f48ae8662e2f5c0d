//! Passing on: a request goes to the holder as its browser signed it, and only once. An instance adds nothing to it: what it could
//! do with its certificate, anybody can do at the public address.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use contre_cle::tls::{Distant, Papers};

use super::message::Message;
use super::poste::Poste;

/// How long the holder may take for one page: longer than its own waits for the contre-clé and the base.
const SILENCE: Duration = Duration::from_secs(30);

/// Connections that are kept while nobody uses them: a holder takes 64 by TLS, from all the others together.
const REPOS_MAX: usize = 16;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Perte {
    /// Nothing was done: it may be asked again.
    Avant,
    /// Nobody knows.
    Pendant,
}

/// A connection of either kind.
trait Ligne: Read + Write + Send {}

impl<T: Read + Write + Send> Ligne for T {}

/// Connections to the holder.
pub struct Relais {
    papers: Option<Papers>,
    repos: Mutex<HashMap<String, Vec<Box<dyn Ligne>>>>,
}

impl Relais {
    /// By TLS with these papers, by a socket without.
    pub fn new(papers: Option<Papers>) -> Relais {
        Relais { papers, repos: Mutex::default() }
    }

    /// Passes a message on and waits for its answer.
    ///
    /// # Errors
    /// See [`Perte`].
    pub fn ask(&self, adresse: &str, message: &Message) -> Result<Message, Perte> {
        let rested = self.repos().get_mut(adresse).and_then(Vec::pop);
        let mut ligne = match rested {
            Some(ligne) => ligne,
            None => self.connect(adresse).map_err(|_| Perte::Avant)?,
        };
        let answer = message.write(&mut ligne).and_then(|()| Message::read(&mut ligne));
        match answer {
            Ok(Some(answer)) => {
                self.rest(adresse, ligne);
                if answer.champs.is_empty() { Err(Perte::Avant) } else { Ok(answer) }
            }
            // The others that rest were to the same process.
            _ => {
                self.repos().clear();
                Err(Perte::Pendant)
            }
        }
    }

    fn connect(&self, adresse: &str) -> io::Result<Box<dyn Ligne>> {
        let Some(papers) = &self.papers else {
            let stream = UnixStream::connect(adresse)?;
            stream.set_read_timeout(Some(SILENCE))?;
            stream.set_write_timeout(Some(SILENCE))?;
            return Ok(Box::new(stream));
        };
        let mut opened = Distant::new(adresse, papers)?.connect()?;
        // A client's certificate is refused after its own side of the handshake: nothing was asked before that.
        while opened.conn.is_handshaking() {
            opened.conn.complete_io(&mut opened.sock)?;
        }
        opened.sock.set_read_timeout(Some(SILENCE))?;
        opened.sock.set_write_timeout(Some(SILENCE))?;
        Ok(Box::new(opened))
    }

    fn rest(&self, adresse: &str, ligne: Box<dyn Ligne>) {
        let mut repos = self.repos();
        // Of a former holder nothing is kept.
        repos.retain(|other, _| other == adresse);
        let lignes = repos.entry(adresse.to_owned()).or_default();
        if lignes.len() < REPOS_MAX {
            lignes.push(ligne);
        }
    }

    fn repos(&self) -> MutexGuard<'_, HashMap<String, Vec<Box<dyn Ligne>>>> {
        self.repos.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Answers the messages of one connection until it closes.
///
/// # Errors
/// The connection's.
pub fn answer_all(connection: &mut (impl Read + Write), poste: &Poste) -> io::Result<()> {
    while let Some(message) = Message::read(connection)? {
        poste.answer_other(message).write(connection)?;
    }
    Ok(())
}
