//! Where a drill takes place: a fictional base of its own, served by the real programs, unmodified, each with a clock
//! that the drill moves. One base is made for all drills; each takes a copy of it, and leaves nothing behind.

mod copie;
mod gabarit;
mod postgresql;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant, UNIX_EPOCH};

use coffre::base::{Base, FromRow, SqlError, Statement, Tx};
use contre_cle::client::Socket;
use journal::entry::Entry;
use journal::log::Log;
use journal::storage::DiskStorage;

use super::horloge::Horloge;
use crate::client::Navigateur;
use crate::http::Connexion;
use crate::persona::{Cles, Persona};
use copie::{copy, put_back};
pub use gabarit::{Gabarit, Moyens};
use postgresql::Postgresql;

/// How long a program may take to start or to stop, on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// One side, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum Cote {
    Coffre,
    ContreCle,
    Deux,
}

/// A base and its two programs. Everything stops and goes with it.
pub struct Terrain {
    moyens: Moyens,
    dossier: PathBuf,
    port: u16,
    postgresql: Option<Postgresql>,
    cles: Cles,
    sans: Option<&'static str>,
    /// Whether the attacker also holds what the attacked control keeps apart ([`super::Controle::Separe`]).
    pub tient_tout: bool,
    /// The application's clock, and the contre-clé's.
    pub horloges: (Horloge, Horloge),
    cairn: Option<Child>,
    contre_cle: Option<Child>,
}

/// A copy of both sides at a moment: what a thief took, or what an operator restores.
pub struct Copie {
    /// Folder of the copy, with `coffre/` and `contre-cle/` in it.
    pub dossier: PathBuf,
    postgresql: Option<Postgresql>,
}

impl Terrain {
    /// Starts both programs, each with its clock, and waits until the application answers.
    ///
    /// # Errors
    /// What they said.
    pub fn serve(&mut self) -> Result<(), String> {
        self.serve_with(&[])
    }

