//! How the coffre asks: a connection that is made again when it breaks, and never waits more than two seconds.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::Duration;

use crate::protocole::{Answer, Question, read_message, write_message};

/// How long an answer may take before the contre-clé counts as stopped.
pub const PATIENCE: Duration = Duration::from_millis(1_500);

/// Something that answers questions: a socket, or in tests the follower itself.
pub trait ContreCle: Send {
    /// Asks, and waits for the answer.
    ///
    /// # Errors
    /// When there is no answer in time; the next call starts afresh.
    fn ask(&mut self, question: &Question) -> io::Result<Answer>;
}

/// The contre-clé behind a Unix socket.
#[derive(Debug)]
pub struct Socket {
    path: PathBuf,
    connection: Option<UnixStream>,
}

impl Socket {
    /// Nothing is connected before the first question.
    pub fn new(path: impl Into<PathBuf>) -> Socket {
        Socket { path: path.into(), connection: None }
    }

    fn connection(&mut self) -> io::Result<&mut UnixStream> {
        if self.connection.is_none() {
            let stream = UnixStream::connect(&self.path)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_write_timeout(Some(PATIENCE))?;
            self.connection = Some(stream);
        }
        self.connection.as_mut().ok_or_else(|| io::Error::other("not connected"))
    }
}

impl ContreCle for Socket {
    fn ask(&mut self, question: &Question) -> io::Result<Answer> {
        let answered = exchange(self.connection()?, question);
        if answered.is_err() {
            // A late answer must never be taken for the answer to the next question.
            self.connection = None;
        }
        answered
    }
}

/// Asks and waits, on a connection of any kind.
///
/// # Errors
/// The connection's; it must then not be used again.
pub fn exchange(connection: &mut (impl Read + Write), question: &Question) -> io::Result<Answer> {
    write_message(connection, &question.encode())?;
    let bytes = read_message(connection)?
        .ok_or_else(|| io::Error::new(io::ErrorKind::ConnectionAborted, "the contre-clé closed the connection"))?;
    Answer::decode(&bytes).ok_or_else(|| io::Error::other("not an answer"))
}
