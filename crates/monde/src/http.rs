//! A small blocking HTTP/1.1 client that says exactly what it received: drills count in received bytes,
//! and a kill in the middle of an answer must be seen as such.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

/// Longest head of an answer, in bytes.
const HEAD_MAX: u64 = 64 * 1024;

/// Longest body of an answer, in bytes: more than any of our pages, so that a mad server cannot fill the memory.
const BODY_MAX: u64 = 64 * 1024 * 1024;

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Names in lower case, in order.
    pub headers: Vec<(String, String)>,
    /// What was received of the body.
    pub body: Vec<u8>,
    /// Whether the body is known to be whole. A cut one is an answer too: those bytes were received.
    pub entiere: bool,
}

impl Answer {
    /// The first header of this name (in lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The body as text; what is not UTF-8 is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Why there is no answer at all.
#[derive(Debug)]
pub enum HttpError {
    /// No connection.
    Connexion(io::Error),
    /// It broke, or stayed silent, before a whole head came.
    Coupure(io::Error),
    /// What came is not HTTP/1.1 as servers write it.
    Illisible(&'static str),
}

impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HttpError::Connexion(error) => write!(f, "no connection: {error}"),
            HttpError::Coupure(error) => write!(f, "cut before an answer: {error}"),
            HttpError::Illisible(what) => write!(f, "unreadable answer: {what}"),
        }
    }
}

impl std::error::Error for HttpError {}

/// A connection that is opened when needed and kept between requests.
pub struct Connexion {
    adresse: String,
    attente: Duration,
    stream: Option<BufReader<TcpStream>>,
}

impl Connexion {
    /// To this `host:port`; nothing is opened yet. `attente` bounds the opening and each silence.
    pub fn new(adresse: &str, attente: Duration) -> Connexion {
        Connexion { adresse: adresse.to_owned(), attente, stream: None }
    }

    /// Another connection to the same place.
    pub fn another(&self) -> Connexion {
        Connexion::new(&self.adresse, self.attente)
    }

    /// Sends a whole request, head and body, and reads its answer (`sans_corps` for HEAD).
    ///
    /// A kept connection may have been closed by the server meanwhile. The request is then sent once more on a new
    /// one, as browsers do, but only if not a byte of answer had come.
    ///
    /// # Errors
    /// When no whole head came.
    pub fn send(&mut self, request: &[u8], sans_corps: bool) -> Result<Answer, HttpError> {
        if let Some(stream) = self.stream.take() {
            match exchange(stream, request, sans_corps) {
                Err(HttpError::Coupure(error)) if is_closed(&error) => (),
                other => return self.keep(other),
            }
        }
        let stream = self.open().map_err(HttpError::Connexion)?;
        let other = exchange(stream, request, sans_corps);
        self.keep(other)
    }

    fn keep(&mut self, got: Result<(Answer, Option<Stream>), HttpError>) -> Result<Answer, HttpError> {
        let (answer, stream) = got?;
        self.stream = stream;
        Ok(answer)
    }

