//! A base of its own for each test: a folder, a free port, the two processes. Everything stops and goes with it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant, UNIX_EPOCH};

use monde::client::Navigateur;
use monde::http::{Answer, Connexion};
use monde::persona::{Cles, Persona};

/// How long a process may take to start or to stop, on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A base and its two processes.
pub struct Essai {
    /// Name of the test and of the engine.
    pub nom: String,
    dossier: PathBuf,
    port: u16,
    postgresql: Option<Postgresql>,
    cairn: Option<Child>,
}

/// Where the rows of a test go.
pub enum Moteur {
    /// The embedded base.
    Sqlite,
    /// A fresh database of the cluster at this address.
    Postgresql(String),
}

/// The shared cluster of the test command; without it the test says that it did not run, and under CI it fails.
pub fn cluster() -> Option<String> {
    let url = std::env::var("CAIRN_ESSAI_PG").ok();
    if url.is_none() {
        assert!(std::env::var_os("CI").is_none(), "CAIRN_ESSAI_PG must be set under CI");
        println!("SKIPPED postgresql: CAIRN_ESSAI_PG unset");
    }
    url
}

/// One test function on each engine.
#[macro_export]
macro_rules! both_engines {
    ($name:ident, $run:ident) => {
        mod $name {
            #[test]
            fn sqlite() {
                super::$run($crate::serveur::Essai::new(stringify!($name), $crate::serveur::Moteur::Sqlite));
            }

            #[test]
            fn postgresql() {
                if let Some(url) = $crate::serveur::cluster() {
                    super::$run($crate::serveur::Essai::new(
                        stringify!($name),
                        $crate::serveur::Moteur::Postgresql(url),
                    ));
                }
            }
        }
    };
}

impl Essai {
    /// Nothing is made yet but the folder, and the database.
    pub fn new(nom: &str, moteur: Moteur) -> Essai {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let nth = NEXT.fetch_add(1, Ordering::Relaxed);
        // The system gives the number of a process again, and a test that was killed has left its folder.
        let started = UNIX_EPOCH.elapsed().map_or(0, |since| since.as_nanos());
        let unique = format!("{}_{started}_{nth}", std::process::id());
        let dossier = std::env::temp_dir().join(format!("cairn-it-{unique}"));
        fs::create_dir_all(&dossier).expect("the folder of temporary files can be written");
        let port = free_port(nth);
        let (engine, postgresql) = match moteur {
            Moteur::Sqlite => ("sqlite", None),
            Moteur::Postgresql(cluster) => {
                ("postgresql", Some(Postgresql::create(cluster, &format!("cairn_it_{unique}"))))
            }
        };
        Essai { nom: format!("{nom}-{engine}"), dossier, port, postgresql, cairn: None }
    }

    /// A fictional base, served.
    pub fn fictif(nom: &str, moteur: Moteur, dossiers: u64) -> Essai {
        let mut essai = Essai::new(nom, moteur);
        essai.create(dossiers, None);
        essai.serve();
        essai
    }

    /// Makes a fictional base, and with `clair` the list of its sealed values.
    pub fn create(&self, dossiers: u64, clair: Option<&Path>) {
        let (base, cles, count) = (self.base(), self.fichier("cles.json"), dossiers.to_string());
        let mut args: Vec<&OsStr> = ["monde", "creer", "--graine", "7", "--dossiers", &count].map(OsStr::new).into();
        let origine = self.origine();
        args.extend([OsStr::new("--vers"), base.as_ref(), OsStr::new("--cles"), cles.as_ref()]);
        args.extend([OsStr::new("--origine"), origine.as_ref()]);
        if let Some(file) = clair {
            args.extend([OsStr::new("--clair"), file.as_ref()]);
        }
        self.run(&args).expect("a fictional base is made");
    }

    /// Starts `cairn serve` with the keys of a fictional base, and waits until it answers.
    pub fn serve(&mut self) {
        let cles = self.fichier("cles.json");
        self.serve_with(&[OsStr::new("--cles"), cles.as_ref()], &[]);
    }

    /// Starts `cairn serve` with these options and this environment, and waits until it answers.
    pub fn serve_with(&mut self, options: &[&OsStr], environment: &[(&str, &OsStr)]) {
        assert!(self.cairn.is_none(), "it is served already");
        let command =
            self.command(&[&[OsStr::new("serve"), OsStr::new("--donnees"), self.base().as_ref()], options].concat());
        // A limit on the size of files must give an error, as a full disk does, and not a signal that kills.
        let mut command = through_shell("trap '' XFSZ", &command);
        command.envs(environment.iter().copied()).stdout(Stdio::null()).stderr(self.log());
        self.cairn = Some(command.spawn().expect("cairn starts"));
        self.wait_until_it_answers();
    }