    /// As [`Terrain::serve`], with further options of `cairn serve`.
    ///
    /// # Errors
    /// What they said.
    pub fn serve_with(&mut self, options: &[&OsStr]) -> Result<(), String> {
        if self.cairn.is_some() {
            return Err("it is served already".into());
        }
        self.start_contre_cle()?;
        let mut command = Command::new(self.moyens.binaires.join("cairn"));
        command.arg("serve").arg("--donnees").arg(self.base()).arg("--cles").arg(self.fichier("cles.json"));
        command.args(self.postgresql.iter().flat_map(|own| ["--base".to_owned(), own.url()]));
        command.args(self.sans.iter().flat_map(|control| ["--sans-controle", control])).args(options);
        command.envs(self.horloges.0.environment()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(self.log()?);
        self.cairn = Some(command.spawn().map_err(|e| format!("cairn: {e}"))?);
        let start = Instant::now();
        while !self.is_answering() {
            let ended = self.cairn.as_mut().and_then(|child| child.try_wait().ok().flatten());
            if ended.is_some() || start.elapsed() > PATIENCE {
                return Err(format!("cairn serve does not answer\n{}", self.log_tail()));
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    /// The sweep of a stopped base, by the real `cairn balayer`: what it says, a line for each mismatch.
    ///
    /// # Errors
    /// It runs already, or the sweep did not come to its end.
    pub fn sweep(&mut self) -> Result<String, String> {
        if self.cairn.is_some() {
            return Err("it is served".into());
        }
        self.start_contre_cle()?;
        let mut command = Command::new(self.moyens.binaires.join("cairn"));
        command.arg("balayer").arg("--donnees").arg(self.base()).arg("--cles").arg(self.fichier("cles.json"));
        command.args(self.postgresql.iter().flat_map(|own| ["--base".to_owned(), own.url()]));
        let output = command.envs(self.horloges.0.environment()).stdin(Stdio::null()).stderr(self.log()?).output();
        self.kill_contre_cle();
        let said = String::from_utf8_lossy(&output.map_err(|e| format!("cairn balayer: {e}"))?.stdout).into_owned();
        if said.is_empty() { Err(format!("the sweep says nothing\n{}", self.log_tail())) } else { Ok(said) }
    }

    /// Asks the application to stop as a service manager does, then ends the contre-clé: what was done is published.
    ///
    /// # Errors
    /// It does not stop.
    pub fn stop(&mut self) -> Result<(), String> {
        if let Some(mut cairn) = self.cairn.take() {
            signal("TERM", cairn.id());
            let start = Instant::now();
            while cairn.try_wait().map_err(|e| e.to_string())?.is_none() {
                if start.elapsed() > PATIENCE {
                    let _ = cairn.kill();
                    return Err("cairn serve does not stop".into());
                }
                thread::sleep(Duration::from_millis(10));
            }
        }
        self.kill_contre_cle();
        Ok(())
    }

    /// `kill -9` of both, as a power cut.
    pub fn kill(&mut self) {
        self.kill_application();
        self.kill_contre_cle();
    }

    /// `kill -9` of the application alone: the contre-clé goes on, and answers whoever speaks at its socket.
    pub fn kill_application(&mut self) {
        if let Some(mut cairn) = self.cairn.take() {
            let _ = cairn.kill();
            let _ = cairn.wait();
        }
    }

    /// The line to the contre-clé, for whoever is root on the application's machine.
    pub fn line(&self) -> Socket {
        Socket::new(self.base().join("contre-cle.prise"))
    }

    /// Stops and serves again.
    ///
    /// # Errors
    /// As [`Terrain::stop`] and [`Terrain::serve`].
    pub fn restart(&mut self) -> Result<(), String> {
        self.stop()?;
        self.serve()
    }

    /// Time goes on.
    ///
    /// # Errors
    /// The clock's file.
    pub fn advance(&mut self, cote: Cote, by: Duration) -> Result<(), String> {
        self.clocks(cote, |clock| clock.advance(by))
    }

    /// Somebody puts a clock back.
    ///
    /// # Errors
    /// The clock's file.
    pub fn put_back(&mut self, cote: Cote, by: Duration) -> Result<(), String> {
        self.clocks(cote, |clock| clock.put_back(by))
    }

    /// A copy of both sides, taken while nothing runs.
    ///
    /// # Errors
    /// The disk's, the cluster's.
    pub fn copy(&self, nom: &str) -> Result<Copie, String> {
        let dossier = self.fichier(&format!("copie-{nom}"));
        copy(&self.base(), &dossier).map_err(|e| format!("{}: {e}", dossier.display()))?;
        let postgresql = match &self.postgresql {
            Some(own) => Some(Postgresql::create(&own.grappe, &unique(), &own.nom)?),
            None => None,
        };
        Ok(Copie { dossier, postgresql })
    }

    /// The folders of both sides and what the programs wrote of themselves, as a thief in the night copies them, running or not. Of
    /// PostgreSQL the rows are elsewhere.
    ///
    /// # Errors
    /// The disk's.
    pub fn steal(&self, nom: &str) -> Result<PathBuf, String> {
        let dossier = self.fichier(&format!("vol-{nom}"));
        let taken = copy(&self.base(), &dossier)
            .and_then(|()| fs::copy(self.fichier("traces.log"), dossier.join("traces.log")));
        taken.map_err(|e| format!("{}: {e}", dossier.display()))?;
        Ok(dossier)
    }

    /// Puts a copy back, of one side or both, while nothing runs. The coffre's side is its folder and the database.
    ///
    /// # Errors
    /// The disk's, the cluster's.
    pub fn put_copy_back(&mut self, copie: &Copie, cote: Cote) -> Result<(), String> {
        let sides = [(Cote::Coffre, "coffre"), (Cote::ContreCle, "contre-cle")];
        for (_, folder) in sides.into_iter().filter(|(side, _)| cote == Cote::Deux || cote == *side) {
            let to = self.base().join(folder);
            put_back(&copie.dossier.join(folder), &to).map_err(|e| format!("{}: {e}", to.display()))?;
        }
        if let Some(old) = copie.postgresql.as_ref().filter(|_| cote != Cote::ContreCle) {
            self.postgresql = Some(Postgresql::create(&old.grappe, &unique(), &old.nom)?);
        }
        Ok(())
    }

    /// What whoever holds the database reads in it, with SQL of his own.
    ///
    /// # Errors
    /// The base's words.
    pub fn reads<T: FromRow + Send + 'static>(&self, sql: &str) -> Result<Vec<T>, String> {
        let statement = statement(sql);
        self.reads_with(move |tx| tx.all::<T>(&statement, &[]))
    }

    /// The same with the coffre's own reading of its tables.
    ///
    /// # Errors
    /// The base's words.
    pub fn reads_with<T, F>(&self, work: F) -> Result<T, String>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, SqlError> + Send + 'static,
    {
        self.open_base()?.read_blocking(work).map_err(|e| e.to_string())
    }

    /// What whoever holds the database writes in it; how many rows changed.
    ///
    /// # Errors
    /// The base's words.
    pub fn writes(&self, sql: &str) -> Result<u64, String> {
        let statement = statement(sql);
        let base = self.open_base()?;
        base.write_blocking(move |tx| tx.exec(&statement, &[])).map_err(|e| e.to_string())
    }

    /// Every dossier's identifier, as whoever learned them all has them.
    ///
    /// # Errors
    /// The base's words.
    pub fn dossiers(&self) -> Result<Vec<String>, String> {
        let rows = self.reads::<(Vec<u8>,)>("select id from dossier order by id")?;
        Ok(rows.into_iter().map(|(id,)| journal::encoding::hex(&id)).collect())
    }

    /// The entries of one side's disk, read from a copy: opening a journal mends its torn end.
    ///
    /// # Errors
    /// The disk's, or a journal that is damaged.
    pub fn entries(&self, cote: Cote) -> Result<Vec<Entry>, String> {
        let side = if cote == Cote::ContreCle { "contre-cle" } else { "coffre" };
        let to = self.fichier("copie-journal");
        put_back(&self.base().join(side).join("journal"), &to).map_err(|e| e.to_string())?;
        let log = Log::open(DiskStorage::open(&to).map_err(|e| e.to_string())?).map_err(|e| e.to_string())?;
        let mut entries = Vec::new();
        log.for_each(0, |_, record| entries.extend(Entry::decode(&record.entry).ok())).map_err(|e| e.to_string())?;
        Ok(entries)
    }

    /// Verifies what a stopped application published, as a third party would; gives the number of entries.
    ///
    /// # Errors
    /// What does not hold.
    pub fn verify(&self) -> Result<u64, String> {
        let tiles = self.base().join("coffre/tuiles");
        let keys = fs::read_to_string(tiles.with_extension("vkey")).map_err(|e| format!("verification keys: {e}"))?;
        let mut lines = keys.lines();
        let log = lines.next().ok_or("no key of the journal")?;
        let report = journal::verify::verify(&tiles, log, lines.next()).map_err(|fault| fault.to_string())?;
        Ok(report.checkpoint.size)
    }

    /// Leaves a published journal for other verifiers, under this name, if a place was given for it.
    ///
    /// # Errors
    /// The disk's.
    pub fn leave_journal(&self, nom: &str) -> Result<(), String> {
        let Some(dir) = &self.moyens.journaux else { return Ok(()) };
        let engine = if self.postgresql.is_some() { "postgresql" } else { "sqlite" };
        let (tiles, to) = (self.base().join("coffre/tuiles"), dir.join(format!("exercice-{nom}-{engine}")));
        let _ = fs::remove_dir_all(&to);
        let left = copy(&tiles, &to).and_then(|()| fs::copy(tiles.with_extension("vkey"), to.with_extension("vkey")));
        left.map(drop).map_err(|e| format!("{}: {e}", to.display()))
    }

    /// Names of the base's tables, for whoever holds it.
    ///
    /// # Errors
    /// The base's words.
    pub fn tables(&self) -> Result<Vec<String>, String> {
        let sql = match self.postgresql {
            None => "select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name",
            Some(_) => "select cast(tablename as text) from pg_tables where schemaname = 'public' order by tablename",
        };
        Ok(self.reads::<(String,)>(sql)?.into_iter().map(|(name,)| name).collect())
    }

    /// The n-th persona of this role in the s-th structure; the structure with the dossiers is number 0.
    ///
    /// # Errors
    /// There is none.
    pub fn persona(&self, role: &str, s: usize, n: usize) -> Result<Persona, String> {
        let structures = self.structures();
        let here = structures.get(s).ok_or_else(|| format!("no structure {s}"))?;
        let found = self.cles.personas.iter().filter(|p| p.role == role && p.structure == *here).nth(n);
        found.cloned().ok_or_else(|| format!("no {role} {n} in structure {s}"))
    }

    /// Codes of the structures, in the order of the world.
    pub fn structures(&self) -> Vec<String> {
        let mut codes: Vec<String> = self.cles.personas.iter().map(|p| p.structure.clone()).collect();
        codes.dedup();
        codes
    }

    /// Everybody who may be played.
    pub fn personas(&self) -> &[Persona] {
        &self.cles.personas
    }

    /// An honest person at her browser.
    ///
    /// # Errors
    /// She is not let in.
    pub fn enter(&self, persona: &Persona) -> Result<Navigateur, String> {
        Navigateur::enter(&self.adresse(), &self.origine(), persona).map_err(|e| format!("{}: {e}", persona.role))
    }

    /// A new connection to the application.
    pub fn connexion(&self) -> Connexion {
        Connexion::new(&self.adresse(), Duration::from_secs(30))
    }

    /// `host:port`.
    pub fn adresse(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// What browsers say.
    pub fn origine(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The folder of the base, with `coffre/` and `contre-cle/` in it.
    pub fn base(&self) -> PathBuf {
        self.dossier.join("base")
    }

    /// A file beside the base.
    pub fn fichier(&self, nom: &str) -> PathBuf {
        self.dossier.join(nom)
    }

    /// How many dossiers the base was made with.
    pub fn combien(&self) -> u64 {
        self.moyens.dossiers
    }

    /// The control that is off, if one is.
    pub fn sans_controle(&self) -> Option<&'static str> {
        self.sans
    }

    /// The last lines that the two programs wrote on their standard error.
    pub fn log_tail(&self) -> String {
        let text = fs::read_to_string(self.fichier("traces.log")).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }

    /// Before the application, which would start one with its own clock.
    fn start_contre_cle(&mut self) -> Result<(), String> {
        let socket = self.base().join("contre-cle.prise");
        let mut command = Command::new(self.moyens.binaires.join("contre-cle"));
        command.args(self.sans.iter().flat_map(|control| ["--sans-controle", control]));
        command.arg(self.base().join("contre-cle")).arg(&socket).envs(self.horloges.1.environment());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(self.log()?);
        let mut child = command.spawn().map_err(|e| format!("contre-cle: {e}"))?;
        let start = Instant::now();
        while UnixStream::connect(&socket).is_err() {
            let ended = child.try_wait().map_err(|e| e.to_string())?.is_some();
            if ended || start.elapsed() > PATIENCE {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("contre-cle does not answer\n{}", self.log_tail()));
            }
            thread::sleep(Duration::from_millis(10));
        }
        self.contre_cle = Some(child);
        Ok(())
    }

    /// Ours, and one that the application may have started again meanwhile.
    fn kill_contre_cle(&mut self) {
        if let Some(mut child) = self.contre_cle.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
        let folder = self.base().join("contre-cle");
        let numbers = fs::read_dir("/proc").into_iter().flatten().flatten();
        for pid in numbers.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()) {
            let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            let mut words = line.split(|b| *b == 0);
            let is_it = words.next().is_some_and(|program| program.ends_with(b"contre-cle"));
            if is_it && words.any(|word| word == folder.as_os_str().as_encoded_bytes()) {
                signal("KILL", pid);
            }
        }
    }

    fn clocks(&mut self, cote: Cote, turn: impl Fn(&mut Horloge) -> std::io::Result<()>) -> Result<(), String> {
        let (coffre, contre_cle) = &mut self.horloges;
        let sides = [(Cote::Coffre, coffre), (Cote::ContreCle, contre_cle)];
        let mut turned = sides.into_iter().filter(|(side, _)| cote == Cote::Deux || cote == *side);
        turned.try_for_each(|(_, clock)| turn(clock)).map_err(|e| format!("clock: {e}"))
    }

    fn open_base(&self) -> Result<Base, String> {
        let file = self.base().join("coffre/cairn.db");
        let url = self.postgresql.as_ref().map_or_else(|| format!("sqlite:{}", file.display()), Postgresql::url);
        Base::open(&url.parse().map_err(|e| format!("{e}"))?).map_err(|e| e.to_string())
    }

    fn is_answering(&self) -> bool {
        let mut connexion = Connexion::new(&self.adresse(), Duration::from_secs(5));
        let request = b"GET /sante HTTP/1.1\r\nHost: localhost\r\n\r\n";
        connexion.send(request, false).is_ok_and(|answer| answer.status == 200)
    }

    fn log(&self) -> Result<File, String> {
        let file = self.fichier("traces.log");
        File::options().create(true).append(true).open(&file).map_err(|e| format!("{}: {e}", file.display()))
    }
}

impl Drop for Terrain {
    fn drop(&mut self) {
        self.kill();
        let _ = fs::remove_dir_all(&self.dossier);
    }
}

/// SQL of a drill's own: leaked, as there are few of them.
fn statement(sql: &str) -> Statement {
    let text: &'static str = Box::leak(sql.to_owned().into_boxed_str());
    Statement::new(text, text)
}

/// A name that no drill had before; the system gives the number of a process again, so it also says when.
fn unique() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let started = UNIX_EPOCH.elapsed().map_or(0, |since| since.as_nanos());
    format!("cairn-exercice-{}-{started}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Sends a signal; a process that is gone takes none.
fn signal(name: &str, pid: u32) {
    let _ = Command::new("sh").args(["-c", &format!("kill -s {name} {pid} 2>/dev/null")]).status();
}