    fn open(&self) -> io::Result<Stream> {
        let mut last = io::Error::new(io::ErrorKind::NotFound, "no address of that name");
        for address in self.adresse.to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, self.attente) {
                Ok(stream) => {
                    stream.set_nodelay(true)?;
                    stream.set_read_timeout(Some(self.attente))?;
                    stream.set_write_timeout(Some(self.attente))?;
                    return Ok(BufReader::with_capacity(32 * 1024, stream));
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

type Stream = BufReader<TcpStream>;

/// One request, one answer; and the stream, if it can serve again.
fn exchange(mut stream: Stream, request: &[u8], sans_corps: bool) -> Result<(Answer, Option<Stream>), HttpError> {
    stream.get_mut().write_all(request).map_err(HttpError::Coupure)?;
    let mut answer = read_head(&mut stream)?;
    while (100..200).contains(&answer.status) {
        answer = read_head(&mut stream)?;
    }
    let chunked = answer.header("transfer-encoding").is_some_and(|v| v.eq_ignore_ascii_case("chunked"));
    let length = answer.header("content-length").map(str::parse::<u64>);
    let mut body = Vec::new();
    answer.entiere = if sans_corps || matches!(answer.status, 204 | 304) {
        true
    } else if chunked {
        read_chunks(&mut stream, &mut body)?
    } else {
        match length {
            Some(Ok(length)) if length <= BODY_MAX => read_exactly(&mut stream, length, &mut body),
            Some(_) => return Err(HttpError::Illisible("length of the body")),
            // Ended by closing: nothing tells a whole body from a cut one.
            None => {
                let _ = (&mut stream).take(BODY_MAX).read_to_end(&mut body);
                false
            }
        }
    };
    answer.body = body;
    let closes = answer.header("connection").is_some_and(|v| v.eq_ignore_ascii_case("close"));
    let kept = (answer.entiere && !closes).then_some(stream);
    Ok((answer, kept))
}

fn read_head(stream: &mut Stream) -> Result<Answer, HttpError> {
    let mut head = (&mut *stream).take(HEAD_MAX);
    let mut started = false;
    let mut line = || -> Result<String, HttpError> {
        let mut bytes = Vec::new();
        let ended = |kind| HttpError::Coupure(io::Error::from(kind));
        // Closed before the first byte is what a kept connection does; later, something broke.
        let kind = if started { io::ErrorKind::InvalidData } else { io::ErrorKind::UnexpectedEof };
        let read = head.read_until(b'\n', &mut bytes);
        match read {
            Ok(_) if bytes.ends_with(b"\r\n") => started = true,
            Ok(0) => return Err(ended(kind)),
            Ok(_) => return Err(ended(io::ErrorKind::InvalidData)),
            Err(error) if bytes.is_empty() && !started => return Err(HttpError::Coupure(error)),
            Err(_) => return Err(ended(io::ErrorKind::InvalidData)),
        }
        bytes.truncate(bytes.len() - 2);
        String::from_utf8(bytes).map_err(|_| HttpError::Illisible("a header"))
    };
    let first = line()?;
    let status = first.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)).and_then(|code| code.parse().ok());
    let status = status.ok_or(HttpError::Illisible("status line"))?;
    let mut headers = Vec::new();
    loop {
        let text = line()?;
        if text.is_empty() {
            return Ok(Answer { status, headers, ..Answer::default() });
        }
        let (name, value) = text.split_once(':').ok_or(HttpError::Illisible("a header"))?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
}

/// Whether the last chunk came; what came before a cut is kept.
fn read_chunks(stream: &mut Stream, body: &mut Vec<u8>) -> Result<bool, HttpError> {
    loop {
        let Some(line) = read_line(stream) else { return Ok(false) };
        let size = u64::from_str_radix(line.split(';').next().unwrap_or("").trim(), 16);
        let size = size.map_err(|_| HttpError::Illisible("size of a chunk"))?;
        if size + body.len() as u64 > BODY_MAX {
            return Err(HttpError::Illisible("length of the body"));
        }
        if size == 0 {
            // Trailers, of which we know none, then an empty line.
            return Ok(std::iter::from_fn(|| read_line(stream)).any(|line| line.is_empty()));
        }
        if !read_exactly(stream, size, body) || read_line(stream).is_none_or(|end| !end.is_empty()) {
            return Ok(false);
        }
    }
}

/// Whether that many bytes came.
fn read_exactly(stream: &mut Stream, length: u64, body: &mut Vec<u8>) -> bool {
    // An error after some bytes leaves them in the body: they were received.
    let before = body.len() as u64;
    let _ = (&mut *stream).take(length).read_to_end(body);
    body.len() as u64 - before == length
}

/// A line without its end; `None` when it did not come whole.
fn read_line(stream: &mut Stream) -> Option<String> {
    let mut bytes = Vec::new();
    (&mut *stream).take(1024).read_until(b'\n', &mut bytes).ok()?;
    let text = bytes.strip_suffix(b"\r\n")?;
    String::from_utf8(text.to_vec()).ok()
}

fn is_closed(error: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// A server that gives one scripted answer per request; an empty one closes without answering, and so does
    /// the end of each inner list.
    fn server(connections: Vec<Vec<&'static str>>) -> Connexion {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("bound").to_string();
        thread::spawn(move || {
            for answers in connections {
                let (mut stream, _) = listener.accept().expect("someone connects");
                for answer in answers {
                    let mut request = [0; 4];
                    if stream.read_exact(&mut request).is_err() || answer.is_empty() {
                        break;
                    }
                    stream.write_all(answer.as_bytes()).expect("the client reads");
                }
            }
        });
        Connexion::new(&address, Duration::from_secs(5))
    }

    fn check(answer: &'static str, wanted: Option<(u16, &str, bool)>) {
        let got = server(vec![vec![answer]]).send(b"ping", false);
        let got = got.as_ref().ok().map(|a| (a.status, a.text(), a.entiere));
        assert_eq!(got, wanted.map(|(status, body, whole)| (status, body.to_owned(), whole)), "{answer:?}");
    }

    #[test]
    fn an_answer_is_whole_or_says_that_it_is_not() {
        check("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npong", Some((200, "pong", true)));
        check("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\npong", Some((200, "pong", false)));
        check("HTTP/1.1 204 No Content\r\n\r\n", Some((204, "", true)));
        check("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 No\r\ncontent-length:0\r\n\r\n", Some((404, "", true)));
        check("HTTP/1.1 200 OK\r\n\r\npong", Some((200, "pong", false)));
        const CHUNKED: &str =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\npo\r\n2;x=y\r\nng\r\n0\r\n\r\n";
        check(CHUNKED, Some((200, "pong", true)));
        check(CHUNKED.strip_suffix("0\r\n\r\n").expect("ends so"), Some((200, "pong", false)));
        check(CHUNKED.strip_suffix("g\r\n0\r\n\r\n").expect("ends so"), Some((200, "pon", false)));
        check(CHUNKED.strip_suffix("\r\n").expect("ends so"), Some((200, "pong", false)));
    }

    #[test]
    fn what_is_no_answer_is_an_error() {
        check("", None);
        check("HTTP/1.1 200 OK\r\nContent-Le", None);
        check("HTTP/2 200\r\n\r\n", None);
        check("HTTP/1.1 abc\r\n\r\n", None);
        check("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", None);
        check("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", None);
        check("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", None);
        check("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", None);
    }

    #[test]
    fn a_connection_is_kept_and_opened_again_when_the_server_closed_it() {
        const PONG: &str = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npong";
        const BYE: &str = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        let mut connexion = server(vec![vec![PONG, PONG, ""], vec![BYE], vec![PONG, "HTTP/1.1 200"], vec![PONG]]);
        for wanted in ["pong", "pong", "", "pong"] {
            assert_eq!(connexion.send(b"ping", false).expect("an answer").text(), wanted);
        }
        // An answer that began is not asked for again: the server may have done its work.
        assert!(matches!(connexion.send(b"ping", false), Err(HttpError::Coupure(_))));
        assert_eq!(connexion.send(b"ping", false).expect("a new connection").text(), "pong");
    }
}