    /// Waits until /sante answers.
    pub fn wait_until_it_answers(&mut self) {
        let start = Instant::now();
        while self.plain("GET", "/sante").is_none_or(|a| a.status != 200) {
            let ended = self.cairn.as_mut().and_then(|c| c.try_wait().expect("ours"));
            assert!(ended.is_none(), "cairn serve ended: {ended:?}\n{}", self.log_tail());
            assert!(start.elapsed() < PATIENCE, "cairn serve does not answer\n{}", self.log_tail());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Runs a command of `cairn` to its end: what it printed, or the sentence that it ended with.
    pub fn run(&self, args: &[impl AsRef<OsStr>]) -> Result<String, String> {
        // To a file: the contre-clé that a command leaves behind keeps its standard error open.
        let errors = self.fichier("erreurs");
        let mut command = self.command(args);
        command.stdout(Stdio::piped()).stderr(File::create(&errors).expect("a file"));
        let output = command.output().expect("cairn starts");
        if output.status.success() {
            Ok(String::from_utf8(output.stdout).expect("text"))
        } else {
            Err(fs::read_to_string(errors).expect("text"))
        }
    }

    /// The other program, to be run by itself.
    pub fn contre_cle_command(&self, args: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(binaire("contre-cle"));
        command.args(args).stdin(Stdio::null());
        command
    }

    /// Asks it to stop as a service manager does, and waits.
    pub fn stop(&mut self) {
        let mut cairn = self.cairn.take().expect("it is served");
        signal("TERM", cairn.id());
        let start = Instant::now();
        while cairn.try_wait().expect("ours").is_none() {
            assert!(start.elapsed() < PATIENCE, "cairn serve does not stop");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// `kill -9` of the application.
    pub fn kill_cairn(&mut self) {
        let mut cairn = self.cairn.take().expect("it is served");
        cairn.kill().expect("it runs");
        cairn.wait().expect("ours");
    }

    /// `kill -9` of the contre-clé.
    pub fn kill_contre_cle(&self) {
        let pids = self.contre_cle();
        pids.iter().for_each(|pid| signal("KILL", *pid));
        let start = Instant::now();
        while self.contre_cle().iter().any(|pid| pids.contains(pid)) {
            assert!(start.elapsed() < PATIENCE, "the contre-clé does not die");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The processes that were started on this contre-clé's folder, except the dead that nobody has buried.
    pub fn contre_cle(&self) -> Vec<u32> {
        let folder = self.base().join("contre-cle");
        let numbers =
            fs::read_dir("/proc").expect("Linux").flatten().filter_map(|e| e.file_name().to_str()?.parse().ok());
        let is_it = |pid: &u32| {
            let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            line.split(|b| *b == 0).nth(1) == Some(folder.as_os_str().as_encoded_bytes())
        };
        numbers.filter(is_it).collect()
    }

    /// The application's process.
    pub fn pid(&self) -> u32 {
        self.cairn.as_ref().expect("it is served").id()
    }

    /// A request without signature, on a connection of its own; `None` without an answer.
    pub fn plain(&self, method: &str, target: &str) -> Option<Answer> {
        self.sends(method, target, "text/html", "")
    }

    /// A script's request without signature, with a JSON body.
    pub fn sends(&self, method: &str, target: &str, accept: &str, json: &str) -> Option<Answer> {
        let request = format!(
            "{method} {target} HTTP/1.1\r\nHost: localhost:{}\r\nAccept: {accept}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{json}",
            self.port,
            json.len()
        );
        Connexion::new(&self.adresse(), Duration::from_secs(10)).send(request.as_bytes(), false).ok()
    }

    /// The n-th conseiller of the fictional base, in a browser of her own.
    pub fn conseiller(&self, n: usize) -> Navigateur {
        let personas: Vec<Persona> = self.cles().personas.into_iter().filter(|p| p.role == "conseiller").collect();
        Navigateur::enter(&self.adresse(), &self.origine(), &personas[n]).expect("she enters")
    }

    /// The keys of the fictional base.
    pub fn cles(&self) -> Cles {
        Cles::read(&self.fichier("cles.json")).expect("the keys of a fictional base")
    }

    /// `host:port`.
    pub fn adresse(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// What browsers say.
    pub fn origine(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The folder of the base.
    pub fn base(&self) -> PathBuf {
        self.dossier.join("base")
    }

    /// A file beside the base.
    pub fn fichier(&self, nom: &str) -> PathBuf {
        self.dossier.join(nom)
    }

    /// The last lines that the two processes wrote on their standard error.
    pub fn log_tail(&self) -> String {
        let text = fs::read_to_string(self.fichier("journal.log")).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }

    /// Where its rows are.
    pub fn url(&self) -> String {
        let file = || format!("sqlite:{}", self.base().join("coffre/cairn.db").display());
        self.postgresql.as_ref().map_or_else(file, Postgresql::url)
    }

    /// One order to the database of this base; what it answers, bare.
    pub fn sql(&self, order: &str) -> String {
        psql(&self.postgresql.as_ref().expect("a base on PostgreSQL").url(), order)
    }

    /// The file to which its processes write what goes wrong.
    pub fn log(&self) -> File {
        File::options().create(true).append(true).open(self.fichier("journal.log")).expect("a file")
    }

    /// A command of `cairn`, with the address of the base where it takes one.
    pub fn command(&self, args: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(binaire("cairn"));
        command.args(args).stdin(Stdio::null());
        let takes_base = args.iter().any(|a| ["--donnees", "--vers"].map(OsStr::new).contains(&a.as_ref()))
            && args.first().is_some_and(|a| a.as_ref() != "cle");
        if let (Some(postgresql), true) = (&self.postgresql, takes_base) {
            command.arg("--base").arg(postgresql.url());
        }
        command
    }
}

impl Drop for Essai {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("{}: the processes said\n{}", self.nom, self.log_tail());
        }
        if let Some(mut cairn) = self.cairn.take() {
            let _ = cairn.kill();
            let _ = cairn.wait();
        }
        // After its parent, which would start it again.
        self.contre_cle().into_iter().for_each(|pid| signal("KILL", pid));
        let _ = fs::remove_dir_all(&self.dossier);
    }
}

/// A database of a cluster, gone with this value.
struct Postgresql {
    cluster: String,
    nom: String,
}

impl Postgresql {
    fn create(cluster: String, nom: &str) -> Postgresql {
        psql(&cluster, &format!("create database {nom} template template0"));
        Postgresql { cluster, nom: nom.to_owned() }
    }

    fn url(&self) -> String {
        let (before, options) = self.cluster.split_once('?').expect("the address of a throw-away cluster has options");
        let (server, _) = before.rsplit_once('/').expect("an address names a database");
        format!("{server}/{}?{options}", self.nom)
    }
}

impl Drop for Postgresql {
    fn drop(&mut self) {
        let order = format!("drop database if exists {} with (force)", self.nom);
        let _ = Command::new("psql").args([&self.cluster, "-qc", &order]).stderr(Stdio::null()).status();
    }
}

/// A port that nobody listens on, below those that the system gives to whoever asks for any: it would give ours to another while
/// the base is made, or between two starts. Tests are processes, and each has its sixteen.
pub fn free_port(nth: u32) -> u16 {
    let first = std::process::id().wrapping_mul(16).wrapping_add(nth);
    let mut ports = (0..22_000).map(|turn| 10_000 + (first.wrapping_add(turn) % 22_000) as u16);
    ports.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("a free port")
}

/// One order to a cluster; what it answers, bare.
pub fn psql(cluster: &str, order: &str) -> String {
    let output = Command::new("psql").args([cluster, "-Atqc", order]).output().expect("psql is installed");
    assert!(output.status.success(), "{order}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// A program of ours. Cargo builds `cairn` for these tests; `contre-cle` must have been built beside it.
pub fn binaire(nom: &str) -> PathBuf {
    let dir = std::env::var_os("CAIRN_BINAIRES").map(PathBuf::from);
    let dir = dir.unwrap_or_else(|| Path::new(env!("CARGO_BIN_EXE_cairn")).with_file_name(""));
    assert!(dir.join("contre-cle").exists(), "{} has no contre-cle: `cargo build -p contre-cle`", dir.display());
    dir.join(nom)
}

/// The same command after an order to the shell, which it replaces: same process, same arguments.
fn through_shell(order: &str, command: &Command) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{order}; exec \"$0\" \"$@\"")]);
    shell.arg(command.get_program()).args(command.get_args()).stdin(Stdio::null());
    shell
}

/// Sends a signal; a process that is gone takes none.
pub fn signal(name: &str, pid: u32) {
    let _ = Command::new("sh").args(["-c", &format!("kill -s {name} {pid} 2>/dev/null")]).status();
}

/// A count that `CAIRN_LONG=1` makes larger.
pub fn long(short: usize, long: usize) -> usize {
    if std::env::var_os("CAIRN_LONG").is_some_and(|v| v == "1") { long } else { short }
}
