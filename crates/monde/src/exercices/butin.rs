//! What an attacker got: every byte of every answer, with the question that it answers. Nothing else is counted.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{fs, io};

use journal::entry::LoginId;

use crate::http::Answer;

/// The loot of all the accounts and accomplices of one attack. A clone is the same loot.
#[derive(Clone, Default)]
pub struct Butin {
    inner: Arc<Mutex<Contenu>>,
}

/// What is in it.
#[derive(Default)]
pub struct Contenu {
    /// Logins that the attacker held: the journal is asked what it gave to them.
    pub logins: Vec<LoginId>,
    /// Answers and stolen files, in order.
    pub recus: Vec<Recu>,
}

/// One thing received.
pub struct Recu {
    /// The hash by which the journal names the request; none for a request without signature, or a file.
    pub requete: Option<[u8; 32]>,
    /// `GET /dossiers/…`, or the path of a file.
    pub quoi: String,
    /// Status; zero for a file.
    pub statut: u16,
    /// Head and body. A cut answer is kept as far as it came.
    pub octets: Vec<u8>,
}

impl Butin {
    /// Remembers that the attacker holds this login.
    pub fn holds(&self, login: LoginId) {
        self.contenu().logins.push(login);
    }

    /// Keeps an answer.
    pub fn keep(&self, quoi: String, requete: Option<[u8; 32]>, answer: &Answer) {
        let mut octets = Vec::with_capacity(answer.body.len() + 512);
        for (name, value) in &answer.headers {
            octets.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        octets.extend_from_slice(b"\r\n");
        octets.extend_from_slice(&answer.body);
        self.contenu().recus.push(Recu { requete, quoi, statut: answer.status, octets });
    }

    /// Keeps what was deciphered at home, with the request for which its keys were released, if one was.
    pub fn keep_clear(&self, quoi: String, requete: Option<[u8; 32]>, octets: Vec<u8>) {
        self.contenu().recus.push(Recu { requete, quoi, statut: 0, octets });
    }

    /// Keeps every file under a folder that was copied, or one file.
    ///
    /// # Errors
    /// A file that cannot be read: a drill that skipped one would prove nothing.
    pub fn keep_files(&self, path: &Path) -> io::Result<()> {
        let kind = fs::symlink_metadata(path)?.file_type();
        if kind.is_dir() {
            for entry in fs::read_dir(path)? {
                self.keep_files(&entry?.path())?;
            }
        } else if kind.is_file() {
            let recu = Recu { requete: None, quoi: path.display().to_string(), statut: 0, octets: fs::read(path)? };
            self.contenu().recus.push(recu);
        }
        Ok(())
    }

    /// All of it.
    pub fn contenu(&self) -> MutexGuard<'_, Contenu> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
