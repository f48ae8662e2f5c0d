//! The process around the follower: a folder that only one process holds, a socket, one thread a connection.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use droits::habilitation::Regles;
use journal::storage::{DiskStorage, Storage};

use crate::protocole::{Answer, No, Question, read_message, write_message};
use crate::suiveur::{Places, Suiveur};
use crate::tls::{self, Papers};

/// Holds a folder: a second process on it is refused until this is dropped.
#[derive(Debug)]
pub struct Held {
    folder: PathBuf,
    _lock: File,
}

/// Takes a folder for this process, making it if it is not there.
///
/// # Errors
/// `WouldBlock` when another process holds it; else the disk's.
pub fn hold(dir: &Path) -> io::Result<Held> {
    if !dir.exists() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
    }
    let lock = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(dir.join("verrou"))?;
    lock.try_lock().map_err(|_| io::Error::new(io::ErrorKind::WouldBlock, "another contre-cle holds this folder"))?;
    Ok(Held { folder: dir.to_owned(), _lock: lock })
}

/// Opens the folder, follows, and answers until the process ends: on a Unix socket, and on `distant` (an address and
/// the papers of TLS) when the coffre is another organisation's. All controls are on, but in drills on a fictional base.
///
/// # Errors
/// The disk's, the socket's, or a damaged journal; `PermissionDenied` for a control off on any other base.
pub fn serve(held: Held, socket: &Path, distant: Option<(String, Papers)>, regles: Regles) -> io::Result<()> {
    let places = Places {
        log: DiskStorage::open(held.folder.join("journal"))?,
        parts: DiskStorage::open(held.folder.join("parts"))?,
        marks: DiskStorage::open(held.folder.join("marques"))?,
    };
    let suiveur = Suiveur::with(places, regles).map_err(|fault| io::Error::other(fault.to_string()))?;
    if regles != Regles::default() && suiveur.is_fictional() != Some(true) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "controls are off on fictional bases only"));
    }
    let shared = Arc::new(Mutex::new(suiveur));
    if let Some((address, papers)) = distant {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            let Err(error) = tls::serve(&address, &papers, shared) else { return };
            // Without its address this process is of no use to anyone.
            eprintln!("contre-cle: {address}: {error}");
            std::process::exit(1);
        });
    }
    // The lock says that nobody else lives here: a socket that is left is of the dead.
    match fs::remove_file(socket) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    let listener = UnixListener::bind(socket)?;
    fs::set_permissions(socket, fs::Permissions::from_mode(0o600))?;
    for connection in listener.incoming() {
        let (Ok(connection), shared) = (connection, Arc::clone(&shared)) else { continue };
        thread::spawn(move || converse(connection, &shared));
    }
    drop(held);
    Ok(())
}

fn converse<S: Storage>(mut connection: UnixStream, suiveur: &Mutex<Suiveur<S>>) {
    // A connection that breaks is its owner's affair: he connects again.
    let _ = answer_all(&mut connection, suiveur, true);
}

/// Answers the questions of one connection until it closes.
///
/// # Errors
/// The connection's.
pub fn answer_all<S: Storage>(
    connection: &mut (impl Read + Write),
    suiveur: &Mutex<Suiveur<S>>,
    is_local: bool,
) -> io::Result<()> {
    while let Some(message) = read_message(connection)? {
        let answer = match Question::decode(&message) {
            Some(question) => suiveur.lock().unwrap_or_else(PoisonError::into_inner).answer(question, now(), is_local),
            None => Answer::No(No::Message),
        };
        write_message(connection, &answer.encode())?;
    }
    Ok(())
}

/// This side's clock, in milliseconds since 1970 UTC.
#[expect(clippy::disallowed_methods, reason = "the one clock of this side")]
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_millis() as u64)
}
