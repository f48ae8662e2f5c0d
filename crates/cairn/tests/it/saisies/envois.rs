//! A request as it leaves, spoilt at will; and an answer read even when the server hangs up before the end of a body.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use droits::signature::sha256;
use journal::encoding::base64;
use monde::client::Recorded;
use monde::http::Answer;

use crate::serveur::Essai;

/// Head and body, apart.
#[derive(Clone)]
pub struct Envoi {
    head: Vec<String>,
    body: Vec<u8>,
}

impl From<&Recorded> for Envoi {
    fn from(recorded: &Recorded) -> Envoi {
        let at = recorded.bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(recorded.bytes[..at].to_vec()).expect("a head is text");
        let mut head: Vec<String> = head.split("\r\n").map(str::to_owned).collect();
        head.push("Connection: close".into());
        Envoi { head, body: recorded.bytes[at + 4..].to_vec() }
    }
}

impl Envoi {
    /// What a page of ours sends where nobody has entered.
    pub fn unsigned(essai: &Essai, method: &str, target: &str, kind: &str, body: &[u8]) -> Envoi {
        let host = essai.origine().split_off("http://".len());
        let head = [
            format!("{method} {target} HTTP/1.1"),
            format!("Host: {host}"),
            "Accept: */*".into(),
            "Sec-Fetch-Site: same-origin".into(),
            format!("Content-Type: {kind}"),
            format!("Content-Length: {}", body.len()),
            "Connection: close".into(),
        ];
        Envoi { head: head.into(), body: body.to_vec() }
    }

    /// Without a header.
    pub fn without(mut self, name: &str) -> Envoi {
        let start = format!("{}:", name.to_ascii_lowercase());
        self.head.retain(|line| !line.to_ascii_lowercase().starts_with(&start));
        self
    }

    /// With another value of a header.
    pub fn replacing(self, name: &str, value: &str) -> Envoi {
        let mut other = self.without(name);
        other.head.push(format!("{name}: {value}"));
        other
    }

    /// With another body than the one that was signed.
    pub fn with_body(self, body: &[u8]) -> Envoi {
        let mut other = self.replacing("Content-Length", &body.len().to_string());
        other.body = body.to_vec();
        other
    }

    /// With another body, and the digest of that one.
    pub fn with_body_and_digest(self, body: &[u8]) -> Envoi {
        let digest = format!("sha-256=:{}:", base64(&sha256(body)));
        self.with_body(body).replacing("Content-Digest", &digest)
    }
}

/// Sends on a connection of its own, and reads to the end; `None` without an answer.
pub fn send(essai: &Essai, envoi: &Envoi) -> Option<Answer> {
    let mut stream = TcpStream::connect(essai.adresse()).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let mut writes = stream.try_clone().ok()?;
    let bytes = [envoi.head.join("\r\n").as_bytes(), b"\r\n\r\n", &envoi.body].concat();
    // The server may answer, and hang up, before it has read everything.
    let writer = thread::spawn(move || drop(writes.write_all(&bytes)));
    let mut received = Vec::new();
    let _ = stream.read_to_end(&mut received);
    drop(stream);
    let _ = writer.join();
    let at = received.windows(4).position(|w| w == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&received[..at]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines.filter_map(|l| l.split_once(':')).map(|(n, v)| (n.to_ascii_lowercase(), v.trim().to_owned()));
    Some(Answer { status, headers: headers.collect(), body: received[at + 4..].to_vec(), entiere: true })
}
