//! The baseline: a bare page from a plain table by primary key, on the same engine, served by the same web library.
//! It runs as a process of its own, so that its CPU is counted as ours is.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use coffre::base::{Base, Migration, SqlError, migrate};

use crate::http::Connexion;

coffre::statements! {
    EMPTY = "delete from nu";
    FILL = "insert into nu (id, contenu) values (?1, ?2)";
    GET = "select contenu from nu where id = ?1";
}

const STEPS: &[Migration] = &[Migration {
    numero: 1,
    nom: "nu",
    texte: "create table nu (id {int} not null primary key, contenu {text} not null) {strict}",
}];

/// Rows written in one transaction, while the table is filled.
const BATCH: u64 = 5_000;

/// Rows written in one transaction for a file: as many as an import of ours makes at once.
const BATCH_FICHIER: usize = 256;

/// Longest file taken, in bytes.
const FICHIER_MAX: usize = 32 * 1024 * 1024;

/// Longest content of a row, in bytes: about what the rows of one dossier weigh. The page is filled up to its size with
/// words of its own, as ours is with those of its template.
const CONTENU_MAX: usize = 2_000;

const PHRASE: &str = "Une ligne de texte nu. ";

/// How to start the bare server. Its base is a base apart (an empty file or database), never the one under measure.
#[derive(Clone, Debug)]
pub struct Lancement {
    /// The program, whose hidden verb calls [`serve`].
    pub programme: PathBuf,
    /// Arguments up to that verb, as `mesure nu-serveur`; `--lignes N --octets N` is added.
    pub args: Vec<String>,
    /// URL of the base. Handed over on standard input: it may hold a password.
    pub base: String,
}

/// A bare server that runs. It stops when dropped, or when our process ends.
pub struct NuServeur {
    child: Child,
    adresse: String,
}

impl NuServeur {
    /// Starts it and waits until its table is filled.
    ///
    /// # Errors
    /// The program, or what it said instead of its address.
    pub fn start(lancement: &Lancement, lignes: u64, octets: u64) -> io::Result<NuServeur> {
        let mut child = Command::new(&lancement.programme)
            .args(&lancement.args)
            .args(["--lignes", &lignes.to_string(), "--octets", &octets.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let line = greet(&mut child, &lancement.base);
        let server = NuServeur { child, adresse: line.as_deref().unwrap_or_default().trim().to_owned() };
        line?;
        if server.adresse.parse::<SocketAddr>().is_err() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the bare server did not give its address"));
        }
        Ok(server)
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// A new connection to it.
    pub fn connexion(&self) -> Connexion {
        Connexion::new(&self.adresse, Duration::from_secs(30))
    }
}

impl Drop for NuServeur {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The hidden verb: reads the URL of its base on standard input, fills the table, prints its address on standard
/// output, and serves until standard input closes.
///
/// # Errors
/// The base's or the listener's.
pub fn serve(lignes: u64, octets: u64) -> io::Result<()> {
    let mut url = String::new();
    io::stdin().lock().read_line(&mut url)?;
    let base = prepare(url.trim(), lignes, octets).map_err(io::Error::other)?;
    std::thread::spawn(|| {
        let _ = io::stdin().lock().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    // Two threads, as many as the machines that we measure on have cores.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        io::stdout().flush()?;
        axum::serve(listener, app(base, lignes, octets)).await
    })
}

fn greet(child: &mut Child, base: &str) -> io::Result<String> {
    let closed = || io::Error::from(io::ErrorKind::BrokenPipe);
    // Borrowed, not taken: our end stays open for as long as the server must live.
    writeln!(child.stdin.as_mut().ok_or_else(closed)?, "{base}")?;
    let mut line = String::new();
    BufReader::new(child.stdout.take().ok_or_else(closed)?).read_line(&mut line)?;
    Ok(line)
}

fn prepare(url: &str, lignes: u64, octets: u64) -> Result<Base, SqlError> {
    let base = Base::open(&url.parse()?)?;
    migrate(&base, STEPS)?;
    base.write_blocking(|tx| tx.exec(&EMPTY, &[]))?;
    let contenu = contenu(octets);
    for first in (0..lignes).step_by(BATCH as usize) {
        let contenu = contenu.clone();
        base.write_blocking(move |tx| {
            for id in first..(first + BATCH).min(lignes) {
                tx.exec(&FILL, &[(id as i64).into(), contenu.as_str().into()])?;
            }
            Ok(())
        })?;
    }
    Ok(base)
}

/// What the server holds: the base, and the words that fill the page.
#[derive(Clone)]
struct Etat {
    base: Base,
    reste: Arc<str>,
    /// Number of the next row that a file writes.
    next: Arc<AtomicI64>,
}

fn app(base: Base, lignes: u64, octets: u64) -> Router {
    let missing = (octets as usize).saturating_sub(frame(0, &contenu(octets), "").len());
    let next = Arc::new(AtomicI64::new(lignes as i64));
    let etat = Etat { base, reste: PHRASE.repeat(missing / PHRASE.len()).into(), next };
    Router::new()
        .route("/nu/{id}", get(show))
        .route("/nu", post(write).layer(DefaultBodyLimit::max(FICHIER_MAX)))
        .with_state(etat)
}

/// Writes each line of a file as a row, however its letters are coded, and answers how many there are.
async fn write(State(etat): State<Etat>, file: axum::body::Bytes) -> Response {
    let lines = file.split(|byte| *byte == b'\n').skip(1).filter(|line| !line.is_empty());
    let lines: Vec<String> = lines.map(|line| line.iter().copied().map(char::from).collect()).collect();
    for batch in lines.chunks(BATCH_FICHIER) {
        let first = etat.next.fetch_add(batch.len() as i64, Ordering::Relaxed);
        let batch = batch.to_vec();
        let written = etat.base.write(move |tx| {
            for (id, line) in (first..).zip(&batch) {
                tx.exec(&FILL, &[id.into(), line.as_str().into()])?;
            }
            Ok(())
        });
        if written.await.is_err() {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    }
    lines.len().to_string().into_response()
}

async fn show(State(etat): State<Etat>, Path(id): Path<i64>) -> Response {
    match etat.base.read(move |tx| tx.one::<(String,)>(&GET, &[id.into()])).await {
        Ok(Some((contenu,))) => {
            ([(CONTENT_TYPE, "text/html; charset=utf-8")], frame(id, &contenu, &etat.reste)).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn contenu(octets: u64) -> String {
    PHRASE.repeat(CONTENU_MAX.min(octets as usize) / PHRASE.len())
}

fn frame(id: i64, contenu: &str, reste: &str) -> String {
    format!(
        "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\"><title>Ligne {id}</title><h1>Ligne {id}</h1>\
         <p>{contenu}</p><p>{reste}</p></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bare_page_has_the_size_that_was_asked_for() {
        let folder = std::env::temp_dir().join(format!("cairn-nu-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("the folder of temporary files can be written");
        let url = format!("sqlite:{}", folder.join("nu.db").display());
        drop(prepare(&url, 3, 100).expect("filled"));
        let base = prepare(&url, 12, 14_000).expect("filled anew");

        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("starts");
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let adresse = listener.local_addr().expect("bound").to_string();
        let app = app(base, 12, 14_000);
        runtime.spawn(async { axum::serve(listener, app).await });

        let mut connexion = Connexion::new(&adresse, Duration::from_secs(5));
        let mut ask = |id: u64| {
            let head = format!("GET /nu/{id} HTTP/1.1\r\nHost: localhost\r\n\r\n");
            connexion.send(head.as_bytes(), false).expect("answered")
        };
        let page = ask(11);
        assert!((13_900..=14_100).contains(&page.body.len()), "{}", page.body.len());
        assert_eq!((page.status, page.entiere, ask(12).status), (200, true, 404));

        let file = "Nom;Prénom\r\nMasson;Léa\r\nBen Aïssa;Nour";
        let head = format!("POST /nu HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{file}", file.len());
        let answer = connexion.send(head.as_bytes(), false).expect("answered");
        assert_eq!((answer.status, answer.text().as_str()), (200, "2"));
        let mut ask = |id: u64| {
            let head = format!("GET /nu/{id} HTTP/1.1\r\nHost: localhost\r\n\r\n");
            connexion.send(head.as_bytes(), false).expect("answered")
        };
        assert!(ask(12).text().contains("Masson"), "after those that were there");
        assert_eq!((ask(13).status, ask(14).status), (200, 404));
        runtime.shutdown_background();
        std::fs::remove_dir_all(folder).expect("is ours");
    }
}
